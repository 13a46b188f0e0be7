"""The loader: from parts to typed tables of the schema `staging`."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from ingestion import records
from pipeline.load import TABLES, LoadError, Parts, load
from pipeline.store import Store
from tests.warehouse_fixture import VERSION, fill, notice_page, outlet_pages, parts_of, sums_page

RECORDS = {
    "sightings": records.Sighting,
    "articles": records.Article,
    "figures": records.Figure,
    "breakdowns": records.Breakdown,
    "leftovers": records.Leftover,
    "findings": records.Finding,
    "rejections": records.Rejection,
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The loaded file, without anything of dbt."""
    folder = tmp_path_factory.mktemp("loaded")
    store = Store(str(folder / "store"))
    fill(store)
    load(folder / "warehouse.duckdb", parts_of(store), VERSION)
    return duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True)


@pytest.mark.parametrize("table", RECORDS)
def test_columns_are_the_fields_of_the_records(table: str) -> None:
    fields = {field.name for field in dataclasses.fields(RECORDS[table])}
    assert set(TABLES[table]) - {"extractor_version"} == fields


def test_empty_parts_give_empty_typed_tables(tmp_path: Path) -> None:
    file = tmp_path / "warehouse.duckdb"
    assert load(file, Parts([], [], []), VERSION) == dict.fromkeys(TABLES, 0)
    with duckdb.connect(str(file), read_only=True) as con:
        kinds = dict(
            con.execute(
                "select column_name, data_type from duckdb_columns() where table_name = 'figures'"
            ).fetchall()
        )
    assert kinds["amount_krw"] == "BIGINT"
    assert kinds["complete"] == "BOOLEAN"


def test_a_document_that_stands_in_two_parts_is_loaded_once(loaded: duckdb.DuckDBPyConnection) -> None:
    count = "select count(*) from staging.{} where document_id = ?"
    document_id = notice_page(7).document.document_id
    for table in ("documents", "articles", "figures"):
        assert loaded.execute(count.format(table), [document_id]).fetchall() == [(1,)], table


def test_lists_become_rows(loaded: duckdb.DuckDBPyConnection) -> None:
    page = sums_page()
    ids = loaded.execute(
        "select figure_id from staging.figures where document_id = ?", [page.document.document_id]
    ).fetchall()
    assert {figure_id for (figure_id,) in ids} == {figure.figure_id for figure in page.figures}
    assert loaded.execute("select count(*) from staging.breakdowns").fetchall() == [(6,)]
    assert loaded.execute("select count(*) from staging.leftovers").fetchall() == [(1,)]
    assert loaded.execute("select stage, reason from staging.rejections").fetchall() == [
        ("extract", "not_text"),
        ("extract", "not_text"),
    ]


def test_raw_bytes_stay_in_the_store(loaded: duckdb.DuckDBPyConnection) -> None:
    page = sums_page()
    row = loaded.execute(
        "select byte_count, media_type, declared_encoding from staging.documents where document_id = ?",
        [page.document.document_id],
    ).fetchone()
    assert row == (len(page.body.encode()), "text/plain", "utf-8")


def test_moments_are_utc_without_a_zone(loaded: duckdb.DuckDBPyConnection) -> None:
    first = loaded.execute("select min(seen_at) from staging.sightings").fetchone()
    assert first == (datetime(2025, 11, 3, 9, 0),)  # noqa: DTZ001


def test_loading_again_replaces_the_file(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    fill(store)
    file = tmp_path / "warehouse.duckdb"
    first = load(file, parts_of(store), VERSION)
    assert load(file, parts_of(store), VERSION) == first
    assert not file.with_name("warehouse.duckdb.wal").exists()


def test_parts_may_lie_in_any_file_system(tmp_path: Path) -> None:
    store = Store("memory://loader-test")
    fill(store)
    assert load(tmp_path / "warehouse.duckdb", parts_of(store), VERSION)["figures"] == sum(
        len(page.figures) for page in (sums_page(), notice_page(5), notice_page(7), *outlet_pages())
    )


def test_a_part_that_is_none_is_an_error_that_says_which_table(tmp_path: Path) -> None:
    part = tmp_path / "part-1.parquet"
    part.write_bytes(b"not parquet")
    with pytest.raises(LoadError, match="documents"):
        load(tmp_path / "warehouse.duckdb", Parts([str(part)], [], []), VERSION)
