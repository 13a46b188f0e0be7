"""Feeds (RSS, Atom), sitemaps and plain lists of URLs as a source: each page that they list is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ingestion.records import Document, RejectionReason
from ingestion.sources.fetching import RefusedError, Web, normal
from ingestion.sources.found import MEDIA_TYPES, Found, Known, Limits, SourceError
from ingestion.sources.lists import Entry, read_list
from ingestion.sources.patterns import UrlPatterns
from ingestion.sources.unpack import unpacked

# A list of that many pages is remembered whole, so that its pages are looked at when it did not change.
_REMEMBERED = 1000
_GZIP = b"\x1f\x8b"
# Lists of lists go no deeper, and no further.
_DEPTH = 3
_MOST_LISTS = 1000


class Feed:
    """A list of pages at a URL.

    Args:
        url: http or https; what it leads to tells the kind of list.
        limits: of sizes and times.
        web: what does the fetching, shared by the sources of a run.
        include: patterns of URLs (`*://*.kr/*`; `*` stands for anything); none: every page.
        exclude: of these, patterns of what is left out.
        items: take what the feed itself says of each page for the page; nothing else is fetched.
        max_pages: most pages that one run fetches; new ones come first, the others' turn is the next run's.
        wait_seconds: least time between two requests to one host; None: as the limits say.
        name: what the ledger calls it; none: the URL.
    """

    def __init__(
        self,
        url: str,
        limits: Limits,
        web: Web,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        *,
        items: bool = False,
        max_pages: int = 1000,
        wait_seconds: float | None = None,
        name: str | None = None,
    ) -> None:
        self._url = url
        self._limits = limits
        self._web = web
        self._patterns = UrlPatterns(include, exclude)
        self._items = items
        self._max_pages = max_pages
        self._wait = wait_seconds
        self.name = name or url

    def check(self) -> None:
        """Look whether the URL can be one; nothing is fetched.

        Raises:
            SourceError: it cannot.
        """
        try:
            normal(self._url)
        except RefusedError as error:
            raise SourceError(f"the feed {error.detail}") from None

    def size(self) -> int | None:
        """Not known before the end."""
        return None

    def find(self, known: Known) -> Iterator[Found]:
        """Every page that is listed, the new ones first; what a server refuses is a rejection, and is tried
        again by the next run, as nothing is noted of it.

        Raises:
            SourceError: as `check` does.
        """
        self.check()
        return self._find(known)

    def _find(self, known: Known) -> Iterator[Found]:
        entries: dict[str, Entry] = {}
        lists, told = [(Entry(self._url), 0)], {self._url}
        while lists:
            listed, depth = lists.pop(0)
            pages, further, said = self._listing(listed.url, known)
            yield from said
            for entry in pages:
                if self._patterns.mean(entry.url):
                    entries.setdefault(entry.url, entry)
            for entry in further:
                if depth < _DEPTH and len(told) < _MOST_LISTS and entry.url not in told:
                    told.add(entry.url)
                    lists.append((entry, depth + 1))
        fetched = 0
        for entry in sorted(entries.values(), key=lambda entry: entry.url in known.entries):
            if entry.url in self._web.asked:
                continue
            before, document_id = _before(known, entry.url)
            if document_id and entry.changed and before.get("changed") == entry.changed:
                yield Found(entry.url, None, validator=known.entries[entry.url][0], document_id=document_id)
            elif self._items:
                yield self._item(entry)
            elif fetched < self._max_pages:
                fetched += 1
                yield self._fetched(entry, before, document_id)
            else:
                continue
            self._web.asked.add(entry.url)

    def _listing(self, url: str, known: Known) -> tuple[Sequence[Entry], Sequence[Entry], list[Found]]:
        """The pages and the further lists of one list, and what is to be said of it."""
        before, _ = _before(known, url)
        limit = self._limits.list_bytes
        try:
            answer = self._web.get(url, limit, before.get("etag"), before.get("modified"), self._wait)
        except RefusedError as error:
            return [], [], [Found(url, None, error.reason, error.detail)]
        if answer.content is None and not before:
            return [], [], [_unasked(url)]
        if answer.content is None:
            pages = [Entry(*row) for row in before.get("pages", ())]
            return pages, [Entry(*row) for row in before.get("lists", ())], []
        try:
            content = answer.content
            if content.startswith(_GZIP):  # sitemap.xml.gz: packed as a file, not on its way
                content = unpacked(content, "gzip", limit)
            if len(content) > limit:
                return (
                    [],
                    [],
                    [Found(url, None, RejectionReason.TOO_LARGE, f"unpacks to more than {limit} bytes")],
                )
            listing = read_list(content, url, answer.content_type)
        except Exception as error:  # what no parser foresaw
            detail = f"{type(error).__name__}: {error}"
            return [], [], [Found(url, None, RejectionReason.NOT_A_FEED, detail)]
        if listing.fault is not None:
            kept = len(listing.pages) + len(listing.lists)
            detail = f"{listing.fault}; {kept} entries could be read"
            return listing.pages, listing.lists, [Found(url, None, RejectionReason.NOT_A_FEED, detail)]
        noted: list[Found] = []
        if (answer.etag or answer.modified) and len(listing.pages) + len(listing.lists) <= _REMEMBERED:
            memory = {
                "etag": answer.etag,
                "modified": answer.modified,
                "pages": [[entry.url, entry.changed] for entry in listing.pages if not self._items],
                "lists": [[entry.url, entry.changed] for entry in listing.lists],
            }
            noted = [Found(url, None, validator=json.dumps(memory))]
        return listing.pages, listing.lists, noted

    def _item(self, entry: Entry) -> Found:
        if entry.page is None:
            return Found(entry.url, None, RejectionReason.EMPTY, "the feed brings no text of it")
        if len(entry.page) > self._limits.document_bytes:
            detail = f"{len(entry.page)} bytes; the limit max_document_bytes is {self._limits.document_bytes}"
            return Found(entry.url, None, RejectionReason.TOO_LARGE, detail)
        validator = json.dumps({"changed": entry.changed} if entry.changed else {})
        return Found(entry.url, Document.of(entry.page, "text/html", "utf-8"), validator=validator)

    def _fetched(self, entry: Entry, before: dict[str, Any], document_id: str) -> Found:
        etag, modified = (before.get("etag"), before.get("modified")) if document_id else (None, None)
        limit = self._limits.document_bytes
        try:
            answer = self._web.get(entry.url, limit, etag, modified, self._wait)
        except RefusedError as error:
            return Found(entry.url, None, error.reason, error.detail)
        if answer.content is None and not document_id:
            return _unasked(entry.url)
        told = {"etag": answer.etag, "modified": answer.modified, "changed": entry.changed}
        if answer.content is None:
            told = {name: value or before.get(name) for name, value in told.items()}
        # Also without any value: it tells that the page is no new one.
        validator = json.dumps({name: value for name, value in told.items() if value})
        if answer.content is None:
            return Found(entry.url, None, validator=validator, document_id=document_id)
        media_type = answer.media_type or "text/html"
        if media_type not in MEDIA_TYPES.values():
            return Found(entry.url, None, RejectionReason.UNSUPPORTED_TYPE, media_type)
        if not answer.content:
            return Found(entry.url, None, RejectionReason.EMPTY, "0 bytes")
        return Found(entry.url, Document.of(answer.content, media_type, answer.encoding), validator=validator)


def _unasked(url: str) -> Found:
    return Found(url, None, RejectionReason.HTTP_STATUS, "304, although nothing of it is known")


def _before(known: Known, url: str) -> tuple[dict[str, Any], str]:
    """What an earlier run noted of a URL, and the document that it had there."""
    validator, document_id = known.entries.get(url, ("", ""))
    try:
        noted = json.loads(validator)
    except ValueError:
        return {}, document_id
    return (noted if isinstance(noted, dict) else {}), document_id
