"""Web archives for the tests, written by another library than the one that reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Record:
    """One record of an archive."""

    url: str
    body: bytes = b"<p>page</p>"
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    status: str = "200 OK"
    kind: str = "response"
    date: str = "2025-11-12T01:02:03Z"


def write(path: Path, records: Iterable[Record], *, packed: bool = True) -> Path:
    """An archive with these records behind its own."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "tests"}))
        for record in records:
            http = None
            if record.kind in ("response", "request", "revisit"):
                http = StatusAndHeaders(record.status, list(record.headers.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    record.url,
                    record.kind,
                    payload=BytesIO(record.body),
                    http_headers=http,
                    warc_headers_dict={"WARC-Date": record.date},
                )
            )
    return path


def article(number: int, sentences: int = 5) -> bytes:
    """A page of its own for each number."""
    text = f"김천시는 내년 도서관에 {number + 1}억원을 편성했다. " + "주민 설명회도 연다. " * sentences
    body = f"<article><h1>내년 예산 {number}</h1><p>{text}</p></article>"
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()
