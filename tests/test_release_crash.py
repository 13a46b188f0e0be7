"""The publisher may die at any step: readers see one whole release, and the next run succeeds.

A child process seals and publishes; Python's audit hook counts the calls that change the filesystem
and kills the child (SIGKILL) right before the nth. Each n is one step boundary; all are tried.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.checks import Audit
from expectations.record import write
from publishing.manifest import faults
from publishing.release import Facts, clean, current, publish, retain, seal
from tests.mini_warehouse import example

ROOT = Path(__file__).parents[1]

CHILD = """
import os, signal, sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from publishing.release import Facts, clean, publish, retain, seal

store, build, release_id, at = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
CHANGES = {"os.rename", "os.symlink", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "os.utime"}
seen = 0

def count(event, args):
    global seen
    if event in CHANGES or (event == "open" and str(args[0]).startswith(str(store))):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
clean(store, keep=[build])
if build.exists():
    seal(build, Facts("x", datetime.now(UTC), {}))
publish(store, build, release_id)
retain(store, 1)
print(seen)
"""


def run(store: Path, build: Path, release_id: str, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHILD, str(store), str(build), release_id, str(at)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def rerun(store: Path, build: Path) -> None:
    """What the child does, here: the next run."""
    clean(store, keep=[build])
    if build.exists():
        seal(build, Facts("x", datetime.now(UTC), {}))
    publish(store, build, "new")
    retain(store, 1)


def value(store: Path) -> int:
    """What a reader finds at `current`, which must be a whole release."""
    assert faults(store / "current") == []
    with duckdb.connect(str(store / "current" / "warehouse.duckdb"), read_only=True) as con:
        ((found,),) = con.execute("select distinct mention_count from fact_budget").fetchall()
    return int(found)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two unsealed builds that say 1 and 2."""
    folders = []
    for said in (1, 2):
        folder = tmp_path_factory.mktemp("build")
        path = example().write(folder / "warehouse.duckdb")
        write(path, Audit((), ()))
        with duckdb.connect(str(path)) as con:
            con.execute("update fact_budget set mention_count = ?", [said])
        folders.append(folder)
    return folders


@pytest.fixture
def store(tmp_path: Path, builds: list[Path]) -> Path:
    """A store whose current release says 1, beside a build that says 2."""
    store = tmp_path / "store"
    shutil.copytree(builds[0], store / "releases" / ".tmp-old")
    run(store, store / "releases" / ".tmp-old", "old", 0).check_returncode()
    shutil.copytree(builds[1], store / "releases" / ".tmp-new")
    return store


@dataclass(frozen=True)
class Trial:
    """What was found after a kill, and after the run that came next."""

    at: int
    code: int
    found: int
    found_next: int
    current: str | None
    names: list[str]


def tried(store: Path, at: int) -> Trial:
    """A kill right before step `at`, then another run, in a copy of `store`."""
    trial = store.with_name(f"trial-{at}")
    shutil.copytree(store, trial, symlinks=True)
    build = trial / "releases" / ".tmp-new"
    code = run(trial, build, "new", at).returncode
    found = value(trial)
    rerun(trial, build)
    names = [path.name for path in (trial / "releases").iterdir()]
    result = Trial(at, code, found, value(trial), current(trial), names)
    shutil.rmtree(trial)
    return result


def test_a_kill_at_any_step_leaves_a_whole_release_and_the_next_run_succeeds(store: Path) -> None:
    whole = store.with_name("whole")
    shutil.copytree(store, whole, symlinks=True)
    steps = int(run(whole, whole / "releases" / ".tmp-new", "new", 0).stdout)
    assert steps > 15, "the hook saw the steps"
    with ThreadPoolExecutor(2) as pool:
        trials = list(pool.map(lambda at: tried(store, at), range(1, steps + 1)))
    assert {trial.code for trial in trials} == {-signal.SIGKILL}
    found = [trial.found for trial in trials]
    assert found[0] == 1 and found[-1] == 2
    assert found == sorted(found), "once the new release is current, it stays"
    for trial in trials:
        assert (trial.found_next, trial.current, trial.names) == (2, "new", ["new"]), trial


def test_a_kill_at_a_random_moment_does_no_harm(store: Path) -> None:
    chance = random.Random(20261102)
    for _ in range(6):
        build = store / "releases" / ".tmp-new"
        command = [sys.executable, "-c", CHILD, str(store), str(build), "new", "0"]
        child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 0.8))
        child.kill()
        child.wait()
        assert value(store) in (1, 2)
    rerun(store, store / "releases" / ".tmp-new")
    assert value(store) == 2
