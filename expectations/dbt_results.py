"""What dbt's own tests said, from the artifacts of one `dbt build`, as checks of the audit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from expectations.checks import DBT_TESTS, DECLARED, Check, Failure, Level, Status, Subject, Tool, not_run

DECLARATION = next(check for check in DECLARED if check.check_name == DBT_TESTS)
STATUSES = {"pass": Status.PASSED, "success": Status.PASSED, "fail": Status.FAILED, "warn": Status.FAILED}
TESTS = ("test", "unit_test")


def read(target: Path | None) -> tuple[list[Check], list[Failure]]:
    """A check per test in dbt's artifacts (run_results.json and manifest.json in the folder `target`),
    and `dbt_tests` on the run as a whole. A test that dbt knows and did not run is `not_run`."""
    if target is None:
        return [not_run(DECLARATION, "no results of dbt were given: run the build stage first")], []
    try:
        results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
        known = _nodes(json.loads((target / "manifest.json").read_text(encoding="utf-8")))
        return _judge(results, known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"dbt's results are unreadable in {target}: {type(error).__name__}: {error}"
        return [not_run(DECLARATION, why)], []


def _judge(
    results: list[dict[str, Any]], known: dict[str, dict[str, Any]]
) -> tuple[list[Check], list[Failure]]:
    """`results` held against the tests that are `known`; takes from `known` those with a result."""
    checks: list[Check] = []
    failures: list[Failure] = []
    unbuilt: list[str] = []
    for result in results:
        unique_id = str(result["unique_id"])
        if unique_id.split(".", maxsplit=1)[0] not in TESTS:
            if result["status"] not in STATUSES:
                unbuilt.append(unique_id)
            continue
        check = _check(result, known.pop(unique_id, {}))
        checks.append(check)
        if check.status is Status.FAILED:
            failures.append(Failure(check.check_name, Subject.TABLE, unique_id, check.detail or ""))
    checks.extend(_unrun(unique_id, node) for unique_id, node in known.items())
    return [_whole_run(checks, unbuilt), *checks], failures


def _nodes(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The enabled tests of a manifest, by unique id."""
    nodes = {**manifest.get("nodes", {}), **manifest.get("unit_tests", {})}
    return {
        unique_id: node
        for unique_id, node in nodes.items()
        if unique_id.split(".")[0] in TESTS and node.get("config", {}).get("enabled", True)
    }


def _check(result: dict[str, Any], node: dict[str, Any]) -> Check:
    status = STATUSES.get(result["status"], Status.NOT_RUN)
    level = Level.WARN if result["status"] == "warn" else _level(node)
    failed = None if status is Status.NOT_RUN else int(result.get("failures") or 0)
    detail = result.get("message") if status is not Status.PASSED else None
    return Check(_name(result["unique_id"], node), Tool.DBT, level, status, None, failed, None, detail)


def _unrun(unique_id: str, node: dict[str, Any]) -> Check:
    why = "dbt has this test and no result of it"
    return Check(_name(unique_id, node), Tool.DBT, _level(node), Status.NOT_RUN, None, None, None, why)


def _whole_run(checks: list[Check], unbuilt: list[str]) -> Check:
    unrun = [check.check_name for check in checks if check.status is Status.NOT_RUN]
    faults = [f"not built: {name}" for name in unbuilt] + [f"not run: {name}" for name in unrun]
    if not checks:
        return not_run(DECLARATION, "dbt ran no test")
    return Check(
        DBT_TESTS,
        Tool.DBT,
        DECLARATION.level,
        Status.FAILED if faults else Status.PASSED,
        len(checks) - len(unrun),
        len(faults),
        len(unrun),
        "; ".join(faults[:20]) or None,
    )


def _level(node: dict[str, Any]) -> Level:
    severity = str(node.get("config", {}).get("severity") or "error").lower()
    return Level.WARN if severity == "warn" else Level.STOP


def _name(unique_id: str, node: dict[str, Any]) -> str:
    return str(node.get("name") or unique_id.split(".")[2])
