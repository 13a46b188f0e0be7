"""Article → figures, breakdowns and leftovers: the order of the steps, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from ingestion.breakdowns import Link, find_links
from ingestion.clauses import Line, Unread
from ingestion.completeness import is_complete
from ingestion.counts import count_of
from ingestion.derived import Derived, find_derived
from ingestion.drafts import Draft
from ingestion.intervals import upper_end
from ingestion.lending import inherit_years, lend_main_program, lend_programs
from ingestion.main_total import find_main_total, stands_alone
from ingestion.mentions import Mention, read_mentions
from ingestion.merging import merge
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
    content_id,
)
from ingestion.restated import without_restated_leftovers
from ingestion.suspects import Doubt, find_doubts
from ingestion.typos import find_typos
from ingestion.years import possible_years


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an article, and what from: a draft has the number of its figure, `links` and
    `doubts` go by it; `mentions` are those of the leftovers, `lines` go by the index of the sentence."""

    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    leftovers: tuple[Leftover, ...]
    drafts: list[Draft]
    links: dict[int, Link]
    doubts: dict[int, Doubt]
    mentions: list[Mention]
    lines: dict[int, Unread]

    def line_of(self, mention: Mention) -> Line | None:
        """The words of the sentence that a mention stands in, but of cells of tables."""
        read = self.lines.get(mention.sentence.index)
        return read() if read else None


def read_figures(article: Article) -> tuple[tuple[Figure, ...], tuple[Breakdown, ...], tuple[Leftover, ...]]:
    """Every amount of the article as a figure or a leftover, with the breakdowns that link the figures."""
    read = read_all(article)
    return read.figures, read.breakdowns, read.leftovers


def read_all(article: Article) -> Reading:
    """What `read_figures` gives, with what it was made from."""
    found, mentions = read_mentions(article)
    read = Reader(article).read(found, mentions)
    drafts, restated = without_restated_leftovers(merge(read.drafts), read.left)
    doubts = find_doubts(drafts)
    doubts = find_typos(Layout(drafts, doubts)) | doubts
    layout = Layout(drafts, doubts)
    main = find_main_total(drafts, read.main, doubts)
    links = {link.child: link for link in find_links(layout, main, doubts)}
    inherit_years(drafts, links, main)
    lend_programs(drafts)
    if main is not None:
        lend_main_program(drafts, drafts[main])
    ids = _ids(article, drafts)
    breakdowns = _breakdowns(article, drafts, links, doubts, ids)
    complete = _completeness(breakdowns)
    figures = tuple(
        _figure(article, drafts, index, ids, links.get(index), main, complete, doubts.get(index))
        for index in range(len(drafts))
    )
    derived = (_derived(article, figures[d.source], d) for d in find_derived(layout, doubts))
    left = [*restated, *read.left]
    leftovers = tuple(_leftover(article, mention, reason) for mention, reason in left)
    return Reading(
        (*figures, *derived),
        tuple(breakdowns),
        leftovers,
        drafts=drafts,
        links=links,
        doubts=doubts,
        mentions=[mention for mention, _ in left],
        lines=read.lines,
    )


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
    is_total = ids[index] in complete or (index == main and not link and stands_alone(drafts, draft))
    first, last = possible_years(draft.first, draft.last)
    count = next((found for found in map(count_of, draft.mentions) if found), None)
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
        sentence=_slice(article.body, sentence.start, sentence.end),
        sentence_start=sentence.start,
        mention_count=len(draft.mentions),
        count=count[0] if count else None,
        count_unit=count[1] if count else None,
    )


def _derived(article: Article, source: Figure, derived: Derived) -> Figure:
    """A figure that no text states, at the amount that it follows from."""
    return replace(
        source,
        figure_id=content_id(
            article.document_id, source.start, source.end, derived.amount_krw, Basis.DERIVED
        ),
        amount_krw=derived.amount_krw,
        amount_max_krw=None,
        unit_krw=derived.unit_krw,
        qualifier=derived.qualifier,
        fiscal_year=derived.first,
        fiscal_year_end=derived.last,
        stage=derived.stage,
        role=derived.role,
        parent_figure_id=None,
        breakdown_id=None,
        breakdown=None,
        complete=None,
        basis=Basis.DERIVED,
        suspect=None,
        suggested_krw=None,
        mention_count=0,
        count=None,
        count_unit=None,
    )


@lru_cache(maxsize=2)
def _slice(body: str, start: int, end: int) -> str:
    """The amounts of a sentence share its text."""
    return body[start:end]


def _leftover(article: Article, mention: Mention, reason: LeftoverReason) -> Leftover:
    amount, sentence = mention.amount, mention.sentence
    return Leftover(
        content_id(article.document_id, amount.start, amount.end, reason),
        article.document_id,
        reason,
        amount.text,
        amount.start,
        amount.end,
        _slice(article.body, sentence.start, sentence.end),
        sentence.start,
    )
