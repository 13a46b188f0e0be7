"""How much of one document is read: what is beyond is hostile, or no article."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`unpacked_bytes` and `unpacked_ratio` bound what an archive unpacks to, in all and against its size;
    `nesting` the depth of markup; `table_cells` and `file_pages` what one document may hold."""

    unpacked_bytes: int = 64 * MIB
    unpacked_ratio: int = 200
    nesting: int = 200
    table_cells: int = 50_000
    file_pages: int = 300


LIMITS = Limits()


class BeyondLimitError(ValueError):
    """A document is beyond one of the limits; the message names it."""


class TooDeepError(BeyondLimitError):
    """The markup nests deeper than the limit."""


class DamagedError(ValueError):
    """The form of a file is broken."""


class LockedError(ValueError):
    """A file asks for a password."""
