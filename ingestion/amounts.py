"""text → amounts of money, in the order of the text (CONSTRUCTIONS A, B, C04–C06, O).

`find_amounts` is the public door. It takes any string, never raises, and reads left to right in
time linear in the text. Spans refer to the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from ingestion.numerals import Number, read_hangul_number, read_number
from ingestion.records import Amount, Qualifier
from ingestion.rules import load
from ingestion.text import even
from ingestion.unit_captions import CAPTION, bare_amounts

# Where a number may begin: a digit, or Hangul that may be a numeral, not inside a longer word.
_START = re.compile(
    r"(?<![\d.,A-Za-z])(?:\d|(?<![가-힣])[일이삼사오육칠팔구천백십][일이삼사오육칠팔구십백천만억조])"
)
_WON = re.compile(r"원정(?![가-힣])| ?억?원")
# 원 that opens another word (3원칙, 2원화) is no money.
_NOT_WON = re.compile(r" ?원(?:칙|소|탁|형|점|전|안|로|년|격|천|화|단|도심|어민)")
_COUNTING_UNIT = re.compile(r" ?(백만|천|십억|억|조) ?원")
_COUNTING = {"천": 10**3, "백만": 10**6, "십억": 10**9, "억": 10**8, "조": 10**12}
_SIGN = re.compile(r"(?:₩|￦|KRW ?)$")
_FOREIGN_SIGN = re.compile(r"(\$|€|¥|US\$)$")
_FOREIGN_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "¥": "JPY"}
_SHARED = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)((?: ?[·/~] ?|, ))$")
# A larger number before 억 is none that lacks it; behind these a digit belongs to something else.
_MOST_SHARED = 99_999
_NO_SHARE = tuple("0123456789.,년월분")
_INDEFINITE = re.compile(
    r"(?<![가-힣\d])(?:수|몇|여러)(?: ?[십백천만]){0,2} ?(?:조|억|만) ?원?(?:대)?"
    r"|[○0]{2,4} ?(?:억|만|조) ?원|(?<![가-힣\d])억대"
)
# An article of a law or a team: 제3조, 2인 1조.
_ARTICLE = re.compile(r"(?:제|제 |인 |명이 |명 )$")
_AFTER_JO = re.compile(
    r" ?(?:[\d(,.·~/)]|원|대|여|규모|가량|안팎|를|을|이|가|로|에|의|는|은|도|과|와|투|넘|돌|이상|확|편|달|$)"
)
_MAN_ALONE = re.compile(r" ?(?:~|원)")


@cache
def _hedges(where: str) -> tuple[tuple[str, Qualifier], ...]:
    rows = [(row["word"], Qualifier(row["qualifier"])) for row in load("hedges") if row["where"] == where]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word, _ in _hedges("after"))
    return re.compile(rf" ?({words})(?!이사|도시|문)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(·\"',])({'|'.join(re.escape(w) for w, _ in _hedges('before'))}) ?$")


@cache
def _currency() -> re.Pattern[str]:
    return re.compile(rf" ?({'|'.join(re.escape(row['word']) for row in load('currencies'))})")


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf" ?(?:여 ?)?(?:{'|'.join(re.escape(row['word']) for row in load('counters'))})")


def find_amounts(text: str) -> list[Amount]:
    """Every amount of money in `text`, in won where it is won, with its span in `text`."""
    seen = even(text)
    found = _join_ranges(seen, _with_shared_units(seen, list(_scan(seen))))
    found = [_hedged(seen, amount) for amount in found]
    found = _merged(found, list(bare_amounts(seen)))
    found = _merged(found, [_indefinite(match) for match in _INDEFINITE.finditer(seen)])
    return [replace(amount, text=text[amount.start : amount.end]) for amount in found]


def _merged(amounts: list[Amount], others: list[Amount]) -> list[Amount]:
    """Both lists in order of place; of two that overlap, the one of `amounts`."""
    starts = [amount.start for amount in amounts]
    result = list(amounts)
    for other in others:
        at = bisect_left(starts, other.end)
        if at == 0 or amounts[at - 1].end <= other.start:
            result.append(other)
    return sorted(result, key=lambda amount: amount.start)


def _scan(text: str) -> Iterator[Amount]:
    position = 0
    captions = {caption.start(1) for caption in CAPTION.finditer(text) if caption.group(1)}
    while match := _START.search(text, position):
        number = read_number(text, match.start())
        if number is None and not text[match.start()].isdigit():
            number = read_hangul_number(text, match.start())
        elif number is not None and not text[match.start()].isdigit():
            hangul = read_hangul_number(text, match.start())
            number = hangul if hangul and hangul.end > number.end else number
        if number is None or match.start() in captions:
            position = match.end()
            continue
        amount = _money(text, number)
        if amount:
            yield amount
        position = max(number.end, amount.end if amount else 0, match.start() + 1)


def _money(text: str, number: Number) -> Amount | None:
    """The amount that `number` is, or None where it counts something else."""
    before = text[max(0, number.start - 4) : number.start]
    end, value, unit = number.end, number.value, number.unit
    foreign = _currency().match(text, end)
    sign = _FOREIGN_SIGN.search(before)
    if (foreign and (number.group or value > 999 or foreign.group(1) in ("달러", "유로"))) or sign:
        name = foreign.group(1) if foreign else ""
        code = next((r["currency"] for r in load("currencies") if r["word"] == name), None)
        start = number.start - (len(sign.group(1)) if sign else 0)
        return _amount(
            text,
            start,
            foreign.end() if foreign else end,
            None,
            unit,
            code or _FOREIGN_SIGNS[sign.group(1)] if sign else code or "USD",
        )
    hedge = number.inside_hedge
    if not hedge and text.startswith("여", end) and re.match(r"여 ?원", text[end : end + 3]):
        hedge, end = True, end + 1
    counting = _COUNTING_UNIT.match(text, end) if not number.group and not hedge else None
    if counting and (number.grouped or counting.group(1) != "천"):
        size = _COUNTING[counting.group(1)]
        return _amount(text, number.start, counting.end(), value * size, unit * size, "KRW")
    won = _WON.match(text, end)
    if won and not _NOT_WON.match(text, end):
        if "억" in won.group() and number.group == "":
            return None
        return _amount(text, number.start, won.end(), value, unit, "KRW", "여" if hedge else None)
    signed = _SIGN.search(before)
    if signed:
        return _amount(text, number.start - len(signed.group()), end, value, unit, "KRW")
    in_the_range = number.group in ("억", "조") and text.startswith("대", end)  # 20억대
    if not number.group or (_counter().match(text, end) and not in_the_range) or _ARTICLE.search(before):
        return None
    if number.group == "조" and unit == 10**12 and not _AFTER_JO.match(text, end):
        return None
    if number.group == "만" and number.value < 10**8 and not _MAN_ALONE.match(text, end):
        return None
    if number.group == "억" and re.match(r"[제누눌겁류척지]", text[end : end + 1]):
        return None
    return _amount(text, number.start, end, value, unit, "KRW", "여" if hedge else None)


def _amount(
    text: str, start: int, end: int, value: int | None, unit: int, currency: str, hedge: str | None = None
) -> Amount:
    qualifier = Qualifier.ABOUT if hedge else Qualifier.EXACT
    return Amount(value, None, unit, qualifier, hedge, currency, text[start:end], start, end)


def _indefinite(match: re.Match[str]) -> Amount:
    return Amount(None, None, 1, Qualifier.ABOUT, None, "KRW", match.group(), match.start(), match.end())


def _with_shared_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """Bare numbers before an amount that borrow its last unit: 1,200·800·500억원, 30∼50억원 (B06, C04)."""
    result: list[Amount] = []
    floor = 0
    for amount in amounts:
        borrowed: list[Amount] = []
        start = amount.start
        number = read_number(text, amount.start)
        while number and number.last_group > 1 and (m := _SHARED.search(text, max(floor, start - 24), start)):
            value = Fraction(m.group(1).replace(",", ""))
            krw = value * number.last_group
            if krw.denominator != 1 or value > _MOST_SHARED or text[m.start(1) - 1 : m.start(1)] in _NO_SHARE:
                break
            unit = number.last_group // 10 ** len(m.group(1).partition(".")[2])
            start = m.start(1)
            borrowed.append(_amount(text, start, m.end(1), int(krw), unit, "KRW"))
        result += [*reversed(borrowed), amount]
        floor = amount.end
    return result


def _join_ranges(text: str, amounts: list[Amount]) -> list[Amount]:
    """`A~B` as one amount with its upper end; `A에서 B로` is a change, not a range (D05)."""
    result: list[Amount] = []
    for amount in amounts:
        last = result[-1] if result else None
        if (
            last
            and last.amount_krw
            and amount.amount_krw
            and last.amount_max_krw is None
            and last.amount_krw < amount.amount_krw
        ):
            between = text[last.end : amount.start]
            after = text[amount.end : amount.end + 4].lstrip()
            spoken = between.strip() in ("에서", "부터") and after.startswith(("사이", "까지"))
            if re.fullmatch(r" ?[~-] ?", between) or spoken:
                result[-1] = replace(
                    last,
                    amount_max_krw=amount.amount_krw,
                    end=amount.end,
                    unit_krw=min(last.unit_krw, amount.unit_krw),
                )
                continue
        result.append(amount)
    return result


def _hedged(text: str, amount: Amount) -> Amount:
    """With the word that blurs or bounds it; the word before wins over the word after (최대 …규모)."""
    if amount.hedge or amount.amount_krw is None:
        return amount
    if before := _before().search(text, max(0, amount.start - 8), amount.start):
        word = before.group(1)
        return replace(amount, hedge=word, qualifier=dict(_hedges("before"))[word])
    after = _after().match(text, amount.end)
    if after:
        word = after.group(1)
        follows = text[after.end() : after.end() + 1]
        if (word == "대" and not re.match(r"[\s의를로에이,.)]|$", follows)) or (
            word == "선" and re.match(r"[가-힣]", follows) and follows not in "이에으"
        ):
            return amount
        return replace(amount, hedge=word.strip(), qualifier=dict(_hedges("after"))[word])
    return amount
