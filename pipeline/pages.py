"""Pages read without a store: what `yesan extract PATH…` does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TextIO

from ingestion.records import Document, Extraction
from ingestion.sources.folder import find
from ingestion.sources.found import Found, SourceError
from pipeline import scoring_form
from pipeline.errors import YesanError
from pipeline.reading import read_all
from pipeline.settings import Settings


def extract_pages(
    settings: Settings,
    paths: Sequence[str],
    figures: str,
    documents: str | None,
    complain: Callable[[str], None],
) -> int:
    """Read pages and write their figures (and documents) as JSON lines.

    Args:
        settings: for the limits on a document.
        paths: files or folders.
        figures: where one line for each figure goes; `-` is stdout.
        documents: where one line for each document goes, or None.
        complain: is told of each page that could not be read.

    Returns:
        How many documents were read.

    Raises:
        YesanError: a path does not exist or holds no page; an output cannot be written.
    """
    read = 0
    with ExitStack() as stack:
        out = stack.enter_context(_opened(figures))
        docs = stack.enter_context(_opened(documents)) if documents else None
        for found, extraction in _extractions(settings, paths):
            if extraction is None:
                complain(f"{found.locator}: {found.reason}: {found.detail}")
            elif extraction.rejection:
                complain(f"{found.locator}: {extraction.rejection.reason}: {extraction.rejection.detail}")
            else:
                read += 1
                doc = Path(found.locator).stem
                for line in scoring_form.figures(doc, extraction):
                    _write(out, line)
                if docs:
                    _write(docs, scoring_form.document(doc, extraction))
    return read


def _extractions(settings: Settings, paths: Sequence[str]) -> Iterator[tuple[Found, Extraction | None]]:
    """Each page with what was read from it; None where there was no document to read."""
    try:
        searches = [find(path, settings.max_document_bytes) for path in paths]
    except SourceError as error:
        raise YesanError(str(error)) from None
    pages = (found for search in searches for found in search)
    while some := list(islice(pages, settings.batch_size)):
        extractions = _read(settings, [found.document for found in some if found.document])
        yield from ((found, next(extractions) if found.document else None) for found in some)


def _read(settings: Settings, documents: Sequence[Document]) -> Iterator[Extraction]:
    return read_all(
        documents,
        seconds=settings.extract_seconds,
        memory_bytes=settings.reader_memory_bytes,
        readers=settings.reader_count,
    )


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    """The output for writing. A file that is there keeps its content until all is written."""
    if path == "-":
        with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
            yield out
        return
    target = os.path.realpath(path)
    beside = not os.path.lexists(target) or os.path.isfile(target)  # not for a pipe or a device
    written = f"{target}.{os.getpid()}.tmp" if beside else target
    try:
        out = open(written, "w", encoding="utf-8")  # noqa: SIM115 (closed below, before it is renamed)
    except OSError as error:
        raise YesanError(f"cannot write {path}: {error.strerror}") from None
    try:
        with out:
            yield out
        if beside:
            os.replace(written, target)
    except BaseException:
        if beside:
            with suppress(FileNotFoundError):
                os.unlink(written)
        raise


def _write(out: TextIO, line: dict[str, object]) -> None:
    out.write(json.dumps(line, ensure_ascii=False) + "\n")
