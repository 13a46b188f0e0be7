"""The file of a Korean word processor (HWPX: a zip of XML) → its lines and the rows of its tables, in order.

The archive is opened with bounds on what it unpacks to, the XML with a parser that knows no entities and no
network. What a section holds is told by OWPML (KS X 6101): `p` paragraphs, `t` text, `tbl` tables.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingestion.limits import BeyondLimitError, DamagedError, Limits, LockedError, TooDeepError
from ingestion.lines import Line, squeeze
from ingestion.records import BlockKind
from ingestion.scraped import read_lines

MAGIC = b"PK\x03\x04"
_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml", re.IGNORECASE)
_BLANKS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
# Notes, heads and feet of pages, and what is hidden are beside the text.
_BESIDE = {"header", "footer", "footNote", "endNote", "hiddenComment", "autoNum", "secPr", "ctrl"}
_CHUNK = 64 * 1024
_LAYOUT_CELL = 300  # characters: a cell with more is text in a frame, no cell of data


def read_hwpx(content: bytes, limits: Limits) -> list[Line]:
    """The lines of the file `content`.

    Raises:
        DamagedError: it is no such archive, or broken. LockedError: it is encrypted.
        BeyondLimitError: it unpacks to more, or holds more cells, than the limits allow.
    """
    lines: list[Line] = []
    cells = 0
    for section in _sections(content, limits):
        for line in _lines_of(_parsed(section, limits)):
            cells += len(line.cells or ())
            if cells > limits.table_cells:
                raise BeyondLimitError(f"more than {limits.table_cells} cells of tables")
            lines.append(line)
    return lines


def _sections(content: bytes, limits: Limits) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [
                (int(m[1]), info) for info in archive.infolist() if (m := _SECTION.fullmatch(info.filename))
            ]
            if not found:
                raise DamagedError("an archive without Contents/section0.xml: no HWPX file")
            most = min(limits.unpacked_bytes, max(len(content), 1) * limits.unpacked_ratio)
            for _, info in sorted(found, key=lambda pair: pair[0]):
                if info.flag_bits & 1:
                    raise LockedError("an encrypted archive")
                unpacked = _unpack(archive, info, most)
                most -= len(unpacked)
                yield unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, BeyondLimitError | DamagedError | LockedError):
            raise
        raise DamagedError(f"a broken archive: {error}") from error


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one entry. What the archive says of its size is not believed: reading ends there."""
    parts: list[bytes] = []
    size = 0
    with archive.open(info) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > most:
                raise BeyondLimitError(
                    f"{info.filename} unpacks to more than the limits allow ({most} bytes)"
                )
            parts.append(part)
    return b"".join(parts)


def _parsed(section: bytes, limits: Limits) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(section, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise TooDeepError(str(error)) from error
        raise DamagedError(f"broken XML in the archive: {error}") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.nesting:
            raise TooDeepError(f"XML nested deeper than {limits.nesting}")
    return root


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _lines_of(root: Any) -> Iterator[Line]:
    """The lines below `root`, text first judged together so that aligned columns are seen as such."""
    texts: list[str] = []
    for piece in _pieces(root):
        if isinstance(piece, str):
            texts.append(piece)
            continue
        yield from read_lines("\n".join(texts))
        texts = []
        yield from piece
    yield from read_lines("\n".join(texts))


def _pieces(element: Any) -> Iterator[str | list[Line]]:
    """Paragraphs as text and tables as lines, in order."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name not in _BESIDE:
            yield from _pieces(child)


def _paragraph(paragraph: Any) -> Iterator[str | list[Line]]:
    texts: list[str] = []
    for run in paragraph:
        for child in run:
            name = _name(child)
            if name == "t":
                texts.append(_text(child))
            elif name == "tbl":
                yield "".join(texts)
                texts = []
                rows = _table(child)
                if rows is None:
                    yield from _pieces(child)
                else:
                    yield rows
            elif name not in _BESIDE:  # a text box or a group of drawings
                yield from _pieces(child)
    yield "".join(texts)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [_BLANKS.get(_name(child), ""), child.tail or ""]
    return "".join(parts)


def _table(table: Any) -> list[Line] | None:
    """The rows of a table, each cell at its own place; None for a frame around text."""
    cells: dict[tuple[int, int], str] = {}
    width = height = 0
    for row_number, row in enumerate(child for child in table if _name(child) == "tr"):
        for column_number, cell in enumerate(child for child in row if _name(child) == "tc"):
            if any(_name(inner) == "tbl" for inner in cell.iter()):
                return None
            places = {_name(inner): inner for inner in cell}
            address, span = places.get("cellAddr"), places.get("cellSpan")
            at = (_number(address, "rowAddr", row_number), _number(address, "colAddr", column_number))
            pieces = (piece for piece in _pieces(cell) if isinstance(piece, str))
            cells[at] = squeeze(" ".join(pieces))
            width = max(width, at[1] + _number(span, "colSpan", 1))
            height = max(height, at[0] + 1)
    if width < 2 or height < 2 or any(len(text) > _LAYOUT_CELL for text in cells.values()):
        return None
    rows = [tuple(cells.get((row, column), "") for column in range(min(width, 60))) for row in range(height)]
    return [Line(" ".join(filter(None, row)), BlockKind.TABLE_CELL, cells=row) for row in rows if any(row)]


def _number(element: Any, name: str, default: int) -> int:
    value = element.get(name) if element is not None else None
    return min(int(value), 10_000) if value and value.isdigit() and len(value) < 6 else default
