"""The store: append-only Parquet parts in any fsspec location. The only reader and writer of parts.

A part is written under a temporary name and renamed, so a name that is there is whole. Its name
follows from its content, so that writing it again changes nothing.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import IO, Any, TypeVar, cast

import fsspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.compute import field
from pyarrow.dataset import dataset

from ingestion.records import Document, Extraction, Sighting, content_id
from ingestion.sources.found import Mark
from pipeline.parquet import from_row, to_table
from pipeline.reading import rejected
from pipeline.run import Run

T = TypeVar("T")

# Between a run's name, which never has it, and what tells one part of the run from another.
_OF_RUN = "~"
_UNFIT = (pa.ArrowException, OverflowError, UnicodeEncodeError)
_SECONDS_TO_WRITE = 3600.0  # no part takes that long

# Stated, so that all audits can be read as one table, also those without any check.
_AUDIT_COLUMNS: dict[str, pa.DataType] = {
    "run_id": pa.string(),
    "release_id": pa.string(),
    "audited_at": pa.timestamp("us", tz="UTC"),
    **dict.fromkeys(("check_name", "tool", "level", "status"), pa.string()),
    **dict.fromkeys(("checked_count", "failed_count", "unchecked_count"), pa.int64()),
    "detail": pa.string(),
}
_AUDIT = pa.schema(_AUDIT_COLUMNS)


class Store:
    """The parts below one fsspec location."""

    def __init__(self, url: str) -> None:
        self.fs, self.root = fsspec.url_to_fs(url)

    # raw: the bytes of the documents, one part for each batch

    def write_batch(self, documents: Sequence[Document]) -> str:
        """Keep documents as one raw part; returns the batch id, a hash of their ids."""
        ordered = sorted(documents, key=lambda document: document.document_id)
        batch = content_id(*(document.document_id for document in ordered))
        self._write(f"raw/part-{batch}.parquet", to_table(Document, ordered))
        return batch

    def read_batch(self, batch: str) -> Iterator[Document]:
        """The documents of a raw part, in the order of their ids."""
        with self.fs.open(self.path(f"raw/part-{batch}.parquet"), "rb") as file:
            for chunk in pq.ParquetFile(file).iter_batches(batch_size=64):
                yield from (from_row(Document, row) for row in chunk.to_pylist())

    def batches(self) -> list[str]:
        """All batch ids, sorted."""
        return self._parts("raw")

    def document_count(self) -> int:
        """How many documents are kept, by what each part says of itself."""
        count = 0
        for path in self.parts("raw"):
            with self.fs.open(path, "rb") as file:
                count += pq.ParquetFile(file).metadata.num_rows
        return count

    def last_run(self) -> str | None:
        """The name of the run whose ledger part was written last."""
        parts = self._parts("ledger")
        if not parts:
            return None
        last = max(parts, key=lambda name: self.fs.modified(self.path(f"ledger/part-{name}.parquet")))
        return last.partition(_OF_RUN)[0]

    def document_ids(self) -> set[str]:
        """The ids of all documents that are kept."""
        known: set[str] = set()
        for batch in self.batches():
            with self.fs.open(self.path(f"raw/part-{batch}.parquet"), "rb") as file:
                column = _read(file, ["document_id"])["document_id"]
                known.update(map(str, column.to_pylist()))
        return known

    # ledger: what each run saw where, one part or more for each run

    def write_sightings(self, run_name: str, sightings: Sequence[Sighting]) -> None:
        """Keep some of what a run saw as one ledger part."""
        told = content_id(*((item.locator, item.seen_at, item.document_id) for item in sightings))
        self._write(f"ledger/part-{run_name}{_OF_RUN}{told}.parquet", to_table(Sighting, sightings))

    def sightings(self, run_name: str) -> list[Sighting]:
        """What one run saw."""
        names = [name for name in self._parts("ledger") if name.partition(_OF_RUN)[0] == run_name]
        return [item for name in names for item in self._records(Sighting, f"ledger/part-{name}.parquet")]

    def runs(self) -> list[str]:
        """The names of all runs that have a ledger part, sorted."""
        return sorted({name.partition(_OF_RUN)[0] for name in self._parts("ledger")})

    # marks: what each run noted for the next

    def write_marks(self, run_name: str, marks: Sequence[Mark]) -> None:
        """Keep some of what a run notes for the next one."""
        told = content_id(*((mark.locator, mark.validator, mark.offset, mark.noted_at) for mark in marks))
        self._write(f"marks/part-{run_name}{_OF_RUN}{told}.parquet", to_table(Mark, marks))

    def marks(self) -> Iterator[Mark]:
        """All marks, the older ones first: the last one of a locator or an archive counts."""
        for name in sorted(self._parts("marks"), key=self._noted_at):
            yield from self._records(Mark, f"marks/part-{name}.parquet")

    def _noted_at(self, name: str) -> datetime:
        with self.fs.open(self.path(f"marks/part-{name}.parquet"), "rb") as file:
            column = _read(file, ["noted_at"])["noted_at"]
        return cast(datetime, column[0].as_py())

    def _records(self, record: type[T], name: str) -> list[T]:
        with self.fs.open(self.path(name), "rb") as file:
            return [from_row(record, row) for row in _read(file).to_pylist()]

    # extracted: what was read from each document, one part for each batch and extractor version

    def write_extractions(
        self, version: str, batch: str, extractions: Sequence[Extraction]
    ) -> list[Extraction]:
        """Keep what was read from a batch; returns it as it was kept.

        A document whose values do not fit the columns becomes a rejection; the others are unharmed.
        """
        kept = list(extractions)
        try:
            table = to_table(Extraction, kept)
        except _UNFIT:
            kept = [_fitting(extraction) for extraction in kept]
            table = to_table(Extraction, kept)
        self._write(f"{extracted_folder(version)}/part-{batch}.parquet", table)
        return kept

    def extractions(self, version: str, batch: str) -> list[Extraction]:
        """What was read from a batch."""
        with self.fs.open(self.path(f"{extracted_folder(version)}/part-{batch}.parquet"), "rb") as file:
            return [from_row(Extraction, row) for row in _read(file).to_pylist()]

    def extraction(self, version: str, document_id: str) -> Extraction | None:
        """What was read from one document, or None where no part of this extractor version has it."""
        for part in self.parts(extracted_folder(version)):
            with self.fs.open(part, "rb") as file:
                if document_id not in _read(file, ["document_id"])["document_id"].to_pylist():
                    continue
                rows = _read(file).filter(pc.field("document_id") == document_id).to_pylist()
            return from_row(Extraction, rows[0])
        return None

    def pending(self, version: str) -> list[str]:
        """The batches that this extractor version has not read yet, sorted."""
        return sorted(set(self.batches()) - set(self._parts(extracted_folder(version))))

    # audits: every check of every build that was to be published, one part for each run

    def write_audit(self, run: Run, release_id: str | None, rows: Sequence[dict[str, Any]]) -> None:
        """Keep the checks of a run's build as history.

        Args:
            release_id: the release that says what the build says; None: the gate held the build back.
            rows: those of `quality.checks`.
        """
        noted = {"run_id": run.run_id, "release_id": release_id, "audited_at": datetime.now(UTC)}
        table = pa.Table.from_pylist([noted | row for row in rows], schema=_AUDIT)
        self._write(f"audits/part-{run.name}.parquet", table)

    def audit(self, run_name: str) -> list[dict[str, Any]]:
        """The checks of a run's build, as they were kept; none when no audit was."""
        path = self.path(f"audits/part-{run_name}.parquet")
        if not self.fs.exists(path):
            return []
        with self.fs.open(path, "rb") as file:
            return list(_read(file).to_pylist())

    def audited_runs(self) -> list[str]:
        """The names of all runs whose audit is kept, in the order of `audited_at`."""
        kept = ((name, self.audit(name)) for name in self._parts("audits"))
        return [name for _, name in sorted((rows[0]["audited_at"], name) for name, rows in kept if rows)]

    def audits_of(self, check_name: str) -> list[dict[str, Any]]:
        """What became of one check in every build whose audit is kept, oldest first."""
        kept = dataset(self.parts("audits"), schema=_AUDIT, filesystem=self.fs, format="parquet")
        rows = kept.to_table(filter=field("check_name") == check_name)
        return list(rows.sort_by("audited_at").to_pylist())

    # files

    def path(self, name: str) -> str:
        """The location of a file of the store, for `self.fs` (or as a local path)."""
        return f"{self.root.rstrip('/')}/{name}"

    def parts(self, folder: str) -> list[str]:
        """The locations of all parts of a folder of the store, sorted."""
        return [self.path(f"{folder}/part-{name}.parquet") for name in self._parts(folder)]

    def sweep(self) -> None:
        """Remove what killed writers left half-written; only the holder of the writer lock may call it.

        Extracted parts are written without that lock: of them, what has lain there for long.
        """
        now = time.time()
        for path in self.fs.glob(self.path("**/.part-*.parquet.*.tmp")):
            old = now - self.fs.modified(path).timestamp() > _SECONDS_TO_WRITE
            if old or path.rsplit("/", 2)[-2] in ("raw", "ledger", "marks", "audits"):
                self.fs.rm(path)

    def _parts(self, folder: str) -> list[str]:
        if not self.fs.exists(self.path(folder)):
            return []
        names = (entry.rsplit("/", 1)[-1] for entry in self.fs.ls(self.path(folder), detail=False))
        return sorted(found[1] for name in names if (found := re.fullmatch(r"part-(.+)\.parquet", name)))

    def _write(self, name: str, table: pa.Table) -> None:
        target = self.path(name)
        folder, _, base = target.rpartition("/")
        temporary = f"{folder}/.{base}.{secrets.token_hex(4)}.tmp"
        self.fs.makedirs(folder, exist_ok=True)
        try:
            with self.fs.open(temporary, "wb") as file:
                pq.write_table(table, file, compression="zstd")
                file.flush()
                with suppress(io.UnsupportedOperation, AttributeError):  # only files have one
                    os.fsync(file.fileno())
            self.fs.mv(temporary, target)
        except BaseException:
            with suppress(OSError):
                self.fs.rm(temporary)
            raise


def _read(file: IO[bytes], columns: list[str] | None = None) -> pa.Table:
    """A whole part, read by this thread alone: Arrow's own threads ask for the interpreter while it ends,
    and then take the process with them (apache/arrow#34314)."""
    return pq.ParquetFile(file, pre_buffer=False).read(columns=columns, use_threads=False)


def extracted_folder(version: str) -> str:
    """The folder of an extractor version's parts, relative to the store."""
    return f"extracted/{re.sub(r'[^A-Za-z0-9._-]+', '-', version)}"


def _fitting(extraction: Extraction) -> Extraction:
    try:
        to_table(Extraction, [extraction])
    except _UNFIT as error:
        return rejected(extraction.document_id, f"a value does not fit the store: {error}")
    return extraction
