"""Stages in fresh processes, locks, and what is told of them while they work."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.errors import YesanError
from pipeline.locks import run_lock, writer_lock
from pipeline.process import StageCrashedError, run_stage
from pipeline.progress import VARIABLE, Event, Printer, Tail, to_file
from pipeline.run import Run
from pipeline.settings import Settings, load


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(store=str(tmp_path / "store"), state=str(tmp_path / "state"))


def run(*sources: str) -> Run:
    return Run("r1", datetime(2026, 1, 1, tzinfo=UTC), sources)


def test_a_stage_returns_its_result_from_another_process(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("가나시 예산 12억원", encoding="utf-8")
    events: list[Event] = []
    result = run_stage("snapshot", settings, run(str(tmp_path / "a.txt")), listener=events.append)
    assert result["documents"] == 1
    assert [(event.stage, event.state) for event in events] == [("snapshot", "began"), ("snapshot", "done")]
    assert events[-1].line == "1 documents, 1 of them new; 0 rejected"


def test_what_a_stage_says_is_wrong_is_raised_as_it_said_it(settings: Settings) -> None:
    events: list[Event] = []
    with pytest.raises(YesanError, match="no such folder") as raised:
        run_stage("snapshot", settings, run("/nowhere"), listener=events.append)
    assert raised.value.exit_code == 2
    assert (events[-1].state, events[-1].line) == ("failed", str(raised.value))


def test_a_stage_that_breaks_is_told_apart(settings: Settings, tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log, pytest.raises(StageCrashedError, match="TypeError"):
        run_stage("extract", settings, run(), listener=to_file, output=log, nonsense=1)
    assert "Traceback" in (tmp_path / "log").read_text()


def test_a_stage_that_is_killed_is_told_apart(settings: Settings, tmp_path: Path) -> None:
    pipe = tmp_path / "page.html"
    pipe.write_text("<p>12억원</p>")
    with writer_lock(settings.home, "the test"):  # so that the stage waits, and can be found
        killer = subprocess.Popen([sys.executable, "-c", KILL, str(os.getpid())])
        with pytest.raises(StageCrashedError, match="SIGKILL"):
            run_stage("snapshot", settings, run(str(pipe)), listener=to_file)
        assert killer.wait() == 0


KILL = """
import os, pathlib, signal, sys, time
while True:
    for task in pathlib.Path(f"/proc/{sys.argv[1]}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"pipeline.process" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes().split(b"\\0"):
                time.sleep(0.5)
                os.kill(int(child), signal.SIGKILL)
                sys.exit()
    time.sleep(0.05)
"""


BUILD = """
from datetime import UTC, datetime
from pipeline import stages
from pipeline.run import Run
from pipeline.settings import load
stages.build(load(), Run("r1", datetime(2026, 1, 1, tzinfo=UTC), ()))
"""


def test_while_dbt_outlives_its_killed_stage_nobody_else_writes(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("가나시 예산 12억원", encoding="utf-8")
    taken = stages.snapshot(settings, run(str(tmp_path / "a.txt")))
    stages.extract(settings, run(), batches=taken["batches"][0])
    stage = subprocess.Popen([sys.executable, "-c", BUILD], env=os.environ | settings.environment())
    children = Path(f"/proc/{stage.pid}/task/{stage.pid}/children")
    while not (found := [int(child) for child in children.read_text().split() if _is_dbt(child)]):
        assert stage.poll() is None
        time.sleep(0.02)
    dbt = os.pidfd_open(found[0])
    try:
        os.kill(found[0], signal.SIGSTOP)  # so that it is there for as long as we look
        stage.kill()
        stage.wait()
        with pytest.raises(YesanError, match="build of r1"), writer_lock(settings.home, "next", wait=0):
            pass
    finally:
        signal.pidfd_send_signal(dbt, signal.SIGKILL)
        os.close(dbt)
    with writer_lock(settings.home, "next", wait=10):
        pass


def _is_dbt(process: str) -> bool:
    return b"dbt.cli.main" in Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_second_run_hears_who_is_running(tmp_path: Path) -> None:
    said = rf"run A \(process {os.getpid()}\)"
    with run_lock(tmp_path, "run A"), pytest.raises(YesanError, match=said), run_lock(tmp_path, "run B"):
        pass
    with run_lock(tmp_path, "run B"):
        pass


def test_a_writer_waits_for_the_one_before(tmp_path: Path) -> None:
    said = "in use by one"
    with (
        writer_lock(tmp_path, "one"),
        pytest.raises(YesanError, match=said),
        writer_lock(tmp_path, "two", wait=0.2),
    ):
        pass


def test_the_lock_of_a_killed_holder_is_free(tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib; from pipeline.locks import run_lock\n"
        "with run_lock(pathlib.Path(sys.argv[1]), 'x'): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with run_lock(tmp_path, "next"):
        pass


def test_events_go_through_a_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress"
    monkeypatch.setenv(VARIABLE, str(path))
    tail = Tail(path)
    assert tail.events() == []
    event = Event("build", "done", "한 줄", 1.5, {"n": 1})
    to_file(event)
    with path.open("ab") as file:  # as if a second writer were half way
        file.write(b'{"stage": "aud')
    assert tail.events() == [event]
    with path.open("ab") as file:
        file.write(json.dumps({"stage": "x", "state": "began"}).encode()[16:] + b"\n")
    assert len(path.read_bytes().splitlines()) == 2


def test_progress_is_one_line_for_each_stage(tmp_path: Path) -> None:
    out = io.StringIO()
    printer = Printer(out)
    began = Event("build", "began")
    printer(began)
    printer(replace(began, state="done", line="5 documents", seconds=1.25))
    printer(replace(began, state="failed", line="no space left", seconds=2))
    lines = out.getvalue().splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "build 5 documents 1.2 s",
        "build failed: no space left 2.0 s",
    ]


def test_the_name_of_a_run_can_stand_in_file_names() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert Run("manual__2026-01-01T06:00:00+09:00", moment, ()).name == "manual__2026-01-01T06-00-00-09-00"
    one, other = Run.new(()), Run.new(())
    assert one.name == one.run_id != other.run_id
    assert Run.from_json(json.loads(json.dumps(one.as_json()))) == one


WATCHING = """
import time
from pipeline import lifeline
lifeline.end_with_the_run()
print("up", flush=True)
time.sleep(60)
"""
BEGUN = """
import os, subprocess, sys, time
from pipeline import lifeline
line = lifeline.descriptor()
env = {**os.environ, lifeline.VARIABLE: str(line)}
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], pass_fds=(line,), env=env)
print(child.pid, flush=True)
time.sleep(60)
"""


def test_what_a_killed_run_began_ends_with_it() -> None:
    begun = subprocess.Popen([sys.executable, "-c", BEGUN, WATCHING], stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    first, second = begun.stdout.readline().strip(), begun.stdout.readline().strip()
    child = int(first if first.isdigit() else second)
    begun.kill()
    begun.wait()
    end = begun.stdout.read()  # the child holds this pipe, too: it ends when the child has
    assert end == ""
    assert not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes()
