"""The words that place money in the budget cycle, as `budget_stages` lists them (CONSTRUCTIONS F)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingestion.frozen import dataclass
from ingestion.records import Stage
from ingestion.rules import load

AMOUNT = r"(?:약|총)? ?\d[\d,.조억천백만 ]*원?"
# The noun of what is only compared with (본예산 90억원보다) holds no other amount.
_COMPARED = re.compile(
    rf"(?: ?예산)?(?:안|액)?(?:\([^()]{{0,30}}\))?[ (]{{0,2}}"
    rf"(?P<amount>{AMOUNT})?(?:\([^()]{{0,20}}\))?\)? ?(?:보다|대비|에 비해|[와과에] 견|[와과] 비교"
    rf"|(?(amount)(?:에서(?= )|[을를](?= {AMOUNT} ?(?:웃|밑|넘)))|(?!)))"
)
_PASSES = re.compile(r"확정[^ ]|의결|통과|예산안|문턱")


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
    def leads(self) -> bool:
        """Whether it holds the amounts behind it."""
        return self.holds in ("behind", "both")

    @property
    def follows(self) -> bool:
        """Whether it holds the amounts before it."""
        return self.holds in ("before", "both")

    @property
    def passes(self) -> bool:
        """Whether it tells of a budget that is no draft any more."""
        return self.stage is Stage.ENACTED and bool(_PASSES.search(self.words))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the table; a lower `rank` goes first."""

    stage: Stage
    holds: str
    opens: bool
    rank: int


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(Stage(row["stage"]), row["holds"], row.get("opens", False), rank)
        for rank, row in enumerate(load("budget_stages"))
    )


@cache
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(row["word"] for row in load("budget_stages")))


@cache
def _which_rule() -> re.Pattern[str]:
    """A group for each row: slow to search for, quick to tell the row of what was found."""
    return re.compile("|".join(f"({row['word']})" for row in load("budget_stages")))


@lru_cache(maxsize=64)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of `text` that speak of the budget cycle, in order."""
    found, rules = [], _rules()
    for match in _any_rule().finditer(text):
        start, end = match.span()
        found_by = _which_rule().match(text, start)
        assert found_by is not None and found_by.lastindex is not None, "the same rows"
        rule = rules[found_by.lastindex - 1]
        if not (rule.opens and start and "가" <= text[start - 1] <= "힣"):
            found.append(Cue(start, end, rule.stage, rule.holds, rule.rank, match.group()))
    return tuple(found)


def compared_until(text: str, cue: Cue) -> int | None:
    """Where the comparison ends that `cue` of `text` stands in (본예산 90억원보다), or None."""
    compared = _COMPARED.match(text, cue.end)
    return compared.end() if compared else None
