"""Feeds, sitemaps and lists of URLs: what is listed is fetched, once, and again only when it has changed."""

from __future__ import annotations

import gzip
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.records import RejectionReason
from ingestion.sources.addresses import is_public
from ingestion.sources.feed import Feed
from ingestion.sources.fetching import Answer, RefusedError, Web
from ingestion.sources.found import Found, Known, Limits, SourceError
from ingestion.sources.lists import read_list
from tests.feed_server import Server, moved, page, serving, status, then, validated

LIMITS = Limits(fetch_attempts=1, fetch_wait_seconds=0, private_networks=("127.0.0.0/8",))
AT = "https://news.example.kr/feeds/all"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>가나일보</title><link>https://news.example.kr/</link>
<item><title>도서관 예산</title><link>/a?x=1&amp;y=2</link><pubDate>Wed, 12 Nov 2025 09:00:00 +0900</pubDate>
<content:encoded><![CDATA[<p>가나시는 도서관에 12억원을 편성했다.</p>]]></content:encoded></item>
<item><title>공원</title><link>https://news.example.kr/b</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>가나시</title>
<entry><title>예산</title><link href="c"/><updated>2025-11-12T00:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://news.example.kr/d </loc><lastmod>2025-11-12</lastmod></url>
<url><loc>https://news.example.kr/e</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example.kr/2025.xml</loc></sitemap></sitemapindex>"""


@dataclass(frozen=True)
class Case:
    """A list, and the URLs of its pages and of its further lists."""

    name: str
    text: str
    pages: tuple[str, ...]
    lists: tuple[str, ...] = ()
    fault: str | None = None


ROOT = "https://news.example.kr"
CASES = [
    Case("rss", RSS, (f"{ROOT}/a?x=1&y=2", f"{ROOT}/b")),
    Case("atom", ATOM, (f"{ROOT}/feeds/c",)),
    Case("sitemap", SITEMAP, (f"{ROOT}/d", f"{ROOT}/e")),
    Case("index", INDEX, (), (f"{ROOT}/2025.xml",)),
    Case("plain", f"\ufeff# ours\n{ROOT}/f\n\n{ROOT}/g\r\n", (f"{ROOT}/f", f"{ROOT}/g")),
    Case("cut-short rss", RSS[:-60], (f"{ROOT}/a?x=1&y=2",), fault=""),
    Case("rss with a slip", RSS.replace("예산<", "& 예산<"), (f"{ROOT}/a?x=1&y=2", f"{ROOT}/b"), fault=""),
    Case("cut-short sitemap", SITEMAP[:-60], (f"{ROOT}/d",), fault=""),
    Case("empty sitemap", "<urlset/>", (), fault="without any entry"),
    Case("empty list", "\n", (), fault="empty"),
    Case("list with a slip", f"{ROOT}/f\nftp://x\n", (f"{ROOT}/f",), fault="line 2"),
    Case("a page", "<html><body>no feed</body></html>", (), fault="neither a feed nor a sitemap"),
    Case("bytes", "\x00\x01\x02", (), fault="line 1"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_lists_of_every_kind_are_read_as_far_as_they_go(case: Case) -> None:
    listing = read_list(case.text.encode(), AT)
    assert tuple(entry.url for entry in listing.pages) == case.pages
    assert tuple(entry.url for entry in listing.lists) == case.lists
    assert (listing.fault is None) == (case.fault is None), listing.fault
    assert (case.fault or "") in (listing.fault or "")


def test_entities_of_a_list_lead_nowhere() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for body in ("<url><loc>&a9;</loc></url>", "<url><loc>&file;</loc></url>"):
        text = f'<!DOCTYPE x [<!ENTITY a0 "x">{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]><urlset>{body}</urlset>'
        listing = read_list(text.encode(), AT)
        assert all(len(entry.url) < 100 and "root:" not in entry.url for entry in listing.pages)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_list_makes_the_feed_fail(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([RSS, ATOM, SITEMAP, INDEX])).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = int(data.draw(st.floats(0, 1)) * len(content))
        content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    answer = Answer(bytes(content), "text/xml", None, "text/xml", None, None)
    with patch.object(Web, "get", lambda self, url, *rest: answer if url == AT else unreachable()):
        found = list(Feed(AT, LIMITS, Web(LIMITS), max_pages=1).find(Known()))
    assert all(entry.reason or entry.is_note for entry in found)


def unreachable() -> Answer:
    raise RefusedError(RejectionReason.NO_ANSWER, "nothing is fetched here")


ADDRESSES = {
    "93.184.216.34": True,
    "2606:2800:220:1:248:1893:25c8:1946": True,
    "127.0.0.1": False,
    "127.255.255.254": False,
    "0.0.0.0": False,
    "10.1.2.3": False,
    "172.16.0.1": False,
    "192.168.0.1": False,
    "100.64.0.1": False,
    "169.254.169.254": False,
    "224.0.0.1": False,
    "255.255.255.255": False,
    "::": False,
    "::1": False,
    "fe80::1": False,
    "fc00::1": False,
    "ff02::1": False,
    "::ffff:127.0.0.1": False,
    "::ffff:93.184.216.34": True,
    "64:ff9b::7f00:1": False,
    "64:ff9b::5db8:d822": True,
    "2002:7f00:1::": False,
    "2001:0:7f00:1::": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address)) is ADDRESSES[address]


def read(server: Server, known: Known | None = None, **options: Any) -> list[Found]:
    """One run over the list of a server."""
    feed = Feed(f"{server.url}/list", LIMITS, Web(LIMITS, lambda _: None), **options)
    return list(feed.find(known or Known()))


def learned(entries: list[Found], known: Known | None = None) -> Known:
    """What a run leaves for the next one."""
    noted: Mapping[str, tuple[str, str]] = {
        entry.locator: (
            entry.validator,
            entry.document.document_id if entry.document else entry.document_id or "",
        )
        for entry in entries
        if entry.validator
    }
    return Known({**(known.entries if known else {}), **noted})


def test_what_did_not_change_is_not_sent_again_and_is_seen_again() -> None:
    with serving({"/a": validated("<p>가</p>", '"1"'), "/b": page("<p>나</p>")}) as server:
        server.behaviours["/list"] = validated(f"{server.url}/a\n{server.url}/b\n", '"l"')
        first = read(server)
        known = learned(first)
        server.asked.clear()
        again = read(server, known)
        documents = {entry.locator: entry.document for entry in first if entry.document}
        a, b = again
        assert (a.document, a.document_id) == (None, documents[f"{server.url}/a"].document_id)
        assert b.document == documents[f"{server.url}/b"]  # its server has no validator
        sent = {path: headers.get("If-None-Match") for path, headers in server.asked}
        assert sent == {"/robots.txt": None, "/list": '"l"', "/a": '"1"', "/b": None}


def test_new_bytes_at_a_url_are_read_although_the_list_did_not_change() -> None:
    with serving({"/a": validated("<p>가</p>", '"1"')}) as server:
        server.behaviours["/list"] = validated(f"{server.url}/a\n", '"l"')
        known = learned(read(server))
        server.behaviours["/a"] = validated("<p>다</p>", '"2"')
        (entry,) = read(server, known)
        assert entry.document is not None
        assert entry.document.content.decode() == "<p>다</p>"


def test_what_could_not_be_had_is_tried_again_although_the_list_did_not_change() -> None:
    with serving({"/a": then(status(500), page("<p>가</p>"))}) as server:
        server.behaviours["/list"] = validated(f"{server.url}/a\n", '"l"')
        first = read(server)
        assert [entry.reason for entry in first if not entry.is_note] == [RejectionReason.HTTP_STATUS]
        (entry,) = read(server, learned(first))
        assert entry.document is not None


def test_a_page_whose_date_in_the_list_is_the_same_is_not_asked_for() -> None:
    listed = "<urlset><url><loc>{}/a</loc><lastmod>2025-11-{}</lastmod></url></urlset>"
    with serving({"/a": page("<p>가</p>")}) as server:
        server.behaviours["/list"] = page(listed.format(server.url, 12), "text/xml")
        known = learned(read(server))
        (entry,) = read(server, known)
        assert (entry.document, bool(entry.document_id), server.times("/a")) == (None, True, 1)
        server.behaviours["/list"] = page(listed.format(server.url, 13), "text/xml")
        (entry,) = read(server, known)
        assert (entry.document is not None, server.times("/a")) == (True, 2)


def test_a_sitemap_index_leads_to_its_sitemaps_but_in_no_circle() -> None:
    with serving({"/a": page("<p>가</p>"), "/b": page("<p>나</p>")}) as server:
        lists = "".join(f"<sitemap><loc>{server.url}{path}</loc></sitemap>" for path in ("/1", "/list"))
        pages = f"{server.url}/a\n{server.url}/b\n"
        server.behaviours["/list"] = page(f"<sitemapindex>{lists}</sitemapindex>")
        server.behaviours["/1"] = page(pages, "text/plain")
        assert [entry.locator[-2:] for entry in read(server) if entry.document] == ["/a", "/b"]
        assert server.times("/list") == 1


def test_a_broken_feed_is_a_rejection_and_what_could_be_read_of_it_is_read() -> None:
    with serving({"/a": page("<p>가</p>")}) as server:
        text = f"<rss version='2.0'><channel><item><link>{server.url}/a</link></item><item><li"
        server.behaviours["/list"] = page(text, "application/rss+xml")
        fault, entry = read(server)
        assert (fault.locator, fault.reason) == (f"{server.url}/list", RejectionReason.NOT_A_FEED)
        assert "1 entries could be read" in (fault.detail or "")
        assert entry.document is not None


@pytest.mark.parametrize(("content", "reason"), [(b"", None), (bytes(10_000_000), RejectionReason.TOO_LARGE)])
def test_a_packed_sitemap_is_unpacked_but_no_bomb(content: bytes, reason: RejectionReason | None) -> None:
    with serving({"/a": page("<p>가</p>")}) as server:
        packed = gzip.compress(f"<urlset><url><loc>{server.url}/a</loc></url></urlset>".encode() + content)
        server.behaviours["/list"] = lambda asked: asked.send(200, packed, Content_Type="application/gzip")
        limits = replace(LIMITS, list_bytes=1_000_000)
        (entry,) = Feed(f"{server.url}/list", limits, Web(limits, lambda _: None)).find(Known())
        assert (entry.reason, entry.document is None) == (reason, reason is not None)


def test_a_feed_that_is_not_there_is_a_rejection() -> None:
    with serving({}) as server:
        (entry,) = read(server)
        assert (entry.locator, entry.reason) == (f"{server.url}/list", RejectionReason.HTTP_STATUS)


def test_items_are_read_from_the_feed_itself() -> None:
    with serving({"/list": page(RSS, "application/rss+xml")}) as server:
        entry, without = read(server, items=True)
        assert entry.document is not None
        text = entry.document.content.decode()
        assert all(
            word in text
            for word in ("<h1>도서관 예산</h1>", "12억원", "가나일보", "2025-11-12T09:00:00+09:00")
        )
        assert without.reason is RejectionReason.EMPTY
        assert {path for path, _ in server.asked} == {"/robots.txt", "/list"}


def test_patterns_choose_among_the_pages_and_the_most_pages_go_to_new_ones() -> None:
    paths = ["/news/1", "/news/2", "/sports/3", "/news/4", "/other/5"]
    with serving({path: validated(f"<p>{path}</p>", '"1"') for path in paths}) as server:
        server.behaviours["/list"] = page("\n".join(server.url + path for path in paths), "text/plain")
        chosen: dict[str, Any] = {
            "include": ["*/news/*", "*/sports/*"],
            "exclude": ["*/sports/*"],
            "max_pages": 2,
        }
        first = read(server, **chosen)
        second = read(server, learned(first), **chosen)
        assert [entry.locator[-1] for entry in first] == ["1", "2"]
        assert [entry.locator[-1] for entry in second] == ["4", "1"]


def test_a_page_is_fetched_once_although_two_feeds_list_it() -> None:
    with serving({"/a": page("<p>가</p>")}) as server:
        server.behaviours["/list"] = page(f"{server.url}/a", "text/plain")
        web = Web(LIMITS, lambda _: None)
        feeds = [Feed(f"{server.url}/list", LIMITS, web, name=name) for name in ("one", "two")]
        assert [len(list(feed.find(Known()))) for feed in feeds] == [1, 0]
        assert server.times("/a") == 1


def test_the_locator_is_what_the_list_names_and_the_encoding_what_the_server_says() -> None:
    with serving({"/a": moved("/b")}) as server:
        server.behaviours["/b"] = lambda asked: asked.send(
            200, "예산".encode("euc-kr"), Content_Type="text/html;charset=EUC-KR"
        )
        server.behaviours["/list"] = page(f"{server.url}/a", "text/plain")
        (entry,) = read(server)
        assert entry.document is not None
        assert entry.locator == f"{server.url}/a"
        assert (entry.document.media_type, entry.document.declared_encoding) == ("text/html", "euc-kr")


@pytest.mark.parametrize("url", ["https://", "http://user:secret@example.kr/", "http://a b/"])
def test_a_url_that_cannot_be_one_is_an_error_before_anything_is_fetched(url: str) -> None:
    with pytest.raises(SourceError, match="the feed"):
        Feed(url, LIMITS, Web(LIMITS)).check()
