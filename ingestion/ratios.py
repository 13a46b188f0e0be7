"""Shares that the text gives as a ratio: 일반회계의 71.8%인 7968억원, 사업비의 절반인 20억원.

The ratio tells which amount is the whole, so that no word has to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.linking import Linking
from ingestion.places import Place, Row, Stated

_RATIO = re.compile(
    r"(?:(?P<percent>\d+(?:\.(?P<decimals>\d+))?) ?%|(?P<part>\d+)분의 ?(?P<of>\d+)|(?P<half>절반))"
    r"(?:인|에 (?:해당하는|달하는|이르는|가까운))(?: 약)? ?$"
)
# Sentences around the share in which its whole may stand.
_NEAR = 4


def by_ratio(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """예산의 59.8%인 7806억원: a part of the nearest amount that it is this share of."""
    for place in free:
        match = _RATIO.search(place.mention.left)
        if not match or known.layout.senses[place.draft] != 0:
            continue
        low, high = _bounds(match)
        part = known.drafts[place.draft]
        unit = part.mention.amount.unit_krw
        for index in (*known.earlier(row), *known.later(row)):
            whole = known.drafts[index]
            if abs(whole.mention.sentence.index - row.index) > _NEAR:
                continue
            value = known.layout.values[index]
            held = value * low - unit <= part.amount_krw <= value * high + unit
            if held and known.layout.senses[index] == 0 and whole.body.government == part.body.government:
                yield place.draft, index, f"ratio:{place.draft}"
                break


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    """The least and the greatest ratio that the text can mean."""
    if match["percent"]:
        rounding = 0.5 * 10 ** -len(match["decimals"] or "")
        return (float(match["percent"]) - rounding) / 100, (float(match["percent"]) + rounding) / 100
    share = 0.5 if match["half"] else int(match["of"]) / max(int(match["part"]), 1)
    return share, share
