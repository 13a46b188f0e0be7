"""What holds for every amount and every text: print and read again, typing, spans, hostile strings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingestion.amounts import find_amounts
from ingestion.records import Qualifier
from ingestion.text import even
from tests.articles import EOK, JO, MAN


def _grouped(number: int) -> str:
    return f"{number:,}"


def _with_thousand(number: int) -> str:
    """1540 → 1천540, as news agencies write."""
    thousands, rest = divmod(number, 1000)
    return f"{thousands}천{rest or ''}" if thousands else str(rest)


STYLES: dict[str, Callable[[int], str]] = {"plain": str, "comma": _grouped, "천": _with_thousand}


def printed(man: int, style: str, blank: str, won: str) -> str:
    """`man` 만원 in groups of 조, 억 and 만."""
    jo, rest = divmod(man, JO // MAN)
    eok, small = divmod(rest, EOK // MAN)
    groups = [(jo, "조"), (eok, "억"), (small, "만")]
    return blank.join(STYLES[style](number) + unit for number, unit in groups if number) + won


money = st.one_of(
    st.integers(1, 9_999),
    st.integers(1, 9_999).map(lambda eok: eok * EOK // MAN),
    st.integers(1, 10**9),
    st.integers(1, 999).map(lambda jo: jo * JO // MAN),
)
fast = settings(max_examples=150, deadline=None)


@fast
@given(money, st.sampled_from(sorted(STYLES)), st.sampled_from(["", " "]), st.sampled_from(["원", " 원"]))
@example(1, "plain", "", "원")
def test_what_is_printed_is_read_again(man: int, style: str, blank: str, won: str) -> None:
    text = printed(man, style, blank, won)
    sentence = f"김천시는 도로 정비에 {text}을 쓴다."
    (amount,) = find_amounts(sentence)
    assert (amount.amount_krw, amount.text) == (man * MAN, text)
    assert sentence[amount.start : amount.end] == text
    assert amount.unit_krw >= 1
    assert man * MAN % amount.unit_krw == 0


@fast
@given(money, st.sampled_from(sorted(STYLES)))
def test_signs_of_typing_do_not_matter(man: int, style: str) -> None:
    text = printed(man, style, " ", "원")
    wide = "".join(chr(0xFF10 + int(c)) if c.isascii() and c.isdigit() else c for c in text)
    for variant in (wide, text.replace(" ", "\u00a0"), text.replace(",", "，"), text.replace(" ", "\u2009")):
        (amount,) = find_amounts(variant)
        assert (amount.amount_krw, amount.text) == (man * MAN, variant)


@fast
@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_a_finer_statement_has_a_finer_unit(eok: int, man: int) -> None:
    (rough,) = find_amounts(f"{eok}억원")
    (fine,) = find_amounts(f"{eok}억{man}만원")
    assert fine.unit_krw < rough.unit_krw
    assert fine.amount_krw == (rough.amount_krw or 0) + man * MAN


HANGUL = dict(zip("123456789", "일이삼사오육칠팔구", strict=True))


def spelled(number: int) -> str:
    """1540 → 천오백사십, as formal documents write."""
    words = ""
    for digit, unit in zip(f"{number:04}", ("천", "백", "십", ""), strict=True):
        if digit != "0":
            words += ("" if digit == "1" and unit else HANGUL[digit]) + unit
    return words


def in_hangul(man: int) -> str:
    """`man` 만원 in Hangul; the whole number needs two characters to be one."""
    jo, rest = divmod(man, JO // MAN)
    eok, small = divmod(rest, EOK // MAN)
    return "".join(
        spelled(number) + unit for number, unit in ((jo, "조"), (eok, "억"), (small, "만")) if number
    )


@fast
@given(st.integers(11, 10**8 - 1).filter(lambda man: man != 9 * JO // MAN))
@example(2 * EOK // MAN + 5000)
def test_hangul_numerals_are_read_again(man: int) -> None:
    text = f"일금 {in_hangul(man)}원정을 보탠다"
    (amount,) = find_amounts(text)
    assert (amount.amount_krw, amount.text) == (man * MAN, f"{in_hangul(man)}원정")


UNITS = st.sampled_from([("조", JO), ("억", EOK), ("만", MAN)])


@fast
@given(st.integers(1, 9_999), st.integers(1, 9), UNITS, st.sampled_from(["", " "]))
def test_a_decimal_states_a_tenth_of_its_unit(
    whole: int, tenth: int, unit: tuple[str, int], blank: str
) -> None:
    word, size = unit
    (amount,) = find_amounts(f"사업비는 {whole}.{tenth}{word}{blank}원이다")
    assert (amount.amount_krw, amount.unit_krw) == (whole * size + tenth * size // 10, size // 10)


HEDGED: dict[str, tuple[Qualifier, str | None]] = {
    "{}을": (Qualifier.EXACT, None),
    "약 {}을": (Qualifier.ABOUT, "약"),
    "대략 {}을": (Qualifier.ABOUT, "대략"),
    "{}가량을": (Qualifier.ABOUT, "가량"),
    "{} 안팎을": (Qualifier.ABOUT, "안팎"),
    "{} 규모를": (Qualifier.ABOUT, "규모"),
    "최대 {}을": (Qualifier.AT_MOST, "최대"),
    "{} 이내로": (Qualifier.AT_MOST, "이내"),
    "{} 미만을": (Qualifier.AT_MOST, "미만"),
    "최소 {}을": (Qualifier.AT_LEAST, "최소"),
    "{} 이상을": (Qualifier.AT_LEAST, "이상"),
    "{}을 웃도는 돈을": (Qualifier.AT_LEAST, "을 웃도는"),
}


@fast
@given(money, st.sampled_from(sorted(STYLES)), st.sampled_from(["", " "]), st.sampled_from(sorted(HEDGED)))
def test_a_hedge_is_kept_with_any_amount(man: int, style: str, blank: str, form: str) -> None:
    text = printed(man, style, blank, "원")
    sentence = f"시는 도로 정비에 {form.format(text)} 쓴다."
    (amount,) = find_amounts(sentence)
    assert (amount.amount_krw, amount.text) == (man * MAN, text)
    assert (amount.qualifier, amount.hedge) == HEDGED[form]


@fast
@given(money, money, st.sampled_from(["~", "∼", "～", "–", " ~ "]))
def test_a_range_of_any_amounts_is_one(one: int, other: int, joint: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        return
    text = printed(low, "comma", "", "원") + joint + printed(high, "comma", " ", "원")
    (amount,) = find_amounts(f"내년에 {text}이 든다")
    assert (amount.amount_krw, amount.amount_max_krw, amount.text) == (low * MAN, high * MAN, text)


@fast
@given(
    st.lists(st.integers(1, 9_999), min_size=2, max_size=5),
    UNITS,
    st.sampled_from(["·", "ㆍ", "‧", "·", "/"]),
    st.sampled_from(["plain", "comma"]),
)
def test_a_shared_unit_is_lent_to_all(
    parts: list[int], unit: tuple[str, int], joint: str, style: str
) -> None:
    word, size = unit
    text = joint.join(STYLES[style](part) for part in parts) + word + "원"
    found = find_amounts(f"세 사업에 각각 {text}이 든다")
    assert [amount.amount_krw for amount in found] == [part * size for part in parts]
    assert [amount.unit_krw for amount in found] == [size] * len(parts)


@fast
@given(money, st.sampled_from(["\u200b", "\ufeff", "\u00ad", "\u2060"]), st.data())
def test_signs_of_no_width_are_nothing(man: int, sign: str, data: st.DataObject) -> None:
    text = printed(man, "comma", " ", "원")
    at = data.draw(st.integers(1, len(text) - 1))
    torn = text[:at] + sign + text[at:]
    (amount,) = find_amounts(f"예산{sign} {torn}을")
    assert (amount.amount_krw, amount.text) == (man * MAN, torn)


@fast
@given(money, st.sampled_from(sorted(STYLES)), st.sampled_from(["조兆", "억億", "만萬"]))
def test_chinese_numerals_are_read(man: int, style: str, pair: str) -> None:
    text = printed(man, style, " ", "원").replace(pair[0], pair[1])
    (amount,) = find_amounts(f"예산 {text}을")
    assert (amount.amount_krw, amount.text) == (man * MAN, text)


@fast
@given(
    money, st.sampled_from(["예산{}을투입", "올해{}들여", "AI{}투자", "'{}'", "({})", "사업,{}.", "\t{}\n"])
)
def test_what_stands_around_does_not_matter(man: int, frame: str) -> None:
    text = printed(man, "comma", "", "원")
    (amount,) = find_amounts(frame.format(text))
    assert (amount.amount_krw, amount.text) == (man * MAN, text)


COUNTERS = ["명", "건", "곳", "가구", "㎡", "km", "마리", "그루", "년", "세", "개소", "톤"]


@fast
@given(st.integers(1, 10**9), st.sampled_from(["plain", "comma"]), st.sampled_from(COUNTERS))
def test_no_count_of_anything_is_money(number: int, style: str, counter: str) -> None:
    assert find_amounts(f"시민 {STYLES[style](number)}{counter}을 헤아린다") == []
    assert find_amounts(f"시민 {number}만 {counter}") == []
    assert find_amounts(f"시민 {number}여 {counter}") == []


@fast
@given(
    st.dates(), st.sampled_from(["%Y년 %m월 %d일", "%Y.%m.%d.", "%Y-%m-%d", "%m/%d", "’%y년", "%Y∼2030년"])
)
def test_no_date_is_money(day: date, form: str) -> None:
    assert find_amounts(f"시는 {day.strftime(form)} 밝혔다") == []


SIGNS = "~ - · , . ( ) △ ▲ $ % \t \n \u00a0"
WORDS = "원 여 약 이상 규모 달러 명 건 수십억 년 2026 까지 에서 으로 은 는 등 ○○ (단위:억원)"
RARE = "億 &nbsp; \u200b 몇 원정 대 제 인 단위 (백만원) 마이너스 KRW"
NUMERALS = "0 1 2 9 12 1,000 3.5 천 백 십 만 억 조 일 이 삼"
pieces = st.sampled_from([*f"{SIGNS} {WORDS} {RARE} {NUMERALS}".split(" "), " "])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(pieces, max_size=40).map("".join), st.text(max_size=80)))
def test_any_text_is_read_without_fault(text: str) -> None:
    found = find_amounts(text)
    assert [amount.start for amount in found] == sorted({amount.start for amount in found})
    for amount in found:
        assert 0 <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        assert amount.unit_krw >= 1
        assert amount.amount_max_krw is None or amount.amount_max_krw > (amount.amount_krw or 0)
    for before, after in pairwise(found):
        assert before.end <= after.start


@fast
@given(st.text(max_size=80))
def test_an_even_text_is_as_long_as_the_text(text: str) -> None:
    assert len(even(text)) == len(text)
    assert even(even(text)) == even(text)


# Work that grew with the square of these lengths would take minutes.
HOSTILE = {
    "digits": "7" * 200_000,
    "commas": "1," * 100_000,
    "groups of three": "1,234" * 40_000,
    "dots": "1." * 100_000,
    "particles": "은는이가을를에의" * 25_000,
    "blanks": " " * 200_000,
    "Hangul digits": "일이삼사오" * 40_000,
    "천": "천" * 200_000,
    "brackets": "(" * 200_000,
    "captions": "(단위: 억원)\n" * 20_000,
    "a table": "(단위: 억원)\n구분\t값\n" + "길\t2\n" * 20_000,
    "shared units": "1·" * 20_000 + "1억원",
    "ranges": "1~" * 20_000 + "1억원",
    "one amount after another": "1억" * 20_000,
    "여": "1여 " * 40_000,
    "수": "수십백천" * 40_000,
    "단위": "단위 " * 60_000,
    "captions in one line": "(단위: 원)" * 25_000,
    "captions in cells": "(단위: 원)\t" * 22_000,
    "heads": "(원) 1 " * 33_000,
    "heads in cells": "(원)\t" * 50_000,
    "tabs": "(단위: 원)\n" + "\t" * 200_000,
    "headings": "(단위: 원)\n" + "\n".join(f"길{row}\t글{row}" for row in range(14_000)),
    "억": "억" * 200_000,
    "억 and 만": "억만" * 100_000,
    "○": "○" * 200_000,
    "broken numbers": "1.1.1억 " * 28_000,
    "entities": "&nbsp;1억" * 25_000,
    "and signs": "&amp;" * 40_000,
    "no width": "1\u200b" * 100_000,
    "parts of Hangul": "\u1100\u1161" * 100_000,
    "signs of money": "$₩" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    found = find_amounts(text)
    assert all(text[amount.start : amount.end] == amount.text for amount in found)
