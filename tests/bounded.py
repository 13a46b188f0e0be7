"""Work that must end: a trap of quadratic or worse cost is cut off, however fast the machine."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


@contextmanager
def ends(seconds: int = 60) -> Iterator[None]:
    """Fails the test once its process has worked `seconds`: a bound on traps, no measurement. In proportion
    to the text the work takes far less than one second, out of proportion it takes hours."""

    def cut_off(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"not at its end after {seconds} seconds of processor time")

    before = signal.signal(signal.SIGPROF, cut_off)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
