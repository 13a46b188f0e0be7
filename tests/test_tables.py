"""Tables as text: headings, labels, totals, years, and which cells hold money."""

from __future__ import annotations

import pytest

from ingestion.figures import read_figures
from ingestion.records import BreakdownBy, Figure, Role, Stage
from ingestion.scraped import read_lines
from ingestion.tables import Table, read_table
from tests.articles import EOK, article

BUDGET = (
    "구분\t2026년 예산안\t2025년 예산\t증감\t증감률\n"
    "계\t900\t820\t80\t9.8\n"
    "1. 하천 정비\t500\t470\t30\t6.4\n"
    " - 준설\t300\t280\t20\t7.1\n"
    "2. 공원 조성\t400\t350\t50\t14.3"
)


def table_of(text: str) -> Table:
    return read_table(text, 0, len(text))


def test_rows_before_the_first_numbers_are_headings() -> None:
    table = table_of(BUDGET)
    assert table.first_row == 1
    assert table.headings == ("구분", "2026년 예산안", "2025년 예산", "증감", "증감률")


def test_headings_of_two_rows_are_joined() -> None:
    table = table_of("구분\t2026년\t2026년\n\t국비\t도비\n도로\t30\t20")
    assert table.headings == ("구분", "2026년 국비", "2026년 도비")


def test_a_heading_over_two_rows_is_said_once() -> None:
    assert table_of("구분\t예산\n구분\t예산\n도로\t30").headings == ("구분", "예산")


def test_labels_lose_numbering_and_dashes() -> None:
    table = table_of(BUDGET)
    assert [table.label(row) for row in range(1, 5)] == ["계", "하천 정비", "준설", "공원 조성"]


def test_a_group_before_the_label_is_not_the_label() -> None:
    table = table_of("분야\t사업\t예산\n안전\t가로등\t30\n안전\t방범등\t20")
    assert [table.label(row) for row in (1, 2)] == ["가로등", "방범등"]


def test_the_total_row_holds_the_rows_and_a_row_the_dashes_below_it() -> None:
    table = table_of(BUDGET)
    assert [table.total_row(row) for row in range(1, 5)] == [None, 1, 2, 1]


def test_a_total_row_may_stand_below() -> None:
    table = table_of("구분\t2026년\n도로\t30\n하천\t20\n합계\t50")
    assert [table.total_row(row) for row in (1, 2, 3)] == [3, 3, None]


@pytest.mark.parametrize(
    ("column", "money", "change", "year"),
    [(1, True, False, 2026), (2, True, False, 2025), (3, True, True, None), (4, False, True, None)],
)
def test_a_column_says_what_its_cells_are(column: int, money: bool, change: bool, year: int | None) -> None:
    table = table_of(BUDGET)
    cell = table.rows[2][column]
    assert (table.is_money(cell), table.is_change(cell), table.year(cell)) == (money, change, year)


@pytest.mark.parametrize("heading", ["건수", "사업 개수", "비율(%)", "집행률", "참여 인원", "연번"])
def test_counts_and_rates_are_no_money(heading: str) -> None:
    table = table_of(f"구분\t{heading}\n도로\t30")
    assert not table.is_money(table.rows[1][1])


def test_cells_keep_their_place_in_the_text() -> None:
    assert all(BUDGET[cell.start : cell.end] == cell.text for row in table_of(BUDGET).rows for cell in row)


def test_a_ragged_table_is_read() -> None:
    table = table_of("구분\t2026년\n도로\n\t\n하천\t20\t7")
    assert [len(row) for row in table.rows] == [2, 1, 2, 3]
    assert not table.is_money(table.rows[3][2]) or table.heading(table.rows[3][2]) == ""


def figures_of_table(rows: str, caption: str = "(단위: 억원)") -> dict[tuple[str | None, int], Figure]:
    """The figures of a table in an article about 김천시's 2026 budget, by programme and amount in 억원."""
    figures = read_figures(article("김천시는 2026년 예산안을 냈다.", caption, table=rows))[0]
    return {(figure.program, figure.amount_krw // EOK): figure for figure in figures}


def test_cells_become_figures_with_year_stage_role_and_parent() -> None:
    figures = figures_of_table(BUDGET)
    river, digging = figures["하천 정비", 500], figures["준설", 300]
    assert (river.fiscal_year, river.stage, river.role) == (2026, Stage.PROPOSAL, Role.TOTAL)
    assert (river.government, river.organization) == ("김천시", "김천시")
    assert digging.parent_figure_id == river.figure_id
    assert river.parent_figure_id == figures[None, 900].figure_id
    assert river.breakdown is BreakdownBy.PROGRAM
    last_year = figures["하천 정비", 470]
    assert (last_year.fiscal_year, last_year.role) == (2025, Role.BASELINE)
    assert figures["공원 조성", 50].role is Role.CHANGE


def test_columns_of_funding_are_parts_of_their_row() -> None:
    figures = figures_of_table("사업\t계\t국비\t도비\n도로\t50\t30\t20\n하천\t90\t70\t20")
    assert figures["도로", 30].parent_figure_id == figures["도로", 50].figure_id
    assert figures["도로", 30].breakdown is BreakdownBy.FUNDING


def test_a_column_of_cuts_printed_without_a_sign_is_negative() -> None:
    figures = figures_of_table("사업\t2026년\t삭감액\n도로\t50\t8\n하천\t90\t5")
    assert {("도로", -8), ("하천", -5)} <= set(figures)


def test_a_heading_spread_over_its_cell_is_one_word() -> None:
    figures = figures_of_table("사 업\t합 계\t국 비\t시 비\n예 비\t50\t30\t20\n하천\t90\t70\t20")
    assert figures["예비", 30].parent_figure_id == figures["예비", 50].figure_id
    assert figures["하천", 70].breakdown is BreakdownBy.FUNDING


def test_equal_cells_of_one_table_are_as_many_figures() -> None:
    rows = "사업\t계\t국비\t도비\t시비\n도로 정비\t400\t200\t100\t100\n하천 정비\t400\t200\t100\t100"
    figures = read_figures(article("김천시는 2026년 예산안을 냈다.", "(단위: 억원)", table=rows))[0]
    assert sorted(f.amount_krw // EOK for f in figures) == [100] * 4 + [200] * 2 + [400] * 2


def test_a_cell_repeats_an_amount_of_the_text_whose_source_it_adds() -> None:
    text = "김천시는 2026년 예산안에서 하수관 정비에 1,812억원을 쓴다."
    rows = "구분\t계\t국고\t지방비\n계\t3,294\t1,812\t1,482"
    figures = read_figures(article(text, "(단위: 억원)", table=rows))[0]
    assert sorted(f.amount_krw // EOK for f in figures) == [1482, 1812, 3294]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("사    업    명               계       국 비     도 비", ("사 업 명", "계", "국 비", "도 비")),
        ("구   분        계        국  비      도  비", ("구 분", "계", "국 비", "도 비")),
        ("구 분    예산액    비 고", ("구 분", "예산액", "비 고")),
    ],
)
def test_letters_at_the_least_gap_are_one_cell(row: str, cells: tuple[str, ...]) -> None:
    lines = read_lines(f"{row}\n  도로      50      30      20\n  하천      90      70      20")
    assert lines[0].cells == cells


@pytest.mark.parametrize(
    ("label", "government", "organization"),
    [
        ("하천과", "김천시", "하천과"),
        ("안전도시국", "김천시", "안전도시국"),
        ("김천시설관리공단", "김천시", "김천시설관리공단"),
        ("포항시", "포항시", "포항시"),
        ("행정안전부", "대한민국 정부", "행정안전부"),
        ("하천 정비", "김천시", "김천시"),
        ("홍보 효과", "김천시", "김천시"),
    ],
)
def test_a_row_labelled_with_a_body_is_money_of_that_body(
    label: str, government: str, organization: str
) -> None:
    figures = figures_of_table(f"구분\t2026년\n계\t90\n{label}\t50\n그 밖\t40")
    figure = next(figure for (_, eok), figure in figures.items() if eok == 50)
    assert (figure.government, figure.organization) == (government, organization)


def test_a_row_with_body_and_programme_has_both() -> None:
    figures = figures_of_table("부서\t사업\t2026년\n하천과\t준설, 제방\t50\n공원과\t산책로\t40")
    assert figures["준설, 제방", 50].organization == "하천과"
    assert figures["산책로", 40].organization == "공원과"


def test_the_total_of_a_table_is_the_amount_that_the_text_names() -> None:
    text = "김천시는 2026년 참여예산 25억원을 확정했다. 시 사업은 20억원, 마을 사업은 5억원이다."
    rows = "분과\t예산액\n도로\t1,200\n하천\t800\n합계\t2,000"
    figures = read_figures(article(text, "(단위: 백만원)", headline="김천시, 참여예산 확정", table=rows))[0]
    assert [f.program for f in figures if f.amount_krw == 20 * EOK] == ["시 사업"]


def test_an_example_behind_the_money_of_its_row_is_a_part_of_that() -> None:
    rows = "분과\t건수\t예산액\t대표 사업\n도로\t3\t5,000\t새길 포장(1,200)\n합계\t5\t9,000\t"
    figures = read_figures(article("김천시는 2026년 예산안을 냈다.", "(단위: 백만원)", table=rows))[0]
    example = next(f for f in figures if f.amount_krw == 12 * EOK)
    whole = next(f for f in figures if f.figure_id == example.parent_figure_id)
    assert (example.program, whole.amount_krw // EOK) == ("새길 포장", 50)


def test_a_label_keeps_a_last_syllable_that_could_be_a_particle() -> None:
    figures = figures_of_table("사업\t2026년\n무료 와이파이\t40\n다둥이 반상회의\t30\n우리 동네 한마을\t20")
    assert set(figures) == {("무료 와이파이", 40), ("다둥이 반상회의", 30), ("우리 동네 한마을", 20)}
