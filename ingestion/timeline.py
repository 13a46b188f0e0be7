"""Which years the text is about as it goes on: carried from sentence to sentence (CONSTRUCTIONS E08)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingestion.mentions import Mention
from ingestion.periods import Period, Years

_BUDGET_WORD = re.compile(r"예산|사업비|추경|재정")


@dataclass
class Timeline:
    """`main` is the year that the article is about, `year` the one that its paragraph has come to;
    `main_span` and `span` are the first and the last span of years named, `latest` the years of the figure
    before."""

    published: int | None
    main: int | None = None
    year: int | None = None
    span: Years | None = None
    main_span: Years | None = None
    latest: Years | None = None
    _named: bool = field(default=False, repr=False)

    @property
    def ruling(self) -> int | None:
        """The year that holds where a sentence names none."""
        return self.year if self.year is not None else self.main

    def open_block(self) -> None:
        """A new paragraph falls back on the article's year."""
        self.year = self.main

    def remember(self, text: str, mentions: list[Mention], periods: list[Period]) -> None:
        """Takes up the years of a sentence that has been read."""
        plain = [p for p in periods if not p.compared and p.first == p.last and not p.until]
        if plain and (mentions or _BUDGET_WORD.search(text)):
            year = plain[0].first
            if not self._named:
                self.main, self._named = year, True
            if year is not None and year >= (self.main or year):
                self.year = year
        elif plain and self.main is None:
            # 올해 센터를 짓는다: the lead gives a year where no budget names one.
            self.main = next((p.first for p in plain if p.relative and self._is_ahead(p)), None)
        spans = [(p.first, p.last) for p in periods if p.last is not None and p.first != p.last]
        self.span = spans[-1] if spans else self.span
        if mentions and self.main_span is None and spans:
            self.main_span = spans[0]

    def _is_ahead(self, period: Period) -> bool:
        return period.first is not None and self.published is not None and period.first >= self.published
