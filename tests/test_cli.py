"""The command `yesan` without a release: it teaches, says what is wrong in one line, and starts at once."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import BIN, ROOT

ARTICLES = ROOT / "data" / "articles"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
COMMANDS = [
    "run",
    "explain",
    "sql",
    "export",
    "status",
    "snapshot",
    "extract",
    "build",
    "audit",
    "report",
    "publish",
    "settings",
    "up",
]


def yesan(cwd: Path, *arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
    return subprocess.run(
        [BIN / "yesan", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_arguments_it_shows_all_commands(tmp_path: Path) -> None:
    shown = yesan(tmp_path)
    assert shown.returncode == 0
    assert [name for name in COMMANDS if f" {name} " not in shown.stdout] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(tmp_path: Path, command: str) -> None:
    shown = yesan(tmp_path, command, "--help")
    assert shown.returncode == 0
    assert "Example" in shown.stdout


@dataclass(frozen=True)
class Fault:
    """A call that cannot work, and what the one line says."""

    arguments: tuple[str, ...]
    message: str


FAULTS = [
    Fault(("frobnicate",), "No such command"),
    Fault(("run", "--frobnicate"), "No such option"),
    Fault(("explain",), "Missing argument"),
    Fault(("run", "nowhere"), "no such folder or file: nowhere"),
    Fault(("run",), "no such file: sources.yml"),
    Fault(("extract", "nowhere"), "no such folder or file: nowhere"),
    Fault(("sql", "select 1"), "nothing is published yet"),
    Fault(("explain", "0123abcd"), "nothing is published yet"),
    Fault(("explain", "12억원"), "nothing is published yet"),
    Fault(("explain", "nowhere.html"), "nothing is published yet"),
    Fault(("export", "--format", "csv"), "nothing is published yet"),
    Fault(("export",), "Missing option"),
    Fault(("explain", " "), "the text is empty"),
    Fault(("explain", "-"), "the text is empty"),
    Fault(("audit",), "there is no build"),
    Fault(("publish", "--build", "x"), "there is no build"),
    Fault(("build", "--store", "memory://x"), "YESAN_RELEASES"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: " ".join(fault.arguments))
def test_what_cannot_work_is_one_line_with_what_to_do(tmp_path: Path, fault: Fault) -> None:
    done = yesan(tmp_path, *fault.arguments)
    assert done.returncode == 2
    first, *rest = done.stderr.splitlines()
    assert first.startswith("error: ")
    assert fault.message in first
    assert all(line.startswith("log: ") for line in rest)
    assert not (tmp_path / "store" / "current").exists()


def test_a_run_without_a_source_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in ("empty", "missing"):
        assert yesan(tmp_path, "run", source).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_extract_writes_the_form_in_which_extraction_is_scored(tmp_path: Path) -> None:
    done = yesan(tmp_path, "extract", ARTICLES, "--figures", "f.jsonl", "--documents", "d.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    figures = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["doc"] for line in documents] == sorted(path.stem for path in ARTICLES.iterdir())
    assert {line["has_figures"] for line in documents} == {True, False}
    assert set(figures[0]) == {
        *("doc", "amount", "amount_max", "unit", "qualifier", "fiscal_year", "fiscal_year_end"),
        *("government", "organization", "program", "stage", "role", "parent", "breakdown"),
        *("complete", "basis", "suspect", "suggested"),
    }
    amounts = {(line["doc"], line["amount"]) for line in figures}
    assert all((line["doc"], line["parent"]) in amounts for line in figures if line["parent"])
    assert not (tmp_path / "store").exists()
    assert not (tmp_path / ".yesan").exists()


def test_extract_names_what_it_could_not_read_and_reads_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    page = next(path for path in ARTICLES.iterdir() if path.suffix == ".html")
    done = yesan(tmp_path, "extract", "empty.html", page)
    assert done.returncode == 0
    assert done.stderr == "empty.html: empty: 0 bytes\n"
    assert json.loads(done.stdout.splitlines()[0])["doc"] == page.stem


def test_extract_fails_when_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    done = yesan(tmp_path, "extract", "empty.html")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: no document could be read")


@pytest.mark.parametrize("option", ["--figures", "--documents"])
def test_an_extract_that_fails_leaves_the_file_as_it_was(tmp_path: Path, option: str) -> None:
    (tmp_path / "kept.jsonl").write_text("what was there\n")
    assert yesan(tmp_path, "extract", "missing", option, "kept.jsonl").returncode == 2
    assert (tmp_path / "kept.jsonl").read_text() == "what was there\n"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.jsonl"]


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.html").touch()
    done = yesan(tmp_path, "extract", "a\x1b[2J.html")
    assert done.stderr.splitlines()[0] == "a[2J.html: empty: 0 bytes"
    text = "서울시는 내년 \x1b]0;title\x07도서관\x9b31m 예산으로 12억원을 편성했다."
    done = yesan(tmp_path, "explain", "--on", "2025-11-12", text)
    assert "1,200,000,000" in done.stdout
    assert CONTROLS.search(done.stdout) is None
    assert CONTROLS.search(yesan(tmp_path, "extract", "\x1b[31mnowhere").stderr) is None


def test_make_run_takes_one_folder_with_spaces_in_its_name() -> None:
    make = ["make", "-n", "-o", ".venv/.installed", "run"]
    shown = subprocess.run([*make, "SOURCES=my pages"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shlex.split(shown.stdout)[-1] == "my pages"
    shown = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True)
    assert shlex.split(shown.stdout)[-1] == "--airflow"


def test_extract_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pipeline.cli import app\n"
        f"app(['extract', {str(ARTICLES)!r}, '--figures', '/dev/null'], standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    tops = {name.split(".")[0] for name in loaded.stdout.split()}
    assert tops.isdisjoint({"duckdb", "pandas", "pyarrow", "airflow", "great_expectations", "dbt", "numpy"})


def test_settings_shows_the_values_in_force(tmp_path: Path) -> None:
    (tmp_path / "yesan.toml").write_text("batch_size = 7\n")
    assert "batch_size = 7\n" in yesan(tmp_path, "settings").stdout


def test_settings_makes_the_page_about_them(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert yesan(tmp_path, "settings", "--markdown").stdout == page
