"""The report as a site: which files it has, and what holds for each of its pages."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline import builds, stages
from pipeline.errors import YesanError
from pipeline.run import Run
from pipeline.settings import load
from publishing.report import PAGES, render
from publishing.report.words import LANGUAGES, Text, table
from tests.house import ROOT
from tests.mini_warehouse import example


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example."""
    folder = tmp_path_factory.mktemp("report")
    return render(example().write(folder / "warehouse.duckdb"), folder / "report").parent


def test_each_page_of_the_navigation_is_there(report: Path) -> None:
    for page in PAGES:
        html = (report / f"{page.name}.html").read_text("utf-8")
        assert html.count(' aria-current="page"') == 1
        assert table()(f"nav.{page.name}").spoken("en") in html


def test_a_build_of_another_version_is_told_in_one_line(tmp_path: Path) -> None:
    settings, run = load(store=str(tmp_path / "store")), Run("r1", datetime(2026, 1, 1, 6, tzinfo=UTC), ())
    warehouse = example().write(builds.begin(settings, run) / "warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        con.execute("drop table quality.layouts")
    with pytest.raises(YesanError, match=r"lacks what the report shows .*; `yesan build` makes a new one"):
        stages.report(settings, run)


def test_a_report_written_again_keeps_the_data_docs_and_nothing_else(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "warehouse.duckdb")
    for name in ("data_docs/index.html", "stale.html"):
        path = tmp_path / "report" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was", "utf-8")
    report = render(warehouse, tmp_path / "report").parent
    assert (report / "data_docs" / "index.html").read_text("utf-8") == "as it was"
    assert not (report / "stale.html").exists()


def test_the_same_warehouse_gives_the_same_report(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "w.duckdb")
    first, second = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (render(warehouse, tmp_path / name).parent for name in ("a", "b"))
    )
    assert first == second


def test_every_text_is_in_both_languages() -> None:
    for section, rows in table().sections().items():
        for key, said in rows.items():
            assert len(said) == len(LANGUAGES), f"{section}.{key}"
            assert all(said), f"{section}.{key}"


def test_texts_from_pages_are_escaped_in_both_languages() -> None:
    attack = "<script>alert(1)</script>"
    assert "<script" not in Text.plain(attack, attack + "!").__html__()
    assert "<script" not in table()("common.made_at", time=attack).__html__()
    assert "<script" not in table().of("verdict", attack).__html__()


def test_rendering_and_hashing_need_no_pandas(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "warehouse.duckdb")
    program = (
        "import sys; from pathlib import Path; from publishing.report import render;"
        "from publishing.content import content_hash; path = Path(sys.argv[1]);"
        "render(path, path.parent / 'report'); content_hash(path); assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(warehouse)], cwd=ROOT, check=True)
