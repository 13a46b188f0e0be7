"""One Korean word (어절) → what it is in its sentence: its stem, its particle or ending, what its verb says.

Looked up in the tables words, verbs and particles and in the forms that `conjugation.py` gives; a particle
counts only where it fits the final sound before it (을 behind a consonant), so that 마을 stays whole.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from ingestion.conjugation import Ending, coda, forms
from ingestion.frozen import dataclass
from ingestion.rules import load


class Kind(StrEnum):
    """What a word is."""

    NOUN = "noun"
    MONEY = "money"
    WHOLE = "whole"
    GENERIC = "generic"
    VERB = "verb"
    ADVERB = "adverb"
    COUNT = "count"
    RATE = "rate"
    MARK = "mark"
    AMOUNT = "amount"
    PERIOD = "period"
    BODY = "body"


class Case(StrEnum):
    """What a particle makes of its noun."""

    BARE = ""
    TOPIC = "은/는"
    SUBJECT = "이/가"
    OBJECT = "을/를"
    GOAL = "에"
    PLACE = "에서"
    MEANS = "로"
    OF = "의"
    WITH = "와/과"
    THAN = "보다"
    FROM = "부터"
    UNTIL = "까지"
    ALSO = "도"
    COPULA = "이다"


@dataclass(frozen=True, slots=True)
class Form:
    """A word taken apart: `stem` without particle or ending; `says` is the class of its verb in `verbs.yml`
    (of a noun that makes a verb with 하다, too), '' where it has none."""

    kind: Kind
    stem: str
    case: Case
    ending: Ending | None
    says: str


_COPULA_ENDING = {"다": Ending.FINAL, "던": Ending.ADNOMINAL}
_RIEUL = 8
_PAST = re.compile(r"(?:고|다|으며|지만|는데|던|으나|다가|다고|습니다|었던)$")
_COUNT = re.compile(
    r"^(?:총)?[\d,]+(?:\.\d+)?여?(?P<unit>개소|월|일|개사|개교|개국|개년|개월|가구|세대|명|건|곳|개|대|팀|종|마리|면|동|편|회|차례|㎞|km|㎡|m|m²|㎢|호|년|층|마을|학교|학급|대상|석|권|부|기|인|점|사)"
)
_RATE = re.compile(r"^[\d.,]+(?:%p?|퍼센트|%포인트|배)")
_PREFIXED = re.compile(r"^제?\d+(?:회|차|단계|분기|반기)$")
# Syllables that end an unknown verb's serial form, hardly ever a noun: 뽑혀, 넘겨, 갖춰.
_SERIAL = frozenset("혀겨쳐켜져춰꿔줘")
_SHORT_VERBS = frozenset("쓴쓸써든뺀빼낸낼준줄짠짤짜건될된돼해한할함됨둔두온간큰")


@cache
def _particles() -> dict[str, tuple[tuple[str, Case, str], ...]]:
    """The particles by their last syllable, the longest first: word, case, what it stands behind."""
    found: dict[str, list[tuple[str, Case, str]]] = {}
    for row in sorted(load("particles"), key=lambda row: -len(row["word"])):
        particle = (str(row["word"]), Case[row["case"].upper()], str(row.get("behind", "")))
        found.setdefault(particle[0][-1], []).append(particle)
    return {last: tuple(rows) for last, rows in found.items()}


@cache
def _verbs() -> dict[str, tuple[Ending, str, str]]:
    """Every form in the table → its ending, what it says, its stem."""
    found: dict[str, tuple[Ending, str, str]] = {}
    for row in load("verbs"):
        stem = str(row["stem"])
        for text, ending in forms(stem):
            if len(text) > 1 or text in _SHORT_VERBS:
                found.setdefault(text, (ending, str(row["says"]), stem))
    return found


@cache
def _verbal_nouns() -> dict[str, str]:
    """Nouns that make a verb with 하다 → what the verb says."""
    return {
        str(row["stem"])[:-1]: str(row["says"])
        for row in load("verbs")
        if str(row["stem"]).endswith("하") and len(str(row["stem"])) > 2
    }


@cache
def _made() -> tuple[dict[str, Ending], ...]:
    """The forms of 하다, 되다 and 시키다 behind a noun, by their length."""
    by_length: tuple[dict[str, Ending], ...] = tuple({} for _ in range(7))
    for stem in ("하", "되", "시키", "당하", "받"):
        for text, ending in forms(stem):
            if len(text) < 7:
                by_length[len(text)].setdefault(text, ending)
    by_length[2].update({"하여": Ending.LINK, "되어": Ending.LINK})
    return by_length


@cache
def _classes() -> dict[str, Kind]:
    kinds = {"money": Kind.MONEY, "whole": Kind.WHOLE, "adverb": Kind.ADVERB, "generic": Kind.GENERIC}
    words = {row["word"]: kinds[row["is"]] for row in load("words") if row["is"] in kinds}
    # 충남 부여군: a region before a name is a part of it.
    return words | {row["region"]: Kind.BODY for row in load("governments")}


@cache
def _plain_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in load("words") if row["is"] == "noun")


def _is_plain(word: str) -> bool:
    """Whether the word, or its last syllables behind two or more, is a noun that only looks inflected
    (교통과 is no 통과)."""
    sizes = (size for size in (2, 3, 4) if len(word) == size or len(word) >= size + 2)
    return any(word[-size:] in _plain_nouns() for size in sizes)


@lru_cache(maxsize=1 << 16)
def form_of(word: str) -> Form:
    """The form of one word, punctuation taken off."""
    kind = _classes().get(word)
    if kind:
        return Form(kind, word, Case.BARE, None, _verbal_nouns().get(word, ""))
    if len(word) < 4 and particle_of(word) is not None:
        return Form(Kind.ADVERB, word, particle_of(word) or Case.BARE, None, "")
    if word[0].isdigit():
        number = _number(word)
        if number:
            return number
    return _noun(word) if word in _plain_nouns() else _verb(word) or _noun(word)


def _number(word: str) -> Form | None:
    if _RATE.match(word):
        return Form(Kind.RATE, word, _case(word)[1], None, "")
    count = _COUNT.match(word)
    if count:
        rest = word[count.end() :]
        case = particle_of(rest)
        if not rest or case is not None:
            return Form(Kind.COUNT, word[: count.end()], case or Case.BARE, None, "")
    return None


def _verb(word: str) -> Form | None:
    word = word.replace("하였", "했").replace("되었", "됐")
    known = _verbs().get(word)
    if known:
        ending, says, stem = known
        return Form(Kind.VERB, stem, Case.BARE, ending, says)
    for size in range(min(6, len(word) - 2), 0, -1):
        ending_or_none = _made()[size].get(word[-size:])
        if ending_or_none is None or _is_plain(word):
            continue
        noun = word[:-size]
        return Form(Kind.VERB, noun, Case.BARE, ending_or_none, _verbal_nouns().get(noun, "act"))
    if _case(word)[1] is Case.COPULA:
        return None
    past = _PAST.search(word)
    if len(word) > 2 and word[-1] in _SERIAL and not _is_plain(word):
        return Form(Kind.VERB, word, Case.BARE, Ending.LINK, "act")
    if past and past.start() > 0 and coda(word[past.start() - 1]) == 20:
        ending = _COPULA_ENDING.get(
            word.removesuffix("고")[-1] if word.endswith("다고") else word[-1], Ending.LINK
        )
        return Form(Kind.VERB, word, Case.BARE, ending, "act")
    return None


def _noun(word: str) -> Form:
    stem, case = (word, Case.BARE) if _is_plain(word) else _case(word)
    ending = None
    if case is Case.COPULA:
        ending = _COPULA_ENDING.get(word[-1], Ending.LINK)
    if case is Case.BARE and len(word) > 2 and word.endswith("다") and not _is_plain(word):
        return Form(Kind.VERB, word, Case.BARE, Ending.FINAL, "act")
    kind = _classes().get(stem, Kind.NOUN)
    if len(stem) > 2 and stem.endswith("별") and not _is_plain(stem):
        kind = Kind.GENERIC  # 연도별, 시도별: by what a list divides
    if kind is Kind.ADVERB and case is Case.BARE:
        kind = Kind.NOUN
    if _PREFIXED.match(stem):
        kind = Kind.COUNT
    return Form(kind, stem, case, ending, _verbal_nouns().get(stem, ""))


def _case(word: str) -> tuple[str, Case]:
    for particle, case, behind in _particles().get(word[-1], ()):
        if len(word) > len(particle) and word.endswith(particle):
            stem = word[: -len(particle)]
            final = coda(stem[-1])
            fits = (
                behind == ""
                or final < 0
                or (behind == "closed") == (final > 0)
                or (final == _RIEUL and particle.startswith("로"))
            )
            if fits and (len(stem) > 1 or final < 0 or len(particle) > 1 or stem in _classes()):
                return stem, case
    return word, Case.BARE


@lru_cache(maxsize=4096)
def particle_of(text: str) -> Case | None:
    """The case of a particle that stands alone behind an amount or a name, or None."""
    for particle, case, _ in _particles().get(text[-1:], ()):
        if text == particle:
            return case
    return None
