"""The gate: what stops a release, what is shown on it, and that absence never passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from expectations import tables
from expectations.audit import audit, write
from expectations.checks import DECLARED, Audit, Level, Limits, Status
from expectations.gate import close
from tests.audited import broken, check, passing, statuses
from tests.mini_warehouse import Mini, example

ROOT = Path(__file__).parents[1]


def test_the_example_passes_and_its_faulty_sums_are_shown(tmp_path: Path) -> None:
    found = broken(tmp_path)
    assert found.passed
    assert {name: status for name, status in statuses(found).items() if status != "passed"} == {
        "sums_hold": "failed",
        "counts_hold": "not_checked",
        **dict.fromkeys(("rows_steady", "totals_steady", "share_steady"), "not_checked"),
    }
    sums = check(found, "sums_hold")
    assert (sums.level, sums.checked_count, sums.failed_count, sums.unchecked_count) == (Level.WARN, 6, 2, 1)
    assert sorted(f.detail.split(":")[0] for f in found.failures) == ["over", "short"]


def test_every_declared_check_has_a_result(tmp_path: Path) -> None:
    assert {declared.check_name for declared in DECLARED} <= set(statuses(broken(tmp_path)))


def test_without_figures_a_release_is_possible_and_says_so(tmp_path: Path) -> None:
    mini = Mini()
    mini.article("plain.html", "낭독회", "입장은 무료다.")
    found = audit(mini.write(tmp_path / "w.duckdb"), passing(tmp_path))
    assert found.passed
    assert check(found, "figures_present").status is Status.FAILED
    for name in ("sums_hold", "double_entry", "checked_share", "text_at_offsets", "keys", "fiscal_years"):
        assert check(found, name).status is Status.NOT_CHECKED, name
    assert check(found, "checked_share").level is Level.WARN


def test_an_empty_warehouse_stops(tmp_path: Path) -> None:
    found = audit(Mini().write(tmp_path / "w.duckdb"), passing(tmp_path))
    assert not found.passed
    assert check(found, "documents_present").stops


@pytest.mark.parametrize("table", ["fact_budget", "fact_total_check", "dim_document", "staging.sightings"])
def test_a_check_that_raises_did_not_run_and_stops(tmp_path: Path, table: str) -> None:
    found = broken(tmp_path, f"drop table {table}")
    unrun = {c.check_name for c in found.checks if c.status is Status.NOT_RUN}
    assert unrun and not found.passed
    assert all(check(found, name).detail for name in unrun)
    assert check(found, "every_check_ran").failed_count == len(unrun)


def test_an_expectation_that_raises_did_not_run(tmp_path: Path) -> None:
    found = broken(tmp_path, "update fact_budget set unit_krw = null where text = '784원'")
    assert check(found, "double_entry").status is Status.NOT_RUN
    assert "NoneType" in (check(found, "double_entry").detail or "")


def test_a_declared_check_without_result_did_not_run(tmp_path: Path) -> None:
    complete = broken(tmp_path).checks
    closed = close([c for c in complete if c.check_name not in ("keys", "every_check_ran")])
    assert [c.check_name for c in closed if c.status is Status.NOT_RUN] == ["keys"]
    assert not Audit(closed, ()).passed


def test_an_audit_without_checks_does_not_pass() -> None:
    assert not Audit((), ()).passed


def test_the_share_that_must_be_checked_is_a_limit(tmp_path: Path) -> None:
    strict = broken(tmp_path, limits=Limits(checked_share=0.9))
    assert check(strict, "checked_share").stops
    assert "6 of 7" in (check(strict, "checked_share").detail or "")


def test_failures_are_listed_up_to_a_limit_and_counted_beyond_it(tmp_path: Path) -> None:
    found = broken(tmp_path, "update fact_budget set text = 'x'", limits=Limits(listed_failures=3))
    assert check(found, "text_at_offsets").failed_count == 21
    assert len([f for f in found.failures if f.check_name == "text_at_offsets"]) == 3


def test_breakdowns_are_judged_in_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = broken(tmp_path)
    monkeypatch.setattr("expectations.audit.SLICE", 2)
    assert broken(tmp_path) == whole


REPLACED = (
    "insert into staging.articles select 'new', * exclude document_id from staging.articles limit 1",
    "insert into staging.documents values ('new', 1, 'text/html', null)",
    """insert into staging.sightings
       select run_id, source, locator, seen_at + interval 1 day, 'new', null, null
       from staging.sightings where document_id = (select min(document_id) from dim_document)""",
)


def test_a_later_document_at_a_locator_must_be_in_the_marts(tmp_path: Path) -> None:
    found = broken(tmp_path, *REPLACED)
    assert [f.subject_id for f in found.failures if f.check_name == "documents_accounted"] == ["new"]


def test_a_document_replaced_at_its_locator_need_not_be(tmp_path: Path) -> None:
    moved = (
        "update dim_document set document_id = 'new' where document_id = (select min(document_id) from {})"
    )
    found = broken(tmp_path, *REPLACED, moved.format("dim_document"))
    assert check(found, "documents_accounted").status is Status.PASSED


def test_an_unreadable_document_at_a_locator_replaces_none(tmp_path: Path) -> None:
    noise = (
        *REPLACED[1:],
        "insert into staging.rejections values ('new', 'extract', 'not_text', 'bytes without text')",
    )
    unlisted = broken(tmp_path, *noise)
    assert [f.subject_id for f in unlisted.failures if f.check_name == "documents_accounted"] == ["new"]
    listed = """insert into quality.rejections (document_id, stage, reason)
        values ('new', 'extract', 'not_text')"""
    assert check(broken(tmp_path, listed), "documents_accounted").status is Status.PASSED
    gone = broken(
        tmp_path,
        """delete from dim_document where document_id = (select s.document_id from staging.sightings as s
            semi join (select locator from staging.sightings where document_id = 'new') using (locator)
            where s.document_id <> 'new')""",
    )
    assert check(gone, "documents_accounted").failed_count == 1


def test_a_later_document_replaces_what_another_source_saw_at_its_locator(tmp_path: Path) -> None:
    moved = "update staging.sightings set source = 'mirror' where document_id = 'new'"
    gone = "delete from dim_document where document_id = (select min(document_id) from dim_document)"
    found = broken(tmp_path, *REPLACED, moved, gone)
    assert [f.subject_id for f in found.failures if f.check_name == "documents_accounted"] == ["new"]


def test_a_sighting_without_document_replaces_none(tmp_path: Path) -> None:
    lost = """insert into staging.sightings select run_id, source, locator, seen_at + interval 1 day, null,
              'unreadable', 'no permission' from staging.sightings where document_id is not null"""
    assert check(broken(tmp_path, lost), "documents_accounted").status is Status.PASSED
    gone = broken(tmp_path, "delete from dim_document where title like '도서관%'")
    assert check(gone, "documents_accounted").failed_count == 1


def test_results_become_commented_tables_of_the_warehouse(tmp_path: Path) -> None:
    found = broken(tmp_path)
    warehouse = tmp_path / "warehouse.duckdb"
    write(warehouse, found)
    write(warehouse, found)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rows = con.execute("select check_name, status, failed_count from quality.checks").fetchall()
        assert rows == [(c.check_name, c.status, c.failed_count) for c in found.checks]
        joined = con.execute(
            """select verdict from quality.failures join fact_total_check on breakdown_id = subject_id
            order by 1"""
        ).fetchall()
        assert joined == [("over",), ("short",)]
        (bare,) = con.execute(
            """select count(*) from duckdb_columns() where schema_name = 'quality'
            and table_name in ('checks', 'failures') and comment is null"""
        ).fetchone() or (None,)
        assert bare == 0


def test_the_audit_reads_only(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "warehouse.duckdb")
    before = warehouse.read_bytes()
    warehouse.chmod(0o444)
    audit(warehouse, passing(tmp_path))
    assert warehouse.read_bytes() == before


def test_each_check_counted_in_sql_is_declared() -> None:
    assert {i.check_name for i in tables.INVARIANTS} < {d.check_name for d in DECLARED}


def test_a_fresh_process_imports_great_expectations_when_it_audits_and_says_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from expectations.audit import audit;"
        "assert 'great_expectations' not in sys.modules; audit(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(example().write(tmp_path / "w.duckdb")), str(passing(tmp_path))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
