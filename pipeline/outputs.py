"""The files that `yesan extract` writes, so that a run that was stopped at any moment can be gone on with.

While it runs it writes `F.part` beside each file `F`, and `F.journal` beside the first: a line now and then
that says how long the parts were and what had been read by then. A later run with the same arguments and
rules cuts the parts back to the last such line and goes on behind it. At the end the parts take the names
of the files, which have kept their old content until then.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from ingestion.sources.found import Found
from pipeline.errors import YesanError

_SECONDS_BETWEEN_LINES = 0.5


@dataclass(slots=True)
class Progress:
    """What was read: `offsets` of archives, how many pages could be read or not, and of what an earlier
    run read of other sources the locators with their validators."""

    offsets: dict[str, int] = field(default_factory=dict)
    locators: dict[str, str | None] = field(default_factory=dict)
    read: int = 0
    rejected: int = 0


class Outputs:
    """Files of JSON lines, and the journal that makes them resumable.

    Args:
        paths: where the lines go; `-` is stdout. With that, or a pipe or a device, nothing is resumable.
        identity: what must be the same for a run to go on where another stopped.

    Raises:
        YesanError: a file cannot be written, or another run writes it.
    """

    def __init__(self, paths: Sequence[str], identity: Mapping[str, Any]) -> None:
        self._targets = [Path("-") if path == "-" else Path(os.path.realpath(path)) for path in paths]
        self._beside = [_is_plain(target) for target in self._targets]
        self._identity = dict(identity) | {"outputs": [str(target) for target in self._targets]}
        self._new: dict[str, str | None] = {}
        self._written_at = time.monotonic()
        self.progress = Progress()
        self._files: list[TextIO] = []
        self._journal: TextIO | None = None
        self._is_resumable = False

    @property
    def count(self) -> int:
        """How many files are written."""
        return len(self._targets)

    @property
    def resumable(self) -> bool:
        """Whether a later run can go on where this one stops."""
        return all(self._beside)

    def __enter__(self) -> Self:
        """Open the files; `progress` is then what an earlier run has done."""
        try:
            if self.resumable:
                self._journal = self._locked(_with(self._targets[0], ".journal"))
                lengths = self._resumed(self._journal)
            else:
                lengths = [0] * len(self._targets)
            for target, beside, length in zip(self._targets, self._beside, lengths, strict=True):
                self._files.append(_opened(_with(target, ".part") if beside else target, length))
        except OSError as error:
            self._close()
            raise YesanError(f"cannot write {error.filename}: {error.strerror}") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._finish()
        self._close()
        if kind is not None and not self._is_resumable:
            for target, beside in zip(self._targets, self._beside, strict=True):
                if beside:
                    _with(target, ".part").unlink(missing_ok=True)
            _with(self._targets[0], ".journal").unlink(missing_ok=True)

    def write(self, output: int, lines: Sequence[Mapping[str, object]]) -> None:
        """Write lines to one of the files, by its number."""
        for line in lines:
            self._files[output].write(json.dumps(line, ensure_ascii=False) + "\n")

    def note(self, found: Found, *, was_read: bool) -> None:
        """Say that an entry is dealt with, all its lines written; `was_read`: it brought an article."""
        if not found.is_note:
            self.progress.read += was_read
            self.progress.rejected += not was_read
        if found.archive is not None and found.offset is not None:
            self.progress.offsets[found.archive] = found.offset
        elif self._journal is not None:
            self._new[found.locator] = found.validator
        if time.monotonic() - self._written_at > _SECONDS_BETWEEN_LINES:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Make what was written until now the place where a later run goes on."""
        self._written_at = time.monotonic()
        if self._journal is None:
            return
        self._is_resumable = True
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        self._append(
            self._journal,
            {
                "lengths": [os.fstat(file.fileno()).st_size for file in self._files],
                "offsets": self.progress.offsets,
                "locators": self._new,
                "read": self.progress.read,
                "rejected": self.progress.rejected,
            },
        )
        self._new = {}

    def _append(self, journal: TextIO, line: Mapping[str, Any]) -> None:
        journal.write(json.dumps(line, ensure_ascii=False) + "\n")
        journal.flush()

    def _locked(self, path: Path) -> TextIO:
        journal = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            journal.close()
            raise YesanError(
                f"another `yesan extract` writes {self._targets[0]} now; let it end, or name another file"
            ) from None
        return journal

    def _resumed(self, journal: TextIO) -> list[int]:
        """The lengths of the parts that the journal vouches for; it then ends with the line that does."""
        journal.seek(0)
        lines = journal.read().split("\n")[:-1]  # a line without its end was torn by a kill
        sizes = [_size(_with(target, ".part")) for target in self._targets]
        kept = 0
        lengths = [0] * len(self._targets)
        if lines and _said(lines[0]) == self._identity:
            for number, line in enumerate(lines[1:], 2):
                said = _said(line)
                # After a power cut the journal may know of more than the disk does.
                if said is None or any(a > b for a, b in zip(said["lengths"], sizes, strict=True)):
                    break
                kept, lengths = number, said["lengths"]
                self.progress.offsets |= said["offsets"]
                self.progress.locators |= said["locators"]
                self.progress.read, self.progress.rejected = said["read"], said["rejected"]
        self._is_resumable = kept > 0
        # Cut, not written anew: there is no moment at which a kill would lose what is vouched for.
        os.truncate(journal.fileno(), sum(len(line.encode()) + 1 for line in lines[:kept]))
        if not kept:
            self._append(journal, self._identity)
        return lengths

    def _finish(self) -> None:
        for file in self._files:
            file.flush()
        for target, beside in zip(reversed(self._targets), reversed(self._beside), strict=True):
            if beside:
                os.replace(_with(target, ".part"), target)
        if self._journal is not None:
            os.unlink(self._journal.name)

    def _close(self) -> None:
        for file in (*self._files, self._journal):
            if file is not None:
                file.close()


def _is_plain(target: Path) -> bool:
    """Whether it is, or will be, an ordinary file: no stdout, no pipe, no device."""
    return str(target) != "-" and (not os.path.lexists(target) or target.is_file())


def _with(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _said(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _opened(path: Path, length: int) -> TextIO:
    """For writing behind the first `length` bytes."""
    if str(path) == "-":
        return os.fdopen(os.dup(1), "w", encoding="utf-8")
    if length == 0:
        return path.open("w", encoding="utf-8")
    file = path.open("r+", encoding="utf-8")
    os.truncate(file.fileno(), length)
    file.seek(length)
    return file
