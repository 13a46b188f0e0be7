"""Who published an article: what the page states, its copyright line, dateline or letterhead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from string import digits

from ingestion.lines import ASKED, Line, is_furniture, letters, squeeze
from ingestion.records import BlockKind
from ingestion.rules import load

_PARENTHESES = re.compile(r"\([^)]{0,40}\)|\[[^\]]{0,40}\]|㈜|\(주\)|주식회사")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-~–]\s?(?:(?:19|20)\d\d)?)?")
_NOISE = re.compile(r"^[\W_]+|[\W_]+$")
_NO_NAME = re.compile(
    r"무단|전재|재배포|금지|저작권|기자|reserved|http|www\.|@|\d{3}|^기사|본문|보도자료|copyright|^all$",
    re.IGNORECASE,
)
_PAGE_PARTS = re.compile(r"\s*(?:::|\||›|»)\s*|\s+[-–—<>]\s+|\s+:\s+")
# 가람시청 > 소통 > 보도자료: the site is its town's.
_OFFICE = re.compile(r"(?P<name>[가-힣]{2,8}[시군구도])청")
# 가람방송 뉴스: what an outlet publishes, behind its name.
_PRODUCT = re.compile(r"(?<=방송|신문|일보|통신) 뉴스$")
_HANGUL = re.compile(r"[가-힣]")
_MAX_NAME = 24
_MAX_NAMING = 300  # characters: a publisher is named at the beginning of a line


def publisher_of(stated: list[tuple[str, str]], titles: list[str], head: list[Line], text: list[Line],
                 below: list[Line]) -> str | None:  # fmt: skip
    """The publisher's name, or None. `titles` are the page's own titles, whose ends may name it."""
    scores: Counter[str] = Counter()
    names: dict[str, str] = {}

    def add(raw: str, weight: int) -> None:
        name = _clean(raw)
        if name:
            key = letters(name)
            names.setdefault(key, name)
            scores[key] = max(scores[key], weight) + 1

    for place, value in stated:
        for part in _PAGE_PARTS.split(value):
            add(part, 100 if "JSON-LD" in place or "site_name" in place else 80)
    for area, lines in (("head", head), ("text", text), ("below", below)):
        _from_lines([line.text for line in lines if _may_name(line)], area, add)
    for title in titles:
        parts = [part for part in _PAGE_PARTS.split(title) if part.strip()]
        for part in parts:
            if office := _OFFICE.fullmatch(part.strip()):
                add(office["name"], 60)
        for part, weight in ((parts[0], 42), (parts[-1], 46)) if len(parts) > 1 else ():
            if len(letters(part)) <= 12 and not is_furniture(part) and not is_furniture(title):
                add(part, weight + 10 * _is_outlet(part))
    for line in head[:6]:
        first = re.split(r"\s{2,}|\s?[|>:]{1,2}\s|\s", line.text)[0]
        if _is_outlet(first) and line.link < 0.99:
            add(first, 40)
    if not scores:
        return None
    best = max(
        scores,
        key=lambda key: scores[key] - (45 if not _HANGUL.search(names[key]) and len(scores) > 1 else 0),
    )
    return names[best] if scores[best] >= 40 else None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str, tuple[str, ...]], ...]:
    rows = [row for row in load("page_publishers") if "pattern" in row]
    return tuple(
        (re.compile(row["pattern"]), row["weight"], row.get("area", ""), tuple(row["needs"])) for row in rows
    )


@cache
def _portals() -> frozenset[str]:
    return frozenset(letters(row["portal"]) for row in load("page_publishers") if "portal" in row)


@cache
def _outlet_ends() -> tuple[str, ...]:
    return tuple(row["ending"] for row in load("page_publishers") if "ending" in row)


def _of_dateline(match: re.Match[str]) -> str:
    """The outlet of `[서울=가람통신]` or `[가람통신=서울]`: the side that is no short name of a place."""
    one, two = match["place"], match["name"]
    if _is_outlet(one) != _is_outlet(two):
        return one if _is_outlet(one) else two
    return one if len(one) > len(two) else two


def _may_name(line: Line) -> bool:
    return line.kind is not BlockKind.CAPTION and line.cells is None


def _from_lines(texts: list[str], area: str, add: Callable[[str, int], None]) -> None:
    whole = "\n".join(texts)
    patterns = [
        # A pattern for the beginning of a line is not looked for further on.
        (pattern, pattern.match if pattern.pattern[0] == "^" else pattern.search, weight)
        for pattern, weight, where, needs in _patterns()
        if (not where or area in where) and any(sign in whole for sign in needs)
    ]
    for text in texts if patterns else ():
        for pattern, find, weight in patterns:
            if match := find(text[:_MAX_NAMING]):
                add(_of_dateline(match) if "place" in pattern.groupindex else match["name"], weight)


def _is_outlet(name: str) -> bool:
    bare = squeeze(_PARENTHESES.sub("", name))
    named = bare.rstrip(digits)  # 가람뉴스24
    return 3 <= len(bare) <= 14 and named.endswith(_outlet_ends()) and not re.search(r"\s", bare)


@lru_cache(maxsize=ASKED)
def _clean(raw: str) -> str | None:
    """A name without company forms, years and signs; None when it is none."""
    name = squeeze(_PARENTHESES.sub(" ", raw))
    name = _PRODUCT.sub("", _NOISE.sub("", _YEARS.sub(" ", name)).strip())
    name = re.split(r"\s(?:&|and|All|및|[-–—])\s|[,|]|\.\s", name)[0].strip(" '‘’\"“”")
    if letters(name) in _portals():
        return None
    if name.startswith("http") or not 2 <= len(name) <= _MAX_NAME or _NO_NAME.search(name):
        return None
    return name if any(character.isalpha() for character in name) else None
