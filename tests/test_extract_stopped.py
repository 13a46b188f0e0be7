"""`yesan extract` stopped at any moment goes on where it was: the output is that of an undisturbed run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ingestion.sources.found import Found
from pipeline.bar import Bar
from pipeline.errors import YesanError
from pipeline.outputs import Outputs
from pipeline.pages import identity
from tests.house import BIN
from tests.warcs import Record, article, write

PAGES = 150
OUTPUTS = ("figures.jsonl", "documents.jsonl")


def started(cwd: Path, *sources: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
    return subprocess.Popen(
        [BIN / "yesan", "extract", *sources, "--figures", OUTPUTS[0], "--documents", OUTPUTS[1]],
        cwd=cwd,
        env=environment | {"YESAN_READERS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    """What the command said on its way."""
    _, said = process.communicate()
    assert process.returncode == 0, said
    return said


def outputs(cwd: Path) -> list[list[str]]:
    return [(cwd / name).read_text(encoding="utf-8").splitlines() for name in OUTPUTS]


def checkpoints(cwd: Path) -> list[dict[str, object]]:
    """The lines of the journal that tell how far it was."""
    journal = cwd / f"{OUTPUTS[0]}.journal"
    lines = journal.read_text(encoding="utf-8").split("\n")[1:-1] if journal.exists() else []
    return [json.loads(line) for line in lines]


def until(process: subprocess.Popen[str], reached: Callable[[], bool]) -> None:
    while not reached():
        assert process.poll() is None, "it ended before the moment came"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, and the output of an undisturbed run over it."""
    cwd = tmp_path_factory.mktemp("crawl")
    records = [Record(f"https://news.example.kr/{number}", article(number, 60)) for number in range(PAGES)]
    write(cwd / "crawl.warc.gz", records)
    finished(started(cwd, "crawl.warc.gz"))
    figures, documents = outputs(cwd)
    assert [json.loads(line)["doc"] for line in documents] == [record.url for record in records]
    assert len(figures) >= PAGES
    return cwd


def test_stopped_again_and_again_it_loses_nothing_and_writes_nothing_twice(
    crawl: Path, tmp_path: Path
) -> None:
    (tmp_path / "crawl.warc.gz").symlink_to(crawl / "crawl.warc.gz")
    (tmp_path / OUTPUTS[0]).write_text("what was there\n")
    journal = tmp_path / f"{OUTPUTS[0]}.journal"
    moments: list[tuple[Callable[[], bool], signal.Signals]] = [
        (journal.exists, signal.SIGKILL),  # before anything was read
        (lambda: len(checkpoints(tmp_path)) >= 1, signal.SIGKILL),
        (lambda: len(checkpoints(tmp_path)) >= 2, signal.SIGINT),
        (lambda: len(checkpoints(tmp_path)) >= 4, signal.SIGKILL),
    ]
    for moment, how in moments:
        process = started(tmp_path, "crawl.warc.gz")
        until(process, moment)
        process.send_signal(how)
        _, said = process.communicate()
        assert (tmp_path / OUTPUTS[0]).read_text() == "what was there\n"
        if how is signal.SIGINT:
            assert process.returncode == 130
            assert "Traceback" not in said
            read = checkpoints(tmp_path)[-1]["read"]
            # It says what its journal says: not one page that was read is read again.
            assert f"stopped after {read} pages; the same command goes on from there" in said
    before = checkpoints(tmp_path)[-1]["read"]
    said = finished(started(tmp_path, "crawl.warc.gz"))
    assert f"going on behind {before:,} pages" in said
    assert outputs(tmp_path) == outputs(crawl)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*OUTPUTS, "crawl.warc.gz"])


def test_on_a_terminal_a_bar_shows_how_far_it_is(tmp_path: Path) -> None:
    write(
        tmp_path / "crawl.warc.gz", [Record(f"https://a.kr/{number}", article(number)) for number in range(9)]
    )
    command = f"{BIN / 'yesan'} extract crawl.warc.gz --figures f --documents d"
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"], cwd=tmp_path, capture_output=True, text=True, check=True,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    assert all(shown in done.stdout for shown in ("━", "9 pages", "100%"))


def test_without_a_terminal_a_line_now_and_then_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Bar() as bar:
        bar.begin(2000, 1000, 500)
        bar.show(1001, 501)
        monkeypatch.setattr("pipeline.bar._SECONDS_BETWEEN_LINES", 0)
        bar.show(1500, 1000)
        bar.tell("a\x1b[2J.html: empty")
    first, second, third = capsys.readouterr().err.splitlines()
    assert first == "going on behind 1,000 pages that were read before"
    assert second.startswith("1,500 pages, ")
    assert second.endswith(" a second, 50% of the bytes")
    assert third == "a[2J.html: empty"


def test_pages_of_a_folder_that_were_read_are_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(4):
        (tmp_path / "pages" / f"{number}.html").write_bytes(article(number))
    with pytest.raises(ZeroDivisionError), stopped_amid(tmp_path) as files:
        for number in (0, 1):
            files.write(1, [{"doc": f"{number}"}])
            files.note(Found(f"pages/{number}.html", None, document_id="x"), was_read=True)
        files.checkpoint()
        files.write(1, [{"doc": "half"}])
        raise ZeroDivisionError
    assert "going on behind 2 pages" in finished(started(tmp_path, "pages"))
    assert [json.loads(line)["doc"] for line in outputs(tmp_path)[1]] == list("0123")


def stopped_amid(cwd: Path, *, source: str = "pages") -> Outputs:
    return Outputs([str(cwd / name) for name in OUTPUTS], identity([str(cwd / source)]))


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a run leaves that was killed behind its third page, noted twice."""
    with suppress(ZeroDivisionError), stopped_amid(tmp_path) as files:
        for number in range(3):
            files.write(0, [{"page": number}])
            files.note(Found("p", None, document_id="x", archive="a", offset=number * 100), was_read=True)
            if number < 2:
                files.checkpoint()
        raise ZeroDivisionError
    return tmp_path


def test_what_was_not_noted_is_cut_off(left: Path) -> None:
    with stopped_amid(left) as files:
        assert (files.progress.read, files.progress.offsets) == (2, {"a": 100})
        files.write(0, [{"page": "again"}])
    assert outputs(left)[0] == ['{"page": 0}', '{"page": 1}', '{"page": "again"}']


def test_a_line_that_was_torn_or_never_reached_the_disk_is_not_relied_upon(left: Path) -> None:
    journal = left / f"{OUTPUTS[0]}.journal"
    with journal.open("a", encoding="utf-8") as file:
        file.write('{"lengths": [1')
    os.truncate(left / f"{OUTPUTS[0]}.part", 14)
    with stopped_amid(left) as files:
        assert (files.progress.read, files.progress.offsets) == (1, {"a": 0})
    assert outputs(left)[0] == ['{"page": 0}']


def test_other_sources_begin_anew(left: Path) -> None:
    with stopped_amid(left, source="others") as files:
        assert files.progress.read == 0
    assert outputs(left) == [[], []]


def test_two_at_a_time_do_not_write_one_file(left: Path) -> None:
    with stopped_amid(left), pytest.raises(YesanError, match="another `yesan extract` writes"):
        stopped_amid(left).__enter__()


def test_what_ends_before_anything_was_noted_leaves_nothing(tmp_path: Path) -> None:
    with suppress(ZeroDivisionError), stopped_amid(tmp_path) as files:
        files.write(0, [{"page": 0}])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
