"""Words before an amount that make it a change: 삭감액은 30억원, 깎인 사업은 도로 30억원."""

from __future__ import annotations

import re

from ingestion.conjugation import Ending
from ingestion.governors import SIGNS, View
from ingestion.words import Case, Kind

CHANGE_NOUNS = {
    "증가액": 1, "증액분": 1, "증가분": 1, "인상분": 1, "증액": 1, "순증": 1, "증액안": 1,
    "감소액": -1, "감액분": -1, "삭감액": -1, "감액": -1, "삭감": -1, "삭감분": -1, "삭감안": -1,
}  # fmt: skip
_MINUS, _PLUS = "마이너스", "플러스"
# What is taken away on purpose; what shrinks (줄어든 예산) has its new size.
_CUTTING = (
    "깎",
    "깎이",
    "삭감하",
    "감액하",
    "삭감",
    "감액",
    "잘리",
    "자르",
    "잘라내",
    "덜어내",
    "들어내",
    "도려내",
    "없애",
)
_IN_A_NAME = (Kind.NOUN, Kind.GENERIC, Kind.MONEY, Kind.BODY, Kind.COUNT, Kind.ADVERB)
_JOINED = (Case.BARE, Case.WITH, Case.OF)
_AMONG = ("가운데", "중", "중에서")
_GROWN = (Case.SUBJECT, Case.TOPIC, Case.OBJECT, Case.GOAL, Case.PLACE)
# What was cut and is put back, or asked for again: up to the end of the clause or of its list.
_PUT_BACK = re.compile(
    r"[^.]{0,60}?(?:되살[려렸리아]|살려|복원|복구|부활|원안|회복|다시|되찾|재편성|추경에|요구|요청|건의|촉구)"
)


def announced(view: View) -> int:
    """삭감액은 A 30억원, B 4억원; 깎인 예산은 A 30억원: what opens the sentence holds for all its amounts."""
    words = view.line.words
    for index in range(view.at - 1, 0, -1):
        word = words[index]
        if word.kind in (Kind.MONEY, Kind.GENERIC) and word.case is Case.TOPIC:
            verb = words[index - 1]
            if word.form.stem in CHANGE_NOUNS:
                return CHANGE_NOUNS[word.form.stem]
            excepted = index > 1 and words[index - 2].case is Case.OBJECT  # 인건비를 뺀 사업비는
            if verb.kind is Kind.VERB and verb.form.ending is Ending.ADNOMINAL and not excepted:
                return SIGNS.get(verb.form.says, 0)
    first = words[0]
    return CHANGE_NOUNS.get(first.form.stem, 0) if first.case is Case.TOPIC else 0


def named_before(view: View) -> int:
    """삭감액은 30억원, 증액 30억원: the noun before the amount names a change."""
    index = view.at - 1
    words = view.line.words
    if index >= 0 and words[index].form.stem in (_MINUS, _PLUS):
        return -1 if words[index].form.stem == _MINUS else 1
    while index >= 0 and words[index].kind is Kind.ADVERB:
        index -= 1
    if index < 0 or words[index].kind is Kind.VERB:
        return 0
    word = words[index]
    return (
        CHANGE_NOUNS.get(word.form.stem, 0)
        if word.case in (Case.BARE, Case.TOPIC, Case.SUBJECT, Case.COPULA)
        else 0
    )


def cut_before(view: View) -> bool:
    """전액 깎은 홍보비 30억원은: what was cut is the money itself, unless it is put back."""
    words, index = view.line.words, view.at - 1
    while index > 0 and words[index].kind in _IN_A_NAME and words[index].case in _JOINED:
        if words[index].form.stem in _AMONG:
            return False  # 삭감한 돈 가운데 50억원은 예비비로
        index -= 1
    verb = words[index] if 0 <= index < view.at - 1 else None
    if verb is None or verb.form.stem not in _CUTTING or verb.form.ending is not Ending.ADNOMINAL:
        return False
    before = words[index - 1] if index else None
    of_another = before is not None and (
        before.kind in (Kind.AMOUNT, Kind.RATE)
        or (before.kind in (Kind.MONEY, Kind.WHOLE) and before.case in _GROWN)
    )  # 20억원이 깎인 도로 예산 30억원
    return not of_another and not _PUT_BACK.match(view.mention.after)
