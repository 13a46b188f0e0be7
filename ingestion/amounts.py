"""text → amounts of money, in the order of the text (CONSTRUCTIONS A, B, C04–C06, O).

`find_amounts` is the public door. It takes any string, never raises, and reads left to right in time linear
in the text. Spans refer to the text as given. A number whose writing contradicts itself (1,23억원,
5억만원) is an amount without a value, like 수백억원: it is seen, not guessed. A doubled unit (120억억원)
adds nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import TypeVar

from ingestion.hedges import hedge_after, hedge_before, minus_before
from ingestion.money import Money, broken, counted, currencies, money_of, won
from ingestion.numerals import Number, read_hangul_number, read_number
from ingestion.ranges import JOINTS, joined_ranges, with_shared_units
from ingestion.records import Amount, Qualifier
from ingestion.text import even, settle
from ingestion.unit_captions import Unit, bare_amounts, find_units

# A run of digits that is a number; any other (1,23 or 1.2.3) is none.
_WELL_FORMED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?|[0-9]{1,20}(?:\.[0-9]{1,4})?")
_IN_HANGUL = re.compile(
    r"[일이삼사오육칠팔구십백천](?:(?<![가-힣0-9].)|(?<=일금.)|(?<=금.)(?<![가-힣]금.))"
    r"(?=[일이삼사오육칠팔구십백천]{0,12}[조억만])"
)
# 수십억, 몇 억, ○○억, 억대: an amount whose value is not stated.
_UNSTATED = re.compile(
    r"[수몇여○◯OXN*억](?<![가-힣A-Z0-9○◯*].)(?:"
    r"(?<=[수몇여])(?:(?<=여)러)?(?: ?[십백천]){0,2} ?여?"
    r"(?: ?[만조] ?원| ?억(?: ?원|(?=대)|(?![가-힣])|(?=[을이의에])))대?"
    r"|(?<=[수몇])[십백천]{1,2}조(?![가-힣])"
    r"|(?<=[○◯OXN*])[○◯OXN*]{0,3}[십백천]? ?여?[조억만](?: ?원|(?![가-힣]))"
    r"|(?<=억) ?원?대(?![가-힣]))"
)
# 천 853억, 백20억: broadcasters write the first digit as a word.
_SPOKEN = re.compile(r"(?<![가-힣0-9.,])[천백] ?$")
# 이억원 is also a person's name, 구조원 a rescuer.
_NO_NUMERAL = re.compile(r"이억원 (?:[가-힣]{2,8} ?)?(?:위원장|장관|차관|후보|의원|대표|사장|국장)|구조")
_WON_BEHIND = re.compile(r" ?원")


_Placed = TypeVar("_Placed", Money, Amount)


@cache
def _runs() -> re.Pattern[str]:
    """Runs of digits that may be money by what stands around them: dates and most counts are passed over."""
    units = "천백십만억조원" + "".join(sorted({row["word"][0] for row in currencies()}))
    signs = r"(?<=[$€¥₩£][0-9])|(?<=[$€¥₩£] [0-9])|(?<=KRW[0-9])|(?<=KRW [0-9])|(?<=[A-Z][SU][DR] [0-9])"
    rest = r"[0-9]*+(?:[.,][0-9]+)*+"
    return re.compile(
        rf"[0-9](?<![0-9][0-9])(?<![0-9][.,][0-9])(?:(?:{signs}){rest}|{rest}(?= ?여? ?[{units}]))"
    )


def find_amounts(text: str) -> list[Amount]:
    """Every amount of money in `text`, in won where it is won, with its span in `text`."""
    settled = settle(text)
    seen = even(settled.text if settled else text)
    units = find_units(seen)
    found = _merged(list(_in_digits(seen, units)), _in_words(seen, units))
    amounts = [_amount(seen, money) for money in joined_ranges(seen, with_shared_units(seen, found))]
    if units:
        amounts = _merged(amounts, list(bare_amounts(seen, units)))
    if seen == text:
        return amounts
    places = [settled.origin(a.start, a.end) if settled else (a.start, a.end) for a in amounts]
    return [
        replace(amount, text=text[start:end], start=start, end=end)
        for amount, (start, end) in zip(amounts, places, strict=True)
    ]


def _in_digits(text: str, units: list[Unit]) -> Iterator[Money]:
    """The money that digits state; 만 without 원 is held until a neighbour with 원 shows what it is."""
    done = 0
    held: list[Money] = []
    for run in _runs().finditer(text):
        start, end = run.span()
        if start < done or (units and _within(units, start)):
            continue
        number = _number(text, start, done) if _WELL_FORMED.fullmatch(text, start, end) else None
        if number is None:
            money = broken(text, start, end)
            done = money.end if money else end
        else:
            money = money_of(text, number)
            done = max(number.end, money.end if money else 0)
        if held and text[held[-1].end : start][:4].strip(" ") not in JOINTS:
            held = []
        if money:
            if held and money.value:
                yield from held
            held = []
            yield money
        elif number and number.group == "만":
            held.append(won(number, number.end))


def _number(text: str, start: int, done: int) -> Number | None:
    """The number whose first digits stand at `start`, with the 천 or 백 that it may begin with."""
    if start - done > 0 and text[start - 1] in "천백 ":
        spoken = _SPOKEN.search(text, max(start - 3, done), start)
        number = read_number(text, spoken.start()) if spoken else None
        if number and number.end > start and number.group:
            return number
    return read_number(text, start)


def _in_words(text: str, units: list[Unit]) -> list[Money]:
    """The money that numerals in Hangul state, and money whose value stays open."""
    unstated = [
        Money(match.start(), match.end(), None, None, 1, "KRW", 1, None)
        for match in _UNSTATED.finditer(text)
        if not counted(text, match.end())
    ]
    spelled = []
    done = 0
    for begin in _IN_HANGUL.finditer(text):
        at = begin.start()
        number = read_hangul_number(text, at) if at >= done else None
        if number is None or _NO_NUMERAL.match(text, at) or (units and _within(units, at)):
            continue
        is_won = number.group == "억" or _WON_BEHIND.match(text, number.end)
        money = money_of(text, number) if is_won else None
        if money:
            spelled.append(money)
        done = money.end if money else number.end
    return _merged(unstated, spelled)


def _within(units: list[Unit], at: int) -> bool:
    """Whether a unit without a number covers `at`: (단위: 1,000원) is no money."""
    before = bisect_right(units, at, key=itemgetter(0))
    return before > 0 and units[before - 1].end > at


def _amount(text: str, money: Money) -> Amount:
    """`money` with the words that blur or bound it; the word before wins over the word after (최대 …규모)."""
    start, end, value, maximum, unit, currency, _, inside = money
    if value is None:
        qualifier = Qualifier.EXACT if currency != "KRW" else Qualifier.ABOUT
        return Amount(None, None, unit, qualifier, None, currency, text[start:end], start, end)
    hedge = None if inside else hedge_before(text, start) or hedge_after(text, end)
    if maximum is None and (sign := minus_before(text, start, end)) is not None:
        start, value = sign, -value
    word, qualifier = (inside, Qualifier.ABOUT) if inside else hedge or (None, Qualifier.EXACT)
    return Amount(value, maximum, unit, qualifier, word, currency, text[start:end], start, end)


def _merged(first: list[_Placed], others: list[_Placed]) -> list[_Placed]:
    """Both lists in order of place; of two that overlap, the one of `first`."""
    if not others:
        return first
    starts = [found.start for found in first]
    result = list(first)
    for other in others:
        at = bisect_left(starts, other.end)
        if at == 0 or first[at - 1].end <= other.start:
            result.append(other)
    return sorted(result, key=lambda found: found.start)
