"""The Excel file of a release, read by openpyxl: text as text, money as money, and what Excel cannot hold."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from publishing.exports import write_exports
from publishing.exports.cells import MOST_UNITS
from publishing.exports.workbook import ABOUT, DICTIONARY
from tests.exported import HOSTILE, LONG, MANY_DIGITS, hostile_warehouse, marts
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


def test_the_workbook_has_no_formula_and_no_link(release: Path) -> None:
    book = openpyxl.load_workbook(release / "exports" / "yesan.xlsx")
    names = [name for name, *_ in marts(release)]
    assert book.sheetnames == [ABOUT, DICTIONARY, *names]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 1_000
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
    assert not [cell.coordinate for cell in cells if cell.hyperlink]


def test_the_workbook_holds_the_marts(released: Path) -> None:
    book = openpyxl.load_workbook(released / "exports" / "yesan.xlsx")
    for name, columns, _, rows in marts(released):
        head, *found = book[name].iter_rows(values_only=True)
        assert list(head) == columns
        for row, expected in zip(found, rows, strict=True):
            assert [in_excel(cell) for cell in row] == [in_excel(value) for value in expected]


def in_excel(value: Any) -> Any:
    """A value as a sheet has it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if value == "":
        return None
    return float(value) if type(value).__name__ == "Decimal" else value


def test_the_workbook_shows_money_and_days_as_such_below_a_head_that_stays(released: Path) -> None:
    sheet = openpyxl.load_workbook(released / "exports" / "yesan.xlsx")["fact_budget"]
    at = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    assert sheet.cell(2, at["amount_krw"]).number_format == "#,##0"
    assert sheet.cell(2, at["fiscal_year"]).number_format == "General"
    assert (sheet.freeze_panes, sheet["A1"].font.b) == ("B2", True)
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["A"].width > 16
    documents = openpyxl.load_workbook(released / "exports" / "yesan.xlsx")["dim_document"]
    day = documents.cell(2, [cell.value for cell in documents[1]].index("published_on") + 1)
    assert (type(day.value), day.number_format) == (datetime, "yyyy-mm-dd")


def test_hostile_text_stands_in_the_workbook_as_text(hostile: Path) -> None:
    sheet = openpyxl.load_workbook(hostile / "exports" / "yesan.xlsx")["fact_budget"]
    head, *rows = sheet.iter_rows(values_only=True)
    programs = {unescape(str(row[head.index("program")])) for row in rows}
    # XML's parser makes each line break one character.
    assert {text.replace("\r\n", "\n").replace("\r", "\n") for text in HOSTILE} <= {
        text.replace("_xFFFE_", "\ufffe")
        .replace("_xFFFF_", "\uffff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        for text in programs
    }


def test_what_excel_cannot_hold_is_marked_and_counted(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile / "exports" / "yesan.xlsx")
    head, *rows = book["dim_document"].iter_rows(values_only=True)
    (row,) = [row for row in rows if row[head.index("title")] == "=HYPERLINK(1)"]
    for name in ("body", "author"):
        text = str(row[head.index(name)])
        assert len(text.encode("utf-16-le")) // 2 <= MOST_UNITS
        assert text.endswith("characters; the whole text is in the CSV and Parquet files]")
    assert f"{len(LONG):,}" in str(row[head.index("body")])
    head, *rows = book["fact_budget"].iter_rows(values_only=True)
    assert str(MANY_DIGITS) in [row[head.index("amount_krw")] for row in rows]
    head, *rows = book["dim_fiscal_year"].iter_rows(values_only=True)
    assert {row[head.index("starts_on")] for row in rows} == {"1850-01-01"}
    told = [str(row[0]) for row in book[ABOUT].iter_rows(values_only=True)]
    assert any(line.startswith("dim_document: 2 texts are cut") for line in told)
    assert any(line.startswith("fact_budget: 1 numbers are texts") for line in told)


def test_rows_beyond_the_limit_are_told_on_the_first_sheet_and_in_the_page(
    hostile: Path, tmp_path: Path
) -> None:
    made = write_exports(hostile / "warehouse.duckdb", tmp_path / "few", workbook_rows=3)
    book = openpyxl.load_workbook(tmp_path / "few" / "yesan.xlsx")
    assert book["fact_budget"].max_row == 1 + 3
    missing = made.left_out["fact_budget"]
    told = [str(row[0]) for row in book[ABOUT].iter_rows(values_only=True)]
    assert any(line.startswith(f"fact_budget: {missing} more rows are not") for line in told)
    assert f"lacks {missing} rows of `fact_budget`" in (tmp_path / "few" / "README.md").read_text("utf-8")
    with (tmp_path / "few" / "csv" / "fact_budget.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 3 + missing
