"""Who may write: one run at a time from the command line, one writing stage at a time from anywhere.

The kernel frees a lock when its holder dies, so a killed run never leaves one behind.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import YesanError

RUN_LOCK = ".run.lock"
WRITER_LOCK = ".writer.lock"
_WAIT_SECONDS = 3600.0


@contextmanager
def run_lock(home: Path, holder: str) -> Iterator[None]:
    """Held by a whole `yesan run`.

    Raises:
        YesanError: another run holds it; says which.
    """
    with _lock(home / RUN_LOCK, holder, wait=0.0):
        yield


@contextmanager
def writer_lock(home: Path, holder: str, wait: float = _WAIT_SECONDS) -> Iterator[int]:
    """Held by a stage that writes; waits up to `wait` seconds for the stage that holds it.

    Yields a descriptor: a child that inherits it holds the lock, too, for as long as it lives.

    Raises:
        YesanError: it did not become free; says who holds it.
    """
    with _lock(home / WRITER_LOCK, holder, wait) as descriptor:
        yield descriptor


@contextmanager
def _lock(path: Path, holder: str, wait: float) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("a+b", buffering=0) as file:
        while not _taken(file.fileno()):
            if time.monotonic() >= deadline:
                file.seek(0)
                raise YesanError(
                    f"{path.parent} is in use by {file.read().decode().strip() or 'another run'}; "
                    "wait until it is done, or stop it, and try again"
                )
            time.sleep(0.1)
        file.truncate(0)
        with suppress(OSError):  # a full disk cannot name the holder; the lock is held all the same
            file.write(f"{holder} (process {os.getpid()})\n".encode())
        yield file.fileno()


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
