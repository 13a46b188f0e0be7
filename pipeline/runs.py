"""What the commands do with the stages: a whole run, one step of it, Airflow with its schedule."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from rich.console import Console

from pipeline import airflow
from pipeline.errors import YesanError, disk_full
from pipeline.locks import run_lock
from pipeline.process import dismiss, run_stage
from pipeline.progress import Listener, Printer
from pipeline.run import Run
from pipeline.settings import Settings, shown
from pipeline.sources import opened

_KEPT_LOGS = 40  # files: a log, and for a run through Airflow its progress


def run_and_show(
    console: Console,
    settings: Settings,
    sources: Sequence[str] | None,
    *,
    through_airflow: bool,
    store: str | None,
) -> None:
    """Run every stage once, show what is going on, and sum it up at the end.

    Raises:
        YesanError: a source cannot be one; or as the stage that failed said it, with the path of the log.
    """
    run = Run.new(sources or settings.sources)
    opened(settings, run.sources)  # at once, before anything is made or started
    printer = Printer()
    with run_lock(settings.home, f"run {run.run_id}"), _log(settings, f"run-{run.name}") as log:
        if through_airflow:
            result = airflow.run_once(settings, run, printer, log)
        else:
            result = run_all(settings, run, printer, log)
    from pipeline.summary import show

    options = f" --store {store}" if store else ""
    show(console, settings.home / "releases" / result["release_id"], result, f"{_command()} sql{options}")


def _command() -> str:
    """How this very command is called from here."""
    return "yesan" if shutil.which("yesan") else shown(Path(sys.argv[0]).absolute())


def run_all(settings: Settings, run: Run, listener: Listener, log: IO[bytes]) -> dict[str, Any]:
    """The stages in the order of `dags/budget_news.py`, without Airflow; what they print goes to `log`.

    Raises:
        YesanError: as the stage that failed said it.
    """
    stage = partial(run_stage, settings=settings, run=run, listener=listener, output=log, ahead=True)
    try:
        for batches in stage("snapshot")["batches"]:
            stage("extract", batches=batches)
        for name in ("build", "audit", "report"):
            stage(name)
        return stage("publish")
    finally:
        dismiss()


def run_step(
    stage: str, settings: Settings, *, sources: Sequence[str] | None = None, build: str | None = None
) -> str:
    """Run one stage in this process; returns its line.

    Args:
        stage: its name.
        settings: where the store is.
        sources: for `snapshot`.
        build: for the stages behind `build`: the run id of a build, or None for the newest.

    Raises:
        YesanError: as the stage said it, or that there is no such build.
    """
    from pipeline import stages

    run = Run.new(sources or settings.sources)
    arguments: dict[str, Any] = {}
    if stage == "extract":
        arguments["batches"] = stages.pending(settings)
    elif stage in ("audit", "report", "publish"):
        run = _built(settings, build, published=stage == "publish")
    with run_lock(settings.home, f"{stage} of {run.run_id}"):
        try:
            line: str = stages.STAGES[stage](settings, run, **arguments)["line"]
        except Exception as error:
            if full := disk_full(error):
                raise YesanError(full) from error
            raise
    return line


def start_airflow(settings: Settings) -> None:
    """Airflow with its UI and its schedule, until it is stopped.

    Raises:
        YesanError: it cannot be prepared, its port is taken, or it ended by itself.
    """
    with _log(settings, "up") as log:
        airflow.up(settings, Printer(), log)


def _built(settings: Settings, build: str | None, *, published: bool) -> Run:
    """The run of a build; `published`: builds that are published, or were held back, count too."""
    from pipeline.builds import existing

    names = existing(settings)
    if published:
        from pipeline.store import Store

        names = [*Store(settings.store).audited_runs(), *names]
    if not names:
        raise YesanError(f"there is no build in {settings.home}; `yesan build` makes one")
    if build is not None and build not in names:
        raise YesanError(f"there is no build {build} in {settings.home}; there are: {', '.join(names)}")
    return Run(build or names[-1], datetime.now(UTC), settings.sources)


@contextmanager
def _log(settings: Settings, name: str) -> Iterator[IO[bytes]]:
    """A log of its own for each run; the oldest ones are removed. Errors inside name it."""
    folder = settings.state.absolute() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.iterdir(), key=os.path.getmtime)[:-_KEPT_LOGS]:
        old.unlink()
    path = folder / f"{name}.log"
    with path.open("wb") as log:
        try:
            yield log
        except YesanError as error:
            raise type(error)(f"{error}\nlog: {shown(path)}") from None
