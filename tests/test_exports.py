"""The exports of a release: each read back by another hand than the one that wrote it."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import validate

from publishing.exports import write_exports
from publishing.exports.columnar import GUARDED
from tests.exported import HOSTILE, hostile_warehouse, marts
from tests.house import ROOT
from tests.released import working_directory

MARTS = ROOT / "dbt_project" / "models" / "marts"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse of hostile text and its exports."""
    folder = tmp_path_factory.mktemp("hostile")
    warehouse = hostile_warehouse(folder / "warehouse.duckdb")
    write_exports(warehouse, folder / "exports", workbook_rows=1_000)
    return folder


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published release of the bundled articles."""
    return working_directory(tmp_path_factory) / "store" / "current"


@pytest.fixture(scope="module", params=["hostile", "released"])
def release(request: pytest.FixtureRequest) -> Path:
    """Both of them."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_parquet_holds_every_value_as_it_is(release: Path) -> None:
    for name, columns, _, rows in marts(release):
        found = pq.read_table(release / "exports" / "parquet" / f"{name}.parquet")
        assert found.column_names == columns
        assert [tuple(row.values()) for row in found.to_pylist()] == rows


def test_parquet_says_what_its_columns_mean(released: Path) -> None:
    told = pq.read_metadata(released / "exports" / "parquet" / "fact_budget.parquet").metadata
    assert told
    assert told[b"fact_budget"].decode().startswith("One figure of one document")
    assert "won" in told[b"fact_budget.amount_krw"].decode()


def as_printed(value: Any, data_type: str) -> str:
    """A value as CSV shows it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    guarded = data_type == "VARCHAR" and str(value).startswith(GUARDED)
    return f"'{value}" if guarded else str(value)


def test_csv_read_back_is_the_mart(release: Path) -> None:
    for name, columns, types, rows in marts(release):
        path = release / "exports" / "csv" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding"
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *found = csv.reader(file)
        assert head == columns
        assert found == [[as_printed(v, t) for v, t in zip(row, types, strict=True)] for row in rows]


def test_csv_has_no_cell_that_a_spreadsheet_takes_for_a_formula(hostile: Path) -> None:
    with (hostile / "exports" / "csv" / "fact_budget.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    programs = {row["program"] for row in rows}
    assert {f"'{text}" for text in HOSTILE if text.startswith(GUARDED)} < programs
    assert not [program for program in programs if program.startswith(GUARDED[:-1])]
    # The rule can be undone.
    assert {program.removeprefix("'") for program in programs} >= set(HOSTILE)


def test_the_dictionary_tells_of_each_column(released: Path) -> None:
    page = (released / "exports" / "README.md").read_text("utf-8")
    with (released / "exports" / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {(name, column) for name, columns, *_ in marts(released) for column in ["", *columns]}
    assert {(row["table"], row["column"]) for row in rows} == known
    assert all(row["meaning"] for row in rows)
    assert all(f"### `{name}`" in page and f"| `{column}` |" in page for name, column in known if column)


def test_the_same_rows_give_the_same_bytes(hostile: Path, tmp_path: Path) -> None:
    write_exports(hostile / "warehouse.duckdb", tmp_path / "again", workbook_rows=1_000)
    digests = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (hostile / "exports", tmp_path / "again")
    ]
    assert digests[0] == digests[1]


def test_what_an_earlier_try_left_is_removed(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / ".fact_budget.csv.part").write_text("half")
    write_exports(hostile / "warehouse.duckdb", tmp_path / "exports", workbook_rows=1_000)
    assert not [path for path in (tmp_path / "exports").rglob("*") if path.name.startswith(".")]


def test_an_empty_warehouse_has_exports_without_rows(hostile: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.write_bytes((hostile / "warehouse.duckdb").read_bytes())
    with duckdb.connect(str(warehouse)) as con:
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where schema_name = 'main'"
        ).fetchall():
            con.execute(f"delete from {name}")
        con.execute("delete from quality.runs")
    write_exports(warehouse, tmp_path / "exports", workbook_rows=1_000)
    assert validate(str(tmp_path / "exports" / "datapackage.json")).valid
    assert "temporalCoverage" not in json.loads((tmp_path / "exports" / "dataset.jsonld").read_text("utf-8"))


def test_the_manifest_has_the_hash_of_each_export(released: Path) -> None:
    stated = json.loads((released / "manifest.json").read_text("utf-8"))["files"]
    exports = [path for path in (released / "exports").rglob("*") if path.is_file()]
    assert len(exports) > 20
    for path in exports:
        name = path.relative_to(released).as_posix()
        assert stated[name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
