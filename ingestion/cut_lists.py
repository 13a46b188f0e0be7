"""Lists of cuts whose own words do not say so: announced as cuts (삭감 내역은 …), or adding up to a cut told
before them. A cut has a negative amount (ANNOTATION.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingestion.clauses import Unread
from ingestion.drafts import Draft
from ingestion.records import Role
from ingestion.roles import Bearing

# 주요 삭감 내역, 깎인 사업, 상임위별 삭감액: what a list of cuts is called.
_CALLED = re.compile(
    r"(?:삭감|감액|감축|깎[은인]|잘린|잘라 ?낸|덜어 ?낸|도려 ?낸|없앤|칼질)"
    r"(?:액|분|률|안|된|한|당한)?(?: ?(?:주요|대표적인))?"
    r"(?: ?(?:예산|사업비?|항목|내역|내용|현황|대상|규모|금액|액수|돈|곳|것))?$"
)
_FOLLOWS = re.compile(
    r"(?:삭감|감액|깎[은인]|잘린)[^.,]{0,16}(?:[은는] (?:다음|아래)|:|내역|목록|현황)[^.]{0,8}\.?$"
)
# What was cut is spent on something else: 30억원을 깎아 도로에 18억원, 하천에 12억원을 돌렸다.
_SPENT = re.compile(r"^[^.]{0,24}(?:편성|증액|늘[렸리려었]|배정|반영|돌[렸리려]|쓴|썼|쓰기|투입|담[았기]|얹)")
_BACK = re.compile(r"되살[아렸리려]|복원|부활|살려|원안")
# 도로과가 28억원으로 가장 많이 잘렸다. 공원과 17억원이 뒤를 이었다.
_NEXT_IN_LINE = re.compile(r"뒤를 (?:이|잇|따)")
# Sentences between a cut and the list of what it is made of.
_NEAR = 2
_LISTED = "one of a list of cuts"


def turn_cuts(drafts: list[Draft], lines: Mapping[int, Unread]) -> None:
    """Makes cuts of the amounts of each list that is one of cuts; `lines` are the sentences by index."""
    told: list[Draft] = []
    for group in _lists(drafts):
        named = any(_CALLED.search(name) for name in (group[0].heading, group[0].topic) if name)
        named = named or _announced(group[0], lines)
        plain = [draft for draft in group if draft.bearing.plain and draft.amount_krw > 0]
        whole = plain == group and len(group) > 1
        kept = _SPENT.match(group[-1].mention.right) or _BACK.search(group[0].mention.sentence.text)
        if whole and not kept and (named or any(_makes(group, cut) for cut in told)):
            _turn(group)
        for at, draft in enumerate(group):
            if at > 1 and draft.amount_krw < 0 and plain[:at] == group[:at] and _makes(group[:at], draft):
                _turn(group[:at])  # 일반회계 50억원, 특별회계 10억원 등 모두 60억원을 깎았다
        follows = _NEXT_IN_LINE.search(group[0].mention.sentence.text)
        if follows and any(_is_right_before(cut, group[0]) for cut in told):
            _turn([draft for draft in plain if draft.mention.until <= follows.start()])
        told = [draft for draft in (*told, *group) if draft.amount_krw < 0 and _is_near(draft, group[-1])]


def _is_right_before(cut: Draft, first: Draft) -> bool:
    return cut.mention.sentence.index == first.mention.sentence.index - 1


def _turn(group: list[Draft]) -> None:
    for draft in group:
        draft.amount_krw = -draft.amount_krw
        draft.role, draft.bearing = Role.CHANGE, Bearing(sign=-1, rule=_LISTED)
        draft.why["role"] = _LISTED


def _announced(first: Draft, lines: Mapping[int, Unread]) -> bool:
    """주요 삭감 내역은 다음과 같다: the line above a list with bullets, in another block."""
    above = lines.get(first.mention.sentence.index - 1) if first.mention.bulleted else None
    return above is not None and bool(_FOLLOWS.search(above().text))


def _lists(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """The drafts of each sentence, lines with bullets that follow each other taken together."""
    group: list[Draft] = []
    for draft in drafts:
        index, last = draft.mention.sentence.index, group[-1].mention.sentence.index if group else -1
        goes_on = _opens_with_a_mark(draft) and group and group[-1].mention.bulleted and index == last + 1
        if group and index != last and not goes_on:
            yield group
            group = []
        group.append(draft)
    if group:
        yield group


def _opens_with_a_mark(draft: Draft) -> bool:
    return draft.mention.bulleted and not draft.mention.sentence.text.lstrip()[:1].isalnum()


def _is_near(draft: Draft, last: Draft) -> bool:
    return last.mention.sentence.index - draft.mention.sentence.index < _NEAR


def _makes(group: list[Draft], cut: Draft) -> bool:
    """Whether the amounts make the cut to the won."""
    return sum(draft.amount_krw for draft in group) == -cut.amount_krw
