"""Where money comes from: 국비, 시비, 민자 … beside an amount (CONSTRUCTIONS G01)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.clauses import Line
from ingestion.rules import load
from ingestion.words import Case, Kind

# Revenue and remainders are parts of a total that is divided by its sources (ANNOTATION.md).
_OF_A_SUM = re.compile(
    r"재원은|(?:쓸|들|드는|들어갈|필요한) 돈은 |재원별|재원으로는|재원이|충당|예산현액"
    r"|예산(?:안|액)?(?: ?\d[\d,.조억천백만 ]*원)? ?(?:가운데|중) "
)
# 교부세 90억원을 더하면 국비는 모두 800억원: a part of the sum that it makes.
_MAKES_A_SUM = re.compile(
    r" ?(?:안팎|가량|정도|여)?(?:까지|을|를)? ?(?:더[하한해]|합[하한해치친쳐]|포함[하한해]|보[태탠])"
)
# 세입은 지방세 90억원, 보조금 70억원 등이다: all that comes in.
_REVENUE_LIST = re.compile(r"\W*세입(?: ?예산(?:안)?)?(?:은|을 보면|의 경우|으로는) (?!(?:(?!세출).)*세출)")
# 지방채 90억원을 발행해 메운다: what is borrowed comes in.
_ISSUED = re.compile(r"(?:을|를) (?:새로 |추가로 |더 )?(?:발행해|내서|내|찍어) (?:[^ ,.]+ )?메[우운웠]")
# 지방세 수입을 올해보다 20억원 많은 900억원으로 잡았다: what is expected to come in.
_EXPECTED = re.compile(
    r"(?:^|[ ,])(?:지방세|국세|세외수입|세입|세수|취득세|재산세|법인세|소득세)(?: ?수입)?[을를] "
    r"[^,.]{0,30}?\d[\d,.조억천백만 ]*원?(?:가량)?(?:으로|로) (?:잡[았은아]|추계|전망|예상|추산|내다)"
)
# How many words may stand between the source and its amount: 국비는 모두 30억원, 시비 부담분 20억원.
_NEAR = 3


@cache
def funding_words() -> re.Pattern[str]:
    """The words that name a source of money, at the end of a phrase."""
    words = sorted((row["word"] for row in load("funding")), key=len, reverse=True)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(words)})(?= |은|는|이|가|도|의|만|로|을|를|과|와|$|\()")


@cache
def sources() -> frozenset[str]:
    """The words themselves."""
    return frozenset(str(row["word"]) for row in load("funding"))


def is_revenue(sentence: str, at: int) -> bool:
    """Whether the sentence tells, where the amount at `at` stands, what comes in: source by source, or as
    expected."""
    if _REVENUE_LIST.match(sentence[:at]):
        return True
    expected = _EXPECTED.search(sentence) if "으로 " in sentence else None
    return expected is not None and expected.start() < at < expected.end()


def pays_for_a_sum(before: str, right: str) -> bool:
    """Whether revenue between these words is one of the sources of a sum, which needs it."""
    return bool(_OF_A_SUM.search(before) or _MAKES_A_SUM.match(right))


def fills_a_hole(source: str, before: str, right: str) -> bool:
    """Whether the amount is borrowed to fill a hole, and is no source of a sum that is told."""
    return source == "지방채" and bool(_ISSUED.match(right)) and not pays_for_a_sum(before, right)


def _of_source(line: Line, at: int) -> str | None:
    """7조1000억원의 국비: the source that the amount is of."""
    behind = line.words[at + 1 : at + 2]
    of_it = line.words[at].case is Case.OF and behind and behind[0].form.stem in sources()
    return behind[0].form.stem if of_it else None


def funding_at(line: Line, at: int, floor: int) -> str | None:
    """The source of money that the words right before the amount at word `at` name, or None."""
    for index in range(at - 1, max(floor, at - 1 - _NEAR) - 1, -1):
        word = line.words[index]
        if word.form.stem in sources():
            return word.form.stem
        if word.kind not in (Kind.ADVERB, Kind.MONEY, Kind.RATE, Kind.MARK, Kind.PERIOD):
            break
    return _of_source(line, at)
