"""How far reading is, on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.terminal import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_BETWEEN_LINES = 30.0
_SECONDS_BETWEEN_LOOKS = 0.2


class Bar:
    """A context; what it shows is gone, or complete, at its end."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._total: int | None = None
        self._began = self._shown = time.monotonic()
        self._first = self._pages = self._offset = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._update()
            self._progress.stop()

    def begin(self, total: int | None, pages: int, offset: int) -> None:
        """Show the beginning.

        Args:
            total: bytes of all that is to be read; None: nobody knows.
            pages: read by an earlier run that this one goes on with.
            offset: bytes that it has read.
        """
        self._total, self._offset = total, offset
        self._first = self._pages = pages
        if pages:
            self.tell(f"going on behind {pages:,} pages that were read before")
        if self._live:
            self._progress = _rich_progress()
            self._task = self._progress.add_task("", total=total, completed=offset, pages=pages, rate=0)
            self._progress.start()

    def show(self, pages: int, offset: int) -> None:
        """Show how many pages are read, and how many bytes of archives."""
        self._pages, self._offset = pages, offset
        now = time.monotonic()
        if now - self._shown < (_SECONDS_BETWEEN_LOOKS if self._live else _SECONDS_BETWEEN_LINES):
            return
        self._shown = now
        if self._live:
            self._update()
        else:
            share = f", {offset / self._total:.0%} of the bytes" if self._total else ""
            self.tell(f"{pages:,} pages, {self._rate():,.0f} a second{share}")

    def _update(self) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=self._offset, pages=self._pages, rate=self._rate())

    def _rate(self) -> float:
        return (self._pages - self._first) / max(time.monotonic() - self._began, 0.001)

    def tell(self, line: str) -> None:
        """Say something that stays."""
        if self._progress is not None:
            from rich.text import Text

            self._progress.console.print(Text(printable(line)), soft_wrap=True)
        else:
            print(printable(line), file=sys.stderr, flush=True)


def _rich_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
    )
