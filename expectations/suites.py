"""The suites, as code. Each expectation carries its check's name in `meta`; its level is the check's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from great_expectations import ExpectationSuite
from great_expectations.expectations import Expectation, ExpectColumnValuesToBeBetween

from expectations.checks import CHECKED_SHARE, COUNTS_HOLD, DECLARED, DOUBLE_ENTRY, SUMS_HOLD, Level, Limits
from expectations.sum_expectation import (
    ExpectCountsToSumToStatedCount,
    ExpectItemsToSumToStatedTotal,
    ExpectVerdictToBeRecomputed,
)

SEVERITIES = {check.check_name: "critical" if check.level is Level.STOP else "warning" for check in DECLARED}


def breakdowns() -> ExpectationSuite:
    """On a batch of breakdowns: the source's sums, and ours."""
    return ExpectationSuite(
        name="breakdowns",
        expectations=[
            ExpectItemsToSumToStatedTotal(
                column_list=["total", "items", "complete"], ignore_row_if="never", **_named(SUMS_HOLD)
            ),
            ExpectCountsToSumToStatedCount(
                column_list=["total", "items", "complete"], ignore_row_if="never", **_named(COUNTS_HOLD)
            ),
            ExpectVerdictToBeRecomputed(
                column_list=["total", "items", "complete", "recorded", "misplaced"],
                ignore_row_if="never",
                **_named(DOUBLE_ENTRY),
            ),
        ],
    )


def counts(columns: Collection[str], limits: Limits) -> ExpectationSuite:
    """On the one row of counts: no fault of any invariant, and a great enough share checked."""
    expectations: list[Expectation] = []
    for column in columns:
        low, high = (limits.checked_share, 1) if column == CHECKED_SHARE else (0, 0)
        expectations.append(
            ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high, **_named(column))
        )
    return ExpectationSuite(name="counts", expectations=expectations)


def _named(check_name: str) -> dict[str, Any]:
    return {"meta": {"check": check_name}, "severity": SEVERITIES[check_name], "catch_exceptions": True}
