"""Elements of a marked-up page: their names, which hold running text, and which holds the article."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from ingestion.lines import is_official, is_sentence, letters, squeeze
from ingestion.rules import load

BLOCK_TAGS = {
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
WHOLE_TAGS = {"html", "body", "main", "form"}
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
MIN_BODY = 40  # letters: less is no article's text


def names_of(element: Any) -> frozenset[str]:
    """The lower-case words in an element's class and id."""
    return split_names(element.get("class"), element.get("id"))


@lru_cache(maxsize=8192)
def split_names(classes: str | None, name: str | None) -> frozenset[str]:
    """The lower-case words in class and id: `articleBody view_txt` → article, body, view, txt."""
    raw = f"{classes or ''} {name or ''}"
    return frozenset(part.lower() for part in _NAME_PARTS.findall(raw[:300]))


@lru_cache(maxsize=8192)
def named_body(classes: str | None, name: str | None, itemprop: str | None) -> int | None:
    """The rank of an element that content systems put the text into by its name; None for any other."""
    keys = [("itemprop", itemprop), ("id", name), *(("class", word) for word in (classes or "").split())]
    return min((rank for key in keys if (rank := _body_names().get(key)) is not None), default=None)


@cache
def _body_names() -> dict[tuple[str, str | None], int]:
    return {(row["attribute"], row["value"]): rank for rank, row in enumerate(load("page_bodies"))}


def string_of(element: Any) -> str:
    """All the text in `element`."""
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def article_root(body: Any, bodies: list[tuple[int, Any]]) -> Any:
    """The element that holds the article: the best of `bodies` (ranks and elements that content systems put
    it into), else the element with the most running text directly in it."""
    best: dict[int, Any] = {}
    for rank, element in bodies:
        if rank not in best or len(string_of(element)) > len(string_of(best[rank])):
            best[rank] = element
    for rank in sorted(best):
        root = _with_siblings(best[rank])
        text = string_of(root)
        if len(letters(text[: 10 * MIN_BODY])) >= MIN_BODY or len(letters(text)) >= MIN_BODY:
            return root
    return _densest(body)


def _with_siblings(element: Any) -> Any:
    """The parent, where the article is spread over several siblings of one class."""
    parent = element.getparent()
    classes = element.get("class")
    if parent is None or not classes or parent.tag in WHOLE_TAGS:
        return element
    twins = [x for x in parent if x.get("class") == classes]
    return parent if len(twins) > 1 and sum("다." in string_of(x) for x in twins) > 1 else element


def _densest(body: Any) -> Any:
    """The element whose own blocks hold the most running text outside links."""
    scores: dict[Any, float] = {}
    for element in body.iter():
        for owner, text in ((element, element.text), (element.getparent(), element.tail)):
            if text and owner is not None and len(text) > 15 and _is_running(squeeze(text)):
                holder = _block_of(owner)
                if holder is None:
                    continue
                share = float(len(text))
                for level in (holder, *islice(holder.iterancestors(), 2)):
                    if level.tag == "html":
                        break
                    single = level is holder and holder.tag in ("p", "li", "dd")
                    scores[level] = scores.get(level, 0.0) + (0.0 if single else share)
                    share *= 0.7
    if not scores:
        return body
    return max(scores, key=lambda element: scores[element])


def _is_running(text: str) -> bool:
    return is_sentence(text) or is_official(text)


def _block_of(element: Any) -> Any:
    """The nearest block element, or None inside a link."""
    while element is not None and element.tag not in BLOCK_TAGS:
        if element.tag == "a":
            return None
        element = element.getparent()
    return element
