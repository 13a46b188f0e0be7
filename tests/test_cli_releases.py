"""`yesan releases`, `rollback` and `diff` on a store with two releases, and on one with none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands import yesan
from tests.released import working_directory

PAGE = """<h1>춘천시, 내년 도서관에 {eok}억원</h1>
<p>춘천시가 내년 도서관에 {eok}억원을 편성했다고 2025년 11월 3일 밝혔다. 시는 주민 설명회를 연다.</p>"""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with two releases: the later one has read an edited page."""
    cwd = tmp_path_factory.mktemp("twice")
    (cwd / "pages").mkdir()
    for eok in (12, 15):
        (cwd / "pages" / "library.html").write_text(PAGE.format(eok=eok), encoding="utf-8")
        done = yesan(cwd, "run", "pages")
        assert done.returncode == 0, done.stderr
    return cwd


@pytest.fixture
def store(twice: Path, tmp_path: Path) -> Path:
    shutil.copytree(twice, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


def listed(cwd: Path) -> list[tuple[bool, str]]:
    shown = yesan(cwd, "releases").stdout
    return [(bool(mark), name) for mark, name in re.findall(r"^ *(→?) +(\d{8}T\S+)", shown, re.MULTILINE)]


def test_releases_are_listed_the_newest_first(store: Path) -> None:
    found = listed(store)
    assert [is_current for is_current, _ in found] == [True, False]
    assert found[0][1] == (store / "store/current").readlink().name > found[1][1]


def test_an_edited_amount_is_one_change_with_its_cause(store: Path) -> None:
    done = yesan(store, "diff")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].endswith(": 1 changed (edited_article)")
    assert re.search(r"changed +edited_article .*춘천시 +도서관 +12억원 +15억원", done.stdout)


def test_two_releases_can_be_named(store: Path) -> None:
    (_, later), (_, earlier) = listed(store)
    assert yesan(store, "diff", later, earlier).stdout.splitlines()[0].startswith(f"{later} → {earlier}: ")
    assert yesan(store, "diff", later, later).stdout.endswith(": they say the same\n")


def test_rollback_leads_to_the_release_before_and_to_one_by_name(store: Path) -> None:
    (_, later), (_, earlier) = listed(store)
    done = yesan(store, "rollback")
    assert done.stdout == f"current leads to {earlier} (it was {later})\n"
    assert (store / "store/current").readlink().name == earlier
    again = yesan(store, "rollback")
    assert again.returncode == 2
    assert again.stderr.startswith(f"error: there is no release before {earlier}")
    assert yesan(store, "rollback", later).returncode == 0
    assert (store / "store/current").readlink().name == later


def test_after_a_rollback_the_next_run_publishes_what_it_finds(store: Path) -> None:
    assert yesan(store, "rollback").returncode == 0
    done = yesan(store, "run", "pages")
    assert done.returncode == 0, done.stderr
    figures = yesan(store, "sql", "select text from fact_budget")
    assert "15억원" in figures.stdout


@pytest.mark.parametrize("words", [["releases"], ["rollback"], ["diff"]], ids=lambda words: words[0])
def test_without_a_release_each_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    done = yesan(tmp_path, *words)
    assert done.returncode == 2
    assert re.match(r"error: (nothing is published yet in .*; `yesan run`|there is no release)", done.stderr)


@pytest.mark.parametrize("words", [["rollback", "nowhere"], ["diff", "nowhere"]], ids=lambda words: words[0])
def test_a_release_that_is_not_there_is_named_with_those_that_are(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    cwd = working_directory(tmp_path_factory)
    done = yesan(cwd, *words)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert (cwd / "store/current").readlink().name in done.stderr
