"""Which years an amount covers: the period named beside it, else the years that rule its sentence (E)."""

from __future__ import annotations

import re

from ingestion.mentions import Mention
from ingestion.periods import Period, counted_years
from ingestion.roles import Bearing

Years = tuple[int | None, int | None]

_WHOLE = re.compile(r"총 ?사업비")
# The republic's first budget was that of 1948; nobody plans beyond the century.
_FIRST_BUDGET, _LAST_BUDGET = 1948, 2100
# A span of years counts where it stands before the amount, or right behind it: 90억원(3년간).
_BEHIND = re.compile(r"(?: ?\(?(?:을|를|씩)? ?\d{1,2}(?:년간|개년))?")
_AMONG = re.compile(r" ?(?:가운데|중)")
_ORIGINAL_BUDGET = re.compile(r"본예산|당초|기정|^[^가-힣]*$|예산은|예산을")
# How far behind the amount a bracket may name its years: 90억원(2027년까지).
_BRACKET = 24


def possible_years(first: int | None, last: int | None) -> Years:
    """The years as far as they can be those of a budget; what cannot be is not known."""
    first = first if first is not None and _FIRST_BUDGET <= first <= _LAST_BUDGET else None
    last = last if last is not None and _FIRST_BUDGET <= last <= _LAST_BUDGET else None
    return (None, last) if first is not None and last is not None and first > last else (first, last)


def period_of(mention: Mention, bearing: Bearing, periods: list[Period], floor: int) -> Period | None:
    """The last period between `floor` (the end of the amount before) and the amount, else one in the bracket
    behind it. A period that only serves comparison (올해보다) belongs to baselines alone."""
    own = [
        p
        for p in periods
        if floor <= p.start and p.end <= mention.at and (bearing.baseline or not p.compared)
    ]
    if own:
        return own[-1]
    if not mention.right.startswith("("):
        return None
    inside = (p for p in periods if mention.until <= p.start and p.end <= mention.until + _BRACKET)
    return next((p for p in inside if p.until), None)


def ruling_years(year: int | None, mentions: list[Mention], periods: list[Period]) -> Years:
    """The years that hold where an amount names none: `year` of the sentences before, else the first that
    its own sentence names."""
    if year is None and mentions:
        ahead = [p for p in periods if not p.compared]
        if ahead:
            return ahead[0].first, ahead[0].last
    return year, year


def years_of(
    mention: Mention,
    bearing: Bearing,
    period: Period | None,
    ruling: Years,
    opening: int | None,
    supplementary: bool,
) -> Years:
    """First and last year that the amount covers. `opening` is the first year that its sentence names: a span
    of three years starts there. In an article about a `supplementary` budget the original budget that it is
    compared with is of the same year; any other baseline is of the year before."""
    if bearing.level_of is not None and period is None:
        return ruling
    first, last = (period.first, period.last) if period else ruling
    count = counted_years(mention.left) or counted_years(_BEHIND.match(mention.right).group())  # type: ignore[union-attr]
    if count and period and period.until and last is not None:
        return last - count + 1, last
    if count and first is not None and first == last:
        start = min(first, opening) if opening is not None else first
        return start, start + count - 1
    if period:
        return first, last
    if bearing.baseline and supplementary and _ORIGINAL_BUDGET.search(mention.left):
        return ruling
    if bearing.baseline:
        return (first - 1, first - 1) if first is not None and first == last else (None, None)
    if _WHOLE.search(mention.left[-12:]) and _AMONG.match(mention.right):
        return None, None
    return first, last
