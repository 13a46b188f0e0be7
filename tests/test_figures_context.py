"""What the words around amounts do to figures: shared cuts, restated leftovers, plans over years."""

from __future__ import annotations

from ingestion.figures import read_figures
from ingestion.records import Figure, LeftoverReason, Role, Stage
from tests.articles import EOK, article, figures_of, leftovers_of


def amounts_eok(figures: tuple[Figure, ...]) -> list[int]:
    """The figures' amounts in 억원, the least first."""
    return sorted(figure.amount_krw // EOK for figure in figures)


def test_what_is_cut_together_is_cut_each() -> None:
    figures = figures_of("화순군은 내년 예산에서 축제비 9억원과 홍보비 4억원을 전액 삭감했다.")
    assert amounts_eok(figures) == [-9, -4]


def test_an_announced_list_of_cuts_holds_cuts() -> None:
    figures = figures_of("고창군은 내년 예산을 줄였다. 삭감액은 관광 31억원, 농정 22억원, 교통 13억원이다.")
    assert amounts_eok(figures) == [-31, -22, -13]
    assert {figure.role for figure in figures} == {Role.CHANGE}


def test_a_headline_restates_a_leftover_as_a_leftover() -> None:
    figures, _, leftovers = read_figures(
        article(
            "한 화학회사가 여수시 산단 공장에 2400억원을 들여 설비를 늘린다.",
            headline="여수시 산단 공장 2400억 증설",
        )
    )
    assert figures == ()
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.INVESTMENT] * 2


def test_more_money_than_there_is_is_no_budget() -> None:
    assert leftovers_of("여수시는 내년 예산 99999조원을 쓴다.") == [("99999조원", LeftoverReason.IMPLAUSIBLE)]


def test_parts_of_a_plan_over_years_are_planned_over_those_years() -> None:
    figures = figures_of(
        "거제시는 2026년부터 2029년까지 조선 인력에 총 300억원(국비 200억원, 시비 100억원)을 쓴다."
    )
    assert {(f.fiscal_year, f.fiscal_year_end, f.stage) for f in figures} == {(2026, 2029, Stage.PLAN)}
