"""Bare numbers whose unit stands in a caption: `(단위: 백만원)` above a table or a row (C06, A15).

A caption rules from its place to the next caption. Above a table (cells parted by tabs) it rules the
cells that hold money; in running text only the rest of its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.records import Amount, Qualifier
from ingestion.tables import read_table

CAPTION = re.compile(
    r"[(\[<]? ?단위 ?[:.]? ?(조|천억|백억|십억|억|천만|백만|십만|만|천)? ?원(?: ?[,·/] ?[%명건개]+)* ?[)\]>]?"
)
UNITS = {
    "조": 10**12, "천억": 10**11, "백억": 10**10, "십억": 10**9, "억": 10**8, "천만": 10**7,
    "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3, "": 1,
}  # fmt: skip
_NUMBER = r"(?P<minus>[△▲▽-] ?)?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,9})(?P<decimals>\.\d{1,3})?"
_CELL = re.compile(_NUMBER)
# In running text: a word of its own, not a year, a percentage or a count.
_WORD = re.compile(rf"(?<![\d.,가-힣A-Za-z/:]){_NUMBER}(?![\d.,]*\d)(?![가-힣A-Za-z:/])(?! ?[%년월건명개곳])")
_MOST_ROWS = 2000


def bare_amounts(text: str) -> Iterator[Amount]:
    """The amounts that captions make of bare numbers; years, rates and counts stay numbers."""
    captions = list(CAPTION.finditer(text))
    limits = [*(caption.start() for caption in captions[1:]), len(text)]
    for caption, limit in zip(captions, limits, strict=False):
        size = UNITS[caption.group(1) or ""]
        line_end = text.find("\n", caption.end(), limit)
        line_end = limit if line_end < 0 else line_end
        for match in _WORD.finditer(text, caption.end(), line_end):
            if not _is_year(match):
                yield _amount(match, size)
        start = _table_start(text, line_end + 1, limit)
        stop = _table_end(text, start, limit)
        table = read_table(text, start, stop) if stop > start else None
        for row in table.rows if table else ():
            for cell in row:
                match_or_none = _CELL.fullmatch(text, cell.start, cell.end)
                if table and match_or_none and table.is_money(cell):
                    yield _amount(match_or_none, size)


def _table_start(text: str, position: int, limit: int) -> int:
    """Where the table below the caption begins; a line or two of title may stand between."""
    for _ in range(3):
        end = text.find("\n", position, limit)
        end = limit if end < 0 else end
        if "\t" in text[position:end] or end >= limit:
            return position
        position = end + 1
    return limit


def _table_end(text: str, start: int, limit: int) -> int:
    end = start
    for _ in range(_MOST_ROWS):
        line_end = text.find("\n", end, limit)
        line_end = limit if line_end < 0 else line_end
        if "\t" not in text[end:line_end]:
            return end
        end = line_end + 1
        if end >= limit:
            return limit
    return end


def _amount(match: re.Match[str], size: int) -> Amount:
    decimals = (match["decimals"] or "")[1:]
    value = int(match["digits"].replace(",", "") + decimals) * size // 10 ** len(decimals)
    unit = max(1, size // 10 ** len(decimals))
    return Amount(
        -value if match["minus"] else value,
        None,
        unit,
        Qualifier.EXACT,
        None,
        "KRW",
        match.group(),
        match.start(),
        match.end(),
    )


def _is_year(match: re.Match[str]) -> bool:
    return not match["decimals"] and "," not in match["digits"] and 1990 <= int(match["digits"]) <= 2099
