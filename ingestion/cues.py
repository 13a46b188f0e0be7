"""The words that place money in the budget cycle, as `budget_stages` lists them (CONSTRUCTIONS F)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ingestion.records import Stage
from ingestion.rules import load

_PASSES = re.compile(r"확정[^ ]|의결|통과|예산안")


@dataclass(frozen=True, slots=True)
class Cue:
    """`text[start:end]` speaks of `stage`; `holds` tells which amounts; a lower `rank` goes first."""

    start: int
    end: int
    stage: Stage
    holds: str
    rank: int
    words: str

    @property
    def passes(self) -> bool:
        """Whether it tells of a budget that is no draft any more."""
        return self.stage is Stage.ENACTED and bool(_PASSES.search(self.words))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the table; a lower `rank` goes first."""

    pattern: re.Pattern[str]
    stage: Stage
    holds: str
    opens: bool
    rank: int


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(re.compile(row["word"]), Stage(row["stage"]), row["holds"], row.get("opens", False), rank)
        for rank, row in enumerate(load("budget_stages"))
    )


@cache
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(rule.pattern.pattern for rule in _rules()))


@lru_cache(maxsize=64)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of `text` that speak of the budget cycle, in order."""
    found = []
    for match in _any_rule().finditer(text):
        start, end = match.span()
        rule = next(rule for rule in _rules() if rule.pattern.match(text, start))
        if not (rule.opens and start and "가" <= text[start - 1] <= "힣"):
            found.append(Cue(start, end, rule.stage, rule.holds, rule.rank, match.group()))
    return tuple(found)
