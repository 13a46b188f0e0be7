"""How Korean texts write money: what is an amount, what it is worth, how exactly it is stated."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest

from ingestion.amounts import find_amounts
from ingestion.records import Qualifier
from tests.articles import EOK, JO, MAN


@dataclass(frozen=True)
class Case:
    """`text` holds these amounts, as (printed, won, unit in won)."""

    text: str
    amounts: tuple[tuple[str, int, int], ...]
    why: str = ""


@dataclass(frozen=True)
class Bounded:
    """`text` holds one amount, which its words bound or blur so."""

    text: str
    krw: int
    qualifier: Qualifier
    hedge: str | None
    max_krw: int | None = None
    why: str = ""


def one(text: str, printed: str, krw: int, unit: int, why: str = "") -> Case:
    return Case(text, ((printed, krw, unit),), why)


WRITTEN = [
    one("2천 47억 원", "2천 47억 원", 2047 * EOK, EOK, "a blank behind 천"),
    one(
        "417억 3천 6백만 원",
        "417억 3천 6백만 원",
        417 * EOK + 3600 * MAN,
        100 * MAN,
        "blanks between 천 and 백",
    ),
    one("2천 4백억원", "2천 4백억원", 2400 * EOK, 100 * EOK, "the same before 억"),
    one("사업비 천 320억 원", "천 320억 원", 1320 * EOK, EOK, "a first 천 as a word, as broadcasters write"),
    one("빚 천7백억 원을 낸다", "천7백억 원", 1700 * EOK, 100 * EOK, "the same without a blank"),
    one("2조 백40억 원", "2조 백40억 원", 2 * JO + 140 * EOK, EOK, "a first 백 as a word"),
    one("이천 20억원", "20억원", 20 * EOK, EOK, "the end of a place's name is no digit"),
    one("300 백만 원", "300 백만 원", 300_000_000, 1_000_000, "blanks around a counting unit"),
    one("15억4천을 쓴다", "15억4천", 154000 * MAN, 1000 * MAN, "the 만 is left off"),
    one("8억 1,500 을 쓴다", "8억", 8 * EOK, EOK, "what follows without a unit is no money"),
    one("30억대 예산", "30억", 30 * EOK, EOK, "대 blurs, it does not count"),
    one("목포시는 4187억원을 쓴다", "4187억원", 4187 * EOK, EOK, "digits and one unit"),
    one("사업비는 23 억 원이다", "23 억 원", 23 * EOK, EOK, "blanks before 억 and 원"),
    one("2,903억 원", "2,903억 원", 2903 * EOK, EOK, "a thousands comma"),
    one("7조82억원", "7조82억원", 7 * JO + 82 * EOK, EOK, "the 억 part is not padded with zeros"),
    one("9조 3천억원", "9조 3천억원", 9 * JO + 3000 * EOK, 1000 * EOK, "천 sets the unit"),
    one("1천230억원", "1천230억원", 1230 * EOK, EOK, "news agencies' 천"),
    one("3조 2천118억 원", "3조 2천118억 원", 3 * JO + 2118 * EOK, EOK),
    one("7백억을 넣는다", "7백억", 700 * EOK, 100 * EOK, "백 sets the unit"),
    one("천억원을 모은다", "천억원", 1000 * EOK, 1000 * EOK, "천 alone is one thousand"),
    one("6억4천만원", "6억4천만원", 64000 * MAN, 1000 * MAN),
    one("81억7천300만원", "81억7천300만원", 817300 * MAN, MAN),
    one("2억 300만 원", "2억 300만 원", 20300 * MAN, MAN, "not 2.3억"),
    one("4천700만원", "4천700만원", 4700 * MAN, MAN),
    one("18.4조원", "18.4조원", 184 * JO // 10, JO // 10, "a decimal sets the unit to a tenth"),
    one("9.25억원", "9.25억원", 92500 * MAN, 100 * MAN, "two decimals, a hundredth"),
    one("31,400,000,000원", "31,400,000,000원", 314 * EOK, 1, "full digits are stated to the won"),
    one("총 3,812백만원", "3,812백만원", 3812 * 100 * MAN, 100 * MAN, "백만원 as counting unit"),
    one("27,550천원", "27,550천원", 27_550_000, 1000, "천원 behind a comma is a unit"),
    one("3천원을 받는다", "3천원", 3000, 1000, "천원 without a comma is three thousand won"),
    one("일금 삼억육천만원", "삼억육천만원", 36000 * MAN, 1000 * MAN, "Hangul numerals"),
    one("이백억을 들인다", "이백억", 200 * EOK, 100 * EOK),
    one("올해 918억 집중", "918억", 918 * EOK, EOK, "원 left out in headlines"),
    one("₩45,000,000", "₩45,000,000", 4500 * MAN, 1, "the sign belongs to it"),
    one("금 6,000,000원정", "6,000,000원정", 600 * MAN, 1),
    one("2단계 70억원", "70억원", 70 * EOK, EOK, "the ordinal belongs to the label"),
    one("112 신고 체계 9억원", "9억원", 9 * EOK, EOK, "a number in a name"),
    one("군청 620억원(145건)", "620억원", 620 * EOK, EOK, "the count in brackets is none"),
]
JOINED = [
    one("4조 517억원", "4조 517억원", 4 * JO + 517 * EOK, EOK, "across a blank, units fall"),
    one("4조\n517억원", "4조\n517억원", 4 * JO + 517 * EOK, EOK, "across a line break, units fall"),
    Case(
        "사업 4\n517억원", (("517억원", 517 * EOK, EOK),), "a bare number before a line break is not joined"
    ),
    Case(
        "2026년 8억원",
        (("8억원", 8 * EOK, EOK),),
        "a year is not joined",
    ),
    Case(
        "3억원 5억원",
        (("3억원", 3 * EOK, EOK), ("5억원", 5 * EOK, EOK)),
        "equal units are two amounts",
    ),
    Case(
        "국비 30·도비 20억원",
        (("20억원", 20 * EOK, EOK),),
        "a number with words between is not joined",
    ),
    Case(
        "각각 1,300·700·400억원",
        (("1,300", 1300 * EOK, EOK), ("700", 700 * EOK, EOK), ("400억원", 400 * EOK, EOK)),
        "the last unit is shared",
    ),
    Case(
        "직불제: ('25) 552 → ('26안) 1,024억원",
        (("552", 552 * EOK, EOK), ("1,024억원", 1024 * EOK, EOK)),
        "an arrow shares the unit, as brackets with a year beside it do",
    ),
    Case("45.2→60억원", (("45.2", 452 * EOK // 10, EOK // 10), ("60억원", 60 * EOK, EOK))),
    Case("2025→60억원", (("60억원", 60 * EOK, EOK),), "a year borrows nothing"),
    Case("12.5·7.5억원", (("12.5", 125 * EOK // 10, EOK // 10), ("7.5억원", 75 * EOK // 10, EOK // 10))),
]
EVENED = [
    one("３７０억원", "３７０억원", 370 * EOK, EOK, "full-width digits"),
    one("5，200억원", "5，200억원", 5200 * EOK, EOK, "full-width comma"),
    one("6조\u00a0410억\u00a0원", "6조\u00a0410억\u00a0원", 6 * JO + 410 * EOK, EOK, "no-break blanks"),
    one("예산83억원을들여", "83억원", 83 * EOK, EOK, "glued to its neighbours"),
    one("내년62억원", "62억원", 62 * EOK, EOK, "glued to the word before"),
    Case("150ㆍ90억원", (("150", 150 * EOK, EOK), ("90억원", 90 * EOK, EOK)), "any middle dot"),
]
BOUNDED = [
    Bounded("약 370억원", 370 * EOK, Qualifier.ABOUT, "약"),
    Bounded("370억원가량", 370 * EOK, Qualifier.ABOUT, "가량"),
    Bounded("37억여원", 37 * EOK, Qualifier.ABOUT, "여", why="여 stands inside"),
    Bounded("5000여억원", 5000 * EOK, Qualifier.ABOUT, "여", why="여 before the unit"),
    Bounded("총 90억원 규모", 90 * EOK, Qualifier.ABOUT, "규모"),
    Bounded("6조원대", 6 * JO, Qualifier.ABOUT, "대"),
    Bounded("300억원 이상", 300 * EOK, Qualifier.AT_LEAST, "이상"),
    Bounded("300억원이 넘는 예산", 300 * EOK, Qualifier.AT_LEAST, "이 넘는"),
    Bounded("40억원 이내", 40 * EOK, Qualifier.AT_MOST, "이내"),
    Bounded("최대 15억원 규모", 15 * EOK, Qualifier.AT_MOST, "최대", why="the word before wins"),
    Bounded("40억~60억원", 40 * EOK, Qualifier.EXACT, None, 60 * EOK, "a range is one amount"),
    Bounded("40∼60억원", 40 * EOK, Qualifier.EXACT, None, 60 * EOK, "its lower end borrows the unit"),
    Bounded("40억원에서 60억원 사이", 40 * EOK, Qualifier.EXACT, None, 60 * EOK, "spoken"),
    Bounded("4~7천만원", 4000 * MAN, Qualifier.EXACT, None, 7000 * MAN, "천만 is shared"),
    Bounded("600~2천만원", 600 * MAN, Qualifier.EXACT, None, 2000 * MAN, "only 만 is shared"),
    Bounded("40-60억원", 40 * EOK, Qualifier.EXACT, None, 60 * EOK, "a dash"),
    Bounded("40억 내지 60억원", 40 * EOK, Qualifier.EXACT, None, 60 * EOK),
    Bounded("약 40~60억원", 40 * EOK, Qualifier.ABOUT, "약", 60 * EOK, "a hedge blurs both ends"),
    Bounded("4만~6만원", 4 * MAN, Qualifier.EXACT, None, 6 * MAN, "만 is money by its upper end"),
    Bounded("8조 6억여 원", 8 * JO + 6 * EOK, Qualifier.ABOUT, "여"),
    Bounded("70억여를 들인다", 70 * EOK, Qualifier.ABOUT, "여", why="여 where 원 is left out"),
    Bounded("90억원 대 30건", 90 * EOK, Qualifier.EXACT, None, why="대 sets one against the other"),
    Bounded("90억원 이사회", 90 * EOK, Qualifier.EXACT, None, why="이사회 is no 이상"),
    Bounded("90억원 대규모 공사", 90 * EOK, Qualifier.EXACT, None, why="대규모 is no 대"),
    Bounded("90억원에 달하는 돈", 90 * EOK, Qualifier.EXACT, None, why="달하는 neither blurs nor bounds"),
]
MORE_WRITTEN = [
    one("국비 6조4천을 바란다", "6조4천", 64 * JO // 10, 1000 * EOK, "the 억 is left off"),
    one("31억5천백만원", "31억5천백만원", 315100 * MAN, 100 * MAN, "백 without a digit inside the number"),
    one("4백70억원", "4백70억원", 470 * EOK, EOK, "백 inside the number"),
    one("2조 7천4백18억원", "2조 7천4백18억원", 2 * JO + 7418 * EOK, EOK, "천 and 백"),
    one("3만4500원", "3만4500원", 34_500, 1, "won behind 만"),
    one("41억 7,300만 2천원", "41억 7,300만 2천원", 4_173_002_000, 1000, "down to 천원"),
    one("만4천원을 낸다", "만4천원", 14_000, 1000, "만 without a digit"),
    one("18億원", "18億원", 18 * EOK, EOK, "Chinese numerals"),
    one("4兆 6000億원", "4兆 6000億원", 4 * JO + 6000 * EOK, EOK),
    one("7000萬원", "7000萬원", 7000 * MAN, MAN),
    one("KRW 45,000,000", "KRW 45,000,000", 4500 * MAN, 1, "the code of the won"),
    one("금오백만원", "오백만원", 500 * MAN, 100 * MAN, "금 opens a formal amount"),
    one("이백억이 든다", "이백억", 200 * EOK, 100 * EOK, "the particle 이 is no two"),
    one("AI62억원 투입", "62억원", 62 * EOK, EOK, "glued to Latin letters"),
    one("62억지원", "62억", 62 * EOK, EOK, "glued to the next word"),
    one("62억 개발 사업", "62억", 62 * EOK, EOK, "개발 is no 개"),
    one("62억 건의", "62억", 62 * EOK, EOK, "건의 is no 건"),
    one("청년 예산 62억 배정", "62억", 62 * EOK, EOK, "배정 is no 배"),
    one("62억 인구 감소 대책", "62억", 62 * EOK, EOK, "인구 opens a name"),
    one("62억 엔진 개발", "62억", 62 * EOK, EOK, "엔진 is no 엔"),
    one("예산안 17조 '사상 최대'", "17조", 17 * JO, JO, "조 before a sign"),
    one("17조 예산 시대", "17조", 17 * JO, JO, "조 before a noun"),
    one("도비 4000만 확보", "4000만", 4000 * MAN, MAN, "만 between words of money"),
    one("62억만 반영", "62억", 62 * EOK, EOK, "만 is a particle"),
    one("62억원를 쓴다", "62억원", 62 * EOK, EOK, "a wrong particle"),
    one("62억워느 쓴다", "62억", 62 * EOK, EOK, "a slip behind the unit"),
    one("130억억원", "130억억원", 130 * EOK, EOK, "a doubled unit adds nothing"),
    one("3\u2009400억원", "3\u2009400억원", 3400 * EOK, EOK, "a thin blank parts thousands"),
    one("3\u200b400억원", "3\u200b400억원", 3400 * EOK, EOK, "a sign of no width is nothing"),
    one("3400&nbsp;억원", "3400&nbsp;억원", 3400 * EOK, EOK, "a leftover entity"),
    one("사업비(1억원)", "1억원", EOK, EOK),
    Case(
        "도로 18억원,하천 27억원",
        (("18억원", 18 * EOK, EOK), ("27억원", 27 * EOK, EOK)),
        "no blank behind the comma",
    ),
    Case("2억 3천명", (("2억", 2 * EOK, EOK),), "money, then people"),
    Case("6조\t200억", (("6조", 6 * JO, JO), ("200억", 200 * EOK, EOK)), "two cells"),
    Case("6조\n\n200억", (("6조", 6 * JO, JO), ("200억", 200 * EOK, EOK)), "two paragraphs"),
    Case(
        "10만, 20만, 40만원",
        (("10만", 10 * MAN, MAN), ("20만", 20 * MAN, MAN), ("40만원", 40 * MAN, MAN)),
        "만 is money by its neighbour",
    ),
    Case("3·6천만원", (("3", 3000 * MAN, 1000 * MAN), ("6천만원", 6000 * MAN, 1000 * MAN)), "천만 is shared"),
]
SIGNED = [
    one("-18억원", "-18억원", -18 * EOK, EOK, "a dash at the start of a word"),
    one("마이너스 18억원", "마이너스 18억원", -18 * EOK, EOK, "in words"),
    one("전년 대비(△18억원)", "△18억원", -18 * EOK, EOK, "in brackets of its own"),
    one("(▲18억원)", "▲18억원", -18 * EOK, EOK),
    one("증감 △2억6천만", "△2억6천만", -26000 * MAN, 1000 * MAN, "behind a word of change"),
    one("도로\t△18억원\t비고", "△18억원", -18 * EOK, EOK, "alone in a cell"),
    one("▲18억원 도로", "18억원", 18 * EOK, EOK, "a bullet"),
    one("△도로 18억원", "18억원", 18 * EOK, EOK, "a bullet"),
    one("도로-18억원", "18억원", 18 * EOK, EOK, "a dash between two words"),
    Case(
        "(▲7억원 도로 ▲9억원 하천)", (("7억원", 7 * EOK, EOK), ("9억원", 9 * EOK, EOK)), "bullets in brackets"
    ),
]


@pytest.mark.parametrize(
    "case", [*WRITTEN, *MORE_WRITTEN, *SIGNED, *JOINED, *EVENED], ids=lambda case: case.text
)
def test_an_amount_is_read_as_written(case: Case) -> None:
    found = find_amounts(case.text)
    assert tuple((amount.text, amount.amount_krw, amount.unit_krw) for amount in found) == case.amounts, (
        case.why
    )
    assert all(case.text[amount.start : amount.end] == amount.text for amount in found)


@pytest.mark.parametrize("case", BOUNDED, ids=lambda case: case.text)
def test_a_bound_is_kept(case: Bounded) -> None:
    (amount,) = find_amounts(case.text)
    read = (amount.amount_krw, amount.qualifier, amount.hedge, amount.amount_max_krw)
    assert read == (case.krw, case.qualifier, case.hedge, case.max_krw), case.why


def test_foreign_money_and_its_value_in_won_are_two_amounts() -> None:
    dollars, won = find_amounts("900만달러(약 120억원)를 들여왔다")
    assert (dollars.currency, dollars.amount_krw) == ("USD", None)
    assert (won.currency, won.amount_krw, won.hedge) == ("KRW", 120 * EOK, "약")


@pytest.mark.parametrize(
    ("text", "printed", "currency"),
    [
        ("US$ 7,000을 냈다", "US$ 7,000", "USD"),
        ("$3 million", "$3 million", "USD"),
        ("HK$ 7,000을 냈다", "HK$ 7,000", "HKD"),
        ("EUR 500을 냈다", "EUR 500", "EUR"),
        ("¥9000", "¥9000", "JPY"),
        ("400만 호주달러를 냈다", "400만 호주달러", "AUD"),
    ],
)
def test_a_sign_or_a_code_names_the_currency(text: str, printed: str, currency: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.text, amount.currency, amount.amount_krw) == (printed, currency, None)


def test_decomposed_hangul_is_read_where_it_stands() -> None:
    text = unicodedata.normalize("NFD", "예산 62억원을 쓴다")
    (amount,) = find_amounts(text)
    assert amount.amount_krw == 62 * EOK
    assert unicodedata.normalize("NFC", amount.text) == "62억원"


def test_a_change_from_one_level_to_another_is_no_range() -> None:
    assert [a.amount_krw for a in find_amounts("30억원에서 50억원으로 늘었다")] == [30 * EOK, 50 * EOK]
