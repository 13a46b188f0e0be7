"""Web archives (WARC, WARC.gz) as a source, read as a stream: the form of the public news crawls."""

from __future__ import annotations

import glob
import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.stream_io import ChunkedReader

from ingestion.records import Document, RejectionReason
from ingestion.sources.folder import locator
from ingestion.sources.found import MEDIA_TYPES, Found, Known, Limits, SourceError
from ingestion.sources.patterns import UrlPatterns
from ingestion.sources.unpack import UnpackError, unpacked

# What a page is dressed in, and no page: a crawl is full of it.
_DRESS = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_DRESS_ENDINGS = ("+json", "/json", "+xml", "/xml", "x-javascript", "font-woff", "/octet-stream")
_PAGES = set(MEDIA_TYPES.values())
# The first bytes tell one archive from another that took its name; they stay when it grows.
_TELLING_BYTES = 512
# How a packed record begins, and how a plain one ends.
_GZIP = b"\x1f\x8b\x08"
_GAP = b"\r\n\r\n"
_STEP = 1 << 20
_PASSED_OVER = (
    *(WarcRecordType.request, WarcRecordType.metadata, WarcRecordType.revisit, WarcRecordType.warcinfo),
    *(WarcRecordType.resource, WarcRecordType.conversion, WarcRecordType.continuation),
)


class WebArchive:
    """One or more WARC files. Pages are told by URL, at the time of their crawl.

    Args:
        path: a file, or a pattern with `*` (`**` for any folders) that names several.
        limits: records of more than `document_bytes` (unpacked) are not read.
        include: patterns of URLs (`*://*.kr/*`; `*` stands for anything); none: every page.
        exclude: of these, patterns of what is left out.
        name: what the ledger calls it; none: the path as a locator.
    """

    def __init__(
        self,
        path: str,
        limits: Limits,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        name: str | None = None,
    ) -> None:
        self._path = path
        self._limit = limits.document_bytes
        self._patterns = UrlPatterns(include, exclude)
        self.name = name or locator(Path(path))

    def check(self) -> None:
        """Look whether there is such a file, and whether it is a web archive.

        Raises:
            SourceError: there is none, or it is something else.
        """
        for path in self._paths():
            try:
                with path.open("rb") as file:
                    head = file.read(_TELLING_BYTES)
            except OSError as error:
                raise SourceError(f"the web archive {path} cannot be read: {error.strerror}") from None
            if head and not head.startswith((b"WARC/", b"\x1f\x8b")):
                raise SourceError(f"{path} is no web archive: it begins with neither WARC/ nor gzip's mark")

    def size(self) -> int | None:
        """The bytes of all its files."""
        return sum(path.stat().st_size for path in self._paths())

    def find(self, known: Known) -> Iterator[Found]:
        """Every page of every file, in their order, from where `known` says that reading stopped.

        Answers that bring no page (404) are rejections; redirects, revisits, pictures, scripts and what is
        no answer of a server are passed over. Behind a damaged record reading goes on.

        Raises:
            SourceError: as `check` does.
        """
        self.check()
        return (found for path in self._paths() for found in self._read(path, known))

    def _paths(self) -> list[Path]:
        if os.path.lexists(self._path):
            return [Path(self._path)]
        found = sorted(glob.glob(self._path, recursive=True))
        if not found:
            raise SourceError(
                f"no such web archive: {self._path} (in {os.getcwd()}); name a .warc or .warc.gz file, or "
                "several with *"
            )
        return [Path(path) for path in found]

    def _read(self, path: Path, known: Known) -> Iterator[Found]:
        with path.open("rb") as file:
            archive = f"{locator(path)}#{hashlib.sha256(file.read(_TELLING_BYTES)).hexdigest()[:16]}"
            end = os.fstat(file.fileno()).st_size
            start = known.offsets.get(archive, 0)
            if end == 0:
                yield Found(locator(path), None, RejectionReason.EMPTY, "0 bytes")
            if start >= end:
                return
            # A record is passed on when the next one begins: only then is known where that is.
            held: Found | None = None
            for offset, found in self._records(file, start, end, locator(path)):
                if held is not None:
                    yield _at(held, archive, offset)
                held = found
            if held is not None and held.reason is RejectionReason.BROKEN_ARCHIVE:
                yield held  # without an offset: the next run looks there again, the file may have grown
            elif held is not None:
                yield _at(held, archive, end)
            else:
                yield Found(locator(path), None, archive=archive, offset=end)

    def _records(self, file: BinaryIO, start: int, end: int, where: str) -> Iterator[tuple[int, Found]]:
        """Where each record begins, and what it holds; a damaged stretch is one entry as well."""
        reported = False
        while start < end:
            file.seek(start)
            last, fault = start, ""
            try:
                for record in ArchiveIterator(file):
                    last = record.stream_pos
                    found = self._found(record)
                    reported = False
                    if found is not None:
                        yield last, found
                whole = _whole(file, last, end)
                if whole == end:
                    return
                last, fault = whole, "cut short"
            except (_FaultError, OSError, ValueError, EOFError) as error:
                fault = str(error)
            if not reported:
                yield last, Found(where, None, RejectionReason.BROKEN_ARCHIVE, f"at byte {last}: {fault}")
            reported = True
            start = _next_beginning(file, last + 1, end)

    def _found(self, record: WarcRecord) -> Found | None:
        """What a record holds; None: nothing that could be a page.

        Raises:
            _FaultError: it is not whole.
        """
        if record.record_type in _PASSED_OVER:
            return None
        if record.record_type != WarcRecordType.response:
            raise _FaultError("a record of no known kind")
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        if not url.startswith(("http://", "https://")) or not self._patterns.mean(url):
            return None
        http = record.http_headers if record.is_http_parsed else None
        status = http.status_code if http is not None else None
        if http is None or not isinstance(status, int):
            raise _FaultError("an answer of a server without its status and headers")
        if 300 <= status < 400:
            return None
        seen_at = _date(record)
        media_type = (record.http_content_type or "text/html").partition(";")[0].strip().lower()
        if media_type.startswith(_DRESS) or media_type.endswith(_DRESS_ENDINGS):
            return None
        if status != 200:
            return Found(url, None, RejectionReason.HTTP_STATUS, str(status), seen_at)
        if media_type not in _PAGES:
            return Found(url, None, RejectionReason.UNSUPPORTED_TYPE, media_type, seen_at)
        if record.content_length > self._limit:
            return self._too_large(url, record.content_length, seen_at)
        raw = record.reader.read()
        if len(raw) < record.content_length:
            raise _FaultError(f"cut short: {len(raw)} of {record.content_length} bytes of {url}")
        content = _plain(raw, http.get("Transfer-Encoding"), http.get("Content-Encoding"), self._limit)
        if len(content) > self._limit:
            return self._too_large(url, len(content), seen_at)
        if not content:
            return Found(url, None, RejectionReason.EMPTY, "0 bytes", seen_at)
        return Found(url, Document.of(content, media_type, record.http_charset), seen_at=seen_at)

    def _too_large(self, url: str, size: int, seen_at: datetime | None) -> Found:
        detail = f"{size} bytes or more; the limit max_document_bytes is {self._limit}"
        return Found(url, None, RejectionReason.TOO_LARGE, detail, seen_at)


class _FaultError(Exception):
    """A record that is not whole."""


def _plain(raw: bytes, transfer: str | None, encoding: str | None, limit: int) -> bytes:
    """The page of an answer. Many crawlers unpack what they keep and leave the headers as they were: what
    is not packed as they say is taken as it is."""
    if transfer and "chunked" in transfer.lower():
        with suppress(OSError, ValueError):
            raw = ChunkedReader(BytesIO(raw)).read() or raw
    try:
        return unpacked(raw, encoding, limit) or raw
    except UnpackError:
        return raw


def _date(record: WarcRecord) -> datetime | None:
    try:
        return record.record_date.astimezone(UTC)
    except (ValueError, AttributeError, OverflowError):
        return None


def _at(found: Found, archive: str, offset: int) -> Found:
    return replace(found, archive=archive, offset=offset)


def _whole(file: BinaryIO, start: int, end: int) -> int:
    """Where the last whole record ends, of those that begin at `start`."""
    file.seek(start)
    if file.read(2) != _GZIP[:2]:
        file.seek(max(start, end - len(_GAP)))
        return end if file.read() == _GAP else start
    file.seek(start)
    whole, fed, member = start, start, zlib.decompressobj(31)
    while chunk := file.read(_STEP):
        fed += len(chunk)
        while chunk:
            member.decompress(chunk, _STEP)  # what comes out is not wanted
            chunk = member.unconsumed_tail or member.unused_data
            if member.eof:
                whole = fed - len(chunk)
                member = zlib.decompressobj(31)
    return whole


def _next_beginning(file: BinaryIO, start: int, end: int) -> int:
    """Where the next record may begin, packed or plain; `end` where none does."""
    while start < end:
        file.seek(start)
        chunk = file.read(_STEP)
        plain = chunk.find(_GAP + b"WARC/1.")
        places = [
            place for place in (chunk.find(_GZIP), plain + len(_GAP) if plain >= 0 else -1) if place >= 0
        ]
        if places:
            return start + min(places)
        start += max(len(chunk) - 16, 1)
    return end
