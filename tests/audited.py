"""What the tests of the audit share: an example to break, and how to find a result."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from expectations.audit import audit
from expectations.checks import Audit, Check, Limits
from tests.mini_warehouse import example


def broken(folder: Path, *statements: str, limits: Limits | None = None) -> Audit:
    """The audit of the example after `statements`, with one passing test of dbt."""
    path = folder / "warehouse.duckdb"
    if not path.exists():
        example().write(path)
    with duckdb.connect(str(path)) as con:
        for statement in statements:
            con.execute(statement)
    return audit(path, passing(folder), limits)


def passing(folder: Path) -> Path:
    """Artifacts of dbt in which all is well."""
    return dbt_results(folder / "target", {"unique_figure_id": ("pass", "error")})


def check(found: Audit, name: str) -> Check:
    """The one result of a check."""
    (result,) = [c for c in found.checks if c.check_name == name]
    return result


def statuses(found: Audit) -> dict[str, str]:
    """How each check ended."""
    return {c.check_name: str(c.status) for c in found.checks}


def dbt_results(folder: Path, tests: dict[str, tuple[str, str]], *, unrun: tuple[str, ...] = ()) -> Path:
    """dbt's artifacts for `tests` (name → status, severity); `unrun` are known to dbt and have no result.
    Returns `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = {name: f"test.yesan.{name}" for name in (*tests, *unrun)}
    nodes = {
        ids[name]: {
            "name": name,
            "resource_type": "test",
            "config": {"severity": tests.get(name, ("", "error"))[1], "enabled": True},
        }
        for name in ids
    }
    (folder / "manifest.json").write_text(json.dumps({"nodes": nodes, "unit_tests": {}}), encoding="utf-8")
    results = [
        {
            "unique_id": ids[name],
            "status": status,
            "failures": int(status in ("fail", "warn")),
            "message": None if status == "pass" else f"Got 1 result, {name}",
        }
        for name, (status, _) in tests.items()
    ]
    (folder / "run_results.json").write_text(json.dumps({"results": results}), encoding="utf-8")
    return folder
