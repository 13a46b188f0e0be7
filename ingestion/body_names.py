"""The names that governments and bodies of the state bear in text, and whose they are on a given day.

The tables: governments (first level), basic_governments, government_changes and city_districts, state_bodies,
state_institutions and national_words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from ingestion.rules import load
from ingestion.text import find_from

STATE = "대한민국 정부"
# Newspapers write the last syllable of a local government in Hanja: 김천市, 강남區.
_HANJA = {"시": "市", "도": "道", "구": "區", "군": "郡"}
# What a city of a million people calls itself; by law it is 수원시 all the same.
_SPECIAL_CITY = "특례시"
# Names whose first syllables are a word of every budget: 예산군.
_NO_SHORT_NAME = ("예산", "음성", "부여", "진도", "사상", "수영")
# What a name may not continue to the left.
LETTERS = "가-힣A-Za-z"
_Trie = dict[str, "_Trie"]


@dataclass(frozen=True, slots=True)
class Local:
    """A basic government within a first-level one, or a district within a city; it begins on `since` and has
    ended on `until`."""

    name: str
    within: str
    since: date = date.min
    until: date = date.max
    became: str | None = None
    merged: bool = False
    district: bool = False

    def on(self, day: date) -> bool:
        """Whether it was there on `day`."""
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class _Called:
    """A body of the state and when a word meant it."""

    name: str
    since: date
    until: date


def spellings(name: str) -> tuple[str, ...]:
    """The name, and as newspapers write it with its level in Hanja."""
    level = _HANJA.get(name[-1])
    return (name, name[:-1] + level) if level else (name,)


@cache
def first_level() -> dict[str, str]:
    """The official name of each first-level government by every name that it goes by, but for its region."""
    names: dict[str, str] = {}
    for row in load("governments"):
        whole = [word for word in row["hanja"] if word[-1] in _HANJA.values()]
        for word in (row["name"], *row["short"], *([row["formerly"]] if "formerly" in row else [])):
            names |= dict.fromkeys(spellings(word), row["name"])
        names |= dict.fromkeys(whole, row["name"])
    return names


@cache
def regions() -> dict[str, str]:
    """The official name of each first-level government by the word for its region (서울, 釜山)."""
    return {
        word: row["name"]
        for row in load("governments")
        for word in (row["region"], *row["hanja"])
        if word not in first_level()
    }


@cache
def also_words() -> frozenset[str]:
    """Regions whose names are words too: 경기는 is mostly the economy or a match."""
    return frozenset(row["region"] for row in load("governments") if row.get("also_word"))


@cache
def basic() -> tuple[Local, ...]:
    """Every basic government that is or was."""
    changes = [
        Local(
            row["name"],
            row["within"],
            row.get("since", date.min),
            row.get("until", date.max),
            row.get("became"),
            row.get("merged", False),
        )
        for row in load("government_changes")
    ]
    ended = {(change.name, change.within) for change in changes}
    begun = {change.became: change.until for change in changes if change.became and not change.merged}
    current = [
        Local(name, row["within"], begun.get(name, date.min))
        for row in load("basic_governments")
        for name in row["names"]
        if (name, row["within"]) not in ended
    ]
    return (*current, *changes)


@cache
def districts() -> tuple[Local, ...]:
    """The districts of cities, which are no governments."""
    return tuple(
        Local(name, row["within"], row.get("since", date.min), district=True)
        for row in load("city_districts")
        for name in row["names"]
    )


@cache
def _locals() -> dict[str, tuple[Local, ...]]:
    names: dict[str, list[Local]] = defaultdict(list)
    for local in (*basic(), *districts()):
        special = (local.name[:-1] + _SPECIAL_CITY,) if local.name.endswith("시") else ()
        for word in (*spellings(local.name), *special):
            names[word].append(local)
    return {word: tuple(found) for word, found in names.items()}


def is_local(word: str) -> bool:
    """Whether a basic government or a district bears or bore this name."""
    return word in _locals()


@lru_cache(maxsize=4096)
def locals_named(word: str, day: date | None) -> tuple[Local, ...]:
    """Those that `word` may mean in a text of `day`, by their names of that day (당진시 in 2010: 당진군)."""
    day = day or date.max.replace(day=1)
    found: dict[Local, None] = {}
    for local in _locals().get(word, ()):
        if local.on(day):
            found[local] = None
        elif day < local.since:
            before = (old for old in basic() if old.became == local.name and not old.merged and old.on(day))
            found |= dict.fromkeys(before)
        elif local.became and not _still_there(local, day):
            found |= dict.fromkeys(_successors(local, day))
    return tuple(found) or tuple(local for local in _locals().get(word, ()) if not local.became)


def _still_there(local: Local, day: date) -> bool:
    """Whether a later government there or district bears the same name (제주시)."""
    return any(same.on(day) for same in _locals()[local.name] if same.within == local.within)


def _successors(local: Local, day: date) -> Iterable[Local]:
    """What a former government is part of on `day`; 세종특별자치시 is of the first level itself."""
    became = local.became or local.name
    later = [new for new in _locals().get(became, ()) if new.on(day)]
    return later or [replace(local, name=became, within=became)]


@lru_cache(maxsize=4096)
def short_names(government: str) -> frozenset[str]:
    """By what a basic government is called once a text is about it (김천은)."""
    stem = government.rsplit(" ", 1)[-1][:-1]
    own = len(stem) > 1 and stem not in _NO_SHORT_NAME and is_local(government.rsplit(" ", 1)[-1])
    return frozenset([stem]) if own else frozenset()


@cache
def stems() -> dict[str, str]:
    """The local name that a word of two syllables or more begins (성남 in 성남문화재단)."""
    return {local.name[:-1]: local.name for local in (*basic(), *districts()) if len(local.name) > 2}


@cache
def _state() -> dict[str, tuple[_Called, ...]]:
    called: dict[str, list[_Called]] = defaultdict(list)
    for row in (*load("state_bodies"), *load("state_institutions")):
        since, until = row.get("since", date.min), row.get("until", date.max)
        for word in (row["name"], *row["short"]):
            called[word].append(_Called(row["name"], since, until))
    return {word: tuple(rows) for word, rows in called.items()}


def state_body(word: str, day: date | None) -> str | None:
    """The body of the state that `word` means in a text of `day` (노동부 since 2010: 고용노동부); a full name
    that no other bears is as printed."""
    called = _state().get(word)
    if not called:
        return None
    day = day or date.max.replace(day=1)
    return next((c.name for c in called if c.since <= day < c.until), called[0].name)


@cache
def national_words() -> tuple[str, ...]:
    """Words that begin the name of a body of the state."""
    return tuple(row["word"] for row in load("national_words"))


def find_names(text: str) -> Iterator[re.Match[str]]:
    """The names in `text`, the longest at its place, where no word goes before it."""
    return find_from(_starts(), names(), text)


@cache
def _words() -> frozenset[str]:
    return frozenset({*first_level(), *regions(), *_locals(), *stems(), *_state()})


@cache
def _starts() -> re.Pattern[str]:
    firsts, seconds = ("".join(sorted({word[at] for word in _words()})) for at in (0, 1))
    return re.compile(f"[{firsts}](?=[{seconds}])(?<![{LETTERS}].)")


@cache
def names() -> re.Pattern[str]:
    """Any name, the longest."""
    root: _Trie = {}
    for word in _words():
        node = root
        for letter in (*word, ""):
            node = node.setdefault(letter, {})
    return re.compile(_branch(root))


def _branch(node: _Trie) -> str:
    ends = "" in node
    branches = [re.escape(letter) + _branch(below) for letter, below in node.items() if letter]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


@lru_cache(maxsize=4096)
def official_name(name: str, published_on: date | None) -> str:
    """The name that first-level government `name` bore on that day (강원도 before 2023-06-11)."""
    for row in load("governments"):
        if row["name"] == name and "formerly" in row and published_on and published_on < row["since"]:
            return str(row["formerly"])
    return name


@cache
def home_of(word: str) -> str | None:
    """The first-level government or city that a word before a district names (서울, 서울시, 경기, 포항)."""
    return first_level().get(word) or regions().get(word)


@lru_cache(maxsize=4096)
def home_around(government: str, day: date | None) -> str | None:
    """The first-level government around a basic one (경기도 around 성남시), or itself, under today's name."""
    first = first_level().get(government.split(" ", 1)[0])
    if first and (" " in government or government != "광주시"):
        return first
    homes = {local.within for local in locals_named(government, day) if not local.district}
    return homes.pop() if len(homes) == 1 else None
