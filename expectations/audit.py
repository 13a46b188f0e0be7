"""The audit of one warehouse: reads it, never writes it, and says of each declared check how it ended.

`audit(warehouse, dbt_target)` returns the results, `write(warehouse, results)` then puts them into
the warehouse's `quality` schema; `results.passed` tells whether the release may be published.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from expectations import anomalies, dbt_results, gate, tables
from expectations.checks import (
    CHECKED_SHARE,
    COUNTS_HOLD,
    DBT_TESTS,
    DECLARED,
    DOUBLE_ENTRY,
    SUMS_HOLD,
    Audit,
    Check,
    Failure,
    Level,
    Limits,
    Status,
    Subject,
    Tool,
)
from expectations.record import write

if TYPE_CHECKING:
    from expectations.checkpoint import Checkpoints, Outcome

__all__ = ["audit", "write"]

SLICE = 20_000  # breakdowns per batch: bounds memory, and is large enough that the batch's own cost is none


@dataclass(slots=True)
class Tally:
    """What was counted for one check, before it is judged."""

    checked: int = 0
    failed: int = 0
    unchecked: int = 0
    success: bool | None = True
    detail: str | None = None
    failures: list[Failure] = field(default_factory=list)


def audit(
    warehouse: Path,
    dbt_target: Path | None,
    limits: Limits | None = None,
    previous: Path | None = None,
    docs: Path | None = None,
) -> Audit:
    """All checks on `warehouse`, opened read-only, and those in `dbt_target`, the folder of dbt's
    artifacts; it is compared with `previous`, the warehouse of the release before, and Great Expectations'
    data docs are written to the folder `docs`. A check that raises is `not_run`; only a warehouse that cannot
    be opened raises (duckdb.Error)."""
    limits = limits or Limits()
    dbt_checks, failures = dbt_results.read(dbt_target)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        tallies = {i.check_name: _count(con, i, limits) for i in tables.INVARIANTS}
        tallies |= _compared(con, previous, limits)
        try:
            checkpoints = _checkpoints()
            tallies |= _breakdowns(con, checkpoints, limits)
            _judge_counts(checkpoints, tallies, limits)
            if docs is not None:
                checkpoints.write_docs(docs)
        except Exception as error:
            # Great Expectations itself fell over: nothing that it was to judge has been judged.
            for name in {check.check_name for check in DECLARED} - {DBT_TESTS}:
                tallies[name] = Tally(success=None, detail=_say(error))
    checks = [_check(name, tally) for name, tally in tallies.items()]
    for tally in tallies.values():
        failures.extend(tally.failures)
    return Audit(gate.close([*checks, *dbt_checks]), tuple(failures))


def _checkpoints() -> Checkpoints:
    with _uncollected():
        from expectations.checkpoint import Checkpoints

    return Checkpoints()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: importing makes no garbage, and a sixth of its time is looking for it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _count(con: duckdb.DuckDBPyConnection, invariant: tables.Invariant, limits: Limits) -> Tally:
    """The faults of an invariant. Judged later: here they are only counted and listed."""
    tally = Tally()
    faults = f"select * from ({invariant.faults}) as faults(subject, subject_id, detail)"
    bound = tables.parameters(faults, limits)
    try:
        (tally.checked,) = con.execute(invariant.population).fetchone() or (0,)
        (tally.failed,) = con.execute(f"select count(*) from ({faults})", bound).fetchone() or (0,)
        if tally.failed:
            listed = con.execute(f"{faults} order by all limit {limits.listed_failures}", bound).fetchall()
            tally.failures = [_failure(invariant.check_name, *row) for row in listed]
    except duckdb.Error as error:
        return Tally(success=None, detail=_say(error))
    return tally


def _compared(con: duckdb.DuckDBPyConnection, previous: Path | None, limits: Limits) -> dict[str, Tally]:
    """The anomalies against the release before; without one, that there was nothing to check."""
    try:
        with anomalies.beside(con, previous) as silent:
            return {
                i.check_name: Tally(detail=silent) if silent else _count(con, i, limits)
                for i in anomalies.COMPARED
            }
    except duckdb.Error as error:
        return {i.check_name: Tally(success=None, detail=_say(error)) for i in anomalies.COMPARED}


def _breakdowns(con: duckdb.DuckDBPyConnection, checkpoints: Checkpoints, limits: Limits) -> dict[str, Tally]:
    """The sums of the source and ours, and the share of them that could be checked."""
    import pandas as pd

    from expectations import suites, sum_expectation

    sums, numbers, entry, share = Tally(), Tally(), Tally(), Tally()
    result = {SUMS_HOLD: sums, COUNTS_HOLD: numbers, DOUBLE_ENTRY: entry, CHECKED_SHARE: share}
    checkpoint = checkpoints.add(suites.breakdowns(), key="breakdown_id")
    try:
        orphans = con.execute(tables.ORPHANED_ITEMS).fetchall()
        rows = con.execute(tables.BREAKDOWNS)
        while piece := rows.fetchmany(SLICE):
            batch = pd.DataFrame(piece, columns=list(tables.COLUMNS), dtype=object)
            outcomes = checkpoint.run(batch)
            by_id = {row[0]: dict(zip(tables.COLUMNS, row, strict=True)) for row in piece}
            recomputed = {key: sum_expectation.recompute(row) for key, row in by_id.items()}
            unreadable = sum(r.verdict == "unreadable" for r in recomputed.values())
            for tally, skipped in ((sums, unreadable), (entry, 0), (share, unreadable)):
                tally.checked += len(by_id) - skipped
                tally.unchecked += skipped
            recounted = {key: sum_expectation.recount(row) for key, row in by_id.items()}
            counted = [found.verdict for found in recounted.values() if found]
            numbers.checked += len(counted) - counted.count("unreadable")
            numbers.unchecked += counted.count("unreadable")
            for key in _take(COUNTS_HOLD, numbers, outcomes, limits):
                if found := recounted[key]:
                    numbers.failures.append(Failure(COUNTS_HOLD, Subject.BREAKDOWN, key, found.explained))
            for key in _take(SUMS_HOLD, sums, outcomes, limits):
                sums.failures.append(Failure(SUMS_HOLD, Subject.BREAKDOWN, key, recomputed[key].explained))
            for key in _take(DOUBLE_ENTRY, entry, outcomes, limits):
                detail = sum_expectation.disagreement(by_id[key]) or ""
                entry.failures.append(Failure(DOUBLE_ENTRY, Subject.BREAKDOWN, key, detail))
    except Exception as error:
        return {name: Tally(success=None, detail=_say(error)) for name in result}
    if orphans:
        entry.success = entry.success and False
        entry.checked += len(orphans)
        entry.failed += len(orphans)
        entry.failures.extend(_failure(DOUBLE_ENTRY, *row) for row in orphans[: limits.listed_failures])
    return result


def _take(check_name: str, tally: Tally, outcomes: dict[str, Outcome], limits: Limits) -> tuple[str, ...]:
    """Adds an outcome to `tally`; returns the failed keys that are still to be listed."""
    outcome = outcomes.get(check_name)
    if outcome is None or outcome.success is None or tally.success is None:
        tally.success = None
        tally.detail = tally.detail or (outcome.error if outcome else "the checkpoint gave no result for it")
        return ()
    tally.success = tally.success and outcome.success
    tally.failed += len(outcome.failed_keys)
    return outcome.failed_keys[: max(0, limits.listed_failures - len(tally.failures))]


def _judge_counts(checkpoints: Checkpoints, tallies: dict[str, Tally], limits: Limits) -> None:
    """Has Great Expectations judge the counts of those invariants that could be counted."""
    import pandas as pd

    from expectations import suites

    counts: dict[str, Any] = {
        i.check_name: tallies[i.check_name].failed
        for i in (*tables.INVARIANTS, *anomalies.COMPARED)
        if tallies[i.check_name].success
    }
    share = tallies[CHECKED_SHARE]
    total = share.checked + share.unchecked
    if share.success and total:
        counts[CHECKED_SHARE] = share.checked / total
        share.detail = f"{share.checked} of {total} could be checked; the limit is {limits.checked_share:.0%}"
    if not counts:
        return
    outcomes = checkpoints.add(suites.counts(list(counts), limits)).run(pd.DataFrame([counts]))
    for name in counts:
        outcome = outcomes.get(name)
        tallies[name].success = outcome.success if outcome else None
        if outcome is None or outcome.success is None:
            tallies[name].detail = outcome.error if outcome else "the checkpoint gave no result for it"


def _check(name: str, tally: Tally) -> Check:
    declared = next(check for check in DECLARED if check.check_name == name)
    level = declared.level
    if tally.success is None:
        return Check(name, Tool.GREAT_EXPECTATIONS, level, Status.NOT_RUN, None, None, None, tally.detail)
    status = Status.PASSED if tally.success else Status.FAILED
    if tally.success and not tally.checked:
        status = Status.NOT_CHECKED
        # Without any breakdown the share is no fault of ours: shown, and not in the way.
        level = Level.WARN if name == CHECKED_SHARE else level
    detail = tally.detail or declared.question
    if status is Status.FAILED and tally.failures:
        first = tally.failures[0]
        detail = f"{tally.failed} failed; {first.subject} {first.subject_id}: {first.detail}"
    return Check(name, declared.tool, level, status, tally.checked, tally.failed, tally.unchecked, detail)


def _failure(check_name: str, subject: str, subject_id: str, detail: str) -> Failure:
    return Failure(check_name, Subject(subject), subject_id, detail)


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
