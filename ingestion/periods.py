"""Words of time → fiscal years (CONSTRUCTIONS E). The fiscal year of Korean budgets is the calendar year.

A `Period` is one mention of one year or a span of years; `compared` tells that it only serves a comparison
(올해보다, 전년 대비) and so does not rule what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ingestion.rules import load

_RELATIVE = "|".join(row["word"] for row in load("periods") if row["anchor"] == "publication")
_YEAR = r"(?:(?:19|20)\d\d)"
_SPAN = re.compile(
    rf"(?<!\d)(?P<start>{_YEAR})(?: ?년도?)? ?(?:~|-|부터) ?(?P<end>(?:20)?\d\d) ?년도?(?: ?까지)?"
    r"|'(?P<start5>\d\d) ?년?도? ?(?:~|-|부터) ?'?(?P<end5>\d\d) ?년도?(?: ?까지)?"
    rf"|(?P<start2>{_RELATIVE})(?:[^가-힣\d]|\d{{1,2}}월)?부터 ?(?:오는 )?"
    rf"(?P<end2>{_YEAR}|{_RELATIVE}) ?년?(?: ?까지)?"
    rf"|(?P<start4>{_YEAR}) ?년(?: ?\d{{1,2}}월)?부터 ?(?P<end4>{_RELATIVE}|오는 {_YEAR}년)까지"
    rf"|(?<!\d)(?P<start3>{_YEAR}) ?년도?(?:과|와) ?(?P<end3>{_YEAR}) ?년도?"
    r"(?=[에은의 ]*(?:모두|합쳐|걸쳐|두 해|2년))"
)
_UNTIL = re.compile(rf"(?<!\d)(?P<year>{_YEAR}) ?년도?까지")
_SINCE = re.compile(rf"(?<!\d)(?P<year>{_YEAR}|(?:{_RELATIVE}))(?: ?년도?)?부터(?= ?(?:해마다|매년))")
_COUNTED = re.compile(
    r"(?P<lead>향후|앞으로|최근|지난)? ?(?P<count>\d{1,2}) ?(?:년간|개년|년 동안|년에 걸쳐)"
)
_PLAIN = re.compile(
    rf"(?<![\d.])(?:(?P<year>{_YEAR})|'(?P<short>\d\d)) ?(?:년도|년|학년도|회계연도)(?![간대생산차])"
)
_COMPARED = re.compile(
    r" ?(?:도 ?)?(?:본예산|당초예산|예산|같은 기간|동기|최종예산)?(?:\([^()]{0,30}\))?"
    r"(?: ?보다| ?대비|에 비해|와 비교| ?과 비교|과 견|와 견)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """`text[start:end]` names `first`..`last` (years or None where it cannot be known)."""

    first: int | None
    last: int | None
    start: int
    end: int
    compared: bool
    until: bool = False


@cache
def _words() -> re.Pattern[str]:
    words = sorted((row["word"] for row in load("periods")), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![가-힣]){re.escape(word)}" for word in words))


@cache
def _offset(word: str) -> tuple[int, str]:
    row = next(row for row in load("periods") if row["word"] == word)
    return row["offset"], row["anchor"]


def find_periods(text: str, published: int | None, named: int | None) -> list[Period]:
    """The periods that `text` names, in order. `published` is the year of publication, `named` the year
    that the sentences before were about; either may be unknown."""
    found: list[Period] = []
    taken = [False] * (len(text) + 1)

    def add(first: int | None, last: int | None, start: int, end: int, until: bool = False) -> None:
        if any(taken[start:end]):
            return
        taken[start:end] = [True] * (end - start)
        found.append(Period(first, last, start, end, bool(_COMPARED.match(text, end)), until))

    def relative(word: str) -> int | None:
        offset, anchor = _offset(word)
        base = published if anchor == "publication" else named
        return None if base is None else base + offset

    for match in _SPAN.finditer(text):
        start = match["start"] or match["start2"] or match["start3"] or match["start4"]
        if match["start5"]:
            add(2000 + int(match["start5"]), 2000 + int(match["end5"]), match.start(), match.end())
            continue
        end = (
            (match["end"] or match["end2"] or match["end3"] or match["end4"])
            .replace("오는 ", "")
            .rstrip("년")
        )
        first = int(start) if start.isdigit() else relative(start)
        last = (
            relative(match["end2"] or match["end4"])
            if not end.isdigit()
            else int(end)
            if len(end) == 4
            else int(start[:2] + end)
        )
        if first is None or last is None or first <= last <= first + 40:
            add(first, last, match.start(), match.end())
    for match in _UNTIL.finditer(text):
        # 2023년까지 in a text of 2025 looks back: where it began is not said.
        last = int(match["year"])
        begins = published if published is not None and published <= last else None
        add(begins, last, match.start(), match.end(), until=True)
    for match in _SINCE.finditer(text):
        year = match["year"]
        add(int(year) if year.isdigit() else relative(year), None, match.start(), match.end())
    for match in _PLAIN.finditer(text):
        year = int(match["year"]) if match["year"] else 2000 + int(match["short"])
        add(year, year, match.start(), match.end())
    for match in _words().finditer(text):
        year_or_none = _relative_to_text(match, found, relative)
        add(year_or_none, year_or_none, match.start(), match.end())
    found.sort(key=lambda period: period.start)
    return found


def _relative_to_text(
    match: re.Match[str], found: list[Period], relative: Callable[[str], int | None]
) -> int | None:
    """A word like 이듬해 counts from the year named last in the same text, where there is one."""
    offset, anchor = _offset(match.group())
    before = [p for p in found if p.end <= match.start() and p.last is not None]
    if anchor == "named" and before:
        last = max(before, key=lambda p: p.end).last
        return None if last is None else last + offset
    return relative(match.group())


def counted_years(text: str) -> int | None:
    """The number of years that `text` spreads a sum over (3년간, 5개년), or None."""
    match = _COUNTED.search(text)
    return int(match["count"]) if match and match["lead"] not in ("최근", "지난") else None
