"""The interval rule: what a stated number allows, and when items contradict their total."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from expectations.arithmetic import Interval, Stated, judge, recompute

EOK = 100_000_000


def stated(
    amount: int,
    unit: int = EOK,
    qualifier: str = "exact",
    hedge: str | None = None,
    most: int | None = None,
    suspect: str | None = None,
) -> Stated:
    return Stated(amount, most, unit, qualifier, hedge, suspect)


@dataclass(frozen=True)
class Allows:
    """A stated number and the amounts it allows."""

    written: str
    number: Stated
    low: int | None
    high: int | None


@pytest.mark.parametrize(
    "case",
    [
        Allows("100억원", stated(100 * EOK), 9_950_000_000, 10_050_000_000),
        Allows("784원", stated(784, 1), 784, 784),
        Allows("7원 (odd unit)", stated(70, 7), 67, 73),
        Allows("100억여원", stated(100 * EOK, hedge="여", qualifier="about"), 100 * EOK, 101 * EOK - 1),
        Allows("100억원 남짓", stated(100 * EOK, hedge="남짓"), 100 * EOK, 101 * EOK - 1),
        Allows("40억원 이상 감액", stated(-40 * EOK, qualifier="at_least"), None, -40 * EOK),
        Allows("40억원 이내 감액", stated(-40 * EOK, qualifier="at_most"), -40 * EOK, None),
        Allows("약 40억원 감액", stated(-40 * EOK, qualifier="about"), -41 * EOK, -39 * EOK),
        Allows("40억여원 감액", stated(-40 * EOK, hedge="여"), -41 * EOK + 1, -40 * EOK),
        Allows("약 100억원", stated(100 * EOK, hedge="약", qualifier="about"), 99 * EOK, 101 * EOK),
        Allows("100억원 이상", stated(100 * EOK, qualifier="at_least"), 100 * EOK, None),
        Allows("100억원 이내", stated(100 * EOK, qualifier="at_most"), None, 100 * EOK),
        Allows("100억~200억원", stated(100 * EOK, most=200 * EOK), 9_950_000_000, 20_050_000_000),
        Allows("약 100억~150억원", stated(100 * EOK, qualifier="about", most=150 * EOK), 99 * EOK, 151 * EOK),
        Allows("100억~200억여원", stated(100 * EOK, hedge="여", most=200 * EOK), 100 * EOK, 201 * EOK - 1),
        Allows("최대 100억~150억원", stated(100 * EOK, qualifier="at_most", most=150 * EOK), None, 150 * EOK),
        Allows(
            "100억~150억원 이상", stated(100 * EOK, qualifier="at_least", most=150 * EOK), 100 * EOK, None
        ),
        Allows(
            "약 100억~150억원 감액",
            stated(-100 * EOK, qualifier="about", most=-150 * EOK),
            -151 * EOK,
            -99 * EOK,
        ),
    ],
    ids=lambda case: case.written,
)
def test_a_stated_number_is_an_interval(case: Allows) -> None:
    assert case.number.interval == Interval(case.low, case.high)


@dataclass(frozen=True)
class Sum:
    """A breakdown and its verdict."""

    why: str
    verdict: str
    total: Stated | None
    items: tuple[Stated, ...]
    complete: bool | None = True


@pytest.mark.parametrize(
    "case",
    [
        Sum("equal", "match", stated(3 * EOK), (stated(EOK), stated(2 * EOK))),
        Sum("equal but for rounding", "match", stated(4 * EOK), (stated(EOK), stated(2 * EOK))),
        Sum("too much", "over", stated(10 * EOK), (stated(8 * EOK), stated(4 * EOK))),
        Sum("too little of a closed list", "short", stated(10 * EOK), (stated(3 * EOK),)),
        Sum("too little of an open list", "partial", stated(10 * EOK), (stated(3 * EOK),), complete=False),
        Sum("too little of a list that says nothing", "partial", stated(10 * EOK), (stated(3 * EOK),), None),
        Sum("an open list can be over", "over", stated(2 * EOK), (stated(9 * EOK),), complete=False),
        Sum(
            "an open end meets all above", "match", stated(9 * EOK), (stated(2 * EOK, qualifier="at_least"),)
        ),
        Sum("an open end is no excuse below", "over", stated(EOK), (stated(5 * EOK, qualifier="at_least"),)),
        Sum("cuts add up", "match", stated(-3 * EOK), (stated(-EOK), stated(-2 * EOK))),
        Sum(
            "part of a cut",
            "partial",
            stated(-9 * EOK),
            (stated(-2 * EOK),),
            complete=False,
        ),
        Sum("too little of a cut", "short", stated(-9 * EOK), (stated(-2 * EOK),)),
        Sum("cuts beyond their total", "over", stated(-2 * EOK), (stated(-9 * EOK),)),
        Sum("a suspect item", "unreadable", stated(EOK), (stated(EOK, suspect="unit_typo"),)),
        Sum("a suspect total", "unreadable", stated(EOK, suspect="digit_typo"), (stated(EOK),)),
        Sum("no items", "unreadable", stated(EOK), ()),
        Sum("no total", "unreadable", None, (stated(EOK),)),
        Sum("sums beyond 64 bits", "match", stated(10**19), (stated(10**19 - EOK), stated(EOK))),
    ],
    ids=lambda case: case.why,
)
def test_a_breakdown_has_one_verdict(case: Sum) -> None:
    assert recompute(case.total, case.items, case.complete).verdict == case.verdict


def test_saying_less_precisely_never_turns_a_match_into_a_contradiction() -> None:
    amounts = [-3, 0, 1, 5, 9]
    for total, item, unit, complete in product(amounts, amounts, [1, 2, 3], [True, False]):
        finer = recompute(stated(total, unit), [stated(item, unit)], complete).verdict
        coarser = recompute(stated(total, unit + 2), [stated(item, unit + 2)], complete).verdict
        assert (finer, coarser) not in {("match", "over"), ("match", "short"), ("match", "partial")}


def test_bounds_are_inclusive() -> None:
    assert judge(Interval(0, 10), Interval(10, 20), True) == "match"
    assert judge(Interval(0, 10), Interval(11, 20), True) == "over"
    assert judge(Interval(10, 20), Interval(0, 10), True) == "match"
    assert judge(Interval(11, 20), Interval(0, 10), True) == "short"
