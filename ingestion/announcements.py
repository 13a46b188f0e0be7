"""Sentences that divide an amount named before: by its topic, by source of money, as an announced list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.body_names import STATE
from ingestion.linking import Linking
from ingestion.mentions import Mention
from ingestion.outside import is_beside
from ingestion.places import Place, Row, Stated
from ingestion.rules import load
from ingestion.structure import axis_of, is_remainder


@cache
def _announces() -> re.Pattern[str]:
    """The verb right behind a total whose parts the next sentence lists, or the end of the sentence."""
    verbs = "|".join(re.escape(row["word"]) for row in load("spending"))
    return re.compile(
        rf"^ ?(?:규모|규모의|규모로)? ?(?:을|를|이|은|는|으로|로)? ?(?:의 \S+ )?(?:\S+ )?(?:{verbs})|^\."
    )


# A list of examples, of something told before.
_EXAMPLES = re.compile(
    r"등(?:이|을|에|도)? ?(?:주요|대표|꼽|핵심|포함|담|들어|있|이다|다|반영|편성)"
    r"|^[^\d]{0,12}(?:굵직|주요|대표|큼직|눈에 띄)"
)
_ENDS_A_LIST = re.compile(r" ?(?:등)?(?:의|으로)? ?(?:이다|다|순이다|순|등이다|등)\.?$")
# 인건비가 4조원으로 전체의 65%를 차지한다: one of a list, which goes on.
_IS_LISTED = re.compile(r"전체의|가장|최다|최대|비중|차지|뒤를|절반|\d위|[가-힣](?:이|가) (?:약 |총 )?\d")
# Words that say something of the amounts, or what they are of.
_VERBAL = re.compile(
    r"[가-힣](?:은|는|고|며|지만|면서|해|어|아|여|보다|까지) |[가-힣](?:에서는|에는|으로는|별로)"
)
# Sentences that may lie between a total and its shares.
_NEAR = 3


def shares(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """국비 540억원에 도비 302억원을 보탠 것이다: shares of what the paragraph named last (G01)."""
    shares = [p.draft for p in free if known.drafts[p.draft].funding and known.layout.values[p.draft] > 0]
    years = [(known.drafts[i].first, known.drafts[i].last) for i in shares]
    parts = [i for i, span in zip(shares, years, strict=True) if span == years[0]]
    if len(parts) < 2:
        return
    listed = [p.draft for p in free if known.layout.values[p.draft] > 0]
    able = [
        i
        for i in known.earlier(row)
        if known.layout.senses[i] in (0, 1)
        and not known.drafts[i].funding
        and known.drafts[i].body.government == known.drafts[parts[0]].body.government
    ]
    # A share that no table of words knows closes the sum: 국비 540억원에 도비와 시·군비를 151억원씩.
    for index, children in ((i, some) for some in (listed, parts) for i in able):
        near = row.index - known.drafts[index].mention.sentence.index <= _NEAR
        if near and known.layout.closes(index, children):
            yield from ((child, index, f"shares:{row.index}") for child in children)
            return
    for index in able:
        if known.drafts[index].mention.sentence.block != row.block:
            return
        if known.layout.senses[index] == 0 and known.layout.fits(index, parts):
            yield from ((child, index, f"shares:{row.index}") for child in parts)
            return


def announced(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """X에 1조1200억원을 편성했다. a에 1150억원, b에 1204억원 …: the sentence after the only amount lists
    its parts, as a list with bullets or behind a verb that hands the money out."""
    before = known.near(row) or _paragraph_before(known, row)
    if before is None or before.index + 1 != row.index or len(free) < 2:
        return
    bulleted = all(p.mention.bulleted for p in free)
    bare = _is_bare_list(row) and not _IS_LISTED.search(before.text) and not axis_of(before.mention)
    whole = _announcing(known, before, bulleted or bare)
    if whole is None or is_beside(row.text) or _on_the_way(known, row, whole.draft):
        return
    senses = _part_senses(known, whole.draft)
    # 하천을 40억원으로 9억원 늘리고 공원에 20억원을 쓴다: how one of them grew is no part.
    open_ones = [p for p in row.places if not p.mention.in_parens]
    listed = [p for p in open_ones if known.layout.senses[p.draft] in senses]
    grown = senses == (0,) and all(known.layout.senses[p.draft] for p in open_ones if p not in listed)
    if len(listed) < 2 or not (grown or len(listed) == len(open_ones)) or any(p not in free for p in listed):
        return
    free, parts = listed, [p.draft for p in listed]
    if _other_government(known, whole.draft, parts):
        return
    told = bare or _tells(whole.mention) or known.layout.closes(whole.draft, parts)
    if not (bulleted or axis_of(free[0].mention) or told):
        return
    if known.may_divide(whole.draft, parts):
        yield from ((child, whole.draft, f"announced:{row.index}") for child in parts)


def _is_bare_list(row: Row) -> bool:
    """도로 7조원, 철도 6조원, 항공 1조원 등이다: a sentence of nothing but names and amounts."""
    last = row.places[-1].mention
    return len(row.places) > 1 and bool(_ENDS_A_LIST.match(last.after)) and not _VERBAL.search(last.before)


def _paragraph_before(known: Linking, row: Row) -> Row | None:
    """The sentence right before a paragraph that gives examples: A 140억원, B 58억원 등이 주요 사업이다."""
    gives = _EXAMPLES.search(row.text)
    return known.before if gives and known.before and known.before.block == row.block - 1 else None


def _on_the_way(known: Linking, row: Row, whole: int) -> bool:
    """Whether the amount only tells in passing what one item of the paragraph's field costs over years."""
    if known.subject is None or known.subject[2] != row.block:
        return False
    return known.subject[0] != whole and known.layout.outlasts(known.subject[0], whole)


def _tells(mention: Mention) -> bool:
    """Whether the sentence hands the amount out, or leaves it as the rest, which the next one looks into."""
    return bool(_announces().match(mention.right)) or is_remainder(mention)


def _other_government(known: Linking, whole: int, parts: list[int]) -> bool:
    """Whether the list is about one other government, and not about those that the whole goes to."""
    spenders = {known.drafts[i].body.government for i in parts}
    return len(spenders) == 1 and known.drafts[whole].body.government not in (*spenders, STATE, None)


def outlined(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """○ 안전: 600억원 / - 하천 300억원 / - 소방 100억원: lines set deeper are parts of the nearest line
    around them that states an amount; what stands in brackets behind is not."""
    first = free[0]
    around = known.drafts[first.draft].outline
    if first is not row.places[0] or first.mention is not known.drafts[first.draft].mention:
        return
    above = next((known.layout.row_of[i] for i in reversed(around) if i in known.layout.row_of), None)
    whole = _announcing(known, above, bulleted=True) if above else None
    if whole is None:
        return
    senses = _part_senses(known, whole.draft)
    parts = [
        p.draft
        for p in free
        if (p is first or not p.mention.in_parens) and known.layout.senses[p.draft] in senses
    ]
    key = f"outline:{whole.draft}"
    fits = known.layout.fits(whole.draft, [*known.parts.get(key, ()), *parts])
    if parts and fits and all(known.layout.in_time(whole.draft, part) for part in parts):
        yield from ((child, whole.draft, key) for child in parts)


def _announcing(known: Linking, row: Row, bulleted: bool) -> Place | None:
    """The only amount of a sentence, beside what it is taken from (전체 90억원 가운데 30억원); before
    bullets also beside what it is compared with."""
    levels = known.layout.of_sense(row, 0)
    if bulleted and len(levels) > 1:  # ○ 제방: 300억원(국비 200억원, 시비 100억원)
        levels = [p for p in levels if not p.mention.in_parens] or levels
    if len(levels) == 2 and known.links.get(levels[1].draft, (None,))[0] == levels[0].draft:
        levels = levels[1:] if levels[0].mention.has_parts_behind else []
    elif len(levels) == 1 and len(row.places) > 1 and not bulleted:
        return None
    elif not levels and len(row.places) == 1:
        return row.places[0]
    return levels[0] if len(levels) == 1 else None


def _part_senses(known: Linking, whole: int) -> tuple[int | None, ...]:
    """An increase has levels as parts (1057억원을 늘린 추경: A 600억원, B 457억원); others their like."""
    sense = known.layout.senses[whole]
    return (0, 1) if sense == 1 else (sense,)
