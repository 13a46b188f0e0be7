"""What makes two warehouses the same, and what makes them differ."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from publishing.content import content_hash
from tests.mini_warehouse import example


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return example().write(tmp_path / "warehouse.duckdb")


def changed(warehouse: Path, statement: str) -> bool:
    """Whether `statement` changes what the warehouse says."""
    before = content_hash(warehouse)
    with duckdb.connect(str(warehouse)) as con:
        con.execute(statement)
    return content_hash(warehouse) != before


def test_it_is_64_hexadecimal_digits(warehouse: Path) -> None:
    assert len(content_hash(warehouse)) == 64
    int(content_hash(warehouse), 16)


def test_two_builds_of_the_same_rows_are_the_same(warehouse: Path, tmp_path: Path) -> None:
    assert content_hash(warehouse) == content_hash(example().write(tmp_path / "again" / "warehouse.duckdb"))


@pytest.mark.parametrize(
    "statement",
    [
        "create or replace table fact_budget as from fact_budget order by amount_krw desc",
        "create or replace table dim_program as select theme, * exclude theme from dim_program",
        "alter table dim_document add column read_at timestamptz default now()",
        "update staging.sightings set seen_at = now()",
        "insert into quality.rejections from quality.rejections",
        "create table quality.checks as select 'keys' as check_name",
    ],
)
def test_order_and_time_of_day_do_not_matter(warehouse: Path, statement: str) -> None:
    assert not changed(warehouse, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update fact_budget set amount_krw = amount_krw + 1 where text = '784원'",
        "update fact_budget set program = null where text = '784원'",
        "insert into fact_budget from fact_budget limit 1",
        "update dim_document set published_on = published_on + 1",
        "update dim_document set locators = []",
        "alter table fact_budget add column note varchar",
        "drop table dim_program",
        "delete from quality.rejections where document_id is null",
        # The same values in other rows: sums per column would not see it.
        """update fact_budget set organization = case organization when '나루구' then '솔구'
           when '솔구' then '나루구' else organization end""",
    ],
)
def test_what_readers_can_see_matters(warehouse: Path, statement: str) -> None:
    assert changed(warehouse, statement)
