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
# 12억원은 진흥원이 기업을 돕는 데 쓴다, 11억원은 진흥원에 돌아갔다, 16억원은 진흥원이 맡는다; who gives it
# (30억원은 도가 지원한다) spends none of it.
_TOLD = re.compile(r"(?:은|는)(?! \d)")
_SPENDS_IT = re.compile(
    r"(?:이|가|에서) "
    r"(?![^,.]{0,40}(?:지원|보조|보태|교부|내려|대주|부담|대고|대는|댄다|깎|삭감|요구|건의|요청))"
    r"|(?:에|에게|로|으로)(?:는|도)? (?:[^ ,.]+ )?"
    r"(?:돌아[가간갔]|배정|배분|흩어|넘[어기겨겼]|맡[겨겼긴기]|간다|갔다)"
    r"| 등(?:이|에서) (?:맡|쓴|쓰|집행)| 등에 (?:돌아|흩어|배정|배분)"
)
# 행정안전부가 돕는 데 쓰는 특별교부세는: in a text about many governments a ministry that opens the sentence.
_MINISTRIES, _OPENING = ("부", "처", "청"), 3
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


@cache
def _groups_open() -> re.Pattern[str]:
    """전국 시·군·구가 올해 쓰는 예산은: all governments of a kind."""
    words = sorted((row["word"] for row in load("groups") if row.get("governments")), key=len, reverse=True)
    return re.compile(
        rf"\W*(?:전국|도내|시내|모든|\d+개) (?P<group>{'|'.join(map(re.escape, words))})[이가은는] "
    )


def spender_of(
    mention: Mention,
    bodies: list[BodyMention],
    text: Bodies,
    before: Body | None = None,
    *,
    compares: bool = False,
) -> Spender:
    """The spender of an amount among the bodies that its sentence names, else the body that the text is
    about. A sentence that divides the amount of the sentence `before`, or only `compares` it, goes on about
    its body."""
    current = text.current
    assert current is not None, "the mention would be a leftover"
    start = mention.at - len(mention.left)
    label = (clean(mention.left) or "") if _any_group().search(mention.left) else ""
    for word, pattern, organization in _groups() if label else ():
        if pattern.search(label) or label.endswith(word):
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
    behind = _told_behind(mention, bodies, text)
    if behind:
        return Spender(behind, None, "named behind the amount")
    spending = [b for b in near if _may_spend(b, text)]
    if spending:
        return Spender(spending[-1].body, None, "named before the amount")
    named = [b for b in bodies if b.end <= mention.at and _may_spend(b, text)]
    named = [b for b in named if not _LABEL.match(text_of, b.end) and not _IN_A_NAME.match(text_of, b.end)]
    if named and not mention.bulleted:
        return Spender(named[-1].body, None, "named in the sentence")
    if before and before.organization == before.government and _DIVIDES.match(text_of):
        return Spender(before, None, "the body of the sum that it divides")
    if before and compares and not bodies and not (before.government == STATE and text.kept):
        return Spender(before, None, "the body of what it is compared with")
    opening = _groups_open().match(text_of) if not bodies else None
    if opening:
        body = Body(current.government, opening["group"])
        return Spender(body, opening["group"], "a group opens the sentence")
    return Spender(current, None, ABOUT)


def member_body(line: Line, member: Member, bodies: list[BodyMention]) -> Body | None:
    """The body that a name of a list is, or None where it names something else."""
    last = line.words[member.last]
    return bodies[last.number].body if last.kind is Kind.BODY and last.number >= 0 else None


def _told_behind(mention: Mention, bodies: list[BodyMention], text: Bodies) -> Body | None:
    """The body that a clause about the amount says spends it or gets it, right behind."""
    if not _TOLD.match(mention.right):
        return None
    stop = mention.until + len(mention.right)
    first = next((b for b in bodies if mention.until < b.start < stop), None)
    if (
        first is None
        or first.partner
        or first.speaker
        or not _SPENDS_IT.match(mention.sentence.text, first.end)
    ):
        return None
    of_state = first.body.government == STATE and not (text.main and text.main.government == STATE)
    return None if of_state else first.body


def _may_spend(body: BodyMention, text: Bodies) -> bool:
    """In a city's article the state is a spender only as the topic (not in 행정안전부 특별교부세)."""
    main = text.main
    of_state = body.body.government == STATE and not (main and main.government == STATE)
    opens = text.roams and body.start <= _OPENING and body.body.organization.endswith(_MINISTRIES)
    return body.topic if of_state and not opens else body.subject
