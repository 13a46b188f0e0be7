"""Documents from the sources into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from ingestion.records import Document, Sighting
from ingestion.sources.found import Found, Known, Mark, Source
from pipeline.run import Run
from pipeline.settings import Settings
from pipeline.store import Store

# What has come together is written when it is that many batches of new documents, or that many sightings:
# the more often, the less a killed run reads again; the less often, the fewer files.
_BATCHES_AT_ONCE = 10
_SIGHTINGS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Taken:
    """How many different documents a run saw, how many of them were new, what could not be taken in."""

    documents: int
    new: int
    rejected: int


def take_in(store: Store, settings: Settings, run: Run, sources: Sequence[Source]) -> Taken:
    """Keep the bytes of new documents, the sightings of all, and marks for the next run.

    The raw parts come first, then the sightings, then the marks: a sighting that is kept always has its
    document, and what is marked as read is kept. So a run that was killed is taken up where its last marks
    are, and nothing is lost. A locator that two sources share is seen once, of an archive once at each time.

    Raises:
        ingestion.sources.found.SourceError: a source is missing or empty; nothing was changed.
    """
    intake = _Intake(store, settings, run)
    for source, found in _found(sources, intake.known):
        intake.add(source, found)
    intake.keep()
    return Taken(len(intake.seen), intake.new, intake.rejected)


def _found(sources: Sequence[Source], known: Known) -> Iterator[tuple[str, Found]]:
    """What all sources hold; each source is looked at before the first is read."""
    searches = [(source.name, source.find(known)) for source in sources]
    for name, search in searches:
        for found in search:
            yield name, found


class _Intake:
    """What one run took in: `kept` are the documents of earlier runs, `seen` those of this one."""

    def __init__(self, store: Store, settings: Settings, run: Run) -> None:
        self._store = store
        self._settings = settings
        self._run = run
        # A run that is taken up again sees later than it did.
        self._now = datetime.now(UTC) if run.name in store.runs() else run.started_at
        self.kept = store.document_ids()
        self.seen: set[str] = set()
        self.new = self.rejected = self._unwritten = 0
        self._places: set[bytes] = set()
        self._documents: list[Document] = []
        self._bytes = 0
        self._sightings: list[Sighting] = []
        self._marks: dict[str, tuple[str | None, str | None, int | None]] = {}
        entries: dict[str, tuple[str, str]] = {}
        offsets: dict[str, int] = {}
        for mark in store.marks():  # the last one counts
            if mark.offset is not None:
                offsets[mark.locator] = mark.offset
            elif mark.validator is not None:
                entries[mark.locator] = (mark.validator, mark.document_id or "")
        gone = [
            place
            for place, (_, document_id) in entries.items()
            if document_id and document_id not in self.kept
        ]
        for place in gone:
            del entries[place]
        self.known = Known(entries, offsets)

    def add(self, source: str, found: Found) -> None:
        """Take one entry in."""
        if not found.is_note and self._is_first(found):
            document_id = found.document.document_id if found.document else found.document_id
            if found.document and document_id not in self.kept and document_id not in self.seen:
                self._add_document(found.document)
            if document_id:
                self.seen.add(document_id)
            self.rejected += document_id is None
            seen_at = found.seen_at or self._now
            self._sightings.append(
                Sighting(
                    *(self._run.run_id, source, found.locator, seen_at, document_id),
                    *(found.reason, found.detail),
                )
            )
        self._note(found)
        enough = self._unwritten >= _BATCHES_AT_ONCE * self._settings.batch_size
        if enough or len(self._sightings) >= _SIGHTINGS_AT_ONCE:
            self.keep()

    def keep(self) -> None:
        """Write what has come together, in the order in which it may be relied upon."""
        self._close_batch()
        if self._sightings:
            self._store.write_sightings(self._run.name, self._sightings)
        if self._marks:
            now = datetime.now(UTC)
            marks = [Mark(place, *told, now) for place, told in self._marks.items()]
            self._store.write_marks(self._run.name, marks)
        self._sightings, self._marks, self._unwritten = [], {}, 0

    def _is_first(self, found: Found) -> bool:
        """Whether this run sees the locator (at that time) for the first time. Digests: pages are many."""
        place = blake2b(f"{found.locator}\n{found.seen_at}".encode(), digest_size=16).digest()
        if place in self._places:
            return False
        self._places.add(place)
        return True

    def _note(self, found: Found) -> None:
        if found.archive is not None:
            self._marks[found.archive] = (None, None, found.offset)
        elif found.validator is not None:
            document_id = found.document.document_id if found.document else found.document_id
            if self.known.entries.get(found.locator) != (found.validator, document_id or ""):
                self._marks[found.locator] = (found.validator, document_id, None)

    def _add_document(self, document: Document) -> None:
        self.new += 1
        self._unwritten += 1
        self._documents.append(document)
        self._bytes += len(document.content)
        full = len(self._documents) >= self._settings.batch_size
        if full or self._bytes >= self._settings.batch_bytes:
            self._close_batch()

    def _close_batch(self) -> None:
        if self._documents:
            self._store.write_batch(self._documents)
        self._documents, self._bytes = [], 0
