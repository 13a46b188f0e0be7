"""The count beside an amount: 399건, 12개소, 677개 사업 (CONSTRUCTIONS A17, H10)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.rules import load

Count = tuple[int, str]


@cache
def _units() -> str:
    words = sorted((row["word"] for row in load("counts")), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf" ?\((?:총 |모두 )?(?P<count>\d[\d,]*) ?(?P<unit>{_units()})(?=[),·/ ])")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,])(?P<count>\d[\d,]*) ?(?P<unit>{_units()})(?:에|의|은|는|,|·)? ?(?:총 |모두 |약 )?$"
    )


def count_of(mention: Mention) -> Count | None:
    """How many cases, places or projects the amount is for, and what is counted."""
    text = mention.sentence.text
    found = _behind().match(text, mention.until) or _before().search(
        text, max(0, mention.at - 24), mention.at
    )
    return (int(found["count"].replace(",", "")), found["unit"]) if found else None
