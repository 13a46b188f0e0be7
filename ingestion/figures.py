"""Article → figures, breakdowns and leftovers: the order of the steps, and nothing else."""

from __future__ import annotations

import re

from ingestion.breakdowns import Link, find_links, is_complete
from ingestion.drafts import Draft, by_sentence
from ingestion.intervals import upper_end
from ingestion.mentions import Mention, read_mentions
from ingestion.merging import merge
from ingestion.organizations import Body
from ingestion.outside import is_added
from ingestion.places import Layout
from ingestion.reader import Reader
from ingestion.records import (
    Article,
    Basis,
    Breakdown,
    BreakdownBy,
    Figure,
    Leftover,
    LeftoverReason,
    Role,
    Stage,
    content_id,
)
from ingestion.suspects import Doubt, find_doubts
from ingestion.typos import find_typos
from ingestion.years import possible_years


def read_figures(article: Article) -> tuple[tuple[Figure, ...], tuple[Breakdown, ...], tuple[Leftover, ...]]:
    """Every amount of the article as a figure or a leftover, with the breakdowns that link the figures."""
    found, mentions = read_mentions(article)
    read = Reader(article).read(found, mentions)
    drafts, restated = _without_restated_leftovers(merge(read.drafts), read.left)
    doubts = find_doubts(drafts)
    doubts = find_typos(Layout(drafts, doubts)) | doubts
    main = _main_total(drafts, read.main, doubts)
    links = {link.child: link for link in find_links(drafts, main, doubts)}
    _inherit_years(drafts, links)
    _lend_programs(drafts)
    if main is not None:
        _lend_main_program(drafts, drafts[main])
    ids = _ids(article, drafts)
    breakdowns = _breakdowns(article, drafts, links, doubts, ids)
    complete = _completeness(breakdowns)
    figures = tuple(
        _figure(article, drafts, index, ids, links.get(index), main, complete, doubts.get(index))
        for index in range(len(drafts))
    )
    return (
        figures,
        tuple(breakdowns),
        tuple(_leftover(article, mention, reason) for mention, reason in [*restated, *read.left]),
    )


# Words of a body's whole budget, which has no programme.
_WHOLE_BUDGET = re.compile(r"예산안|본예산|추경|당초예산|최종예산|총예산|살림|총계")

_EXCEEDED = re.compile(r" ?(?:이 |을 )?(?:넘게|넘는) ")

Left = list[tuple[Mention, LeftoverReason]]


def _without_restated_leftovers(drafts: list[Draft], left: Left) -> tuple[list[Draft], Left]:
    """A headline that states what the text explains as no budget (투자, 매출 …) states no budget either, nor is
    a lower bound (200억원 넘게) a figure beside the amount that it announces (213억원)."""
    explained = [
        (abs(m.amount.amount_krw), why) for m, why in left if m.amount.amount_krw and not m.in_headline
    ]
    kept: list[Draft] = []
    restated: Left = []
    for draft in drafts:
        amount, unit = abs(draft.amount_krw), draft.mention.amount.unit_krw
        reason = next(
            (why for stated, why in explained if abs(stated - amount) < min(unit, amount / 20)), None
        )
        if reason and all(mention.in_headline for mention in draft.mentions):
            restated += [(mention, reason) for mention in draft.mentions]
        elif _is_bound_of_another(draft, drafts):
            restated += [(mention, LeftoverReason.RESTATEMENT) for mention in draft.mentions]
        else:
            kept.append(draft)
    return kept, restated


def _is_bound_of_another(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether it is said to be exceeded, and another amount of the same body exceeds it by a little."""
    amount = abs(draft.amount_krw)
    return bool(_EXCEEDED.match(draft.mention.right)) and any(
        amount < abs(other.amount_krw) <= amount * 1.1 and other.body == draft.body and other is not draft
        for other in drafts
    )


def _main_total(drafts: list[Draft], main: Body | None, doubts: dict[int, Doubt]) -> int | None:
    """The sum that the article is about: the largest that its headlines or its opening sentences state."""
    able = [
        i
        for i, d in enumerate(drafts)
        if d.role is Role.ITEM
        and i not in doubts
        and d.amount_krw > 0
        and d.stage is not Stage.REQUEST
        and d.parent_at is None
    ]
    first = next((d.mention.sentence.index for d in drafts if not d.mention.in_headline), None)
    headline = [i for i in able if any(m.in_headline for m in drafts[i].mentions)]
    opening = [
        i
        for i in able
        if first is not None
        and first <= drafts[i].mention.sentence.index <= first + 1
        and drafts[i].body == main
        and _leads(drafts, drafts[i])
    ]
    if not headline and (first is None or first > 6):
        return None
    leads = min(
        (d for d in drafts if any(m.in_headline for m in d.mentions)), key=_first_headline, default=None
    )
    if headline and leads is not None and leads.role is Role.ITEM:
        return max(headline, key=lambda i: drafts[i].amount_krw)
    return max([*headline, *opening], key=lambda i: drafts[i].amount_krw, default=None)


def _leads(drafts: list[Draft], draft: Draft) -> bool:
    """Whether it opens its sentence or is the sum of the amounts before it, and the others fit under it."""
    beside = [d for d in drafts if d.mention.sentence.index == draft.mention.sentence.index]
    items = [d for d in beside if d.role is Role.ITEM]
    others = sum(d.amount_krw for d in items if d is not draft)
    if is_added(draft.mention) or others > draft.amount_krw + draft.mention.amount.unit_krw:
        return False
    return items[0] is draft or others == draft.amount_krw


def _first_headline(draft: Draft) -> tuple[int, int]:
    """Where a headline states the draft first."""
    return min((m.sentence.index, m.at) for m in draft.mentions if m.in_headline)


def _inherit_years(drafts: list[Draft], links: dict[int, Link]) -> None:
    """Parts of a plan over years are planned too, and cover its years where they name none."""
    for link in links.values():
        part, whole = drafts[link.child], drafts[link.parent]
        if whole.stage is Stage.PLAN and whole.first != whole.last and part.stage is Stage.ENACTED:
            part.stage = Stage.PLAN
        if not part.own_year and whole.first != whole.last and link.breakdown is not BreakdownBy.PERIOD:
            part.first, part.last = whole.first, whole.last


def _lend_programs(drafts: list[Draft]) -> None:
    """A change or a baseline without a programme is about what its neighbour in the sentence is about."""
    lists = by_sentence(drafts)
    for index, draft in enumerate(drafts):
        if draft.program is not None or draft.role is Role.ITEM or draft.parent_at is not None:
            continue
        neighbours = lists[draft.mention.sentence.index]
        near = [i for i in neighbours if drafts[i].role is Role.ITEM and drafts[i].body == draft.body]
        if near:
            draft.program = drafts[min(near, key=lambda i: abs(i - index))].program


def _lend_main_program(drafts: list[Draft], main: Draft) -> None:
    """An article about one programme states other amounts of it without its name: other years, shares.
    A whole budget has no programme to lend."""
    for draft in drafts:
        if draft.program is None and draft.body == main.body and not _WHOLE_BUDGET.search(draft.mention.left):
            draft.program = main.program


def _ids(article: Article, drafts: list[Draft]) -> list[str]:
    return [
        content_id(
            article.document_id,
            d.mention.amount.start,
            d.mention.amount.end,
            d.amount_krw,
            *([d.share] if d.share else []),
        )
        for d in drafts
    ]


def _breakdown_id(article: Article, ids: list[str], link: Link) -> str:
    return content_id(article.document_id, ids[link.parent], link.breakdown, link.key)


def _breakdowns(
    article: Article, drafts: list[Draft], links: dict[int, Link], doubts: dict[int, Doubt], ids: list[str]
) -> list[Breakdown]:
    members: dict[str, list[Link]] = {}
    for link in links.values():
        members.setdefault(_breakdown_id(article, ids, link), []).append(link)
    return [
        Breakdown(
            breakdown_id,
            article.document_id,
            ids[group[0].parent],
            group[0].breakdown,
            is_complete(drafts, group[0].parent, [link.child for link in group], doubts),
        )
        for breakdown_id, group in members.items()
    ]


def _completeness(breakdowns: list[Breakdown]) -> dict[str, bool | None]:
    """A total is complete when one of its partitions is, open when none is and one is open."""
    result: dict[str, bool | None] = {}
    for breakdown in breakdowns:
        known = result.get(breakdown.total_figure_id)
        result[breakdown.total_figure_id] = (
            True if known or breakdown.complete else False if breakdown.complete is False else known
        )
    return result


def _stands_alone(drafts: list[Draft], draft: Draft) -> bool:
    equals = (
        d for d in drafts if d.role is Role.ITEM and d.mention.sentence.index == draft.mention.sentence.index
    )
    return any(mention.in_headline for mention in draft.mentions) or sum(1 for _ in equals) == 1


def _role(drafts: list[Draft], draft: Draft, link: Link | None, is_total: bool) -> Role:
    """What the links make of a draft: with parts it is a total, as a part of a sum it is an item, whatever
    year or verb it stands with. Changes keep their role beside their like, comparisons theirs."""
    if draft.bearing.baseline:
        return draft.role
    if draft.role is Role.CHANGE:
        added = link and draft.amount_krw > 0 and drafts[link.parent].role is not Role.CHANGE
        return Role.ITEM if added and draft.parent_at is None else draft.role
    if is_total:
        return Role.TOTAL
    return Role.ITEM if link else draft.role


def _figure(
    article: Article,
    drafts: list[Draft],
    index: int,
    ids: list[str],
    link: Link | None,
    main: int | None,
    complete: dict[str, bool | None],
    doubt: Doubt | None,
) -> Figure:
    draft = drafts[index]
    amount, sentence = draft.mention.amount, draft.mention.sentence
    # Without parts, the article's sum is a total where it stands alone, not where it leads a list of equals.
    is_total = ids[index] in complete or (index == main and not link and _stands_alone(drafts, draft))
    first, last = possible_years(draft.first, draft.last)
    program = draft.program
    if program is None and link and link.breakdown is not BreakdownBy.PROGRAM:
        program = drafts[link.parent].program
    return Figure(
        figure_id=ids[index],
        document_id=article.document_id,
        amount_krw=draft.amount_krw,
        amount_max_krw=upper_end(amount, draft.amount_krw),
        unit_krw=amount.unit_krw,
        qualifier=amount.qualifier,
        hedge=amount.hedge,
        fiscal_year=first,
        fiscal_year_end=last,
        government=draft.body.government,
        organization=draft.body.organization,
        program=program,
        stage=draft.stage,
        role=_role(drafts, draft, link, is_total),
        parent_figure_id=ids[link.parent] if link else None,
        breakdown_id=_breakdown_id(article, ids, link) if link else None,
        breakdown=link.breakdown if link else None,
        complete=complete.get(ids[index]),
        basis=Basis.STATED,
        suspect=doubt.suspect if doubt else None,
        suggested_krw=doubt.suggested_krw if doubt else None,
        text=amount.text,
        start=amount.start,
        end=amount.end,
        sentence=article.body[sentence.start : sentence.end],
        sentence_start=sentence.start,
        mention_count=len(draft.mentions),
    )


def _leftover(article: Article, mention: Mention, reason: LeftoverReason) -> Leftover:
    amount, sentence = mention.amount, mention.sentence
    return Leftover(
        content_id(article.document_id, amount.start, amount.end, reason),
        article.document_id,
        reason,
        amount.text,
        amount.start,
        amount.end,
        article.body[sentence.start : sentence.end],
        sentence.start,
    )
