"""Errors that a person can act on: shown as one line, never as a traceback."""

from __future__ import annotations


class YesanError(Exception):
    """What went wrong, where, and what to do. `exit_code` is the command's."""

    exit_code = 2


class GateFailedError(YesanError):
    """The audit found a reason not to publish; `current` stays as it was."""

    exit_code = 1


class StoppedError(YesanError):
    """Somebody asked to stop; the message says how to go on."""

    exit_code = 130
