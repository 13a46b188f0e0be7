"""drafts → which total each is a part of (CONSTRUCTIONS C, L; DESIGN §6).

What a sentence says comes first (`structure.py`): parts in brackets, 가운데, 등 모두, a topic that names an
earlier figure. Then what the sums prove: a run of neighbours that adds up to a stated total. Then the
article's own total takes the rest of its year and government, paragraph by paragraph, as long as that
does not exceed it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingestion.drafts import Draft
from ingestion.intervals import adds_up, interval, restates
from ingestion.records import BreakdownBy, Role, Suspect
from ingestion.structure import axis_of, is_open_list, stated_parents
from ingestion.sums import is_part, proved_runs
from ingestion.suspects import Doubt


@dataclass(frozen=True, slots=True)
class Link:
    """Draft number `child` is a part of draft number `parent`, in the partition `key` by `breakdown`."""

    child: int
    parent: int
    breakdown: BreakdownBy
    key: str


def find_links(drafts: list[Draft], main: int | None, doubts: dict[int, Doubt]) -> list[Link]:
    """The links of one document; a draft has at most one parent, and no draft is its own ancestor."""
    links: dict[int, Link] = {}

    def add(child: int, parent: int, key: str) -> None:
        if child != parent and child not in links and not _above(links, parent, child):
            links[child] = Link(child, parent, _axis(drafts, child, parent), key)

    for child, parent, key in stated_parents(drafts):
        add(child, parent, key)
    free = [i for i, d in enumerate(drafts) if is_part(d) and i not in links and i not in doubts]
    for total, run in proved_runs(drafts, free, doubts, main):
        first = drafts[run[0]].mention
        for child in run:
            add(child, total, f"sum:{first.sentence.index}:{first.at}")
    for child, total, key in _announced_lists(drafts, links, main):
        add(child, total, key)
    if main is not None:
        rest = [
            i for i, d in enumerate(drafts) if i not in links and _fits_under(d, drafts[main]) and i != main
        ]
        for key, members in _rest(drafts, [i for i in rest if not _above(links, main, i)], main).items():
            for child in members:
                add(child, main, key)
    return _with_one_axis(list(links.values()))


def _with_one_axis(links: list[Link]) -> list[Link]:
    """The parts of one list divide their total by one thing: where some are bodies of their own, by body."""
    axes: dict[tuple[int, str], set[BreakdownBy]] = {}
    for link in links:
        axes.setdefault((link.parent, link.key), set()).add(link.breakdown)
    mixed = {BreakdownBy.PROGRAM, BreakdownBy.ORGANIZATION}
    return [
        replace(link, breakdown=BreakdownBy.ORGANIZATION) if axes[link.parent, link.key] == mixed else link
        for link in links
    ]


def _rest(drafts: list[Draft], indices: list[int], main: int) -> dict[str, list[int]]:
    """The parts that no list binds together: one partition where all of them fit into the total; else one
    for each paragraph that fits, since in another paragraph the article may divide anew."""
    greatest = interval(drafts[main].mention.amount, drafts[main].amount_krw)[1]

    def fits(members: list[int]) -> bool:
        return sum(drafts[i].amount_krw for i in members) <= greatest

    if fits(indices):
        return {"rest": indices}
    return {
        f"rest:{block}": members for block, members in _by_block(drafts, indices).items() if fits(members)
    }


def _by_block(drafts: list[Draft], indices: list[int]) -> dict[int, list[int]]:
    """The drafts by the paragraph that they stand in."""
    blocks: dict[int, list[int]] = {}
    for index in indices:
        blocks.setdefault(drafts[index].mention.sentence.block, []).append(index)
    return blocks


def _above(links: dict[int, Link], start: int, sought: int) -> bool:
    """Whether `sought` is `start` or one of its ancestors."""
    at: int | None = start
    while at is not None:
        if at == sought:
            return True
        at = links[at].parent if at in links else None
    return False


def _axis(drafts: list[Draft], child: int, parent: int) -> BreakdownBy:
    item, total = drafts[child], drafts[parent]
    if item.funding:
        return BreakdownBy.FUNDING
    named = axis_of(item.mention)
    if named:
        return named
    if item.group or (item.body != total.body and item.body.organization != item.body.government):
        return BreakdownBy.ORGANIZATION
    if item.body != total.body and item.body.government != total.body.government:
        return BreakdownBy.ORGANIZATION
    spans = total.first is None or total.first != total.last
    if spans and item.own_year and item.first == item.last and item.first is not None:
        return BreakdownBy.PERIOD
    if item.program and item.program.endswith("회계"):
        return BreakdownBy.TYPE
    return BreakdownBy.PROGRAM


def _announced_lists(
    drafts: list[Draft], links: dict[int, Link], main: int | None
) -> list[tuple[int, int, str]]:
    """Items behind 분야별로는 and the like, whose sum proves nothing: parts of the total under discussion."""
    if main is None:
        return []
    found = []
    for index, draft in enumerate(drafts):
        axis = axis_of(draft.mention)
        if (
            axis
            and index not in links
            and index != main
            and draft.role is Role.ITEM
            and draft.body.government == drafts[main].body.government
        ):
            found.append((index, main, f"axis:{draft.mention.sentence.index}:{axis}"))
    return found


def _fits_under(draft: Draft, main: Draft) -> bool:
    return (
        is_part(draft)
        and draft.amount_krw < main.amount_krw
        and (draft.first, draft.last) == (main.first, main.last)
        and draft.body.government == main.body.government
        and (draft.funding is None or main.funding is None)
        and not restates(draft.mention.amount, main.mention.amount, draft.amount_krw, main.amount_krw)
    )


def is_complete(
    drafts: list[Draft], total: int, children: list[int], doubts: dict[int, Doubt]
) -> bool | None:
    """Whether the partition claims to be all of the total: it adds up, to the won where it leaves off with
    등 or picks examples, or a word like 분야별로 announced it; None where an item cannot be read."""
    doubted = [doubts[i] for i in children if i in doubts]
    if any(doubt.suspect is Suspect.UNIT_TYPO and doubt.suggested_krw is None for doubt in doubted):
        return None
    together = sum(drafts[i].amount_krw for i in children)
    if len(children) > 1 and together == drafts[total].amount_krw:
        return True
    if any(is_open_list(drafts[i].mention) for i in children):
        return False
    items = [
        interval(
            drafts[i].mention.amount,
            doubts[i].suggested_krw or drafts[i].amount_krw if i in doubts else drafts[i].amount_krw,
        )
        for i in children
    ]
    # An announced list is a whole one, unless it leaves most of the total unsaid: then it picks examples.
    if len(children) > 1 and all(axis_of(drafts[i].mention) for i in children):
        return together * 2 >= drafts[total].amount_krw
    return adds_up(interval(drafts[total].mention.amount, drafts[total].amount_krw), items)
