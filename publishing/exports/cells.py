"""Values as cells of Excel: which kind of cell, and what a cell cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import Any, cast
from unicodedata import east_asian_width

from xlsxwriter.worksheet import Worksheet

from publishing.exports.columnar import text_of
from publishing.exports.tables import Column, quoted

MOST_UNITS = 32_767  # of a cell, as UTF-16 counts them
MOST_DIGITS = 15  # of a number
WIDEST = 48

_FIRST_MONTH = (1900, 3)  # Excel's calendar has a day too many before it
_NUMBERS = {
    f"{sign}{size}" for sign in ("", "U") for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
}
_NUMBERS |= {"DOUBLE", "FLOAT"}

Writer = Callable[[int, int, Any], object]


def cell_of(column: Column) -> str:
    """The expression that gives a column as Python and Excel know it."""
    if column.data_type == "TIMESTAMP WITH TIME ZONE":
        return f"timezone('UTC', {quoted(column.name)})"
    return quoted(column.name) if column.data_type.startswith("TIMESTAMP") else text_of(column)


def writer(page: Worksheet, shown: Any, column: Column, noted: Counter[str]) -> Writer:
    """What writes the values of a column into the cell of a row and a place.

    Args:
        page: the sheet.
        shown: the format of numbers and dates.
        column: no null of it comes here.
        noted: counts what Excel cannot hold as it is, by `text` and `number`.
    """

    def text(row: int, place: int, value: Any) -> None:
        told = str(value)
        if len(told) > MOST_UNITS // 2 and _units(told) > MOST_UNITS:
            noted["text"] += 1
            told = _cut(told)
        page.write_string(row, place, told)

    def number(row: int, place: int, value: Any) -> None:
        if _is_exact(value):
            page.write_number(row, place, value, shown)
        else:
            noted["number"] += 1
            page.write_string(row, place, str(value))

    def day(row: int, place: int, value: Any) -> None:
        if (value.year, value.month) < _FIRST_MONTH:
            page.write_string(row, place, str(value))
        else:
            page.write_datetime(row, place, value, shown)

    if column.data_type == "BOOLEAN":
        return cast(Writer, page.write_boolean)
    if column.data_type in _NUMBERS or column.data_type.startswith("DECIMAL"):
        return number
    if column.data_type == "DATE" or column.data_type.startswith("TIMESTAMP"):
        return day
    return text


def _is_exact(value: Any) -> bool:
    """Whether Excel keeps the number as it is: it has 15 digits, and no infinity."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, int) and abs(value) < 10**MOST_DIGITS:
        return True
    return len(format(abs(Decimal(value)), "f").replace(".", "").strip("0")) <= MOST_DIGITS


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    told = f" … [cut: of {len(text):,} characters; the whole text is in the CSV and Parquet files]"
    kept = text.encode("utf-16-le")[: 2 * (MOST_UNITS - len(told))]
    return kept.decode("utf-16-le", "ignore") + told


def width(value: Any) -> int:
    """Columns that a value takes; Hangul takes two."""
    if value is None:
        return 0
    if isinstance(value, int) and abs(value) >= 1_000:
        return len(f"{value:,}")
    text = str(value)[:WIDEST]
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)
