"""Writes the results of an audit into the warehouse that was audited."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import duckdb

from expectations.checks import Audit

TABLES = """
create schema if not exists quality;
create or replace table quality.checks (
    check_name varchar not null, tool varchar not null, level varchar not null, status varchar not null,
    checked_count bigint, failed_count bigint, unchecked_count bigint, detail varchar);
create or replace table quality.failures (
    check_name varchar not null, subject varchar not null, subject_id varchar not null, detail varchar);
"""

COMMENTS = {
    "table quality.checks": "한 행은 이 배포본에 대한 검사 하나. One row: one check of this release.",
    "column quality.checks.check_name": "검사 이름. The check's name.",
    "column quality.checks.tool": "검사한 도구. Who checked: great_expectations, dbt or gate.",
    "column quality.checks.level": "실패의 효과. What a failure does: stop (holds the release back) "
    "or warn (is shown on it).",
    "column quality.checks.status": "결과. How it ended: passed, failed, not_checked (nothing to check), "
    "not_run (could not run; stops like a failure).",
    "column quality.checks.checked_count": "검사한 대상 수. Subjects that were checked; null where not told.",
    "column quality.checks.failed_count": "실패한 대상 수. Subjects that failed; null where it did not run.",
    "column quality.checks.unchecked_count": "검사하지 못한 대상 수. Subjects that could not be checked.",
    "column quality.checks.detail": "설명. What there is to say, or why it did not run.",
    "table quality.failures": "한 행은 검사에 실패한 대상 하나. One row: one subject that failed one check.",
    "column quality.failures.check_name": "검사 이름. The check, a row of quality.checks.",
    "column quality.failures.subject": "대상의 종류. What failed: figure, breakdown, document or table.",
    "column quality.failures.subject_id": "대상의 식별자. Its id in the table of that kind.",
    "column quality.failures.detail": "설명. What is wrong with it.",
}


def write(warehouse: Path, audit: Audit) -> None:
    """Puts `audit` into `quality.checks` and `quality.failures`, all of it or nothing."""
    with duckdb.connect(str(warehouse)) as con:
        con.execute("begin")
        con.execute(TABLES)
        if audit.checks:
            con.executemany(
                "insert into quality.checks values (?, ?, ?, ?, ?, ?, ?, ?)",
                [astuple(check) for check in audit.checks],
            )
        if audit.failures:
            con.executemany(
                "insert into quality.failures values (?, ?, ?, ?)",
                [astuple(failure) for failure in audit.failures],
            )
        comment(con)
        con.execute("commit")


def comment(con: duckdb.DuckDBPyConnection) -> None:
    """Puts the meaning of the two tables and their columns into the database."""
    for on, text in COMMENTS.items():
        quoted = text.replace("'", "''")
        con.execute(f"comment on {on} is '{quoted}'")
