"""Texts that name no year: what they tell as settled or spent is of the year that they appeared in (E)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ingestion.cues import cues_of
from ingestion.mentions import Mention
from ingestion.periods import find_periods
from ingestion.records import Stage
from ingestion.rules import load
from ingestion.text import Sentence

# Headline, subtitle and lead: so many sentences with money tell what the article reports.
_OPENING = 4
# What was won in a contest, or is one of several years, is paid over years that the text does not tell.
_OVER_YEARS = re.compile(r"공모|선정|총 ?사업비|\d(?:년간|개년|년 동안)|단계")
_SETTLED = (Stage.ENACTED, Stage.EXECUTED)
# 40억원을 들여 다리를 지었다: what was built may have taken years.
_BUILT = re.compile(r"(?:투입해|들여) ")


@cache
def _present() -> re.Pattern[str]:
    return re.compile("|".join(row["word"] for row in load("present_words")))


def speaks_of_now(text: str) -> bool:
    """Whether a sentence counts from the day of publication (이달, 추경으로, 이미 투입했다)."""
    return bool(_present().search(text))


_SUPPLEMENT = re.compile(
    r"추경(?:안|예산)?(?:에|으로|을 통해|에서)|추가 ?경정예산(?:안)?(?:에|으로|을 통해|에서)"
)


def supplements(text: str) -> bool:
    """Whether a sentence puts money into a supplementary budget, which is always the running year's."""
    return bool(_SUPPLEMENT.search(text))


def reports_the_present(
    found: Iterable[Sentence], mentions: Mapping[int, list[Mention]], published: int | None
) -> bool:
    """Whether the article opens on money that has been settled or spent, and no sentence about money names
    another year than that of publication or one gone by. `mentions` are listed by their sentence."""
    with_money = [sentence for sentence in found if mentions.get(sentence.index)]
    opening = with_money[:_OPENING]
    if published is None or any(_looks_ahead(sentence.text, published) for sentence in opening):
        return False
    return any(_settles(sentence.text) for sentence in opening) and not any(
        find_periods(sentence.text, published, None) or _OVER_YEARS.search(sentence.text)
        for sentence in opening
    )


def _looks_ahead(text: str, published: int) -> bool:
    periods = find_periods(text, published, None)
    return any(p.first != p.last or p.first is None or p.first > published for p in periods if not p.event)


def _settles(text: str) -> bool:
    return any(
        cue.stage in _SETTLED and cue.holds == "before" and not _BUILT.match(cue.words)
        for cue in cues_of(text)
    )
