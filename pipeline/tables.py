"""The answers of `yesan sql`, as tables in a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.terminal import plain
from pipeline.warehouse import Answer, ask, opened

_TABLES = """
select if(schema_name = 'main', table_name, schema_name || '.' || table_name) as "table",
    estimated_size as "rows", regexp_extract(comment, '(?:One row: |^)([^.]*)', 1) as "one row is"
from duckdb_tables() where schema_name in ('main', 'quality') order by schema_name, table_name
"""


def answer(console: Console, release: Path, query: str | None, limit: int) -> None:
    """Print the answer to a query; without one, the tables that can be asked.

    Raises:
        YesanError: nothing is published, or the query is not understood.
    """
    with opened(release) as con:
        result = ask(con, query or _TABLES, limit=limit)
    show(console, result)
    if result.more:
        console.print(f"the first {limit} rows; `--limit` shows more")


def show(console: Console, result: Answer) -> None:
    """Print the columns and rows as a table."""
    table = Table(box=None, header_style="bold")
    for position, column in enumerate(result.columns):
        numbers = all(isinstance(row[position], int | float | None) for row in result.rows)
        table.add_column(plain(column), justify="right" if numbers and result.rows else "left")
    for row in result.rows:
        table.add_row(*(plain(_shown(value)) for value in row))
    console.print(table)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
