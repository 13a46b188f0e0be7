"""One table as Parquet, CSV or JSON lines, written by DuckDB itself: streamed, sorted, whole or not at all.

CSV is made for spreadsheets: UTF-8 with a byte order mark, and no text that a spreadsheet would take for a
formula. A text that begins with one of `GUARDED` gets an apostrophe in front; to have the text as it is,
take the first apostrophe of a text away. Parquet and JSON lines hold every text as it is.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from publishing.exports.tables import Column, Table, literal, quoted

# What makes a cell a formula, in half and full width; and the apostrophe itself, so that it can be undone.
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_BYTE_ORDER_MARK = "\ufeff"
_IN_PARTS = ("[]", "MAP(", "STRUCT(", "UNION(")

ENDINGS = {"parquet": "parquet", "csv": "csv", "jsonl": "jsonl"}


def write_table(con: duckdb.DuckDBPyConnection, table: Table, kind: str, path: Path, where: str = "") -> int:
    """Writes the rows of a table to `path`, which is replaced when all are written; returns their number.

    Args:
        con: may be closed to all files but `path` and `part(path)`.
        table: its columns and their order.
        kind: a key of `ENDINGS`.
        path: must be new, or a file.
        where: a condition in SQL that the caller has looked at; empty for all rows.

    Raises:
        duckdb.Error: the condition fits no table, or the file cannot be written.
    """
    written = part(path)
    select = f"select {_columns(table, kind)} from {_from(table)}"
    if where:
        select += f" where ({where}\n)"
    try:
        found = con.execute(
            f"copy ({select} order by {table.order}) to {literal(str(written))} ({_options(table, kind)})"
        ).fetchone()
        os.replace(written, path)
    finally:
        written.unlink(missing_ok=True)
    return int(found[0]) if found else 0


def part(path: Path) -> Path:
    """The name of the file while it is being written."""
    return path.with_name(f".{path.name}.part")


def text_of(column: Column) -> str:
    """The expression that gives a column as spreadsheets and text files can hold it: lists as JSON, points in
    time in ISO 8601."""
    name = quoted(column.name)
    if any(mark in column.data_type for mark in _IN_PARTS):
        return f"to_json({name})::varchar"
    if column.data_type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('UTC', {name}), '%Y-%m-%dT%H:%M:%S.%fZ')"
    if column.data_type.startswith("TIMESTAMP"):
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ')"
    return name


def _columns(table: Table, kind: str) -> str:
    if kind != "csv":
        return "*"
    names = [column.name for column in table.columns]
    names[0] = _BYTE_ORDER_MARK + names[0]  # the header is the first thing that is written
    return ", ".join(
        f"{_guarded(column)} as {quoted(name)}" for column, name in zip(table.columns, names, strict=True)
    )


def _guarded(column: Column) -> str:
    if column.data_type != "VARCHAR":
        return text_of(column)
    name = quoted(column.name)
    marks = ", ".join(f"chr({ord(mark)})" for mark in GUARDED)
    return f"if(left({name}, 1) in ({marks}), chr(39) || {name}, {name})"


def _from(table: Table) -> str:
    return f"{quoted(table.schema)}.{quoted(table.name)}"


def _options(table: Table, kind: str) -> str:
    if kind == "csv":
        return "format csv, header, use_tmp_file false"
    if kind == "jsonl":
        return "format json, use_tmp_file false"
    meanings = {table.full_name: table.meaning} | {
        f"{table.full_name}.{column.name}": column.meaning for column in table.columns
    }
    told = ", ".join(f"{literal(name)}: {literal(meaning)}" for name, meaning in meanings.items() if meaning)
    told = f", kv_metadata {{{told}}}" if told else ""
    return f"format parquet, compression zstd, use_tmp_file false{told}"
