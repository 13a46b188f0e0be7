"""Arrows run one way: dags → pipeline → ingestion | expectations | publishing. The core is pure."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house import PACKAGES, ROOT, imports, modules, named, text_of, within

MAY_IMPORT = {
    "dags": {"pipeline"},
    "pipeline": {"pipeline", "ingestion", "expectations", "publishing"},
    "ingestion": {"ingestion"},
    "expectations": {"expectations"},
    "publishing": {"publishing"},
}
# What a pure function cannot have: paths, the network, the clock, chance, processes, databases.
IMPURE = (
    *("os", "pathlib", "io", "glob", "shutil", "tempfile", "fsspec"),
    *("socket", "ssl", "http", "urllib.request", "requests", "httpx"),
    *("time", "zoneinfo", "random", "secrets", "logging"),
    *("subprocess", "multiprocessing", "threading"),
    *("sqlite3", "duckdb", "pyarrow", "pandas"),
)
IMPURE_CALLS = {"open", "print", "input", "now", "today", "utcnow", "getenv"}
# BeautifulSoup sees pages, nothing else does.
PAGE_READING = {"ingestion/soup.py", "ingestion/blocks.py"}
# They read archives and documents out of bytes in memory, never from a path.
FILES_IN_MEMORY = {"ingestion/hwpx_file.py", "ingestion/pdf_file.py"}
OPENED_IN_MEMORY = {("open", path) for path in FILES_IN_MEMORY}
# Slow to import, or not safe to fork after.
HEAVY = ("duckdb", "bs4", "lxml", "great_expectations", "dbt", "pandas", "pyarrow", "numpy")


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_what_stands_below_them(package: str) -> None:
    forbidden = set(PACKAGES) - MAY_IMPORT[package]
    found = {
        f"{named(path)} imports {name}"
        for path in modules(package)
        for name in imports(path)
        if within(name, *forbidden)
    }
    assert not found


def core() -> list[Path]:
    modules_of_core = [path for path in modules("ingestion") if "sources" not in path.relative_to(ROOT).parts]
    assert len(modules_of_core) > 5
    return modules_of_core


def test_the_core_touches_no_clock_no_network_no_path_and_no_database() -> None:
    found = {
        f"{named(path)} imports {name}" for path in core() for name in imports(path) if within(name, *IMPURE)
    }
    found -= {f"{path} imports {name}" for path in FILES_IN_MEMORY for name in ("io", "logging")}
    for path in core():
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called in IMPURE_CALLS and (called, named(path)) not in OPENED_IN_MEMORY:
                    found.add(f"{named(path)}:{node.lineno} calls {called}()")
    assert not found


def test_the_core_does_not_import_the_sources() -> None:
    assert not {named(path) for path in core() if any(within(n, "ingestion.sources") for n in imports(path))}


def test_beautifulsoup_is_imported_where_pages_are_read_and_nowhere_else() -> None:
    users = {
        named(path)
        for package in PACKAGES
        for path in modules(package)
        if any(within(name, "bs4") for name in imports(path))
    }
    assert users, "no module uses BeautifulSoup"
    assert users <= PAGE_READING


def test_a_dag_only_wires() -> None:
    forbidden = ("duckdb", "bs4", "great_expectations", "re", "regex", "lxml", "pandas", "pyarrow")
    dags = modules("dags")
    assert dags
    assert not {
        f"{named(path)} imports {name}" for path in dags for name in imports(path) if within(name, *forbidden)
    }
    assert not {named(path) for path in dags if text_of(path).count("\n") > 80}


def test_parsing_a_dag_imports_nothing_heavy() -> None:
    reached = list(modules("dags"))
    for path in reached:
        for name in imports(path, at_start_only=True):
            for module in (name, name.rpartition(".")[0]):
                file = ROOT / (module.replace(".", "/") + ".py")
                if within(module, *PACKAGES) and file.is_file() and file not in reached:
                    reached.append(file)
    assert len(reached) > len(modules("dags")), "the DAG calls nothing of ours"
    assert not {
        f"{named(path)} imports {name}"
        for path in reached
        for name in imports(path, at_start_only=True)
        if within(name, *HEAVY)
    }
