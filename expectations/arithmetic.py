"""The arithmetic of a breakdown, in Python integers: the second entry of the double entry.

Deliberately shares nothing with the SQL that fills `fact_total_check`. All amounts are whole won;
both ends of an interval are inclusive, and None is an open end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CUT_OFF = frozenset({"여", "남짓"})  # hedges that say: digits were cut off, so the real amount is larger

MATCH = "match"
OVER = "over"
SHORT = "short"
PARTIAL = "partial"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Interval:
    """The amounts that a statement allows."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a figure states: its amount and how precisely, and how many cases (`count_unit`) it is for."""

    amount_krw: int
    amount_max_krw: int | None
    unit_krw: int
    qualifier: str
    hedge: str | None
    suspect: str | None
    counted: int | None = None
    count_unit: str | None = None

    @property
    def interval(self) -> Interval:
        """The amounts that this statement allows. A cut is the mirror of its size: a cut of more than
        40 is at most -40. The words of a range speak of both of its ends."""
        ends = (self.amount_krw, self.amount_krw if self.amount_max_krw is None else self.amount_max_krw)
        low, high = self._reach()
        return Interval(
            None if low is None else min(ends) - low,
            None if high is None else max(ends) + high,
        )

    def _reach(self) -> tuple[int | None, int | None]:
        """How far the real amount may lie below and above the stated one; None: any far."""
        unit = self.unit_krw
        if self.hedge in CUT_OFF:
            reach: tuple[int | None, int | None] = (0, unit - 1)
        elif self.qualifier == "at_least":
            reach = (0, None)
        elif self.qualifier == "at_most":
            reach = (None, 0)
        else:
            width = unit if self.qualifier == "about" else unit // 2
            reach = (width, width)
        return reach if self.amount_krw >= 0 else (reach[1], reach[0])


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A breakdown as it follows from its figures. `items` is None without any item."""

    verdict: str
    total: Interval | None
    items: Interval | None
    items_krw: int
    item_count: int

    @property
    def explained(self) -> str:
        """The verdict in words, with the intervals that led to it."""
        return f"{self.verdict}: the items allow {_words(self.items)}, the total {_words(self.total)}"


def recompute(total: Stated | None, items: Sequence[Stated], complete: bool | None) -> Recomputed:
    """The verdict on `items` against their stated `total`; None for a total that is missing."""
    total_interval = total.interval if total else None
    items_interval = add([item.interval for item in items]) if items else None
    verdict = UNREADABLE
    if total and total_interval and items_interval and not _any_suspect(total, items):
        verdict = judge(total_interval, items_interval, complete, cut=total.amount_krw < 0)
    return Recomputed(verdict, total_interval, items_interval, sum(i.amount_krw for i in items), len(items))


@dataclass(frozen=True, slots=True)
class Recounted:
    """The counts of a breakdown as they follow from its figures: `stated` of the total, `items` together."""

    verdict: str
    stated: int
    items: int

    @property
    def explained(self) -> str:
        """The verdict in words, with the counts that led to it."""
        return f"{self.verdict}: the items count {self.items}, the total {self.stated}"


def recount(total: Stated | None, items: Sequence[Stated], complete: bool | None) -> Recounted | None:
    """The verdict on the items' counts against that of their total; None where the total or every item
    states none in the total's unit."""
    if total is None or total.counted is None:
        return None
    counts = [i.counted for i in items if i.counted is not None and i.count_unit == total.count_unit]
    if not counts:
        return None
    number = sum(counts)
    if number <= total.counted and len(counts) < len(items):
        verdict = UNREADABLE
    else:
        stated, counted = Interval(total.counted, total.counted), Interval(number, number)
        verdict = judge(stated, counted, complete)
    return Recounted(verdict, total.counted, number)


def add(intervals: Sequence[Interval]) -> Interval:
    """The sum of intervals: an open end stays open."""
    lows = [i.low for i in intervals if i.low is not None]
    highs = [i.high for i in intervals if i.high is not None]
    return Interval(
        sum(lows) if len(lows) == len(intervals) else None,
        sum(highs) if len(highs) == len(intervals) else None,
    )


def judge(total: Interval, items: Interval, complete: bool | None, *, cut: bool = False) -> str:
    """The verdict on two readable sides. A `cut`, a negative total, is judged by its size."""
    above = items.low is not None and total.high is not None and items.low > total.high
    below = items.high is not None and total.low is not None and items.high < total.low
    if cut:
        above, below = below, above
    if above:
        return OVER
    if below:
        return SHORT if complete else PARTIAL
    return MATCH


def _any_suspect(total: Stated | None, items: Sequence[Stated]) -> bool:
    return any(stated.suspect is not None for stated in (total, *items) if stated is not None)


def _words(interval: Interval | None) -> str:
    if interval is None:
        return "nothing"
    low = "any amount" if interval.low is None else f"{interval.low:,}"
    high = "any amount" if interval.high is None else f"{interval.high:,}"
    return f"{low} to {high} won"
