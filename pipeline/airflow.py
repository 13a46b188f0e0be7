"""Airflow: its home inside the state folder, one run of the DAG from the command line, one task's work."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from pipeline import lifeline
from pipeline.errors import YesanError
from pipeline.process import ERRORS, StageCrashedError, run_stage
from pipeline.progress import VARIABLE, Event, Listener, Tail
from pipeline.run import Run
from pipeline.settings import PROJECT, Settings, load

DAG_ID = "budget_news"
DAGS = PROJECT / "dags"
POOLS = DAGS / "pools.json"
PORT = 8080
RUN_ID = "YESAN_RUN_ID"  # set by `run_once`: the run then has the id that its log has


def stage(name: str, **arguments: Any) -> Any:
    """The work of the task that calls this: one stage, in a process of its own.

    Raises:
        AirflowFailException: the stage said what is wrong; trying again would not mend it.
        StageCrashedError: the stage broke, or was killed.
    """
    from airflow.sdk import get_current_context
    from airflow.sdk.exceptions import AirflowFailException

    context = get_current_context()
    settings = load()
    dag_run = context["dag_run"]
    sources = tuple(context["params"]["sources"]) or settings.sources
    once = RUN_ID in os.environ  # all tasks then run in this process, one after the other
    run_id = os.environ.get(RUN_ID, dag_run.run_id)
    run = Run(run_id, dag_run.start_date or dag_run.run_after, sources)
    try:
        return run_stage(name, settings, run, ahead=once, **arguments)
    except StageCrashedError:
        raise
    except YesanError as error:
        raise AirflowFailException(str(error)) from None


def environment(settings: Settings) -> dict[str, str]:
    """What Airflow needs to know: everything of it lives below `state`, and nothing leaves the machine."""
    home = settings.state.absolute() / "airflow"
    airflow = {
        # Its executors call `airflow` by name.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Seoul",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(PORT),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
    }
    return os.environ | settings.environment() | airflow


def prepare(settings: Settings, listener: Listener, log: IO[bytes]) -> None:
    """Make Airflow's database and the pools; does nothing when both are as this version wants them.

    Raises:
        YesanError: Airflow could not; the log says why.
    """
    home = settings.state.absolute() / "airflow"
    stamp = home / "prepared"
    wanted = hashlib.sha256(version("apache-airflow").encode() + POOLS.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and (home / "airflow.db").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    listener(Event("airflow", "began"))
    for command in (["db", "migrate"], ["pools", "import", str(POOLS)]):
        if _airflow(settings, *command, log=log).wait() != 0:
            raise YesanError(f"airflow {' '.join(command)} failed; the log says why: {log.name}")
    stamp.write_text(wanted)
    seconds = time.monotonic() - started
    listener(Event("airflow", "done", "database and pools made (first run only)", seconds))


def run_once(settings: Settings, run: Run, listener: Listener, log: IO[bytes]) -> dict[str, Any]:
    """Run the DAG once, through Airflow, and return what its last stage returned.

    Raises:
        YesanError: as the stage that failed said it (and of its class), or that Airflow itself failed.
    """
    prepare(settings, listener, log)
    progress = Path(log.name).with_suffix(".progress")
    progress.unlink(missing_ok=True)
    conf = json.dumps({"sources": run.sources}, ensure_ascii=False)
    command = ("dags", "test", DAG_ID, "--conf", conf)
    process = _airflow(settings, *command, log=log, **{VARIABLE: str(progress), RUN_ID: run.run_id})
    tail = Tail(progress)
    failed = last = None
    started = time.monotonic()
    listener(Event("airflow", "began"))
    try:
        running = True
        while running:
            running = process.poll() is None
            for event in tail.events():
                if last is None:
                    listener(Event("airflow", "done", "is up", time.monotonic() - started))
                listener(event)
                last = event
                failed = event if event.state == "failed" else failed
            time.sleep(0.1 if running else 0)
    finally:
        process.terminate()
        process.wait()
    if process.returncode == 0 and last is not None and (last.stage, last.state) == ("publish", "done"):
        return last.result
    if failed is not None:
        raise ERRORS[failed.exit_code](failed.line)
    raise StageCrashedError(f"Airflow did not finish the run (exit code {process.returncode})")


def up(settings: Settings, listener: Listener, log: IO[bytes]) -> None:
    """Airflow with its UI and its schedule, until it is stopped (Ctrl-C) or one of its parts ends.

    The parts are those of `airflow standalone`, without the log servers, which listen on every network.

    Raises:
        YesanError: the port is taken, or a part ended by itself.
    """
    if _listens():
        raise YesanError(f"port {PORT} on 127.0.0.1 is in use; end what listens there and try again")
    prepare(settings, listener, log)
    _passwords(settings).touch(mode=0o600)  # before Airflow makes it readable by all
    parts = {
        "api-server": _airflow(settings, "api-server", log=log),
        "scheduler": _airflow(settings, "scheduler", "--skip-serve-logs", log=log),
        "dag-processor": _airflow(settings, "dag-processor", log=log),
        "triggerer": _airflow(settings, "triggerer", "--skip-serve-logs", log=log),
    }
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    started = time.monotonic()
    listener(Event("airflow", "began"))
    ready = False
    try:
        while not (ended := [name for name, part in parts.items() if part.poll() is not None]):
            if not ready and (ready := _listens()):
                listener(Event("airflow", "done", "is up", time.monotonic() - started))
                _welcome(settings)
            time.sleep(0.2)
        raise YesanError(f"the {ended[0]} of Airflow ended")
    except KeyboardInterrupt:
        print("\nstopping Airflow", flush=True)
    finally:
        for part in parts.values():
            part.terminate()
        for part in parts.values():
            _ended(part)


def _ended(part: subprocess.Popen[bytes]) -> None:
    """Wait for a part of Airflow to end, but not for ever: some wait for connections to close."""
    try:
        part.wait(timeout=10)
    except subprocess.TimeoutExpired:
        part.kill()
        part.wait()


def _welcome(settings: Settings) -> None:
    print(f"\nhttp://127.0.0.1:{PORT}/dags/{DAG_ID}  user admin, password in {_passwords(settings)}")
    print(
        "the DAG runs daily at 06:00 (Asia/Seoul), and once now if today's run is due; Ctrl-C stops",
        flush=True,
    )


def _passwords(settings: Settings) -> Path:
    return settings.state.absolute() / "airflow" / "simple_auth_manager_passwords.json.generated"


def _listens() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) == 0


def _airflow(settings: Settings, *command: str, log: IO[bytes], **variables: str) -> subprocess.Popen[bytes]:
    """An Airflow command whose output goes to `log`."""
    line = lifeline.descriptor()
    return subprocess.Popen(
        [sys.executable, "-m", "airflow", *command],
        env=environment(settings) | variables | {lifeline.VARIABLE: str(line)},
        pass_fds=(line,),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
