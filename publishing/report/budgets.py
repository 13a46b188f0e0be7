"""Budgets by body, theme and fiscal year: charts, one body at a time, and a table of all figures.

Nothing is added up here that pages did not state as one: the years come from the marts that settle what is
said of a year (`organization_years`, `theme_years`, `program_years`), the stages from claims, which count
once what several outlets say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from publishing.report import columns
from publishing.report.charts import Chart, Kind, Point, Series, figure
from publishing.report.site import Row, Site, figure_link
from publishing.report.wording import eok
from publishing.report.words import same

BODIES = 5  # lines of a chart, as many as can be told apart
STAGES = ("request", "proposal", "enacted", "supplementary")

FIGURES = """
select f.figure_id, f.document_id, f.fiscal_year::varchar as fiscal_year, f.fiscal_year_end, f.government,
    f.organization, f.program, p.theme, f.stage, f.role, f.amount_krw, f.text, f.qualifier, f.suspect,
    coalesce(d.title, d.locators[1]) as title, d.publisher, d.published_on::varchar as published_on
from fact_budget f
left join dim_program p using (program_id)
left join dim_document d on d.document_id = f.document_id
order by f.fiscal_year desc nulls last, f.amount_krw desc, f.figure_id limit {most}
"""
LISTED = (
    columns.Column("fiscal_year", "code", search=True),
    columns.Column("fiscal_year_end", "number"),
    columns.Column("government", "code", search=True),
    columns.Column("organization", "code", search=True),
    columns.Column("program", "code", search=True),
    columns.Column("theme", "code", search=True),
    columns.Column("stage", "code", "stage", search=True),
    columns.Column("role", "code", "role", search=True),
    columns.Column("amount_krw", "number"),
    columns.Column("text", "code", search=True),
    columns.Column("qualifier", "code", "qualifier"),
    columns.Column("suspect", "code", "suspect"),
    columns.Column("title", "code", search=True),
    columns.Column("publisher", "code", search=True),
    columns.Column("published_on", "code"),
    columns.Column("document_id", "code"),
    columns.Column("figure_id", "id"),
)
# One body is offered where a year of it is known, largest and best known governments first.
WHOLE = """
select y.organization_id, y.government, y.organization, y.fiscal_year, y.stage, y.amount_krw, y.previous_krw,
    y.change_percent, y.figure_id, f.document_id
from organization_years y inner join fact_budget f using (figure_id)
order by y.government nulls last, y.organization <> y.government, y.organization, y.fiscal_year limit {most}
"""
THEMES = """
select government, theme, fiscal_year, amount_krw, previous_krw, change_percent, program_count
from theme_years order by government, theme, fiscal_year limit {most}
"""
# Only what can be compared with the year before: those are the changes that readers look for.
PROGRAMS = """
select y.government, y.organization, y.program, y.fiscal_year, y.amount_krw, y.previous_krw, y.change_percent,
    y.figure_id, f.document_id, b.figure_id as previous_figure_id, g.document_id as previous_document_id
from program_years y
inner join program_years b
    on y.program_id = b.program_id and y.organization_id = b.organization_id
    and y.fiscal_year = b.fiscal_year + 1
inner join fact_budget f on f.figure_id = y.figure_id
inner join fact_budget g on g.figure_id = b.figure_id
order by abs(y.change_krw) desc, y.figure_id limit {most}
"""
# Of the claims on one body's whole budget at one stage, the one that most publishers make, then the last.
AT_STAGES = """
select c.organization_id, c.government, c.organization, c.fiscal_year, c.stage, c.amount_krw, c.figure_id,
    f.document_id
from fact_claim c inner join fact_budget f using (figure_id)
where c.program_id is null and c.fiscal_year = c.fiscal_year_end
    and c.stage in ('request', 'proposal', 'enacted', 'supplementary')
qualify row_number() over (
    partition by c.organization_id, c.fiscal_year, c.stage
    order by c.publisher_count desc, c.last_published_on desc nulls last, c.amount_krw desc, c.claim_id
) = 1
order by c.government nulls last, c.organization, c.fiscal_year, c.stage limit {most}
"""
MOST = 20_000  # rows of each of the queries above


def write(site: Site) -> None:
    """Writes the page, the data of one body at a time, and the table of all figures."""
    count = site.one("select count(*) as n from fact_budget")["n"]
    listed = columns.write(site, "figures", LISTED, site.rows(FIGURES.format(most=columns.MOST)))
    whole, themes, programs, stages = (
        list(site.rows(query.format(most=MOST))) for query in (WHOLE, THEMES, PROGRAMS, AT_STAGES)
    )
    _write_bodies(site, {"whole": whole, "themes": themes, "programs": programs, "stages": stages})
    charts = [
        figure(chart) for chart in (*_trend(site, whole), *_ladder(site, stages), *_composition(site, themes))
    ]
    site.write(
        "budgets.html", "budgets.html", page="budgets", listed=listed, count=count, most=columns.MOST,
        charts=charts, known=bool(whole or themes or stages or programs), spoken=_spoken(site),
    )  # fmt: skip


def _spoken(site: Site) -> dict[str, Any]:
    """The words that `assets/budgets.js` needs, in both languages."""
    names = (
        *("year", "amount", "change", "whole", "stages", "stage", "themes", "theme", "bodies", "body"),
        *("programs", "program", "nothing", "no_government"),
    )
    sections = site.words.sections()
    said = {name: sections["budgets"][name] for name in names}
    return said | {
        "stage": {stage: sections["stage"][stage] for stage in STAGES},
        "stage_word": said["stage"],
    }


def _write_bodies(site: Site, tables: dict[str, list[Row]]) -> None:
    """What `assets/budgets.js` draws of one body, as lists of columns."""
    data: dict[str, Any] = {}
    for name, rows in tables.items():
        data[name] = {key: [row[key] for row in rows] for key in (rows[0] if rows else ())}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path = site.folder / "data" / "bodies.js"
    path.write_text(f"yesan.bodies = {text};\n", encoding="utf-8")


def _trend(site: Site, rows: list[Row]) -> Iterator[Chart]:
    """The whole budgets of the governments of which most years are known."""
    own = [row for row in rows if row["organization"] == row["government"]]
    bodies = _best_known(own, lambda row: row["organization"])
    years = sorted({row["fiscal_year"] for row in own if row["organization"] in bodies})
    if len(years) < 2:
        return
    at = {(row["organization"], row["fiscal_year"]): row for row in own}
    yield Chart(
        Kind.LINES,
        site.words("budgets.trend"),
        [same(year) for year in years],
        [Series(same(body), [_point(at.get((body, year))) for year in years]) for body in bodies],
        eok,
        site.words("budgets.year"),
    )


def _ladder(site: Site, rows: list[Row]) -> Iterator[Chart]:
    """Budgets of which more than one stage is known, from what was asked for to what it became."""
    steps: dict[tuple[str, int], dict[str, Row]] = {}
    for row in rows:
        steps.setdefault((row["organization"], row["fiscal_year"]), {})[row["stage"]] = row
    several = [key for key, found in steps.items() if len(found) > 1]
    shown = sorted(several, key=lambda key: (-len(steps[key]), -key[1], key[0]))[: BODIES + 1]
    if not shown:
        return
    yield Chart(
        Kind.BARS,
        site.words("budgets.stages"),
        [same(f"{body} {year}") for body, year in shown],
        [
            Series(site.words.of("stage", stage), [_point(steps[key].get(stage)) for key in shown])
            for stage in STAGES
        ],
        eok,
        site.words("budgets.body"),
    )


def _composition(site: Site, rows: list[Row]) -> Iterator[Chart]:
    """The themes of the government and year of which most programmes are known."""
    programs: dict[tuple[str, int], int] = {}
    for row in rows:
        key = row["government"], row["fiscal_year"]
        programs[key] = programs.get(key, 0) + row["program_count"]
    if not programs:
        return
    government, year = max(programs, key=lambda key: (programs[key], key[1], key[0]))
    own = [row for row in rows if (row["government"], row["fiscal_year"]) == (government, year)]
    own = sorted((row for row in own if row["amount_krw"] > 0), key=lambda row: row["amount_krw"])[-12:]
    if not own:
        return
    yield Chart(
        Kind.ROWS,
        site.words("budgets.composition", government=government, year=str(year)),
        [same(row["theme"]) for row in own],
        [Series(site.words("budgets.amount"), [Point(row["amount_krw"], theme_link(row)) for row in own])],
        eok,
        site.words("budgets.theme"),
        height=60 + 30 * len(own),
    )


def _best_known(rows: Iterable[Row], key: Any) -> list[str]:
    """The bodies with most years, of equals the largest."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row["amount_krw"])
    return sorted(found, key=lambda body: (-len(found[body]), -max(found[body]), body))[:BODIES]


def _point(row: Row | None) -> Point:
    if row is None:
        return Point(None)
    return Point(row["amount_krw"], figure_link(row["document_id"], row["figure_id"]))


def theme_link(row: Row) -> str:
    """The figures of a theme in the table of all figures."""
    asked = {"government": row["government"], "theme": row["theme"], "fiscal_year": row["fiscal_year"]}
    return f"budgets.html?{urlencode(asked)}#figures"
