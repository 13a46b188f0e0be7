"""Sentences that go into an earlier figure: SOC 분야에서는 …, and the sentences of the paragraph after it."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.linking import Linking
from ingestion.openings import bare, is_named, is_short_for
from ingestion.places import Place, Row, Stated


def by_topic(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """AI 분야에는 … 185억원, … 97억원: parts of the earlier figure for AI 분야 (L10)."""
    topic = known.drafts[free[0].draft].topic
    if not topic:
        return
    able = [
        i
        for i in known.earlier(row)
        if known.layout.senses[i] in (0, -1) and known.drafts[i].mention.sentence.index != row.index
    ]
    named = [i for i in able if is_named(known.drafts[i], topic)]
    short = [i for i in able if is_short_for(known.drafts[i], topic)] if not named else []
    for index in named or short:
        parts = _smaller(known, index, free)
        if len(parts) == 1 and known.drafts[parts[0]].funding:
            return  # 1단계에 필요한 국비 780억원: a share by itself divides nothing
        if parts:
            if known.may_divide(index, parts):
                known.subject = (index, f"topic:{row.index}", row.block)
                yield from ((child, index, f"topic:{row.index}") for child in parts)
            return


def goes_on(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """폐광지역 관광에도 20억원이 배정됐다: the paragraph goes on about the figure that it opened with."""
    if known.subject is None or known.subject[2] != row.block:
        return
    whole, key, _ = known.subject
    topic = known.drafts[free[0].draft].topic
    if topic and bare(topic) != topic and not topic.startswith(("같은", "이 ")):
        return  # 환경 분야에는: another one of its kind
    parts = _smaller(known, whole, free)
    if (
        parts
        and not any(known.drafts[i].funding for i in parts)
        and known.may_divide(whole, [*known.parts.get(key, ()), *parts])
    ):
        yield from ((child, whole, key) for child in parts)


def _own(known: Linking, whole: int, part: int) -> bool:
    """Whether the part is money of the same government, or of one within it."""
    outer, inner = (known.drafts[i].body.government for i in (whole, part))
    return outer == inner or outer is None or inner is None or inner.startswith(outer)


def _smaller(known: Linking, whole: int, free: list[Place]) -> list[int]:
    sense, limit = known.layout.senses[whole], abs(known.layout.values[whole])
    return [
        p.draft
        for p in free
        if known.layout.senses[p.draft] == sense
        and abs(known.layout.values[p.draft]) < limit
        and _own(known, whole, p.draft)
    ]
