"""The names that bodies bear in text, from the tables governments, basic_governments, state_bodies, units."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ingestion.rules import load

STATE = "대한민국 정부"


@cache
def region_alone() -> re.Pattern[str]:
    """A region that by itself stands for its government (서울은, 경북의 경우)."""
    regions = "|".join(row["region"] for row in load("governments"))
    return re.compile(rf"(?:^|(?<=[\s\"',·]))(?P<region>{regions})(?=은 |는 |의 경우|,)")


@cache
def first_level() -> dict[str, str]:
    """The official name of each first-level government by every name that it goes by."""
    names: dict[str, str] = {}
    for row in load("governments"):
        for word in (row["name"], *row["short"], *([row["formerly"]] if "formerly" in row else [])):
            names[word] = row["name"]
    return names


@cache
def basic() -> dict[str, tuple[str, ...]]:
    """The first-level governments around each basic one; 중구 has several."""
    names: dict[str, tuple[str, ...]] = {}
    for row in load("basic_governments"):
        for name in row["names"]:
            names[name] = (*names.get(name, ()), row["within"])
    return names


@cache
def state() -> dict[str, str]:
    """The official name of each body of the state by every name that it goes by."""
    return {word: row["name"] for row in load("state_bodies") for word in (row["name"], *row["short"])}


@cache
def names() -> re.Pattern[str]:
    """Any government or body of the state, where no longer word holds it."""
    words = sorted({*first_level(), *basic(), *state()}, key=len, reverse=True)
    return re.compile(rf"(?<![가-힣A-Za-z])({'|'.join(words)})")


@cache
def parts() -> re.Pattern[str]:
    """A word that ends like a part of a government, with what follows it."""
    endings = sorted((row["ending"] for row in load("units")), key=len, reverse=True)
    return re.compile(
        r"(?<![가-힣A-Za-z0-9·])(?:[가-힣A-Za-z]{2,10}(?:국|실|본부) )?"
        rf"(?P<name>[가-힣A-Za-z0-9·]{{1,18}}?(?P<ending>{'|'.join(endings)}))"
        r"(?P<after>은|는|이|가|의|에서|에는|에|도(?= )| |,|\(|$)"
    )


@cache
def corporate() -> frozenset[str]:
    """Endings of bodies with a purse of their own: they are no part of the government's house."""
    return frozenset(row["ending"] for row in load("units") if row.get("corporate"))


@cache
def not_parts() -> frozenset[str]:
    """Words that only look like a part of a government (효과, 전국)."""
    return frozenset(word for row in load("units") for word in row["not"])


def official_name(name: str, published_on: date | None) -> str:
    """The name that first-level government `name` bore on that day (강원도 before 2023-06-11)."""
    for row in load("governments"):
        if row["name"] == name and "formerly" in row and published_on and published_on < row["since"]:
            return str(row["formerly"])
    return name


def home_of(word: str) -> str | None:
    """The first-level government that a word before a district names (서울, 서울시, 경기)."""
    return first_level().get(word) or next(
        (row["name"] for row in load("governments") if row["region"] == word), None
    )
