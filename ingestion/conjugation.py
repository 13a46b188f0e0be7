"""Verb stems → the forms in which Korean prose uses them, so that a word is looked up, not guessed.

`늘리` gives 늘리고, 늘려, 늘린, 늘렸다 …; the regular rules of 어/아, ㄹ and 으 (국립국어원, 한글 맞춤법
제15–18항).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
# ㅅ falls before a vowel: 짓다, 지어.
_SOFT = ("짓", "붓", "잇")
_NONE, _N, _L, _M, _P, _SS = 0, 4, 8, 16, 17, 20
# How a stem's last vowel and 아/어 grow together; the others take 어 as a syllable of its own.
_JOINED = {
    "ㅏ": "ㅏ",
    "ㅓ": "ㅓ",
    "ㅐ": "ㅐ",
    "ㅔ": "ㅔ",
    "ㅕ": "ㅕ",
    "ㅗ": "ㅘ",
    "ㅜ": "ㅝ",
    "ㅣ": "ㅕ",
    "ㅡ": "ㅓ",
    "ㅚ": "ㅙ",
}


class Ending(StrEnum):
    """What a verb's form does in its sentence."""

    FINAL = "final"
    LINK = "link"
    ADNOMINAL = "adnominal"


# 따르다 makes 따라, 치르다 치러: not as 오르다 makes 올라.
_PLAIN_REU = ("따르", "치르", "들르", "다다르", "우러르")


def coda(syllable: str) -> int:
    """The number of the final consonant of a Hangul syllable, 0 where there is none; −1 for other signs."""
    point = ord(syllable)
    return (point - _FIRST) % 28 if _FIRST <= point <= _LAST else -1


def _with_coda(stem: str, number: int) -> str:
    point = ord(stem[-1])
    return stem[:-1] + chr(point - (point - _FIRST) % 28 + number)


def _vowel(syllable: str) -> str:
    return _VOWELS[(ord(syllable) - _FIRST) // 28 % 21]


def _infinitive(stem: str) -> str:
    """The form in 아/어: 늘리 → 늘려, 짓 → 지어, 하 → 해."""
    last = stem[-1]
    if last == "하":
        return stem[:-1] + "해"
    if stem.endswith("이르"):
        return stem + "러"  # 900억원에 이르러
    if stem.endswith("르") and len(stem) > 1 and not stem.endswith(_PLAIN_REU):
        return _with_coda(stem[:-1], _L) + ("라" if _vowel(stem[-2]) in "ㅏㅗ" else "러")
    if coda(last) == _NONE:
        point = ord(last) - _FIRST
        joined = _JOINED.get(_vowel(last))
        if _vowel(last) == "ㅡ" and len(stem) > 1 and _vowel(stem[-2]) in "ㅏㅗ":
            joined = "ㅏ"
        if joined is None:
            return stem + "어"
        return stem[:-1] + chr(_FIRST + (point // 588 * 21 + _VOWELS.index(joined)) * 28)
    if stem.endswith(_SOFT):
        return _with_coda(stem, _NONE) + "어"
    if stem == "돕":
        return "도와"
    return stem + ("아" if _vowel(last) in "ㅏㅗㅑ" else "어")


def forms(stem: str) -> Iterator[tuple[str, Ending]]:
    """The forms of the verb with this stem (its dictionary form without 다)."""
    closed = coda(stem[-1]) not in (_NONE, _L)
    soft = stem
    if stem.endswith(_SOFT):
        soft = _with_coda(stem, _NONE) + "으"
    elif stem == "돕":
        soft = "도우"
    base = soft if stem != soft else stem + ("으" if closed else "")
    dropped = _with_coda(stem, _NONE) if coda(stem[-1]) == _L else stem
    open_stem = coda(dropped[-1]) == _NONE and soft == stem
    infinitive = _infinitive(stem)
    past = _with_coda(infinitive, _SS)
    for ending in ("고", "지만", "도록", "거나", "자", "기로", "기", "게", "다가", "고자", "지"):
        yield stem + ending, Ending.LINK
    for ending in ("며", "면서", "면", "려고", "려는"):
        yield base + ending, Ending.LINK if ending != "려는" else Ending.ADNOMINAL
    yield dropped + "는데", Ending.LINK
    yield dropped + "는", Ending.ADNOMINAL
    yield stem + "던", Ending.ADNOMINAL
    for number in (_N, _L):
        yield _with_coda(dropped if open_stem else base, number), Ending.ADNOMINAL
    yield infinitive, Ending.LINK
    for ending in ("서", "서는", "야", "도"):
        yield infinitive + ending, Ending.LINK
    yield past + "던", Ending.ADNOMINAL
    for ending in ("고", "으며", "지만", "는데", "으나", "다가"):
        yield past + ending, Ending.LINK
    for final in (past + "다", stem + "다", past + "다고", past + "습니다", past + "음"):
        yield final, Ending.FINAL
    yield (_with_coda(dropped, _N) if open_stem else stem + "는") + "다", Ending.FINAL
    yield (_with_coda(dropped, _P) + "니다" if open_stem else stem + "습니다"), Ending.FINAL
    # What somebody promises: 늘리겠다, 늘리겠다고, 늘리겠다는.
    will = stem + "겠"
    for final in (will + "다", will + "다고", will + "습니다"):
        yield final, Ending.FINAL
    for ending in ("다며", "다면서", "지만", "으나", "고", "으며"):
        yield will + ending, Ending.LINK
    yield will + "다는", Ending.ADNOMINAL
    if stem in ("하", "되", "시키"):  # 편성함: how outlines end; 돌봄 of other verbs is a noun
        yield _with_coda(stem, _M), Ending.FINAL
