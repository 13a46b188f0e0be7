"""The marts, as an analyst sees them in the finished file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from ingestion.records import content_id
from pipeline.dbt import NodeResult
from tests.hand_made import EOK
from tests.warehouse_fixture import Built, notice_page, outlet_pages, sums_page

KEYS = {
    "fact_budget": "figure_id",
    "fact_total_check": "breakdown_id",
    "bridge_total_item": "breakdown_id, item_figure_id",
    "fact_claim": "claim_id",
    "fact_conflict": "conflict_id",
    "fact_revision": "revision_id",
    "claim_latest": "claim_id",
    "organization_years": "organization_id, fiscal_year",
    "program_years": "program_id, organization_id, fiscal_year",
    "theme_years": "government, theme, fiscal_year",
    "quality.corrections_applied": "correction_id",
    "dim_program": "program_id",
    "dim_organization": "organization_id",
    "dim_document": "document_id",
    "dim_fiscal_year": "fiscal_year",
    "quality.runs": "run_id",
    "quality.leftovers": "leftover_id",
    "quality.rejections": "locator, stage",
}


def check_of(warehouse: Built, total: str) -> tuple[object, ...]:
    """Verdict, equation, unit and reason of the breakdown whose total is printed so."""
    (row,) = warehouse.query(
        """select verdict, equation, equation_unit, reason from fact_total_check
        inner join fact_budget on total_figure_id = figure_id where text = ?""",
        total,
    )
    return row


def test_every_dbt_test_ran_and_passed(small_warehouse: Built) -> None:
    tests = [result for result in small_warehouse.results if result.is_test]
    assert {"test", "unit_test"} == {result.kind for result in tests}
    assert [result for result in tests if result.status != "pass"] == []


@pytest.mark.parametrize("table", KEYS)
def test_each_table_has_its_grain(small_warehouse: Built, table: str) -> None:
    rows = small_warehouse.one(f"select count(*) from {table}")
    assert rows > 0
    assert small_warehouse.one(f"select count(*) from (select distinct {KEYS[table]} from {table})") == rows


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("2651억원", ("match", "1718 + 933 = 2651", "억원", None)),
        ("1718억원", ("partial", "1000 + 500 < 1718", "억원", None)),
        ("933억원", ("over", "900 + 100 ≠ 933", "억원", None)),
        ("340억여원", ("over", "300 + 45 ≠ 340여", "억원", None)),
        ("70억원", ("short", "30 + 20 ≠ 70", "억원", None)),
        ("60억원", ("unreadable", "50 + [10원] ≟ 60", "억원", "suspect_item")),
    ],
)
def test_each_breakdown_has_its_verdict_and_equation(
    small_warehouse: Built, total: str, expected: tuple[object, ...]
) -> None:
    assert check_of(small_warehouse, total) == expected


def test_sums_are_as_printed_even_where_an_item_is_suspect(small_warehouse: Built) -> None:
    (row,) = small_warehouse.query(
        "select items_krw, item_count, residual_krw from fact_total_check where reason = 'suspect_item'"
    )
    assert row == (50 * EOK + 10, 2, 10 * EOK - 10)


def test_a_figure_carries_its_interval(small_warehouse: Built) -> None:
    bounds = "select amount_low_krw, amount_high_krw, amount_eok from fact_budget where text = ?"
    assert small_warehouse.query(bounds, "340억여원") == [(340 * EOK, 341 * EOK - 1, Decimal(340))]
    assert small_warehouse.query(bounds, "70억원") == [(69_5000_0000, 70_5000_0000, Decimal(70))]


def test_only_the_latest_document_of_a_locator_counts(small_warehouse: Built) -> None:
    assert small_warehouse.query("select text from fact_budget where government = '누리군'") == [("7억원",)]
    locators = "select locators from dim_document where document_id = ?"
    assert small_warehouse.one(locators, notice_page(7).document.document_id) == ["notice.html"]
    assert small_warehouse.query(locators, notice_page(5).document.document_id) == []
    assert small_warehouse.one("select count(*) from staging.stg_figures where text = '5억원'") == 1


def test_a_document_stays_when_its_locator_becomes_unreadable(small_warehouse: Built) -> None:
    assert small_warehouse.one("select count(*) from dim_document where title = '나라시 도서관 문 열다'") == 1
    assert small_warehouse.query("select locator, stage, reason from quality.rejections") == [
        ("broken.html", "extract", "not_text"),
        ("quiet.html", "snapshot", "unreadable"),
        ("sums.html", "extract", "not_text"),
        ("x.html", "snapshot", "not_a_file"),
    ]


def test_a_page_stays_when_its_new_version_cannot_be_read(small_warehouse: Built) -> None:
    locators = "select locators from dim_document where document_id = ?"
    assert small_warehouse.one(locators, sums_page().document.document_id) == ["sums.html"]


def test_items_stand_in_the_order_of_the_text(small_warehouse: Built) -> None:
    rows = small_warehouse.query(
        """select position, text, item_krw // 100000000 from bridge_total_item
        inner join fact_budget on item_figure_id = figure_id
        where bridge_total_item.breakdown_id = (
            select breakdown_id from fact_total_check where equation = '1718 + 933 = 2651')
        order by position"""
    )
    assert rows == [(1, "1718억원", 1718), (2, "933억원", 933)]


def test_one_programme_gathers_its_spellings(small_warehouse: Built) -> None:
    (row,) = small_warehouse.query(
        """select program_id, program, aliases, theme, first_fiscal_year, last_fiscal_year, figure_count
        from dim_program where len(aliases) > 1"""
    )
    assert row == (
        content_id("나라시", "ai전자책"),
        "'AI·전자책' 사업",
        ["'AI·전자책' 사업", "AI 전자책"],
        "AI",
        2026,
        2027,
        3,
    )


def test_what_several_outlets_say_is_one_claim(small_warehouse: Built) -> None:
    (row,) = small_warehouse.query(
        """select amount_krw, agreed, figure_count, document_count, publisher_count, last_published_on
        from fact_claim where figure_count > 1"""
    )
    # The third is a copy of the second: two voices.
    assert row == (1000 * EOK, True, 3, 3, 2, date(2025, 11, 3))


def test_outlets_that_disagree_are_a_conflict(small_warehouse: Built) -> None:
    assert small_warehouse.query(
        "select kind, program, amounts_krw, len(document_ids) from fact_conflict"
    ) == [("between_documents", "숲길", [900 * EOK, 950 * EOK], 2)]


def test_an_edited_page_is_a_revision(small_warehouse: Built) -> None:
    assert small_warehouse.query(
        """select kind, locator, program, old_krw, new_krw, difference_krw, old_text, new_text
        from fact_revision"""
    ) == [("changed", "notice.html", "다리 보수", 5 * EOK, 7 * EOK, 2 * EOK, "5억원", "7억원")]


def test_a_copy_names_its_original(small_warehouse: Built) -> None:
    assert small_warehouse.query(
        """select copy.publisher, original.publisher from dim_document as copy
        inner join dim_document as original on copy.original_document_id = original.document_id
        where copy.document_id != original.document_id"""
    ) == [("가람통신", "누리신문")]


def test_a_correction_of_a_page_that_was_never_here_waits(small_warehouse: Built) -> None:
    assert small_warehouse.query("select distinct status from quality.corrections_applied") == [("not_seen",)]


def test_a_body_belongs_to_its_government(small_warehouse: Built) -> None:
    rows = small_warehouse.query(
        """select part.organization, part.level, whole.organization, whole.level
        from dim_organization as part inner join dim_organization as whole
            on part.parent_organization_id = whole.organization_id order by all"""
    )
    assert rows == [
        ("공원과", "office", "나라시", "city"),
        ("도서관국", "office", "나라시", "city"),
        ("행정과", "office", "누리군", "county"),
    ]


def test_fiscal_years_have_the_dates_of_their_cycle(small_warehouse: Built) -> None:
    assert small_warehouse.query(
        "select fiscal_year, starts_on, state_proposal_due, state_enactment_due from dim_fiscal_year"
    ) == [
        (2026, date(2026, 1, 1), date(2025, 9, 3), date(2025, 12, 2)),
        (2027, date(2027, 1, 1), date(2026, 9, 3), date(2026, 12, 2)),
    ]


def test_runs_tell_what_each_saw(small_warehouse: Built) -> None:
    assert small_warehouse.query(
        """select run_id, sighting_count, document_count, new_document_count, rejection_count
        from quality.runs"""
    ) == [("r1", 6, 4, 4, 2), ("r2", 2, 2, 1, 0), ("r3", 2, 1, 1, 2), ("r4", 2, 2, 2, 0)]


def test_leftovers_keep_their_reason(small_warehouse: Built) -> None:
    assert small_warehouse.query("select text, reason from quality.leftovers") == [("30만원", "per_unit")]


def test_every_column_and_table_has_a_comment_in_both_languages(small_warehouse: Built) -> None:
    comments = small_warehouse.query(
        """select schema_name || '.' || table_name || '.' || column_name, comment from duckdb_columns()
        where schema_name in ('main', 'quality', 'intermediate') and not internal
            or schema_name = 'staging' and table_name like 'stg_%'
        union all
        select schema_name || '.' || table_name, comment from duckdb_tables()
        where schema_name in ('main', 'quality')"""
    )
    assert len(comments) > 100
    assert [name for name, comment in comments if not comment or " / " not in comment] == []


def test_explain_leads_from_a_figure_to_equation_sentence_and_document(small_warehouse: Built) -> None:
    figure = next(figure for figure in sums_page().figures if figure.text == "1718억원")
    rows = small_warehouse.query(
        """select text, place, equation, verdict, sentence, title, locators
        from explain(?)""",
        figure.figure_id,
    )
    shared = ("도서관국 1718억원, 공원과 933억원이다.", "나라시, 내년 배움 예산 2651억원 편성", ["sums.html"])
    assert rows == [
        ("1718억원", "item", "1718 + 933 = 2651", "match", *shared),
        ("1718억원", "total", "1000 + 500 < 1718", "partial", *shared),
    ]


def test_explain_answers_for_a_figure_without_any_equation(small_warehouse: Built) -> None:
    (figure,) = notice_page(7).figures
    assert small_warehouse.query("select text, equation from explain(?)", figure.figure_id) == [
        ("7억원", None)
    ]


def test_a_release_reads_the_same_when_attached_under_another_name(small_warehouse: Built) -> None:
    with duckdb.connect() as con:
        con.execute(f"attach '{small_warehouse.path}' as budgets (read_only)")
        assert con.execute("select count(*) from budgets.intermediate.int_figures_current").fetchone() == (
            sum(len(page.figures) for page in (sums_page(), notice_page(7), *outlet_pages())),
        )


def test_results_have_a_kind_a_level_and_a_time(small_warehouse: Built) -> None:
    by_name = {result.name: result for result in small_warehouse.results}
    assert by_name["fact_budget"].kind == "model"
    assert by_name["fact_budget"].status == "success"
    key = by_name["fact_budget_key"]
    assert key == NodeResult("fact_budget_key", "test", "pass", 0, "stop", None, key.seconds)
    assert by_name["a_stated_number_is_an_interval"].kind == "unit_test"
