"""Elements of a marked-up page: their names, which hold running text, and which holds the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from ingestion.lines import is_official, is_sentence, letters, squeeze
from ingestion.rules import load

BLOCK_TAGS = {
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
WHOLE_TAGS = {"html", "body", "main", "form"}
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MIN_BODY = 40  # letters: less is no article's text


def names_of(element: Any) -> frozenset[str]:
    """The lower-case words in an element's class and id."""
    raw = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _split(raw) if len(raw) > 1 else frozenset()


@lru_cache(maxsize=4096)
def _split(raw: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _NAME_PARTS.findall(raw[:300]))


@cache
def body_names() -> dict[tuple[str, str], int]:
    """The (attribute, value) pairs by which content systems name an article's text, with their rank."""
    return {(row["attribute"], row["value"]): rank for rank, row in enumerate(load("page_bodies"))}


def is_named_body(element: Any) -> bool:
    """Whether an element is one that content systems put the text into."""
    return any(key in body_names() for key in _keys(element))


def _keys(element: Any) -> Iterator[tuple[str, str]]:
    if element.get("itemprop"):
        yield "itemprop", element.get("itemprop")
    if element.get("id"):
        yield "id", element.get("id")
    for word in (element.get("class") or "").split():
        yield "class", word


def _sentence_weight(element: Any) -> int:
    return int(element.text_content().count("다."))


def article_root(body: Any) -> Any:
    """The element that holds the article: by the content system's own name for it, else the
    element with the most running text directly in it."""
    bodies = body_names()
    best: dict[int, Any] = {}
    for element in body.iter():
        for key in _keys(element) if element.attrib else ():
            rank = bodies.get(key)
            if rank is not None and (rank not in best or _weight(element) > _weight(best[rank])):
                best[rank] = element
    for rank in sorted(best):
        root = _with_siblings(best[rank])
        if _weight(root) >= _MIN_BODY:
            return root
    return _densest(body)


def _weight(element: Any) -> int:
    return len(letters(element.text_content()))


def _with_siblings(element: Any) -> Any:
    """The parent, where the article is spread over several siblings of one class."""
    parent = element.getparent()
    if parent is None or not element.get("class") or parent.tag in WHOLE_TAGS:
        return element
    twins = [x for x in parent if x.get("class") == element.get("class") and _sentence_weight(x)]
    return parent if len(twins) > 1 else element


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
