"""What holds for every file: small modules, no unfinished marks, no host, no path, no secret of a machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.house import BIN, ROOT, named, project_files, text_of

MOST_LINES = 300
LOCKS = sorted(ROOT.glob("requirements*.lock"))

# In halves, so that this file does not contain what it looks for.
MARKS = (("TO", "DO"), ("FIX", "ME"), ("X", "XX"), ("HA", "CK"))
UNFINISHED = re.compile(r"\b(" + "|".join(map("".join, MARKS)) + r")\b")
HOSTS = (("pypi", ".org"), ("python", "hosted"), ("npm", "js"), ("deb.", "debian"), ("docker.", "io"))
REGISTRIES = re.compile("|".join(re.escape("".join(halves)) for halves in HOSTS))
MACHINE_PATHS = re.compile(r"(?<![\w.}])/(?:home/\w|Users/\w|root\b|work\b|farm\b|private/tmp)")
# Files that name no path of a machine but of the container that they make.
OF_CONTAINERS = {"docker-compose.yaml", "Dockerfile"}


def test_modules_have_at_most_300_lines() -> None:
    long = {named(p): n for p in project_files(".py", ".sql") if (n := text_of(p).count("\n")) > MOST_LINES}
    assert not long


def test_nothing_is_left_unfinished() -> None:
    files = project_files(".py", ".sql", ".yml", ".yaml", ".sh", ".toml", "Dockerfile", "Makefile")
    assert not [named(path) for path in files if UNFINISHED.search(text_of(path))]


def test_no_registry_is_named() -> None:
    assert not [named(path) for path in project_files() if REGISTRIES.search(text_of(path))]


def test_no_path_of_a_machine_is_named() -> None:
    assert not [
        f"{named(path)}: {found[0]}"
        for path in project_files()
        if named(path) not in OF_CONTAINERS and (found := MACHINE_PATHS.search(text_of(path)))
    ]


def test_text_files_are_utf8_and_end_with_one_line_break() -> None:
    files = [
        p for p in project_files(".py", ".sql", ".yml", ".yaml", ".md", ".toml", ".sh") if p.stat().st_size
    ]
    assert not [named(p) for p in files if not text_of(p).endswith("\n") or text_of(p).endswith("\n\n")]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_names_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = text_of(lock)
    assert not re.search(r"://|^-|\s@\s", text, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).strip())
    assert entries
    shape = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+( ; [^\\]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+")
    assert not [entry.split("\n")[0] for entry in entries if not shape.fullmatch(entry.rstrip())]


def test_there_are_locks_for_the_product_for_development_and_for_the_installer() -> None:
    assert {path.name for path in LOCKS} == {
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-uv.lock",
    }


def test_every_row_of_the_rules_has_an_example() -> None:
    tables = sorted((ROOT / "ingestion" / "rules").glob("*.yml"))
    assert tables
    for table in tables:
        rows = yaml.safe_load(text_of(table))
        assert isinstance(rows, list), f"{named(table)} is a list of rows"
        assert rows, f"{named(table)} is empty"
        assert not [row for row in rows if not row.get("example")], named(table)


def test_yaml_keeps_one_style() -> None:
    files = [named(path) for path in project_files(".yml", ".yaml")]
    found = subprocess.run(
        [BIN / "yamllint", "--strict", *files],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("pattern", "text", "caught"),
    [
        (UNFINISHED, "# TO" + "DO: later", True),
        (UNFINISHED, "# the TO" + "DOs of others", False),
        (REGISTRIES, "https://files.python" + "hosted.org/x", True),
        (REGISTRIES, "name==1.0", False),
        (MACHINE_PATHS, "cd /ho" + "me/somebody/x", True),
        (MACHINE_PATHS, 'open("/ro' + 'ot/x")', True),
        (MACHINE_PATHS, "docs/work/of/others, $HOME/work, a/root", False),
    ],
)
def test_the_checks_catch_what_they_look_for(pattern: re.Pattern[str], text: str, caught: bool) -> None:
    assert bool(pattern.search(text)) == caught
