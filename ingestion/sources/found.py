"""What every source yields, and what it may be told of earlier runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ingestion.records import Document, RejectionReason

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
class Found:
    """One entry of a source: a document, or the reason why it is none.

    `seen_at` is when the page was fetched, where the source knows it; None: now. `validator` is what tells
    at the next look, without the bytes, that nothing changed (size and time of a file, an ETag); an entry
    that did not change has `document_id` of the earlier sighting and no document. `archive` and `offset`
    (bytes) are where the next record of a web archive begins.
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


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds of a source: by locator its (validator, document_id), by archive the bytes
    of it that were read."""

    entries: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    offsets: Mapping[str, int] = field(default_factory=dict)


class Source(Protocol):
    """One source of `sources.yml`. `name` is what the ledger calls it."""

    @property
    def name(self) -> str:
        """What `sources.yml` and the ledger call it."""

    def check(self) -> None:
        """Look, without reading it all, whether this can be a source. Raises SourceError."""

    def find(self, known: Known) -> Iterator[Found]:
        """Every entry, one by one as they are asked for; what `known` shows to be read is passed over or
        yielded without its bytes. Raises SourceError."""
