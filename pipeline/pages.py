"""Pages read without a store: what `yesan extract PATH…` does. Of an archive, memory does not grow with its
pages."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import ingestion
from ingestion.records import Document, Extraction
from ingestion.sources.found import Found, Known, Source
from pipeline import scoring_form
from pipeline.bar import Bar
from pipeline.errors import StoppedError
from pipeline.extractor import digest
from pipeline.outputs import Outputs
from pipeline.reading import readers
from pipeline.settings import Settings
from pipeline.sources import opened


def extract_pages(
    settings: Settings, paths: Sequence[str], figures: str, documents: str | None, bar: Bar
) -> int:
    """Read pages and write their figures (and documents) as JSON lines.

    What is written to files can be stopped at any moment: the same call goes on where it was.

    Args:
        settings: for the limits on a document.
        paths: sources: files, folders, web archives, URLs, lists of sources.
        figures: where one line for each figure goes; `-` is stdout.
        documents: where one line for each document goes, or None.
        bar: shows how far it is, and each page that could not be read.

    Returns:
        How many documents were read.

    Raises:
        YesanError: a source cannot be one; an output cannot be written.
        StoppedError: Ctrl-C, or SIGTERM; what was read is kept.
    """
    sources = opened(settings, paths)
    outputs = Outputs([figures, *([documents] if documents else [])], identity(paths))
    with _stops() as stopped, outputs, bar:
        done = outputs.progress
        bar.begin(_total(sources), done.read + done.rejected, sum(done.offsets.values()))
        with readers(settings) as reading:
            for found, extraction in reading.read_all(_documents(sources, outputs, stopped)):
                was_read = _write(outputs, found, extraction, bar)
                outputs.note(found, was_read=was_read)
                bar.show(done.read + done.rejected, sum(done.offsets.values()))
        if stopped:
            outputs.checkpoint()
            raise StoppedError(_stopped(outputs))
    return done.read


def identity(paths: Sequence[str]) -> dict[str, Any]:
    """What must be the same for a call to go on where another stopped: what is read, and the rules."""
    # Without importing the rules: this process reads no page itself.
    rules = digest(Path(ingestion.__file__).parent)
    return {"sources": [os.path.abspath(path) for path in paths], "rules": rules}


def _documents(
    sources: Sequence[Source], outputs: Outputs, stopped: Sequence[int]
) -> Iterator[tuple[Found, Document | None]]:
    """What the sources hold that was not dealt with before, until somebody asks to stop."""
    done = dict(outputs.progress.locators)
    known = Known(
        {locator: (validator, "read") for locator, validator in done.items() if validator},
        dict(outputs.progress.offsets),
    )
    for source in sources:
        for found in source.find(known):
            if stopped:
                return
            if found.archive is not None or found.locator not in done:
                yield found, found.document


def _write(outputs: Outputs, found: Found, extraction: Extraction | None, bar: Bar) -> bool:
    """The lines of one page; False where there is no article, which is said."""
    refusal = extraction.rejection if extraction else found if found.reason else None
    if refusal is not None:
        bar.tell(f"{found.locator}: {refusal.reason}: {refusal.detail}")
    if extraction is None or extraction.article is None:
        return False
    doc = found.locator if "://" in found.locator else Path(found.locator.removesuffix(".gz")).stem
    outputs.write(0, list(scoring_form.figures(doc, extraction)))
    if outputs.count > 1:
        outputs.write(1, [scoring_form.document(doc, extraction)])
    return True


def _total(sources: Sequence[Source]) -> int | None:
    """The bytes of all sources, if each of them is an archive."""
    sizes = [source.size() for source in sources]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _stopped(outputs: Outputs) -> str:
    said = f"stopped after {outputs.progress.read + outputs.progress.rejected} pages"
    return f"{said}; the same command goes on from there" if outputs.resumable else said


@contextmanager
def _stops() -> Iterator[list[int]]:
    """Signals that ask to stop, as they come; a second one stops at once."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        print("stopping; once more to stop at once", file=sys.stderr)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
