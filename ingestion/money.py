"""A number in its text → money or not: won, foreign currency, or a count, an article of a law, a plain word.

What follows the number decides; where 원 is left out (3459억 투입) the words around must not make it a count,
an article or a word (CONSTRUCTIONS A10, A13, A14, A16–A18, N02, N03).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from ingestion.numerals import Number, counter
from ingestion.rules import load


class Money(NamedTuple):
    """Money at `start:end`, before its hedges are looked for. `value` is None where none is stated; `lends`
    is what the words behind its last digits multiply by, for the bare numbers beside it; `hedge` a 여."""

    start: int
    end: int
    value: int | None
    maximum: int | None
    unit: int
    currency: str
    lends: int
    hedge: str | None


# What may follow 원 or a unit as a word of its own.
_PARTICLE = "[을를은는이가의에도만로과와씩대여]"
_ENDS = rf"(?=(?:{_PARTICLE}?(?![가-힣])|으로|까지|부터|이다|이상|이하|이내|짜리|어치|규모|가량|안팎|정도))"
_WON = re.compile(r"( ?여)? ?원")
_WON_EVEN = re.compile(r"정[을를이은는의에과와]?(?![가-힣])")  # 원정 closes a formal amount
# 원 that opens another word (3원칙, 5 원도심) is no money; behind 억 and 만 another word may be glued to it.
_NOT_WON = re.compile(
    r"원(?:칙|소|탁|형|점|전|안|로|년|격|천|화|단|도심|어민|내|장|생|리|서|인|본|룸|주|산|팀|스톱)"
)
_WON_APART = re.compile(r" 원" + _ENDS)
_HALF_WON = re.compile(r" ?여(?=[ 를의에로이가,.)]|$)")
_TEN_THOUSAND = re.compile(r"(?<![가-힣0-9])만 ?$")  # 만2천원: 만 without a digit is ten thousand
# Units that do not fall (5조억원, 900만조원) contradict each other; the same twice (120억억원) does not.
_CLASH = re.compile(r"[천백십]*[조억만]+(?: ?원|(?<!만)(?![가-힣]))|[0-9]+(?:[.,][0-9]+)+[천백십]*만? ?원")
_BROKEN = re.compile(r"여?[천백십]*(?:[만억조]+ ?원|[억조]+(?![가-힣])| ?원" + _ENDS + ")")
_SIGNS = {
    "₩": "KRW", "$": "USD", "€": "EUR", "¥": "JPY", "£": "GBP",
    "HK$": "HKD", "AU$": "AUD", "CA$": "CAD",
}  # fmt: skip
_SIGN = re.compile(r"(?:(?:US|USD|HK|AU|CA)?\$|[₩€¥£]|(?<![A-Z])(?:KRW|USD|EUR|JPY|CNY|GBP)) ?$")
_SCALES = re.compile(r" ?(?:million|billion|thousand|[mM]illion|[bB]illion)(?![a-z])")
# An article of a law or a team: 제3조, 지방재정법 37조, 2인 1조.
_ARTICLE = re.compile(r"(?:제|인|명|명이|명씩|헌법|[가-힣]법|법률|시행령|규칙|조례|규정) ?$")
_ARTICLE_AFTER = re.compile(r" ?(?:의 ?\d|제? ?\d+ ?(?:항|호|목|교대|개 ?조)|각 ?호|[가-힣]?교대)")
_AFTER_JO = re.compile(
    r"[\d(,.·~/\-)'\"\]>…?!↑↓→+|원대여를을이가로에의는은도과와투넘돌확편달만]|규모|가량|안팎|시대|클럽|\s|$"
)
# Behind a blank a unit must be a word of its own: 15 조성, 2025 억새, 30 억제.
_UNIT_ENDS = re.compile(_ENDS)
# 만 without 원 is money only where words of money stand on both sides: 국비 5000만 확보.
_BEFORE_MAN = re.compile(
    r"(?:예산|[국도시군구]비|사업비|총액|금액|지원금|보조금|출연금|민자|자부담)"
    r"[은는을이가]? ?(?:총|약|각각)? ?$"
)
_AFTER_MAN = re.compile(r"(?=[,)·/\n\t]|$)|을? ?(?:투입|확보|편성|반영|삭감|증액|감액|들여|들이|배정|책정)")


@cache
def currencies() -> tuple[dict[str, Any], ...]:
    """The rows of the table of foreign money, longer words first."""
    return tuple(sorted(load("currencies"), key=lambda row: -len(row["word"])))


@cache
def _currency() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in currencies())
    ends = rf"(?=(?:{_PARTICLE}|으로|까지|부터|이상|규모|상당|어치|가량|에서)|[^가-힣]|$)"
    return re.compile(rf" ?({words})(?:(?<=달러)|(?<! 불)(?<! 엔){ends}|(?=[을를이가은는,.)\s]|$))")


@cache
def _codes() -> dict[str, str]:
    return {row["word"]: row["currency"] for row in currencies()}


def money_of(text: str, number: Number) -> Money | None:
    """The money that `number` is, or None where it counts or names something else."""
    start, end = number.start, number.end
    named = _WON.match(text, end)
    if named and not _is_other_word(text, named.end() - 1, number.group):
        hedge = "여" if number.inside_hedge or named.group(1) else None
        nothing = number.value == 0 and text.startswith("00", start)
        end = named.end()
        if text.startswith("정", end) and _WON_EVEN.match(text, end):
            end += 1
        found = won(number, end, hedge)
        if (
            not number.group
            and number.value < 10**4
            and (ten := _TEN_THOUSAND.search(text, max(0, start - 2), start))
        ):
            return found._replace(start=ten.start(), value=number.value + 10**4)
        return found._replace(value=None) if nothing else found
    sign = _SIGN.search(text, max(0, start - 5), start)
    foreign = _currency().match(text, end)
    if sign or foreign:
        return _foreign(text, number, sign, foreign)
    if not number.group:
        return None
    return _clashing(text, number) or _without_won(text, number)


def won(number: Number, end: int, hedge: str | None = None) -> Money:
    """The won that `number` states, with its words up to `end`."""
    return Money(number.start, end, number.value, None, number.unit, "KRW", number.lends, hedge)


def counted(text: str, end: int) -> bool:
    """Whether what stands before `end` counts people or things."""
    return bool(counter().match(text, end))


def broken(text: str, start: int, end: int) -> Money | None:
    """Money without a value where the digits `text[start:end]` are no number (1,23억원)."""
    tail = _BROKEN.match(text, end)
    return Money(start, tail.end(), None, None, 1, "KRW", 1, None) if tail else None


def _is_other_word(text: str, won: int, group: str) -> bool:
    """Whether the 원 at `won` opens another word."""
    apart = text[won - 1] == " "
    if apart and not group:
        return not _WON_APART.match(text, won - 1)
    return (apart or not group) and bool(_NOT_WON.match(text, won))


def _foreign(
    text: str, number: Number, sign: re.Match[str] | None, foreign: re.Match[str] | None
) -> Money | None:
    value, unit, group, lends, _, start, end = number
    code = _codes()[foreign.group(1)] if foreign else ""
    if sign:
        mark = sign.group().rstrip()
        code = code or _SIGNS.get(mark) or _SIGNS.get(mark[-1]) or mark
        start = sign.start()
        if code == "KRW":
            return Money(start, end, value, None, unit, code, lends, None)
        if not foreign:
            foreign = _SCALES.match(text, end)
    elif not group and value <= 999 and code not in ("USD", "EUR"):
        return None
    return Money(start, foreign.end() if foreign else end, None, None, unit, code, lends, None)


def _clashing(text: str, number: Number) -> Money | None:
    clash = _CLASH.match(text, number.end)
    if clash is None:
        return None
    doubled = clash.group().rstrip("원 ") == number.group
    return Money(
        number.start,
        clash.end(),
        number.value if doubled else None,
        None,
        number.unit if doubled else 1,
        "KRW",
        number.lends,
        None,
    )


def _without_won(text: str, number: Number) -> Money | None:
    """3459억, 24억여, 51.5조: money without 원."""
    value, unit, group, _, inside, _, end = number
    blur = None if inside else _HALF_WON.match(text, end)
    if not blur and counter().match(text, end) and not text.startswith("대", end):
        return None
    if group == "조" and unit == 10**12 and not blur and not _is_jo_of_won(text, number):
        return None
    if group == "만" and value < 10**8 and not _is_man_of_won(text, number):
        return None
    if text[end - 2] == " " and not _UNIT_ENDS.match(text, end):
        return None
    return won(number, blur.end() if blur else end, "여" if inside or blur else None)


def _is_jo_of_won(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 4) : number.start]
    after = _AFTER_JO.match(text, number.end)
    return bool(after) and not _ARTICLE.search(before) and not _ARTICLE_AFTER.match(text, number.end)


def _is_man_of_won(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 12) : number.start]
    return bool(_AFTER_MAN.match(text, number.end) and _BEFORE_MAN.search(before))
