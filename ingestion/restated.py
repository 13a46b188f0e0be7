"""A leftover told again is no figure either, nor is a bound beside the amount that it announces."""

from __future__ import annotations

import re

from ingestion.drafts import Draft
from ingestion.mentions import Mention
from ingestion.records import LeftoverReason

# Sums that others put in; told again in the text they have no word of budgets beside them.
_OF_OTHERS = (LeftoverReason.INVESTMENT, LeftoverReason.FUND)
_OF_A_BUDGET = re.compile(r"예산|[국도시군구]비|사업비|지방비|출자|출연|보조|지원|추경")
_EXCEEDED = re.compile(r" ?(?:이 |을 )?(?:넘게|넘는) ")

Left = list[tuple[Mention, LeftoverReason]]


def without_restated_leftovers(drafts: list[Draft], left: Left) -> tuple[list[Draft], Left]:
    """What the text explains as no budget (투자, 매출 …) is none where it is told again, in a headline or
    without a word of budgets. Nor is a bound (200억원 넘게) one beside the amount it announces (213억원)."""
    explained = [
        (abs(m.amount.amount_krw), reason) for m, reason in left if m.amount.amount_krw and not m.in_headline
    ]
    kept: list[Draft] = []
    restated: Left = []
    for draft in drafts:
        reason = _told_before(draft, explained)
        if reason is None and _is_bound_of_another(draft, drafts):
            reason = LeftoverReason.RESTATEMENT
        if reason:
            restated += [(mention, reason) for mention in draft.mentions]
        else:
            kept.append(draft)
    return kept, restated


def _told_before(draft: Draft, explained: list[tuple[int, LeftoverReason]]) -> LeftoverReason | None:
    """The reason of the leftover that the draft restates: a headline may round it, the text repeats it."""
    amount, unit = abs(draft.amount_krw), draft.mention.amount.unit_krw
    if all(mention.in_headline for mention in draft.mentions):
        within = min(unit, amount // 20)
        return next(
            (why for stated, why in explained if stated == amount or abs(stated - amount) < within), None
        )
    if any(_OF_A_BUDGET.search(mention.left + mention.right[:24]) for mention in draft.mentions):
        return None
    return next((why for stated, why in explained if stated == amount and why in _OF_OTHERS), None)


def _is_bound_of_another(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether it is said to be exceeded, and another amount of the same body exceeds it by a little."""
    amount = abs(draft.amount_krw)
    return bool(_EXCEEDED.match(draft.mention.right)) and any(
        amount < abs(other.amount_krw) <= amount * 1.1 and other.body == draft.body and other is not draft
        for other in drafts
    )
