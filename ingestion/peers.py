"""Several governments in one article (CONSTRUCTIONS J09): the sum of them all, and what each spends."""

from __future__ import annotations

from itertools import pairwise

from ingestion.intervals import adds_up, interval
from ingestion.places import Layout

# From so many governments on, amounts that make another to the won do not do so by chance.
_FEWEST = 3
# How many amounts behind the sum theirs may stand.
_REACH = 40
# No paragraph has more amounts than this.
_PARAGRAPH = 200


def sum_of_governments(layout: Layout, levels: list[int]) -> tuple[int, list[int]] | None:
    """The first amount that one amount of each government after it, in their order, makes to the won."""
    if len({layout.drafts[index].body.government for index in levels} - {None}) < _FEWEST:
        return None
    for at, total in enumerate(levels):
        picked: dict[str, int] = {}
        for index in levels[at + 1 : at + _REACH]:
            government = layout.drafts[index].body.government
            if government is None or layout.values[index] >= layout.values[total]:
                continue
            known = picked.get(government)
            if known is None or (not _same_year(layout, total, known) and _same_year(layout, total, index)):
                picked[government] = index
                parts = list(picked.values())
                told = layout.closes(total, parts) or _rounds_to(layout, total, parts)
                if len(parts) >= _FEWEST and told:
                    return total, parts
    return None


def _rounds_to(layout: Layout, total: int, parts: list[int]) -> bool:
    """Whether amounts that one sentence lists make the total but for its rounding: 22조5천억원가량."""
    drafts = layout.drafts
    mentions = [drafts[i].mention for i in parts]
    if len({mention.sentence.index for mention in mentions}) > 1 or len(parts) < mentions[-1].of:
        return False
    whole, *items = (interval(drafts[i].mention.amount, layout.values[i]) for i in (total, *parts))
    return adds_up(whole, items)


def _same_year(layout: Layout, one: int, other: int) -> bool:
    a, b = layout.drafts[one], layout.drafts[other]
    return (a.first, a.last) == (b.first, b.last)


def own_spending(layout: Layout, heads: list[int], free: list[int]) -> list[tuple[int, int]]:
    """(child, head): what a government's paragraph lists behind its amount, as far as it fits."""
    found = []
    for head in heads:
        draft, taken = layout.drafts[head], list[int]()
        for index in free:
            other = layout.drafts[index]
            near = head < index < head + _PARAGRAPH
            beside = near and other.mention.sentence.block == draft.mention.sentence.block
            alike = other.body == draft.body and layout.senses[index] == 0 and not other.funding
            if beside and alike and _same_year(layout, head, index) and layout.fits(head, [*taken, index]):
                taken.append(index)
                found.append((index, head))
    return found


def more_governments(layout: Layout, whole: int, links: dict[int, str]) -> list[tuple[int, str]]:
    """시군별로는 A군 302억원, B시 168억원이다. C군 200억원, D군 100억원도 …: (child, partition) where a
    sentence lists other governments within that of the whole; `links` are its parts so far."""
    found: list[tuple[int, str]] = []
    known, own = dict(links), layout.drafts[whole].body.government
    for before, row in pairwise(layout.rows):
        key = next((known[p.draft] for p in before.places if p.draft in known), None)
        parts = [p.draft for p in row.places if layout.senses[p.draft] == 0]
        if key is None or row.block != before.block or not parts or known.keys() & set(parts):
            continue
        one = {layout.drafts[i].body.government for i, of in known.items() if of == key}
        others = [layout.drafts[i].body.government for i in parts]
        apart = len(set(others)) == len(others) and not {None, own, *one} & set(others)
        if len(one) > 1 and own not in one and apart and layout.fits(whole, [*known, *parts]):
            known |= dict.fromkeys(parts, key)
            found += [(part, key) for part in parts]
    return found
