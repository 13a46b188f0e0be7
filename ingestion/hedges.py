"""Words that bound or blur an amount, and the signs that make it a cut (CONSTRUCTIONS A15, B01–B05)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.records import Qualifier
from ingestion.rules import load

Hedge = tuple[str, Qualifier]
_MINUS = frozenset("-△▲▽▼스")
_MINUS_WORD = re.compile(r"마이너스 ?$")
# Before △ where it is a sign and no bullet: 증감 △3억.
_CHANGE = re.compile(r"(?:증감|증가|감소|감액|삭감|증액|차액|조정|대비)(?:액|분)?[:은는이]? ?$")
_BEFORE_DASH = frozenset(" \t\n(:")


@cache
def _words(where: str) -> dict[str, Qualifier]:
    return {row["word"]: Qualifier(row["qualifier"]) for row in load("hedges") if row["where"] == where}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_words("before"))


@cache
def _after() -> re.Pattern[str]:
    words = sorted(_words("after"), key=len, reverse=True)
    # 대 and 선 are also the beginning of other words: 대규모, 선제.
    plain = "|".join(re.escape(word) for word in words if word not in ("대", "선"))
    return re.compile(
        rf" ?(?:({plain})(?!이사|도시|문)|(대)(?=[\s의를로에이,.)…']|$)(?! ?[0-9])"
        r"|(선)(?=[이에으]|[^가-힣]|$))"
    )


def hedge_before(text: str, start: int) -> Hedge | None:
    """The word right before the amount that bounds or blurs it."""
    end = start - 1 if text[start - 1 : start] == " " else start
    if not text.endswith(_endings(), max(0, end - 6), end):
        return None
    found = [word for word in _endings() if text.endswith(word, max(0, end - 6), end)]
    word = max(found, key=len)
    at = end - len(word)
    if at and not (text[at - 1].isspace() or text[at - 1] in "(·\"',~:…[<"):
        return None
    return word, _words("before")[word]


def hedge_after(text: str, end: int) -> Hedge | None:
    """The word right behind the amount that bounds or blurs it."""
    match = _after().match(text, end)
    if match is None:
        return None
    word = match[match.lastindex or 0]
    return word, _words("after")[word]


def minus_before(text: str, start: int, end: int) -> int | None:
    """Where the minus sign of the amount `text[start:end]` stands, or None where it has none.

    A dash is one at the start of a word, △ only in brackets of its own, alone in a cell or behind a word of
    change: elsewhere △ and ▲ are bullets (A15, C01).
    """
    sign = text[start - 1 : start]
    if sign == " ":
        word = _MINUS_WORD.search(text, max(0, start - 5), start)
        return word.start() if word else None
    if sign not in _MINUS or not sign:
        return None
    if sign == "스":
        word = _MINUS_WORD.search(text, max(0, start - 4), start)
        return word.start() if word else None
    at = start - 1
    before, after = text[max(0, at - 1) : at], text[end : end + 1]
    if sign == "-":
        return at if not before or before in _BEFORE_DASH else None
    if before == "(":
        return at if after == ")" or (after == "," and sign in "△▽") else None
    if before == "\t":
        return at if after in "\t\n" else None
    return at if sign in "△▽" and _CHANGE.search(text, max(0, at - 8), at) else None
