"""Bureaus, divisions, corporations and foundations: bodies known by how their names end (table units)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.body_names import LETTERS
from ingestion.frozen import dataclass
from ingestion.rules import load


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of the table: `exact` and `never` are the words that only look like such a body; `official` is
    the ending of the official name."""

    word: str
    corporate: bool
    exact: frozenset[str]
    never: tuple[str, ...]
    unlike: re.Pattern[str] | None
    alone: bool
    official: str


@dataclass(frozen=True, slots=True)
class Part:
    """`text[start:end]` is the `name` of a part, with the bureau in front of a division, or, `corporate`,
    of a body with a purse of its own."""

    start: int
    end: int
    name: str
    corporate: bool
    after: str


_BUREAU_BEFORE = re.compile(rf"(?<![{LETTERS}0-9])[{LETTERS}]{{2,10}}(?:국|실|본부) $")
_OF_PARTS = re.compile(rf"[{LETTERS}0-9·]")
_LONGEST = 20
# A division's ending is also the particle for "and", a bureau's the end of many nouns: without a particle of
# its own, such a word names a part only before its money.
_MONEY_FOLLOWS = re.compile(r" (?:\d{4}년|예산|올해|내년|사업비|\d)")
_AMBIGUOUS = frozenset({"과", "국", "실", "본부"})


@cache
def endings() -> dict[str, Ending]:
    """The endings by their words."""
    return {
        row["ending"]: Ending(
            row["ending"],
            row.get("corporate", False),
            frozenset(row["not"]),
            tuple(row.get("never", ())),
            re.compile(row["unlike"]) if "unlike" in row else None,
            row.get("alone", False),
            row.get("official", row["ending"]),
        )
        for row in load("units")
    }


@cache
def _pattern() -> re.Pattern[str]:
    """An ending and the particle that its last sound takes: 국 takes 이, so that 복지국가 is no bureau."""
    groups: dict[str, list[str]] = {"은|이": [], "는|가": []}
    for word in sorted(endings(), key=len, reverse=True):
        closed = (ord(word[-1]) - 0xAC00) % 28 != 0
        groups["은|이" if closed else "는|가"].append(word)
    # Each branch begins with a letter of its own: so the search leaps from one candidate to the next.
    return re.compile(
        "|".join(
            f"{word}(?=(?:{own}|의|에서는|에서|에선|에는|에도|에)(?![가-힣])|[ ,(=]|$"
            f"{'|도 |다[.]' if own == '는|가' else '|(?<!국)도 |이다[.]'})"
            for own, words in groups.items()
            for word in words
        )
    )


# 부서별로는 스마트도시과 55억원: a list of divisions.
_BY_PART = re.compile(r"(?:부서|실·?국|국·?과|기관|과)별")
# AI혁신과 287억원, 데이터과 176억원: where one division stands beside another, each before its money.
_A_DIVISION = rf"[{LETTERS}0-9·]+(?:과|국|실|단|본부|담당관) \d[\d,.조억천백만 ]*원?"
_BESIDE_PARTS = re.compile(rf"{_A_DIVISION}(?:, |과 |와 |·){_A_DIVISION}")
_AFTER = re.compile(r"[가-힣]*|.")


def find_parts(text: str) -> Iterator[Part]:
    """The words of `text` that name a part, in order."""
    for match in _pattern().finditer(text):
        start, end = match.start(), match.end()
        floor = max(0, start - _LONGEST)
        while start > floor and _OF_PARTS.match(text, start - 1):
            start -= 1
        if start == floor and start and _OF_PARTS.match(text, start - 1):
            continue
        ending = endings()[match.group()]
        start = _after_dot(text, start, match.start())
        if _is_part(text, start, end, ending):
            after = _AFTER.match(text, end)
            bureau = _BUREAU_BEFORE.search(text[max(0, start - _LONGEST) : start])
            opens = start - len(bureau.group()) if bureau else start
            name = text[start : match.start()] + ending.official
            yield Part(opens, end, name, ending.corporate, after.group() if after else "")


def _after_dot(text: str, start: int, stop: int) -> int:
    """Behind the dot of a list of parts (도시국·산업국); 기획·예산과 is one name."""
    dot = text.rfind("·", start, stop)
    return dot + 1 if dot > start + 1 and text[dot - 1] in "국과실" and stop - dot > 2 else start


def _is_part(text: str, start: int, end: int, ending: Ending) -> bool:
    name = text[start:end]
    if "·" in name and name.split("·", 1)[0] in endings():
        return False  # 실·본부·국 are all of them
    short = len(name) < len(ending.word) + 2 and not (ending.alone and name == ending.word)
    if short or name in ending.exact or name.endswith(ending.never):
        return False
    if ending.unlike and ending.unlike.match(text, end):
        return False
    if ending.corporate:
        return True
    following = text[end : end + 1]
    if following == " ":
        divided = ending.word != "과" or bool(_BY_PART.search(text, 0, start) or _BESIDE_PARTS.search(text))
        return bool(_MONEY_FOLLOWS.match(text, end)) and divided
    return ending.word not in _AMBIGUOUS or following not in ("", ",", "(")
