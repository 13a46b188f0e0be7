"""What one sentence says of totals and parts: brackets, 가운데, 나뉜다, 등 모두, 나머지."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from ingestion.mentions import Mention
from ingestion.places import Layout, Place, Row, Stated
from ingestion.records import BreakdownBy, Role, Stage
from ingestion.rules import load

_DIVIDES = re.compile(r"나뉜|나눈|나눠|쪼개|갈린|이뤄진|이루어진|구성")
# A 8억원, B 4억원, C 2억원으로 나뉜다: the amount is the first of the list, not its total.
_LISTED = re.compile(r"^(?:\([^()]*\))? ?(?:, |와 |과 |·|및 |/)")
_BOUND = re.compile(r"^(?:\([^()]*\))? ?(?:와 |과 |·|및 )")
_REMAINDER = re.compile(r"(?:나머지|잔여|남은)(?: ?(?:돈|금액|예산|사업비))?(?:인|는|은)? ?(?:약 ?)?$")
_OPEN = re.compile(
    r"^(?:\([^)]{0,20}\))? ?(?:을|를|이|의)? ?등(?:이|을|의|에|으로|이다|이며|도|\s|,|\.|$)"
    r"|^[^,.]{0,16} 등(?:이|을|이며|의) ?(?:[가-힣]|\.|$)"
)
_IN_ALL = "(?:모두 |총 |전체 |약 )*"
# 민간 부담금 260억원을 포함해 모두 1480억원, 120억원 등을 비롯해 총 300억원.
_INCLUDING = re.compile(
    r"^(?: ?등)?(?: ?[을를이가])? ?(?:포함(?:한|해|하여|해서|하면|된|돼)|비롯(?:한|해|하여)|들어간) "
    rf"{_IN_ALL}$"
)
# 안전이 90억원인데, 둑 40억원이 여기에 들어 있다
_HEREIN = re.compile(r"^ ?[이도]? ?(?:여기|이 ?안)에 (?:들어|포함|담[겨겼긴])")
# 하천 20억원, 다리 30억원 등 안전에 60억원을 늘렸다: the increase holds those listed before it.
_LIST = 3
_TOPIC, _AND = re.compile(r"[은는] (?:총 |모두 |약 )?$"), re.compile(r"^ ?(?:으로|로|이며|으로,|로,|이며,) ")
_CONTAINED = re.compile(r"^ ?(?:등)?[이도]? ?(?:포함|들어 ?[있갔]|담[겼겨긴])")
_AND_SO_ON = re.compile(r"^(?:을|를)? ?등 ")
# A clause that tells of the amount what the next one goes into.
_GOES_INTO = re.compile(r"^[^,.()]{0,30}(?:는|은|인)데,? ")
# 시설별로는, 노선별로 보면: a word of division that no table knows divides by what is done.
_ANY_AXIS = re.compile(r"(?<![가-힣])(?!개별|차별|특별|월별)[가-힣]{2,6}별(?:로는?|로 보면)(?=[ ,])")


@cache
def _examples() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["word"]) for row in load("open_lists")))


@cache
def _axes() -> tuple[tuple[re.Pattern[str], BreakdownBy], ...]:
    return tuple((re.compile(row["word"]), BreakdownBy(row["breakdown"])) for row in load("axes"))


@cache
def _summed_up() -> re.Pattern[str]:
    """What stands between the last part and the total that it makes with those before it."""
    words = "|".join(row["word"] for row in load("summing"))
    return re.compile(rf"^\)? ?(?:씩)?(?:을|를|까지|과|와)?,? ?(?:{words})(?=[ ,])")


def axis_of(mention: Mention) -> BreakdownBy | None:
    """By what the list divides that the mention stands in: the last such word before it in the sentence."""
    before = [axis for end, axis in _axis_words(mention.sentence.text) if end <= mention.at]
    return before[-1] if before else None


@lru_cache(maxsize=256)
def _axis_words(text: str) -> tuple[tuple[int, BreakdownBy], ...]:
    """Where in a sentence words of division end, in their order."""
    found = [(m.start(), m.end(), axis) for pattern, axis in _axes() for m in pattern.finditer(text)]
    known = [range(start, end) for start, end, _ in found]
    found += [
        (m.start(), m.end(), BreakdownBy.PROGRAM)
        for m in _ANY_AXIS.finditer(text)
        if not any(m.start() <= start.start < m.end() for start in known)
    ]
    return tuple((end, axis) for _, end, axis in sorted(found, key=lambda word: word[0]))


def is_open_list(mention: Mention) -> bool:
    """Whether the list leaves off behind this item (등), or its sentence picks examples (주요, 비롯해)."""
    return bool(_OPEN.match(mention.right)) or bool(
        _examples().search(mention.before) or _examples().search(mention.right[-30:])
    )


def stated_in_sentence(layout: Layout, row: Row) -> Iterator[Stated]:
    """(child, parent, partition) as one sentence states them; what is surer comes first."""
    if len(row.places) < 2:
        return
    for sense in (0, -1):
        parts = layout.of_sense(row, sense)
        yield from _in_brackets(layout, parts)
        yield from _divided(layout, parts)
        yield from _among(layout, parts)
        yield from _including(layout, parts)
        yield from _gone_into(layout, parts)
        yield from _holding(layout, parts)
    # 증액분 90억원 가운데 40억원을 적립한다: an increase has levels as parts.
    rising = [p for p in row.places if layout.senses[p.draft] in (0, 1)]
    yield from _among(layout, rising, sense=1)
    # What is added to something (보태 모두 N) may read as an increase, but is a part of the sum.
    yield from _summed(layout, rising)


def _in_brackets(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """총 3억원(국비 2억원, 시비 1억원): the parts of the amount right before the bracket (C08)."""
    outer: Place | None = None
    for place in parts:
        mention = place.mention
        if not mention.in_parens:
            outer = place
        elif outer is not None:
            opening = mention.before.rfind("(")
            between = mention.before[outer.mention.until : opening].strip()
            if between in ("", "을", "를", "이", "가") and layout.fits(outer.draft, [place.draft]):
                yield place.draft, outer.draft, f"brackets:{mention.sentence.index}:{opening}"


def _divided(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """지방비는 11억원으로, 도비 3억원과 군비 8억원으로 나뉜다; 25억원을 12·8·5억원으로 나눠 쓴다: the first
    amount is the total of those up to the verb."""
    for first in range(len(parts) - 2):
        for last in range(first + 2, len(parts)):
            if _DIVIDES.search(parts[last].mention.right):
                children = [p.draft for p in parts[first + 1 : last + 1]]
                whole = parts[first].draft
                listed = parts[first].mention.bulleted and parts[last].mention.bulleted
                told = first == 0 and not _LISTED.match(parts[first].mention.right)
                if not listed and (told or layout.closes(whole, children)) and layout.fits(whole, children):
                    key = f"divided:{parts[first].mention.sentence.index}:{first}"
                    yield from ((child, whole, key) for child in children)
                break


def _among(layout: Layout, parts: list[Place], sense: int | None = None) -> Iterator[Stated]:
    """총사업비 470억원 가운데 60억원: the amounts behind are parts, as long as they fit (C14, H02)."""
    for at, whole in enumerate(parts):
        if whole.mention.has_parts_behind and sense in (None, layout.senses[whole.draft]):
            key = f"among:{whole.mention.sentence.index}:{whole.mention.at}"
            children: list[int] = []
            for place in parts[at + 1 :]:
                if _is_past(layout, whole.draft, place.draft):
                    continue
                if place.draft != whole.draft and layout.fits(whole.draft, [*children, place.draft]):
                    children.append(place.draft)
                    yield place.draft, whole.draft, key


def _including(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """국비 40억원과 도비 5억원을 포함한 95억원: the amount that holds those listed before it."""
    for at, (part, whole) in enumerate(pairwise(parts)):
        if not _INCLUDING.match(part.mention.right):
            continue
        first = at
        # A comma alone may as well part what the sum holds from what stands beside it.
        bound = "등" in part.mention.right or (at and _BOUND.match(parts[at - 1].mention.right))
        while bound and first and _LISTED.match(parts[first - 1].mention.right):
            first -= 1
        for start in sorted({first, at}):
            children = [p.draft for p in parts[start : at + 1]]
            if layout.fits(whole.draft, children):
                key = f"with:{whole.mention.sentence.index}:{whole.mention.at}"
                yield from ((child, whole.draft, key) for child in children)
                break


def _gone_into(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """7968억원이 복지에 들어가는데, 연금 2894억원과 급여 1327억원이 …: the clause behind lists parts of
    the one before. One amount alone may as well stand against it (… 30억원인데 … 20억원)."""
    for at, whole in enumerate(parts):
        alone = at + 2 == len(parts) and _HEREIN.match(parts[-1].mention.right)
        if (at + 2 >= len(parts) and not alone) or not _GOES_INTO.search(whole.mention.right):
            continue
        children = [place.draft for place in parts[at + 1 :]]
        if layout.fits(whole.draft, children):
            key = f"into:{whole.mention.sentence.index}:{whole.mention.at}"
            yield from ((child, whole.draft, key) for child in children)
            return


def _holding(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """안전 사업비는 90억원으로, 제방 40억원(국비 20억원), 펌프 30억원이 포함됐다: what the topic's amount
    holds."""
    spoken = [place for place in parts if not place.mention.in_parens]
    if len(spoken) < _LIST:
        return
    first, *behind = spoken
    if not _TOPIC.search(first.mention.left) or not _AND.match(first.mention.right):
        return
    children = [place.draft for place in behind]
    if _CONTAINED.match(behind[-1].mention.right) and layout.fits(first.draft, children):
        yield from ((child, first.draft, f"holds:{first.mention.sentence.index}") for child in children)


def _is_past(layout: Layout, whole: int, part: int) -> bool:
    """Whether they tell how much of last year's budget was spent: a comparison, no division."""
    return layout.drafts[part].stage is Stage.EXECUTED and layout.drafts[whole].role is Role.BASELINE


def _summed(layout: Layout, parts: list[Place]) -> Iterator[Stated]:
    """국비 50억, 시비 30억 등 총 80억원: the total comes last (C05, C16, L07)."""
    first = 0
    for at in range(1, len(parts)):
        whole = parts[at]
        if (
            (layout.senses[whole.draft] == 0 or _AND_SO_ON.match(whole.mention.left))
            and _summed_up().match(whole.mention.left)
            and _may_be_added(layout, children := [p.draft for p in parts[first:at]])
            and layout.fits(whole.draft, children)
        ):
            key = f"summed:{whole.mention.sentence.index}:{whole.mention.at}"
            yield from ((child, whole.draft, key) for child in children)
            first = at + 1


def _may_be_added(layout: Layout, children: list[int]) -> bool:
    """Whether no increase is among the parts (2조원에 100억원을 얹은 …), unless all are sources of money."""
    drafts = layout.drafts
    return all(layout.senses[i] == 0 for i in children) or (
        len(children) > 1 and all(drafts[i].funding for i in children)
    )


def is_remainder(mention: Mention) -> bool:
    """Whether the amount is what is left of a total: 나머지 40억원은 시비다 (C15)."""
    return bool(_REMAINDER.search(mention.left[-24:]))
