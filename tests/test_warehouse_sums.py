"""Sums twice: dbt's SQL and the Python of the expectations, on random trees of totals."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.arithmetic import Stated, recompute, recount
from tests.compiled import Compiled
from tests.warehouse_fixture import Built

STATED = (
    "amount_krw",
    "amount_max_krw",
    "unit_krw",
    "qualifier",
    "hedge",
    "suspect",
    "counted",
    "count_unit",
)
QUALIFIED = [("exact", None), ("about", "약"), ("about", "여"), ("at_least", "이상"), ("at_most", "이내")]


@pytest.fixture(scope="module")
def sums(small_warehouse: Built) -> Compiled:
    """The models that judge breakdowns."""
    compiled = Compiled(
        small_warehouse,
        [
            "intermediate.int_figures_current",
            "intermediate.int_documents_current",
            "staging.stg_breakdowns",
        ],
        [
            "intermediate.int_figures_bounded",
            "intermediate.int_total_items",
            "intermediate.int_total_checks",
            "intermediate.int_total_counts",
        ],
    )
    compiled.fill("intermediate.int_documents_current", [{"document_id": "d"}])
    return compiled


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """What a figure states: small numbers, so that sums meet, miss and touch."""
    unit = draw(st.sampled_from([1, 2, 10, 100]))
    amount = draw(st.integers(-30, 60)) * unit
    width = draw(st.sampled_from([None, None, None, 1, 5]))
    qualifier, hedge = draw(st.sampled_from(QUALIFIED))
    return {
        "amount_krw": amount,
        "amount_max_krw": None if width is None else amount + (width if amount >= 0 else -width) * unit,
        "unit_krw": unit,
        "qualifier": qualifier,
        "hedge": hedge,
        "suspect": draw(st.sampled_from([None] * 7 + ["unit_typo"])),
        "counted": draw(st.one_of(st.none(), st.integers(0, 6))),
        "count_unit": draw(st.sampled_from(["건", "건", "개소"])),
    }


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Figures and breakdowns: each figure but the first may be an item of one before it."""
    stated = draw(st.lists(figures(), min_size=2, max_size=14))
    rows = []
    breakdowns: dict[str, dict[str, Any]] = {}
    for place, row in enumerate(stated):
        parent = draw(st.one_of(st.none(), st.integers(0, place - 1))) if place else None
        breakdown_id = None
        if parent is not None:
            breakdown_id = f"b{parent}{draw(st.sampled_from('xy'))}"
            complete = draw(st.sampled_from([True, False, None]))
            breakdowns.setdefault(
                breakdown_id,
                {
                    "breakdown_id": breakdown_id,
                    "document_id": "d",
                    "total_figure_id": f"f{parent}",
                    "complete": complete,
                },
            )
        rows.append(
            row
            | {
                "figure_id": f"f{place}",
                "document_id": "d",
                "text_start": place,
                "breakdown_id": breakdown_id,
            }
        )
    return rows, list(breakdowns.values())


@settings(max_examples=40, deadline=None)
@given(trees())
def test_dbt_and_the_expectation_agree_on_any_tree_of_totals(
    sums: Compiled, tree: tuple[list[dict[str, Any]], list[dict[str, Any]]]
) -> None:
    rows, breakdowns = tree
    sums.fill("intermediate.int_figures_current", rows)
    sums.fill("staging.stg_breakdowns", breakdowns)
    stated = {row["figure_id"]: Stated(**{name: row[name] for name in STATED}) for row in rows}
    items = defaultdict(list)
    for row in rows:
        items[row["breakdown_id"]].append(stated[row["figure_id"]])
    expected = {}
    for row in breakdowns:
        parts = stated[row["total_figure_id"]], items[row["breakdown_id"]], row["complete"]
        found, counts = recompute(*parts), recount(*parts)
        assert found.items is not None
        expected[row["breakdown_id"]] = (
            found.verdict, found.item_count, found.items_krw, found.items.low, found.items.high,
            counts.verdict if counts else None, counts.items if counts else None,
        )  # fmt: skip
    assert {
        row[0]: row[1:]
        for row in sums.query(
            """select breakdown_id, verdict, item_count, items_krw, items_low_krw, items_high_krw,
                count_verdict, items_count
            from intermediate.int_total_checks left join intermediate.int_total_counts using (breakdown_id)"""
        )
    } == expected
