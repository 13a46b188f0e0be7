"""A sum that is dealt out over years: which year each amount of the list is for."""

from __future__ import annotations

import re

from ingestion.mentions import Mention
from ingestion.periods import Years
from ingestion.years import YearsRead

_DEALT = re.compile(r" ?(?:으로|씩|순으로) ?(?:해마다 |차례로 )?나[눠누뉘]")


def dealt_year(mentions: list[Mention], number: int, span: Years) -> YearsRead | None:
    """90억원을 40·30·20억원으로 나눠 쓴다: a list that deals a sum out to as many years as `span` has."""
    start = end = number
    while start and _is_listed(mentions[start - 1], mentions[start]):
        start -= 1
    while end + 1 < len(mentions) and _is_listed(mentions[end], mentions[end + 1]):
        end += 1
    first, last = span
    if start == end or first is None or last is None or last - first != end - start:
        return None
    if not _DEALT.match(mentions[end].sentence.text, mentions[end].until):
        return None
    return YearsRead(first + number - start, first + number - start, "its place in a list of years")


def _is_listed(mention: Mention, following: Mention) -> bool:
    return mention.sentence.text[mention.until : following.at].strip() in ("·", ",", "/")
