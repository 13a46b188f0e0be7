"""Several governments in one article (CONSTRUCTIONS J09): the sum of them all, and what each spends."""

from __future__ import annotations

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
                if len(parts) >= _FEWEST and layout.closes(total, parts):
                    return total, parts
    return None


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
