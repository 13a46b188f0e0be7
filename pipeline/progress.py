"""What is going on, while it goes on: events from the stages, lines for a person.

A stage's events go to the file named by `YESAN_PROGRESS` when that is set (a run through Airflow),
so that the one who waits can show them although other processes do the work.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO

from pipeline.terminal import printable

VARIABLE = "YESAN_PROGRESS"


@dataclass(frozen=True, slots=True)
class Event:
    """A stage began, is done, or failed.

    `line` is for a person, `result` what the stage returned, `exit_code` that of its error.
    """

    stage: str
    state: str  # began, done, failed
    line: str = ""
    seconds: float = 0.0
    result: dict[str, Any] = field(default_factory=dict)
    exit_code: int = 0


Listener = Callable[[Event], None]


def to_file(event: Event) -> None:
    """Append the event to the file named by `YESAN_PROGRESS`; without one, do nothing."""
    path = os.environ.get(VARIABLE)
    if path:
        with open(path, "ab") as file:  # one write, appended: lines of several processes do not mix
            file.write(json.dumps(asdict(event), ensure_ascii=False).encode() + b"\n")


class Tail:
    """Reads the events of a file as it grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0

    def events(self) -> list[Event]:
        """The events that came since the last call."""
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            file.seek(self._offset)
            chunk = file.read()
        whole = chunk[: chunk.rfind(b"\n") + 1]
        self._offset += len(whole)
        return [Event(**json.loads(line)) for line in whole.splitlines()]


class Printer:
    """One line for each stage; on a terminal the running stage is shown, too."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._live = self._out.isatty()

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if event.state == "began":
            if self._live:
                self._write(f"  {event.stage:<10} …")
            return
        mark = "failed: " if event.state == "failed" else ""
        line = f"  {event.stage:<10} {mark}{printable(event.line)}"
        self._write(f"{line:<88} {event.seconds:5.1f} s\n")

    def _write(self, text: str) -> None:
        self._out.write(f"\r\x1b[2K{text}" if self._live else text)
        self._out.flush()
