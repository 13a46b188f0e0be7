"""Budget figure or not: the reason why an amount is a leftover, from the closed list of `LeftoverReason`."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.records import LeftoverReason
from ingestion.rules import load

# How far around an amount its own words reach.
_REACH = 48
# Nobody budgets less than a million won, or nothing; beside 억 a small amount is a slip of the unit (N01).
_LEAST = 1_000_000
# Ten thousand 조, some ten times the state's whole budget: a number of something else, or a slip.
_MOST = 10**16
_IN_EOK = re.compile(r"\d ?억")


@cache
def _rules() -> tuple[tuple[LeftoverReason, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = []
    for row in load("leftovers"):
        before = re.compile(f"(?:{row['before']})") if "before" in row else None
        after = re.compile(rf"(?:{row['after']})") if "after" in row else None
        rows.append((LeftoverReason(row["reason"]), before, after))
    return tuple(rows)


def leftover_reason(mention: Mention) -> LeftoverReason | None:
    """Why the mention is no figure, or None when it is one."""
    amount = mention.amount
    if amount.currency != "KRW":
        return LeftoverReason.FOREIGN_CURRENCY
    if amount.amount_krw is None:
        return LeftoverReason.INDEFINITE
    if max(abs(amount.amount_krw), amount.amount_max_krw or 0) > _MOST:
        return LeftoverReason.IMPLAUSIBLE
    left, right = mention.left[-_REACH:], mention.right[:_REACH].lstrip(" ")
    for reason, before, after in _rules():
        if (before is None or before.search(left)) and (after is None or after.match(right)):
            return reason
    if abs(amount.amount_krw) < _LEAST and not _among_budgets(mention):
        return LeftoverReason.NO_BUDGET_CUE
    return None


def _among_budgets(mention: Mention) -> bool:
    return mention.amount.amount_krw != 0 and mention.of > 1 and bool(_IN_EOK.search(mention.sentence.text))
