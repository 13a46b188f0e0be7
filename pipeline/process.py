"""A stage in a fresh process: DuckDB does not survive a fork, and Great Expectations is heavy.

`python -m pipeline.process FOLDER` reads `request.json` there and writes `answer.json`; what the stage
and its tools print goes through unchanged.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import IO, Any

from pipeline.errors import GateFailedError, YesanError
from pipeline.progress import Event, Listener, to_file
from pipeline.run import Run
from pipeline.settings import Settings, load


class StageCrashedError(YesanError):
    """A stage ended in a way that nobody foresaw."""

    exit_code = 3


ERRORS = {error.exit_code: error for error in (GateFailedError, YesanError, StageCrashedError)}


def run_stage(
    stage: str,
    settings: Settings,
    run: Run,
    *,
    listener: Listener = to_file,
    output: IO[bytes] | None = None,
    **arguments: Any,
) -> dict[str, Any]:
    """Run one stage in a new process and return its result.

    Args:
        listener: is told when the stage begins and ends.
        output: where the stage's own output goes; None: where this process writes.

    Raises:
        GateFailedError: the gate held the release back.
        YesanError: the stage said what is wrong.
        StageCrashedError: the stage broke, or was killed.
    """
    started = time.monotonic()
    listener(Event(stage, "began"))
    answer = _ask(stage, settings, run, arguments, output)
    seconds = round(time.monotonic() - started, 2)
    if "error" in answer:
        listener(Event(stage, "failed", answer["error"], seconds, exit_code=answer["exit_code"]))
        raise ERRORS[answer["exit_code"]](answer["error"])
    result: dict[str, Any] = answer["result"]
    listener(Event(stage, "done", result["line"], seconds, result))
    return result


def _ask(
    stage: str, settings: Settings, run: Run, arguments: dict[str, Any], output: IO[bytes] | None
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="yesan-") as folder:
        request = {"stage": stage, "run": run.as_json(), "arguments": arguments}
        Path(folder, "request.json").write_text(json.dumps(request), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.process", folder],
            env=os.environ | settings.environment() | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            check=False,
        )
        answer = Path(folder, "answer.json")
        if answer.exists():
            return dict(json.loads(answer.read_text(encoding="utf-8")))
    how = signal.Signals(-done.returncode).name if done.returncode < 0 else f"exit code {done.returncode}"
    return {"error": f"the process of the stage {stage} ended by {how}", "exit_code": 3}


def main(folder: str) -> None:
    """Run the stage that `request.json` names and write `answer.json`."""
    from pipeline import stages

    request = json.loads(Path(folder, "request.json").read_text(encoding="utf-8"))
    answer: dict[str, Any]
    try:
        stage = stages.STAGES[request["stage"]]
        answer = {"result": stage(load(), Run.from_json(request["run"]), **request["arguments"])}
    except YesanError as error:
        answer = {"error": str(error), "exit_code": error.exit_code}
    except Exception as error:
        traceback.print_exc()
        answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0], "exit_code": 3}
    part = Path(folder, "answer.part")
    part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    part.replace(Path(folder, "answer.json"))
    sys.exit(answer.get("exit_code", 0))


if __name__ == "__main__":
    main(sys.argv[1])
