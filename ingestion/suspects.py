"""Amounts that cannot be right as printed, with what was meant. Flagged, never repaired (CONSTRUCTIONS N)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.drafts import Draft, by_sentence
from ingestion.records import Suspect

# So many amounts of a sentence tell which unit they are stated in.
_SIBLINGS = 100
_TEN_THOUSAND, _HUNDRED_MILLION = 10**4, 10**8
# 8억300원: nobody states a budget to the hundred won behind whole 억; a 만 is missing.
_MISSING_MAN = re.compile(r"[조억] ?[\d,]{2,5}원$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an amount is suspect and the won that was most likely meant (None where that is open)."""

    suspect: Suspect
    suggested_krw: int | None


def find_doubts(drafts: list[Draft]) -> dict[int, Doubt]:
    """Doubts by number of draft: a bare 784원 among 억 siblings (N01), 8억300원 (N06)."""
    found: dict[int, Doubt] = {}
    lists = by_sentence(drafts)
    for index, draft in enumerate(drafts):
        amount = draft.mention.amount
        value = draft.amount_krw
        if amount.unit_krw == 1 and 0 < value < _TEN_THOUSAND:
            siblings = lists[draft.mention.sentence.index][:_SIBLINGS]
            unit = _sibling_unit([drafts[i].amount_krw for i in siblings if i != index])
            if unit:
                found[index] = Doubt(Suspect.UNIT_TYPO, value * unit)
        elif _MISSING_MAN.search(amount.text.replace(" ", "")) and value > _HUNDRED_MILLION:
            rest = value % _HUNDRED_MILLION
            if 0 < rest < _TEN_THOUSAND:
                found[index] = Doubt(Suspect.UNIT_TYPO, value - rest + rest * _TEN_THOUSAND)
    return found


def _sibling_unit(siblings: list[int]) -> int | None:
    """The unit (억) that most amounts of the same sentence are stated in."""
    large = [value for value in siblings if value >= _HUNDRED_MILLION]
    return _HUNDRED_MILLION if len(large) * 2 > len(siblings) and large else None
