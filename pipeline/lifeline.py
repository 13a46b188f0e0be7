"""Whoever begins a run holds one end of a pipe; a stage ends at once when that end is gone.

So a run that is killed, even by SIGKILL, publishes nothing behind the back of who killed it: not
through its stages, nor through the Airflow that it started.
"""

from __future__ import annotations

import os
import stat
import threading

VARIABLE = "YESAN_LIFELINE"
_KILLED = 137

_held: list[int] = []  # both ends of the pipe of this process, once it has begun something


def descriptor() -> int:
    """The end to hand to a child (`pass_fds`, with its number in `VARIABLE`): the inherited one, else
    that of a pipe of this process's own."""
    inherited = _inherited()
    if inherited is not None:
        return inherited
    if not _held:
        _held.extend(os.pipe())
    return _held[0]


def end_with_the_run() -> None:
    """Watch the inherited end from now on, and end this process when the other end closes."""
    end = _inherited()
    if end is not None:
        threading.Thread(target=_watch, args=(end,), daemon=True).start()


def _watch(end: int) -> None:
    os.read(end, 1)  # nothing is ever written: it returns when the writing end is closed
    os._exit(_KILLED)


def _inherited() -> int | None:
    number = os.environ.get(VARIABLE, "")
    if not number.isdigit():
        return None
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(int(number)).st_mode)
    except OSError:  # a variable that outlived its descriptor
        return None
    return int(number) if is_pipe else None
