"""A warehouse with hostile text and with values that spreadsheets cannot hold, for tests of the exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from expectations.checks import Audit
from expectations.record import write
from publishing.exports.tables import read_tables
from tests.mini_warehouse import EOK, example

# What a page may hold: formulas of every spreadsheet, half and full width, markup, marks that turn the
# direction of writing, characters that XML has no place for, quotes, breaks, an emoji beyond 16 bits.
HOSTILE = [
    "=1+1",
    "+82",
    "-5",
    "@SUM(A1)",
    "\t=2",
    "\r=3",
    "\n=4",
    "＝HYPERLINK(1)",
    "－6",
    "'7",
    '=cmd|"/c calc"!A1',
    "<script>alert(1)</script>",
    "&amp; ]]> <b>",
    "\u202e원억\u202c",
    "a\x00b\x07c\x1bd",
    "_x0041_ \ufffe\uffff",
    'a "quoted", comma; semicolon',
    "two\nlines\r\nand",
    "https://example.org/a",
    "007",
    "1e5",
    "TRUE",
    "🏛 예산",
    " space ",
]
LONG = "가" * 40_000
LONG_WIDE = "🏛" * 20_000  # 40,000 as Excel counts
MANY_DIGITS = 1_234_567_890_123_456_789


def hostile_warehouse(path: Path) -> Path:
    """An audited warehouse at `path` whose programmes are `HOSTILE`, with texts and a number too long."""
    mini = example()
    sentences = [f"{number}번째 사업에 {number + 1}억원을 쓴다." for number in range(len(HOSTILE))]
    document = mini.article("hostile.html", "=HYPERLINK(1)", *sentences, publisher="+매체")
    for number, (sentence, program) in enumerate(zip(sentences, HOSTILE, strict=True)):
        figure = {"program": program, "organization": program}
        mini.figure(document, sentence, f"{number + 1}억원", (number + 1) * EOK, **figure)
    mini.write(path)
    with duckdb.connect(str(path)) as con:
        con.execute("update dim_document set body = ? where title = '=HYPERLINK(1)'", [LONG])
        con.execute("update dim_document set author = ? where title = '=HYPERLINK(1)'", [LONG_WIDE])
        con.execute(f"update fact_budget set amount_krw = {MANY_DIGITS} where program = '007'")
        con.execute("update dim_fiscal_year set starts_on = date '1850-01-01'")
        con.execute(
            "create table quality.runs as select timestamptz '2026-11-02 18:00:00+09' as first_seen_at"
        )
    write(path, Audit((), ()))
    return path


def marts(release: Path) -> Iterator[tuple[str, list[str], list[str], list[tuple[Any, ...]]]]:
    """Name, columns, types and rows of each mart, in the order of the exports."""
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as con:
        for table in read_tables(con):
            if table.schema == "main":
                rows = con.execute(f"from {table.name} order by {table.order}").fetchall()
                types = [column.data_type for column in table.columns]
                yield table.name, [column.name for column in table.columns], types, rows
