"""What is a budget figure and what is not: by the noun, the verb, the payer and their place in the clause."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.figures import read_figures
from ingestion.money_words import is_light, payers
from ingestion.records import LeftoverReason
from ingestion.rules import load
from ingestion.screening import leftover_reason, leftover_verdict
from tests.articles import EOK, article, mentions_of
from tests.leftover_cases import CASES, Case
from tests.leftover_more_cases import MORE_CASES


def each_row(name: str) -> pytest.MarkDecorator:
    rows = [pytest.param(row, id=f"{number}-{row['example']}") for number, row in enumerate(load(name), 1)]
    return pytest.mark.parametrize("row", rows)


@each_row("leftovers")
def test_a_noun_has_its_reason(row: dict[str, Any]) -> None:
    verdict = leftover_verdict(mentions_of(row["example"])[-1])
    assert verdict is not None
    assert (verdict.reason, verdict.word) == (row["reason"], row["word"])


@pytest.mark.parametrize(
    "row", [row for row in load("leftovers") if "with" in row], ids=lambda row: row["word"]
)
def test_a_noun_stays_in_charge_before_these(row: dict[str, Any]) -> None:
    for head in row["with"]:
        assert leftover_reason(mentions_of(f"{row['word']} {head} 300억원을 밝혔다")[0]) == row["reason"], (
            head
        )


@each_row("leftover_verbs")
def test_a_verb_has_its_reason(row: dict[str, Any]) -> None:
    verdict = leftover_verdict(mentions_of(row["example"])[0])
    assert verdict is not None
    assert (verdict.reason, verdict.word) == (row["reason"], row["word"])


@each_row("budget_words")
def test_a_noun_of_budgets_rules_what_is_done_with_the_money(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) is None
    assert (
        leftover_reason(mentions_of(row["example"].replace(row["word"], ""))[0]) == LeftoverReason.INVESTMENT
    )


@each_row("private_payers")
def test_money_of_a_private_payer_is_investment(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.INVESTMENT
    assert row["word"] in row["example"]
    assert row["word"] in payers()


@each_row("light_words")
def test_a_light_word_hides_no_noun(row: dict[str, Any]) -> None:
    assert is_light(row["word"])[0]
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.SALES


@each_row("counted_units")
def test_an_amount_for_one_is_no_sum(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.PER_UNIT


@each_row("applicants")
def test_the_most_an_applicant_may_get_is_a_ceiling(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.CEILING


@each_row("budget_acts")
def test_what_is_done_with_a_budget_leaves_the_noun_its_purpose(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) is None


@pytest.mark.parametrize("case", (*CASES, *MORE_CASES), ids=lambda case: case.text)
def test_each_amount_is_a_figure_or_has_its_reason(case: Case) -> None:
    assert tuple(leftover_reason(mention) for mention in mentions_of(f"{case.text}.")) == case.amounts


def test_a_headline_that_rounds_a_leftover_is_one() -> None:
    figures, _, leftovers = read_figures(
        article("여수시 상인들은 지난해 매출 2412억3000만원을 올렸다.", headline="여수시 상권에 2412억 쓴다")
    )
    assert figures == ()
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.SALES] * 2


def test_a_bound_that_another_amount_makes_precise_is_a_restatement() -> None:
    figures, _, leftovers = read_figures(
        article("여수시가 내년 예산에서 200억원 넘게 덜어 낸다.", "시는 축제 예산 213억원을 줄였다.")
    )
    assert [abs(figure.amount_krw) for figure in figures] == [213 * EOK]
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.RESTATEMENT]


def test_what_a_firm_invests_stays_its_investment_where_it_is_told_again() -> None:
    figures, _, leftovers = read_figures(
        article(
            "여수시는 한 화학회사와 2400억원 규모의 투자협약을 맺었다.",
            "산단에는 2028년까지 2400억원이 투입된다.",
            "시는 진입도로 예산으로 24억원을 쓴다.",
        )
    )
    assert [figure.amount_krw for figure in figures] == [24 * EOK]
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.INVESTMENT] * 2


def test_the_word_that_decides_is_named() -> None:
    def word(text: str) -> str:
        verdict = leftover_verdict(mentions_of(text)[0])
        assert verdict is not None
        return verdict.word

    assert word("이 회사의 매출은 300억원이다.") == "매출"
    assert word("3억원을 지역 대학에 기부했다.") == "기부"
    assert word("민간이 900억원을 들인다.") == "민간이"
    assert word("10억원어치를 생산할 때 느는 고용자 수다.") == "어치를 생산할 때"
    assert word("농가당 최대 700만원을 준다.") == "농가당 최대"
