"""A leftover told again is no figure either, nor is a bound beside the amount that it announces."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile

from ingestion.drafts import Draft, by_sentence
from ingestion.mentions import Mention
from ingestion.records import LeftoverReason

# Sums that others put in; told again in the text they have no word of budgets beside them.
_OF_OTHERS = (LeftoverReason.INVESTMENT, LeftoverReason.FUND)
_OF_A_BUDGET = re.compile(r"예산|[국도시군구]비|사업비|지방비|출자|출연|보조|지원|추경")
_ROUND = 10  # a bound of one digit may be exceeded by all but the next one
_EXCEEDED = re.compile(r" ?(?:이 |을 )?(?:넘게|넘는) ")

Left = list[tuple[Mention, LeftoverReason]]


def without_restated_leftovers(drafts: list[Draft], left: Left) -> tuple[list[Draft], Left]:
    """What the text explains as no budget (투자, 매출 …) is none where it is told again, in a headline or
    without a word of budgets. Nor is a bound (200억원 넘게) one beside the amount it announces (213억원)."""
    explained = _Explained(left)
    stated = sorted((abs(draft.amount_krw), number) for number, draft in enumerate(drafts))
    kept: list[Draft] = []
    restated: Left = []
    parts = _parts_of_leftovers(drafts, left)
    for number, draft in enumerate(drafts):
        reason = parts.get(number) or _told_before(draft, explained)
        if reason is None and _is_bound_of_another(draft, drafts, stated):
            reason = LeftoverReason.RESTATEMENT
        if reason:
            restated += [(mention, reason) for mention in draft.mentions]
        else:
            kept.append(draft)
    return kept, restated


def _parts_of_leftovers(drafts: list[Draft], left: Left) -> dict[int, LeftoverReason]:
    """회사는 2600억원을 들인다. 땅에 320억원, 건물에 2280억원: what makes a sum of others to the won, right
    beside it, is theirs as well."""
    found: dict[int, LeftoverReason] = {}
    lists = by_sentence(drafts)
    sums = {at: sum(drafts[number].amount_krw for number in run) for at, run in lists.items()}
    for mention, reason in left:
        if reason not in _OF_OTHERS:
            continue
        at, whole = mention.sentence.index, mention.amount.amount_krw or 0
        for near in (at, at + 1):
            if sums.get(near) == whole and len(lists[near]) > 1:
                found |= dict.fromkeys(lists.pop(near), reason)
                del sums[near]
    return found


class _Explained:
    """The amounts that the text explains as no budget, in its order."""

    def __init__(self, left: Left) -> None:
        self._reasons = [
            (abs(m.amount.amount_krw), reason)
            for m, reason in left
            if m.amount.amount_krw and not m.in_headline
        ]
        self._places = sorted((amount, at) for at, (amount, _) in enumerate(self._reasons))
        self._of_others: dict[int, LeftoverReason] = {}
        for amount, reason in self._reasons:
            if reason in _OF_OTHERS:
                self._of_others.setdefault(amount, reason)

    def of_others(self, amount: int) -> LeftoverReason | None:
        """The reason of the first that others put in, to the won."""
        return self._of_others.get(amount)

    def near(self, amount: int, within: int) -> LeftoverReason | None:
        """The reason of the first that is less than `within` away."""
        least = bisect_left(self._places, (amount - max(within - 1, 0), 0))
        stop = bisect_left(self._places, (amount + max(within, 1), 0))
        first = min((at for _, at in self._places[least:stop]), default=None)
        return None if first is None else self._reasons[first][1]


def _told_before(draft: Draft, explained: _Explained) -> LeftoverReason | None:
    """The reason of the leftover that the draft restates: a headline may round it, the text repeats it."""
    amount, unit = abs(draft.amount_krw), draft.mention.amount.unit_krw
    if all(mention.in_headline for mention in draft.mentions):
        return explained.near(amount, min(unit, amount // 20))
    if any(_OF_A_BUDGET.search(mention.left + mention.right[:24]) for mention in draft.mentions):
        return None
    return explained.of_others(amount)


def _is_bound_of_another(draft: Draft, drafts: list[Draft], stated: list[tuple[int, int]]) -> bool:
    """Whether it is said to be exceeded, and another amount of the same body exceeds it by a little; `stated`
    holds the drafts by amount."""
    if not _EXCEEDED.match(draft.mention.right):
        return False
    amount = abs(draft.amount_krw)
    above = (stated[at] for at in range(bisect_left(stated, (amount + 1, 0)), len(stated)))
    shown = int(str(amount).rstrip("0"))  # 5조원이 넘는 돈, of 5조8000억원
    most = max(amount * 1.1, amount + (amount // shown if shown < _ROUND else 0))
    near = takewhile(lambda other: other[0] <= most, above)
    return any(drafts[number].body == draft.body for _, number in near)
