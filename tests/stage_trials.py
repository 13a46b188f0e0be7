"""One stage of the pipeline, killed right before each of its changes to the file system, one after the other.

`python -m tests.stage_trials STORE STAGE` copies the store for each trial and runs the stage in a child
process that kills itself (SIGKILL) before its nth change. It keeps a copy of what the kill left, and runs the
stage again, undisturbed. The nth trial lies in `STORE-STAGE-n/killed` and `…/again`; the last one is a run
that came to its end before its nth change. One process imports the stage for all of them and forks: it has
opened nothing yet.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pipeline import stages
from pipeline.errors import GateFailedError
from pipeline.run import Run
from pipeline.settings import load

CHANGES = {
    "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.utime", "os.truncate",
    "shutil.rmtree",
}  # fmt: skip
FIRST = Run("20261102T090000Z-000001", datetime(2026, 11, 2, 9, tzinfo=UTC), ("pages",))
SECOND = Run("20261102T100000Z-000002", datetime(2026, 11, 2, 10, tzinfo=UTC), ("pages",))


def kill_before(change: int, store: Path) -> None:
    """Kill this process right before its nth change of the store."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event == "open" and str(arguments[1])[:1] in "wax"
        if event in CHANGES or (writes and str(arguments[0]).startswith(str(store))):
            seen += 1
            if seen == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def run_stage(stage: str, store: Path, run: Run) -> None:
    """The stage, on a store; a gate that holds is an end like another."""
    settings = load(store=str(store), state=str(store / ".state"), readers=1)
    arguments = {"batches": stages.pending(settings)} if stage == "extract" else {}
    try:
        stages.STAGES[stage](settings, run, **arguments)
    except GateFailedError:
        return


def in_a_child(stage: str, store: Path, run: Run, kill_at: int | None) -> int:
    """The stage in a process of its own; how that ended, as of `os.waitpid`."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if kill_at is not None:
                kill_before(kill_at, store)
            run_stage(stage, store, run)
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def main(store: Path, stage: str) -> None:
    """All trials; raises if a run ends in another way than by its kill or well."""
    stages.open_doors(stage)
    for change in count(1):
        trial = store.with_name(f"{store.name}-{stage}-{change}")
        shutil.copytree(store, trial / "killed", symlinks=True)
        status = in_a_child(stage, trial / "killed", FIRST, change)
        shutil.copytree(trial / "killed", trial / "again", symlinks=True)
        # What publishes is given again as the same run; what takes in or reads is another run.
        again = in_a_child(stage, trial / "again", FIRST if stage == "publish" else SECOND, None)
        if again or (status and os.WTERMSIG(status) != signal.SIGKILL):
            raise SystemExit(f"change {change}: {status}, and the run after: {again}")
        if status == 0:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), sys.argv[2])
