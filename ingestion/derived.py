"""Amounts that follow from what a text states: 379억원, 62억원 up on last year, says 317억원 of last year.

Only where the arithmetic is certain and the text does not state the amount itself. A derived figure stands at
the amount that it follows from, has no parent and no parts, and enters no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.places import Layout, Place, Row
from ingestion.records import Qualifier, Role, Stage
from ingestion.suspects import Doubt

_THAN = re.compile(
    r"(?P<year>지난해|작년|전년|올해|금년|20\d\d년)도?"
    r"(?: \S+){0,3}?(?:보다|에 비해|[과와] 비교해| 대비)[^.]*$"
)
_JOINED = re.compile(r"^[^,.]{1,16}$")
_YEARLY = re.compile(r"매년|해마다|연간")
_EACH = re.compile(r"^ ?씩")
_YEARS = re.compile(r"(?<!\d)(?P<count>\d{1,2}) ?(?:년간|년 동안|개년)|(?P<word>[두세네]) 해 동안")
_MANY = re.compile(
    r"(?P<word>[두세네]|다섯|여섯|일곱|여덟|아홉|열|\d{1,3}) ?(?:개 ?|곳|군데 ?)[가-힣]{0,6}에(?:는|게)? ?$"
)
_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}


@dataclass(frozen=True, slots=True)
class Derived:
    """`amount_krw` follows from draft number `source`; `first` and `last` are its fiscal years."""

    source: int
    amount_krw: int
    unit_krw: int
    qualifier: Qualifier
    first: int | None
    last: int | None
    role: Role
    stage: Stage


def find_derived(layout: Layout, doubts: dict[int, Doubt]) -> list[Derived]:
    """What the sentences of one document imply, each amount once."""
    stated = {(d.amount_krw, d.body) for d in layout.drafts}
    found: dict[tuple[int, int | None], Derived] = {}
    before: Row | None = None
    for row in layout.rows:
        for derived in (*_levels_before(layout, row, before), *_products(layout, row)):
            if (
                derived.source not in doubts
                and (derived.amount_krw, layout.drafts[derived.source].body) not in stated
            ):
                found.setdefault((derived.amount_krw, derived.first), derived)
        before = row
    return list(found.values())


def _levels_before(layout: Layout, row: Row, before: Row | None) -> Iterator[Derived]:
    """B = A + Δ with A left out: 지난해보다 62억원 늘어난 379억원."""
    if any(layout.drafts[p.draft].bearing.baseline for p in row.places):
        return
    for at, place in enumerate(row.places):
        change = layout.drafts[place.draft]
        than = _THAN.search(place.mention.before)
        if not than or change.role is not Role.CHANGE:
            continue
        level = _level_of(layout, row, at, before)
        if level is None:
            return
        draft = layout.drafts[level]
        amount = draft.amount_krw - change.amount_krw
        if amount <= 0 or draft.first is None or draft.first != draft.last:
            return
        named = than["year"].removesuffix("년")
        year = int(named) if named.isdigit() else draft.first - 1
        amounts = (draft.mention.amount, change.mention.amount)
        exact = all(a.qualifier is Qualifier.EXACT for a in amounts)
        yield Derived(
            level,
            amount,
            max(a.unit_krw for a in amounts),
            Qualifier.EXACT if exact else Qualifier.ABOUT,
            year,
            year,
            Role.BASELINE,
            Stage.UNSPECIFIED,
        )
        return


def _level_of(layout: Layout, row: Row, at: int, before: Row | None) -> int | None:
    """The level that the change at place `at` led to: right behind it, else the only one told before it."""
    behind = row.places[at + 1 : at + 2]
    joined = _JOINED.match(row.places[at].mention.right)
    if behind and joined and layout.senses[behind[0].draft] == 0:
        return behind[0].draft
    ahead = [p.draft for p in row.places[:at] if layout.senses[p.draft] == 0]
    if not ahead and at == 0 and before and row.index - before.index == 1 and row.block == before.block:
        ahead = [p.draft for p in before.places if layout.senses[p.draft] == 0]
    return ahead[0] if len(set(ahead)) == 1 else None


def _products(layout: Layout, row: Row) -> Iterator[Derived]:
    """매년 20억원씩 3년간, 세 곳에 5억원씩: what it comes to."""
    for place in row.places:
        draft, amount = layout.drafts[place.draft], place.mention.amount
        if layout.senses[place.draft] != 0 or draft.share or not _EACH.match(place.mention.right):
            continue
        times = _times(place)
        if times > 1:
            yield Derived(
                place.draft,
                draft.amount_krw * times,
                amount.unit_krw,
                amount.qualifier,
                draft.first,
                draft.last,
                Role.TOTAL,
                draft.stage,
            )


def _times(place: Place) -> int:
    """How many times the amount is paid: years where it is yearly, else the bodies or places before it."""
    text = place.mention.sentence.text
    if _YEARLY.search(text):
        years = _YEARS.search(text)
        return _number(years["count"] or years["word"]) if years else 0
    many = _MANY.search(place.mention.before)
    return _number(many["word"]) if many else 0


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)
