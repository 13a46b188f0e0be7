"""lxml's tree of the article → BeautifulSoup's, with only what matters handed over.

Nothing is written out and parsed again: this builder walks the tree that `boxes.py` has cut, and makes tags
of what says something (lists, captions, headings, links, tables). Other blocks become signs in the text: a
BeautifulSoup tag costs as much as a paragraph of text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder

from ingestion.elements import BLOCK_TAGS
from ingestion.limits import TooDeepError

LINE = "\n"  # a line ends within its block: <br>
BLOCK = "\f"  # a block begins or ends
CELL = "\x1f"  # a cell of a table begins
_KEPT = {"li", "a", "table", "tr", "caption"}
_CELLS = {"td", "th"}
_SPANS = ("colspan", "rowspan")
_CAPTION_NAME = re.compile(
    r"(?:^|[\s_-])(?:cap|caption|imgcap|img_desc|img_caption|photo_?desc|txt_caption|desc)(?:$|[\s_-])"
)
_TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit|title|subject|headline|heading)(?:$|[\s_-])")
_SUB_NAME = re.compile(r"(?:^|[\s_-])(?:sub|subtitle|sub_title|subtit|subheading|summary|lead)(?:$|[\s_-])")


def soup_of(root: Any, nesting: int) -> BeautifulSoup:
    """What matters of the element `root`. Tags carry `role` (`caption`, `title`, `sub`), `block` where they
    begin and end a line, and the spans of cells; text carries the signs LINE and BLOCK."""
    return BeautifulSoup("", builder=_Builder(root, nesting))


@lru_cache(maxsize=8192)
def _role(tag: str, classes: str | None, name: str | None) -> str:
    """What an element says of the text in it, empty for most."""
    names = f"{classes or ''} {name or ''}".lower()
    if tag in ("figcaption", "caption") or _CAPTION_NAME.search(names):
        return "caption"
    if _SUB_NAME.search(names):
        return "sub"
    return "title" if tag in ("h1", "h2", "h3") or _TITLE_NAME.search(names) else ""


class _Builder(TreeBuilder):
    """Feeds a BeautifulSoup object from an element of lxml."""

    NAME = "lxml-element"
    is_xml = False

    def __init__(self, root: Any, nesting: int) -> None:
        super().__init__(multi_valued_attributes={}, string_containers={})
        self._root = root
        self._nesting = nesting
        self._tables = 0  # how many stand open

    def prepare_markup(self, markup: Any, *args: Any, **kwargs: Any) -> Any:
        """The one attempt there is: no bytes, no encoding to guess."""
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:
        """Walks the element given at the start."""
        assert self.soup is not None, "BeautifulSoup names itself to its builder before it feeds"
        pieces: list[str] = []
        self._walk(self.soup, self._root, pieces, 0)
        _put(self.soup, pieces)

    def _walk(self, soup: BeautifulSoup, element: Any, pieces: list[str], depth: int) -> None:
        tag = element.tag
        if tag == "br":
            pieces.append(LINE)
            return
        if depth > self._nesting:
            raise TooDeepError(f"markup nested deeper than {self._nesting}")
        block = tag in BLOCK_TAGS
        cell = tag in _CELLS
        role = _role(tag, element.get("class"), element.get("id"))
        attributes = {"role": role} if role else {}
        if cell:
            attributes |= {name: value for name in _SPANS if (value := element.get(name))}
        kept = attributes or tag in _KEPT or (self._tables and tag == "img")
        if kept:
            _put(soup, pieces)
            if block:
                attributes["block"] = ""
            soup.handle_starttag(tag, None, None, attributes)
            self._tables += tag == "table"
        elif block:
            pieces.append(CELL if cell else BLOCK)
        if text := element.text:
            pieces.append(text.replace("\n", " "))
        for child in element:
            self._walk(soup, child, pieces, depth + 1)
            if text := child.tail:
                pieces.append(text.replace("\n", " "))
        if kept:
            _put(soup, pieces)
            soup.handle_endtag(tag)
            self._tables -= tag == "table"
        elif block and not cell:
            pieces.append(BLOCK)


def _put(soup: BeautifulSoup, pieces: list[str]) -> None:
    if pieces:
        soup.handle_data("".join(pieces))
        pieces.clear()
