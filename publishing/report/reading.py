"""What the report tells, read from a warehouse in the order in which it is told.

Lists are bounded, so that the page stays readable and its making cheap however large the warehouse
is; what is left out is counted, never silent. The bounds, integers of ours, are written into the
queries: for bound parameters duckdb imports pandas, which takes longer than all the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb

Row = dict[str, Any]

TOTALS = """
select (select count(*) from dim_document) as documents, (select count(*) from fact_budget) as figures,
    (select count(*) from fact_total_check) as breakdowns,
    (select count(*) from quality.leftovers) as leftovers,
    (select count(*) from quality.rejections) as rejections,
    (select count(*) from fact_budget where suspect is not null) as suspects
"""
AUDITED = "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'checks'"
CHECKS = "select * from quality.checks"
FAILURES = """
select check_name, subject, subject_id, detail from quality.failures
qualify row_number() over (partition by check_name order by subject_id) <= {per_check}
"""
VERDICTS = "select verdict, count(*) as count from fact_total_check group by verdict"
# What needs a reader's eye comes first.
EQUATIONS = """
select c.*, t.program, t.organization, t.fiscal_year, t.text as total_text, d.title, d.language
from fact_total_check c left join fact_budget t on t.figure_id = c.total_figure_id
left join dim_document d on d.document_id = c.document_id
order by list_position(['over', 'short', 'unreadable', 'partial', 'match'], verdict),
    d.published_on desc nulls last, c.document_id, t.text_start, c.breakdown_id
limit {equations}
"""
ITEMS = """
select b.breakdown_id, b.item_figure_id, b.position, f.text, f.program, f.organization
from bridge_total_item b left join fact_budget f on f.figure_id = b.item_figure_id
where b.breakdown_id in (select breakdown_id from ({shown})) order by b.breakdown_id, b.position
"""
DOCUMENTS = """
select * exclude body from dim_document
order by figure_count = 0, published_on desc nulls last, document_id limit {documents}
"""
FIGURES = """
select * from fact_budget where document_id in (select document_id from ({shown}))
order by document_id, text_start, figure_id
"""
LEFTOVER_REASONS = (
    "select reason, count(*) as count from quality.leftovers group by reason order by 2 desc, 1"
)
LEFTOVERS = """
select l.*, d.title, d.language from quality.leftovers l left join dim_document d using (document_id)
qualify row_number() over (partition by reason order by document_id, text_start) <= {per_reason}
order by reason, document_id, text_start
"""
REJECTIONS = "select * from quality.rejections order by stage, reason, locator limit {rejections}"

RELATION = re.compile(r"( [=≈≠<>≟] )")
SIGN = re.compile(r"(^- | [+-] )")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of each are shown."""

    documents: int = 200
    equations: int = 500
    rejections: int = 200
    per_reason: int = 25
    per_check: int = 25


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows. Rows bear the columns of the tables they come from."""

    totals: Row
    checks: list[Row] | None  # None: the warehouse was not audited
    failures: dict[str, list[Row]]
    verdicts: dict[str, int]
    equations: list[Row]
    documents: list[Row]
    leftover_reasons: list[Row]
    leftovers: dict[str, list[Row]]
    rejections: list[Row]


def read(con: duckdb.DuckDBPyConnection, bounds: Bounds) -> Report:
    """Reads a report. Raises duckdb.Error when a table of the contract is missing."""
    audited = bool(_rows(con, AUDITED))
    shown = EQUATIONS.format(equations=bounds.equations)
    equations = _rows(con, shown)
    items = _grouped(_rows(con, ITEMS.format(shown=shown)), "breakdown_id")
    for row in equations:
        row["items"] = items[row["breakdown_id"]]
        row["terms"] = terms(row)
    shown = DOCUMENTS.format(documents=bounds.documents)
    documents = _rows(con, shown)
    figures = _rows(con, FIGURES.format(shown=shown))
    for figure in figures:
        figure["marked"] = marked(figure)
    by_document = _grouped(figures, "document_id")
    for row in documents:
        row["figures"] = by_document[row["document_id"]]
    leftovers = _rows(con, LEFTOVERS.format(per_reason=bounds.per_reason))
    for row in leftovers:
        row["marked"] = marked(row)
    failures = _rows(con, FAILURES.format(per_check=bounds.per_check)) if audited else []
    return Report(
        totals=_rows(con, TOTALS)[0],
        checks=_rows(con, CHECKS) if audited else None,
        failures=_grouped(failures, "check_name"),
        verdicts={row["verdict"]: row["count"] for row in _rows(con, VERDICTS)},
        equations=equations,
        documents=documents,
        leftover_reasons=_rows(con, LEFTOVER_REASONS),
        leftovers=_grouped(leftovers, "reason"),
        rejections=_rows(con, REJECTIONS.format(rejections=bounds.rejections)),
    )


def marked(row: Row) -> tuple[str, str, str]:
    """A sentence in three pieces: before its amount, the amount, after it. Where the offsets do not fit
    the sentence it is all before, rather than marked at a wrong place."""
    sentence = row["sentence"] or ""
    start, end = row["text_start"] - row["sentence_start"], row["text_end"] - row["sentence_start"]
    if sentence[max(start, 0) : end] != row["text"]:
        return sentence, "", ""
    return sentence[:start], sentence[start:end], sentence[end:]


def terms(row: Row) -> list[tuple[str, str | None]]:
    """The words of an equation, each with the figure that it stands for, if it stands for one."""
    equation = row["equation"] or ""
    left, relation, right = [*RELATION.split(equation, maxsplit=1), "", ""][:3]
    words = SIGN.split(left)
    numbers = [place for place, word in enumerate(words) if word and not SIGN.fullmatch(word)]
    if not relation or len(numbers) != len(row["items"]):
        return [(equation, row["total_figure_id"])] if equation else []
    figures = dict(zip(numbers, (item["item_figure_id"] for item in row["items"]), strict=True))
    linked = [(word, figures.get(place)) for place, word in enumerate(words) if word]
    return [*linked, (relation, None), (right, row["total_figure_id"])]


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    result = con.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _grouped(rows: list[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
