"""A marked-up page → its parts: what the head of the file states, the lines above the article, the
article's own lines, and the lines below it.

lxml parses and cuts what is beside the article; `blocks.py` then reads the little that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from typing import Any

from lxml import html

from ingestion.blocks import read_blocks
from ingestion.elements import BLOCK_TAGS, WHOLE_TAGS, article_root, is_named_body, names_of
from ingestion.lines import Line, letters, squeeze
from ingestion.records import BlockKind
from ingestion.rules import load
from ingestion.stated import Fact, stated, times

_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|p|br|span|table|tr|td|article|section|h[1-6]|ul|li|img|a|figure)[\s/>]",
    re.IGNORECASE,
)
_SNIFF = 100_000
_CUT_TAGS = {
    "amp-ad", "amp-social-share", "aside", "audio", "button", "footer", "iframe", "input", "map",
    "nav", "object", "select", "svg", "textarea", "video",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden")
_READERS = {"comment", "comments", "cmt", "cmts", "reply", "replies"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_TITLE_PARTS = {"title", "tit", "subject", "headline", "heading", "subj"}
_SUB_PARTS = {"sub", "subtitle", "subtit", "subheading", "subhead", "summary", "lead", "desc", "deck"}
_MAX_HEAD_LINES = 80
_MAX_TAIL_LINES = 60


class TooDeepError(ValueError):
    """The markup nests deeper than any page does."""


@dataclass(slots=True)
class Page:
    """The parts of a page. `stated` holds what the file's head says: key `title`, `published`,
    `changed` or `publisher`, with the place it stands in and the value, in order of trust."""

    head: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    stated: list[Fact] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    marked_up: bool = False

    def says(self, key: str) -> list[tuple[str, str]]:
        """The (place, value) pairs stated for `key`."""
        return [(place, value) for name, place, value in self.stated if name == key]


def is_markup(text: str) -> bool:
    """Whether `text` is HTML rather than text scraped from it."""
    found = _TAG.finditer(text, 0, _SNIFF)
    return sum(1 for _, _ in zip(range(3), found, strict=False)) == 3


def read_markup(text: str) -> Page:
    """The parts of the page `text`. Raises TooDeepError."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml raises several types for a document of nothing but noise
        _check_depth(parser)
        if isinstance(error, html.etree.ParserError | html.etree.XMLSyntaxError):
            return Page(marked_up=True)
        raise
    _check_depth(parser)
    page = Page(marked_up=True)
    page.stated = stated(tree)
    body = tree.find("body")
    if body is None:
        return page
    html.etree.strip_elements(body, "script", "style", "noscript", "template", with_tail=False)
    page.tail = list(_copyright_lines(body))
    _cut(body, [letters(value) for _, value in page.says("title")])
    root = article_root(body)
    page.stated += times(body, root)
    page.images = [
        value
        for image in root.iter("img")
        for value in (image.get("src"), image.get("data-org-src"))
        if value
    ]
    page.head = list(_lines_before(body, root))[-_MAX_HEAD_LINES:]
    page.text = read_blocks(html.tostring(root, encoding="unicode", with_tail=False))
    page.tail = [*islice(_lines_after(root), _MAX_TAIL_LINES), *page.tail]
    return page


def _check_depth(parser: Any) -> None:
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            raise TooDeepError(entry.message)


def _copyright_lines(body: Any) -> Iterator[Line]:
    """Lines that may name the publisher, read before the page's foot is cut."""
    for text in body.itertext():
        if len(text) < 400 and re.search(r"저작권|[ⓒ©]|[Cc]opyright|COPYRIGHT|무단|발행", text):
            yield Line(squeeze(text))


@cache
def _cut_names() -> frozenset[str]:
    return frozenset(row["token"] for row in load("page_cuts"))


def _plain_weight(element: Any) -> int:
    """Characters of an element's text outside links."""
    return len(element.text_content()) - sum(len(link.text_content()) for link in element.iter("a"))


def _cut(body: Any, titles: list[str]) -> None:
    """Take out navigation and the boxes beside the article, in place. A box that holds most of the
    page's own text is no box beside it, unless it holds what readers write."""
    tokens = _cut_names()
    total = _plain_weight(body)
    doomed = []
    for element in body.iter():
        if (
            element.tag in _CUT_TAGS
            or (element.tag == "header" and _is_site_header(element, titles))
            or ("hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""))
            or (element.tag not in WHOLE_TAGS and names_of(element) & tokens and not is_named_body(element))
        ):
            doomed.append(element)
    for element in doomed:
        if element.getparent() is None:
            continue
        if any(is_named_body(child) for child in element.iter()) and element.tag not in _CUT_TAGS:
            continue
        if not names_of(element) & _READERS and _plain_weight(element) * 2 > total:
            continue
        element.drop_tree()


def _is_site_header(element: Any, titles: list[str]) -> bool:
    """Whether a header is the site's: it stands outside the article and holds no headline."""
    if any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors()):
        return False
    for heading in element.iter("h1", "h2", "h3"):
        text = letters(heading.text_content())
        if len(text) >= 12 and (not titles or any(text in title for title in titles)):
            return False
        if len(text) >= 12 and names_of(heading) & _TITLE_PARTS:
            return False
    return True


def _lines_before(body: Any, root: Any) -> Iterator[Line]:
    """The lines that stand before `root`, with the hints that tags and class names give."""
    inside = {root, *root.iterancestors()}
    pieces: list[str] = []
    hint = ""
    linked = 0

    def flush() -> Iterator[Line]:
        nonlocal pieces, hint, linked
        text = squeeze("".join(pieces))
        if text:
            yield Line(text, BlockKind.PARAGRAPH, hint, linked / len(text))
        pieces, hint, linked = [], "", 0

    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag in BLOCK_TAGS
        if leaving:
            if block:
                yield from flush()
            if element.tail and element is not body:
                pieces.append(element.tail)
            continue
        if element is root:
            yield from flush()
            return
        if block:
            yield from flush()
        if element.text:
            pieces.append(element.text)
            linked += len(element.text) if element.tag == "a" else 0
        hint = hint or _hint(element, inside)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


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
    if element in inside:
        return ""
    names = names_of(element)
    parent = element.getparent()
    if names & _SUB_PARTS or (parent is not None and parent not in inside and names_of(parent) & _SUB_PARTS):
        return "sub"
    if element.tag in _HEADINGS or names & _TITLE_PARTS:
        return "title"
    return ""
