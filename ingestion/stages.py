"""Where in the budget cycle an amount stands: its own words first, then its sentence, then the season (F)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingestion.mentions import Mention
from ingestion.records import Article, Stage
from ingestion.rules import load

_REACH = 24
# Headline and lead: what they say of the cycle holds where nothing nearer does.
_OPENING = 300
_INTENDS = re.compile(r"계획|예정|방침|구상|나선다|추진")
# The stages that a sentence can set for all its amounts.
_OF_SENTENCE = (Stage.SUPPLEMENTARY, Stage.PROPOSAL, Stage.REQUEST)


@dataclass(frozen=True, slots=True)
class Season:
    """What the whole article says of the cycle: the year of publication, whether it is about a budget
    proposal or a supplementary budget, and the stage that its opening names."""

    published: int | None
    proposal: bool
    supplementary: bool
    opening: Stage | None

    @classmethod
    def of(cls, article: Article) -> Season:
        """The season that `article` was written in."""
        body = article.body
        return cls(
            published=article.published_on.year if article.published_on else None,
            proposal="예산안" in body,
            supplementary="추경안" in body or "추가경정예산안" in body,
            opening=next((stage for pattern, stage in _rules() if pattern.search(body[:_OPENING])), None),
        )

    def of_tables(self, year: int | None) -> Stage:
        """The stage of the columns whose headings name none, in an article about `year`."""
        if self.supplementary:
            return Stage.SUPPLEMENTARY
        ahead = year is not None and self.published is not None and year > self.published
        return Stage.PROPOSAL if ahead else Stage.ENACTED


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Stage], ...]:
    return tuple((re.compile(row["word"]), Stage(row["stage"])) for row in load("budget_stages"))


def stage_of(mention: Mention, first: int | None, last: int | None, season: Season) -> Stage:
    """The stage of a mention for the years `first`..`last`."""
    near = mention.left[-_REACH:] + "₩" + mention.right[:_REACH].partition(",")[0]
    own = next((stage for pattern, stage in _rules() if pattern.search(near)), None)
    if own:
        return own
    published = season.published
    if first is not None and last is not None and last > first:
        return Stage.PLAN
    if published is not None and first is not None and first < published:
        return Stage.ENACTED
    for pattern, stage in _rules():
        if stage in _OF_SENTENCE and pattern.search(mention.sentence.text):
            return stage
    if published is not None and first == published + 1 and season.proposal:
        return Stage.PROPOSAL
    if published is not None and first == published:
        return Stage.SUPPLEMENTARY if season.supplementary else Stage.ENACTED
    if _INTENDS.search(mention.sentence.text):
        return Stage.PLAN
    return season.opening or Stage.UNSPECIFIED
