"""What a feed, a sitemap or a plain list of URLs lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex|rss|feed|rdf)[\s/>]", re.IGNORECASE)
_HEAD_BYTES = 4096
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is listed. `changed` is when it changed last, as the list has it; `page` is a page made
    of what a feed says of it itself, where it brings the whole text."""

    url: str
    changed: str | None = None
    page: bytes | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds: pages, further lists (of a sitemap index), and what is wrong with it."""

    pages: tuple[Entry, ...]
    lists: tuple[Entry, ...] = ()
    fault: str | None = None


def read_list(content: bytes, url: str, media_type: str = "") -> Listing:
    """Read a list of any of these kinds, told by what it begins with.

    Args:
        content: its bytes.
        url: where it was found; relative links count from there.
        media_type: what the server said that it is; feeds take the encoding from it.

    What can be read of a broken list is read; `fault` then says what is wrong.
    """
    head = content[:_HEAD_BYTES]
    root = _ROOT.search(head)
    if root is not None and root[1].lower() in (b"urlset", b"sitemapindex"):
        return _sitemap(content, url)
    if root is not None:
        return _feed(content, url, media_type)
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        return Listing((), fault="markup, but neither a feed nor a sitemap")
    return _plain(content, url)


def joined(base: str, link: str) -> str:
    """Where a link leads; one that cannot be one stays as it is, and is refused when it is asked for."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _sitemap(content: bytes, url: str) -> Listing:
    """Entries of a sitemap or a sitemap index. Its tree is dropped as it grows."""
    found: dict[str, list[Entry]] = {"url": [], "sitemap": []}
    fault = None
    elements = etree.iterparse(
        BytesIO(content),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for _, element in elements:
            kind = _local(element)
            if kind in found:
                said = {_local(part): (part.text or "").strip() for part in element}
                if said.get("loc"):
                    found[kind].append(Entry(joined(url, said["loc"]), said.get("lastmod") or None))
                element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:  # ValueError: bytes that are no text
        fault = str(error)
    if fault is None and len(elements.error_log):
        fault = str(elements.error_log[0].message)
    if fault is None and not any(found.values()):
        fault = "a sitemap without any entry"
    return Listing(tuple(found["url"]), tuple(found["sitemap"]), fault)


def _local(element: Any) -> str:
    """The name without its namespace; a comment has none."""
    return str(element.tag).rpartition("}")[2]


def _feed(content: bytes, url: str, media_type: str) -> Listing:
    headers = {"content-location": url, "content-type": media_type or "application/xml"}
    said = feedparser.parse(BytesIO(content), response_headers=headers, sanitize_html=False)
    outlet = str(said.feed.get("title", ""))
    pages = []
    for item in said.entries:
        link = item.get("link") or (f"{url}#{item.id}" if item.get("id") else None)
        if link:
            page = _page(item, outlet)
            told = dict(item)  # as it stands there: the parser's own mapping guesses
            pages.append(Entry(joined(url, link), told.get("updated") or told.get("published"), page))
    fault = None
    # A wrong declaration of the encoding is mended by the parser, and common.
    if said.bozo and not isinstance(said.bozo_exception, feedparser.CharacterEncodingOverride):
        fault = str(said.bozo_exception)
    return Listing(tuple(pages), fault=fault)


def _page(item: Any, outlet: str) -> bytes | None:
    """A page of an item's own text; None where it brings none."""
    bodies = [part.value for part in item.get("content", []) if part.get("value")]
    body = bodies[0] if bodies else item.get("summary")
    if not body:
        return None
    title = escape(_BLANK.sub(" ", str(item.get("title", ""))).strip())
    told = dict(item)
    published = escape(_iso(str(told.get("published") or told.get("updated") or "")))
    head = (
        f'<meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{escape(outlet)}">'
        f'<meta property="article:published_time" content="{published}">'
    )
    text = f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return text.encode("utf-8", "replace")


def _iso(date: str) -> str:
    """A date of RSS as one of Atom, in its own time zone: the day is what counts."""
    try:
        return parsedate_to_datetime(date).isoformat()
    except ValueError:
        return date


def _plain(content: bytes, url: str) -> Listing:
    """URLs line by line; blank lines and those that begin with # say nothing."""
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    said = {number: line for number, line in enumerate(lines, 1) if line and not line.startswith("#")}
    wrong = [number for number, line in said.items() if not line.startswith(("http://", "https://"))]
    pages = tuple(Entry(line) for number, line in said.items() if number not in set(wrong))
    fault = None
    if wrong:
        fault = f"line {wrong[0]} is no URL" + (f", nor are {len(wrong) - 1} others" if wrong[1:] else "")
    elif not pages:
        fault = "an empty list"
    return Listing(pages, fault=fault)
