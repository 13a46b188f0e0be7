"""The boxes beside the article: menus, rankings, teasers, comments and feet are cut out of the tree."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lxml import etree

from ingestion.elements import MIN_BODY, WHOLE_TAGS, named_body, names_of, split_names, string_of
from ingestion.lines import letters
from ingestion.rules import load

_CUT_TAGS = {
    "amp-ad", "amp-social-share", "aside", "audio", "button", "footer", "iframe", "input", "map",
    "nav", "object", "select", "svg", "textarea", "video",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden")
_READERS = {"comment", "comments", "cmt", "cmts", "reply", "replies"}
_LINK_TEXTS = etree.XPath("descendant-or-self::a/descendant::text()", smart_strings=False)
_BODY_TAGS = ("article", "div", "main", "section", "table", "td")  # what an article's text is put into
TITLE_PARTS = {"title", "tit", "subject", "headline", "heading", "subj"}


class _Named(NamedTuple):
    """What an element's names say: a box beside the article, one of readers' words, the rank of a body."""

    box: bool
    readers: bool
    rank: int | None


@lru_cache(maxsize=16384)
def _named(tag: str, classes: str | None, name: str | None, itemprop: str | None) -> _Named:
    words = split_names(classes, name)
    rank = named_body(classes, name, itemprop)
    cut = tag in _CUT_TAGS or (rank is None and tag not in WHOLE_TAGS and bool(words & _cut_names()))
    return _Named(cut, bool(words & _READERS), rank)


def cut_boxes(body: Any, titles: list[str]) -> tuple[list[tuple[int, Any]], list[str]]:
    """Takes navigation and the boxes beside the article out of `body`, in place, and returns what is left of
    the elements named like an article's text, with their ranks, and the texts of the boxes. A box that holds
    most of the page's own text is no box beside it, unless it holds what readers write. `titles` are the
    letters of the page's own titles."""
    page = _Page(body)
    bodies: list[tuple[int, Any]] = []
    boxes: list[str] = []
    stack = body[::-1]
    while stack:
        element = stack.pop()
        tag, get = element.tag, element.get
        named = _named(tag, get("class"), get("id"), get("itemprop"))
        if (
            named.box
            or (tag == "header" and _is_site_header(element, titles))
            or get("hidden") is not None
            or ((style := get("style")) and _HIDDEN.search(style))
        ) and page.is_beside(element, named):
            boxes.append(string_of(element))
            _drop(element)
            continue
        if named.rank is not None:
            bodies.append((named.rank, element))
        if len(element):
            stack += element[::-1]
    return bodies, boxes


class _Page:
    """How much of the page's own text, outside links, an element holds; all of it is counted when asked."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._total: int | None = None

    def is_beside(self, element: Any, named: _Named) -> bool:
        """Whether what looks like a box is one: it holds neither the article nor most of the page's text."""
        text = string_of(element)
        if len(text) < MIN_BODY:
            return True
        if element.tag not in _CUT_TAGS and _holds_body(element):
            return False
        if named.readers:
            return True
        weight = len(text) - _linked(element)
        if weight <= MIN_BODY:
            return True
        if self._total is None:
            self._total = len(string_of(self._body)) - _linked(self._body)
        return weight * 2 <= self._total


def _holds_body(element: Any) -> bool:
    """Whether an element is, or holds, one that content systems put the text into by its name."""
    return any(
        named_body(inner.get("class"), inner.get("id"), inner.get("itemprop")) is not None
        for inner in element.iter(*_BODY_TAGS)
    )


@cache
def _cut_names() -> frozenset[str]:
    return frozenset(row["token"] for row in load("page_cuts"))


def _linked(element: Any) -> int:
    """Characters of the text of the links in an element."""
    return sum(map(len, _LINK_TEXTS(element)))


def _drop(element: Any) -> None:
    """Takes `element` out and leaves the text behind it where it was."""
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _is_site_header(element: Any, titles: list[str]) -> bool:
    """Whether a header is the site's: it stands outside the article and holds no headline."""
    if any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors()):
        return False
    for heading in element.iter("h1", "h2", "h3"):
        text = letters(string_of(heading))
        if len(text) >= 12 and (not titles or any(text in title for title in titles)):
            return False
        if len(text) >= 12 and names_of(heading) & TITLE_PARTS:
            return False
    return True
