"""A stated amount is an interval; sums hold when the intervals meet."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.amounts import find_amounts
from ingestion.intervals import adds_up, interval, restates
from tests.articles import EOK, JO, MAN

OPEN = 10**18


@dataclass(frozen=True)
class Case:
    """`text`'s amount can mean any won from `low` to `high`."""

    text: str
    low: int
    high: int
    why: str


CASES = [
    Case("40억원", 40 * EOK - EOK // 2, 40 * EOK + EOK // 2, "rounded to its unit"),
    Case("2.5조원", 25 * JO // 10 - JO // 20, 25 * JO // 10 + JO // 20, "a decimal is a tenth of the unit"),
    Case("40억여원", 40 * EOK, 41 * EOK - 1, "cut off: at least that, less than one unit more"),
    Case("40억원 남짓", 40 * EOK, 41 * EOK - 1, "남짓 too"),
    Case("약 40억원", 39 * EOK, 41 * EOK, "about: one unit either way"),
    Case("40억원 이상", 40 * EOK, OPEN, "no upper end"),
    Case("40억원 이내", -OPEN, 40 * EOK, "no lower end"),
    Case("40억~60억원", 40 * EOK - EOK // 2, 60 * EOK + EOK // 2, "a range: each end by its rule"),
    Case("1,500,000원", 150 * MAN, 150 * MAN, "whole won are exact"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_stated_amount_is_an_interval(case: Case) -> None:
    (amount,) = find_amounts(case.text)
    assert amount.amount_krw is not None
    assert interval(amount, amount.amount_krw) == (case.low, case.high), case.why


def test_a_cut_by_more_than_its_value_goes_down() -> None:
    (amount,) = find_amounts("40억여원")
    assert interval(amount, -40 * EOK) == (-41 * EOK + 1, -40 * EOK)


@given(
    st.integers(1, 9_999), st.sampled_from(["{}억원", "약 {}억원", "{}억여원", "{}억원 이상", "{}억원 이내"])
)
def test_the_stated_value_lies_within(eok: int, form: str) -> None:
    (amount,) = find_amounts(form.format(eok))
    low, high = interval(amount, eok * EOK)
    assert low <= eok * EOK <= high


def test_rounded_items_may_miss_the_total_by_their_rounding_and_no_more() -> None:
    items = [(29, 31), (19, 21)]
    assert adds_up((52, 54), items)
    assert not adds_up((53, 55), items)
    assert adds_up((46, 48), items)
    assert not adds_up((45, 47), items)


@given(st.integers(0, 50), st.integers(0, 50), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9))))
def test_a_wider_total_never_breaks_a_sum(centre: int, width: int, items: list[tuple[int, int]]) -> None:
    parts = [(value - w, value + w) for value, w in items]
    if adds_up((centre - width, centre + width), parts):
        assert adds_up((centre - width - 1, centre + width + 1), parts)


@pytest.mark.parametrize(
    ("rough", "fine", "same"),
    [
        ("57억", "56억8200만원", True),
        ("57억", "57억9000만원", True),
        ("57억", "58억3000만원", False),
        ("4.6조", "4조6120억원", True),
        ("57억", "57억원", True),
        ("57억", "58억", False),
        ("57억3000만원", "57억", False),
    ],
)
def test_a_coarser_number_restates_a_finer_one(rough: str, fine: str, same: bool) -> None:
    (one,), (other,) = find_amounts(rough), find_amounts(fine)
    assert restates(one, other, one.amount_krw or 0, other.amount_krw or 0) is same
