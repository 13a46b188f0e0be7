"""Which sum an article is about, by its headlines and its opening sentences."""

from __future__ import annotations

import re

from ingestion.body_names import STATE
from ingestion.drafts import Draft
from ingestion.organizations import Body
from ingestion.outside import is_added
from ingestion.places import Layout
from ingestion.records import Role, Stage
from ingestion.sums import names_supplement
from ingestion.suspects import Doubt


def find_main_total(drafts: list[Draft], main: Body | None, doubts: dict[int, Doubt]) -> int | None:
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
    # What only a later paragraph comes to is a detail that the headline picks.
    headline = [
        i
        for i in able
        if any(m.in_headline for m in drafts[i].mentions)
        and (first is None or drafts[i].mention.sentence.index <= first + _LEAD)
    ]
    plain = [i for i in headline if not all(_WITH_MORE.search(m.left) for m in drafts[i].mentions)]
    headline = plain or headline
    if main and any(drafts[i].body.government == main.government for i in headline):
        headline = [i for i in headline if drafts[i].body.government == main.government]
    beside = {
        at: [d for d in drafts if d.mention.sentence.index == at]
        for at in (() if first is None else (first, first + 1))
    }
    opening = [
        i
        for i in able
        if first is not None
        and first <= drafts[i].mention.sentence.index <= first + 1
        and drafts[i].body == main
        and _leads(beside[drafts[i].mention.sentence.index], drafts[i])
        and (_is_sum(drafts[i]) or not _has_equals(drafts, drafts[i]))
    ]
    if not headline and (first is None or first > 6):
        return None
    leads = min(
        (d for d in drafts if any(m.in_headline for m in d.mentions)), key=_first_headline, default=None
    )
    if headline and leads is not None and leads.role is Role.ITEM:
        return max(headline, key=lambda i: drafts[i].amount_krw)
    return max([*headline, *opening], key=lambda i: drafts[i].amount_krw, default=None)


# 국비 800억원…교부세 더하면 900억원: a sum with money of another kind is not what the text divides.
_WITH_MORE = re.compile(
    r"(?:더하|합하|합치|포함하|보태)면 [^,.…·]{0,16}$|(?:더한|합한|합친|포함한) [^,.…·]{0,16}$"
)
# How many sentences behind the first one with amounts still open the article.
_LEAD = 4
# An amount that opens an article is its sum where it is said to be one, or is for nothing in particular.
_SUM = re.compile(r"(?:총|모두|전체|합계|예산안?(?:을|은|이|으로)?|규모) ?$")

_BUDGET_TOPIC = re.compile(r"(?:예산안?|사업비)(?:은|는|이|가) ")


def _is_sum(draft: Draft) -> bool:
    told = _SUM.search(draft.mention.left) or _BUDGET_TOPIC.search(draft.mention.before)
    return draft.whole or draft.program is None or bool(told)


def _has_equals(drafts: list[Draft], draft: Draft) -> bool:
    """Whether the text tells of other programmes or bodies in the same way: then none is the sum."""
    return any(
        other.role is Role.ITEM
        and not other.funding
        and (other.program != draft.program or other.body.government != draft.body.government)
        for other in drafts
        if other is not draft
    )


def _leads(beside: list[Draft], draft: Draft) -> bool:
    """Whether it opens its sentence or is the sum of the amounts before it, and the others fit under it."""
    stately = draft.body.government == STATE  # else the state's budget is what a city's stands against
    items = [
        d for d in beside if d.role is Role.ITEM and (d is draft or d.body.government != STATE or stately)
    ]
    others = sum(d.amount_krw for d in items if d is not draft)
    if is_added(draft.mention) or others > draft.amount_krw + draft.mention.amount.unit_krw:
        return False
    return items[0] is draft or others == draft.amount_krw


def _first_headline(draft: Draft) -> tuple[int, int]:
    """Where a headline states the draft first."""
    return min((m.sentence.index, m.at) for m in draft.mentions if m.in_headline)


def stands_alone(drafts: list[Draft], draft: Draft) -> bool:
    """Whether a headline states it, or it is told as a sum and no equal stands beside it in its sentence."""
    equals = (
        d for d in drafts if d.role is Role.ITEM and d.mention.sentence.index == draft.mention.sentence.index
    )
    return any(mention.in_headline for mention in draft.mentions) or (
        _is_sum(draft) and sum(1 for _ in equals) == 1
    )


# Amounts around the article's total that may tell how much it grew by.
_NEAR = 5


def increase_of(layout: Layout, main: int) -> int:
    """What a supplementary budget adds, which holds its parts; the level that it leads to does not: its own,
    or that of the draft which a council cut."""
    drafts, total = layout.drafts, layout.values[main]
    bases = {d.amount_krw for d in drafts[: main + _NEAR] if d.bearing.baseline}
    levels = {total, *(base for base in bases if base > total)}
    for index in range(max(0, main - _NEAR), min(len(drafts), main + _NEAR)):
        grown = layout.senses[index] in (0, 1) and index != main
        grown = grown and any(level - layout.values[index] in bases for level in levels)
        if grown and (names_supplement(drafts[main]) or names_supplement(drafts[index])):
            return index
    return main
