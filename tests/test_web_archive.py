"""Web archives: every page at its URL and time, whatever the file's size and wherever it is damaged."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingestion.records import RejectionReason as Why
from ingestion.sources.archive import WebArchive
from ingestion.sources.found import Found, Known, Limits, SourceError
from tests.warcs import HTML, Record, write

LIMITS = Limits(document_bytes=10_000)
URL = "https://news.example.kr/1"
BODY = "<p>가나시는 도서관에 12억원을 편성했다.</p>".encode()
PACKED = pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])


def read(path: Path, offset: int | None = None, *, first: Found | None = None) -> list[Found]:
    """All pages, or those behind an offset."""
    known = (
        Known(offsets={first.archive: offset}) if first and first.archive and offset is not None else Known()
    )
    return [found for found in WebArchive(str(path), LIMITS).find(known) if not found.is_note]


def many(count: int) -> list[Record]:
    return [
        Record(f"https://news.example.kr/{number}", BODY + bytes(str(number), "ascii") * 200)
        for number in range(count)
    ]


def http(**headers: str) -> dict[str, str]:
    return HTML | {name.replace("_", "-"): value for name, value in headers.items()}


@PACKED
def test_a_page_has_its_url_its_time_its_bytes_and_its_encoding(tmp_path: Path, packed: bool) -> None:
    headers = {"Content-Type": "text/html; charset=EUC-KR"}
    (found,) = read(
        write(tmp_path / "a.warc", [Record(URL, "예산".encode("euc-kr"), headers)], packed=packed)
    )
    assert found.document is not None
    assert found.locator == URL
    assert found.seen_at == datetime(2025, 11, 12, 1, 2, 3, tzinfo=UTC)
    assert found.document.content == "예산".encode("euc-kr")
    assert (found.document.media_type, found.document.declared_encoding) == ("text/html", "euc-kr")


CHUNKED = (
    b"5\r\n" + BODY[:5] + b"\r\n" + f"{len(BODY) - 5:x}".encode() + b"\r\n" + BODY[5:] + b"\r\n0\r\n\r\n"
)
BODIES = {
    "chunked": (CHUNKED, http(Transfer_Encoding="chunked")),
    "said to be chunked": (BODY, http(Transfer_Encoding="chunked")),
    "gzip": (gzip.compress(BODY), http(Content_Encoding="gzip")),
    "brotli": (brotli.compress(BODY), http(Content_Encoding="br")),
    "said to be gzip": (BODY, http(Content_Encoding="gzip")),
    "said to be brotli": (BODY, http(Content_Encoding="br")),
    "packed in an unknown way": (BODY, http(Content_Encoding="x-own")),
    "without a type": (BODY, {"Server": "x"}),
    "with the type in capitals": (BODY, {"Content-Type": "TEXT/HTML"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_unpacked_and_headers_that_lie_do_no_harm(tmp_path: Path, name: str) -> None:
    body, headers = BODIES[name]
    (found,) = read(write(tmp_path / "a.warc.gz", [Record(URL, body, headers)]))
    assert found.document is not None, found.detail
    assert found.document.content == BODY
    assert found.document.media_type == "text/html"


@dataclass(frozen=True)
class Other:
    """A record that is no page; `reason` None: it is passed over."""

    name: str
    record: Record
    reason: Why | None = None


PNG = {"Content-Type": "image/png"}
BOMB = gzip.compress(bytes(9_000_000))
OTHERS = [
    Other("not found", Record(URL, status="404 Not Found"), Why.HTTP_STATUS),
    Other("moved", Record(URL, status="301 Moved")),
    Other("a picture", Record(URL, headers=PNG)),
    Other("a picture that is not there", Record(URL, headers=PNG, status="404 Not Found")),
    Other("a style", Record(URL, headers={"Content-Type": "text/css"})),
    Other("data", Record(URL, headers={"Content-Type": "application/json"})),
    Other("a bundle", Record(URL, headers={"Content-Type": "application/zip"}), Why.UNSUPPORTED_TYPE),
    Other("a request", Record(URL, kind="request", status="GET / HTTP/1.1")),
    Other("a revisit", Record(URL, kind="revisit")),
    Other("metadata", Record(URL, kind="metadata")),
    Other("a name look-up", Record("dns:news.example.kr")),
    Other("nothing", Record(URL, b""), Why.EMPTY),
    Other("too large", Record(URL, b"x" * 10_001), Why.TOO_LARGE),
    Other("a bomb", Record(URL, BOMB, http(Content_Encoding="gzip")), Why.TOO_LARGE),
    Other("no HTTP", Record(URL, b"x", kind="conversion")),
]  # fmt: skip


@PACKED
@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_what_is_no_page_is_passed_over_or_refused(tmp_path: Path, other: Other, packed: bool) -> None:
    found = read(write(tmp_path / "a.warc", [other.record, Record("http://good.kr/", BODY)], packed=packed))
    assert [entry.reason for entry in found[:-1]] == ([other.reason] if other.reason else [])
    assert found[-1].document is not None


@PACKED
def test_reading_goes_on_behind_every_page_and_reads_none_twice(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a.warc", many(5), packed=packed)
    whole = read(path)
    assert [entry.locator[-1] for entry in whole] == list("01234")
    for number, entry in enumerate(whole, 1):
        assert read(path, entry.offset, first=whole[0]) == whole[number:]
    assert whole[-1].offset == path.stat().st_size


@PACKED
def test_an_archive_is_read_up_to_where_it_is_cut_short_and_on_when_it_has_grown(
    tmp_path: Path, packed: bool
) -> None:
    whole = write(tmp_path / "whole.warc", many(4), packed=packed)
    content, pages = whole.read_bytes(), read(whole)
    starts = [pages[2].offset or 0, pages[0].offset or 0]
    for cut in (len(content) - 1, starts[0] + 5, starts[0] + 30, starts[0] + 300, starts[1] + 200):
        path = tmp_path / f"{cut}.warc"
        path.write_bytes(content[:cut])
        *some, fault = read(path)
        count = 4 if cut == len(content) - 1 else 3 if cut > starts[0] else 1
        assert [entry.document for entry in some] == [entry.document for entry in pages[:count]]
        assert fault.reason is Why.BROKEN_ARCHIVE
        assert fault.offset is None
        path.write_bytes(content)
        rest = read(path, some[-1].offset, first=some[0])
        seen = [entry.document for entry in (*some, *rest)]
        assert set(seen) == {entry.document for entry in pages}
        assert len(seen) <= 5  # none is lost; at most the last one, whose end was missing, is read again


@pytest.mark.parametrize(
    ("packed", "first", "last"),
    [(True, 0, 4), (True, 20, 120), (True, 100, 140), (False, 0, 4), (False, 20, 120)],
)
def test_reading_goes_on_behind_damage(tmp_path: Path, packed: bool, first: int, last: int) -> None:
    path = write(tmp_path / "a.warc", many(6), packed=packed)
    pages = read(path)
    content = bytearray(path.read_bytes())
    for place in range((pages[2].offset or 0) + first, (pages[2].offset or 0) + last):
        content[place] = 0x55
    path.write_bytes(content)
    found = read(path)
    assert sum(entry.reason is Why.BROKEN_ARCHIVE for entry in found) == 1
    assert {entry.locator for entry in found} >= {entry.locator for entry in pages if entry != pages[3]}
    assert found[-1].offset == path.stat().st_size


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_bytes_make_it_fail(tmp_path: Path, data: st.DataObject) -> None:
    path = write(tmp_path / "a.warc", many(3), packed=data.draw(st.booleans()))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        place = 10 + int(data.draw(st.floats(0, 0.999)) * (len(content) - 10))
        content[place : place + data.draw(st.integers(0, 50))] = data.draw(st.binary(max_size=50))
    path.write_bytes(content)
    found = read(path)
    assert all(entry.document or entry.reason for entry in found)
    assert found, "a damaged archive says at least that it is damaged"


def test_patterns_choose_among_the_urls(tmp_path: Path) -> None:
    urls = ["https://a.kr/news/1", "https://a.com/news/2", "https://b.kr/sports/3"]
    path = write(tmp_path / "a.warc.gz", [Record(url, BODY) for url in urls])
    archive = WebArchive(str(path), LIMITS, include=["*://*.kr/*"], exclude=["*/sports/*"])
    assert [entry.locator for entry in archive.find(Known())] == urls[:1]


def test_several_archives_are_one_source_and_know_how_large_they_are(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    paths = [write(tmp_path / "2025" / f"{name}.warc.gz", many(2)) for name in "ba"]
    archive = WebArchive(str(tmp_path / "**" / "*.warc.gz"), LIMITS)
    found = list(archive.find(Known()))
    assert [Path((entry.archive or "").partition("#")[0]).name for entry in found] == [
        *("a.warc.gz", "a.warc.gz", "b.warc.gz", "b.warc.gz")
    ]
    assert archive.size() == sum(path.stat().st_size for path in paths)


def test_another_archive_of_the_same_name_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", many(3))
    first = read(path)
    write(
        path, [Record(f"https://other.kr/{number}", BODY, date="2026-01-01T00:00:00Z") for number in range(9)]
    )
    assert len(read(path, first[-1].offset, first=first[0])) == 9


def test_an_archive_without_any_page_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", [])
    (note,) = WebArchive(str(path), LIMITS).find(Known())
    assert note.is_note
    assert (
        list(WebArchive(str(path), LIMITS).find(Known(offsets={note.archive or "": note.offset or 0}))) == []
    )


def test_an_empty_archive_is_a_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").touch()
    assert [entry.reason for entry in read(tmp_path / "a.warc.gz")] == [Why.EMPTY]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.warc", None, "no such web archive"),
        ("a.warc", b"<html>", "is no web archive"),
        ("*.warc", None, "no such"),
    ],
)
def test_what_is_no_archive_is_an_error(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        WebArchive(str(tmp_path / name), LIMITS).check()
