"""The cells of tables among the lines of an article → what each is headed by, and in which unit it is.

Merged headings speak for all the rows and columns that they cover. The reading of tables itself is
`tables.py`; here it is applied to lines before they become blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingestion.lines import Line
from ingestion.records import BlockKind
from ingestion.tables import read_table

_UNIT = re.compile(r"[\[(<]?\s?단위\s?[:：;]?\s?[^)\]>]{1,30}[)\]>]?")


class Heading(NamedTuple):
    """What a cell is headed by."""

    row: str | None
    column: str | None
    unit: str | None


_NONE = Heading(None, None, None)


def headings(lines: list[Line]) -> Iterator[tuple[Heading, ...]]:
    """For each of `lines` the headings of its cells; none for a line that is no row."""
    at = 0
    while at < len(lines):
        if lines[at].cells is None:
            yield ()
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end].cells is not None:
            end += 1
        yield from _of_table([line.cells or () for line in lines[at:end]], _unit_above(lines, at))
        at = end


def _unit_above(lines: list[Line], at: int) -> str | None:
    """The unit that a caption right above a table gives."""
    for line in reversed(lines[max(0, at - 3) : at]):
        if line.kind is not BlockKind.CAPTION:
            return None
        if match := _UNIT.search(line.text):
            return match.group().strip()
    return None


def _of_table(rows: list[tuple[str, ...]], unit: str | None) -> Iterator[tuple[Heading, ...]]:
    text = "\n".join("\t".join(row) for row in rows)
    first = read_table(text, 0, len(text)).first_row
    columns = _column_headings(rows[:first])
    stubs = _stub_width(rows[first:])
    above: list[str] = []
    for number, row in enumerate(rows):
        if number < first:
            yield tuple(_NONE for _ in row)
            continue
        stub = list(row[:stubs])
        # An empty first cell goes on with the group above it; a total starts anew.
        stub = [
            text or (above[column] if column < len(above) and not any(row[:column]) and any(stub) else "")
            for column, text in enumerate(stub)
        ]
        above = stub
        label = " ".join(dict.fromkeys(filter(None, stub))) or None
        yield tuple(
            _NONE
            if column < stubs
            else Heading(label, columns[column] if column < len(columns) else None, unit)
            for column in range(len(row))
        )


def _column_headings(rows: list[tuple[str, ...]]) -> list[str | None]:
    """What stands above each column, from top to bottom; a heading over several columns is said of each."""
    width = max(map(len, rows), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        last = ""
        for column in range(width):
            text = row[column] if column < len(row) else ""
            # An empty place beside a heading belongs to it, unless a row below or above heads it alone.
            covered = not text and last and number + 1 < len(rows) and _headed(rows[number + 1 :], column)
            last = text or (last if covered else "")
            if last and last not in parts[column]:
                parts[column].append(last)
    return [" ".join(part) or None for part in parts]


def _headed(rows: list[tuple[str, ...]], column: int) -> bool:
    return any(column < len(row) and row[column] for row in rows)


def _stub_width(rows: list[tuple[str, ...]]) -> int:
    """How many columns at the left name the rows: up to the first that holds a number."""
    width = min(map(len, rows), default=0)
    for column in range(width):
        texts = [row[column] for row in rows if row[column]]
        if any(re.fullmatch(r"[△▲▽+-]?\s?\d[\d,.]*%?|-", text) for text in texts):
            return max(1, column)
    return min(1, width)
