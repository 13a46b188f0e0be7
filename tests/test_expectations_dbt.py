"""dbt's own results count by their own level, and what dbt did not run never passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.audit import audit
from expectations.checks import Audit, Status
from tests.audited import check, dbt_results, passing
from tests.mini_warehouse import example


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return example().write(tmp_path / "warehouse.duckdb")


def audited_with(warehouse: Path, tests: dict[str, tuple[str, str]], unrun: tuple[str, ...] = ()) -> Audit:
    """dbt's own results count by their own level, and what dbt did not run never passes."""
    return audit(warehouse, dbt_results(warehouse.parent / "target", tests, unrun=unrun))


@pytest.mark.parametrize(
    ("status", "severity", "ends", "passes"),
    [
        ("pass", "error", "passed", True),
        ("pass", "WARN", "passed", True),
        ("warn", "warn", "failed", True),
        ("fail", "error", "failed", False),
        ("error", "error", "not_run", False),
        ("skipped", "error", "not_run", False),
    ],
)
def test_a_test_counts_by_its_level(
    warehouse: Path, status: str, severity: str, ends: str, passes: bool
) -> None:
    found = audited_with(warehouse, {"one": ("pass", "error"), "two": (status, severity)})
    assert check(found, "two").status == ends
    assert found.passed is passes


def test_a_test_without_result_did_not_run(warehouse: Path) -> None:
    found = audited_with(warehouse, {"one": ("pass", "error")}, unrun=("forgotten",))
    assert check(found, "forgotten").status is Status.NOT_RUN
    assert not found.passed


def test_no_tests_at_all_stop(warehouse: Path) -> None:
    assert not audited_with(warehouse, {}).passed


def test_no_results_stop(warehouse: Path) -> None:
    found = audit(warehouse, None)
    assert check(found, "dbt_tests").status is Status.NOT_RUN
    assert not found.passed


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"results": [1]}'])
def test_unreadable_results_stop(warehouse: Path, content: str) -> None:
    target = passing(warehouse.parent)
    (target / "run_results.json").write_text(content)
    found = audit(warehouse, target)
    assert check(found, "dbt_tests").status is Status.NOT_RUN
    assert not found.passed
