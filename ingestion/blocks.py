"""The article's markup → its lines: paragraphs, list items, captions and the rows of tables.

This is where BeautifulSoup reads, after `markup.py` has cut everything beside the article.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from ingestion.lines import Line, is_listed, squeeze
from ingestion.records import BlockKind

_BREAKING = {
    "address", "article", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "form", "header", "main", "ol", "p", "pre", "section", "summary", "ul", "hr", "h1",
    "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tfoot", "tr", "td", "th",
}  # fmt: skip
_CAPTION_NAME = re.compile(
    r"(?:^|[\s_-])(?:cap|caption|imgcap|img_desc|img_caption|photo_?desc|txt_caption|desc)(?:$|[\s_-])"
)
_TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit|title|subject|headline|heading)(?:$|[\s_-])")
_SUB_NAME = re.compile(r"(?:^|[\s_-])(?:sub|subtitle|sub_title|subtit|subheading|summary|lead)(?:$|[\s_-])")
_UNIT_ROW = re.compile(r"[\[(<※\s]*단위\s?[:：].{1,30}")
_MAX_SPAN = 60
_MAX_COLUMNS = 60
_LAYOUT_CELL = 300  # letters: a cell of running text is a layout, no table of data


def read_blocks(markup: str) -> list[Line]:
    """The lines of the article in `markup`, in reading order."""
    soup = BeautifulSoup(markup, "lxml")
    reader = _Reader()
    reader.walk(soup)
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
        for child in element.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._pieces.append(str(child))
            elif isinstance(child, Tag):
                self._enter(child)

    def _enter(self, tag: Tag) -> None:
        if tag.name == "br":
            self.flush(keep=True)
        elif tag.name == "table" and _is_data(tag):
            self.flush()
            self.lines.extend(_table(tag))
        elif tag.name == "a":
            before = sum(map(len, self._pieces))
            self.walk(tag)
            self._linked += max(0, sum(map(len, self._pieces)) - before)
        elif kind := _kind(tag):
            self.flush()
            outer, self._kind, self._hint = (self._kind, self._hint), kind, _hint(tag) or self._hint
            self.walk(tag)
            self.flush()
            self._kind, self._hint = outer
        else:
            hint = _hint(tag)
            self._hint = hint or self._hint
            self.walk(tag)

    def flush(self, keep: bool = False) -> None:
        """End the line; with `keep` the next one is of the same kind."""
        text = squeeze("".join(self._pieces))
        if text:
            kind = self._kind
            if kind is BlockKind.PARAGRAPH and is_listed(text):
                kind = BlockKind.LIST_ITEM
            self.lines.append(Line(text, kind, self._hint, min(1.0, self._linked / len(text))))
        self._pieces, self._linked = [], 0
        if not keep:
            self._hint = ""


def _names(tag: Tag) -> str:
    names = tag.get("class")
    words = names if isinstance(names, str) else " ".join(names or ())
    return f"{words} {tag.get('id') or ''}".lower()


def _kind(tag: Tag) -> BlockKind | None:
    """The kind of block that `tag` opens, or None for a tag within the line."""
    if tag.name in {"figcaption", "caption"} or _CAPTION_NAME.search(_names(tag)):
        return BlockKind.CAPTION
    if tag.name == "li":
        return BlockKind.LIST_ITEM
    if tag.name in _BREAKING:
        return BlockKind.PARAGRAPH
    return None


def _hint(tag: Tag) -> str:
    names = _names(tag)
    if _SUB_NAME.search(names):
        return "sub"
    return "title" if tag.name in ("h1", "h2", "h3") or _TITLE_NAME.search(names) else ""


def _is_data(table: Tag) -> bool:
    """Whether a table holds data, not the layout of the page or a picture with its caption."""
    rows = table.find_all("tr")
    if table.find("table") or len(rows) < 2 or table.find("img"):
        return False
    longest = max((len(cell.get_text()) for cell in table.find_all(["td", "th"])), default=0)
    widest = max((len(row.find_all(["td", "th"])) for row in rows), default=0)
    return widest >= 2 and longest <= _LAYOUT_CELL


def _table(table: Tag) -> list[Line]:
    """Caption and unit line, then one line per row, its cells set into the table's grid: a cell
    that spans leaves the places it covers empty."""
    captions = [
        Line(text, BlockKind.CAPTION)
        for tag in table.find_all("caption")
        if (text := squeeze(tag.get_text()))
    ]
    rows: list[Line] = []
    covered: dict[int, int] = {}
    for row in table.find_all("tr"):
        cells = row.find_all(["td", "th"])
        texts = [squeeze(cell.get_text(" ")) for cell in cells]
        filled = [text for text in texts if text]
        if len(filled) == 1 and _UNIT_ROW.fullmatch(filled[0]):
            captions.append(Line(filled[0], BlockKind.CAPTION))
            continue
        grid = _grid(cells, texts, covered)
        if filled:
            rows.append(Line(" ".join(filled), BlockKind.TABLE_CELL, cells=tuple(grid)))
    return captions + rows


def _grid(cells: list[Tag], texts: list[str], covered: dict[int, int]) -> list[str]:
    grid: list[str] = []
    opened: dict[int, int] = {}
    for cell, text in zip(cells, texts, strict=True):
        while covered.get(len(grid), 0) > 0:
            grid.append("")
        at = len(grid)
        wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
        grid.extend([text] + [""] * (wide - 1))
        opened.update(dict.fromkeys(range(at, at + wide), deep))
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
