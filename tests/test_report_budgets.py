"""The page of budgets and its data: what is compared, what is never added up, and how columns are written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publishing.report import budgets, columns
from publishing.report.columns import Column
from publishing.report.site import Site
from tests.mini_warehouse import EOK, Mini
from tests.warehouse_fixture import Built


def site_of(warehouse: Path, folder: Path) -> Site:
    """A site over a warehouse."""
    (folder / "data").mkdir(exist_ok=True)
    return Site(warehouse, duckdb.connect(str(warehouse), read_only=True), folder, ["budgets"])


def argued(path: Path) -> list[Any]:
    """The arguments of the call that a script of data is."""
    called = path.read_text("utf-8").strip().removesuffix(";")
    arguments = called[called.index("(") + 1 : -1].replace(",\n]", "]")
    found: list[Any] = json.loads(f"[{arguments}]")
    return found


def rows_of(site: Site, query: str) -> list[dict[str, Any]]:
    """The rows of one of the page's queries."""
    return list(site.rows(query.format(most=1000)))


def test_the_real_warehouse_has_what_the_page_asks_for(small_warehouse: Built, tmp_path: Path) -> None:
    site = site_of(small_warehouse.path, tmp_path)
    budgets.write(site)
    assert len(rows_of(site, budgets.FIGURES)) == small_warehouse.one("select count(*) from fact_budget")
    assert len(rows_of(site, budgets.THEMES)) == small_warehouse.one("select count(*) from theme_years") > 0
    assert (tmp_path / "budgets.html").is_file()


def test_each_amount_of_a_year_names_a_figure_of_its_document(small_warehouse: Built, tmp_path: Path) -> None:
    site = site_of(small_warehouse.path, tmp_path)
    where = dict(small_warehouse.query("select figure_id, document_id from fact_budget"))
    for query in (budgets.WHOLE, budgets.PROGRAMS, budgets.AT_STAGES):
        for row in rows_of(site, query):
            assert where[row["figure_id"]] == row["document_id"]


def two_years() -> Mini:
    """A body whose budget two outlets state, over two years, from request to supplementary budget."""
    mini = Mini()
    sentence = (
        "나라시 예산은 90억원, 80억원, 85억원, 95억원, 지난해 70억원이며 숲에 30억원, 지난해 20억원이다."
    )
    for outlet in ("first.html", "second.html"):
        doc = mini.article(outlet, "나라시 예산", sentence, publisher=outlet)
        body = {"government": "나라시", "organization": "나라시"}
        for text, stage in (
            ("90억원", "request"),
            ("80억원", "proposal"),
            ("85억원", "enacted"),
            ("95억원", "supplementary"),
        ):
            mini.figure(doc, sentence, text, int(text[:2]) * EOK, stage=stage, **body)
        before = body | {"fiscal_year": 2026, "fiscal_year_end": 2026}
        mini.figure(doc, sentence, "70억원", 70 * EOK, stage="enacted", **before)
        mini.figure(doc, sentence, "30억원", 30 * EOK, program="숲", **body)
        mini.figure(doc, sentence, "20억원", 20 * EOK, program="숲", **before)
    return mini


@pytest.fixture
def compared(tmp_path: Path) -> Site:
    """The site over `two_years`."""
    return site_of(two_years().write(tmp_path / "warehouse.duckdb"), tmp_path)


def test_each_stage_of_a_year_counts_once_whatever_number_of_outlets_state_it(compared: Site) -> None:
    found = [
        (row["fiscal_year"], row["stage"], row["amount_krw"] // EOK)
        for row in rows_of(compared, budgets.AT_STAGES)
    ]
    assert found == [
        (2026, "enacted", 70),
        (2027, "enacted", 85),
        (2027, "proposal", 80),
        (2027, "request", 90),
        (2027, "supplementary", 95),
    ]


def test_a_programme_is_set_beside_its_year_before_and_both_name_their_figures(compared: Site) -> None:
    (row,) = rows_of(compared, budgets.PROGRAMS)
    assert (row["fiscal_year"], row["amount_krw"], row["previous_krw"]) == (2027, 30 * EOK, 20 * EOK)
    figures = dict(compared.con.execute("select figure_id, fiscal_year from fact_budget").fetchall())
    assert (figures[row["figure_id"]], figures[row["previous_figure_id"]]) == (2027, 2026)


def test_the_charts_show_every_stage_and_lead_to_the_sentences(compared: Site) -> None:
    budgets.write(compared)
    page = (compared.folder / "budgets.html").read_text("utf-8")
    charts = re.findall(r'<figure class="chart">.*?</figure>', page, re.S)
    assert len(charts) == 3, "years, stages, themes"
    _, ladder, _ = charts
    for amount in ("90억", "80억", "85억", "95억"):
        assert re.search(
            rf'<a href="documents/[0-9a-f]{{64}}\.html#f-[0-9a-f]{{16}}">[^/]*>{amount}<', ladder
        )


def test_a_theme_leads_to_its_figures_in_the_table() -> None:
    link = budgets.theme_link({"government": "나라시", "theme": "R&D", "fiscal_year": 2027})
    assert link.endswith("theme=R%26D&fiscal_year=2027#figures")


COLUMNS = (
    Column("stage", "code", "stage"),
    Column("program", "code", search=True),
    Column("amount_krw", "number"),
    Column("title", "text"),
    Column("figure_id", "id"),
)


def written(tmp_path: Path, rows: list[dict[str, Any]]) -> tuple[columns.Listed, list[Any], list[list[Any]]]:
    """A table of these rows: what the page gets, its script's arguments, its rows column by column."""
    warehouse = Mini().write(tmp_path / "warehouse.duckdb")
    listed = columns.write(site_of(warehouse, tmp_path), "t", COLUMNS, rows)
    pieces = [argued(tmp_path / "data" / f"t-{number}.js")[2] for number in range(listed.pieces)]
    whole = [[value for piece in pieces for value in piece[at]] for at in range(4)]
    return listed, argued(tmp_path / "data" / "t.js"), whole


def row(number: int, **values: Any) -> dict[str, Any]:
    """One row of the table."""
    made = {"stage": "plan", "program": f"{number % 3}", "amount_krw": number, "title": f"글 {number}"}
    return made | {"figure_id": f"{number:016x}"} | values


def test_values_that_repeat_stand_once_in_order(tmp_path: Path) -> None:
    _, (_, size, pieces, _, specs, said), (stages, programs, *_) = written(
        tmp_path, [row(0, program="나"), row(1, program=None, stage="enacted"), row(2, program="가")]
    )
    assert (size, pieces) == (3, 1)
    assert said["program"] == ["가", "나"] and programs == [1, -1, 0]
    assert said["stage"] == [["본예산", "enacted"], ["계획", "plan"]] and stages == [1, 0, 1]
    assert specs[1] == ["program", "code", True]


def test_a_table_in_several_pieces_holds_every_row_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "PIECE", 3)
    listed, _, (_, programs, amounts, titles) = written(tmp_path, [row(number) for number in range(8)])
    assert listed.pieces == 3
    assert amounts == list(range(8)) and titles[7] == "글 7"
    assert programs == [0, 1, 2, 0, 1, 2, 0, 1]


def test_text_that_would_end_a_script_or_a_line_is_data(tmp_path: Path) -> None:
    attack = "</script>\u2028\"'\\"
    _, _, (*_, titles) = written(tmp_path, [row(0, title=attack)])
    assert titles == [attack]
    assert "\u2028" not in (tmp_path / "data" / "t-0.js").read_text("utf-8")


def test_a_table_without_rows_is_one(tmp_path: Path) -> None:
    listed, (_, size, pieces, *_), _ = written(tmp_path, [])
    assert (listed.size, size, pieces) == (0, 0, 0)
