"""`yesan export`: the rows that a condition names, in each format; and nothing but asking is done with it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.errors import YesanError
from pipeline.exports import export
from pipeline.settings import Settings, load
from publishing.exports import workbook
from tests.exported import HOSTILE, hostile_warehouse
from tests.test_cli import yesan

WHERE = "fiscal_year = 2027 and amount_krw >= 10000000000"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store whose current release has hostile text."""
    folder = tmp_path_factory.mktemp("home")
    hostile_warehouse(folder / "store" / "releases" / "20261102T090000Z-00000000" / "warehouse.duckdb")
    (folder / "store" / "current").symlink_to("releases/20261102T090000Z-00000000")
    return folder


@pytest.fixture
def settings(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Its settings, for somebody who stands in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return load(store=str(home / "store"))


def ids(settings: Settings, where: str) -> list[str]:
    with duckdb.connect(str(settings.current / "warehouse.duckdb"), read_only=True) as con:
        rows = con.execute(f"select figure_id from fact_budget where {where} order by all").fetchall()
    assert rows
    return [figure_id for (figure_id,) in rows]


def read(path: Path) -> list[str]:
    """The ids of the figures in an exported file."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return sorted(row["figure_id"] for row in csv.DictReader(file))
        case ".jsonl":
            return sorted(json.loads(line)["figure_id"] for line in path.read_text("utf-8").splitlines())
        case ".parquet":
            return sorted(map(str, pq.read_table(path)["figure_id"].to_pylist()))
        case _:
            head, *rows = openpyxl.load_workbook(path)["fact_budget"].iter_rows(values_only=True)
            return sorted(str(row[head.index("figure_id")]) for row in rows)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_it_writes_the_figures_that_fit(settings: Settings, kind: str) -> None:
    expected = ids(settings, WHERE)
    made = export(settings, kind, "fact_budget", WHERE, Path(f"some.{kind}"))
    assert (made.path, made.rows) == (Path.cwd() / f"some.{kind}", len(expected))
    assert read(made.path) == expected
    assert [path.name for path in Path.cwd().iterdir()] == [f"some.{kind}"]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_hostile_text_goes_through_every_format(settings: Settings, kind: str) -> None:
    made = export(settings, kind, "fact_budget", None, None)
    assert made.path.name == f"fact_budget.{kind}"
    assert made.rows == made.of > len(HOSTILE)
    assert read(made.path) == ids(settings, "true")


def test_the_command_says_what_it_wrote(home: Path, tmp_path: Path) -> None:
    done = yesan(
        tmp_path, "export", "--format", "csv", "--table", "quality.leftovers", "--store", home / "store"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "quality.leftovers.csv: 2 of 2 rows of quality.leftovers, release 20261102T090000Z-00000000\n"
    )


ATTACKS = [
    "true; drop table fact_budget",
    "true) to 'evil.csv' --",
    "true) union all (select * from fact_budget",
    "1 = 1 order by 1",
    "true limit 1",
    "",
    "true, false",
    "organization = 'unclosed",
    "fiscal_yaer = 2026",
    "count(*) > 1",
    "exists (from read_csv('secret.csv'))",
    "exists (from read_text('secret.csv'))",
    "exists (from glob('*'))",
    "exists (copy fact_budget to 'evil.csv')",
    "exists (attach 'evil.duckdb')",
    "exists (from 'secret.csv')",
    "exists (install httpfs)",
    "getenv('HOME') is not null",
]


@pytest.mark.parametrize("where", ATTACKS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_condition_can_ask_and_nothing_else(settings: Settings, where: str, kind: str) -> None:
    Path("secret.csv").write_text("a\n1\n")
    with pytest.raises(YesanError, match="is not understood"):
        export(settings, kind, "fact_budget", where, Path("out"))
    assert [path.name for path in Path.cwd().iterdir()] == ["secret.csv"]


def test_a_condition_cannot_lift_what_it_is_held_to(settings: Settings) -> None:
    with pytest.raises(YesanError, match="is not understood"):
        export(settings, "csv", "fact_budget", "exists (set enable_external_access = true)", Path("out"))
    before = (settings.current / "warehouse.duckdb").read_bytes()
    export(settings, "csv", "fact_budget", "exists (select 1 from dim_document)", Path("out"))
    assert (settings.current / "warehouse.duckdb").read_bytes() == before


@dataclass(frozen=True)
class Fault:
    """A call that cannot work, and what the error says."""

    kind: str
    table: str
    where: str | None
    to: str | None
    message: str


FAULTS = [
    Fault("ods", "fact_budget", None, None, "there are: csv, jsonl, parquet, xlsx"),
    Fault("csv", "fact_budgets", None, None, "there is no table fact_budgets; there are: .*fact_budget"),
    Fault("csv", "staging.figures", None, None, "there is no table staging.figures"),
    Fault("csv", "fact_budget", "fiscal_year = 1900", None, "no row of fact_budget fits"),
    Fault("csv", "fact_budget", "fiscal_yaer = 1", None, 'Candidate bindings: "fiscal_year"'),
    Fault("csv", "fact_budget", None, "nowhere/a.csv", "there is no folder"),
    Fault("csv", "fact_budget", None, ".", "is a folder"),
    Fault("csv", "fact_total_check", None, None, "is there already"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.message)
def test_what_cannot_work_says_so_and_writes_nothing(settings: Settings, fault: Fault) -> None:
    Path("fact_total_check.csv").write_text("what was there")
    with pytest.raises(YesanError, match=fault.message):
        export(settings, fault.kind, fault.table, fault.where, Path(fault.to) if fault.to else None)
    assert [path.name for path in Path.cwd().iterdir()] == ["fact_total_check.csv"]
    assert Path("fact_total_check.csv").read_text() == "what was there"


def test_more_rows_than_excel_takes_are_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.exports.MOST_ROWS", 3)
    with pytest.raises(YesanError, match="more than a sheet of Excel takes"):
        export(settings, "xlsx", "fact_budget", None, Path("out.xlsx"))
    assert workbook.MOST_ROWS == 1_048_575
    assert not list(Path.cwd().iterdir())
