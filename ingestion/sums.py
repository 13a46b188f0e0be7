"""What sums prove: runs of neighbouring figures that add up to a stated total (CONSTRUCTIONS L)."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.body_names import STATE
from ingestion.drafts import Draft, by_sentence
from ingestion.intervals import adds_up, interval
from ingestion.records import BreakdownBy, Role
from ingestion.structure import axis_of
from ingestion.suspects import Doubt

# A run longer than this is no list that a sentence or two would print.
_LONGEST_RUN = 24


def is_part(draft: Draft) -> bool:
    """Whether the draft can be an item of a sum."""
    return draft.role is Role.ITEM and draft.amount_krw > 0


def proved_runs(
    drafts: list[Draft], free: list[int], doubts: dict[int, Doubt], main: int | None
) -> list[tuple[int, list[int]]]:
    """Totals with the runs of `free` drafts that add up to them, the surest first; no two runs overlap."""
    search = _Search(drafts, doubts, main)
    found = [
        (search.confidence(total, run), total, run)
        for run, low, high in search.runs(free)
        for total in search.totals(run, low, high)
    ]
    found.sort(key=lambda row: -row[0])
    taken: set[int] = set()
    result = []
    for _, total, run in found:
        if not taken & set(run):
            taken |= set(run)
            result.append((total, run))
    return result


class _Search:
    """The drafts of one document, indexed by amount and by sentence."""

    def __init__(self, drafts: list[Draft], doubts: dict[int, Doubt], main: int | None) -> None:
        self._drafts, self._main = drafts, main
        self._able = {i for i, draft in enumerate(drafts) if is_part(draft) and i not in doubts}
        self._lists = by_sentence(drafts)
        self._axes = [axis_of(draft.mention) for draft in drafts]
        self._announced: dict[tuple[int, BreakdownBy], list[int]] = {}
        for i, axis in enumerate(self._axes):
            if axis and drafts[i].role is Role.ITEM:
                self._announced.setdefault((self._sentence(i), axis), []).append(i)
        self._by_amount: dict[int, list[int]] = {}
        for i in sorted(self._able):
            self._by_amount.setdefault(drafts[i].amount_krw, []).append(i)

    def runs(self, free: list[int]) -> Iterator[tuple[list[int], int, int]]:
        """Neighbours of one year, two or more, with the interval of their sum."""
        for at in range(len(free)):
            low = high = 0
            for end in range(at, min(len(free), at + _LONGEST_RUN)):
                item = self._drafts[free[end]]
                if item.first != self._drafts[free[at]].first and not item.own_year:
                    break
                item_low, item_high = interval(item.mention.amount, item.amount_krw)
                low, high = low + item_low, high + item_high
                if end > at:
                    yield free[at : end + 1], low, high

    def totals(self, run: list[int], low: int, high: int) -> list[int]:
        """The totals that the run proves, in order of the text.

        A whole list of one sentence may miss the total by its rounding; any other run must hit it to the won,
        since the intervals of many items meet some total by chance.
        """
        together = sum(self._drafts[i].amount_krw for i in run)
        hit = [i for i in self._by_amount.get(together, ()) if self._may_hold(i, run)]
        near = [i for i in self._nearby(run) if self._drafts[i].amount_krw != together]
        near = [i for i in near if self._may_hold(i, run) and self._rounds_to(i, run, (low, high))]
        found = sorted({*hit, *near})
        return [] if found and self._breaks_a_list(run) else found

    def _nearby(self, run: list[int]) -> set[int]:
        """Totals that the run may be the parts of although its sum misses them: in its own sentence, beside
        it, or the article's main total."""
        sentence = self._sentence(run[0])
        members = sum(self._drafts[i].role is Role.ITEM for i in self._lists[sentence])
        # The run is the whole list, but for a total in the same sentence.
        if self._sentence(run[-1]) != sentence or members - len(run) not in (0, 1):
            return set()
        beside = {i for near in (-1, 0, 1) for i in self._lists.get(sentence + near, ())}
        return (beside | ({self._main} if self._main is not None else set())) & self._able - set(run)

    def _rounds_to(self, total: int, run: list[int], bounds: tuple[int, int]) -> bool:
        whole = self._drafts[total]
        items = [
            i for i in self._lists[self._sentence(run[0])] if self._drafts[i].role is Role.ITEM and i != total
        ]
        # Two rounded numbers meet a third too easily: only the article's own total takes them so.
        if len(run) == 2 and total != self._main and self._sentence(total) != self._sentence(run[0]):
            return False
        return len(items) == len(run) and adds_up(interval(whole.mention.amount, whole.amount_krw), [bounds])

    def _sentence(self, number: int) -> int:
        return self._drafts[number].mention.sentence.index

    def _breaks_a_list(self, run: list[int]) -> bool:
        """Whether the run leaves out a member of a list that a word like 유형별로는 announced."""
        axis = self._axes[run[0]]
        return axis is not None and self._announced[self._sentence(run[0]), axis] != run

    def _may_hold(self, total: int, run: list[int]) -> bool:
        """A guard against coincidence: same years and government, two items only in one sentence."""
        whole, items = self._drafts[total], [self._drafts[i] for i in run]
        if any(item.amount_krw >= whole.amount_krw for item in items):
            return False
        one_sentence = self._sentence(run[0]) == self._sentence(run[-1])
        if not one_sentence and (len(items) == 2 or any(whole.first != item.first for item in items)):
            return False
        if run[0] < total < run[-1]:
            return False
        return all(_same_government(item, whole) for item in items)

    def confidence(self, total: int, run: list[int]) -> int:
        """How surely the run belongs to the total: one list, many items, a total stated shortly before."""
        sentences = {self._sentence(i) for i in run}
        distance = min(abs(self._sentence(total) - sentence) for sentence in sentences)
        whole_list = all(self._drafts[i].mention.of == len(run) for i in run)
        return (
            len(run) * 4
            + (12 if len(sentences) == 1 else 0)
            + (8 if whole_list else 0)
            - min(distance, 20)
            - (6 if total > run[-1] and len(sentences) > 1 else 0)
        )


def _same_government(item: Draft, whole: Draft) -> bool:
    a, b = item.body.government, whole.body.government
    return a == b or a is None or b is None or a.startswith(b) or b == STATE
