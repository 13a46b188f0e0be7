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
_CALLS_FOR = re.compile(r"[^,.]{0,8}필요하다(?:며|고|는|면서)")
_CALLERS = re.compile(
    "(?:노조|연대|협회|단체|주민|업계|학계|의료계|상인|농민|전문가|대책위|유족|학부모|교사)들?[은는이가] "
)


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


def called_for(before: str, right: str) -> bool:
    """Whether those ask for it who budget nothing: 노조는 30억원이 필요하다며."""
    return bool(_CALLS_FOR.match(right) and _CALLERS.search(before))
