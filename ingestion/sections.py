"""Lines above paragraphs and words before sentences that name a region for what follows: 강원, 다시 발목."""

from __future__ import annotations

import re
from datetime import date

from ingestion.bodies import Body
from ingestion.body_names import STATE, official_name, regions, short_names, stems
from ingestion.named_bodies import Around, government_named

# A line above a section is short and ends like no sentence.
_LONGEST = 40
_SENTENCE = re.compile(r"[.!?\"']$|^\W*\d|^[○□▲▶※·\-(<]|^\[(?![가-힣·]{2,9}\])|=")
_OPENS = re.compile(r"[■◆▣ ]*(?:(?P<name>[가-힣]{2,3}),|\[(?P<label>[가-힣]{2,4})\]|(?P<state>정부)[는은]?) ")
# 반면 대전 새터교(총사업비 90억원)는; 충남의 새터교 예산; 세종만 줄었다.
_REGION = re.compile(
    r"(?:(?:반면|다만|한편|또|특히|그러나|하지만|이어)[, ] ?)?(?P<name>[가-힣]{2})"
    r"(?P<own>의|만|도)? (?!지역|일대|시내|전역|출신|시민|도민)"
)


def is_heading(text: str) -> bool:
    """Whether a paragraph of this one line stands above a section."""
    return len(text) <= _LONGEST and not _SENTENCE.search(text)


def section_body(text: str, context: Around) -> Body | None:
    """The government that a heading opens with: 성남, 위탁 논란."""
    opening = _OPENS.match(text)
    if opening is None:
        return None
    if opening["state"]:
        return Body(STATE, STATE)
    word = opening["name"] or opening["label"]
    region = regions().get(word)
    if region:
        name = official_name(region, context.day)
        return Body(name, name)
    body = government_named(stems()[word], "", context) if word in stems() else None
    return body if body and word in short_names(body.organization) else None


def region_in_front(text: str, day: date | None) -> tuple[int, int, Body] | None:
    """Where a sentence opens with the name of a region, and the government there."""
    opening = _REGION.match(text)
    region = regions().get(opening["name"]) if opening else None
    if opening is None or region is None:
        return None
    name = official_name(region, day)
    return opening.start("name"), opening.end("name"), Body(name, name)
