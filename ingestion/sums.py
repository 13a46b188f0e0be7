"""What sums prove: runs of neighbouring figures that add up to a stated total (CONSTRUCTIONS L)."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from ingestion.body_names import STATE
from ingestion.drafts import Draft
from ingestion.intervals import adds_up, interval
from ingestion.places import Layout
from ingestion.records import BreakdownBy, Role
from ingestion.structure import axis_of

# A run longer than this is no list that a sentence or two would print.
_LONGEST_RUN = 24
# So many drafts of one value on each side of a run may be its total.
_NEAREST = 20
# Rounding that is more than this share of the total would let strangers meet it.
_MOST_ROUNDING = 0.05
# A그룹 10억원, B그룹 6억원과 …: the next amount stands beside this one, not under it.
_BESIDE = re.compile(r"^ ?(?:, |와 |과 |·|및 |/)")
# 684억원 규모의 제1회 추경안: the amount is what the supplement adds.
_SUPPLEMENT = re.compile(r"^[^.,]{0,16}(?:추경|추가경정)")
_SUPPLEMENT_IS = re.compile(r"(?:추경|추가 ?경정)(?: ?예산)?안?(?:[을은이]|으로)? (?:총 |모두 |약 )?$")
_WHOLE = re.compile(r"(?:총|모두|전체|합계|합쳐|도합)[^,]{0,12}$")


def proved_runs(layout: Layout, free: list[int], main: int | None) -> list[tuple[int, list[int]]]:
    """Totals with the runs of `free` drafts that add up to them, the surest first; no two runs overlap."""
    search = _Search(layout, main)
    found = [
        (search.confidence(total, run), total, run)
        for sense in (0, -1, 1)
        for run, together in search.runs([i for i in free if layout.senses[i] == sense])
        for total in search.totals(run, together)
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

    def __init__(self, layout: Layout, main: int | None) -> None:
        self._layout, self._main = layout, main
        self._drafts, self._values, self._senses = layout.drafts, layout.values, layout.senses
        self._lists: dict[int, list[int]] = {}
        self._alike_in: dict[tuple[int, int | None], list[int]] = {}
        self._announced: dict[tuple[int, BreakdownBy], list[int]] = {}
        self._axes = [axis_of(draft.mention) for draft in self._drafts]
        self._by_value: dict[int, list[int]] = {}
        for i, sense in enumerate(self._senses):
            if sense is None:
                continue
            self._lists.setdefault(self._sentence(i), []).append(i)
            self._alike_in.setdefault((self._sentence(i), sense), []).append(i)
            self._by_value.setdefault(self._values[i], []).append(i)
            axis = self._axes[i]
            if axis and self._drafts[i].role is Role.ITEM:
                self._announced.setdefault((self._sentence(i), axis), []).append(i)
        self._sentences = sorted(self._lists)

    def runs(self, free: list[int]) -> Iterator[tuple[list[int], int]]:
        """Neighbours of one year, two or more, with their sum, where that is stated or one sentence lists
        them."""
        for at, first in enumerate(free):
            year, sentence, together = self._drafts[first].first, self._sentence(first), 0
            for end in range(at, min(len(free), at + _LONGEST_RUN)):
                item = self._drafts[free[end]]
                if item.first != year and not item.own_year:
                    break
                together += self._values[free[end]]
                in_sentence = item.mention.sentence.index == sentence
                if end > at and (in_sentence or together in self._by_value):
                    yield free[at : end + 1], together

    def totals(self, run: list[int], together: int) -> list[int]:
        """The totals that the run proves, in order of the text.

        A whole list of one sentence may miss the total by its rounding; any other run must hit it to the won,
        since the intervals of many items meet some total by chance.
        """
        found = [i for i in self._stated(together, run[0]) if self._may_hold(i, run)]
        if not found:
            found = [i for i in self._nearby(run) if self._may_hold(i, run) and self._rounds_to(i, run)]
        return [] if found and self._breaks_a_list(run) else sorted(found)

    def _stated(self, value: int, near: int) -> list[int]:
        """The nearest drafts of that value: a text may state one amount at every turn."""
        stated = self._by_value.get(value, [])
        if len(stated) <= 2 * _NEAREST:
            return stated
        at = bisect(stated, near)
        return stated[max(0, at - _NEAREST) : at + _NEAREST]

    def _nearby(self, run: list[int]) -> set[int]:
        """Totals that the run may be the parts of although its sum misses them: in its own sentence, beside
        it, or the article's main total."""
        sentence = self._sentence(run[0])
        # The run is the whole list, but for a total in the same sentence.
        if self._sentence(run[-1]) != sentence or len(self._in_list(run)) - len(run) not in (0, 1):
            return set()
        beside = {i for near in (-1, 0, 1) for i in self._lists.get(sentence + near, ())}
        return (beside | ({self._main} if self._main is not None else set())) - set(run)

    def _in_list(self, run: list[int]) -> list[int]:
        sense = self._senses[run[0]]
        return self._alike_in[self._sentence(run[0]), sense]

    def _interval(self, number: int) -> tuple[int, int]:
        return interval(self._drafts[number].mention.amount, self._values[number])

    def _rounds_to(self, total: int, run: list[int]) -> bool:
        low, high = self._interval(total)
        items_at = [self._interval(i) for i in run]
        if (
            high - low + sum(above - below for below, above in items_at)
            > abs(self._values[total]) * _MOST_ROUNDING
        ):
            return False
        # Two rounded numbers meet a third too easily: only the article's own total takes them so, or one that
        # the sentence before leaves off with.
        if (
            len(run) == 2
            and total != self._main
            and not -1 <= self._sentence(total) - self._sentence(run[0]) <= 0
        ):
            return False
        items = [i for i in self._in_list(run) if i != total]
        return len(items) == len(run) and adds_up((low, high), items_at)

    def _sentence(self, number: int) -> int:
        return self._drafts[number].mention.sentence.index

    def _breaks_a_list(self, run: list[int]) -> bool:
        """Whether the run leaves out a member of a list that a word like 유형별로는 announced."""
        axis = self._axes[run[0]]
        return axis is not None and not set(self._announced.get((self._sentence(run[0]), axis), ())) <= set(
            run
        )

    def _may_hold(self, total: int, run: list[int]) -> bool:
        """A guard against coincidence: same years and government, two items only in one sentence."""
        whole, items = self._drafts[total], [self._drafts[i] for i in run]
        limit = abs(self._values[total])
        if run[0] <= total <= run[-1] or any(abs(self._values[i]) >= limit for i in run):
            return False
        if not self._alike(total, run):
            return False
        one_sentence = self._sentence(run[0]) == self._sentence(run[-1])
        if len(items) == 2 and not self._is_told(total, run):
            return False
        if not one_sentence and (len(items) == 2 or any(whole.first != item.first for item in items)):
            return False
        if not one_sentence and _divide_anew(items):
            return False
        if self._sentence(total) in (self._sentence(run[0]), self._sentence(run[-1])) and self._beside(
            total, run
        ):
            return False
        # What one sentence divides may go to others: 도는 60억원을 편성해 세 시에 20억원씩 준다.
        handed = one_sentence and (
            self._sentence(total) == self._sentence(run[0]) or self._axes[run[0]] is BreakdownBy.ORGANIZATION
        )
        if not handed and not all(_same_government(item, whole) for item in items):
            return False
        return all(self._layout.in_time(total, i) for i in run)

    def _is_told(self, total: int, run: list[int]) -> bool:
        """Whether two items may make the total: it is the article's, of the sentence beside theirs, or a word
        of division announces them; any two round amounts make some third."""
        at, of_run = (bisect(self._sentences, self._sentence(i)) for i in (total, run[0]))
        distance = abs(at - of_run)
        in_headline = any(mention.in_headline for mention in self._drafts[total].mentions)
        return distance <= 1 or total == self._main or in_headline or self._axes[run[0]] is not None

    def _alike(self, total: int, run: list[int]) -> bool:
        """Levels make a level, cuts a cut; levels make an increase only right beside it or in the headline,
        increases the size of a supplementary budget."""
        sense, of_run = self._senses[total], self._senses[run[0]]
        if sense == of_run:
            return True
        near = abs(self._sentence(total) - self._sentence(run[0])) <= 1
        whole = self._drafts[total]
        if sense == 1:
            return of_run == 0 and (near or any(mention.in_headline for mention in whole.mentions))
        return (sense, of_run) == (0, 1) and names_supplement(whole)

    def _beside(self, total: int, run: list[int]) -> bool:
        """Whether the total is a member of the same enumeration: A 10억원, B 6억원, C 4억원."""
        whole, near = self._drafts[total].mention, self._drafts[run[0] if total < run[0] else run[-1]].mention
        if whole.bulleted and near.bulleted:
            return True
        joint = whole if total < run[0] else near
        return bool(_BESIDE.match(joint.right)) and not _WHOLE.search(whole.left)

    def confidence(self, total: int, run: list[int]) -> int:
        """How surely the run belongs to the total: to the won, one list, many items, a total just before."""
        sentences = {self._sentence(i) for i in run}
        distance = min(abs(self._sentence(total) - sentence) for sentence in sentences)
        whole_list = all(self._drafts[i].mention.of == len(run) for i in run)
        return (
            len(run) * 4
            + (12 if len(sentences) == 1 else 0)
            + (8 if whole_list else 0)
            + (30 if sum(self._values[i] for i in run) == self._values[total] else 0)
            - min(distance, 20)
            - (6 if total > run[-1] and len(sentences) > 1 else 0)
        )


def _divide_anew(items: list[Draft]) -> bool:
    """Whether some sentences tell of purposes and others of sources: two ways to divide one sum."""
    leads: dict[int, bool] = {}
    for item in items:
        leads.setdefault(item.mention.sentence.index, item.funding is not None)
    return len(set(leads.values())) > 1


def _same_government(item: Draft, whole: Draft) -> bool:
    a, b = item.body.government, whole.body.government
    return a == b or a is None or b is None or a.startswith(b) or b == STATE


def names_supplement(draft: Draft) -> bool:
    """Whether the amount is said to be the size of a supplementary budget."""
    return any(_SUPPLEMENT.match(m.right) or _SUPPLEMENT_IS.search(m.left) for m in draft.mentions)
