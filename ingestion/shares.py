"""Amounts dealt out: A와 B에 각각 10억원, 20억원; A와 B에 5억원씩 (CONSTRUCTIONS C03).

The names that a list coordinates, one per amount; and an amount that several names get each is as many
figures as the text has names (ANNOTATION).
"""

from __future__ import annotations

import re

from ingestion.clauses import Line
from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.words import Case, Kind

_EACH = ("각각", "각", "차례로", "각자")
_APIECE = "씩"
_MAY_DEAL = re.compile("|".join((*_EACH, _APIECE)))
# 각각 3억원씩 모두 6억원: the sum of what is dealt out is no part of the list.
_SUMS = ("모두", "총", "전부", "합쳐", "도합")
_NAMES = frozenset({Kind.NOUN, Kind.BODY, Kind.GENERIC})
_TARGETS = (Case.GOAL, Case.PLACE, Case.TOPIC, Case.SUBJECT, Case.OBJECT, Case.ALSO, Case.BARE, Case.OF)
# A list longer than this is none that a sentence deals out.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One name of a list: its words `first`..`last`."""

    first: int
    last: int


def dealt(line: Line) -> dict[int, tuple[Member, ...]]:
    """By the number of the amount in its line, the names that get it: one where amounts and names go in step,
    several where each of them gets the same."""
    found: dict[int, tuple[Member, ...]] = {}
    if not _MAY_DEAL.search(line.text):
        return found
    amounts = line.amounts
    for number, at in enumerate(amounts):
        if number in found:
            continue
        floor = amounts[number - 1] + 1 if number else 0
        each = _each(line, at, floor)
        apiece = line.words[at].form.stem.endswith(_APIECE) or line.text.startswith(
            _APIECE, line.words[at].end
        )
        if each is None and not apiece:
            continue
        members = _targets(line, at if each is None else each, floor)
        if len(members) < 2:
            continue
        run = _run(line, number)
        if len(run) == 1 and each is not None and each >= at and len(amounts) > 1:
            continue  # 각각 behind the last of several amounts speaks of them all
        if len(run) == len(members):
            found.update({run[i]: (member,) for i, member in enumerate(members)})
        elif len(run) == 1:
            found[number] = tuple(members)
    return found


def _each(line: Line, at: int, floor: int) -> int | None:
    """Where 각각 stands before the amount, or right behind the last amount of its run."""
    for index in range(at - 1, floor - 1, -1):
        if line.words[index].form.stem in _EACH:
            return index
    last = line.amounts[_run(line, line.amounts.index(at))[-1]]
    following = line.words[last + 1 : last + 2]
    return at if following and following[0].form.stem in _EACH else None


def _run(line: Line, number: int) -> list[int]:
    """The amounts from `number` on that only commas and 와 part: 10억원, 20억원과 30억원."""
    run = [number]
    for following in range(number + 1, len(line.amounts)):
        between = line.words[line.amounts[following - 1] + 1 : line.amounts[following]]
        parted = any(word.kind is not Kind.ADVERB and word.form.stem not in (",", "·") for word in between)
        if parted or len(run) == _MOST:
            break
        if any(word.form.stem in _SUMS for word in between):
            break
        run.append(following)
    return run


def _targets(line: Line, before: int, floor: int) -> list[Member]:
    """The nearest list of two names or more before word `before`, in the same clause."""
    for index in range(before - 1, floor - 1, -1):
        word = line.words[index]
        if word.kind in _NAMES and word.case in _TARGETS and word.form.stem != "등":
            members = coordination(line, index, floor)
            if len(members) > 1:
                return members
        if word.kind is Kind.VERB:
            return _bodies_that(line, index, floor)
    return []


def _bodies_that(line: Line, verb: int, floor: int) -> list[Member]:
    """도와 도교육청이 낸 예산안에서 각각: the bodies that did what a clause before the list says."""
    subject = verb - 1
    if line.words[verb].form.ending is not Ending.ADNOMINAL or subject < floor:
        return []
    word = line.words[subject]
    if word.kind is not Kind.BODY or word.case is not Case.SUBJECT:
        return []
    members = coordination(line, subject, floor)
    return members if all(line.words[member.last].kind is Kind.BODY for member in members) else []


def coordination(line: Line, last: int, floor: int) -> list[Member]:
    """The names that 와/과 and commas join up to word `last`, in their order."""
    members: list[Member] = []
    end = index = last
    while index >= floor and len(members) < _MOST:
        word = line.words[index]
        joins = index < last and (
            (word.kind in _NAMES and word.case is Case.WITH)
            or (word.kind is Kind.MARK and word.form.stem in ",·")
        )
        if joins:
            members.append(Member(index + 1, end))
            end = index - 1 if word.kind is Kind.MARK else index
            if word.kind is not Kind.MARK:
                index -= 1
                continue
        elif word.kind is Kind.COUNT or (
            word.kind in _NAMES and (index == end or word.case in (Case.BARE, Case.OF))
        ):
            pass
        else:
            break
        index -= 1
    if end >= index + 1 and end >= floor:
        members.append(Member(index + 1, end))
    return [member for member in reversed(members) if member.first <= member.last]
