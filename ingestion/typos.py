"""Amounts that their list proves wrong: a unit or a digit slipped, and with it the parts make their total.

Flagged with what was most likely meant, never repaired (CONSTRUCTIONS N04–N06). Where more than one amount
could have slipped, none is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingestion.places import Layout, Place, Row
from ingestion.records import Suspect
from ingestion.structure import axis_of, is_open_list
from ingestion.suspects import Doubt

_SHARE = re.compile(r"^[^()]{0,4}\([^()%]{0,12}?(?P<share>\d+(?:\.(?P<decimals>\d+))?) ?%")
_CLOSES = re.compile(
    r"나뉜|나눈|나눠|이뤄|이루어|구성|짜였|짜여|(?:두|세|네|다섯|여섯|\d) ?(?:가지|개 (?:사업|분야))"
)
_REACH = 2  # rows between a total and the list of its parts

List = tuple[int, list[Place]]


def find_typos(layout: Layout) -> dict[int, Doubt]:
    """Doubts by number of draft."""
    found: dict[int, Doubt] = {}
    stated = set(layout.values)
    for at, row in enumerate(layout.rows):
        lists = list(_lists(layout, row, layout.rows[max(0, at - _REACH) : at]))
        if any(_adds_up(layout, whole, parts) for whole, parts in lists):
            continue
        together = [layout.values[place.draft] for place in layout.of_sense(row, 0)]
        if len(together) > 2 and sum(together) in stated:
            continue  # they make another amount of the text
        repairs = {repair for whole, parts in lists for repair in _repairs(layout, whole, parts)}
        if len(repairs) == 1:
            index, meant, suspect = repairs.pop()
            found[index] = Doubt(suspect, meant)
    return found


def _lists(layout: Layout, row: Row, before: list[Row]) -> Iterator[List]:
    """The totals that the amounts of a sentence may be the parts of: in front of a bracket, at the end of the
    sentence, or in the sentences before."""
    levels = layout.of_sense(row, 0)
    bracketed = [p for p in levels if p.mention.in_parens]
    for outer, inner in pairwise(levels):
        if not outer.mention.in_parens and inner.mention.in_parens:
            yield outer.draft, bracketed
            return
    plain = [p for p in levels if not p.mention.in_parens]
    if len(plain) > 2:
        yield plain[-1].draft, plain[:-1]
        yield plain[0].draft, plain[1:]
    if len(plain) > 1:
        for earlier in before:
            for place in layout.of_sense(earlier, 0):
                if all(place.draft != p.draft for p in plain):
                    yield place.draft, plain


def _adds_up(layout: Layout, whole: int, parts: list[Place]) -> bool:
    indices = [p.draft for p in parts]
    together = sum(layout.values[i] for i in indices)
    return abs(together - layout.values[whole]) <= layout.slack(whole, indices)


def _repairs(layout: Layout, whole: int, parts: list[Place]) -> Iterator[tuple[int, int, Suspect]]:
    """(draft, what was meant, why) for each part with which the list would make its total to the won."""
    total, together = layout.values[whole], sum(layout.values[p.draft] for p in parts)
    by_source = all(layout.drafts[p.draft].funding for p in parts)
    if _same_digits(total, together) and (by_source or (len(parts) > 2 and _is_closed(parts))):
        yield whole, together, Suspect.DIGIT_TYPO
        return
    for place in parts:
        printed = layout.values[place.draft]
        meant = total - (together - printed)
        if printed != layout.drafts[place.draft].amount_krw or not 0 < meant < total:
            continue
        if _same_digits(printed, meant):
            factor = max(printed, meant) // min(printed, meant)
            if factor >= 10_000 or place.mention.amount.text.count("조"):
                yield place.draft, meant, Suspect.UNIT_TYPO
            elif len(parts) > 2 and (meant < printed or _is_closed(parts)):
                yield place.draft, meant, Suspect.DIGIT_TYPO
        elif _one_slip(str(printed), str(meant)) and _share_tells(place, printed, meant, total):
            yield place.draft, meant, Suspect.DIGIT_TYPO


def _is_closed(parts: list[Place]) -> bool:
    """Whether the list claims to be all of its total."""
    if any(is_open_list(p.mention) for p in parts):
        return False
    last = parts[-1].mention
    whole = all(p.mention.bulleted or p.mention.in_parens or axis_of(p.mention) for p in parts)
    return whole or bool(_CLOSES.search(last.right))


def _same_digits(one: int, other: int) -> bool:
    """Whether two amounts differ in their magnitude alone: 290 and 29."""
    return one != other and str(one).rstrip("0") == str(other).rstrip("0")


def _one_slip(one: str, other: str) -> bool:
    """Whether one digit was changed, left out, put in, or two neighbours changed places."""
    if len(one) != len(other):
        short, long = sorted((one.rstrip("0"), other.rstrip("0")), key=len)
        return len(long) - len(short) == 1 and any(
            long[:i] + long[i + 1 :] == short for i in range(len(long))
        )
    wrong = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 2:
        a, b = wrong
        return b == a + 1 and one[a] == other[b] and one[b] == other[a]
    return len(wrong) == 1


def _share_tells(place: Place, printed: int, meant: int, total: int) -> bool:
    """Whether the percentage beside the amount is that of the meant one and not of the printed one."""
    share = _SHARE.match(place.mention.after)
    if not share:
        return False
    stated, width = float(share["share"]), 0.5 * 10.0 ** -len(share["decimals"] or "")
    return abs(100 * meant / total - stated) <= width * 1.2 < abs(100 * printed / total - stated)
