"""The page of what was left out: amounts that are no budget, and documents that could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from publishing.report.charts import Chart, Kind, Point, Series, figure
from publishing.report.lists import Entry, choices, write_list
from publishing.report.site import Site, leftover_link
from publishing.report.wording import marked
from publishing.report.words import Text, same

LEFTOVERS = """
select l.*, d.title, d.language, d.publisher, d.published_on
from quality.leftovers as l left join dim_document as d on l.document_id = d.document_id
order by l.reason, l.document_id, l.text_start
"""
REJECTIONS = "select * from quality.rejections order by stage, reason, locator"


def write(site: Site) -> None:
    """Writes left_out.html and the pieces of its lists."""
    leftovers = write_list(site, "leftovers", ("reason",), _leftovers(site))
    rejections = write_list(site, "rejections", ("stage", "refused"), _rejections(site))
    reasons = sorted(leftovers.counts[0].items(), key=lambda item: (-item[1], item[0]))
    site.write(
        "left_out.html",
        "left_out.html",
        page="left_out",
        leftovers=leftovers,
        rejections=rejections,
        reasons=choices(site, leftovers.counts[0], "leftover"),
        chart=_chart(site, reasons) if len(reasons) > 1 else None,
        stages=choices(site, rejections.counts[0], "reading"),
        refusals=choices(site, rejections.counts[1], "rejection"),
    )


def _leftovers(site: Site) -> Iterator[Entry]:
    template = site.environment.get_template("leftover.html")
    for row in site.rows(LEFTOVERS):
        href = leftover_link(row["document_id"], row["leftover_id"])
        html = template.render(row=row, pieces=marked(row), href=href, root="")
        yield Entry(f"l-{row['leftover_id']}", (row["reason"],), Markup(html))


def _rejections(site: Site) -> Iterator[Entry]:
    template = site.environment.get_template("rejection.html")
    for place, row in enumerate(site.rows(REJECTIONS)):
        html = template.render(row=row, root="")
        yield Entry(f"rejection-{place}", (row["stage"], row["reason"]), Markup(html))


def _chart(site: Site, reasons: list[tuple[str, int]]) -> Markup:
    """How many amounts were left out for which reason, the most common on top."""
    shown = reasons[:12]
    return figure(
        Chart(
            Kind.ROWS,
            site.words("left_out.by_reason"),
            [site.words.of("leftover", reason) for reason, _ in shown],
            [
                Series(
                    site.words("left_out.amounts"),
                    [Point(count, f"left_out.html?reason={reason}") for reason, count in shown],
                )
            ],
            _count,
            site.words("left_out.reason"),
            height=60 + 26 * len(shown),
        )
    )


def _count(value: float) -> Text:
    return same(f"{value:,.0f}")
