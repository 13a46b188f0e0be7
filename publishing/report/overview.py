"""The first page: what this release is, whether it passed, what is new in it, and what needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from publishing.difference import Change, Difference, compared
from publishing.manifest import WAREHOUSE
from publishing.report.charts import Chart, Kind, Point, Series, figure
from publishing.report.site import HISTORY, Row, Site, document_link, figure_link
from publishing.report.words import Text, same

SHOWN = 8  # lines of a list on the first page
BUILDS = 12  # of the history that the chart shows

TOTALS = """
select (select count(*) from dim_document) as documents, (select count(*) from fact_budget) as figures,
    (select count(distinct publisher) from dim_document) as publishers,
    (select count(*) from fact_total_check) as breakdowns,
    (select count(distinct government) from fact_budget) as governments,
    (select min(fiscal_year) from fact_budget) as first_year,
    (select max(coalesce(fiscal_year_end, fiscal_year)) from fact_budget) as last_year,
    (select min(published_on) from dim_document) as first_day,
    (select max(published_on) from dim_document) as last_day,
    (select count(*) from quality.leftovers) as leftovers,
    (select count(*) from quality.rejections) as rejections,
    (select count(*) from fact_budget where suspect is not null) as suspects,
    (select count(*) from fact_conflict) as conflicts,
    (select count(*) from quality.corrections_applied where status in ('text_gone', 'no_figure'))
        as corrections
"""
VERDICTS = "select verdict, count(*) as count from fact_total_check group by verdict"
YEARS = """
select fiscal_year, count(*) as count from fact_budget where fiscal_year is not null
group by fiscal_year order by fiscal_year desc limit 15
"""
PUBLISHERS = f"""
select publisher, count(*) as documents, sum(figure_count)::bigint as figures, max(published_on) as last_day
from dim_document group by publisher order by documents desc, publisher limit {SHOWN}
"""


def write(site: Site) -> None:
    """Writes index.html."""
    checks = [*site.rows("select * from quality.checks")] if site.has("quality.checks") else []
    verdicts = {row["verdict"]: row["count"] for row in site.rows(VERDICTS)}
    found = _differences(site)
    site.write(
        "index.html",
        "index.html",
        page="index",
        totals=site.one(TOTALS),
        verdicts=verdicts,
        gate=gate(checks),
        stopped=[check["check_name"] for check in checks if stops(check)],
        findings=[
            check["check_name"] for check in checks if check["status"] == "failed" and not stops(check)
        ],
        changes=None if found is None else _changes(found),
        changed=None if found is None else [*_told(found[:SHOWN])],
        publishers=[*site.rows(PUBLISHERS)],
        charts=[chart for chart in (_history(site, checks), _years(site)) if chart],
    )


def stops(check: Mapping[str, Any]) -> bool:
    """Whether the result of a check holds the release back."""
    return check["level"] == "stop" and check["status"] in ("failed", "not_run")


def gate(checks: Sequence[Mapping[str, Any]]) -> str:
    """What the checks mean for the release: passed, failed, or not_run without an audit."""
    if not checks:
        return "not_run"
    return "failed" if any(stops(check) for check in checks) else "passed"


def _differences(site: Site) -> list[Difference] | None:
    """What changed since the release before; None where there is none."""
    if site.facts.previous is None:
        return None
    return compared(site.facts.previous / WAREHOUSE, site.warehouse)


def _changes(found: Sequence[Difference]) -> list[tuple[str, str, int]]:
    """How many figures appeared, changed or went, by why."""
    counts = Counter((item.change, item.cause) for item in found)
    order = {change: place for place, change in enumerate(Change)}
    return [
        (change, cause, count)
        for (change, cause), count in sorted(counts.items(), key=lambda i: (order[i[0][0]], -i[1]))
    ]


def _told(found: Sequence[Difference]) -> Iterator[Row]:
    """Differences as the page shows them; a figure that went has no place to lead to."""
    for item in found:
        here = item.after
        yield {
            "change": item.change,
            "cause": item.cause,
            "title": item.title,
            "before": item.before and item.before["text"],
            "after": here and here["text"],
            "what": item.figure["program"] or item.figure["organization"],
            "year": item.figure["fiscal_year"],
            "href": figure_link(here["document_id"], here["figure_id"]) if here else None,
            "document": document_link(here["document_id"]) if here else None,
        }


def _history(site: Site, checks: Sequence[Row]) -> Markup | None:
    """How many totals held at each release: the last result of each, this build at the end."""
    builds: dict[str, tuple[datetime | None, Mapping[str, Any]]] = {}
    for row in site.facts.audits:
        key = row["release_id"] or row["run_id"]
        builds.pop(key, None)
        builds[key] = (row["audited_at"], row)
    told = [*builds.values()][-BUILDS + 1 :]
    told += [(None, check) for check in checks if check["check_name"] == HISTORY]
    if not told:
        return None
    this = site.words("overview.this_release")
    labels = [same(f"{at:%m-%d}") if at else this for at, _ in told]
    counts = [_held(row) for _, row in told]
    names = ("held", "not_held", "not_checked")
    last = len(told) - 1
    series = [
        Series(
            site.words(f"overview.{name}"),
            [
                Point(count[place], "equations.html" if at == last else None)
                for at, count in enumerate(counts)
            ],
        )
        for place, name in enumerate(names)
    ]
    return figure(
        Chart(
            Kind.STACKED,
            site.words("overview.history"),
            labels,
            series,
            _count,
            site.words("overview.release"),
        )
    )


def _held(row: Mapping[str, Any]) -> tuple[int, int, int]:
    checked, failed = row["checked_count"] or 0, row["failed_count"] or 0
    return checked - failed, failed, row["unchecked_count"] or 0


def _years(site: Site) -> Markup | None:
    rows = [*site.rows(YEARS)][::-1]
    if len(rows) < 2:
        return None
    return figure(
        Chart(
            Kind.BARS,
            site.words("overview.by_year"),
            [same(str(row["fiscal_year"])) for row in rows],
            [
                Series(
                    site.words("overview.figures"),
                    [Point(row["count"], f"budgets.html?year={row['fiscal_year']}") for row in rows],
                )
            ],
            _count,
            site.words("equations.year"),
        )
    )


def _count(value: float) -> Text:
    return same(f"{value:,.0f}")
