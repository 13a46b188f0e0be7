"""Amounts that somebody wishes for: what speakers say is needed, what those call for who budget nothing."""

from __future__ import annotations

import re

from ingestion.mentions import Mention
from ingestion.money_words import HEDGED

# What speakers ask for; a need that the text itself states is a plan.
_OPINION = re.compile(
    r" ?(?:은|는|이|가|도|쯤은|은 더)? ?(?:더 )?(?:있어야|돼야|되어야|필요하다|필요하|있으면 좋)"
)

_URGED = re.compile(
    rf"{HEDGED}(?:(?:은|는|이라도|라도) [^\"]{{1,40}}[가-힣]야 (?:한다|하|합니다|할|된다|되)"
    r"|(?:으로는|으론|을 들여도) (?:어림|모자라|부족|턱없))"
)
# 한 업체 대표는 "…": those who budget nothing tell of what they see, but of what was spent.
_PRIVATE = re.compile(
    r"(?:교수|대표|연구자|연구위원|주민|상인|(?<![가-힣])[가-힣○]{2,3} ?씨|업체|업계|활동가|시민|학부모|농민"
    r"|어민|전문가|변호사|점주|공장장|이용객)"
    r"(?: [가-힣○A-Z]{1,4}씨)?(?:\([^()\"]*\))?(?:은|는|이|가|도) $"
)
_SPENT_ON = re.compile(rf"{HEDGED}(?:을|를)? ?(?:들인|들여|투입|쏟|쓴 )")
_CALLS_FOR = re.compile(r"[^,.]{0,8}필요하다(?:며|고|는|면서)")
_CALLERS = re.compile(
    "(?:노조|연대|협회|단체|주민|업계|학계|의료계|상인|농민|전문가|대책위|유족|학부모|교사)들?[은는이가] "
)
# How far before the quotation its speaker is named.
_NEAR = 40


def opinion_words(mention: Mention, right: str) -> str | None:
    """The words behind the amount that make it a wish, or None."""
    stated = _OPINION.match(right)
    found = stated or _URGED.match(right)
    if found and ((stated and "필요" not in stated.group()) or _spoken(mention)):
        return found.group().strip()
    return None


def _spoken(mention: Mention) -> bool:
    """Whether it stands inside what somebody says; the quotation may have begun in a sentence before."""
    return mention.before.count('"') % 2 == 1 or mention.after.count('"') % 2 == 1


def said_by_others(mention: Mention, right: str) -> str | None:
    """Who says it, where it stands in what somebody says who budgets nothing."""
    opening = mention.before.rfind('"')
    if opening < 0 or mention.before.count('"') % 2 == 0 or _SPENT_ON.match(right):
        return None
    speaker = _PRIVATE.search(mention.before[max(0, opening - _NEAR) : opening])
    return speaker.group().strip() if speaker else None


def called_for(before: str, right: str) -> bool:
    """Whether those ask for it who budget nothing: 노조는 30억원이 필요하다며."""
    return bool(_CALLS_FOR.match(right) and _CALLERS.search(before))
