"""Documents from the sources into the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingestion.records import Document, Sighting
from ingestion.sources import folder
from ingestion.sources.found import Found
from pipeline.run import Run
from pipeline.settings import Settings
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Taken:
    """How many different documents a run saw, how many of them were new, what could not be taken in."""

    documents: int
    new: int
    rejected: int


def take_in(store: Store, settings: Settings, run: Run) -> Taken:
    """Keep the bytes of new documents and the sightings of all.

    The raw parts come first: a sighting that is kept always has its document. A locator that two
    sources share is seen once.

    Raises:
        ingestion.sources.found.SourceError: a source is missing or empty; nothing was changed.
    """
    known = store.document_ids()
    batch = _Batch(store, settings)
    seen: set[str] = set()
    sightings: dict[str, Sighting] = {}
    for source, found in _found(run, settings.max_document_bytes):
        if found.locator in sightings:
            continue
        document_id = None
        if found.document is not None:
            document_id = found.document.document_id
            if document_id not in known and document_id not in seen:
                batch.add(found.document)
            seen.add(document_id)
        sightings[found.locator] = Sighting(
            run.run_id,
            folder.locator(Path(source)),
            found.locator,
            run.started_at,
            document_id,
            found.reason,
            found.detail,
        )
    batch.close()
    store.write_sightings(run.name, list(sightings.values()))
    rejected = sum(sighting.document_id is None for sighting in sightings.values())
    return Taken(len(seen), len(seen - known), rejected)


def _found(run: Run, max_bytes: int) -> Iterator[tuple[str, Found]]:
    """What all sources hold; each source is looked at before the first is read."""
    searches = [(source, folder.find(source, max_bytes)) for source in run.sources]
    for source, search in searches:
        for found in search:
            yield source, found


class _Batch:
    """Documents that wait for their raw part."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._documents: list[Document] = []
        self._bytes = 0

    def add(self, document: Document) -> None:
        self._documents.append(document)
        self._bytes += len(document.content)
        full = len(self._documents) >= self._settings.batch_size
        if full or self._bytes >= self._settings.batch_bytes:
            self.close()

    def close(self) -> None:
        if self._documents:
            self._store.write_batch(self._documents)
        self._documents, self._bytes = [], 0
