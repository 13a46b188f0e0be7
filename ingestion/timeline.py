"""Which years the text is about as it goes on: carried from sentence to sentence (CONSTRUCTIONS E08)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingestion.bodies import BodyMention
from ingestion.drafts import Draft
from ingestion.mentions import Mention
from ingestion.periods import Period, Years, find_periods
from ingestion.records import BlockKind

# 1단계(2025~2028년): a phase has years, which hold wherever it is named again.
_PHASE = re.compile(r"(?<!\d)[1-9]단계")
# 지난해 54억원에서, 지난해 54억원이던: where a level comes from is not what the text goes on about.
_FROM = re.compile(r" ?\d[\d,.조억천백만 ]*여? ?원(?:에서 |이던 )")
# 정부는 복구비 90억원을 이미 확정했다
_SETTLED = re.compile(
    r"이미 [^.]{0,40}(?:확정|집행|투입|지출|지급|교부|배정)(?:했|됐|하였|되었)"
    r"|(?:지난달|지난주|이달 초|올해 초) [^.]{0,60}(?:확정|집행|투입|지출|지급|교부|배정)(?:했|됐|하였|되었)"
)
# The paragraphs that tell what a text is about.
_LEAD = 2
_MONEY = re.compile(r"\d[조억만천백]")
_BUDGET_WORD = re.compile(r"예산|사업비|추경|재정")


@dataclass
class Timeline:
    """`main` is the year that the article is about, `year` the one that its paragraph has come to; `span` is
    the last span of years named, `main_span` the first, `latest` the years of the figure before; `settled`
    tells that the paragraph has come to what was settled already. A text that `roams` from one government to
    the next is about the year it appeared in, until its own voice, no body's, names another."""

    published: int | None
    main: int | None = None
    year: int | None = None
    span: Years | None = None
    main_span: Years | None = None
    latest: Years | None = None
    settled: bool = False
    roams: bool = False
    _named: bool = field(default=False, repr=False)
    _paragraphs: int = field(default=0, repr=False)
    _phases: dict[str, Years] = field(default_factory=dict, repr=False)

    @property
    def ruling(self) -> int | None:
        """The year that holds where a sentence names none."""
        return self.year if self.year is not None else self.main

    def open_block(self, *, in_headline: bool = False) -> None:
        """A new paragraph falls back on the article's year."""
        self._paragraphs += not in_headline
        self.year = self.main
        self.settled = False

    def settle(self, text: str) -> None:
        """What is settled already is not of the year to come: the paragraph goes on about this year."""
        if self.published is not None and self.year == self.published + 1 and _SETTLED.search(text):
            self.year, self.settled = self.published, True

    def periods(self, text: str) -> list[Period]:
        """The periods of a sentence, those that its phases stand for among them."""
        found = find_periods(text, self.published, self.ruling, self.span)
        for phase in _PHASE.finditer(text) if self._phases else ():
            if phase.group() in self._phases and not text.startswith("(", phase.end()):
                first, last = self._phases[phase.group()]
                found.append(Period(first, last, *phase.span(), compared=False, words=phase.group()))
        return sorted(found, key=_start) if self._phases else found

    def remember(
        self, text: str, made: list[Draft], periods: list[Period], bodies: Sequence[BodyMention] = ()
    ) -> None:
        """Takes up the years of a sentence that has been read, with what was made of it."""
        mentions = [draft.mention for draft in made]
        if not periods:
            # Once the text has told of money without naming a year, a later one is its paragraph's alone.
            self._named = self._named or (self.main is not None and self._told(mentions))
            return
        plain = [
            p
            for p in periods
            if not p.compared and p.first == p.last and not p.until and not _FROM.match(text, p.end)
        ]
        if plain and (mentions or (_BUDGET_WORD.search(text) and not self._is_gone_by(plain[0]))):
            year = plain[0].first
            of_a_body = any(body.subject and not body.part for body in bodies)
            aside = self.roams and not self._opens() and (of_a_body or self._is_gone_by(plain[0]))
            if not self._named and not aside:
                self.main, self._named = year, True
            if year is not None and year >= (self.main or year):
                self.year = year
        elif plain and self.main is None and not _MONEY.search(text):
            # 올해 센터를 짓는다: the lead gives a year where no budget names one.
            self.main = next((p.first for p in plain if p.relative and self._is_ahead(p)), None)
        for period in periods:
            phase = _PHASE.search(text, max(period.start - 4, 0), period.start - 1)
            if phase and text[phase.end() : period.start] == "(":
                self._phases[phase.group()] = (period.first, period.last)
        spans = [(p.first, p.last) for p in periods if p.last is not None and p.first != p.last]
        self.span = spans[-1] if spans else self.span
        if mentions and self.main_span is None and spans and not self.roams:
            self.main_span = spans[0]

    def _is_gone_by(self, period: Period) -> bool:
        """Whether it looks back: without money, what a text recalls is not what it is about."""
        return period.first is not None and self.published is not None and period.first < self.published

    def _opens(self) -> bool:
        """Whether the text has not gone beyond its lead."""
        return self._paragraphs < _LEAD

    def _told(self, mentions: list[Mention]) -> bool:
        return bool(mentions) and mentions[0].sentence.kind not in (BlockKind.HEADLINE, BlockKind.SUBTITLE)

    def _is_ahead(self, period: Period) -> bool:
        return period.first is not None and self.published is not None and period.first >= self.published


def _start(period: Period) -> int:
    return period.start
