"""What a run came to, for a person: read from the release, not remembered from the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from rich.cells import cell_len
from rich.console import Console

from pipeline.terminal import plain
from pipeline.warehouse import ask, opened
from publishing.report.wording import won

_MOST_EQUATIONS = 20
_MOST_REJECTIONS = 10
_WIDEST = 60  # columns of an equation
_COLOURS = {"match": "green", "partial": "cyan", "unreadable": "yellow", "over": "red", "short": "red"}

_COUNTS = """
select
    (select count(*) from dim_document) as documents,
    (select count(*) from fact_budget) as figures,
    (select count(*) from quality.leftovers) as leftovers,
    (select count(*) from quality.rejections) as rejections,
    (select count(*) from fact_budget where suspect is not null) as suspects,
    (select count(*) from fact_total_check) as totals
"""
_VERDICTS = "select verdict, count(*) from fact_total_check group by all order by count(*) desc, verdict"
# Findings first: what does not add up is what a reader must see.
_EQUATIONS = """
select checks.verdict, checks.equation, checks.equation_unit, '(' || checks.reason || ')' as reason,
    total.fiscal_year, coalesce(total.program, total.organization) as purpose
from fact_total_check as checks
inner join fact_budget as total on checks.total_figure_id = total.figure_id
order by list_position(['over', 'short', 'unreadable', 'match', 'partial'], checks.verdict),
    total.amount_krw desc, checks.breakdown_id
"""
_SUSPECTS = """
select figure.text, figure.program, figure.suspect, figure.suggested_krw, document.locators[1] as locator
from fact_budget as figure inner join dim_document as document using (document_id)
where figure.suspect is not null order by locator, figure.text_start
"""
_REJECTIONS = "select locator, reason, detail from quality.rejections order by locator"
_WARNINGS = """
select check_name, status, failed_count, detail from quality.checks
where level = 'warn' and status <> 'passed' order by check_name
"""

QUERY = (
    "select fiscal_year, organization, program, amount_eok from fact_budget order by amount_krw desc limit 10"
)


def show(console: Console, release: Path, result: dict[str, Any], command: str) -> None:
    """Print the summary of a run.

    Args:
        console: where to; its width only bends long lines on a terminal.
        release: the folder that was published, or kept from before.
        result: what the stage `publish` returned.
        command: how to ask this store with SQL.
    """
    with opened(release) as con:
        counts = ask(con, _COUNTS).records()[0]
        console.print()
        console.print(
            f"[bold]{_many(counts['documents'], 'document')}[/] read, {counts['rejections']} rejected; "
            f"[bold]{_many(counts['figures'], 'figure')}[/], {_many(counts['leftovers'], 'leftover')}"
        )
        _rejections(console, con, counts["rejections"])
        _equations(console, con, counts["totals"])
        _suspects(console, con)
        _warnings(console, con)
    console.print()
    if result["unchanged"]:
        seen = _many(result["documents"], "document")
        console.print(f"nothing new: {seen} seen before, release unchanged")
    console.print(f"release    {plain(result['path'])}")
    console.print(f"report     {plain(result['path'])}/report/index.html")
    console.print(f'try next   {plain(command)} "{plain(QUERY)}"')


def _rejections(console: Console, con: duckdb.DuckDBPyConnection, count: int) -> None:
    for row in ask(con, _REJECTIONS, limit=_MOST_REJECTIONS).records():
        console.print(f"  rejected  {plain(row['locator'])}: {row['reason']} ({plain(row['detail'] or '')})")
    if count > _MOST_REJECTIONS:
        console.print(f"  … and {count - _MOST_REJECTIONS} more: select * from quality.rejections")


def _equations(console: Console, con: duckdb.DuckDBPyConnection, count: int) -> None:
    if not count:
        console.print("[bold]0 stated totals[/] with parts")
        return
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in ask(con, _VERDICTS).rows)
    console.print(f"[bold]{_many(count, 'stated total')}[/] with parts: {verdicts}")
    shown = ask(con, _EQUATIONS, limit=_MOST_EQUATIONS).records()
    lines = [(f"{row['equation'] or '–'} {row['equation_unit'] or ''}", row) for row in shown]
    width = min(_WIDEST, max(cell_len(equation) for equation, _ in lines))
    for equation, row in lines:
        gap = " " * max(0, width - cell_len(equation))
        colour = _COLOURS[row["verdict"]]
        about = " ".join(str(row[name]) for name in ("fiscal_year", "purpose", "reason") if row[name])
        console.print(f"  {plain(equation)}{gap}  [{colour}]{row['verdict']:<10}[/] [dim]{plain(about)}[/]")
    if count > _MOST_EQUATIONS:
        console.print(f"  … and {count - _MOST_EQUATIONS} more: select * from fact_total_check")


def _suspects(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    for row in ask(con, _SUSPECTS, limit=_MOST_EQUATIONS).records():
        meant = f"; most likely {won(row['suggested_krw'])} was meant" if row["suggested_krw"] else ""
        console.print(
            f"[yellow]suspect[/] {plain(row['text'])}, {plain(row['program'] or '')} ({row['suspect']}): "
            f"kept as printed{meant} [dim]{plain(row['locator'])}[/]"
        )


def _warnings(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    for row in ask(con, _WARNINGS).records():
        count = f" ({row['failed_count']})" if row["failed_count"] else ""
        detail = f": {plain(row['detail'])}" if row["detail"] else ""
        console.print(f"[yellow]warning[/]  {row['check_name']} {row['status']}{count}{detail}")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
