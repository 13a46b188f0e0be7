"""drafts → which total each is a part of (CONSTRUCTIONS C, L; DESIGN §6).

What the text says comes first (`statements.py`): parts in brackets, 가운데, 등 모두, 이 중, a topic naming
an earlier figure. Then what the sums prove: a run of neighbours that adds up to a stated total. Then the
article's own total takes the rest of its year and government, paragraph by paragraph, as long as that
does not exceed it and nothing sets it apart (`outside.py`).
"""

from __future__ import annotations

from dataclasses import replace

from ingestion.body_names import STATE
from ingestion.drafts import Draft
from ingestion.frozen import dataclass
from ingestion.funding import sources
from ingestion.intervals import interval, restates
from ingestion.main_total import increase_of
from ingestion.merging import similarity
from ingestion.organizations import Body
from ingestion.outside import is_life_cost, is_outside, names_also
from ingestion.peers import more_governments, own_spending, sum_of_governments
from ingestion.places import Layout
from ingestion.records import BreakdownBy, Role, Stage
from ingestion.statements import read_statements
from ingestion.structure import axis_of
from ingestion.sums import names_supplement, proved_runs
from ingestion.suspects import Doubt

# Stages whose money is not in the budget that the article is about, unless that is of the same stage.
_APART = (Stage.REQUEST, Stage.SUPPLEMENTARY, Stage.EXECUTED)
# Divisions that may name other governments: where the money comes from, who gets it.
_ACROSS = (BreakdownBy.FUNDING, BreakdownBy.ORGANIZATION)
_REACH_BACK = 60
# From these similarities on two programmes have to do with each other, or are one.
_RELATED, _SAME = 0.3, 0.95
_SCHOOLS = "교육청"
# Bodies with a budget of their own, which holds no money of others.
_CORPORATE = ("공사", "공단", "재단", "진흥원", "의료원", "연구원")


@dataclass(frozen=True, slots=True)
class Link:
    """Draft number `child` is a part of draft number `parent`, in the partition `key` by `breakdown`."""

    child: int
    parent: int
    breakdown: BreakdownBy
    key: str


class _Links:
    """The links so far by their child; a draft has at most one parent, and no draft is its own ancestor."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.drafts = layout, layout.drafts
        self.of: dict[int, Link] = {}

    def add(self, child: int, parent: int, key: str) -> None:
        """Takes a link in where the child is free."""
        if child != parent and child not in self.of and not _above(self.of, parent, child):
            self.of[child] = Link(child, parent, _axis(self.drafts, child, parent), key)


def find_links(layout: Layout, main: int | None, doubts: dict[int, Doubt]) -> list[Link]:
    """The links of one document: what the text states, what sums prove, what the article's total takes."""
    links = _Links(layout)
    statements = read_statements(layout)
    for child, (parent, key) in statements.links.items():
        links.add(child, parent, key)
    apart = statements.apart | {i for i, d in enumerate(layout.drafts) if is_outside(d.mention)}
    free = [
        i
        for i, sense in enumerate(layout.senses)
        if sense is not None and i not in links.of and i not in apart and not _unreadable(doubts.get(i))
    ]
    # What stands beside the article's sum may have parts of its own.
    beside = [i for i in apart if layout.senses[i] is not None and i not in links.of]
    beside = sorted(i for i in beside if not _unreadable(doubts.get(i)))
    for total, run in [*proved_runs(layout, free, main), *proved_runs(layout, beside, None)]:
        first = layout.drafts[run[0]].mention
        for child in run:
            links.add(child, total, f"sum:{first.sentence.index}:{first.at}")
    _link_governments(links, free)
    if main is not None:
        main = increase_of(layout, main)
        for child in statements.pointing:
            if layout.fits(main, [child]) and not layout.outlasts(main, child):
                links.add(child, main, f"of:{main}")
        _link_to_main(links, main, apart | statements.aside)
    return _with_one_axis(list(links.of.values()))


def _link_governments(links: _Links, free: list[int]) -> None:
    """The sum of several governments, and what each of them spends its own amount on."""
    shared = sum_of_governments(
        links.layout, [i for i, sense in enumerate(links.layout.senses) if sense == 0]
    )
    if not shared:
        return
    total, governments = shared
    for child in governments:
        links.add(child, total, f"governments:{total}")
    heads = [i for i in governments if links.of[i].parent == total]
    for child, head in own_spending(links.layout, heads, [i for i in free if i not in links.of]):
        links.add(child, head, f"own:{head}")


def _link_to_main(links: _Links, main: int, apart: set[int]) -> None:
    """What an announced list divides, then what nothing sets apart, is the article's total's."""
    drafts, senses = links.drafts, links.layout.senses
    rest = [i for i, s in enumerate(senses) if s == 0 and i not in links.of and i not in apart and i != main]
    for child in rest:
        axis = axis_of(drafts[child].mention) if drafts[child].role is Role.ITEM else None
        same = drafts[child].body.government == drafts[main].body.government or axis in _ACROSS
        if axis and same and not _is_apart(drafts[child], drafts[main]):
            links.add(child, main, f"axis:{drafts[child].mention.sentence.index}:{axis}")
    ways = ("axis:", "announced:")
    listed = {
        i: link.key for i, link in links.of.items() if link.parent == main and link.key.startswith(ways)
    }
    for child, key in more_governments(links.layout, main, listed) if listed else ():
        links.add(child, main, key)
    rest = [
        i
        for i in rest
        if i not in links.of
        and _fits_under(drafts[i], drafts[main])
        and not _above(links.of, main, i)
        and not _has_other_money(links, i, main)
    ]
    for child, total in _totals_of_bodies(links.layout, links.of, rest, main):
        links.add(child, total, f"body:{total}")
    for key, members in _rest(drafts, [i for i in rest if i not in links.of], main).items():
        for child in members:
            links.add(child, main, f"{key}:{_axis(drafts, child, main)}")


def _has_other_money(links: _Links, whole: int, main: int) -> bool:
    """Whether others pay for the amount too: in an article about money of one source it has another source,
    or the body that the article is about pays only a part of it."""
    drafts = links.drafts
    parts = [link for link in links.of.values() if link.parent == whole]
    source = _source(drafts[main])
    if source and any(drafts[p.child].funding not in (None, source) for p in parts):
        return True
    paid = [p for p in parts if p.breakdown is BreakdownBy.ORGANIZATION or not drafts[p.child].funding]
    bodies = {drafts[p.child].body for p in paid}
    return drafts[main].body in bodies and any(
        body.organization == body.government != drafts[main].body.organization for body in bodies
    )


def _source(draft: Draft) -> str | None:
    """The one source that the money of a figure comes from: 국비 1조8000억원, 내년 AI 관련 국비."""
    if draft.funding:
        return draft.funding
    last = (draft.program or "").rpartition(" ")[2]
    return last if last in sources() else None


def _unreadable(doubt: Doubt | None) -> bool:
    return doubt is not None and doubt.suggested_krw is None


def _with_one_axis(links: list[Link]) -> list[Link]:
    """The parts of one list divide their total by one thing: where some are bodies of their own, by body."""
    axes: dict[tuple[int, str], set[BreakdownBy]] = {}
    for link in links:
        axes.setdefault((link.parent, link.key), set()).add(link.breakdown)
    told = {at: found - {BreakdownBy.PROGRAM} for at, found in axes.items()}
    return [
        replace(link, breakdown=next(iter(told[at])))
        if len(told[at := (link.parent, link.key)]) == 1 and not link.key.startswith("table:")
        else link
        for link in links
    ]


def _totals_of_bodies(
    layout: Layout, links: dict[int, Link], rest: list[int], main: int
) -> list[tuple[int, int]]:
    """An item of a bureau that has a total of its own, or in a paragraph that opens with one, is a part of
    that, not of the article's total (L10)."""
    own: dict[Body, int] = {}
    for index, draft in enumerate(layout.drafts):
        link = links.get(index)
        office = draft.body.organization != draft.body.government and not draft.group
        if office and link and link.breakdown is BreakdownBy.ORGANIZATION:
            own.setdefault(draft.body, index)
    taken: dict[int, list[int]] = {}
    found = []
    for child in rest:
        body, opener = layout.drafts[child].body, layout.drafts[child].opener
        total = own.get(body)
        if total is None and opener in own:
            body, total = opener, own[opener]
        if total is None or not total < child < total + _REACH_BACK:
            continue
        # The body that the article is about has more to tell than the list that names it.
        told = links[total].key.startswith("group:")
        near = layout.drafts[total].mention.sentence.block == layout.drafts[child].mention.sentence.block
        if ((near and told) or body != layout.drafts[main].body) and layout.fits(
            total, [*taken.get(total, []), child]
        ):
            taken.setdefault(total, []).append(child)
            found.append((child, total))
    return found


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
    spans = total.first is None or total.first != total.last or is_life_cost(total.mention)
    if spans and item.own_year and item.first == item.last and item.first is not None:
        return BreakdownBy.PERIOD
    if item.program and item.program.endswith("회계"):
        return BreakdownBy.TYPE
    return BreakdownBy.PROGRAM


def _fits_under(draft: Draft, main: Draft) -> bool:
    """Whether the article's total may take the draft in without any word that links the two."""
    government, of_main = draft.body.government, main.body.government
    return (
        draft.role is Role.ITEM
        and draft.amount_krw < main.amount_krw
        and (draft.first, draft.last) == (main.first, main.last)
        and (government == of_main or (main.body.organization == STATE and draft.first is not None))
        and not is_life_cost(draft.mention)
        and (draft.funding is None or _may_fund(draft, main))
        and not _is_apart(draft, main)
        and (draft.funding is not None or similarity(draft.program, main.program) < _SAME)
        and not restates(draft.mention.amount, main.mention.amount, draft.amount_krw, main.amount_krw)
    )


def _may_fund(draft: Draft, main: Draft) -> bool:
    """Whether money of one source can be a share of the total: one for the same, or for nothing named."""
    alike = similarity(draft.program, main.program) >= _RELATED
    return main.funding is None and (draft.program is None or main.program is None or alike)


def _is_apart(draft: Draft, main: Draft) -> bool:
    """Money of another stage of the budget, of the whole state in an article about one ministry, or of the
    education office, which has a budget of its own, in an article about its province."""
    wider = draft.body.government == draft.body.organization == STATE != main.body.organization
    if draft.body != main.body and main.body.organization.endswith(_CORPORATE):
        return True
    # 본예산 1672억원에서 1936억원으로: what a supplement leads to is no part of what it adds.
    if draft.bearing.level_of is not None and names_supplement(main):
        return True
    school = draft.body.organization.endswith(_SCHOOLS) != main.body.organization.endswith(_SCHOOLS)
    if draft.body != main.body and names_also(draft.mention, draft.body.organization):
        return True
    stage = Stage.SUPPLEMENTARY if names_supplement(main) else main.stage
    return wider or school or (draft.stage in _APART and draft.stage is not stage)
