"""What sentences are about beside their amounts: topics, outline headings, announced programmes (K06)."""

from __future__ import annotations

import re

from ingestion.merging import similarity
from ingestion.phrases import clean

_TOPIC = re.compile(
    r"^[^가-힣A-Za-z\"'(]*(?:\()?(?P<topic>[가-힣A-Za-z0-9·&()' ]{2,24}?)(?:\) )?"
    r"(?: 예산| 사업| 쪽)?(?:에는|에서는|에선|에도|은|는|\))(?= )"
)
_OUTLINE = re.compile(r"^\s*[□○◦ㅇ◇◆▷▶] ?(?:\((?P<topic>[^)]{2,30})\))?")
_DASH = re.compile(r"^\s*[-·*※]")
# The object of a sentence's last verb: … 디지털 행정서비스를 제공한다.
_SPOKEN_OF = re.compile(r"^(?P<program>.{3,120})(?:을|를|에|에도) (?:[^ ]+ ){0,2}[^ ]*다[.]?$")
_CLAUSES = re.compile(r", | [^ ]+(?:해|하여|통해|도록) ")


def topic_of(text: str, first_amount: int) -> str | None:
    """What a sentence says it is about before its first amount: AI 분야에는 … ."""
    match = _TOPIC.match(text)
    return clean(match["topic"]) if match and match.end() <= first_amount else None


def outline_heading(text: str, before: str | None) -> str | None:
    """The topic that a press release's outline sets for the dashes below it: ○ (제조 디지털전환)."""
    match = _OUTLINE.match(text)
    if match:
        return match["topic"]
    return before if _DASH.match(text) else None


def announced_program(text: str) -> str | None:
    """The programme that a sentence without amounts announces; the next sentence may state its money."""
    match = _SPOKEN_OF.match(text)
    return clean(_CLAUSES.split(match["program"])[-1]) if match else None


def names(program: str | None, topic: str | None) -> bool:
    """Whether a figure's programme is what a topic names, as a whole or by its first words."""
    bare = [re.sub(r" ?(?:분야|부문|사업|예산|심사|소관)$", "", text or "") for text in (program, topic)]
    if len(bare[1]) < 2 or not bare[0]:
        return False
    opens = len(bare[1]) >= 3 and re.match(rf"{re.escape(bare[1])}(?= |$)", bare[0]) is not None
    return bare[0] == bare[1] or opens or similarity(*bare) >= 0.75
