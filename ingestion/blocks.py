"""The article's markup → its lines: paragraphs, list items, captions and the rows of tables.

This is where BeautifulSoup reads, after `boxes.py` has cut everything beside the article and `soup.py` has
left out what says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4.element import NavigableString, Tag

from ingestion.lines import Line, is_listed, squeeze
from ingestion.records import BlockKind
from ingestion.soup import BLOCK, CELL, LINE, soup_of

_UNIT_ROW = re.compile(r"[\[(<※\s]*단위\s?[:：].{1,30}")
_MAX_SPAN = 60
_MAX_COLUMNS = 60
_LAYOUT_CELL = 300  # letters: a cell of running text is a layout, no table of data


def read_blocks(root: Any, nesting: int) -> list[Line]:
    """The lines of the article in lxml's element `root`, in reading order. Raises TooDeepError."""
    reader = _Reader()
    reader.walk(soup_of(root, nesting))
    reader.flush()
    return reader.lines


class _Reader:
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._kind = BlockKind.PARAGRAPH
        self._hint = ""

    def walk(self, element: Tag) -> None:
        for child in element.contents:
            if isinstance(child, Tag):
                self._enter(child)
            elif isinstance(child, NavigableString):
                self._text(str(child))

    def _text(self, text: str) -> None:
        for block, stretch in enumerate(text.replace(CELL, BLOCK).split(BLOCK)):
            if block:
                self.flush()
            for line, piece in enumerate(stretch.split(LINE)):
                if line:
                    self.flush(keep=True)
                if piece:
                    self._pieces.append(piece)

    def _enter(self, tag: Tag) -> None:
        role = tag.get("role")
        hint = role if isinstance(role, str) and role != "caption" else ""
        if tag.name == "table" and _is_data(tag):
            self.flush()
            self.lines.extend(_table(tag))
        elif tag.name == "a" and not role:
            before = sum(map(len, self._pieces))
            self.walk(tag)
            self._linked += max(0, sum(map(len, self._pieces)) - before)
        elif "block" in tag.attrs or role == "caption":
            self.flush()
            outer = self._kind, self._hint
            self._hint = hint or self._hint
            if role == "caption" or tag.name == "li":
                self._kind = BlockKind.CAPTION if role == "caption" else BlockKind.LIST_ITEM
            self.walk(tag)
            self.flush()
            self._kind, self._hint = outer
        else:
            self._hint = hint or self._hint
            self.walk(tag)

    def flush(self, keep: bool = False) -> None:
        """End the line; with `keep` the next one is of the same kind."""
        text = squeeze("".join(self._pieces)) if self._pieces else ""
        if text:
            kind = self._kind
            if kind is BlockKind.PARAGRAPH and is_listed(text):
                kind = BlockKind.LIST_ITEM
            self.lines.append(Line(text, kind, self._hint, min(1.0, self._linked / len(text))))
        self._pieces, self._linked = [], 0
        if not keep:
            self._hint = ""


def _is_data(table: Tag) -> bool:
    """Whether a table holds data, not the layout of the page or a picture with its caption."""
    rows = list(_tags(table, ("tr",)))
    if len(rows) < 2 or next(_tags(table, ("table", "img")), None):
        return False
    grid = [_cells(row) for row in rows]
    if max(map(len, grid)) < 2:
        return False
    return all(len(cell.text) <= _LAYOUT_CELL for row in grid for cell in row)


def _tags(tag: Tag, names: tuple[str, ...]) -> Iterator[Tag]:
    """The tags below `tag` that have one of `names`, in order."""
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name in names:
                yield child
            yield from _tags(child, names)


class _Cell(NamedTuple):
    """The text of a cell, and how many columns and rows it covers."""

    text: str
    wide: int = 1
    deep: int = 1


def _cells(row: Tag) -> list[_Cell]:
    cells: list[_Cell] = []
    for child in row.contents:
        if isinstance(child, Tag) and child.name in ("td", "th"):
            cells.append(_Cell(_text(child), _span(child, "colspan"), _span(child, "rowspan")))
        else:  # plain cells, of which the last may go on in a tag: a link in it
            first, *others = (_text(child) if isinstance(child, Tag) else str(child)).split(CELL)
            if cells and first:
                cells[-1] = cells[-1]._replace(text=cells[-1].text + first)
            cells += map(_Cell, others)
    return cells


def _text(tag: Tag) -> str:
    return "".join(tag.strings)


def _table(table: Tag) -> list[Line]:
    """Caption and unit line, then one line per row, its cells set into the table's grid: a cell
    that spans leaves the places it covers empty."""
    captions = [
        Line(text, BlockKind.CAPTION) for tag in _tags(table, ("caption",)) if (text := squeeze(_text(tag)))
    ]
    rows: list[Line] = []
    covered: dict[int, int] = {}
    for row in _tags(table, ("tr",)):
        cells = [cell._replace(text=squeeze(cell.text)) for cell in _cells(row)]
        filled = [cell.text for cell in cells if cell.text]
        if len(filled) == 1 and _UNIT_ROW.fullmatch(filled[0]):
            captions.append(Line(filled[0], BlockKind.CAPTION))
            continue
        grid = _grid(cells, covered)
        if filled:
            rows.append(Line(" ".join(filled), BlockKind.TABLE_CELL, cells=tuple(grid)))
    return captions + rows


def _grid(cells: list[_Cell], covered: dict[int, int]) -> list[str]:
    grid: list[str] = []
    opened: dict[int, int] = {}
    for cell in cells:
        while covered.get(len(grid), 0) > 0:
            grid.append("")
        at = len(grid)
        grid.extend([cell.text] + [""] * (cell.wide - 1))
        opened.update(dict.fromkeys(range(at, at + cell.wide), cell.deep))
        if len(grid) >= _MAX_COLUMNS:
            break
    while covered.get(len(grid), 0) > 0:
        grid.append("")
    for column in [*covered]:
        covered[column] -= 1
    covered.update({column: deep - 1 for column, deep in opened.items()})
    return grid


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(_MAX_SPAN, max(1, int(value))) if value.isdigit() and len(value) < 4 else 1
