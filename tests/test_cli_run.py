"""A whole run from the command line: what it publishes and says, twice, with broken input, killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipeline.builds import folder_of
from pipeline.run import Run
from pipeline.settings import load
from pipeline.stages import build
from tests.commands import command, yesan
from tests.released import SAID, working_directory

STAGES = ["snapshot", "extract", "build", "audit", "report", "publish"]


def shown_stages(output: str) -> list[str]:
    return [line.split()[0] for line in output.partition("\n\n")[0].splitlines()]


@pytest.fixture
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory after one run, for reading only."""
    return working_directory(tmp_path_factory)


@pytest.fixture
def published(first: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of that working directory, always in the same place: dbt parses the project once for a place."""
    copy, before = tmp_path_factory.getbasetemp() / "published", tmp_path / "before"
    if copy.exists():
        copy.rename(before)
    shutil.copytree(first, copy, symlinks=True, ignore=shutil.ignore_patterns(".yesan"))
    if before.exists():
        (before / ".yesan").rename(copy / ".yesan")
    return copy


def test_a_run_shows_its_stages_and_sums_itself_up(first: Path) -> None:
    said = (first / SAID).read_text("utf-8")
    assert shown_stages(said) == STAGES
    assert "5 documents read, 0 rejected" in said
    assert re.search(r"1718 \+ 933 = 2651 억원 +match", said)
    assert re.search(r"suspect 784원.*unit_typo", said)
    path = re.search(r"^release +(\S+)$", said, re.MULTILINE)
    assert path is not None
    assert (first / path[1] / "warehouse.duckdb").exists()
    query = re.search(r'^try next +\S+ sql "(.+)"$', said, re.MULTILINE)
    assert query is not None
    asked = yesan(first, "sql", query[1])
    assert len(asked.stdout.splitlines()) == 11


def test_the_published_file_is_for_reading_only(first: Path) -> None:
    release = first / "store" / "current"
    assert sorted(path.name for path in release.iterdir()) == [
        "exports",
        "manifest.json",
        "report",
        "warehouse.duckdb",
    ]
    assert (release / "warehouse.duckdb").stat().st_mode & 0o777 == 0o444
    refused = yesan(first, "sql", "drop table fact_budget")
    assert (refused.returncode, "read-only" in refused.stderr) == (2, True)


def test_a_second_run_changes_nothing_and_says_so(published: Path) -> None:
    before = (published / "store" / "current").readlink()
    done = yesan(published, "run", "pages")
    assert "nothing new: 5 documents seen before, release unchanged" in done.stdout
    assert (published / "store" / "current").readlink() == before
    assert "extract" not in shown_stages(done.stdout)
    assert len(list((published / "store" / "releases").glob("[!.]*"))) == 1


def test_a_figure_leads_to_its_equation_sentence_and_document(first: Path) -> None:
    listed = yesan(first, "sql", "select figure_id from fact_budget where text = '1718억원'")
    figure_id = listed.stdout.split()[-1]
    explained = yesan(first, "explain", figure_id[:8]).stdout
    assert "1718 + 933 = 2651 억원  match" in explained
    assert "▶1718억원◀" in explained
    assert "pages/" in explained


def test_the_tables_can_be_listed_and_asked_from_stdin(first: Path) -> None:
    words, environment = command("sql")
    asked = subprocess.run(
        words,
        cwd=first,
        env=environment,
        input="select 6 * 7 as answer",
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stdout.split() == ["answer", "42"]
    assert "fact_budget" in yesan(first, "sql").stdout


def test_documents_that_cannot_be_read_are_named_and_the_rest_is_published(published: Path) -> None:
    """And control characters of a locator never reach the terminal."""
    pages = published / "pages"
    (pages / "empty.html").touch()
    (pages / "random.html").write_bytes(bytes(range(256)) * 64)
    (pages / "huge.html").write_bytes(b"<p>" * (50 * 1024 * 1024 // 3))
    (pages / "folder.html").mkdir()
    (pages / "dangling.html").symlink_to("nowhere.html")
    text = "<p>가나시가 내년 도서관에 12억원을 편성했다. 주민 설명회를 연다.</p>" * 3
    (pages / "a\x1b[7m.html").write_text(text)
    (pages / "b\x1b[7m.html").touch()
    done = yesan(published, "run", "pages")
    assert done.returncode == 0, done.stderr
    assert "6 documents read, 6 rejected" in done.stdout
    rejected = dict(re.findall(r"^  rejected +pages/(.+): (\w+)", done.stdout, re.MULTILINE))
    assert rejected == {
        "empty.html": "empty",
        "random.html": "not_text",
        "huge.html": "too_large",
        "folder.html": "not_a_file",
        "dangling.html": "unreadable",
        "b[7m.html": "empty",
    }
    asked = yesan(published, "sql", "select chr(27) || '[31m' as c, locators from dim_document")
    assert "[31m" in asked.stdout and "a[7m.html" in asked.stdout
    assert not {"\x1b", "\x9b"} & set(done.stdout + asked.stdout)


def test_a_gate_that_holds_keeps_the_release_before(published: Path) -> None:
    before = (published / "store" / "current").readlink()
    (published / "pages" / "more.html").write_text(
        "<p>가나시가 내년 도서관에 12억원을 편성했다. 주민 설명회를 연다.</p>" * 3
    )
    done = yesan(published, "run", "pages", min_checked_share="1")
    assert done.returncode == 1
    assert done.stderr.startswith("error: not published: checked_share failed")
    report = re.search(r"(store/failed/\S+/report/index\.html)", done.stderr)
    assert report is not None
    assert (published / report[1]).exists()
    assert not (published / report[1]).parents[1].joinpath("exports").exists()
    assert (published / "store" / "current").readlink() == before


def test_the_single_steps_are_the_run(published: Path) -> None:
    shutil.rmtree(published / "store")
    for step in (["snapshot", "pages"], ["extract"], ["build"], ["audit"], ["report"], ["publish"]):
        done = yesan(published, *step)
        assert done.returncode == 0, done.stderr
    assert (published / "store" / "current" / "report" / "index.html").exists()
    again = yesan(published, "publish")
    assert (again.returncode, again.stderr) == (0, "")
    release = (published / "store" / "current").readlink().name
    assert again.stdout == f"release {release} is unchanged\n"


def test_a_publisher_that_died_before_the_link_is_made_up_for(published: Path) -> None:
    store = published / "store"
    (audit,) = (store / "audits").iterdir()
    run_id = audit.stem.removeprefix("part-")
    before = (store / "current").readlink()
    (store / "current").unlink()
    done = yesan(published, "publish", "--build", run_id)
    assert done.returncode == 0, done.stderr
    assert (store / "current").readlink() == before


def test_a_build_begins_anew_where_a_sealed_one_lies(published: Path) -> None:
    settings = load(store=str(published / "store"), state=str(published / ".yesan"))
    run = Run.new(())
    folder = folder_of(settings, run)
    shutil.copytree(settings.current, folder, symlinks=False)
    build(settings, run)
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]


def test_stores_that_share_a_state_keep_their_builds_apart(published: Path) -> None:
    state = str(published / ".yesan")
    shutil.copytree(published / "store", published / "other", symlinks=True)
    for name in ("store", "other"):
        assert yesan(published, "build", "--store", name, state=state).returncode == 0
    for name in ("store", "other"):
        done = yesan(published, "audit", "--store", name, state=state)
        assert (done.returncode, done.stdout.count("held back")) == (0, 0), done.stdout + done.stderr


@pytest.mark.parametrize(
    "query",
    [
        "select content from read_text('pages/secret.txt')",
        "copy (select 1) to 'written.csv'",
        "attach 'written.duckdb'",
        "set enable_external_access = true",
    ],
)
def test_a_question_neither_reads_nor_writes_other_files(published: Path, query: str) -> None:
    (published / "pages" / "secret.txt").write_text("secret")
    refused = yesan(published, "sql", query)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert not list(published.glob("written*"))


def test_a_run_does_not_start_beside_another(published: Path) -> None:
    words, environment = command("run", "pages")
    with subprocess.Popen(words, cwd=published, env=environment, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert b"snapshot" in running.stdout.readline()
        refused = yesan(published, "run", "pages")
        assert refused.returncode == 2
        assert "is in use by run " in refused.stderr
        assert running.wait() == 0


@pytest.mark.parametrize("after", ["build", "report"])  # each change of the others: test_stages_killed.py
def test_a_killed_run_leaves_the_release_as_it_was_and_the_next_one_succeeds(
    published: Path, after: str
) -> None:
    store = published / "store"
    before = (store / "current").readlink()
    (published / "pages" / "new.html").write_text(
        "<p>가나시가 내년 도서관에 12억원을 편성했다. 주민 설명회를 연다.</p>" * 3
    )
    words, environment = command("run", "pages")
    with subprocess.Popen(
        words, cwd=published, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        while after not in running.stdout.readline():
            pass
        os.killpg(running.pid, signal.SIGKILL)
    assert (store / "current").readlink() == before
    with duckdb.connect(str(store / "current" / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from dim_document").fetchall() == [(5,)]
    done = yesan(published, "run", "pages")
    assert done.returncode == 0, done.stderr
    assert "6 documents read" in done.stdout
    assert not list((store / "releases").glob(".*"))
