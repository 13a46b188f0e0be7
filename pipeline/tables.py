"""The answers of `yesan sql`, as tables in a terminal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from pipeline.terminal import plain
from pipeline.warehouse import Answer, ask, opened

TABLES = """
with tables as (
    select schema_name, table_name, estimated_size, comment from duckdb_tables()
    union all
    select schema_name, view_name, null, comment from duckdb_views() where not internal
)

select if(schema_name = 'main', table_name, schema_name || '.' || table_name) as "table",
    estimated_size as "rows",
    coalesce(
        nullif(regexp_extract(comment, 'One row: (.*?)[.]( |$)', 1), ''),
        regexp_extract(comment, '^(.*?)[.]( |$)', 1)
    ) as "one row is"
from tables where schema_name in ('main', 'quality') order by schema_name, table_name
"""
_GROUPED_FROM = 100_000  # in a terminal; years and counts of four or five digits read as they are
_NARROWEST = 8  # columns that a text must have left, or the row is shown as a record


def answer(console: Console, release: Path, query: str | None, limit: int) -> None:
    """Print the answer to a query; without one, the tables that can be asked.

    Raises:
        YesanError: nothing is published, or the query is not understood.
    """
    with opened(release) as con:
        result = ask(con, query or TABLES, limit=limit)
    show(console, result)
    if result.more:
        console.print(f"the first {limit} rows; `--limit` shows more")


def show(console: Console, result: Answer) -> None:
    """Print the columns and rows as a table; in a terminal that is too narrow for it, each row as a record.

    What is no terminal gets numbers as they are, for programs to read.
    """
    cells = [[_shown(value, grouped=console.is_terminal) for value in row] for row in result.rows]
    if console.is_terminal and not _fits(console.width, result, cells):
        _show_records(console, result, cells)
        return
    table = Table(box=None, header_style="bold")
    for position, column in enumerate(result.columns):
        right = bool(result.rows) and _is_number(result, position)
        table.add_column(plain(column), justify="right" if right else "left", no_wrap=right)
    for row in cells:
        table.add_row(*map(plain, row))
    # A text is broken where its column ends, not where the terminal does.
    console.print(table, soft_wrap=False if console.is_terminal else None)


def _is_number(result: Answer, position: int) -> bool:
    return all(isinstance(row[position], int | float | Decimal | None) for row in result.rows)


def _fits(width: int, result: Answer, cells: list[list[str]]) -> bool:
    """Whether every number fits whole, and every text on a few columns at least."""
    least = 0
    for position, column in enumerate(result.columns):
        widest = max((cell_len(row[position]) for row in cells), default=0)
        whole = _is_number(result, position)
        least += max(cell_len(column), widest if whole else min(widest, _NARROWEST)) + 2
    return least <= width


def _show_records(console: Console, result: Answer, cells: list[list[str]]) -> None:
    width = max(map(cell_len, result.columns))
    for number, row in enumerate(cells, 1):
        console.print(f"[dim]─ row {number}[/]")
        table = Table(box=None, show_header=False)
        table.add_column(width=width)
        table.add_column()
        for column, cell in zip(result.columns, row, strict=True):
            table.add_row(f"[bold]{plain(column)}[/]", plain(cell))
        console.print(table, soft_wrap=False)


def _shown(value: Any, *, grouped: bool) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(part, grouped=grouped) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if grouped and isinstance(value, int) and abs(value) >= _GROUPED_FROM:
        return f"{value:,}"
    return "" if value is None else str(value)
