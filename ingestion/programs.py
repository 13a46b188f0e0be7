"""The words around an amount → what the money is for (CONSTRUCTIONS K05–K08, G01)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.phrases import clean
from ingestion.rules import load

# The words between two amounts begin with what is said of the first one: its particle and its verb.
_OF_THE_LAST = re.compile(
    r"^(?:\)|원|여)*(?:으로|로|을|를|이|가|은|는|의|에서|까지|씩)?[\s,]*"
    r"(?:(?:[^,]{0,24}?(?:하고|이고|이며|으며|되고|며|는데|지만|으나|이나|했고|했으며"
    r"|들여|해서|아서|어서|면서|다가|고)),? "
    r"|등(?:이다|을|의|이|으로)?,? |와 |과 |, )?"
)
_PREDICATE = (
    r"(?:했고|했으며|하고|이며|으며|이고|지만|했지만|는데|인데|하며|면서|됐고|했는데|꾸렸고|늘었고|줄었고|고)"
)
_PREDICATE_CUT = re.compile(rf"^.{{2,60}}?{_PREDICATE},? (?=\S)")
_QUOTED = re.compile(r"['\"「『<‹]([^'\"」』>›]{2,50})['\"」』>›]")
_QUOTED_PLAN = re.compile(r"['\"「『<‹]([^'\"」』>›]{2,40}(?:계획|사업|프로젝트|전략|로드맵))['\"」』>›]")
_SPENDING = (
    r"(?:들여|들이는|투입해|투입하여|투자해|편성해|써서|써|확보해|쏟아|활용해"
    r"|더 들여|추가로 들여|배정해|반영해)"
)
_AFTER_USE = re.compile(
    rf"^(?:을|를|의 예산을|의 사업비를|이|가)? ?{_SPENDING},? ?"
    r"(?P<use>.{2,70}?)(?:을|를|에|에도|으로|로|이|가)(?= (?:[가-힣]|$))"
)
_AFTER_OF = re.compile(
    r"^(?:의|짜리|규모의|이 드는|이 들어가는|을 들이는)? ?"
    r"(?P<use>[^,.]{2,40}?)(?: 관련)? (?:예산|사업비|계획|추경)(?: 계획)?(?:을|를|이|은|안)"
)


@cache
def funding_words() -> re.Pattern[str]:
    """The words that name a source of money, at the end of a phrase."""
    words = sorted((row["word"] for row in load("funding")), key=len, reverse=True)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(words)})(?= |은|는|이|가|도|의|만|로|을|를|과|와|$|\()")


def funding_of(mention: Mention) -> str | None:
    """The source of money that the words right before the amount name (국비 …), or None."""
    found = list(funding_words().finditer(mention.left))
    if not found:
        return None
    tail = mention.left[found[-1].end() :]
    return found[-1].group() if len(tail.strip()) <= 8 and not re.search(r"[가-힣]{4}", tail) else None


def program_before(mention: Mention, cuts: list[tuple[int, int]]) -> str | None:
    """From the words before the amount. `cuts` are spans of the sentence (subjects, time words) that name
    no programme; the phrase begins behind the last one that ends in a clause of its own."""
    start = mention.at - len(mention.left)
    text = list(mention.left)
    for begin, end in cuts:
        if end <= start or begin >= mention.at:
            continue
        for i in range(max(begin, start), min(end, mention.at)):
            text[i - start] = "\x00"
    phrase = "".join(text)
    if mention.order and not mention.bulleted:
        lead = _OF_THE_LAST.match(phrase)
        phrase = phrase[lead.end() :] if lead else phrase
    phrase = _after_cut(phrase)
    cut = _PREDICATE_CUT.match(phrase)
    while cut and len(phrase) - cut.end() >= 3:
        phrase = phrase[cut.end() :]
        cut = _PREDICATE_CUT.match(phrase)
    return clean(phrase)


def _after_cut(phrase: str) -> str:
    """Cut spans vanish; where one stands as a topic in front, what is before it goes too."""
    pieces = re.split(r"\x00+(?:은|는|이|가|에서는|에선|에는|에|의|도|,)?(?=[\s,(]|$)", phrase)
    kept = [piece.replace("\x00", " ") for piece in pieces]
    for piece in reversed(kept):
        if clean(piece):
            return piece
    return kept[-1]


def program_after(mention: Mention) -> str | None:
    """From the words behind the amount: `70억원을 들여 X를 만든다` (K05), `N억원의 X 예산`."""
    right = mention.right
    right = re.split(r"[▲△▶◆◇■□○●①]", right)[0]
    use = _AFTER_USE.match(right)
    if use:
        quoted = _QUOTED.search(use["use"])
        return (
            clean(right[use.start("use") : use.end("use")])
            if not quoted
            else clean(_with_tail(right, use, quoted))
        )
    of = _AFTER_OF.match(right)
    plan = _QUOTED_PLAN.search(mention.right)
    return clean(of["use"]) if of else clean(plan.group(1)) if plan else None


def _with_tail(right: str, use: re.Match[str], quoted: re.Match[str]) -> str:
    """A quoted name with the nouns that follow it ('…' 구축)."""
    rest = use["use"][quoted.end() :]
    return quoted.group(1) + (rest if re.fullmatch(r"(?: [가-힣A-Za-z]{2,8}){0,2}", rest) else "")
