"""The text of one document with its amounts marked: which mark stands where, whatever overlaps.

Marks are set into the text of blocks. Of marks that overlap, the one that begins first (of those the longest)
is drawn around the text; the others stand behind it as signs of their own, so that none is lost and no
element is cut in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from publishing.report.site import Row

CELL = "table_cell"


class Mark(NamedTuple):
    """A place in the body that leads to an entry of the document's list of amounts. `anchor` is its own id,
    None where an amount is stated once more; `kind` is the role of a figure, `derived`, or `leftover`."""

    start: int
    end: int
    kind: str
    entry: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as HTML; for the cells of a table, `rows` of them."""

    kind: str
    html: Markup
    rows: Sequence[Sequence[Markup]] = ()


def read(
    body: str, blocks: Sequence[Row], figures: Iterable[Row], leftovers: Iterable[Row]
) -> tuple[list[Piece], set[str]]:
    """The pieces of a document with every amount marked, and the anchors of amounts that stand in none of
    them. A body without blocks is one paragraph a line."""
    places = list(blocks) or _lines(body)
    marks, lost = _marks(body, figures, leftovers)
    end = places[-1]["end"] if places else 0
    lost |= {mark.anchor for mark in marks if mark.anchor and mark.start >= end}
    return list(_pieces(body, places, marks)), lost


def _marks(body: str, figures: Iterable[Row], leftovers: Iterable[Row]) -> tuple[list[Mark], set[str]]:
    """The marks of a document in the order of its text, and the anchors of amounts whose place does not hold
    their text: those are marked nowhere rather than at a wrong place."""
    marks: list[Mark] = []
    lost: set[str] = set()
    for row, prefix, key in [
        *((row, "f", "figure_id") for row in figures),
        *((row, "l", "leftover_id") for row in leftovers),
    ]:
        start, end = row["text_start"], row["text_end"]
        anchor, entry = f"{prefix}-{escape(row[key])}", f"{prefix}d-{escape(row[key])}"
        kind = "leftover" if prefix == "l" else "derived" if row["basis"] == "derived" else row["role"]
        if not 0 <= start < end <= len(body) or body[start:end] != row["text"]:
            lost.add(anchor)
            continue
        marks.append(Mark(start, end, kind, entry, anchor))
        for spot in row.get("spots") or ():
            if 0 <= spot["start"] < spot["end"] <= len(body):
                marks.append(Mark(spot["start"], spot["end"], kind, entry, None))
    marks.sort(key=lambda mark: (mark.start, mark.kind == "derived", -mark.end, mark.anchor or ""))
    return marks, lost


def _pieces(body: str, places: Sequence[Row], marks: Sequence[Mark]) -> Iterator[Piece]:
    """The blocks of a body as HTML, the cells of a table as one."""
    at = 0
    drawn: list[tuple[str, int, Markup]] = []
    for block in places:
        begin = at
        while at < len(marks) and marks[at].start < block["end"]:
            at += 1
        html = _marked(body, block["start"], block["end"], marks[begin:at])
        drawn.append((block["kind"], block["start"], html))
    for kind, run in groupby(drawn, key=lambda piece: piece[0]):
        if kind == CELL:
            yield from _tables(body, list(run))
        else:
            yield from (Piece(kind, html) for _, _, html in run)


def _lines(body: str) -> list[Row]:
    lines, start = [], 0
    for line in body.split("\n"):
        if line:
            lines.append({"kind": "paragraph", "start": start, "end": start + len(line)})
        start += len(line) + 1
    return lines


def _tables(body: str, cells: Sequence[tuple[str, int, Markup]]) -> Iterator[Piece]:
    """Cells of one table: a line of the body is a row, a tab stands between cells, empty ones included."""
    rows: list[list[Markup]] = []
    last = -1
    for _, start, html in cells:
        line = body.rfind("\n", 0, start)
        if line != last:
            rows.append([])
            last = line
        column = body.count("\t", line + 1, start)
        rows[-1] += [Markup("")] * (column - len(rows[-1]))
        rows[-1].append(html)
    yield Piece(CELL, Markup(""), rows)


def _marked(body: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """`body[start:end]` as HTML with its marks."""
    out: list[str] = []
    at = start
    for mark in marks:
        if mark.start < at or mark.kind == "derived":  # inside another mark, or of no text of its own
            where = max(mark.start, at)
            out.append(escape(body[at:where]))
            out.append(_sign(mark))
            at = where
            continue
        stop = min(mark.end, end)
        out.append(escape(body[at : mark.start]))
        out.append(_around(mark, escape(body[mark.start : stop])))
        at = stop
    out.append(escape(body[at:end]))
    return Markup("".join(out))


def _around(mark: Mark, text: str) -> str:
    anchor = f' id="{mark.anchor}"' if mark.anchor else ""
    again = "" if mark.anchor else " again"
    return f'<a class="a {mark.kind}{again}"{anchor} href="#{mark.entry}"><bdi>{text}</bdi></a>'


def _sign(mark: Mark) -> str:
    anchor = f' id="{mark.anchor}"' if mark.anchor else ""
    sign = "+" if mark.kind != "derived" else "⇒"
    return f'<a class="a sign {mark.kind}"{anchor} href="#{mark.entry}">{sign}</a>'


class Grouped:
    """Rows in the order of `document_id`; asked for documents in the same order, it gives those of each."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=lambda row: row["document_id"])
        self._next: tuple[Any, list[Row]] | None = self._take()

    def _take(self) -> tuple[Any, list[Row]] | None:
        found = next(self._groups, None)
        return (found[0], list(found[1])) if found else None

    def of(self, document_id: str) -> list[Row]:
        """The rows of a document; those of documents before it are passed over."""
        while self._next and self._next[0] < document_id:
            self._next = self._take()
        if self._next and self._next[0] == document_id:
            return self._next[1]
        return []
