"""Tables as an Excel workbook: one sheet for each, before them what it is and what each column means.

Every text is written as text, so no cell is a formula, whatever it begins with. What Excel cannot hold is
never dropped in silence: the first sheet says which rows, texts and numbers it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from publishing.exports.cells import MOST_DIGITS, MOST_UNITS, WIDEST, cell_of, width, writer
from publishing.exports.columnar import part
from publishing.exports.tables import Column, Table, quoted

MOST_ROWS = 1_048_575  # of a sheet, without its header
_CHUNK = 2_000
_MEASURED = 200  # rows that the widths are taken from

ABOUT, DICTIONARY = "안내 about", "자료 사전 dictionary"


@dataclass(slots=True)
class _Sheet:
    """What was written of one table, and what could not be."""

    table: Table
    rows: int = 0
    left_out: int = 0
    noted: Counter[str] = field(default_factory=Counter)


class _Formats:
    """The formats of a workbook, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.loud = book.add_format({"bold": True, "font_color": "#9C2A00"})
        self._book = book
        self._by_code: dict[str, Any] = {}

    def of(self, column: Column) -> Any:
        """How the values of a column are shown."""
        code = _code(column)
        if code not in self._by_code:
            self._by_code[code] = self._book.add_format({"num_format": code})
        return self._by_code[code]


def _code(column: Column) -> str:
    if column.data_type == "DATE":
        return "yyyy-mm-dd"
    if column.data_type.startswith("TIMESTAMP"):
        return "yyyy-mm-dd hh:mm:ss"
    if column.name.endswith("_krw"):
        return "#,##0"
    if column.name.endswith("_eok"):
        return "#,##0.0###"
    return "General"


def write_workbook(
    con: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    path: Path,
    *,
    as_of: datetime,
    most_rows: int = MOST_ROWS,
    where: str = "",
) -> dict[str, int]:
    """Writes tables to `path`, which is replaced when all is written; memory does not grow with rows.

    Args:
        con: where the tables are.
        tables: one sheet each, in this order.
        path: must be new, or a file.
        as_of: when the workbook says that it was made.
        most_rows: rows of one sheet; those beyond are left out, and the first sheet says so.
        where: a condition in SQL that the caller has looked at; empty for all rows.

    Returns:
        how many rows each sheet lacks, by table, where it lacks any.

    Raises:
        duckdb.Error: the condition fits no table.
    """
    written = part(path)
    options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": str(path.parent)}
    try:
        with xlsxwriter.Workbook(str(written), options) as book:
            book.use_zip64()
            book.set_properties({"title": "Yesan", "created": as_of.replace(tzinfo=None)})
            formats = _Formats(book)
            about, dictionary = book.add_worksheet(ABOUT), book.add_worksheet(DICTIONARY)
            sheets = [
                _fill(con, book.add_worksheet(table.name[:31]), formats, _Sheet(table), most_rows, where)
                for table in tables
            ]
            _tell(about, formats, sheets)
            _explain(dictionary, formats, tables)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
    return {sheet.table.full_name: sheet.left_out for sheet in sheets if sheet.left_out}


def _fill(
    con: duckdb.DuckDBPyConnection,
    page: Worksheet,
    formats: _Formats,
    sheet: _Sheet,
    most_rows: int,
    where: str,
) -> _Sheet:
    """One table on one page: head, rows, widths."""
    table = sheet.table
    columns = ", ".join(cell_of(column) for column in table.columns)
    source = f"{quoted(table.schema)}.{quoted(table.name)}" + (f" where ({where}\n)" if where else "")
    found = con.execute(f"select count(*) from {source}").fetchone()
    whole = int(found[0]) if found else 0
    for place, column in enumerate(table.columns):
        page.write_string(0, place, column.name, formats.head)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, min(whole, most_rows)), len(table.columns) - 1)
    widths = [width(column.name) + 3 for column in table.columns]
    cells = [writer(page, formats.of(column), column, sheet.noted) for column in table.columns]
    con.execute(f"select {columns} from {source} order by {table.order} limit {most_rows}")
    for row in _rows(con):
        sheet.rows += 1
        for place, value in enumerate(row):
            if value is not None:
                cells[place](sheet.rows, place, value)
        if sheet.rows <= _MEASURED:
            widths = [max(known, width(value)) for known, value in zip(widths, row, strict=True)]
    for place, columns_wide in enumerate(widths):
        page.set_column(place, place, min(columns_wide, WIDEST) + 1)
    sheet.left_out = whole - sheet.rows
    return sheet


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := con.fetchmany(_CHUNK):
        yield from rows


def _tell(page: Worksheet, formats: _Formats, sheets: Sequence[_Sheet]) -> None:
    """The first sheet: what the workbook is, which sheets it has, what they lack."""
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 12)
    page.set_column(2, 2, 90)
    page.write_string(0, 0, "Yesan 예산", formats.title)
    page.write_string(
        1,
        0,
        "예산 보도에서 읽은 공공 예산 수치. 수치마다 문장과 문서가 있으며, 금액 단위는 원(_krw)입니다.",
    )
    page.write_string(
        2,
        0,
        "Public budgets as news and press pages state them. Money is whole won (_krw); a total and its "
        "items are both figures: never add up both.",
    )
    row = 4
    for line in _missing(sheets):
        page.write_string(row, 0, line, formats.loud)
        row += 1
    row += row > 4
    for place, name in enumerate(("sheet", "rows", "one row is")):
        page.write_string(row, place, name, formats.head)
    for sheet in sheets:
        row += 1
        page.write_string(row, 0, sheet.table.name)
        page.write_number(row, 1, sheet.rows)
        page.write_string(row, 2, sheet.table.meaning, formats.wrapped)


def _missing(sheets: Sequence[_Sheet]) -> Iterator[str]:
    for sheet in sheets:
        name = sheet.table.name
        if sheet.left_out:
            yield (
                f"{name}: {sheet.left_out:,} more rows are not in this workbook (it has {sheet.rows:,}); "
                "the CSV and Parquet files have all. / 나머지 행은 CSV와 Parquet에 있습니다."
            )
        if sheet.noted["text"]:
            yield (
                f"{name}: {sheet.noted['text']:,} texts are cut, as a cell holds {MOST_UNITS:,} characters; "
                "each says so at its end. / 긴 글은 잘렸고 끝에 표시가 있습니다."
            )
        if sheet.noted["number"]:
            yield (
                f"{name}: {sheet.noted['number']:,} numbers are texts, as Excel keeps {MOST_DIGITS} digits. "
                "/ 15자리가 넘는 수는 글로 적었습니다."
            )


def _explain(page: Worksheet, formats: _Formats, tables: Sequence[Table]) -> None:
    """The second sheet: what each column means."""
    for place, (name, wide) in enumerate((("sheet", 20), ("column", 26), ("type", 18), ("meaning", 100))):
        page.set_column(place, place, wide)
        page.write_string(0, place, name, formats.head)
    page.freeze_panes(1, 0)
    row = 0
    for table in tables:
        for column in table.columns:
            row += 1
            cells = (table.name, column.name, column.data_type.lower(), column.meaning)
            for place, text in enumerate(cells):
                page.write_string(row, place, text, formats.wrapped)
