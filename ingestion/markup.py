"""A marked-up page → its parts: what the head of the file states, the lines above the article, the
article's own lines, and the lines below it.

lxml parses and cuts what is beside the article; `blocks.py` then reads the little that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import chain, islice
from typing import Any

from lxml import etree

from ingestion.blocks import read_blocks
from ingestion.boxes import TITLE_PARTS, cut_boxes
from ingestion.elements import BLOCK_TAGS, article_root, names_of, string_of
from ingestion.limits import LIMITS, BeyondLimitError, Limits, TooDeepError
from ingestion.lines import Line, letters, squeeze
from ingestion.records import BlockKind
from ingestion.stated import Fact, stated, times

_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|p|br|span|table|tr|td|article|section|h[1-6]|ul|li|img|a|figure)[\s/>]",
    re.IGNORECASE,
)
_SNIFF = 100_000
_HEADINGS = {"h1", "h2", "h3", "h4"}
_SUB_PARTS = {"sub", "subtitle", "subtit", "subheading", "subhead", "summary", "lead", "desc", "deck"}
_RIGHTS = ("저작권", "ⓒ", "©", "opyright", "COPYRIGHT", "무단", "발행")
_WRITTEN = {"©": ("©", "&copy;", "&#169;")}  # how markup may write what a reader sees
_NO_TEXT = ("script", "style", "title", "!")  # what these open is no text of the page
_CELL_COUNT = etree.XPath("count(descendant::td) + count(descendant::th)")
_MAX_RIGHT = 400
_AUTHOR_PARTS = {"author", "writer", "reporter", "journalist", "byline"}
_MAX_HEAD_LINES = 80
_MAX_TAIL_LINES = 60


@dataclass(slots=True)
class Page:
    """The parts of a page. `stated` holds what the file's head says: key `title`, `published`,
    `changed`, `publisher` or `author`, with the place it stands in and the value, in order of trust;
    `boxes` the texts of what was cut out of the tree."""

    head: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    stated: list[Fact] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    marked_up: bool = False

    def says(self, key: str) -> list[tuple[str, str]]:
        """The (place, value) pairs stated for `key`."""
        return [(place, value) for name, place, value in self.stated if name == key]


def is_markup(text: str) -> bool:
    """Whether `text` is HTML rather than text scraped from it."""
    found = _TAG.finditer(text, 0, _SNIFF)
    return sum(1 for _, _ in zip(range(3), found, strict=False)) == 3


def read_markup(text: str, limits: Limits = LIMITS) -> Page:
    """The parts of the page `text`. Raises TooDeepError, BeyondLimitError (cells of tables)."""
    page = Page(marked_up=True)
    tree = _parsed(text)
    body = tree.find("body") if tree is not None else None
    if tree is not None:
        page.stated = stated(tree, "itemprop" in text)
    if body is None:
        return page
    etree.strip_elements(body, "script", "style", "noscript", "template", with_tail=False)
    page.tail = list(_rights(text, string_of(body)))
    bodies, page.boxes = cut_boxes(body, [letters(value) for _, value in page.says("title")])
    root = article_root(body, bodies)
    page.stated += times(root)
    page.images = [
        value
        for image in root.iter("img")
        for value in (image.get("src"), image.get("data-org-src"))
        if value
    ]
    page.head = list(_lines_before(body, root))[-_MAX_HEAD_LINES:]
    if _CELL_COUNT(root) > limits.table_cells:
        raise BeyondLimitError(f"more than {limits.table_cells} cells of tables")
    page.text = read_blocks(root, limits.nesting)
    page.tail = [*islice(_lines_after(root), _MAX_TAIL_LINES), *page.tail]
    return page


def _parsed(text: str) -> Any:
    """The tree of the page `text`; None for a document of nothing but noise."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    for entry in parser.error_log.filter_from_fatals():
        if "depth" in entry.message.lower():
            raise TooDeepError(entry.message)
    return tree


def _rights(text: str, seen: str) -> Iterator[Line]:
    """The pieces of text between tags that claim a right to the page; they may name the publisher. Looked for
    in the markup itself, since the foot of the page is cut from the tree. `seen` is all that the page shows:
    less to look through for the words."""
    places: set[int] = set()
    words = (word for sign in _RIGHTS if sign in seen for word in _WRITTEN.get(sign, (sign,)))
    for word in words:
        at = text.find(word)
        while at >= 0:
            start = text.rfind(">", 0, at) + 1
            tag = text.rfind("<", 0, at)
            if tag < start and not text.startswith(_NO_TEXT, tag + 1):
                places.add(start)
            at = text.find(word, at + len(word))
    for place in sorted(places):
        piece = text[place : text.find("<", place) % (len(text) + 1)]
        if len(piece) < _MAX_RIGHT:
            yield Line(squeeze(unescape(piece)))


def _lines_before(body: Any, root: Any) -> Iterator[Line]:
    """The lines that stand before `root`, with the hints that tags and class names give."""
    inside = {root, *root.iterancestors()}
    pieces: list[str] = []
    hint = ""
    linked = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag in BLOCK_TAGS or element is root:
            text = squeeze("".join(pieces)) if pieces else ""
            if text:
                yield Line(text, BlockKind.PARAGRAPH, hint, linked / len(text))
            pieces, hint, linked = [], "", 0
        if element is root:
            return
        if event == "start":
            if text := element.text:
                pieces.append(text)
                linked += len(text) if tag == "a" else 0
            if not hint and element not in inside:
                hint = _hint(element, inside)
        elif text := element.tail:
            pieces.append(text)


def _lines_after(root: Any) -> Iterator[Line]:
    """The lines that stand behind `root`, nearest first."""
    for level in (root, *root.iterancestors()):
        if level.tag in ("body", "html"):
            texts: Iterator[str] = iter(())
        else:
            following = (text for sibling in level.itersiblings() for text in sibling.itertext())
            texts = chain([level.tail or ""], following)
        for text in texts:
            if line := squeeze(text):
                yield Line(line)


def _hint(element: Any, inside: set[Any]) -> str:
    names = names_of(element)
    parent = element.getparent()
    if names & _SUB_PARTS or (parent is not None and parent not in inside and names_of(parent) & _SUB_PARTS):
        return "sub"
    if element.tag in _HEADINGS or names & TITLE_PARTS:
        return "title"
    return "author" if names & _AUTHOR_PARTS else ""
