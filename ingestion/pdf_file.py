"""A PDF press release → its lines and the rows of its ruled tables, from top to bottom of each page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ingestion.limits import BeyondLimitError, DamagedError, Limits, LockedError
from ingestion.lines import Line, squeeze
from ingestion.records import BlockKind
from ingestion.scraped import read_lines

MAGIC = b"%PDF-"
_HEAD = 1024  # bytes within which the mark of a PDF stands
_SAME_LINE = 3.0  # points
_PARAGRAPH = 1.9  # line heights between the tops of lines: more is a blank line
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}(?:\s?/\s?\d{1,3})?[-–—\s]*")
_LAYOUT_CELL = 300


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return MAGIC in content[:_HEAD]


def read_pdf(content: bytes, limits: Limits) -> list[Line]:
    """The lines of the file `content`; none for a file of pictures only.

    Raises:
        DamagedError: it is no PDF, or broken. LockedError: it asks for a password.
        BeyondLimitError: it holds more pages or cells of tables than the limits allow.
    """
    # Imported here: it takes half a second, and most documents are pages.
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content), unicode_norm="NFC") as file:
            if not file.pages:
                raise DamagedError("a PDF without pages")
            if len(file.pages) > limits.file_pages:
                raise BeyondLimitError(f"{len(file.pages)} pages; the limit is {limits.file_pages}")
            return _lines_of(file.pages, limits)
    except (BeyondLimitError, DamagedError, MemoryError):
        raise
    except Exception as error:  # the library lets through whatever a broken file leads to
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, PDFPasswordIncorrect | PDFTextExtractionNotAllowed):
            raise LockedError("a PDF that asks for a password") from error
        raise DamagedError(f"a broken PDF: {type(cause).__name__} {cause}".strip()) from error


def _lines_of(pages: list[Any], limits: Limits) -> list[Line]:
    lines: list[Line] = []
    cells = 0
    for page in pages:
        texts: list[str] = []
        for piece in _pieces(page):
            if isinstance(piece, str):
                texts.append(piece)
                continue
            cells += sum(len(line.cells or ()) for line in piece)
            if cells > limits.table_cells:
                raise BeyondLimitError(f"more than {limits.table_cells} cells of tables")
            lines += [*read_lines("\n".join(texts)), *piece]
            texts = []
        lines += read_lines("\n".join(texts))
        page.close()  # what was laid out is not kept
    return lines


def _pieces(page: Any) -> Iterator[str | list[Line]]:
    """Lines as text and tables as rows, from top to bottom; an empty text is a blank line."""
    tables = [(table.bbox, rows) for table in page.find_tables() if (rows := _rows(table)) is not None]
    words = [
        word
        for word in page.extract_words(keep_blank_chars=True)
        if not any(_inside(word, bbox) for bbox, _ in tables)
    ]
    placed: list[tuple[float, float, str | list[Line]]] = [
        (top, bottom, text) for top, bottom, text in _text_lines(words) if not _PAGE_NUMBER.fullmatch(text)
    ]
    placed += [(bbox[1], bbox[3], rows) for bbox, rows in tables]
    placed.sort(key=lambda entry: entry[0])
    for last, entry in pairwise([(0.0, 0.0, ""), *placed]):
        if isinstance(entry[2], str) and entry[0] - last[0] > _PARAGRAPH * (entry[1] - entry[0]):
            yield ""
        yield entry[2]


def _text_lines(words: list[dict[str, Any]]) -> Iterator[tuple[float, float, str]]:
    """Top, bottom and text of each line; pieces set apart on one line are parted by two spaces."""
    words.sort(key=lambda word: (word["top"], word["x0"]))
    line: list[dict[str, Any]] = []
    for word in [*words, None]:
        if line and (word is None or word["top"] - line[0]["top"] > _SAME_LINE):
            line.sort(key=lambda word: word["x0"])
            yield line[0]["top"], line[0]["bottom"], "  ".join(piece["text"].strip() for piece in line)
            line = []
        if word is not None:
            line.append(word)


def _inside(word: dict[str, Any], bbox: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(bbox[0] <= across <= bbox[2] and bbox[1] <= down <= bbox[3])


def _rows(table: Any) -> list[Line] | None:
    """The rows of a ruled table; None for a frame around text."""
    grid = [tuple(squeeze(cell or "") for cell in row) for row in table.extract()]
    if (
        len(grid) < 2
        or max(map(len, grid)) < 2
        or any(len(cell) > _LAYOUT_CELL for row in grid for cell in row)
    ):
        return None
    return [Line(" ".join(filter(None, row)), BlockKind.TABLE_CELL, cells=row) for row in grid if any(row)]
