"""Reading one Korean number of won: `1조2,345억`, `3천500만`, `이억오천만` (CONSTRUCTIONS A01-A12).

A number is a falling series of groups; a group is digits, optionally with 천/백/십, before 조/억/만. The
smallest thing written gives the unit that the number was stated to: 4천억 is stated to 천억, 3.5조 to 천억.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ingestion.rules import load

GROUPS = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_HANGUL_DIGITS = {c: i for i, c in enumerate("일이삼사오육칠팔구", start=1)}
_BEYOND = 10**16
# Within a group values are counted in ten-thousandths, so that decimals stay whole numbers.
_SCALE, _DECIMALS = 10**4, 4
# Nobody states money with more digits; a longer run is a code.
_MOST_DIGITS = 20

# Digits that are no part of a longer, malformed run (1,23 or 1.2.3), then 천/백/십, then the group's word.
# A blank may stand before a counting unit only (300 백만 원).
_PIECE = re.compile(
    r"((?>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?![.,]?[0-9]))?"
    r"((?: (?=(?:천만?|백만|백억|십만|십억|천억) ?원))?[천백십])?(?:(여)? ?([조억만]))?"
)
# 1천 32억, 5천 8백만 원
_SPACED = re.compile(r" (?=[0-9]{1,3} ?(?:[백십] ?(?:[0-9] ?십 ?)?)?(?:[조억만]|원))")
# Between groups one or two blanks may stand, a line break only where the units fall (A11, O08).
_GAP = re.compile(r" {0,2}\n? ?(?=[0-9천백십])")
_WON_FOLLOWS = re.compile(r" ?(?:여 ?)?원")
# Behind its last group word only won may follow: 이백억이 든다, 이백억 사이.
_HANGUL_NUMBER = re.compile(
    r"[일이삼사오육칠팔구십백천만억조]{1,24}(?: [일이삼사오육칠팔구십백천]{1,8}만)?(?:(?= ?원)|(?<=[조억만]))"
)


class Number(NamedTuple):
    """`text[start:end]` read as a number: its value, the smallest unit written, its last group word ('' when
    it has none). `lends` is what the words behind its last digits multiply by: 천만 in `4천만`.
    `inside_hedge` tells of a 여 within."""

    value: int
    unit: int
    group: str
    lends: int
    inside_hedge: bool
    start: int
    end: int


class _Section(NamedTuple):
    """One group: value and unit in scaled form, what 천/백/십 multiply by, its word, where it ends."""

    value: int
    unit: int
    small: int
    word: str
    end: int
    hedged: bool


@cache
def counter() -> re.Pattern[str]:
    """What makes a number a count: 명, 건, 곳 … alone or with a particle, not as part of a longer word."""
    rows = load("counters")
    units = "|".join(re.escape(row["word"]) for row in rows if not row.get("noun"))
    nouns = "|".join(re.escape(row["word"]) for row in rows if row.get("noun"))
    # Behind a blank 건의, 회의, 대로, 인도 are words of their own; a noun alone opens one (20억 인구 감소).
    glued = r"(?:[을를은는이가의에도만로과와씩당인여째]|으로|에서|에게|까지|이다|이나|가량|정도|이상|짜리)?"
    apart = r"(?:[을를은는이가에씩당]|까지|이다|가량|정도|이상)?"
    return re.compile(
        rf" ?(?:여 ?)?(?:(?<! )(?:{units}){glued}(?![가-힣])|(?<= )(?:{units}){apart}(?![가-힣])"
        rf"|(?<= )(?:명의|명도)(?![가-힣])"
        rf"|(?:{nouns})(?:[을를은는이가의에도만로과와](?![가-힣])|(?=[.,)]|$)))"
    )


def read_number(text: str, start: int) -> Number | None:
    """The longest number at `start`, or None. Fractions below one won do not count as a number."""
    total, last, position = 0, _BEYOND, start
    read: Number | None = None
    while section := _read_section(text, position):
        value, unit, small, word, end, hedged = section
        size = GROUPS.get(word, 1)
        if size >= last or (read and value * size >= last * _SCALE):
            break
        if size == 1 and read and not _WON_FOLLOWS.match(text, end):
            # 12억3천 leaves off the 만, 3조3천 the 억; 2억 3천명 states money and then people.
            if read.group == "만" or small != 1000 or counter().match(text, end):
                break
            word = "만" if read.group == "억" else "억"
            size = GROUPS[word]
        if value * size % _SCALE:
            return None
        total += value * size // _SCALE
        read = Number(total, max(1, unit * size // _SCALE), word, small * size, hedged, start, end)
        if size == 1 or hedged:
            break
        last = size
        gap = _GAP.match(text, end)
        if gap is None:
            break
        position = gap.end()
    return read


def _read_section(text: str, start: int) -> _Section | None:
    value, unit, small, position = 0, _SCALE, 1, start
    below = _BEYOND
    while True:
        piece = _PIECE.match(text, position)
        if piece is None or piece.end() == position:
            break
        digits, multiplier, hedge, word = piece.groups()
        size = _SMALL[multiplier[-1]] if multiplier else 1
        if size >= below or (digits is None and multiplier is None):
            break
        if digits is None:
            value, unit = value + size * _SCALE, size * _SCALE
        else:
            if len(digits) > _MOST_DIGITS or (below < _BEYOND and len(digits) >= len(str(below))):
                break
            whole, _, decimals = digits.replace(",", "").partition(".")
            if len(decimals) > _DECIMALS:
                return None
            least = 10 ** (_DECIMALS - len(decimals)) * size
            value, unit = value + int(whole + decimals) * least, least
        small, below, position = size, size, piece.end()
        if word:
            return _Section(value, unit, small, word, position, hedge is not None)
        if not multiplier:
            break
        if _SPACED.match(text, position):
            position += 1
    return _Section(value, unit, small, "", position, False) if position > start else None


def read_hangul_number(text: str, start: int) -> Number | None:
    """A number written in Hangul (일억 이천만); it must have a group word to count (A09)."""
    match = _HANGUL_NUMBER.match(text, start)
    if match is None or not any(word in match.group() for word in GROUPS):
        return None
    total = section = digit = 0
    unit, small, last = 1, 1, _BEYOND
    for character in match.group():
        if character in _HANGUL_DIGITS:
            digit = _HANGUL_DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            unit, digit = _SMALL[character], 0
        elif character in GROUPS:
            size = GROUPS[character]
            if size >= last:
                return None
            small = 1 if digit else unit if section else 1
            unit = small * size
            total += ((section + digit) or 1) * size
            section = digit = 0
            last = size
    if section + digit:
        total += section + digit
        unit = 1 if digit else unit
    group = next(word for word, size in GROUPS.items() if size == last)
    return Number(total, unit, group, small * last, False, match.start(), match.end())
