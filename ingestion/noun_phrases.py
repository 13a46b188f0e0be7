"""Noun phrases in a line of words: where one begins and ends, and the clean name that it gives
(CONSTRUCTIONS K)."""

from __future__ import annotations

from functools import cache

from ingestion.clauses import Line, Word
from ingestion.conjugation import Ending
from ingestion.funding import sources
from ingestion.phrases import clean
from ingestion.rules import load
from ingestion.words import Case, Kind

NOMINAL = frozenset({Kind.NOUN, Kind.GENERIC})
# 시설투자비 가운데 역사 개량: what stands before these words is the whole.
AMONG = ("가운데", "가운데서", "중", "중에서")
# What a clause before a short noun may say: 소외를 줄이는 교육, but not 예산을 들인 교육.
_DOES = ("act", "relate", "up", "down", "give")
_OF_MONEY = ("up", "down", "ask", "gain", "spend", "decide")
_QUOTES = "'\"「『<"
# How many words a name may hold, and how long a word is that may need its clause (교육, 사업).
_LONGEST, _SHORT = 14, 3


@cache
def _actors() -> tuple[str, ...]:
    return tuple(str(row["ending"]) for row in load("actors"))


def is_actor(word: Word) -> bool:
    """Whether the noun is one who decides or speaks (위원회, 의원, 관계자), not what money is for."""
    return word.form.stem.removesuffix("들").endswith(_actors())


def phrase_at(line: Line, head: int, floor: int) -> str | None:
    """The cleaned noun phrase that ends with word `head`, or None where it names nothing."""
    words, last = line.words, line.words[head]
    if last.kind not in NOMINAL:
        return None
    start = phrase_start(line, head, floor)
    if all(_says_nothing(word) for word in words[start : head + 1]):
        return None
    quoted = line.text[last.start] in _QUOTES
    end = last.start + len(last.form.stem) + 2 * quoted
    return clean(line.text[words[start].start : end], bare=last.case is not Case.BARE)


def _says_nothing(word: Word) -> bool:
    """Whether the word names nothing of its own: 증가 폭, 심의, 이 사업."""
    of_money = word.form.says in _OF_MONEY and word.case is not Case.OF
    return word.kind is not Kind.NOUN or word.form.stem in AMONG or of_money


def phrase_start(line: Line, head: int, floor: int) -> int:
    """The first word of the noun phrase that ends with word `head`."""
    start, index = head, head - 1
    while index >= max(floor, head - _LONGEST):
        reached = _taken_in(line, index, start, head, floor)
        if reached is None:
            break
        start, index = reached
    return start


def _taken_in(line: Line, index: int, start: int, head: int, floor: int) -> tuple[int, int] | None:
    """Where the phrase starts with word `index` in it, and the word to try next; None where it does not
    belong."""
    words, word, form = line.words, line.words[index], line.words[index].form
    if word.kind is Kind.MARK:
        before = _before_mark(line, index, floor)
        return None if before is None else (start, before)
    if word.kind in NOMINAL and word.case in (Case.BARE, Case.OF, Case.WITH):
        speaks = is_actor(word) and word.case is not Case.BARE
        return None if speaks or form.stem in sources() or form.stem in AMONG else (index, index - 1)
    counts = word.kind is Kind.COUNT and word.case is Case.BARE
    if counts or (word.kind is Kind.ADVERB and form.stem in ("및", "등")):
        return start, index - 1
    short = start == head and words[head].kind is Kind.NOUN and len(words[head].form.stem) <= _SHORT
    acts = word.kind is Kind.VERB and form.ending is Ending.ADNOMINAL and form.says in _DOES
    if short and acts and index > floor:
        # 디지털 소외를 줄이는 교육: a short noun needs its clause.
        noun = words[index - 1]
        if noun.kind in NOMINAL and noun.case is Case.OBJECT:
            return index - 1, index - 2
    return None


def _before_mark(line: Line, index: int, floor: int) -> int | None:
    """The word before a bracket that belongs to its noun, or before a comma that coordinates nouns."""
    words, sign = line.words, line.words[index].form.stem
    if sign == ")":
        opening = opening_of(line, index, floor)
        glued = opening > floor and words[opening - 1].end == words[opening].start
        return opening - 1 if glued and words[opening - 1].kind in NOMINAL else None
    if sign in _QUOTES and index > floor:
        return index - 1  # a mark of quotation that lost its fellow
    if sign == "·" and index > floor:
        return index - 1  # 인공지능(AI)·데이터
    if sign == "," and index > floor:
        noun = words[index - 1]
        plain = noun.kind in NOMINAL and noun.case is Case.BARE and noun.form.ending is None
        return index - 1 if plain else None
    return None


def opening_of(line: Line, closing: int, floor: int) -> int:
    """The bracket that word `closing` closes, or `closing` where there is none."""
    for index in range(closing - 1, floor - 1, -1):
        if line.words[index].form.stem == "(" and line.words[index].kind is Kind.MARK:
            return index
    return closing


def phrase_end(line: Line, start: int, ceiling: int) -> int:
    """The last word of the noun phrase that begins with word `start`."""
    words, index = line.words, start
    while index + 1 < min(ceiling, start + _LONGEST):
        word, following = words[index], words[index + 1]
        if word.kind in NOMINAL and word.case not in (Case.BARE, Case.OF, Case.WITH):
            break
        joins = following.kind in (*NOMINAL, Kind.COUNT) or following.form.stem in ("및", "등", ",")
        if not joins:
            break
        index += 1
    return index


def nominal(line: Line, verb: int, floor: int) -> str | None:
    """X를 구축하- → X 구축: the object of a verb, with the noun of the verb where it has one."""
    noun = verb - 1
    while noun >= floor and line.words[noun].kind in (Kind.ADVERB, Kind.PERIOD):
        noun -= 1
    if noun < floor or line.words[noun].case not in (Case.OBJECT, Case.GOAL, Case.BARE):
        return None
    phrase = phrase_at(line, noun, floor)
    return f"{phrase} {made}" if phrase and (made := deed(line.words[verb])) else phrase


def deed(verb: Word) -> str:
    """The noun of a verb in 하다: 구축하는 → 구축; '' where it has none or says only what becomes of the
    money."""
    form = verb.form
    if form.says not in ("act", "give") or form.ending is None or len(form.stem) < _SHORT:
        return ""
    return form.stem.removesuffix("하") if form.stem.endswith("하") else ""
