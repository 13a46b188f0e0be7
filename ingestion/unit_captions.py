"""Bare numbers whose unit stands elsewhere: `(단위: 백만원)` above a table, `사업비(억원)` above a column.

A caption rules from its place to the next caption. Above a table (cells parted by tabs) it rules the
cells that hold money; in running text only the rest of its own line. A unit in the head of a column or of
a row rules that column or row alone (CONSTRUCTIONS C06, A15).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from ingestion.records import Amount, Qualifier
from ingestion.tables import Table, read_table

_UNITS = {
    "조": 10**12, "천억": 10**11, "백억": 10**10, "십억": 10**9, "억": 10**8, "천만": 10**7,
    "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3, "": 1,
}  # fmt: skip
_UNIT = rf"({'|'.join(unit for unit in _UNITS if unit)})? ?원"
_ITEM = r"(?:[%‰㎡㎞가-힣A-Za-z]{1,5} ?[,·/] ?){0,4}"
# (단위: 명, 백만원); a number of units (1,000원) only behind a colon.
_CAPTION = re.compile(
    rf"단위(?:는)? ?(?:[:;.] ?)?{_ITEM}(?:(?<=[:;] |.[:;])(1,?0{{1,3}}) ?)?{_UNIT}(?![가-힣])"
)
_OTHER_CAPTION = re.compile(r"단위 ?[:;]")
_HEAD = re.compile(rf"[(\[] ?{_UNIT} ?[)\]]")
_NUMBER = r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<decimals>\.[0-9]{1,3})?"
_CELL = re.compile(rf"(?P<minus>[△▲▽-] ?)?{_NUMBER}")
# 다리 보수(180,000): what a row's money is spent on among other things, in a cell behind it.
_EXAMPLE = re.compile(
    r"(?<=[가-힣]\()(?P<minus>[△▲▽-])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+)(?P<decimals>\.[0-9]{1,3})?(?=\)$)"
)
# In running text: a word of its own, not a year, a percentage or a count; ▲ is a bullet.
_WORD = re.compile(
    rf"(?<![0-9.,가-힣A-Za-z/:])(?P<minus>[△▽-])?{_NUMBER}"
    r"(?![0-9.,]*[0-9])(?![가-힣A-Za-z:/])(?! ?[%년월건명개곳])"
)
_FOLLOWS = re.compile(" ?" + _WORD.pattern)


class Unit(NamedTuple):
    """A unit of money without a number at `start:end`; `size` is None where a caption gives another unit.
    `head` tells a unit in brackets behind a word from a caption. `row` is where the row of a table begins
    in which it stands, None outside of tables."""

    start: int
    end: int
    size: int | None
    head: bool
    row: int | None


def find_units(text: str) -> list[Unit]:
    """The captions and heads of `text`, in order."""
    raw = [*_captions(text), *_heads(text)]
    found: list[Unit] = []
    line_start = line_end = 0
    in_table = False
    for start, end, size, head in sorted(raw, key=itemgetter(0)):
        if start >= line_end:
            line_start = text.rfind("\n", line_end, start) + 1 or line_end
            line_end = _line_end(text, start, len(text))
            in_table = text.find("\t", line_start, line_end) >= 0
        if in_table or not head or _FOLLOWS.match(text, end):
            found.append(Unit(start, end, size, head, line_start if in_table else None))
    return found


_Raw = tuple[int, int, int | None, bool]


def _captions(text: str) -> Iterator[_Raw]:
    position = text.find("단위")
    while position >= 0:
        caption = _CAPTION.match(text, position)
        if caption:
            times = int((caption.group(1) or "1").replace(",", ""))
            yield position, caption.end(), times * _UNITS[caption.group(2) or ""], False
        elif _OTHER_CAPTION.match(text, position):
            yield position, position + 2, None, False
        position = text.find("단위", position + 2)


def _heads(text: str) -> Iterator[_Raw]:
    """사업비(백만원); 상금(백만원)을 in a sentence is money itself, so bare numbers must follow."""
    for match in _HEAD.finditer(text):
        yield match.start(), match.end(), _UNITS[match.group(1) or ""], True


def bare_amounts(text: str, units: list[Unit]) -> Iterator[Amount]:
    """The amounts that `units` make of bare numbers; years, rates and counts stay numbers."""
    captions = [unit.start for unit in units if not unit.head]
    done = 0
    for unit in units:
        if unit.start < done or unit.size is None:
            continue
        following = bisect_left(captions, unit.end)
        limit = captions[following] if following < len(captions) else len(text)
        line_end = _line_end(text, unit.end, limit)
        if unit.row is not None:
            start = max(unit.row, done)
        else:
            yield from _in_line(text, unit, unit.size, line_end)
            start = limit if unit.head else _table_start(text, line_end + 1, limit)
        done = _table_end(text, start, limit)
        if done > start:
            yield from _in_table(text, read_table(text, start, done), None if unit.head else unit.size)


def _line_end(text: str, position: int, limit: int) -> int:
    end = text.find("\n", position, limit)
    return limit if end < 0 else end


def _in_line(text: str, unit: Unit, size: int, line_end: int) -> Iterator[Amount]:
    for match in _WORD.finditer(text, unit.end, line_end):
        if not _is_year(match):
            yield _amount(match, size)
        if unit.head:
            return


def _in_table(text: str, table: Table, size: int | None) -> Iterator[Amount]:
    columns = [_head_size(heading) for heading in table.headings]
    for row in table.rows[table.first_row :]:
        own = next((found for cell in row[:2] if (found := _head_size(cell.text))), None)
        paid = None
        for cell in row:
            match = _CELL.fullmatch(text, cell.start, cell.end)
            column = columns[cell.column] if cell.column < len(columns) else None
            unit = column or own or size
            if match and unit and table.is_money(cell):
                yield _amount(match, unit)
                paid = unit
            elif paid and (example := _EXAMPLE.search(text, cell.start, cell.end)):
                yield _amount(example, paid)


def _head_size(text: str) -> int | None:
    match = _HEAD.search(text)
    return _UNITS[match.group(1) or ""] if match else None


def _table_start(text: str, position: int, limit: int) -> int:
    """Where the table below the caption begins; a line or two of title may stand between."""
    for _ in range(3):
        end = _line_end(text, position, limit)
        if text.find("\t", position, end) >= 0 or end >= limit:
            return position
        position = end + 1
    return limit


def _table_end(text: str, start: int, limit: int) -> int:
    end = start
    while end < limit:
        line_end = _line_end(text, end, limit)
        if text.find("\t", end, line_end) < 0:
            return end
        end = line_end + 1
    return min(end, limit)


def _amount(match: re.Match[str], size: int) -> Amount:
    decimals = (match["decimals"] or "")[1:]
    value = int(match["digits"].replace(",", "") + decimals) * size // 10 ** len(decimals)
    unit = max(1, size // 10 ** len(decimals))
    won = -value if match["minus"] else value
    return Amount(won, None, unit, Qualifier.EXACT, None, "KRW", match.group(), match.start(), match.end())


def _is_year(match: re.Match[str]) -> bool:
    return not match["decimals"] and "," not in match["digits"] and 1990 <= int(match["digits"]) <= 2099
