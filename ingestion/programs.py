"""The words of a sentence → what an amount is for (CONSTRUCTIONS K): the noun phrase that its clause ties to it.

Read leftwards first (X에 30억원, X 예산은 30억원, X(30억원), X를 위해 30억원), then behind the amount (30억원을
들여 X를, 30억원의 X, 30억원을 X에). Hedges, counts, years, bodies and nouns for money are stepped over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ingestion.clauses import Line, Word
from ingestion.conjugation import Ending
from ingestion.phrases import clean
from ingestion.rules import load
from ingestion.text import is_bullet
from ingestion.words import Case, Kind

_SKIPPED = frozenset({Kind.ADVERB, Kind.RATE, Kind.COUNT, Kind.PERIOD, Kind.BODY, Kind.MONEY, Kind.WHOLE})
# A noun so marked is no purpose: compared with, since, until, by, at a place.
_ASIDE = frozenset({Case.THAN, Case.FROM, Case.UNTIL, Case.PLACE, Case.MEANS})
_NOMINAL = frozenset({Kind.NOUN, Kind.GENERIC})
_PURPOSE = ("위하",)
# What verbs and verbal nouns of money say; none of them is what the money buys.
_OF_MONEY = ("up", "down", "ask", "gain", "spend", "give")
# 운영비로 48억원: the cost of a thing names the thing.
_COSTS = ("비", "비용", "금", "예산")
# Verbs of setting up a whole budget.
_SETTING = ("편성하", "짜", "꾸리", "세우", "마련하")
# 시설투자비 가운데 역사 개량: what stands before these words is the whole.
_AMONG = ("가운데", "중", "중에서")
# How many words a name may hold.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the words tie to an amount: a name, or that it is a body's `whole` budget; `rule` says how; an amount
    without a name may sum up those before it (`together`) or point back to the sentence before."""

    program: str | None
    whole: bool
    rule: str
    together: bool = False
    points_back: bool = False


BEHIND = "noun phrase behind the amount"
NOTHING = Purpose(None, False, "no words of its own")
# 이를 위해, 관련 사업비는, 여기에: what the sentence before told of.
_POINTING = ("이", "이를", "관련", "해당", "그", "여기에", "여기", "이곳", "사업비", "총사업비")
_TOGETHER = ("모두", "총", "합쳐", "합해", "도합", "통틀어", "등")


@cache
def _funding() -> frozenset[str]:
    return frozenset(str(row["word"]) for row in load("funding"))


@cache
def _actors() -> tuple[str, ...]:
    return tuple(str(row["ending"]) for row in load("actors"))


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
    """내년 예산을 1조2084억원으로 확정했다: 예산 with nothing but a body and a year before it, set or passed."""
    words = line.words
    budget = next((i for i in range(at - 1, floor - 1, -1) if words[i].kind is Kind.MONEY), None)
    if budget is None or words[budget].form.stem not in ("예산", "총예산"):
        return False
    if any(word.kind in _NOMINAL for word in words[floor:budget]):
        return False
    verb = next((word.form for word in words[at + 1 : ceiling] if word.kind is Kind.VERB), None)
    return verb is not None and (verb.says == "decide" or verb.stem in _SETTING)


def is_actor(word: Word) -> bool:
    """Whether the noun is one who decides or speaks (위원회, 의원, 관계자), not what money is for."""
    return word.form.stem.endswith(_actors())


def _before(line: Line, at: int, floor: int) -> tuple[tuple[str, bool] | None, bool]:
    """The phrase before the amount (and whether it is weak: a mere topic), and whether it is a whole budget."""
    words, index, whole = line.words, at - 1, False
    generic = False
    while index >= floor:
        word = words[index]
        kind, form = word.kind, word.form
        if kind is Kind.MARK:
            if is_bullet(form.stem):
                break
            if form.stem == ")":
                index = _opening(line, index, floor)
        elif kind in _SKIPPED:
            # 예산안에 90억원을 담았다: what it is put into is not what it is.
            whole = whole or (kind is Kind.WHOLE and word.case not in (Case.GOAL, *_ASIDE))
        elif kind is Kind.VERB:
            step = _verb_before(line, index, floor, generic)
            if step is None:
                deed = None if whole else _clause_before(line, index, floor)
                return ((deed, True) if deed else None), whole
            if isinstance(step, str):
                # X를 키우기 위해 30억원을 들여 'Y 사업'을: what is done says more than what it is done for.
                return (step, form.says == "relate" and words[index - 1].kind is Kind.VERB), whole
            index = step
        elif kind is Kind.GENERIC and word.case in _ASIDE:
            index = phrase_start(line, index, floor)
        elif kind in _NOMINAL:
            shared = word.case is Case.OF and words[index + 1].kind is Kind.RATE  # 일반회계의 70%인
            if form.stem in _funding() or shared or _says_how(line, index, at):
                index -= 1
                continue
            cost = word.case is Case.MEANS and form.stem.endswith(_COSTS)
            if (word.case in _ASIDE and not cost) or is_actor(word):
                index = phrase_start(line, index, floor) - 1
                continue
            phrase = phrase_at(line, index, floor)
            if phrase:
                weak = word.case in (Case.TOPIC, Case.SUBJECT, Case.OBJECT, Case.ALSO) and not whole
                return (phrase, weak), whole
            generic = True
        index -= 1
    return None, whole


def _says_how(line: Line, index: int, at: int) -> bool:
    """증액 30억원, 투입 비용 30억원: a noun that says what happens to the money, not what it is for."""
    word, following = line.words[index], line.words[index + 1]
    beside = index == at - 1 or following.kind in (Kind.MONEY, Kind.WHOLE)
    if word.case is not Case.BARE or word.form.says not in _OF_MONEY:
        return False
    return index == at - 1 or (beside and word.form.says != "give")  # 주민 지원 예산


def _verb_before(line: Line, index: int, floor: int, generic: bool) -> int | str | None:
    """What a verb left of the amount means for the search: the name that it gives, the word to go on from,
    or None where its clause ends the search."""
    words, form = line.words, line.words[index].form
    if form.says == "relate":
        noun = index - 1
        if noun < floor:
            return index
        if form.stem.startswith(_PURPOSE):
            inner = words[noun].form
            if inner.ending is Ending.LINK and words[noun].kind is Kind.VERB:
                return _nominal(line, noun, floor) or noun
            return phrase_at(line, noun, floor) or noun
        return phrase_start(line, noun, floor)
    if line.ends_clause(index):
        return None
    if form.says in ("up", "down", "reach", "decide", "ask", "gain"):
        return index
    # X를 짓는 사업에, X에 드는 돈: the noun behind stands for what the clause says.
    return _nominal(line, index, floor) or index


def _clause_before(line: Line, verb: int, floor: int) -> str | None:
    """X를 새로 도입해 38억원을 반영했다: what the clause before does is what the money is for."""
    while verb > floor and line.words[verb - 1].kind is Kind.VERB:
        verb -= 1
    return _nominal(line, verb, floor) if line.words[verb].form.says in ("act", "up") else None


def _nominal(line: Line, verb: int, floor: int) -> str | None:
    """X를 구축하- → X 구축: the object of a verb, with the noun of the verb where it has one."""
    noun = verb - 1
    while noun >= floor and line.words[noun].kind in (Kind.ADVERB, Kind.PERIOD):
        noun -= 1
    if noun < floor or line.words[noun].case not in (Case.OBJECT, Case.GOAL, Case.BARE):
        return None
    phrase = phrase_at(line, noun, floor)
    form = line.words[verb].form
    made = form.stem.removesuffix("하") if form.says in ("act", "give") and len(form.stem) > 2 else ""
    return f"{phrase} {made}" if phrase and made and made != form.stem else phrase


def phrase_at(line: Line, head: int, floor: int) -> str | None:
    """The cleaned noun phrase that ends with word `head`, or None where it names nothing."""
    words = line.words
    if words[head].kind not in _NOMINAL:
        return None
    start = phrase_start(line, head, floor)
    if all(word.kind is not Kind.NOUN or word.form.stem in _AMONG for word in words[start : head + 1]):
        return None
    last = words[head]
    end = last.start + len(last.form.stem)
    if line.text[last.start] in "'\"「『<":
        end = last.start + len(last.form.stem) + 2
    return clean(line.text[words[start].start : end])


def phrase_start(line: Line, head: int, floor: int) -> int:
    """The first word of the noun phrase that ends with word `head`."""
    words, start, index = line.words, head, head - 1
    while index >= max(floor, head - _LONGEST):
        word, form = words[index], words[index].form
        if word.kind is Kind.MARK:
            if form.stem == ")":
                opening = _opening(line, index, floor)
                if (
                    opening > floor
                    and words[opening - 1].kind in _NOMINAL
                    and words[opening - 1].end == words[opening].start
                ):
                    index = opening - 1
                    continue
                break
            if form.stem == "," and index > floor and _coordinates(words[index - 1]):
                index -= 1
                continue
            break
        if word.kind in _NOMINAL and word.case in (Case.BARE, Case.OF, Case.WITH):
            speaks = is_actor(word) and word.case is not Case.BARE
            if speaks or form.stem in _funding() or form.stem in _AMONG:
                break
            start = index
        elif (word.kind is Kind.COUNT and word.case is Case.BARE) or (
            word.kind is Kind.ADVERB and form.stem in ("및", "등")
        ):
            pass
        elif (
            word.kind is Kind.VERB
            and form.ending is Ending.ADNOMINAL
            and _is_short(line, start, head)
            and form.says in ("act", "relate")
        ):
            noun = index - 1
            if noun >= floor and words[noun].kind in _NOMINAL and words[noun].case is Case.OBJECT:
                start = index = noun
            else:
                break
        else:
            break
        index -= 1
    return start


def _coordinates(word: Word) -> bool:
    return word.kind in _NOMINAL and word.case is Case.BARE and word.form.ending is None


def _is_short(line: Line, start: int, head: int) -> bool:
    """Whether a phrase is too short to tell what it is: 교육, 사업."""
    return start == head and len(line.words[head].form.stem) <= 3


def _opening(line: Line, closing: int, floor: int) -> int:
    """The bracket that word `closing` closes, or `closing` where there is none."""
    for index in range(closing - 1, floor - 1, -1):
        if line.words[index].form.stem == "(" and line.words[index].kind is Kind.MARK:
            return index
    return closing


def _behind(line: Line, at: int, ceiling: int) -> str | None:
    """The phrase behind the amount that it is tied to."""
    words = line.words
    index = at + 1
    spent = words[at].case in (Case.MEANS,)
    while index < ceiling:
        word, form = words[index], words[index].form
        if word.kind is Kind.MARK:
            if form.stem in ".;)" or is_bullet(form.stem) or (form.stem == "," and not spent):
                return None
        elif word.kind is Kind.VERB:
            if form.ending is Ending.FINAL or (
                form.ending is Ending.LINK and form.says not in ("spend", "relate", "gain")
            ):
                return None
            spent = spent or form.says in ("spend", "gain")
        elif form.says in _OF_MONEY:
            pass
        elif word.kind in _NOMINAL and not is_actor(word) and form.stem not in _funding():
            end = _phrase_end(line, index, ceiling)
            last = words[end]
            tied = words[at].case in (Case.OF, Case.COPULA) or words[index - 1].case is Case.OF
            money = end + 1 < ceiling and words[end + 1].kind in (Kind.MONEY, Kind.WHOLE)
            if last.case in (Case.OBJECT, Case.GOAL, Case.SUBJECT, Case.MEANS) or (
                tied and (money or last.case in (Case.TOPIC, Case.BARE))
            ):
                phrase = phrase_at(line, end, index)
                if phrase:
                    return (
                        _with_deed(line, phrase, end, ceiling)
                        if spent and last.case is Case.OBJECT
                        else phrase
                    )
            index = end
        index += 1
    return None


def _with_deed(line: Line, phrase: str, end: int, ceiling: int) -> str:
    """30억원을 들여 X를 구축한다 → X 구축."""
    if end + 1 < ceiling:
        form = line.words[end + 1].form
        made = form.stem.removesuffix("하")
        if (
            line.words[end + 1].kind is Kind.VERB
            and form.says == "act"
            and made != form.stem
            and len(made) > 1
        ):
            return f"{phrase} {made}"
    return phrase


def _phrase_end(line: Line, start: int, ceiling: int) -> int:
    """The last word of the noun phrase that begins with word `start`."""
    words, index = line.words, start
    while index + 1 < min(ceiling, start + _LONGEST):
        word, following = words[index], words[index + 1]
        if word.kind in (Kind.NOUN, Kind.GENERIC) and word.case not in (Case.BARE, Case.OF, Case.WITH):
            break
        if following.kind not in (Kind.NOUN, Kind.GENERIC, Kind.COUNT) and following.form.stem not in (
            "및",
            "등",
            ",",
        ):
            break
        index += 1
    return index
