"""Amounts beside each other: bare numbers that borrow a unit (1,200·800·500억원), the two ends of a range.

`A~B` is one amount with its upper end; `A에서 B로` is a change, not a range (CONSTRUCTIONS B06, C04, D05).
"""

from __future__ import annotations

import re

from ingestion.money import Money
from ingestion.numerals import GROUPS

# A bare number, maybe with 천/백, and what parts it from the amount behind it.
_BARE = re.compile(
    r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\.[0-9]{1,4})?)([천백십]?)(여?)"
    r"(?: ?([·/~-]) ?|(, | ?→ ?(?:\('?\d{2,4}년?[^()\d]{0,6}\) ?)?))$"
)
_SMALL = {"": 1, "천": 1000, "백": 100, "십": 10}
# What parts amounts that share a unit or span a range.
JOINTS = frozenset("·/~-,")
# A larger number before 억 is none that lacks it; behind these a digit belongs to something else.
_MOST_SHARED = 99_999
_NO_SHARE = frozenset("0123456789.,-~년월분제")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_REACH = 24
# ('25) 552 → ('26안) 1,024억원: how far before an amount the arrow may stand.
_ARROW = 16
_BETWEEN = re.compile(r" ?[~-] ?| 내지 ")
_SPOKEN = re.compile(r" ?(?:에서|부터) ?")
_UP_TO = re.compile(r" ?(?:사이|까지)")


def with_shared_units(text: str, found: list[Money]) -> list[Money]:
    """`found` with the bare numbers before each that borrow its last unit: 1,200·800·500억원, 3~4천만원."""
    result: list[Money] = []
    floor = 0
    for money in found:
        if money.lends > 1 and money.value and _follows_joint(text, money.start):
            borrowed: list[Money] = []
            first = money
            while lender := _borrower(text, floor, first, money):
                borrowed.append(lender)
                first = lender
            result += reversed(borrowed)
        result.append(money)
        floor = money.end
    return result


def _follows_joint(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(" ")
    return before[-1:] in JOINTS or "→" in text[max(0, start - _ARROW) : start]


def _borrower(text: str, floor: int, first: Money, lender: Money) -> Money | None:
    """The bare number right before `first` with the unit of `lender`, or None."""
    match = _BARE.search(text, max(floor, first.start - _REACH), first.start)
    if match is None or text[match.start() - 1 : match.start()] in _NO_SHARE:
        return None
    digits, small, hedge, joint, comma = match.groups()
    whole, _, decimals = digits.replace(",", "").partition(".")
    if int(whole) > _MOST_SHARED or (comma and _YEAR.match(digits)):
        return None
    size = _lent(int(whole), small, lender)
    if size * int(whole + decimals) % 10 ** len(decimals):
        return None
    value = size * int(whole + decimals) // 10 ** len(decimals)
    if joint == "-" and value >= (first.value or 0):
        return None
    unit = max(1, size // 10 ** len(decimals))
    return Money(match.start(), match.end(3), value, None, unit, "KRW", size, hedge or None)


def _lent(whole: int, small: str, lender: Money) -> int:
    """What one of the borrower's digits stands for: 5~6천만원 borrows 천만, 500~1천만원 only 만."""
    group = max(size for size in (*GROUPS.values(), 1) if size <= lender.lends)
    if small:
        return _SMALL[small] * group
    return lender.lends if whole < 10 else group


def joined_ranges(text: str, found: list[Money]) -> list[Money]:
    """`found` with each lower and upper end made one amount."""
    result: list[Money] = []
    for money in found:
        last = result[-1] if result else None
        if last and _is_range(text, last, money):
            result[-1] = last._replace(
                maximum=money.value,
                end=money.end,
                unit=min(last.unit, money.unit),
                hedge=last.hedge or money.hedge,
            )
        else:
            result.append(money)
    return result


def _is_range(text: str, low: Money, high: Money) -> bool:
    if not low.value or not high.value or low.maximum is not None or low.value >= high.value:
        return False
    if high.start - low.end > 5:
        return False
    if _BETWEEN.fullmatch(text, low.end, high.start):
        return True
    return bool(_SPOKEN.fullmatch(text, low.end, high.start) and _UP_TO.match(text, high.end))
