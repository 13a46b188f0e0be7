"""Who spends an amount: the body that its sentence gives the money to, or a group of bodies."""

from __future__ import annotations

import re
from functools import cache

from ingestion.body_names import STATE
from ingestion.clauses import Line
from ingestion.frozen import dataclass
from ingestion.mentions import Mention
from ingestion.organizations import Bodies, Body, BodyMention
from ingestion.phrases import clean
from ingestion.rules import load
from ingestion.shares import Member
from ingestion.words import Kind

ABOUT = "what the text is about"
# 강릉 392억원, 고성 248억원: the label of an amount is nobody to the next one.
_LABEL = re.compile(r" (?:약 |총 |모두 )?\d[\d,.]* ?[조억만천백]")
# 국가정보자원관리원 운영 2860억원: a body inside the name of what the money is for.
_IN_A_NAME = re.compile(r" (?:운영|건립|설립|이전|신축|청사|구축|증축|개편|지원|출범|조성)(?:비|에|을|과| )")
# 정부 추경은 13조원이다. 이 중 4조원이 재난에 쓰인다.
_DIVIDES = re.compile(r"[^가-힣]*(?:이 ?중|이 ?가운데|그 ?중|그 ?가운데|이 돈|이 예산)")
# 정부가 728조원 규모의 예산안을 낸 가운데: no local budget comes near.
_ONLY_THE_STATE = 100 * 10**12


@dataclass(frozen=True, slots=True)
class Spender:
    """The body, the words of the group where it is one, and the rule that found it."""

    body: Body
    group: str | None
    rule: str


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = sorted(load("groups"), key=lambda row: -len(row["word"]))
    return tuple(
        (
            row["word"],
            re.compile(rf"(?:^|\s|개 ?){re.escape(row['word'])}(?:은|는|이|가|에|에는)?$"),
            row["organization"],
        )
        for row in rows
    )


@cache
def _any_group() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word, _, _ in _groups()))


def spender_of(
    mention: Mention, bodies: list[BodyMention], text: Bodies, divided: Body | None = None
) -> Spender:
    """The spender of an amount among the bodies that its sentence names, else the body that the text is
    about. A sentence that divides the amount before goes on about its body, `divided`."""
    current = text.current
    assert current is not None, "the mention would be a leftover"
    start = mention.at - len(mention.left)
    label = (clean(mention.left) or "") if _any_group().search(mention.left) else ""
    for word, named, organization in _groups() if label else ():
        if named.search(label) or label.endswith(word):
            holder = text.main if current.government is None else current
            body = Body(holder.government if holder else None, organization)
            return Spender(body, organization, f"a group: {word}")
    text_of = mention.sentence.text
    if text.main and text.main.government != STATE and abs(mention.amount.amount_krw or 0) >= _ONLY_THE_STATE:
        return Spender(Body(STATE, STATE), None, "no other budget is as great")
    near = [
        b for b in bodies if start <= b.start and b.end <= mention.at and not _IN_A_NAME.match(text_of, b.end)
    ]
    given = [b for b in near if b.receiver]
    if given:
        return Spender(given[-1].body, None, "the receiver")
    spending = [b for b in near if _may_spend(b, text)]
    if spending:
        return Spender(spending[-1].body, None, "named before the amount")
    before = [b for b in bodies if b.end <= mention.at and _may_spend(b, text)]
    before = [b for b in before if not _LABEL.match(text_of, b.end) and not _IN_A_NAME.match(text_of, b.end)]
    if before and not mention.bulleted:
        return Spender(before[-1].body, None, "named in the sentence")
    if divided and divided.organization == divided.government and _DIVIDES.match(text_of):
        return Spender(divided, None, "the body of the sum that it divides")
    return Spender(current, None, ABOUT)


def member_body(line: Line, member: Member, bodies: list[BodyMention]) -> Body | None:
    """The body that a name of a list is, or None where it names something else."""
    last = line.words[member.last]
    return bodies[last.number].body if last.kind is Kind.BODY and last.number >= 0 else None


def _may_spend(body: BodyMention, text: Bodies) -> bool:
    """In a city's article the state is a spender only as the topic (not in 행정안전부 특별교부세)."""
    main = text.main
    of_state = body.body.government == STATE and not (main and main.government == STATE)
    return body.topic if of_state else body.subject
