"""`yesan export`: some figures of the current release as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline.errors import YesanError
from pipeline.settings import Settings
from pipeline.warehouse import ask, opened
from publishing.exports.columnar import part, write_table
from publishing.exports.tables import Table, read_tables
from publishing.exports.workbook import MOST_ROWS, write_workbook

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
_EXAMPLE = "fiscal_year = 2026 and organization = '서울특별시'"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its rows, how many the table has, and the release that they are of."""

    path: Path
    rows: int
    of: int
    release: str


def export(settings: Settings, kind: str, table: str, where: str | None, to: Path | None) -> Written:
    """Write the rows of a table of the current release that fit a condition.

    Args:
        settings: where the release is.
        kind: one of `FORMATS`.
        table: a mart, or a table of `quality` by its full name.
        where: a condition in SQL; it can ask, and neither write nor read any file.
        to: the file; None: one named by the table, which must not be there yet.

    Raises:
        YesanError: a choice is none, the condition is none or fits nothing, the file cannot be written, or
            Excel does not take so many rows.
    """
    if kind not in FORMATS:
        raise YesanError(f"there is no format {kind}; there are: {', '.join(FORMATS)}")
    path = _target(to, f"{table}.{kind}")
    condition = "" if where is None else _condition(where)
    with opened(settings.current, may_write=(path, part(path))) as con:
        chosen = _table(con, table)
        whole = int(ask(con, f"select count(*) from {chosen.full_name}").rows[0][0])
        rows = _count(con, chosen, condition)
        if not rows:
            raise YesanError(f"no row of {table} fits {where or 'it'}: nothing was written")
        if kind == "xlsx" and rows > MOST_ROWS:
            raise YesanError(
                f"{rows:,} rows are more than a sheet of Excel takes ({MOST_ROWS:,}); narrow --where, or "
                "take --format csv or parquet"
            )
        try:
            if kind == "xlsx":
                now = datetime.now(UTC).replace(microsecond=0)
                write_workbook(con, [chosen], path, as_of=now, where=condition)
            else:
                write_table(con, chosen, kind, path, condition)
        except (duckdb.Error, OSError) as error:
            raise YesanError(f"{path} cannot be written: {_told(error)}") from None
    return Written(path, rows, whole, settings.current.resolve().name)


def _target(to: Path | None, name: str) -> Path:
    """The absolute path of the file, whose folder is there."""
    path = (to or Path(name)).absolute()
    if to is None and path.exists():
        raise YesanError(f"{name} is there already; `--to {name}` writes over it, `--to FILE` beside it")
    if path.is_dir():
        raise YesanError(f"{to} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise YesanError(f"there is no folder {path.parent}; make it first")
    return path


def _condition(where: str) -> str:
    """The condition, if it is one expression: what is more could end the query and begin another."""
    try:
        duckdb.SQLExpression(where)
    except duckdb.Error as error:
        raise _not_understood(where, error) from None
    return where


def _table(con: duckdb.DuckDBPyConnection, name: str) -> Table:
    tables = {table.full_name: table for table in read_tables(con)}
    if name not in tables:
        raise YesanError(f"there is no table {name}; there are: {', '.join(tables)}")
    return tables[name]


def _count(con: duckdb.DuckDBPyConnection, table: Table, condition: str) -> int:
    where = f" where ({condition}\n)" if condition else ""
    try:
        found = con.execute(f"select count(*) from {table.full_name}{where}").fetchone()
    except duckdb.Error as error:
        raise _not_understood(condition, error, table.full_name) from None
    return int(found[0]) if found else 0


def _not_understood(where: str, error: duckdb.Error, table: str = "fact_budget") -> YesanError:
    return YesanError(
        f"the condition {where!r} is not understood: {_told(error)}. It stands behind `where`, such as "
        f'"{_EXAMPLE}"; `yesan sql "describe {table}"` lists the columns'
    )


def _told(error: Exception) -> str:
    """What an error says, without the query that it happened in."""
    return " ".join(str(error).partition("\nLINE ")[0].split())
