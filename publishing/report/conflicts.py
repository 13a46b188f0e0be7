"""The page of what does not agree: conflicts, amounts that look mistyped, corrections, edited articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from publishing.report.lists import Entry, Listed, choices, write_list
from publishing.report.site import Row, Site
from publishing.report.wording import marked, money, thousands
from publishing.report.words import Text, same

EVIDENCE = 8  # figures shown side by side; more are counted
IN_WON = ("between_documents", "headline_mismatch", "change_mismatch", "request_mismatch", "slice_mismatch")

FIGURE = """struct_pack(figure_id := f.figure_id, document_id := f.document_id, text := f.text,
    amount_krw := f.amount_krw, role := f.role, stage := f.stage, sentence := f.sentence,
    sentence_start := f.sentence_start, text_start := f.text_start, text_end := f.text_end,
    title := d.title, publisher := d.publisher, published_on := d.published_on, language := d.language)"""
CONFLICTS = f"""
with evidence as (
    select c.conflict_id, list({FIGURE} order by c.place) as figures
    from (select conflict_id, unnest(figure_ids) as figure_id,
        generate_subscripts(figure_ids, 1) as place from fact_conflict) as c
    inner join fact_budget as f on c.figure_id = f.figure_id
    inner join dim_document as d on f.document_id = d.document_id
    where c.place <= {EVIDENCE}
    group by c.conflict_id)
select c.*, e.figures from fact_conflict as c left join evidence as e on c.conflict_id = e.conflict_id
order by c.kind, c.government, c.fiscal_year desc, c.conflict_id
"""
SUSPECTS = f"""
select f.figure_id, f.suspect, f.suggested_krw, f.amount_krw_corrected, f.fiscal_year, f.organization,
    f.government, f.program, [{FIGURE}] as figures
from fact_budget as f inner join dim_document as d on f.document_id = d.document_id
where f.suspect is not null order by f.suspect, d.published_on desc nulls last, f.document_id, f.text_start
"""
REVISIONS = f"""
select r.*, if(f.figure_id is null, [], [{FIGURE}]) as figures
from fact_revision as r left join fact_budget as f on r.new_figure_id = f.figure_id
left join dim_document as d on f.document_id = d.document_id
order by r.seen_at desc, r.locator, r.revision_id
"""
CORRECTIONS = f"""
select c.*, (select list({FIGURE}) from fact_budget as f
    inner join dim_document as d on f.document_id = d.document_id
    where list_contains(c.figure_ids, f.figure_id)) as figures
from quality.corrections_applied as c order by c.status, c.correction_id
"""


def write(site: Site) -> None:
    """Writes conflicts.html and the pieces of its lists."""
    site.write(
        "conflicts.html",
        "conflicts.html",
        page="conflicts",
        conflicts=_list(site, "conflicts", CONFLICTS, "kind", lambda row: f"c-{row['conflict_id']}"),
        suspects=_list(site, "suspects", SUSPECTS, "suspect", lambda row: f"s-{row['figure_id']}"),
        revisions=_list(site, "revisions", REVISIONS, "kind", lambda row: f"r-{row['revision_id']}"),
        choices=partial(choices, site),
        corrections=[_shown(row) for row in site.rows(CORRECTIONS)],
    )


def _list(site: Site, name: str, query: str, kind: str, anchor: Callable[[Row], str]) -> Listed:
    template = site.environment.get_template(f"{name[:-1]}.html")

    def entries() -> Iterator[Entry]:
        for row in site.rows(query):
            html = template.render(row=_shown(row), anchor=anchor(row), root="")
            yield Entry(
                anchor(row), (row[kind], row["organization"] or row["government"] or "-"), Markup(html)
            )

    return write_list(site, name, ("kind", "body"), entries())


def _shown(row: Row) -> Row:
    """A row with its sentences in three pieces, its amounts in words, and how many figures are not shown."""
    figures = [figure | {"pieces": marked(figure)} for figure in row["figures"] or []]
    shown: dict[str, Any] = {**row, "figures": figures}
    if "expected" in row:
        shown["expected"], shown["actual"] = (
            value(row["kind"], row[name]) for name in ("expected", "actual")
        )
        shown["more"] = len(row["figure_ids"]) - len(figures)
    return shown


def value(kind: str, said: str | None) -> Text:
    """What figures make, or what is stated instead: won in words, percent and pieces as they are."""
    if said is None:
        return money(None)
    if kind in IN_WON and said.lstrip("-").isdigit():
        return money(int(said))
    return same(thousands(said))
