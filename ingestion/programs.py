"""The words of a sentence → what an amount is for (CONSTRUCTIONS K): the noun phrase that its clause ties
to it.

Read leftwards first (X에 30억원, X 예산은 30억원, X(30억원), X를 위해 30억원), then behind the amount
(30억원을 들여 X를, 30억원의 X, 30억원을 X에). Hedges, counts, years, bodies and nouns for money are stepped
over.
"""

from __future__ import annotations

from ingestion.clauses import Line
from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.funding import sources
from ingestion.noun_phrases import (
    AMONG,
    NOMINAL,
    deed,
    is_actor,
    nominal,
    opening_of,
    phrase_at,
    phrase_end,
    phrase_start,
)
from ingestion.text import is_bullet
from ingestion.words import Case, Kind

_SKIPPED = frozenset({Kind.ADVERB, Kind.RATE, Kind.COUNT, Kind.PERIOD, Kind.BODY, Kind.MONEY, Kind.WHOLE})
# A noun so marked is no purpose: compared with, since, until, by, at a place.
_ASIDE = frozenset({Case.THAN, Case.FROM, Case.UNTIL, Case.PLACE, Case.MEANS})
_PURPOSE = ("위하",)
# What verbs and verbal nouns of money say; none of them is what the money buys.
_OF_MONEY = ("up", "down", "ask", "gain", "spend", "give")
# 운영비로 48억원: the cost of a thing names the thing.
_COSTS = ("비", "비용", "금", "예산")
# Verbs of setting up a whole budget.
_SETTING = ("편성하", "짜하", "꾸리하", "세우하", "마련하")


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the words tie to an amount: a name, or that it is a body's `whole` budget; `rule` says how; an
    amount without a name may sum up those before it (`together`) or point back to the sentence before."""

    program: str | None
    whole: bool
    rule: str
    together: bool = False
    points_back: bool = False


THEME = "what the article is about"
BEHIND = "noun phrase behind the amount"
NOTHING = Purpose(None, False, "no words of its own")
# 이를 위해, 관련 사업비는, 여기에: what the sentence before told of.
_POINTING = ("이", "이를", "관련", "해당", "그", "여기에", "여기", "이곳", "사업비", "총사업비")
_TOGETHER = ("모두", "총", "합쳐", "합해", "도합", "통틀어", "등")


def purpose_of(line: Line, at: int, floor: int, ceiling: int) -> Purpose:
    """What the amount at word `at` is for; its words lie from `floor` up to (not including) `ceiling`."""
    before, whole = _before(line, at, floor)
    if before is not None and not before[1]:
        return Purpose(before[0], False, "noun phrase before the amount")
    behind = None if whole or _is_of_whole(line, at, ceiling) else _behind(line, at, ceiling)
    if behind:
        return Purpose(behind, False, BEHIND)
    if before is not None:
        return Purpose(before[0], False, "topic of the clause")
    if whole or _is_whole(line, at, floor, ceiling) or _is_of_whole(line, at, ceiling):
        return Purpose(None, True, "whole budget")
    words = line.words[floor:at]
    sums = any(word.form.stem in _TOGETHER for word in words)
    back = any(word.form.stem in _POINTING for word in words)
    return Purpose(None, False, "no words of its own", sums, back)


def _is_of_whole(line: Line, at: int, ceiling: int) -> bool:
    """1조1000억 추경, 684억원 규모의 추경안: what the amount is of."""
    for word in line.words[at + 1 : ceiling]:
        if word.kind is Kind.WHOLE:
            return True
        if word.kind is not Kind.ADVERB and word.form.stem != "규모" and word.kind is not Kind.COUNT:
            return False
    return False


def _is_whole(line: Line, at: int, floor: int, ceiling: int) -> bool:
    """내년 예산을 1조2084억원으로 확정했다: 예산 with nothing but a body and a year before it, set or
    passed."""
    words = line.words
    budget = next((i for i in range(at - 1, floor - 1, -1) if words[i].kind is Kind.MONEY), None)
    if budget is None or words[budget].form.stem not in ("예산", "총예산"):
        return False
    if any(word.kind in NOMINAL for word in words[floor:budget]):
        return False
    # 내년 예산 1조5811억원 확정: in a headline the noun does for the verb.
    verb = next((word.form for word in words[at + 1 : ceiling] if word.form.says), None)
    return verb is not None and (verb.says == "decide" or verb.stem.removesuffix("하") + "하" in _SETTING)


def _before(line: Line, at: int, floor: int) -> tuple[tuple[str, bool] | None, bool]:
    """The phrase before the amount (and whether it is weak: a mere topic), and whether it is a whole
    budget."""
    words, index, whole = line.words, at - 1, False
    while index >= floor:
        word = words[index]
        if word.kind is Kind.MARK:
            if is_bullet(word.form.stem):
                break
            if word.form.stem == ")":
                index = opening_of(line, index, floor)
        elif word.kind in _SKIPPED:
            # 예산안에 90억원을 담았다: what it is put into is not what it is.
            whole = whole or (word.kind is Kind.WHOLE and word.case not in (Case.GOAL, *_ASIDE))
            all_of_it = index > floor and words[index - 1].form.stem in ("전체", "총")
            whole = whole or (word.form.stem == "예산" and all_of_it)
        elif word.kind is Kind.VERB:
            step = _verb_before(line, index, floor)
            if isinstance(step, str):
                # X를 키우기 위해 30억원을 들여 'Y 사업'을: what is done says more than what it is done for.
                return (step, word.form.says == "relate" and words[index - 1].kind is Kind.VERB), whole
            if step is None:
                earlier = None if whole else _clause_before(line, index, floor)
                return ((earlier, True) if earlier else None), whole
            index = step
        else:
            phrase, index = _noun_before(line, index, at, floor)
            if phrase:
                weak = word.case in (Case.TOPIC, Case.SUBJECT, Case.OBJECT, Case.ALSO) and not whole
                return (phrase, weak), whole
        index -= 1
    return None, whole


def _noun_before(line: Line, index: int, at: int, floor: int) -> tuple[str | None, int]:
    """The name that a noun left of the amount gives, or None and the last word that was stepped over."""
    words, word, form = line.words, line.words[index], line.words[index].form
    shared = word.case is Case.OF and words[index + 1].kind is Kind.RATE  # 일반회계의 70%인
    if form.stem in sources() or shared or _says_how(line, index, at):
        return None, index
    cost = word.case is Case.MEANS and form.stem.endswith(_COSTS)
    if (word.case in _ASIDE and not cost) or is_actor(word) or form.stem in AMONG:
        return None, phrase_start(line, index, floor)
    return phrase_at(line, index, floor), index


def _says_how(line: Line, index: int, at: int) -> bool:
    """증액 30억원, 투입 비용 30억원: a noun that says what happens to the money, not what it is for."""
    word, following = line.words[index], line.words[index + 1]
    if word.case is not Case.BARE or word.form.says not in _OF_MONEY:
        return False
    of_money = following.kind in (Kind.MONEY, Kind.WHOLE) and word.form.says != "give"  # 주민 지원 예산
    return index == at - 1 or of_money


def _verb_before(line: Line, index: int, floor: int) -> int | str | None:
    """What a verb left of the amount means for the search: the name that it gives, the word to go on from,
    or None where its clause ends the search."""
    words, form = line.words, line.words[index].form
    if form.says == "relate":
        noun = index - 1
        if noun < floor:
            return index
        if not form.stem.startswith(_PURPOSE):
            return phrase_start(line, noun, floor)
        wanted = words[noun].kind is Kind.VERB and words[noun].form.ending is Ending.LINK
        return (nominal(line, noun, floor) if wanted else phrase_at(line, noun, floor)) or noun
    if line.ends_clause(index):
        return None
    if form.says in ("up", "down", "reach", "decide", "ask", "gain"):
        # 본회의를 통과한 예산: what is decided over is not what it is for.
        object_of = form.says == "decide" and index > floor and words[index - 1].case is Case.OBJECT
        return phrase_start(line, index - 1, floor) if object_of else index
    # X를 짓는 사업에, X에 드는 돈: the noun behind stands for what the clause says.
    return nominal(line, index, floor) or index


def _clause_before(line: Line, verb: int, floor: int) -> str | None:
    """X를 새로 도입해 38억원을 반영했다: what the clause before does is what the money is for."""
    while verb > floor and line.words[verb - 1].kind is Kind.VERB:
        verb -= 1
    return nominal(line, verb, floor) if line.words[verb].form.says in ("act", "up") else None


def _behind(line: Line, at: int, ceiling: int) -> str | None:
    """The phrase behind the amount that it is tied to."""
    words, index = line.words, at + 1
    spent = words[at].case is Case.MEANS
    while index < ceiling:
        word, form = words[index], words[index].form
        if word.kind is Kind.MARK:
            if form.stem in ".;)" or is_bullet(form.stem) or (form.stem == "," and not spent):
                return None
        elif word.kind is Kind.VERB:
            goes_on = form.ending is Ending.LINK and form.says in ("spend", "relate", "gain", "give")
            if not goes_on and form.ending is not Ending.ADNOMINAL:
                return None
            spent = spent or (goes_on and form.says != "relate")
        elif (
            word.kind in NOMINAL
            and form.says not in _OF_MONEY
            and form.stem not in sources()
            and not is_actor(word)
        ):
            end = phrase_end(line, index, ceiling)
            source = words[end].form.stem in sources()
            tied = not source and _is_tied(line, at, index, end, ceiling)
            phrase = phrase_at(line, end, index) if tied else None
            if phrase:
                verb = words[end + 1] if end + 1 < ceiling else None
                done = deed(verb) if spent and verb and words[end].case is Case.OBJECT else ""
                return f"{phrase} {done}" if done else phrase
            index = end
        index += 1
    return None


def _is_tied(line: Line, at: int, first: int, end: int, ceiling: int) -> bool:
    """Whether a phrase behind the amount depends on it: 30억원을 들여 X를, 30억원을 X에, 30억원의 X 예산."""
    words = line.words
    if words[end].case in (Case.OBJECT, Case.GOAL, Case.SUBJECT, Case.MEANS):
        return True
    of_it = words[at].case in (Case.OF, Case.COPULA, Case.TOPIC) or words[first - 1].case is Case.OF
    money = end + 1 < ceiling and words[end + 1].kind in (Kind.MONEY, Kind.WHOLE)
    return of_it and (money or words[end].case in (Case.TOPIC, Case.BARE))
