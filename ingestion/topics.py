"""Sentences that go into an earlier figure: SOC 분야에서는 …, and the sentences of the paragraph after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.body_names import home_around
from ingestion.change_names import CHANGE_NOUNS
from ingestion.drafts import Draft
from ingestion.linking import Linking
from ingestion.openings import bare, is_named, is_short_for
from ingestion.outside import is_added, is_life_cost
from ingestion.places import Place, Row, Stated
from ingestion.records import Stage

_IS_IN = re.compile(r"^ ?(?:이|가|도)? ?(?:포함|들어|담[겼겨긴]|섞[였여])")
_GROWN = re.compile(
    r"^\W*(?:이번에 |새로 )?(?:늘어난|늘린|불어난|증액된|증액한|추가된|더해진|얹은) "
    r"(?:돈|예산|사업비|금액|액수|몫|재원)[은는] "
)
# 신규사업은 90억원이다. 대표적으로 다리에 30억원을 쓴다: examples of the amount before.
_SUCH_AS = re.compile(
    r"^\W*(?:(?:대표적|구체적|세부적)으로(?:는)?|대표 사업으로는?|예를 들[어면]|예컨대|이를테면) "
)
# 안전 예산은, 스마트시티 분야 사업비를: money for more than one thing.
_A_SUM = re.compile(r"(?:예산안?|예산액|사업비|분야|부문|몫)(?:[은는이가을를도]|만) ")
_SUM_BEFORE = re.compile(_A_SUM.pattern + r"(?:총 |모두 |약 )?$")
_REASON = re.compile(r"(?:영향|때문|덕|덕분|결과)(?:이다|입니다|이라)")
# A shorter word may mean anything.
_TELLING = 3


def by_topic(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """AI 분야에는 … 185억원, … 97억원: parts of the earlier figure for AI 분야 (L10)."""
    first = _first(known, free)
    topic = first.topic if first else None
    yield from _of_change(known, row, free)
    if not topic or (first and first.stage is Stage.REQUEST):
        return
    senses, here = known.layout.senses, row.index
    able = [
        i
        for i in known.earlier(row)
        if senses[i] in (0, -1) and known.drafts[i].mention.sentence.index != here
    ]
    named = [i for i in able if not _is_share(known.drafts[i]) and is_named(known.drafts[i], topic)]
    named.sort(key=lambda i: not _says(known.drafts[i], topic))  # its own words before what it shares
    short = [i for i in able if is_short_for(known.drafts[i], topic)] if not named else []
    if not named and not short:
        yield from _inside(known, row, topic, able, free)
    for index in named or short:
        parts = _smaller(known, index, free)
        held = _IS_IN.match(free[-1].mention.right)
        if len(parts) == 1 and known.drafts[parts[0]].funding and not held:
            return  # 1단계에 필요한 국비 780억원: a share by itself divides nothing
        if parts:
            if known.may_divide(index, parts):
                known.subject = (index, f"topic:{row.index}", row.block)
                yield from ((child, index, f"topic:{row.index}") for child in parts)
            return


def _says(draft: Draft, topic: str) -> bool:
    """Whether the words right before the amount hold the topic: 행정문화위원회 31억원, of 행정문화위."""
    return bare(topic) in draft.mention.left.replace("위원회", "위")


def _is_share(draft: Draft) -> bool:
    """Whether it is what one source gives to the row of a table: no part is divided by its name."""
    return draft.table is not None and draft.funding is not None


def _first(known: Linking, free: list[Place]) -> Draft | None:
    """The first draft that the sentence states itself; what it takes up again has another topic."""
    drafts = ((place.mention, known.drafts[place.draft]) for place in free)
    return next((draft for mention, draft in drafts if draft.mention is mention), None)


def _inside(known: Linking, row: Row, topic: str, able: list[int], free: list[Place]) -> Iterator[Stated]:
    """침수된 지하차도를 손보는 데 185억원. … 지하차도 정비에는 기금 55억원이 포함됐다: what is said to be
    in something is in what its paragraph told of by that word."""
    word = topic.split(maxsplit=1)[0]
    if len(word) < _TELLING or not _IS_IN.match(row.places[-1].mention.right):
        return
    parts = [p.draft for p in free if known.layout.senses[p.draft] == 0]
    for index in able:
        told = known.drafts[index].mention
        if told.sentence.block == row.block and word in told.left and known.may_divide(index, parts):
            yield from ((child, index, f"in:{row.index}") for child in parts)
            return


def _of_change(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """증액분은 네 사업에 쓰인다. A에 92억원, B에 58억원: parts of the increase that they make, else of the
    greatest told."""
    first = known.drafts[free[0].draft]
    told = [bare(name) if name not in CHANGE_NOUNS else name for name in (first.heading, first.topic) if name]
    named = [CHANGE_NOUNS[name] for name in told if name in CHANGE_NOUNS]
    sign = 1 if _GROWN.match(row.text) else next(iter(named), 0)
    parts = [p.draft for p in free if known.layout.senses[p.draft] in ((0, 1) if sign > 0 else (-1,))]
    able = [i for i in known.earlier(row) if sign and known.layout.senses[i] == sign]
    able.sort(key=lambda i: (not known.layout.closes(i, parts), -abs(known.layout.values[i])))
    if parts and able and known.may_divide(able[0], parts):
        yield from ((child, able[0], f"change:{row.index}") for child in parts)


def goes_on(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """폐광지역 관광에도 20억원이 배정됐다: the paragraph goes on about the figure that it opened with."""
    if known.subject is None or known.subject[2] != row.block:
        return
    whole, key, _ = known.subject
    first = _first(known, free)
    topic = first.topic if first else None
    if topic and bare(topic) != topic and not topic.startswith(("같은", "이 ")):
        return  # 환경 분야에는: another one of its kind
    parts = [i for i in _smaller(known, whole, free) if known.layout.in_time(whole, i)]
    if (
        parts
        and not any(known.drafts[i].funding for i in parts)
        and known.may_divide(whole, [*known.parts.get(key, ()), *parts])
    ):
        yield from ((child, whole, key) for child in parts)


def stays_with(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """AI 분야 예산은 263억원이다. 지원센터를 여는 데 54억원이 쓰인다: a sentence that puts nothing first goes
    into the one amount that the sentence before put its topic to."""
    before = known.near_stated(row)
    if before is None:
        return
    levels = [p.draft for p in before.places if known.layout.senses[p.draft] == 0]
    first = _first(known, free)
    compares = any(known.drafts[place.draft].bearing.baseline for place in row.places)
    if len(levels) != 1 or first is None or compares:
        return
    whole = levels[0]
    told = known.drafts[whole]
    parts = _smaller(known, whole, free)
    examples = bool(_SUCH_AS.match(row.text))
    listed = len(parts) > 1 and bool(_A_SUM.search(told.mention.before)) and not _REASON.search(before.text)
    if first.topic is not None and not examples and not (listed and bare(first.topic) == first.topic):
        return
    named = told.topic is not None and is_named(told, told.topic)
    grown = listed and (
        told.whole or told.bearing.level_of is not None or _SUM_BEFORE.search(told.mention.left)
    )
    if told.funding or told.first != told.last or not (named or grown):
        return
    if is_added(row.mention) or any(known.drafts[i].mention.right.startswith("도 ") for i in parts):
        return  # 26억원도 반영했다: beside it, not of it
    if parts and known.may_divide(whole, parts):
        if examples:
            known.subject = (whole, f"topic:{row.index}", row.block)
        yield from ((child, whole, f"topic:{row.index}") for child in parts)


def _own(known: Linking, whole: int, part: int) -> bool:
    """Whether the part is money of the same government, or of one within it."""
    outer, inner = (known.drafts[i].body.government for i in (whole, part))
    within = outer == inner or outer is None or inner is None or inner.startswith(outer)
    return within or home_around(inner, None) == outer


def _smaller(known: Linking, whole: int, free: list[Place]) -> list[int]:
    sense, limit = known.layout.senses[whole], abs(known.layout.values[whole])
    return [
        p.draft
        for p in free
        if known.layout.senses[p.draft] == sense
        and abs(known.layout.values[p.draft]) < limit
        and not known.layout.outlasts(whole, p.draft)
        and not is_life_cost(p.mention)
        and _own(known, whole, p.draft)
    ]
