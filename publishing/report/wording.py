"""How amounts, years, equations and sentences are written in the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from publishing.report.words import Text, table

UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
SHORT = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

RELATION = re.compile(r"( [=≈≠<>≟] )")
SIGN = re.compile(r"(^- | [+-] )")
DIGITS = re.compile(r"\d{4,}")


def won(amount: int | None) -> str:
    """Whole won as Korean readers write it: 1조 2000억원, 784원; a cut with its sign."""
    if amount is None:
        return "–"
    rest, words = abs(amount), []
    for size, unit in UNITS:
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count}{unit}")
    if rest or not words:
        words.append(str(rest))
    return f"{'−' if amount < 0 else ''}{' '.join(words)}원"


def money(amount: int | None) -> Text:
    """Whole won for readers of both languages: 2651억원, ₩265.1 billion; nothing is rounded away that
    the Korean shows, unless it is below a thousandth of the English unit."""
    if amount is None:
        return table()("common.none")
    size, name = next(((size, f" {name}") for size, name in SHORT if abs(amount) >= size), (1, ""))
    number = f"{abs(amount) / size:,.3f}".rstrip("0").rstrip(".")
    return Text.plain(thousands(won(amount)), f"{'−' if amount < 0 else ''}₩{number}{name}")


def eok(amount: float | None) -> Text:
    """Won in hundred millions, as charts and tables of budgets count: 2,651억, ₩265.1bn."""
    if amount is None:
        return table()("common.none")
    return Text.plain(
        f"{amount / 1e8:,.4g}억" if abs(amount) < 1e12 else f"{amount / 1e8:,.0f}억",
        f"₩{amount / 1e9:,.4g}bn",
    )


def thousands(text: str) -> str:
    """Its numbers with thousands separated: 1718 + 933 → 1,718 + 933."""
    return DIGITS.sub(lambda found: f"{int(found[0]):,}", text)


def years(first: int | None, last: int | None) -> Text:
    """The fiscal years that a figure covers."""
    words = table()
    if first is None:
        return words("common.year_unknown") if last is None else words("common.year_to", year=str(last))
    if last is None:
        return words("common.year_from", year=str(first))
    return Text.plain(*[str(first) if first == last else f"{first}–{last}"] * 2)


def marked(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """A sentence in three pieces: before its amount, the amount, after it. Where the offsets do not fit
    the sentence it is all before, rather than marked at a wrong place."""
    sentence = row["sentence"] or ""
    start, end = row["text_start"] - row["sentence_start"], row["text_end"] - row["sentence_start"]
    if sentence[max(start, 0) : end] != row["text"]:
        return sentence, "", ""
    return sentence[:start], sentence[start:end], sentence[end:]


def terms(equation: str | None, items: Sequence[str], total: str | None) -> list[tuple[str, str | None]]:
    """The words of an equation, each with the id of the figure that it stands for, if it stands for one;
    `items` are the ids of its items in text order."""
    left, relation, right = [*RELATION.split(equation or "", maxsplit=1), "", ""][:3]
    words = SIGN.split(left)
    numbers = [place for place, word in enumerate(words) if word and not SIGN.fullmatch(word)]
    if not relation or len(numbers) != len(items):
        return [(equation, total)] if equation else []
    figures = dict(zip(numbers, items, strict=True))
    linked = [(word, figures.get(place)) for place, word in enumerate(words) if word]
    return [*linked, (relation, None), (right, total)]
