"""What drafts learn from each other once the links are known: years, stages and programmes."""

from __future__ import annotations

from bisect import bisect_left

from ingestion.breakdowns import Link
from ingestion.drafts import Draft, by_sentence
from ingestion.records import BlockKind, BreakdownBy, Role, Stage
from ingestion.stages import BEFORE_ITS_YEAR

# So far away in a sentence an amount may lend its programme.
_NEIGHBOURS = 50
# A list may stand a paragraph below its sum.
_NEXT = 1


def inherit_years(drafts: list[Draft], links: dict[int, Link], main: int | None) -> None:
    """Parts of a plan over years are planned too, and cover its years where they name none: those of the
    `main` total all over the article, those of another one up to the next paragraph."""
    for link in sorted(links.values(), key=lambda link: _depth(link, links)):
        part, whole = drafts[link.child], drafts[link.parent]
        if whole.first == whole.last:
            continue
        if whole.stage is Stage.PLAN and _may_be_planned(part):
            part.stage, part.why["stage"] = Stage.PLAN, "a part of a plan over years"
        apart = part.mention.sentence.block - whole.mention.sentence.block
        near = link.parent == main or apart <= _NEXT
        if not part.own_year and link.breakdown is not BreakdownBy.PERIOD and near:
            part.first, part.last = whole.first, whole.last
            part.why["fiscal_year"] = "the years of its total"


def _depth(link: Link, links: dict[int, Link]) -> int:
    """How many totals stand above a part: what a total inherits it hands on."""
    depth, seen = 0, {link.child}
    while link.parent in links and link.parent not in seen:
        seen.add(link.parent)
        link, depth = links[link.parent], depth + 1
    return depth


def _is_slice(part: Draft) -> bool:
    """올해는 190억원을 편성했다: in prose, the slice of one year has a budget of its own,
    if that year has begun or its budget is proposed."""
    in_table = part.mention.sentence.kind is BlockKind.TABLE_CELL
    return part.own_year and part.first == part.last and not in_table


def _may_be_planned(part: Draft) -> bool:
    if _is_slice(part):
        return part.why.get("stage") == BEFORE_ITS_YEAR
    return part.stage is Stage.ENACTED or part.why.get("stage", "").startswith("season")


def lend_programs(drafts: list[Draft]) -> None:
    """A change or a baseline without a programme is about what its neighbour in the sentence is about."""
    lists = by_sentence(drafts)
    for index, draft in enumerate(drafts):
        if draft.program is not None or draft.role is Role.ITEM or draft.parent_at is not None:
            continue
        beside = lists[draft.mention.sentence.index]
        at = bisect_left(beside, index)
        neighbours = beside[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        near = [i for i in neighbours if drafts[i].role is Role.ITEM and drafts[i].body == draft.body]
        if near:
            draft.program = drafts[min(near, key=lambda i: abs(i - index))].program
            draft.why["program"] = "what the amount beside it is for"


def lend_main_program(drafts: list[Draft], main: Draft) -> None:
    """An article about one programme states other amounts of it without its name: other years, shares.
    A whole budget has no programme to lend."""
    for draft in drafts:
        if draft.program is None and draft.body == main.body and not draft.whole:
            draft.program, draft.why["program"] = main.program, "what the article's own sum is for"
