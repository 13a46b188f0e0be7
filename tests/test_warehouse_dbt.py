"""One `dbt build`: what it reports, what it refuses, and that planted defects do not pass."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from pipeline import dbt
from pipeline.load import Parts, load
from tests.house import BIN
from tests.warehouse_fixture import VERSION, Built

SEEDS = tuple(path.stem for path in (dbt.PROJECT_DIR / "seeds").glob("*.csv"))

# A statement that spoils the loaded tables, and the tests of dbt that must notice.
DEFECTS = {
    "insert into staging.figures select * from staging.figures where text = '70억원'": {"fact_budget_key"},
    "update staging.figures set stage = 'dreamt' where text = '30억원'": {"fact_budget_words"},
    "update staging.figures set sentence = null where text = '20억원'": {"fact_budget_complete"},
    "update staging.figures set parent_figure_id = 'none' where text = '100억원'": {"fact_budget_parent"},
    "update staging.figures set breakdown_id = 'none' where text = '900억원'": {"fact_budget_breakdown"},
    'update staging.figures set start = start + 1, "end" = "end" + 1 where text = \'45억원\'': {
        "figures_stand_in_the_body"
    },
    "update staging.figures set qualifier = 'perhaps' where text = '7억원'": {
        "fact_budget_words",
        "intervals_hold_their_amounts",
    },
    "update staging.figures set qualifier = 'perhaps' where text = '500억원'": {"fact_total_check_complete"},
    "update staging.breakdowns set total_figure_id = 'none' where complete": {"fact_total_check_total"},
    "update staging.figures set document_id = (select document_id from fact_budget where text = '7억원') "
    "where text = '나루 50억원'": {"items_stand_in_the_document_of_their_total"},
    "update staging.leftovers set reason = 'whim'": {"leftovers_words"},
    # The page of a correction stands there, and what was to be corrected has gone from it.
    "insert into staging.documents select document_id, 1, 'text/plain', null from intermediate.corrections;"
    "insert into staging.sightings select 'r9', 'folder', 'edited.html', timestamp '2026-01-01', document_id,"
    " null, null from intermediate.corrections;"
    "insert into staging.articles by name select document_id, 't' as title, 'none' as published_basis,"
    " 'ko' as language, 'other words' as body, 'test-1' as extractor_version "
    "from intermediate.corrections": {"corrections_have_their_text"},
    "insert into staging.findings select 'f', document_id, 'whim', [figure_id], '1', '2', sentence, 0 "
    "from staging.figures where text = '45억원'": {"findings_words", "fact_conflict_words"},
    "delete from staging.articles where title = '나라시 도서관 문 열다'": {"every_document_is_accounted_for"},
}


@pytest.fixture(scope="module")
def work_dir(small_warehouse: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what dbt keeps between runs, so that it need not parse the project again."""
    return shutil.copytree(small_warehouse.work_dir, tmp_path_factory.mktemp("dbt") / "work", symlinks=True)


def test_planted_defects_are_found_and_hide_no_table(
    small_warehouse: Built, work_dir: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(small_warehouse.path, warehouse)
    with duckdb.connect(str(warehouse)) as con:
        for statement in DEFECTS:
            con.execute(statement)
    lines: list[str] = []
    done = dbt.build(warehouse, work_dir, progress=lines.append)
    failed = {result.name for result in done.failed_tests}
    assert set().union(*DEFECTS.values()) <= failed
    assert not done.passed
    assert all(result.failures for result in done.failed_tests)
    assert {result.status for result in done.results if not result.is_test} == {"success"}
    assert not any(result.kind == "unit_test" for result in done.results)
    assert any(line.endswith(" fact_budget") for line in lines)


def test_an_empty_warehouse_is_built_and_does_not_pass(work_dir: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    load(warehouse, Parts([], [], []), VERSION)
    done = dbt.build(warehouse, work_dir)
    assert [result.name for result in done.failed_tests] == ["documents_were_read"]
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert con.execute("select count(*) from fact_budget").fetchone() == (0,)
        assert con.execute("select count(*) from explain('none')").fetchone() == (0,)


@pytest.mark.parametrize("statement", [None, "drop table staging.figures"], ids=["no file", "no table"])
def test_a_warehouse_that_was_not_loaded_is_an_error_and_passes_nothing(
    work_dir: Path, tmp_path: Path, statement: str | None
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    if statement:
        load(warehouse, Parts([], [], []), VERSION)
        with duckdb.connect(str(warehouse)) as con:
            con.execute(statement)
    with pytest.raises(dbt.DbtError, match=r"(?s)model stg_figures: .*does not exist"):
        dbt.build(warehouse, work_dir)


def test_the_documentation_site_is_one_page_that_explains_each_column(
    small_warehouse: Built, work_dir: Path, tmp_path: Path
) -> None:
    warehouse = shutil.copy(small_warehouse.path, tmp_path / "warehouse.duckdb")
    words = ["docs", "generate", "--static", "--project-dir", str(dbt.PROJECT_DIR)]
    done = subprocess.run(
        [
            BIN / "dbt",
            *words,
            "--profiles-dir",
            str(dbt.PROJECT_DIR),
            "--target-path",
            str(tmp_path / "site"),
        ],
        env=os.environ
        | {"YESAN_WAREHOUSE": str(warehouse), "DBT_LOG_PATH": str(tmp_path), "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    page = (tmp_path / "site" / "static_index.html").read_text("utf-8")
    columns = small_warehouse.query(
        "select comment from duckdb_columns() where schema_name = 'main' and table_name = 'fact_budget'"
    )
    assert [comment for (comment,) in columns if json.dumps(comment)[1:-1] not in page] == []


def test_a_model_that_fails_is_an_error_that_names_it(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    shutil.copy(dbt.PROJECT_DIR / "profiles.yml", project)
    (project / "dbt_project.yml").write_text(
        "name: broken\nprofile: yesan\nversion: '1.0'\nconfig-version: 2\n"
    )
    (project / "models" / "first.sql").write_text("select missing_column from (select 1 as present)")
    (project / "models" / "second.sql").write_text("select * from {{ ref('first') }}")
    with pytest.raises(dbt.DbtError, match=r"(?s)model first: .*missing_column.*; model second"):
        dbt.build(tmp_path / "warehouse.duckdb", tmp_path / "work", project_dir=project)


def test_a_model_without_room_says_which_setting_gives_it_more(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    shutil.copy(dbt.PROJECT_DIR / "profiles.yml", project)
    (project / "dbt_project.yml").write_text(
        "name: large\nprofile: yesan\nversion: '1.0'\nconfig-version: 2\n"
    )
    large = "select string_agg(repeat('예산', 1000) || n) as words from range(200_000) as numbers(n)"
    (project / "models" / "large.sql").write_text(f"{{{{ config(materialized='table') }}}} {large}")
    with pytest.raises(dbt.DbtError, match=r"^model large needs more .*\(16 MiB\); .*`build_memory_bytes`"):
        dbt.build(
            tmp_path / "warehouse.duckdb", tmp_path / "work", project_dir=project, memory_bytes=16 * 1024**2
        )


def test_a_project_that_does_not_parse_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(dbt.DbtError, match="dbt did not run: "):
        dbt.build(tmp_path / "warehouse.duckdb", tmp_path / "work", project_dir=tmp_path)


def test_tests_look_at_leaves_only(small_warehouse: Built) -> None:
    """dbt skips what stands behind a failed test: no model may stand behind one."""
    manifest = json.loads((small_warehouse.work_dir / "target" / "manifest.json").read_text("utf-8"))
    children = defaultdict(set)
    for name, parents in manifest["parent_map"].items():
        for parent in parents:
            if name.startswith("model."):
                children[parent].add(name)

    def descendants(name: str) -> set[str]:
        below = children[name]
        return below.union(*(descendants(child) for child in below))

    hidden = {}
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    for node in tests:
        reached = [descendants(parent) for parent in node["depends_on"]["nodes"]]
        if behind := set.intersection(*reached):
            hidden[node["name"]] = behind
    assert len(tests) > 30
    # Seeds' own tests are the exception: a seed is part of the code, not of the data.
    assert {name for name in hidden if not name.startswith(SEEDS)} == set()


def test_nothing_is_written_into_the_source_tree(small_warehouse: Built) -> None:
    assert small_warehouse.results
    known = {"models", "macros", "seeds", "tests", "dbt_project.yml", "profiles.yml"}
    assert {path.name for path in dbt.PROJECT_DIR.iterdir()} == known


def test_every_model_has_its_yaml_beside_it_and_fits_on_a_page(small_warehouse: Built) -> None:
    models = sorted((dbt.PROJECT_DIR / "models").rglob("*.sql"))
    assert len(models) == sum(result.kind == "model" for result in small_warehouse.results)
    assert [path.name for path in models if not path.with_suffix(".yml").exists()] == []
    long = {path.name: path.read_text("utf-8").count("\n") for path in models}
    assert {name: lines for name, lines in long.items() if lines >= 100} == {}
