"""Drafts of the headline that the text explains as something else."""

from __future__ import annotations

import re

from ingestion.drafts import Draft
from ingestion.mentions import Mention
from ingestion.records import LeftoverReason

_EXCEEDED = re.compile(r" ?(?:이 |을 )?(?:넘게|넘는) ")

Left = list[tuple[Mention, LeftoverReason]]


def without_restated_leftovers(drafts: list[Draft], left: Left) -> tuple[list[Draft], Left]:
    """A headline that states what the text explains as no budget (투자, 매출 …) states no budget either, nor
    is a lower bound (200억원 넘게) a figure beside the amount that it announces (213억원)."""
    explained = [
        (abs(m.amount.amount_krw), why) for m, why in left if m.amount.amount_krw and not m.in_headline
    ]
    kept: list[Draft] = []
    restated: Left = []
    for draft in drafts:
        amount, unit = abs(draft.amount_krw), draft.mention.amount.unit_krw
        reason = next(
            (why for stated, why in explained if abs(stated - amount) < min(unit, amount / 20)), None
        )
        if reason and all(mention.in_headline for mention in draft.mentions):
            restated += [(mention, reason) for mention in draft.mentions]
        elif _is_bound_of_another(draft, drafts):
            restated += [(mention, LeftoverReason.RESTATEMENT) for mention in draft.mentions]
        else:
            kept.append(draft)
    return kept, restated


def _is_bound_of_another(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether it is said to be exceeded, and another amount of the same body exceeds it by a little."""
    amount = abs(draft.amount_krw)
    return bool(_EXCEEDED.match(draft.mention.right)) and any(
        amount < abs(other.amount_krw) <= amount * 1.1 and other.body == draft.body and other is not draft
        for other in drafts
    )
