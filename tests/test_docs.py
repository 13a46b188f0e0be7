"""What the README prints, runs: its SQL on a release, its marked shell commands, its links.

- ```` ```sql ````: every statement runs on the release read-only, and each `select` gives at least one row.
- ```` ```sh run ````: every line runs and succeeds, with the release's store as the store.
- ```` ```console ````: the command behind `$` prints what stands below it, with that store as the store.
- A relative link leads to a file of the project.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.house import BIN, ROOT, named, project_files, text_of
from tests.released import working_directory

README = ROOT / "README.md"
FENCE = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fenced:
    """A fenced piece of a page: what its fence says, its text, and the line where it starts."""

    info: str
    text: str
    line: int


def fenced(page: Path, info: str) -> list[Fenced]:
    """The fenced pieces of a page with this info string."""
    text = text_of(page)
    return [
        Fenced(info, piece[3], text.count("\n", 0, piece.start()) + 2)
        for piece in FENCE.finditer(text)
        if piece[2].strip() == info
    ]


def of_readme(info: str) -> list[Fenced]:
    """As `fenced`, of the README; none without one, which `test_there_is_a_readme` reports."""
    return fenced(README, info) if README.is_file() else []


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published release of the bundled articles, in a store called `store`."""
    return working_directory(tmp_path_factory) / "store" / "current"


def test_there_is_a_readme_with_queries() -> None:
    assert README.is_file()
    assert of_readme("sql")
    assert of_readme("sh run")


@pytest.mark.parametrize("piece", of_readme("sql"), ids=lambda piece: f"line {piece.line}")
def test_queries_of_the_readme_give_rows(
    piece: Fenced, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where a reader stands: beside `store/`.
    monkeypatch.chdir(release.resolve().parents[2])
    con = duckdb.connect(str(release / "warehouse.duckdb"), read_only=True)
    try:
        statements = con.extract_statements(piece.text)
        assert statements
        for statement in statements:
            rows = con.execute(statement).fetchall()
            assert rows or statement.type != duckdb.StatementType.SELECT, f"no row: {statement.query}"
    finally:
        con.close()


@pytest.mark.parametrize("piece", of_readme("sh run"), ids=lambda piece: f"line {piece.line}")
def test_commands_of_the_readme_succeed(piece: Fenced, release: Path, tmp_path: Path) -> None:
    assert shell(piece.text, release, tmp_path).strip(), "a command of the README shows something"


@pytest.mark.parametrize("piece", of_readme("console"), ids=lambda piece: f"line {piece.line}")
def test_the_readme_shows_what_its_commands_print(piece: Fenced, release: Path, tmp_path: Path) -> None:
    command, _, printed = piece.text.removeprefix("$ ").partition("\n")
    assert shell(command, release, tmp_path).strip() == printed.strip()


def shell(commands: str, release: Path, home: Path) -> str:
    """What commands print where a newcomer stands, with the release's store as the store."""
    for name in (".venv", "data"):
        (home / name).symlink_to(ROOT / name)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=home,
        env={
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "YESAN_STORE": str(release.resolve().parent.parent),
            "YESAN_STATE": str(home / "state"),
            "YESAN_SOURCES": str(ROOT / "data" / "articles"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("page", project_files(".md"), ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", FENCE.sub("", text_of(page)))
    relative = [link for link in links if not re.match(r"\w+:", link)]
    assert not [link for link in relative if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", project_files(".md"), ids=named)
def test_files_that_are_named_exist(page: Path) -> None:
    """`docs/…`, `deploy/…` and their like in backquotes name a file or folder of the project."""
    folders = "|".join(
        path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")
    )
    names = re.findall(rf"`((?:{folders})/[\w./-]+)`", FENCE.sub("", text_of(page)))
    made_by_runs = ("store/", "dbt_project/target")
    assert not [name for name in names if not name.startswith(made_by_runs) and not (ROOT / name).exists()]
