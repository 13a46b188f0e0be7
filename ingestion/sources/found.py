"""What every source yields, and what it may be told of earlier runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ingestion.records import Document, RejectionReason

MIB = 1024 * 1024

MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".hwpx": "application/hwp+zip",
}


class SourceError(Exception):
    """A source as a whole cannot be read: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a source may go. The settings of the same names (`max_document_bytes`, `fetch_…`) explain them.

    `private_networks` are the networks (`10.0.0.0/8`) that may be fetched from although they are no part
    of the public internet; seconds are those of the wall clock.
    """

    document_bytes: int = 10 * MIB
    list_bytes: int = 50 * MIB
    fetch_seconds: float = 60.0
    fetch_attempts: int = 3
    fetch_redirects: int = 5
    fetch_wait_seconds: float = 1.0
    fetch_longest_wait: float = 120.0
    private_networks: tuple[str, ...] = ()
    user_agent: str = "yesan"


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of a source: a document, or the reason why it is none.

    `seen_at` is when the page was fetched, where the source knows it; None: now. `validator` is what tells
    at the next look, without the bytes, that nothing changed (size and time of a file, an ETag); an entry
    that did not change has `document_id` of the earlier sighting and no document. `archive` and `offset`
    (bytes) are where the next record of a web archive begins. An entry with neither a document, an id nor
    a reason is a note to the next run alone: how far an archive was read, what a feed listed.
    """

    locator: str
    document: Document | None
    reason: RejectionReason | None = None
    detail: str | None = None
    seen_at: datetime | None = None
    validator: str | None = None
    document_id: str | None = None
    archive: str | None = None
    offset: int | None = None

    @property
    def is_note(self) -> bool:
        """Whether it is nothing but a note to the next run."""
        return self.document is None and self.document_id is None and self.reason is None


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs noted: by locator its (validator, document_id), by archive the bytes of it that
    were read."""

    entries: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    offsets: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of what a run notes for the next: of a locator, or of an archive (with `offset`)."""

    locator: str
    validator: str | None
    document_id: str | None
    offset: int | None
    noted_at: datetime


class Source(Protocol):
    """One source of `sources.yml`. `name` is what the ledger calls it."""

    @property
    def name(self) -> str:
        """What `sources.yml` and the ledger call it."""

    def check(self) -> None:
        """Look, without reading it all, whether this can be a source. Raises SourceError."""

    def size(self) -> int | None:
        """The bytes of all its archives, where `find` tells by offsets how far it is; else None."""

    def find(self, known: Known) -> Iterator[Found]:
        """Every entry, one by one as they are asked for; what `known` shows to be read is passed over or
        yielded without its bytes. Raises SourceError."""
