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


# Systems, DuckDB and dbt word it so; DuckDB's own limit is the room that was free when it began.
_NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large", "max_temp_directory_size")


def disk_full(error: BaseException) -> str | None:
    """What to say when a full disk is behind an error, whoever met it; None when it is not."""
    behind: BaseException | None = error
    while behind is not None:
        for line in str(behind).splitlines():
            if any(words in line for words in _NO_ROOM):
                return (
                    f"the disk is full ({line.strip()[:300]}); make room for the store and for `state`, then "
                    "run again. What is published is as it was"
                )
        behind = behind.__cause__ or behind.__context__
    return None
