"""The prompt of `yesan sql`: typed into, as a person does."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import subprocess
import threading
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from pipeline.prompt import ask_and_answer, is_whole
from pipeline.settings import Settings, load
from pipeline.tables import answer, show
from pipeline.warehouse import Answer, ask, opened
from tests.exported import hostile_warehouse
from tests.house import BIN

ENTER, CTRL_C, CTRL_D, UP, TAB = "\r", "\x03", "\x04", "\x1b[A", "\t"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose current release has hostile text."""
    folder = tmp_path_factory.mktemp("home") / "store"
    hostile_warehouse(folder / "releases" / "one" / "warehouse.duckdb")
    (folder / "current").symlink_to("releases/one")
    return folder


@pytest.fixture
def settings(store: Path, tmp_path: Path) -> Settings:
    """Its settings, with a history of its own."""
    return load(store=str(store), state=tmp_path / "state")


def typed(settings: Settings, *keys: str, width: int = 100) -> str:
    """What the prompt printed behind its first lines, when these keys were pressed in a terminal."""
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=True, width=width, color_system=None, highlight=False)
    with create_pipe_input() as pressed:
        pressed.send_text("".join(keys))
        with create_app_session(input=pressed, output=DummyOutput()):
            ask_and_answer(console, settings, 100)
    head, found, rest = printed.getvalue().partition("Ctrl-D ends\n")
    assert "fact_budget" in head
    assert found
    return rest


def lines(text: str) -> list[list[str]]:
    """The words of each line."""
    return [line.split() for line in text.splitlines()]


def test_a_query_ends_with_a_semicolon_and_may_take_several_lines(settings: Settings) -> None:
    shown = typed(settings, "select 41 + 1", ENTER, "as answer", ENTER, ";", ENTER, CTRL_D)
    assert lines(shown) == [["answer"], ["42"], ["1", "row"]]


def test_a_semicolon_in_a_text_does_not_end_a_query(settings: Settings) -> None:
    shown = typed(settings, "select 'a;", ENTER, "b' as x;", ENTER, CTRL_D)
    assert lines(shown) == [["x"], ["a;"], ["b"], ["1", "row"]]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("select 1;", True),
        ("select 1", False),
        ("select ';'", False),
        ("select 1; -- done", True),
        ("select 1 -- not yet;", False),
        (".tables", True),
        ("quit", True),
        ("  ", True),
    ],
)
def test_when_enter_ends_a_query(text: str, whole: bool) -> None:
    assert is_whole(text) == whole


def test_an_error_does_not_end_it(settings: Settings) -> None:
    shown = typed(
        settings, "selec 1;", ENTER, "drop table fact_budget;", ENTER, "select 7 as x;", ENTER, CTRL_D
    )
    first, second, *rest = [line for line in shown.splitlines() if not line.startswith("LINE")]
    assert first.startswith("error: Parser Error")
    assert second.startswith("error: ") and "read-only" in shown
    assert lines("\n".join(rest))[-3:] == [["x"], ["7"], ["1", "row"]]


def test_it_touches_no_file(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    shown = typed(
        settings,
        f"from read_csv('{tmp_path}/secret.csv');", ENTER,
        f"copy fact_budget to '{tmp_path}/out.csv';", ENTER,
        f"attach '{tmp_path}/out.duckdb';", ENTER,
        "set enable_external_access = true;", ENTER,
        CTRL_D,
    )  # fmt: skip
    assert shown.count("error: ") == 4
    assert {path.name for path in tmp_path.iterdir()} == {"secret.csv", "state"}


def test_ctrl_c_takes_back_what_was_typed(settings: Settings) -> None:
    shown = typed(settings, "select 1", ENTER, "half", CTRL_C, "select 2 as x;", ENTER, CTRL_D)
    assert lines(shown) == [["x"], ["2"], ["1", "row"]]


@pytest.mark.parametrize("end", [".quit", "quit;", "exit", CTRL_D])
def test_it_ends(settings: Settings, end: str) -> None:
    assert typed(settings, end, ENTER if end != CTRL_D else "") == ""


def test_what_was_asked_before_comes_back(settings: Settings) -> None:
    typed(settings, "select 5 as kept;", ENTER, CTRL_D)
    assert lines(typed(settings, UP, ENTER, CTRL_D)) == [["kept"], ["5"], ["1", "row"]]


def test_where_nothing_can_be_written_it_asks_without_a_history(settings: Settings) -> None:
    settings.state.touch()  # a file where the folder would be
    shown = typed(settings, "select 5 as x;", ENTER, CTRL_D)
    assert lines(shown) == [["x"], ["5"], ["1", "row"]]
    assert settings.state.read_text() == ""


def test_its_own_commands(settings: Settings) -> None:
    shown = typed(
        settings, ".help", ENTER, ".columns fact_total_check", ENTER, ".columns nothing", ENTER,
        ".columns", ENTER, ".frobnicate", ENTER, ".tables", ENTER, CTRL_D,
    )  # fmt: skip
    assert ".columns TABLE" in shown
    assert ["stated_krw", "bigint"] in [row[:2] for row in lines(shown)]
    assert [line for line in shown.splitlines() if line.startswith("error: ")] == [
        "error: there is no table nothing; .tables lists them",
        "error: of which table? As in: .columns fact_budget",
        "error: there is no command .frobnicate; .help lists them",
    ]
    assert ["fact_budget"] in [row[:1] for row in lines(shown)]


def test_hostile_text_stays_text(settings: Settings) -> None:
    shown = typed(settings, "select program from fact_budget where program is not null;", ENTER, CTRL_D)
    assert "<script>alert(1)</script>" in shown
    assert not {"\x00", "\x07", "\x1bd"} & set(shown)


def test_money_is_grouped_and_right_aligned_in_a_terminal_and_bare_outside(settings: Settings) -> None:
    query = "select fiscal_year, amount_krw from fact_budget where fiscal_year = 2027 limit 1;"
    (head, row, _) = typed(settings, query, ENTER, CTRL_D).splitlines()
    assert row.split()[0] == "2027"
    assert "," in row.split()[1]
    assert len(head.rstrip()) == len(row.rstrip())
    printed = io.StringIO()
    answer(Console(file=printed, width=10_000, soft_wrap=True), settings.current, query, 10)
    assert printed.getvalue().split()[-1].isdigit()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_row_that_is_too_wide_is_shown_as_a_record(settings: Settings, width: int) -> None:
    shown = typed(settings, "select * from fact_budget limit 1;", ENTER, CTRL_D, width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert ["figure_id"] in [row[:1] for row in lines(shown)]
    narrow = typed(settings, "select 1 as a, 2 as b;", ENTER, CTRL_D, width=width)
    assert lines(narrow) == [["a", "b"], ["1", "2"], ["1", "row"]]


def test_an_answer_without_rows_or_columns_can_be_shown() -> None:
    for empty in (Answer((), ()), Answer(("a",), ())):
        show(Console(file=io.StringIO(), force_terminal=True, width=80), empty)


def test_a_real_terminal_gets_the_prompt_and_a_pipe_the_list(store: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [str(BIN / "yesan"), "sql", "--store", str(store)]
    prompt = subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = _until(ours, b"yesan>")
    os.write(ours, b"select 6 * 7 as answer;")
    shown += _until(ours, b"answer;")
    os.write(ours, b"\r")
    shown += _until(ours, b"1 row", b"yesan>")  # until it asks again: before, keys are not its own
    os.write(ours, CTRL_D.encode())
    assert prompt.wait(timeout=60) == 0
    os.close(ours)
    assert b"fact_budget" in shown and b"42" in shown
    piped = subprocess.run(command, cwd=tmp_path, input="", capture_output=True, text=True, check=True)
    assert "yesan>" not in piped.stdout and "fact_budget" in piped.stdout


def test_a_query_that_is_stopped_makes_room_for_the_next(store: Path) -> None:
    with opened(store / "current") as con:
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            ask(con, "select count(*) from range(1000000000) as a, range(1000) as b")
        assert ask(con, "select 6 * 7").rows == [(42,)]


def _until(terminal: int, *words: bytes) -> bytes:
    """What a program writes until it has written these words, one after the other."""
    shown = b""
    while not _stand(words, shown):
        ready, _, _ = select.select([terminal], [], [], 120)
        assert ready, f"{words!r} do not come after {shown!r}"
        shown += os.read(terminal, 65_536)
        if b"\x1b[6n" in shown[-200:]:
            os.write(terminal, b"\x1b[1;1R")  # it asked where the cursor is
    return shown


def _stand(words: tuple[bytes, ...], text: bytes) -> bool:
    for word in words:
        _, found, text = text.partition(word)
        if not found:
            return False
    return True
