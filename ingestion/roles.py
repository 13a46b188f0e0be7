"""What an amount is beside its neighbours: a change, a baseline, or its own (CONSTRUCTIONS D)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingestion.mentions import Mention
from ingestion.records import Amount
from ingestion.rules import load

_RATE = r"(?:\(?[\d.,]+ ?%(?:포인트)?\)? ?)?"
_MARKS = r"(?:을|를|이|가|만큼|어치|가량|정도|여|이나|씩)?"
_ADVERBS = r"(?:더 |새로 |추가로 |전액 |모두 |전부 |통째로 ){0,2}"
_CHANGE_BEFORE = re.compile(
    r"(?:(?P<up>증가액|증액분|증가분|순증|증액|인상분)|(?P<down>감소액|감액분|감액|삭감액|삭감))"
    r"(?:은|는|이|가|을|한|된)? ?(?:총|모두|약)? ?$"
)
_COMPARED = re.compile(
    r"^ ?\)?(?:\([^)]*\))? ?(?:보다|에 비해|에 견줘|과 견주|와 견주|과 비교|와 비교|대비"
    r"|에서 \S{0,10}(?:%|퍼센트)|에는 (?:못|미치지)|에서 (?:\S+ ){0,3}?(?:늘|줄|불어|커))"
)
_LEVEL = re.compile(r"^ ?(?:으로|로|까지|에서|보다)")
_FROM = re.compile(r"^ ?\)?(?:에서|서)(?= )")
_TO = re.compile(r"^ ?(?:\([^)]*\))?(?:으로|로)(?=[ ,.]|$)|^ ?(?:까지|에)? ?(?:늘|줄|감|증|올|내)")
_JOINED = re.compile(r"^ ?(?:과|와|,|·|및|씩)(?=[ ,])")
_CUTS_ANNOUNCED = re.compile(r"(?:삭감액|감액|깎인 예산|깎인 돈|줄인 돈|삭감된 예산)(?:은|는)? ")
_PAST_IN_PARENS = re.compile(r"\( ?(?:(?:지난해|작년|전년|올해|20\d\d년)[^)]{0,16})$")


@cache
def _change() -> re.Pattern[str]:
    stems = {
        sign: "|".join(re.escape(row["word"]) for row in load("changes") if row["sign"] == sign)
        for sign in (1, -1)
    }
    return re.compile(rf"^ ?{_RATE}{_MARKS},? ?{_RATE}{_ADVERBS}(?:(?P<up>{stems[1]})|(?P<down>{stems[-1]}))")


@dataclass(frozen=True, slots=True)
class Bearing:
    """`sign` is +1 or −1 for a change, else 0; `baseline` tells of an amount that only serves comparison;
    `level_of` is the order of the baseline that this amount grew from (A에서 B로)."""

    sign: int = 0
    baseline: bool = False
    level_of: int | None = None


def signed(amount: Amount, bearing: Bearing) -> int:
    """The won of the amount with the sign of its change; of a range of cuts the deeper one comes first."""
    value = amount.amount_krw or 0
    if bearing.sign < 0:
        return -abs(amount.amount_max_krw or value)
    return abs(value) if bearing.sign else value


def read_bearings(mentions: list[Mention]) -> list[Bearing]:
    """The bearing of each mention of one sentence, in order."""
    found: list[Bearing] = []
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        previous = found[-1] if found else None
        found.append(_bearing(mention, following, previous, index))
    return _shared_cuts(mentions, found)


def _shared_cuts(mentions: list[Mention], bearings: list[Bearing]) -> list[Bearing]:
    """A와 B가 전액 사라졌다, 삭감액은 A 3억원, B 2억원이다: what is said of one item holds for all."""
    result = list(bearings)
    for index in range(len(mentions) - 2, -1, -1):
        behind = result[index + 1]
        if behind.sign < 0 and result[index] == Bearing() and _JOINED.match(mentions[index].right):
            result[index] = behind
    for index in range(len(mentions) - 1):
        if result[index] == Bearing() and result[index + 1].sign < 0 and mentions[index].has_parts_behind:
            result[index] = Bearing(baseline=True)  # 80억원 중 12억원을 삭감
    for index in range(1, len(mentions)):
        ahead = result[index - 1]
        if ahead.sign < 0 and result[index] == Bearing() and re.match(r"^ ?, ", mentions[index].left):
            result[index] = ahead if _CUTS_ANNOUNCED.search(mentions[0].before) else result[index]
    return result


def _bearing(mention: Mention, following: Mention | None, previous: Bearing | None, index: int) -> Bearing:
    right = mention.right
    if (
        previous
        and previous.baseline
        and previous.level_of is None
        and _grew_from(mention)
        and _TO.match(right)
    ):
        return Bearing(level_of=index - 1)
    if _COMPARED.match(right):
        return Bearing(baseline=True)
    if (
        following
        and _FROM.match(right)
        and len(right) <= 40
        and (_TO.match(following.right) or _change().match(following.right))
    ):
        return Bearing(baseline=True)
    if following and re.fullmatch(r" ?(?:을|를) ?", right) and _change().match(following.right):
        return Bearing(baseline=True)
    if mention.in_parens and _PAST_IN_PARENS.search(mention.before):
        return Bearing(baseline=True)
    change = _change().match(right)
    if change and not _LEVEL.match(right):
        return Bearing(sign=1 if change["up"] else -1)
    if index == 0 and _CUTS_ANNOUNCED.search(mention.before):
        return Bearing(sign=-1)
    named = _CHANGE_BEFORE.search(mention.left)
    if named:
        return Bearing(sign=1 if named["up"] else -1)
    return Bearing()


def _grew_from(mention: Mention) -> bool:
    return bool(re.match(r"^ ?\)?(?:에서|서) ", mention.left))
