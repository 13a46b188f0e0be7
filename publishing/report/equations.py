"""The page of equations: every total with its items as a picture, beside what the arithmetic says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from publishing.report.lists import Entry, choices, write_list
from publishing.report.site import Row, Site, figure_link
from publishing.report.wording import money, terms, thousands, years
from publishing.report.words import Text

MOST_ITEMS = 60  # shown of one breakdown; what is left out is counted and leads to the document
FACETS = ("verdict", "body", "year")
NO_VALUE = "-"

# What needs a reader's eye comes first.
EQUATIONS = f"""
with items as (
    select b.breakdown_id, count(*) as items_all,
        list(struct_pack(figure_id := b.item_figure_id, krw := b.item_krw, low := b.item_low_krw,
            high := b.item_high_krw, text := f.text, program := f.program, organization := f.organization,
            fiscal_year := f.fiscal_year, fiscal_year_end := f.fiscal_year_end, suspect := f.suspect)
            order by b.position)[:{MOST_ITEMS}] as items,
        list(b.item_figure_id order by b.position) as item_ids
    from bridge_total_item as b left join fact_budget as f on f.figure_id = b.item_figure_id
    group by b.breakdown_id)
select c.*, t.program, t.organization, t.government, t.fiscal_year, t.fiscal_year_end, t.text as total_text,
    t.suspect as total_suspect, d.title, d.language, d.publisher, d.published_on,
    i.items, i.items_all, if(i.items_all <= {MOST_ITEMS}, i.item_ids, null) as item_ids
from fact_total_check as c
left join items as i on i.breakdown_id = c.breakdown_id
left join fact_budget as t on t.figure_id = c.total_figure_id
left join dim_document as d on d.document_id = c.document_id
order by list_position(['over', 'short', 'unreadable', 'partial', 'match'], c.verdict),
    d.published_on desc nulls last, c.document_id, t.text_start, c.breakdown_id
"""


def write(site: Site) -> None:
    """Writes equations.html and the pieces of its list."""
    listed = write_list(site, "equations", FACETS, _entries(site))
    verdicts, bodies, fiscal_years = listed.counts
    site.write(
        "equations.html",
        "equations.html",
        page="equations",
        listed=listed,
        verdicts=choices(site, verdicts, "verdict"),
        bodies=choices(site, bodies),
        fiscal_years=choices(site, fiscal_years)[::-1],
    )


def _entries(site: Site) -> Iterator[Entry]:
    template = site.environment.get_template("equation.html")
    for row in site.rows(EQUATIONS):
        items = row["items"] or []
        html = template.render(
            row=row,
            terms=_terms(row),
            picture=picture(row, items),
            items=[
                item | {"name": _name(row["breakdown"], item), "said": money(item["krw"])} for item in items
            ],
            residual=residual(site, row),
            interval=interval(site, row["stated_low_krw"], row["stated_high_krw"]),
            root="",
        )
        facets = (
            row["verdict"],
            row["organization"] or row["government"] or NO_VALUE,
            str(row["fiscal_year"] or NO_VALUE),
        )
        yield Entry(f"b-{row['breakdown_id']}", facets, Markup(html))


def _terms(row: Row) -> list[tuple[str, str | None]]:
    """The words of the equation with the links of their figures; a list too long to print is cut short."""
    document = row["document_id"]
    if row["item_ids"] is None:
        return []
    found = terms(row["equation"], row["item_ids"], row["total_figure_id"])
    return [
        (thousands(word), figure_link(document, figure_id) if figure_id else None)
        for word, figure_id in found
    ]


def _name(breakdown: str, item: dict[str, Any]) -> str | Text | None:
    """What an item is called: that by which the total is divided."""
    program: str | None = item["program"]
    organization: str | None = item["organization"]
    if breakdown == "period":
        return years(item["fiscal_year"], item["fiscal_year_end"])
    if breakdown == "organization":
        return organization or program
    return program or organization


def picture(row: Row, items: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Where bars begin and how long they are, in percent of the width: each item, the stated
    total with its interval, the residual. Cuts are drawn by their size. None where there is nothing to
    draw or where increases and cuts are mixed, which no bar of parts can show."""
    amounts = [item["krw"] for item in items]
    stated = row["stated_krw"]
    known = [amount for amount in (*amounts, stated) if amount]
    if stated is None or not amounts or not known or len({amount > 0 for amount in known}) > 1:
        return None
    total, sizes = abs(stated), [abs(amount or 0) for amount in amounts]
    rest = abs(row["items_krw"] or 0) - sum(sizes)  # items beyond those that are shown
    low, high = row["stated_low_krw"], row["stated_high_krw"]
    if stated < 0:
        low, high = (-high if high is not None else None), (-low if low is not None else None)
    longest = max(total, sum(sizes) + rest, high or 0)
    scale = 98 / longest  # the band of the interval needs room behind the end
    missing = total - sum(sizes) - rest
    return {
        "total": total * scale,
        "low": (low or 0) * scale,
        "high": (high if high is not None else longest) * scale,
        "items": [size * scale for size in sizes],
        "rest": max(rest, 0) * scale,
        "missing": max(missing, 0) * scale,
    }


def interval(site: Site, low: int | None, high: int | None) -> Text:
    """What a statement allows, in words."""
    if low is None:
        return site.words("equations.at_most", high=money(high))
    if high is None:
        return site.words("equations.at_least", low=money(low))
    return site.words("equations.between", low=money(low), high=money(high))


def residual(site: Site, row: Row) -> Text:
    """What the sum of the items leaves of the total, named by what it means."""
    left = row["residual_krw"]
    if row["verdict"] == "unreadable":
        reason = site.words.of("unreadable", row["reason"])
        return site.words("equations.not_checked", reason=reason)
    if not left:
        return site.words("equations.nothing_left")
    return site.words(f"equations.left_{row['verdict']}", amount=money(abs(left)))
