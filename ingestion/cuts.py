"""Lists of cuts that go on over sentences: 71억원을 삭감했다. … A 18억원, B 12억원 … (ANNOTATION.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.linking import Linking
from ingestion.outside import shares_budget
from ingestion.places import Place, Row, Stated

# 일반회계 50억원, 특별회계 10억원 등 모두 60억원을 깎았다.
_SUMMED = re.compile(r"(?:모두|총|합쳐|합해|합치면|합하면|통틀어|도합) ?(?:약 )?$")
# Sentences between a change and what it is made of.
_NEAR = 3
# 다리 3억원과 둑 2억원이 잘렸다: a member of a list is no total.
_LISTED = re.compile(r"(?:\([^()]*\))? ?(?:, |와 |과 |·|및 )")


def of_cut(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """What was cut for something is a part of the first cut that the article tells of, if that holds it."""
    parts = [p.draft for p in free if known.layout.senses[p.draft] == -1 and not _compared(p)]
    if not parts:
        return
    for cut in sorted(known.earlier(row)):
        if known.layout.senses[cut] != -1 or not _is_all(known, cut):
            continue
        index = _of_body(known, cut, parts)
        key = f"cut:{index}"
        if known.layout.closes(index, known.parts.get(key, [])):
            key += ":anew"  # by account first, then by programme
        # 공사 출자금 60억원을 잘라냈다: who would have had the money may be a body of its own.
        same = all(shares_budget(known.drafts[i].body, known.drafts[index].body) for i in parts)
        if same and known.may_divide(index, [*known.parts.get(key, ()), *parts]):
            yield from ((child, index, key) for child in parts)
            return


def _of_body(known: Linking, whole: int, parts: list[int]) -> int:
    """시 예산에서 76억원, 교육청 예산에서 34억원: of cuts that make the whole, that of the parts' body."""
    layout, body = known.layout, known.drafts[parts[0]].body
    first = known.drafts[whole].mention.sentence.index
    for number in range(first, first + _NEAR):
        row = layout.row_of.get(number)
        cuts = (
            [p.draft for p in row.places if layout.senses[p.draft] == -1 and p.draft != whole] if row else []
        )
        if len(cuts) > 1 and layout.closes(whole, cuts):
            own = [i for i in cuts if known.drafts[i].body == body]
            if len(own) == 1 and own[0] not in parts and known.may_divide(own[0], parts):
                return own[0]
    return whole


def net_change(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """113억원 순증했다. A가 48억원, B가 85억원 늘고 C는 20억원 줄었다: increases and cuts that make the
    change of the sentence before to the won."""
    parts = [p.draft for p in free if known.layout.senses[p.draft] in (1, -1)]
    values = [known.layout.values[i] for i in parts]
    for whole, rest in ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])) if parts else ():
        told = whole == parts[-1:] and _SUMMED.search(known.drafts[whole[0]].mention.left)
        cuts = len(rest) > 1 and told and {known.layout.senses[i] for i in parts} == {-1}
        mixed = len({known.layout.senses[i] for i in rest}) > 1
        if (mixed or cuts) and known.layout.values[whole[0]] == sum(known.layout.values[i] for i in rest):
            yield from ((child, whole[0], f"net:{row.index}") for child in rest)
            return
    if not values or min(values) > 0 or max(values) < 0:
        return
    for index in known.earlier(row):
        if known.drafts[index].mention.sentence.index < row.index - _NEAR:
            return
        if known.layout.senses[index] in (1, -1) and known.layout.values[index] == sum(values):
            yield from ((child, index, f"net:{row.index}") for child in parts)
            return


def _is_all(known: Linking, index: int) -> bool:
    """Whether the cut is no part of another or of a list, no mere difference between two budgets, and not
    what is left of it beside increases."""
    row = known.layout.row_of.get(known.drafts[index].mention.sentence.index)
    beside = (known.drafts[place.draft] for place in row.places) if row else ()
    cut, beside_it = known.drafts[index], known.drafts[index + 1 : index + 2]
    listed = _LISTED.match(cut.mention.right) and all(other.body == cut.body for other in beside_it)
    free = known.links.get(index, (0, "net:"))[1].startswith("net:")
    whole = free and index not in known.nets and not listed
    return whole and not any(draft.bearing.baseline for draft in beside)


def _compared(place: Place) -> bool:
    """올해보다 57억원 줄이고: a difference, no cut by somebody."""
    return "보다 " in place.mention.left
