"""Reading one Korean number of won: `1조2,345억`, `3천500만`, `이억오천만` (CONSTRUCTIONS A01-A12).

A number is a falling series of groups; a group is digits, optionally with 천/백/십, before 조/억/만. The
smallest thing written gives the unit that the number was stated to: 4천억 is stated to 천억, 3.5조 to 천억.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

GROUPS = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_HANGUL_DIGITS = {c: i for i, c in enumerate("일이삼사오육칠팔구", start=1)}

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,4})?|\d{1,16}(?:\.\d{1,4})?")
# Between groups one or two blanks may stand, a line break only where the units fall (A11, O08).
_GAP = re.compile(r"[ \n\t]{1,2}")
_SPACED = re.compile(r" (?=\d{1,3} ?[조억만])")
_WON_FOLLOWS = re.compile(r" ?(?:여 ?)?(?:원|[백천]만 ?원)")
_HANGUL_NUMBER = re.compile(r"[일이삼사오육칠팔구십백천만억조]{2,}(?: [일이삼사오육칠팔구십백천만]{2,})?")


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` read as a number: its value, the smallest unit written, its last group word
    ('' when it has none) and whether 여 stands inside. `grouped` tells of a thousands comma."""

    value: int
    unit: int
    group: str
    last_group: int
    inside_hedge: bool
    grouped: bool
    start: int
    end: int


def read_number(text: str, start: int) -> Number | None:
    """The longest number at `start`, or None. Fractions below one won do not count as a number."""
    total, unit, group, last, end = 0, 1, "", 10**16, start
    hedge = grouped = False
    position = start
    while True:
        part = _read_group(text, position)
        if part is None:
            break
        value, part_unit, word, part_end, part_hedge, part_grouped = part
        size = GROUPS.get(word, 1)
        if size >= last or (total and value * size >= last):
            break
        if size == 1 and total and not _WON_FOLLOWS.match(text, part_end):
            if last != GROUPS["억"] or part_unit != 1000:
                break
            size, word = GROUPS["만"], "만"  # 12억3천 leaves off the 만
        amount = value * size
        if amount.denominator != 1:
            return None
        total += int(amount)
        unit = max(1, int(part_unit * size))
        group, last, end = word, size, part_end
        hedge, grouped = hedge or part_hedge, grouped or part_grouped
        if size == 1 or part_hedge:
            break
        position = end
        gap = _GAP.match(text, position)
        if gap:
            position = gap.end()
    if end == start:
        return None
    return Number(total, unit, group, last, hedge, grouped, start, end)


def _read_group(text: str, start: int) -> tuple[Fraction, Fraction, str, int, bool, bool] | None:
    """One group: value and unit before its word, the word ('' for plain digits), where it ends."""
    position, value, unit = start, Fraction(0), Fraction(1)
    smalls, grouped = 10_000, False
    while True:
        digits = _DIGITS.match(text, position)
        after = digits.end() if digits else position
        small = _SMALL.get(text[after : after + 1], 0)
        if small and small < smalls and (digits or position == start):
            value += (Fraction(digits.group().replace(",", "")) if digits else 1) * small
            unit, smalls, position = Fraction(small), small, after + 1
            position += bool(_SPACED.match(text, position))  # 1천 32억
            grouped = grouped or bool(digits and "," in digits.group())
            continue
        if digits and (smalls == 10_000 or len(digits.group()) < len(str(smalls))):
            number = digits.group().replace(",", "")
            value += Fraction(number)
            unit = Fraction(1, 10 ** len(number.partition(".")[2]))
            grouped = grouped or "," in digits.group()
            position = after
        break
    if position == start:
        return None
    hedge = text.startswith("여", position) and text[position + 1 : position + 2] in (*GROUPS, " ")
    at = position + 1 if hedge else position
    if text[at : at + 1] == " " and text[at + 1 : at + 2] in GROUPS:
        at += 1
    word = text[at : at + 1]
    if word in GROUPS and word:
        return value, unit, word, at + 1, hedge, grouped
    return value, unit, "", position, False, grouped


def read_hangul_number(text: str, start: int) -> Number | None:
    """A number written in Hangul (일억 이천만); it must have a group word to count (A09)."""
    match = _HANGUL_NUMBER.match(text, start)
    if match is None or not any(word in match.group() for word in GROUPS):
        return None
    total = section = digit = 0
    unit, last = 1, 10**16
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
            unit = (1 if digit else unit if section else 1) * size
            total += ((section + digit) or 1) * size
            section = digit = 0
            last = size
    if section + digit:
        total += section + digit
        unit = 1 if digit else unit
    group = next(word for word, size in GROUPS.items() if size == last)
    return Number(total, unit, group, last, False, False, match.start(), match.end())
