"""Words that name a body by its level alone: 시는, 도 관계자는, 오 시장은, 시교육청은, 장관은, 재단은."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.bodies import BodyMention
from ingestion.body_parts import endings
from ingestion.frozen import dataclass
from ingestion.text import find_from

_LEVELS = {"市": "시", "道": "도", "區": "구", "郡": "군"}
OFFICE, MINISTRY = "교육청", "부"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """`text[start:end]` means the body of that level that the text is about; of an office, `within` tells
    whose it is (도교육청)."""

    start: int
    end: int
    level: str
    speaker: bool = False
    within: str | None = None


@cache
def _houses() -> tuple[str, ...]:
    return tuple(ending.word for ending in endings().values() if ending.corporate and ending.word != OFFICE)


@cache
def _starts() -> re.Pattern[str]:
    """The first character of what `_alone` finds, and what it is followed by."""
    firsts, seconds = ("".join(sorted({house[at] for house in _houses()})) for at in (0, 1))
    return re.compile(
        f"[시도구군市道區郡교장지{firsts}](?=[장지사수청육관교당측집는가와은이과에의로도 {seconds}])"
    )


# 시가 100억원 is a price, 도가니 and 시의회 are other words.
@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<office>(?:(?P<within>[시도道市]) ?)?교육청)(?=은|이|의|에|과|,| )"
        r"|(?P<title>시장|도?지사|군수|구청장|교육감|장관)(?=은|이 |는|가 |도 )"
        r"|(?P<hall>[시도구군市道區郡])(?:청(?=은|이 |에서는|에선)"
        r"| ?(?:관계자|당국|측|집행부)(?=[가-힣]? |[는은이가]))"
        r"|(?P<level>[시도구市道區](?=는|(?:가(?! ?\d)|와)(?![가-힣]))"
        r"|[군郡](?=은|(?:이|과)(?![가-힣]))"
        r"|[시도구군市道區郡](?=(?:에서는|에서|에선|에는|에|의|로서는)(?![가-힣]))"
        r"|[시도구군市道區郡](?=도\s| 본청(?!과)| 재정| 예산))"
        rf"|(?P<house>{'|'.join(_houses())})(?=은|는|(?:이|가|의|에|에는)(?![가-힣])))"
    )


# 가장 많은 시, 5개 구, 모든 군, 이 시 are no body that was named before; 올해는 시가 is one.
_NOT_BEFORE = re.compile(
    r"[개한든른던인된운큰\d]\s$|[있없하되지받많적높낮같않좋작짧남맡넓넣][은는]\s$"
    r"|(?<![가-힣])(?:이|그|저|각|두|세|네|양|타|매|모든|여러|어느|몇|옛|몇몇|일부|전국의?|전체|인근|이웃)\s$"
)
_OPENERS = "\"'(,·"
# 공원을 도는 버스: 돌다, to go round.
_GOES_ROUND = re.compile(r"[을를](?: [^ ]+)? $")
_HEADS = {
    "시장": "시",
    "지사": "도",
    "도지사": "도",
    "군수": "군",
    "구청장": "구",
    "교육감": OFFICE,
    "장관": MINISTRY,
}
# 시장 is also a market: the mayor has a surname before the title, or the whole name (오 시장, 이강덕 시장).
_SURNAMED = re.compile(
    r"(?<![가-힣])[강고공곽구권김나남노도류마문민박방배백변서성소손송신심안양엄여오우원유윤이임장전정조주지차"
    r"채천최추하한함허현홍황](?:[가-힣]{2})? $"
)


def find_anaphors(text: str) -> Iterator[Anaphor]:
    """The anaphors of a sentence, in order."""
    for match in find_from(_starts(), _alone(), text):
        start, end = match.span()
        title = match["title"]
        if title:
            if _is_head(text, start, title):
                yield Anaphor(start, end, _HEADS[title], True)
        elif match["house"]:
            # 5개 의료원에: several of them.
            if start == 0 or not (
                _is_hangul(text[start - 1]) or _NOT_BEFORE.search(text[max(0, start - 5) : start])
            ):
                yield Anaphor(start, end, endings()[match["house"]].official)
        elif match["office"]:
            within = match["within"]
            if start == 0 or not _is_hangul(text[start - 1]):
                yield Anaphor(start, end, OFFICE, within=_LEVELS.get(within, within))
        elif _stands_alone(text, start):
            level = match["level"] or match["hall"]
            yield Anaphor(start, end, _LEVELS.get(level, level), match["hall"] is not None)


# 시장은 역을 짓겠다고 약속했다: no market speaks.
_SPEAKS = re.compile(
    r"(?:약속|공약|강조|다짐|당부|설명)(?:했|하며|하면서)|[다라]고 (?:말했|밝혔|했다)|밝혔|말했"
)


def _is_head(text: str, start: int, title: str) -> bool:
    before = text[max(0, start - 5) : start]
    if title == "시장" and not _SURNAMED.search(before):
        return start == 0 and bool(_SPEAKS.search(text))
    return not before or not before[-1].isalnum()


def _stands_alone(text: str, start: int) -> bool:
    if start == 0:
        return True
    before = text[start - 1]
    if not before.isspace():
        return before in _OPENERS
    if text.startswith("도는", start) and _GOES_ROUND.search(text[max(0, start - 12) : start]):
        return False
    return not _NOT_BEFORE.search(text[max(0, start - 5) : start])


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def in_order(mentions: list[BodyMention], anaphors: list[Anaphor]) -> list[BodyMention | Anaphor]:
    """Both in order; an anaphor within a name (성남시교육청) is none."""
    if not anaphors:
        return list(mentions)
    merged: list[BodyMention | Anaphor] = []
    rest = iter(mentions)
    mention = next(rest, None)
    until = 0
    for anaphor in anaphors:
        while mention and mention.start < anaphor.end:
            merged.append(mention)
            until = mention.end
            mention = next(rest, None)
        if anaphor.start >= until:
            merged.append(anaphor)
            until = anaphor.end
    if mention:
        merged += [mention, *rest]
    return merged
