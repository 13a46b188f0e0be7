"""Units that stand apart from their numbers: captions, heads of columns, units in brackets."""

from __future__ import annotations

import pytest

from ingestion.amounts import find_amounts
from tests.articles import EOK, MAN


@pytest.mark.parametrize(
    "text", ["(단위: 명, 백만원)", "단위 : 개, 억 원", "(단위: 1,000원)", "사업비(백만원)\t비고"]
)
def test_a_unit_alone_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


def test_the_head_of_a_column_gives_its_numbers_their_unit() -> None:
    text = "구분\t인원(명)\t사업비(백만원)\t국비(억원)\n도로\t12\t3,400\t21\n하천\t7\t1,900\t△8"
    assert [(a.text, a.amount_krw) for a in find_amounts(text)] == [
        ("3,400", 34 * EOK),
        ("21", 21 * EOK),
        ("1,900", 19 * EOK),
        ("△8", -8 * EOK),
    ]


def test_a_caption_may_name_other_units_and_ends_at_the_next() -> None:
    text = "(단위 : 천원, %)\n구분\t예산\t증감률\n도로\t45,000\t3.1\n(단위: 명)\n구분\t인원\n도로\t450"
    assert [(a.text, a.amount_krw) for a in find_amounts(text)] == [("45,000", 4500 * MAN)]


def test_a_unit_in_brackets_rules_the_number_behind_it() -> None:
    assert [(a.text, a.amount_krw) for a in find_amounts("사업비(백만원) 120, 인원 30")] == [
        ("120", 12_000 * MAN)
    ]


def test_a_caption_gives_the_bare_numbers_of_a_table_their_unit() -> None:
    text = "(단위: 백만원)\n구분\t2026년\t증감률\n계\t8,400\t3.2\n하천\t5,000\t1.1\n공원\t3,400\t△4.0"
    assert [(a.text, a.amount_krw) for a in find_amounts(text)] == [
        ("8,400", 84 * EOK),
        ("5,000", 50 * EOK),
        ("3,400", 34 * EOK),
    ]


def test_a_minus_sign_in_a_table_makes_a_cut() -> None:
    text = "(단위: 억원)\n구분\t2026년\t증감\n도로\t120\t△15"
    assert [a.amount_krw for a in find_amounts(text)] == [120 * EOK, -15 * EOK]


def test_a_caption_in_running_text_rules_its_own_line_only() -> None:
    text = "예산(단위: 억원) 도로 45, 공원 12\n참석 30명, 회의 7"
    assert [a.amount_krw for a in find_amounts(text)] == [45 * EOK, 12 * EOK]


def test_the_head_of_a_row_rules_the_row_and_the_caption_the_others() -> None:
    text = "(단위: 억원)\n구분\t2025년\t2026년\n도로\t21\t34\n용역비(천원)\t8,000\t9,000"
    assert [(a.text, a.amount_krw) for a in find_amounts(text)] == [
        ("21", 21 * EOK),
        ("34", 34 * EOK),
        ("8,000", 800 * MAN),
        ("9,000", 900 * MAN),
    ]


def test_a_caption_in_a_cell_rules_its_table() -> None:
    text = "구분(단위: 백만원)\t2026년\t비고\n도로\t3,400\t신규"
    assert [(a.text, a.amount_krw) for a in find_amounts(text)] == [("3,400", 34 * EOK)]
