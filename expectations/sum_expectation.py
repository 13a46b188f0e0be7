"""Great Expectations' side of the sum check: two expectations on a batch of breakdowns.

A batch has one row per breakdown, with the columns of `tables.BREAKDOWNS`: the figures as JSON text,
so that amounts stay exact integers (a pandas column with a gap in it would turn them into floats).
Importing this module imports Great Expectations, which takes seconds: only `checkpoint` does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)

from expectations import arithmetic


class MulticolumnItemsSumToStatedTotal(MulticolumnMapMetricProvider):
    """True for a row whose items do not contradict their stated total."""

    condition_metric_name = "multicolumn_values.items_sum_to_stated_total"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return by_row(column_list, lambda row: holds(recompute(row)))


class MulticolumnCountsSumToStatedCount(MulticolumnMapMetricProvider):
    """True for a row whose items' counts do not contradict their total's."""

    condition_metric_name = "multicolumn_values.counts_sum_to_stated_count"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return by_row(column_list, lambda row: holds(recount(row)))


class MulticolumnVerdictIsRecomputed(MulticolumnMapMetricProvider):
    """True for a row whose recorded check agrees with the recomputed one."""

    condition_metric_name = "multicolumn_values.verdict_is_recomputed"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return by_row(column_list, lambda row: disagreement(row) is None)


class ExpectItemsToSumToStatedTotal(MulticolumnMapExpectation):
    """Expect the items of each breakdown to sum to its stated total, each stated number taken as the
    interval of amounts that it allows. Open lists may fall short; unreadable ones are not judged."""

    map_metric: ClassVar[str] = "multicolumn_values.items_sum_to_stated_total"


class ExpectCountsToSumToStatedCount(MulticolumnMapExpectation):
    """Expect the counts of each breakdown's items to sum to the count of its total, where both state one."""

    map_metric: ClassVar[str] = "multicolumn_values.counts_sum_to_stated_count"


class ExpectVerdictToBeRecomputed(MulticolumnMapExpectation):
    """Expect what the warehouse recorded of each breakdown to equal what follows from its figures."""

    map_metric: ClassVar[str] = "multicolumn_values.verdict_is_recomputed"


def by_row(batch: pd.DataFrame, judge: Callable[[dict[str, Any]], bool]) -> pd.Series[bool]:
    """`judge` of each row of `batch`, under the batch's index."""
    names = [str(name) for name in batch.columns]
    rows = batch.itertuples(index=False, name=None)
    judged = np.array([judge(dict(zip(names, row, strict=True))) for row in rows], dtype=np.bool_)
    return pd.Series(judged, index=batch.index)


def recompute(row: dict[str, Any]) -> arithmetic.Recomputed:
    """The arithmetic of one row."""
    return arithmetic.recompute(*_parts(row))


def recount(row: dict[str, Any]) -> arithmetic.Recounted | None:
    """The counts of one row."""
    return arithmetic.recount(*_parts(row))


def _parts(row: dict[str, Any]) -> tuple[arithmetic.Stated | None, list[arithmetic.Stated], bool | None]:
    total = _loads(row["total"])
    items = _loads(row["items"]) or []
    return (
        arithmetic.Stated(**total) if total else None,
        [arithmetic.Stated(**item) for item in items],
        _loads(row["complete"]),
    )


def holds(recomputed: arithmetic.Recomputed | arithmetic.Recounted | None) -> bool:
    """Whether the source's sum holds, as far as it can be told."""
    return recomputed is None or recomputed.verdict not in (arithmetic.OVER, arithmetic.SHORT)


def disagreement(row: dict[str, Any]) -> str | None:
    """What `fact_total_check` says of a breakdown against what follows from the figures; None when
    both agree. Amounts are compared only where the breakdown is readable."""
    recorded = _loads(row["recorded"])
    if recorded is None:
        return "fact_total_check has no row for this breakdown"
    found = recompute(row)
    expected: dict[str, object] = {"verdict": found.verdict, "item_count": found.item_count}
    if found.total and found.items and found.verdict != arithmetic.UNREADABLE:
        expected |= {
            "items_krw": found.items_krw,
            "stated_low_krw": found.total.low,
            "stated_high_krw": found.total.high,
            "items_low_krw": found.items.low,
            "items_high_krw": found.items.high,
        }
    counts = recount(row)
    expected |= {
        "count_verdict": counts.verdict if counts else None,
        "stated_count": counts.stated if counts else None,
        "items_count": counts.items if counts else None,
    }
    differing = [
        f"{name} is recorded as {recorded.get(name)} and recomputed as {value}"
        for name, value in expected.items()
        if recorded.get(name) != value
    ]
    if row["misplaced"]:
        differing.append(str(row["misplaced"]))
    return "; ".join(differing) or None


def _loads(cell: Any) -> Any:
    # An SQL null arrives as None or as pandas' NaN, depending on the rest of its column.
    return json.loads(cell) if isinstance(cell, str) else None
