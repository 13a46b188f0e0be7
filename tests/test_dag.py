"""The DAG: what runs when, in which pool, and that reading its file stays light."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.airflow import DAGS, POOLS, environment
from pipeline.settings import load
from tests.house import BIN, ROOT

ORDER = ["snapshot", "extract", "build", "audit", "report", "publish"]
WRITERS = set(ORDER) - {"extract"}
HEAVY = {"duckdb", "bs4", "lxml", "great_expectations", "pandas", "pyarrow", "regex", "dbt"}

DESCRIBE = """
import importlib.util, json, sys
import airflow.sdk
before = set(sys.modules)
spec = importlib.util.spec_from_file_location("budget_news", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
after = set(sys.modules)
dag = module.budget_news()
dag.validate()
tasks = {}
for task in dag.tasks:
    mapped = task.is_mapped
    known = task.partial_kwargs if mapped else {}
    def get(name):
        return known[name] if name in known else getattr(task, name)
    tasks[task.task_id] = {
        "pool": get("pool"), "retries": get("retries"), "owner": get("owner"), "mapped": mapped,
        "rule": get("trigger_rule").value, "after": sorted(task.upstream_task_ids),
        "outlets": [asset.name for asset in get("outlets")],
        "timeout": get("execution_timeout").total_seconds(),
    }
print(json.dumps({
    "heavy": sorted({name.split(".")[0] for name in after - before}),
    "id": dag.dag_id, "schedule": dag.timetable.expression, "zone": str(dag.timetable.timezone),
    "catchup": dag.catchup, "max_active_runs": dag.max_active_runs,
    "params": {name: dag.params[name] for name in dag.params}, "tasks": tasks,
}, default=str))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("airflow")


@pytest.fixture(scope="module")
def dag(home: Path) -> dict[str, Any]:
    """What a fresh interpreter sees after reading the DAG's file."""
    found = subprocess.run(
        [sys.executable, "-c", DESCRIBE, str(DAGS / "budget_news.py")],
        cwd=home,
        env=environment(load(state=str(home), store=str(home / "store"))),
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    described: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return described


def test_the_stages_run_in_their_order(dag: dict[str, Any]) -> None:
    assert set(dag["tasks"]) == set(ORDER)
    for before, after in pairwise(ORDER):
        assert before in dag["tasks"][after]["after"]


def test_it_runs_daily_in_korean_time_one_run_at_a_time(dag: dict[str, Any]) -> None:
    assert (dag["id"], dag["schedule"], dag["zone"]) == ("budget_news", "0 6 * * *", "Asia/Seoul")
    assert (dag["catchup"], dag["max_active_runs"]) == (False, 1)


def test_extract_is_mapped_and_an_empty_map_does_not_skip_the_rest(dag: dict[str, Any]) -> None:
    assert [name for name, task in dag["tasks"].items() if task["mapped"]] == ["extract"]
    assert dag["tasks"]["build"]["rule"] == "none_failed"


def test_all_that_write_share_the_pool_of_one(dag: dict[str, Any]) -> None:
    assert {name for name, task in dag["tasks"].items() if task["pool"] == "yesan_writer"} == WRITERS
    assert json.loads(POOLS.read_text())["yesan_writer"]["slots"] == 1


def test_the_pools_that_are_used_are_those_that_are_declared(dag: dict[str, Any]) -> None:
    used = {task["pool"] for task in dag["tasks"].values()}
    assert used - {"default_pool"} == set(json.loads(POOLS.read_text()))


def test_retries_only_where_they_help(dag: dict[str, Any]) -> None:
    assert {name for name, task in dag["tasks"].items() if task["retries"]} == {"extract"}


def test_each_task_has_an_owner_and_a_limit_of_time(dag: dict[str, Any]) -> None:
    assert all(task["owner"] == "yesan" and task["timeout"] > 0 for task in dag["tasks"].values())


def test_the_assets_are_the_store_on_its_way_to_a_release(dag: dict[str, Any]) -> None:
    outlets = [asset for name in ORDER for asset in dag["tasks"][name]["outlets"]]
    assert outlets == ["raw", "extracted", "warehouse", "release"]


def test_sources_are_a_parameter(dag: dict[str, Any]) -> None:
    assert dag["params"] == {"sources": []}


def test_reading_the_file_imports_nothing_heavy(dag: dict[str, Any]) -> None:
    assert HEAVY.isdisjoint(dag["heavy"])


def test_the_file_is_short() -> None:
    assert len((DAGS / "budget_news.py").read_text(encoding="utf-8").splitlines()) <= 60


def airflow_run(home: Path, *sources: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "yesan", "run", "--airflow", *sources],
        cwd=home,
        env=os.environ | {"YESAN_STATE": str(home / "state"), "YESAN_STORE": str(home / "store")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_run_through_airflow_publishes_and_a_failing_one_says_why(home: Path) -> None:
    empty = home / "empty.html"
    empty.touch()
    refused = airflow_run(home, empty)
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: not published: ")
    assert "documents_present failed" in refused.stderr
    assert not (home / "store" / "current").exists()
    done = airflow_run(home, ROOT / "data" / "articles")
    assert done.returncode == 0, done.stderr
    lines = [line.split()[0] for line in done.stdout.partition("\n\n")[0].splitlines()]
    assert lines == ["airflow", *ORDER]
    assert "5 documents read" in done.stdout
    assert (home / "store" / "current" / "warehouse.duckdb").exists()
