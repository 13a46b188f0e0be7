"""The words that say what money is: its noun (매출, 예산), what is done with it (기탁), who pays (기업).

Korean compounds are ruled by their last part, so a word is looked up by its longest known ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ingestion.records import LeftoverReason
from ingestion.rules import load

_PARTICLES = (
    *(
        "으로는",
        "에서는",
        "으로도",
        "이라는",
        "으로",
        "에서",
        "에게",
        "에는",
        "에도",
        "까지",
        "부터",
        "보다",
        "이며",
    ),
    *("이고", "이다", "이나", "들의", "들은", "들이", "들도", "로는", "라는", "이란"),
    *("은", "는", "이", "가", "인", "을", "를", "의", "에", "도", "만", "과", "와", "로", "나", "란"),
)
_SUBJECT = frozenset({"은", "는", "이", "가", "도", "들은", "들이", "들도", "이란", "란", "로는", "으로는"})
_SIGNS = "([<'\"「『)]>'\"」』.…"
_LONGEST_NOUN = 8
_ALL_OF_THEM = 10**13
# What may follow an amount before its particle.
HEDGED = r" ?(?:안팎|가량|정도|규모|수준|이상|여|선|대)?"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names money; `reason` is None where it names a budget. `small` nouns decide small amounts
    only; the nouns `ruled` stay in charge in front of it (융자 지원); `place` limits where it decides."""

    word: str
    reason: LeftoverReason | None
    small: bool = False
    place: str = "any"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: the noun at its end, if one is known, and its particle ("" for none)."""

    noun: Noun | None
    particle: str

    @property
    def is_subject(self) -> bool:
        """Whether its particle makes it what the clause is about."""
        return self.particle in _SUBJECT


@cache
def _nouns() -> dict[str, Noun]:
    named = {
        row["word"]: Noun(
            row["word"], LeftoverReason(row["reason"]), row.get("small", False), row.get("place", "any")
        )
        for row in load("leftovers")
    }
    return {row["word"]: Noun(row["word"], None) for row in load("budget_words")} | named


@cache
def _keepers() -> dict[str, frozenset[str]]:
    """The words behind which a noun stays in charge."""
    return {row["word"]: frozenset(row["with"]) for row in load("leftovers") if "with" in row}


@cache
def _light() -> frozenset[str]:
    return frozenset(row["word"] for row in load("light_words"))


def _noun_at_end(stem: str) -> tuple[Noun, str] | None:
    """The noun with the longest name that ends the stem, and what stands before it."""
    nouns = _nouns()
    for length in range(min(len(stem), _LONGEST_NOUN), 0, -1):
        noun = nouns.get(stem[-length:])
        if noun:
            return noun, stem[:-length]
    return None


def _compound(stem: str) -> Noun | None:
    found = _noun_at_end(stem)
    for length in (4, 3, 2) if len(stem) > 2 else ():
        head, before = stem[-length:], _noun_at_end(stem[:-length])
        if before and head in _keepers().get(before[0].word, ()):
            return before[0]
    return found[0] if found else None


@lru_cache(maxsize=1 << 14)
def read_word(token: str) -> Word:
    """The word of `token`, which may carry brackets, quotation marks and a full stop."""
    stem = token.strip(_SIGNS)
    if stem.endswith(_PARTICLES):
        stem = stem.replace("'", "").replace(
            '"', ""
        )  # '창업 펀드'도: the particle stands behind the quotation
    noun = _compound(stem)
    if noun:
        return Word(noun, "")
    particle = next((p for p in _PARTICLES if stem.endswith(p) and len(stem) > len(p)), "")
    bare = stem.removesuffix(particle) if particle else stem
    noun = _compound(bare) if particle else None
    return Word(noun, particle)


def is_given(noun: Noun, won: int) -> bool:
    """Whether it is so much of the tax that the state shares out that no local government gets it."""
    return noun.word.endswith("교부세") and abs(won) >= _ALL_OF_THEM


def keeps_charge(before: str, head: str) -> tuple[Noun, str] | None:
    """The noun of `before` where it stays in charge before the word `head` (융자 지원), and its particle."""
    word = read_word(before)
    if word.noun is None or word.particle or word.noun.word not in _keepers():
        return None
    stem = _bare(head)
    return (word.noun, head.strip(_SIGNS)[len(stem) :]) if stem in _keepers()[word.noun.word] else None


@lru_cache(maxsize=1 << 14)
def is_light(token: str) -> tuple[bool, str]:
    """Whether the word says nothing of what the money is (지난해, 모두, 2028년), and its particle."""
    stem = token.strip(_SIGNS + ",")
    if not stem or any(sign.isdigit() for sign in stem):
        return True, ""
    if stem in _light():
        return True, ""
    particle = next((p for p in _PARTICLES if stem.endswith(p) and len(stem) > len(p)), "")
    return stem.removesuffix(particle) in _light(), particle


def _bare(token: str) -> str:
    stem = token.strip(_SIGNS)
    particle = next((p for p in _PARTICLES if stem.endswith(p) and len(stem) > len(p) + 1), "")
    return stem.removesuffix(particle) if particle else stem


_HADA = r"(?:을|를)?(?: ?(?:하|했|해|할|한|함|되|된|됐|될|돼|받|키로)|(?=[\"'.,…]|$))"
_GOAL = r"(?:(?:[^ ,.]+ ){0,2}?[^ ,.]*(?:에|에게|께|으로|로|에서|간|더|새로|모두|전액) )?"
_OBJECT = r"(?:(?:[^ ,.]+ )?[^ ,.]+[을를] )?"


def _verb_pattern(particle: str) -> str:
    rows = [row for row in load("leftover_verbs") if row["particle"] == particle]
    rows.sort(key=lambda row: -len(row["word"]))
    plain = [row["word"] for row in rows if "hada" not in row]
    made = [row["word"] for row in rows if "hada" in row]
    return rf"(?:(?P<made>{'|'.join(made)}){_HADA}|(?P<plain>{'|'.join(plain)}))"


@cache
def _verbs() -> dict[str, tuple[re.Pattern[str], dict[str, LeftoverReason]]]:
    openings = {
        "object": r"(?:을|를|의|씩|까지|만|도|어치를?|이|가|(?= (?:아[끼낄꼈껴]|절감|절약)))",
        "at": "에(?: [^ ,.]+)?",
    }
    return {
        particle: (
            re.compile(
                rf" ?(?:가량|안팎|정도|규모|상당)?{opening} ?{_GOAL}{_OBJECT}{_verb_pattern(particle)}"
            ),
            {
                row["word"]: LeftoverReason(row["reason"])
                for row in load("leftover_verbs")
                if row["particle"] == particle
            },
        )
        for particle, opening in openings.items()
    }


def leftover_verb(behind: str) -> tuple[LeftoverReason, str] | None:
    """What is done with the amount, where that makes it no budget: (을) 기탁했다, (에) 팔렸다."""
    for pattern, reasons in _verbs().values():
        found = pattern.match(behind)
        if found:
            word = found["made"] or found["plain"]
            return reasons[word], word
    return None


@cache
def budgeted() -> re.Pattern[str]:
    """What a public body does with a budget, behind the amount: (을) 추경에 편성했다."""
    opening = r"(?:[가-힣]+(?:을|를|이|가) |(?: ?(?:을|를|이|가|도|만))? ?)"
    return re.compile(rf"{opening}(?:[^ ,.]+ ){{0,2}}?(?:{words('budget_acts')})")


@cache
def words(table: str) -> str:
    """The words of a table as alternatives of a pattern, the longest first."""
    return "|".join(sorted((row["word"] for row in load(table)), key=len, reverse=True))


@cache
def payers() -> str:
    """Those who pay with money of their own, as alternatives of a pattern."""
    rows: list[dict[str, Any]] = sorted(load("private_payers"), key=lambda row: -len(row["word"]))
    kinds = "|".join(row["word"] for row in rows if "starts" not in row)
    groups = "|".join(row["word"] for row in rows if "starts" in row)
    of_a_group = rf"(?<![가-힣A-Z])(?:{groups})(?![동역])[가-힣]{{0,8}}"
    return rf"{kinds}|[A-Z]{{1,3}}사|{of_a_group}|㈜[가-힣A-Z]+|[가-힣A-Z]+㈜"
