"""A release beside the one before: what changed too much is shown, and does not stop it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from expectations.audit import audit
from expectations.checks import Audit, Status
from tests.audited import check, passing
from tests.mini_warehouse import example

CHECKS = ("rows_steady", "totals_steady", "share_steady")


def after(folder: Path, *statements: str, before: tuple[str, ...] = ()) -> Audit:
    """The audit of the example after `statements`, beside the example after `before`."""
    paths = example().write(folder / "previous.duckdb"), folder / "warehouse.duckdb"
    shutil.copy(*paths)
    for path, changes in zip(paths, (before, statements), strict=True):
        with duckdb.connect(str(path)) as con:
            for statement in changes:
                con.execute(statement)
    return audit(paths[1], passing(folder), previous=paths[0])


def test_a_release_like_the_one_before_is_steady(tmp_path: Path) -> None:
    found = after(tmp_path)
    assert {name: check(found, name).status for name in CHECKS} == dict.fromkeys(CHECKS, Status.PASSED)


@dataclass(frozen=True)
class Change:
    """What became of the example, and the check that sees it."""

    check_name: str
    why: str
    statement: str
    detail: str


CHANGES = [
    Change("rows_steady", "rows went", "delete from dim_document where title like '도서관%'", "2 rows, 3 in"),
    Change(
        "totals_steady",
        "a total grew tenfold",
        "update fact_budget set amount_krw = 10 * amount_krw where text = '2651억원'",
        "가람특별시 2027",
    ),
    Change(
        "totals_steady",
        "a year went",
        "update fact_budget set fiscal_year = 2026, fiscal_year_end = 2026",
        "0 won in all",
    ),
    Change(
        "share_steady",
        "less could be checked",
        "update fact_total_check set verdict = 'unreadable' where verdict in ('over', 'short')",
        "57% of the totals could be checked, 86% before",
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.check_name}: {change.why}")
def test_an_anomaly_is_shown_with_what_changed(tmp_path: Path, change: Change) -> None:
    found = after(tmp_path, change.statement)
    result = check(found, change.check_name)
    assert result.status is Status.FAILED and not result.stops
    assert change.detail in " ".join(f.detail for f in found.failures if f.check_name == change.check_name)


def test_more_rows_than_plausible_are_an_anomaly(tmp_path: Path) -> None:
    grown = "insert into dim_program from dim_program, range(2000) select dim_program.*"
    assert check(after(tmp_path, grown), "rows_steady").status is Status.FAILED


def test_a_release_that_lacks_a_table_cannot_be_compared_and_says_so(tmp_path: Path) -> None:
    found = after(tmp_path, before=("drop table dim_program",))
    for name in CHECKS:
        assert check(found, name).status is Status.NOT_CHECKED
        assert "the release before lacks dim_program.program_id" in (check(found, name).detail or "")


def test_a_damaged_release_before_is_named_and_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"no database")
    found = audit(
        example().write(tmp_path / "w.duckdb"), passing(tmp_path), previous=tmp_path / "broken.duckdb"
    )
    assert {check(found, name).status for name in CHECKS} == {Status.NOT_CHECKED}
    assert "cannot be opened" in (check(found, "rows_steady").detail or "") and found.passed
