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
from tests.house import BIN, ROOT

ARTICLES = ROOT / "data" / "articles"
STAGES = ["snapshot", "extract", "build", "audit", "report", "publish"]


def command(*arguments: object, **settings: str) -> tuple[list[str], dict[str, str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
    environment |= {f"YESAN_{name.upper()}": value for name, value in settings.items()}
    return [str(BIN / "yesan"), *map(str, arguments)], environment


def yesan(cwd: Path, *arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    words, environment = command(*arguments, **settings)
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def shown_stages(output: str) -> list[str]:
    return [line.split()[0] for line in output.partition("\n\n")[0].splitlines()]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A working directory after one run, and what the run said."""
    cwd = tmp_path_factory.mktemp("run")
    shutil.copytree(ARTICLES, cwd / "pages")
    done = yesan(cwd, "run", "pages")
    assert done.returncode == 0, done.stdout + done.stderr
    return cwd, done


@pytest.fixture
def published(first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """A copy of that working directory."""
    shutil.copytree(first[0], tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


def test_a_run_shows_its_stages_and_sums_itself_up(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    cwd, done = first
    assert shown_stages(done.stdout) == STAGES
    assert "5 documents read, 0 rejected" in done.stdout
    assert re.search(r"1718 \+ 933 = 2651 억원 +match", done.stdout)
    assert re.search(r"suspect 784원.*unit_typo", done.stdout)
    path = re.search(r"^release +(\S+)$", done.stdout, re.MULTILINE)
    assert path is not None
    assert (cwd / path[1] / "warehouse.duckdb").exists()
    query = re.search(r'^try next +\S+ sql "(.+)"$', done.stdout, re.MULTILINE)
    assert query is not None
    asked = yesan(cwd, "sql", query[1])
    assert len(asked.stdout.splitlines()) == 11


def test_the_published_file_is_for_reading_only(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    release = first[0] / "store" / "current"
    assert sorted(path.name for path in release.iterdir()) == [
        "exports",
        "manifest.json",
        "report",
        "warehouse.duckdb",
    ]
    assert (release / "warehouse.duckdb").stat().st_mode & 0o777 == 0o444
    refused = yesan(first[0], "sql", "drop table fact_budget")
    assert (refused.returncode, "read-only" in refused.stderr) == (2, True)


def test_a_second_run_changes_nothing_and_says_so(published: Path) -> None:
    before = (published / "store" / "current").readlink()
    done = yesan(published, "run", "pages")
    assert "nothing new: 5 documents seen before, release unchanged" in done.stdout
    assert (published / "store" / "current").readlink() == before
    assert "extract" not in shown_stages(done.stdout)
    assert len(list((published / "store" / "releases").glob("[!.]*"))) == 1


def test_a_figure_leads_to_its_equation_sentence_and_document(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    listed = yesan(first[0], "sql", "select figure_id from fact_budget where text = '1718억원'")
    figure_id = listed.stdout.split()[-1]
    explained = yesan(first[0], "explain", figure_id[:8]).stdout
    assert "1718 + 933 = 2651 억원  match" in explained
    assert "▶1718억원◀" in explained
    assert "pages/" in explained


def test_the_tables_can_be_listed_and_asked_from_stdin(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    words, environment = command("sql")
    asked = subprocess.run(
        words,
        cwd=first[0],
        env=environment,
        input="select 6 * 7 as answer",
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stdout.split() == ["answer", "42"]
    assert "fact_budget" in yesan(first[0], "sql").stdout


def test_documents_that_cannot_be_read_are_named_and_the_rest_is_published(published: Path) -> None:
    pages = published / "pages"
    (pages / "empty.html").touch()
    (pages / "random.html").write_bytes(bytes(range(256)) * 64)
    (pages / "huge.html").write_bytes(b"<p>" * (50 * 1024 * 1024 // 3))
    (pages / "folder.html").mkdir()
    (pages / "dangling.html").symlink_to("nowhere.html")
    done = yesan(published, "run", "pages")
    assert done.returncode == 0, done.stderr
    assert "5 documents read, 5 rejected" in done.stdout
    rejected = dict(re.findall(r"^  rejected +pages/(\S+): (\w+)", done.stdout, re.MULTILINE))
    assert rejected == {
        "empty.html": "empty",
        "random.html": "not_text",
        "huge.html": "too_large",
        "folder.html": "not_a_file",
        "dangling.html": "unreadable",
    }


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


def test_the_single_steps_are_the_run(tmp_path: Path) -> None:
    for step in (["snapshot", ARTICLES], ["extract"], ["build"], ["audit"], ["report"], ["publish"]):
        done = yesan(tmp_path, *step)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "store" / "current" / "report" / "index.html").exists()
    again = yesan(tmp_path, "publish")
    assert (again.returncode, again.stderr) == (0, "")
    release = (tmp_path / "store" / "current").readlink().name
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
    state = str(published / "shared")
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


def test_control_characters_of_a_locator_never_reach_the_terminal(published: Path) -> None:
    text = "<p>가나시가 내년 도서관에 12억원을 편성했다. 주민 설명회를 연다.</p>" * 3
    (published / "pages" / "a\x1b[7m.html").write_text(text)
    (published / "pages" / "b\x1b[7m.html").touch()
    done = yesan(published, "run", "pages")
    assert done.returncode == 0, done.stderr
    asked = yesan(published, "sql", "select chr(27) || '[31m' as c, locators from dim_document")
    assert "[31m" in asked.stdout
    for shown in (done.stdout, asked.stdout):
        assert "[7m.html" in shown
        assert not {"\x1b", "\x9b"} & set(shown)


def test_a_run_does_not_start_beside_another(published: Path) -> None:
    words, environment = command("run", "pages")
    with subprocess.Popen(words, cwd=published, env=environment, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert b"snapshot" in running.stdout.readline()
        refused = yesan(published, "run", "pages")
        assert refused.returncode == 2
        assert "is in use by run " in refused.stderr
        assert running.wait() == 0


@pytest.mark.parametrize("after", [None, "snapshot", "build", "report"])
def test_a_killed_run_leaves_the_release_as_it_was_and_the_next_one_succeeds(
    published: Path, after: str | None
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
        while after and after not in running.stdout.readline():
            pass
        os.killpg(running.pid, signal.SIGKILL)
    assert (store / "current").readlink() == before
    with duckdb.connect(str(store / "current" / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from dim_document").fetchall() == [(5,)]
    done = yesan(published, "run", "pages")
    assert done.returncode == 0, done.stderr
    assert "6 documents read" in done.stdout
    assert not list((store / "releases").glob(".*"))
