"""A stage in a fresh process: DuckDB does not survive a fork, and Great Expectations is heavy.

`python -m pipeline.process STAGE` imports what the stage needs, reads a request from stdin and writes
the answer to the file that the request names; what the stage and its tools print goes through
unchanged. Importing takes longer than most stages, so the process of the next stage can be started
ahead, while the one before works; it ends by itself when whoever started it does.
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

from pipeline import lifeline
from pipeline.errors import GateFailedError, YesanError, disk_full
from pipeline.progress import Event, Listener, to_file
from pipeline.run import Run
from pipeline.settings import Settings, load

NEXT = {"snapshot": "build", "build": "audit", "audit": "report", "report": "publish"}


class StageCrashedError(YesanError):
    """A stage ended in a way that nobody foresaw."""

    exit_code = 3


ERRORS = {error.exit_code: error for error in (GateFailedError, YesanError, StageCrashedError)}

_waiting: dict[str, subprocess.Popen[bytes]] = {}  # started ahead, by stage


def run_stage(
    stage: str,
    settings: Settings,
    run: Run,
    *,
    listener: Listener = to_file,
    output: IO[bytes] | None = None,
    ahead: bool = False,
    **arguments: Any,
) -> dict[str, Any]:
    """Run one stage in a new process and return its result.

    Args:
        listener: is told when the stage begins and ends.
        output: where the stage's own output goes; None: where this process writes.
        ahead: start the next stage's process, too. Only where this very process runs all stages with
            the same settings and output; `dismiss` ends what was started in vain.

    Raises:
        GateFailedError: the gate held the release back.
        YesanError: the stage said what is wrong.
        StageCrashedError: the stage broke, or was killed.
    """
    started = time.monotonic()
    listener(Event(stage, "began"))
    process = _waiting.pop(stage, None) or _started(stage, settings, output)
    if ahead and stage in NEXT:
        _waiting[NEXT[stage]] = _started(NEXT[stage], settings, output)
    answer = _ask(stage, process, {"run": run.as_json(), "arguments": arguments})
    seconds = round(time.monotonic() - started, 2)
    if "error" in answer:
        listener(Event(stage, "failed", answer["error"], seconds, exit_code=answer["exit_code"]))
        raise ERRORS[answer["exit_code"]](answer["error"])
    result: dict[str, Any] = answer["result"]
    listener(Event(stage, "done", result["line"], seconds, result))
    return result


def dismiss() -> None:
    """End the processes that were started ahead and are not needed."""
    while _waiting:
        _, process = _waiting.popitem()
        process.kill()
        process.communicate()


def _started(stage: str, settings: Settings, output: IO[bytes] | None) -> subprocess.Popen[bytes]:
    line = lifeline.descriptor()
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.process", stage],
        env=os.environ | settings.environment() | {"PYTHONUNBUFFERED": "1", lifeline.VARIABLE: str(line)},
        pass_fds=(line,),
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )


def _ask(stage: str, process: subprocess.Popen[bytes], request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="yesan-") as folder:
        answer = Path(folder, "answer.json")
        try:
            process.communicate(json.dumps(request | {"answer": str(answer)}).encode())
        except BaseException:  # a time limit, or Ctrl-C: nothing goes on behind the back of who waits
            process.kill()
            process.wait()
            raise
        if answer.exists():
            return dict(json.loads(answer.read_text(encoding="utf-8")))
    code = process.returncode
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return {"error": f"the process of the stage {stage} ended by {how}", "exit_code": 3}


def main(stage: str) -> None:
    """Run one stage as the request on stdin says; without any request, do nothing."""
    from pipeline import stages

    lifeline.end_with_the_run()
    stages.open_doors(stage)
    text = sys.stdin.buffer.read()
    if not text:
        return
    request = json.loads(text)
    answer: dict[str, Any]
    try:
        run = Run.from_json(request["run"])
        answer = {"result": stages.STAGES[stage](load(), run, **request["arguments"])}
    except Exception as error:
        if full := disk_full(error):
            answer = {"error": full, "exit_code": YesanError.exit_code}
        elif isinstance(error, YesanError):
            answer = {"error": str(error), "exit_code": error.exit_code}
        else:
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0], "exit_code": 3}
    target = Path(request["answer"])
    part = target.with_suffix(".part")
    part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    part.replace(target)
    sys.exit(answer.get("exit_code", 0))


if __name__ == "__main__":
    main(sys.argv[1])
