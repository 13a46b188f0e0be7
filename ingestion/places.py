"""The drafts laid out as the text states them: sentence by sentence, each at every place that states it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingestion.drafts import Draft
from ingestion.mentions import Mention
from ingestion.records import BlockKind, Role
from ingestion.suspects import Doubt

# (child, parent, partition): draft `child` is a part of draft `parent`.
Stated = tuple[int, int, str]
# What has more amounts is no sentence that states how they hang together, and no total is divided into more
# parts than these: so the work stays in proportion to the text.
_MOST, _MOST_PARTS = 100, 300


def sense(draft: Draft) -> int | None:
    """What the draft can be added to: 0 a level, +1 an increase, −1 a cut, None what only compares."""
    if draft.role is Role.CHANGE:
        return 1 if draft.amount_krw > 0 else -1
    return None if draft.bearing.baseline or draft.amount_krw <= 0 else 0


class Place(NamedTuple):
    """One statement of draft number `draft`."""

    draft: int
    mention: Mention


@dataclass(slots=True)
class Row:
    """The places of one sentence in their order; `mention` is the first of them, `text` the sentence, `index`
    its number in the article and `block` that of its block."""

    places: tuple[Place, ...]
    mention: Mention = field(init=False)
    text: str = field(init=False)
    index: int = field(init=False)
    block: int = field(init=False)

    def __post_init__(self) -> None:
        self.mention = self.places[0].mention
        sentence = self.mention.sentence
        self.text, self.index, self.block = sentence.text, sentence.index, sentence.block


class Layout:
    """The drafts of one document: `values` is the won that each was meant to be, `rows` the sentences that
    state them, tables left out, `row_of` the same by the number of the sentence."""

    def __init__(self, drafts: list[Draft], doubts: dict[int, Doubt]) -> None:
        self.drafts = drafts
        self.values = [d.amount_krw for d in drafts]
        for index, doubt in doubts.items():
            self.values[index] = doubt.suggested_krw or self.values[index]
        self.senses = [sense(d) for d in drafts]
        by_sentence: dict[int, list[Place]] = {}
        for place in self._places():
            by_sentence.setdefault(place.mention.sentence.index, []).append(place)
        self.rows = [
            Row(tuple(sorted(places, key=lambda place: place.mention.at)))
            for _, places in sorted(by_sentence.items())
            if len(places) <= _MOST
        ]

        self.row_of = {row.index: row for row in self.rows}

    def _places(self) -> Iterator[Place]:
        for index, draft in enumerate(self.drafts):
            for mention in draft.mentions:
                # What a headline repeats of the text follows the order of the headline, not of the argument.
                repeated = mention.in_headline and mention is not draft.mention
                if not repeated and mention.sentence.kind is not BlockKind.TABLE_CELL:
                    yield Place(index, mention)

    def of_sense(self, row: Row, wanted: int) -> list[Place]:
        """The places of a sentence whose drafts can be added to others of that sense."""
        return [place for place in row.places if self.senses[place.draft] == wanted]

    def slack(self, whole: int, parts: list[int]) -> int:
        """By how much rounding can make the parts exceed their whole."""
        units = [self.drafts[i].mention.amount.unit_krw for i in (whole, *parts)]
        return sum(units) // 2

    def fits(self, whole: int, parts: list[int]) -> bool:
        """Whether the whole can hold the parts: one sense, each smaller than it, together no more than it."""
        if len(parts) > _MOST_PARTS:
            return False
        limit = abs(self.values[whole])
        return all(abs(self.values[i]) < limit for i in parts) and sum(
            abs(self.values[i]) for i in parts
        ) <= limit + self.slack(whole, parts)

    def in_time(self, whole: int, part: int) -> bool:
        """Whether the part's own years can be among those of the whole; unknown and borrowed ones can."""
        outer, inner = self.drafts[whole], self.drafts[part]
        if outer.first is None or inner.first is None or not inner.own_year:
            return True
        begins = outer.last is None or inner.first <= outer.last
        return begins and (inner.last is None or inner.last >= outer.first)

    def outlasts(self, whole: int, part: int) -> bool:
        """Whether the part names years of its own that go on when those of the whole are over."""
        outer, inner = self.drafts[whole], self.drafts[part]
        if outer.last is None or inner.last is None or not inner.own_year:
            return False
        return inner.first != inner.last and inner.last > outer.last

    def closes(self, whole: int, parts: list[int]) -> bool:
        """Whether the parts add up to the whole to the won."""
        return 1 < len(parts) <= _MOST_PARTS and sum(self.values[i] for i in parts) == self.values[whole]
