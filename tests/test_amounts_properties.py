"""What holds for every amount and every text: print and read again, typing, spans, hostile strings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingestion.amounts import find_amounts
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


SIGNS = "~ - · , . ( ) △ ▲ $ % \t \n \u00a0"
WORDS = "원 여 약 이상 규모 달러 명 건 수십억 년 2026 까지 에서 으로 은 는 등 ○○ (단위:억원)"
NUMERALS = "0 1 2 9 12 1,000 3.5 천 백 십 만 억 조 일 이 삼"
pieces = st.sampled_from([*f"{SIGNS} {WORDS} {NUMERALS}".split(" "), " "])


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
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    found = find_amounts(text)
    assert all(text[amount.start : amount.end] == amount.text for amount in found)
