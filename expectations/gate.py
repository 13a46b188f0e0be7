"""The gate: holds the results against the declared list, so that absence never passes."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.checks import DECLARED, EVERY_CHECK_RAN, Check, Declared, Level, Status, Tool, not_run


def close(checks: Iterable[Check], declared: tuple[Declared, ...] = DECLARED) -> tuple[Check, ...]:
    """`checks` in declared order, with a `not_run` for each declared one that has no result, and a
    last row that tells whether all ran."""
    results = list(checks)
    by_name = {check.check_name: check for check in results}
    silent = "the audit ended without a result for it"
    known = [by_name.get(d.check_name) or not_run(d, silent) for d in declared]
    names = {d.check_name for d in declared}
    others = [check for check in results if check.check_name not in names]
    missing = [check.check_name for check in (*known, *others) if check.status is Status.NOT_RUN]
    ran = Check(
        EVERY_CHECK_RAN,
        Tool.GATE,
        Level.STOP,
        Status.FAILED if missing else Status.PASSED,
        len(known) + len(others),
        len(missing),
        0,
        f"did not run: {', '.join(missing)}" if missing else None,
    )
    return (*known, *others, ran)
