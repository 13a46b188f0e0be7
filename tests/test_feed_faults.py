"""Servers that misbehave: each leads to another try, or to a rejection with its reason; none of them keeps
us, and none of them harms the pages beside it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

import pytest

from ingestion.records import RejectionReason as Why
from ingestion.sources.feed import Feed
from ingestion.sources.fetching import Web
from ingestion.sources.found import Found, Known, Limits
from tests.feed_server import (
    BOMB,
    OK,
    PAGE,
    Behaviour,
    Server,
    dripping,
    flooding,
    moved,
    page,
    raw,
    reset,
    serving,
    silent,
    status,
    then,
)

LIMITS = Limits(
    document_bytes=100_000,
    fetch_seconds=0.4,
    fetch_attempts=2,
    fetch_wait_seconds=1,
    private_networks=("127.0.0.1",),
)


def found(
    server: Server, known: Known | None = None, limits: Limits = LIMITS
) -> tuple[list[Found], list[float]]:
    """What the feed of a server brings, and how long was waited; nobody really waits."""
    waits: list[float] = []
    feed = Feed(f"{server.url}/list", limits, Web(limits, waits.append))
    return list(feed.find(known or Known())), waits


def listing(server: Server, *paths: str) -> None:
    """Let the server list pages of its own."""
    server.behaviours["/list"] = page("\n".join(server.url + path for path in paths), "text/plain")


@dataclass(frozen=True)
class Fault:
    """A page that a server does not give, with what becomes of it after so many requests."""

    name: str
    behaviour: Behaviour
    reason: Why
    detail: str
    requests: int


SHORT = OK + b"Content-Length: 99\r\n\r\nhalf"
NO_CHUNK = OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"
AGAIN = LIMITS.fetch_attempts
FAULTS = [
    Fault("headers that drip", dripping(OK, b"X: y\r\n"), Why.TOO_SLOW, "0.4 s", AGAIN),
    Fault("a body that drips", dripping(OK + b"\r\n", b"<p>"), Why.TOO_SLOW, "0.4 s", AGAIN),
    Fault("no word at all", silent, Why.TOO_SLOW, "0.4 s", AGAIN),
    Fault("an endless body", flooding(OK + b"\r\n", b"x" * 65536), Why.TOO_LARGE, "100000", 1),
    Fault("endless headers", flooding(OK, b"X: y\r\n" * 1000), Why.NO_ANSWER, "", AGAIN),
    Fault("fewer bytes than promised", raw(SHORT), Why.NO_ANSWER, "", AGAIN),
    Fault("a broken chunk", raw(NO_CHUNK), Why.NO_ANSWER, "", AGAIN),
    Fault("a connection that is reset", reset, Why.NO_ANSWER, "", AGAIN),
    Fault("a connection that is closed", raw(b""), Why.NO_ANSWER, "disconnected", AGAIN),
    Fault("no HTTP", raw(b"\x00\xff nonsense\r\n\r\n"), Why.NO_ANSWER, "", AGAIN),
    Fault("a circle of redirects", moved("/page"), Why.TOO_MANY_REDIRECTS, "more than 5", 6),
    Fault("a redirect to a file", moved("file:///etc/passwd"), Why.ADDRESS_REFUSED, "only http", 1),
    Fault("a redirect to loopback", moved("http://127.0.0.2:1/"), Why.ADDRESS_REFUSED, "127.0.0.2", 1),
    Fault("a redirect to link-local", moved("http://169.254.169.254/"), Why.ADDRESS_REFUSED, "public", 1),
    Fault("a redirect to IPv6 loopback", moved("http://[::1]:1/"), Why.ADDRESS_REFUSED, "::1", 1),
    Fault("a redirect to no host", moved("http://a b/"), Why.ADDRESS_REFUSED, "a b", 1),
    Fault("a redirect to nonsense", moved("http://[oops/"), Why.ADDRESS_REFUSED, "oops", 1),
    Fault("not found", status(404), Why.HTTP_STATUS, "404", 1),
    Fault("gone", status(410), Why.HTTP_STATUS, "410", 1),
    Fault("always busy", status(503), Why.HTTP_STATUS, "503; tried 2 times", AGAIN),
    Fault("not today", status(429, Retry_After="86400"), Why.HTTP_STATUS, "after 86400 s", 1),
    Fault("not modified, unasked", status(304), Why.HTTP_STATUS, "304", 1),
    Fault("a picture", page("PNG", "image/png"), Why.UNSUPPORTED_TYPE, "image/png", 1),
    Fault("nothing", page(""), Why.EMPTY, "0 bytes", 1),
    Fault(
        "a bomb",
        lambda asked: asked.send(200, BOMB, Content_Type="text/html", Content_Encoding="gzip"),
        Why.TOO_LARGE,
        "100000",
        1,
    ),
    Fault("no gzip", page("plain", Content_Encoding="gzip"), Why.UNREADABLE, "no gzip data", 1),
    Fault("packed in a way nobody knows", page("x", Content_Encoding="lzw"), Why.UNREADABLE, "lzw", 1),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_page_that_cannot_be_had_is_a_rejection_and_the_next_is_read(fault: Fault) -> None:
    with serving({"/page": fault.behaviour, "/good": page()}) as server:
        listing(server, "/page", "/good")
        (refused, good), _ = found(server)
        assert (refused.locator, refused.document, refused.reason) == (
            f"{server.url}/page",
            None,
            fault.reason,
        )
        assert fault.detail in (refused.detail or "")
        assert refused.validator is None  # so the next run tries it again
        assert server.times("/page") == fault.requests
        assert good.document is not None
        assert good.document.content.decode() == PAGE


@dataclass(frozen=True)
class Passing:
    """A fault that passes, and the least wait (seconds) before the page comes."""

    name: str
    behaviour: Behaviour
    wait: float


PASSING = [
    Passing("an error of the server", then(status(500), page()), 2),
    Passing("a limit on requests", then(status(429, Retry_After="7"), page()), 7),
    Passing("a pause for repairs", then(status(503, Retry_After="Wed, 01 Jan 2020 00:00:00 GMT"), page()), 2),
    Passing("a wait that nobody understands", then(status(503, Retry_After="soon"), page()), 2),
    Passing("a connection that is reset once", then(reset, page()), 2),
    Passing("a server that slept", then(silent, page()), 2),
]


@pytest.mark.parametrize("passing", PASSING, ids=lambda passing: passing.name)
def test_what_passes_is_tried_again_after_a_while(passing: Passing) -> None:
    with serving({"/page": passing.behaviour}) as server:
        listing(server, "/page")
        (entry,), waits = found(server)
        assert entry.document is not None
        assert server.times("/page") == 2
        assert max(waits) == passing.wait


def test_nothing_is_sent_to_an_address_that_is_not_public() -> None:
    with serving({"/secret": page()}, "127.0.0.2") as inside, serving({}) as server:
        server.behaviours |= {"/page": moved(f"{inside.url}/secret")}
        listing(server, "/page", "/again")
        server.behaviours["/again"] = moved(f"http://localhost.:{inside.url.rpartition(':')[2]}/secret")
        entries, _ = found(server, limits=LIMITS)
        assert inside.asked == []
        assert entries[0].reason is Why.ADDRESS_REFUSED


def test_a_name_that_leads_inside_is_judged_by_its_address_and_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving({"/list": page("", "text/plain")}, "127.0.0.2") as inside:
        port = inside.server_address[1]
        answers = iter([("93.184.216.34", "127.0.0.2"), ("127.0.0.2",)])  # of another mind the second time
        asked: list[str] = []
        real = socket.create_connection

        def resolve(host: str, *rest: object, **named: object) -> list[tuple[object, ...]]:
            return [(0, 0, 0, "", (address, port)) for address in next(answers)]

        def connect(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
            asked.append(address[0])
            if address[0] == "93.184.216.34":
                raise ConnectionRefusedError
            return real(address, *rest, **named)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        monkeypatch.setattr(socket, "create_connection", connect)
        limits = Limits(fetch_attempts=1)
        url = f"http://news.example.kr:{port}/list"
        feeds = [Feed(url, limits, Web(limits, lambda _: None)) for _ in range(2)]
        reasons = [entry.reason for feed in feeds for entry in feed.find(Known())]
        assert reasons == [Why.NO_ANSWER, Why.ADDRESS_REFUSED]
        assert asked == ["93.184.216.34"]  # nobody turns to the other address of the first answer
        assert inside.asked == []


def test_without_the_setting_the_loopback_is_no_source() -> None:
    with serving({}) as server:
        listing(server, "/page")
        (entry,), _ = found(server, limits=Limits())
        assert entry.reason is Why.ADDRESS_REFUSED
        assert "private_networks" in (entry.detail or "")
        assert server.asked == []


def test_a_host_that_is_not_found_is_a_rejection() -> None:
    feed = Feed("http://nowhere.invalid/list", LIMITS, Web(LIMITS, lambda _: None))
    (entry,) = feed.find(Known())
    assert entry.reason is Why.NO_ANSWER
    assert "nowhere.invalid" in (entry.detail or "")


def test_a_host_that_does_not_answer_is_left_alone_for_this_run() -> None:
    paths = [f"/{number}" for number in range(6)]
    with serving(dict.fromkeys(paths, reset)) as server:
        listing(server, *paths)
        entries, _ = found(server)
        assert {entry.reason for entry in entries} == {Why.NO_ANSWER}
        assert [server.times(path) for path in paths] == [2, 2, 2, 0, 0, 0]
        assert "next run" in (entries[-1].detail or "")


@dataclass(frozen=True)
class Robots:
    """What a robots.txt is, and what becomes of a page; None: it is read."""

    name: str
    behaviour: Behaviour
    reason: Why | None
    requests: int = 1


RULES = "User-agent: yesan\nDisallow: /page\n\nUser-agent: *\nDisallow: /\n"
ROBOTS = [
    Robots("forbids", page(RULES, "text/plain"), Why.ROBOTS_REFUSED),
    Robots("forbids others", page("User-agent: other\nDisallow: /\n", "text/plain"), None),
    Robots(
        "allows the longer path", page("User-agent: *\nDisallow: /p\nAllow: /page$\n", "text/plain"), None
    ),
    Robots("is empty", page("", "text/plain"), None),
    Robots("is missing", status(404), None),
    Robots("is forbidden", status(403), None),
    Robots("moves in a circle", moved("/robots.txt"), None, 6),
    Robots("is a page", page(), None),
    Robots("fails", status(500), Why.ROBOTS_REFUSED, 2),
    Robots("fails once", then(status(500), page("", "text/plain")), None, 2),
    Robots("does not answer", reset, Why.NO_ANSWER, 2),
]


@pytest.mark.parametrize("robots", ROBOTS, ids=lambda robots: robots.name)
def test_robots_are_kept(robots: Robots) -> None:
    with serving({"/robots.txt": robots.behaviour, "/page": page()}) as server, serving({}) as lister:
        lister.behaviours["/list"] = page(f"{server.url}/page\n{server.url}/page?2\n", "text/plain")
        server.behaviours["/page?2"] = page()
        entries, _ = found(lister)
        assert entries[0].reason is robots.reason
        assert server.times("/page") == (robots.reason is None)
        assert server.times("/robots.txt") == robots.requests  # once for all pages of a host


def test_requests_to_one_host_keep_their_distance() -> None:
    rules = "User-agent: *\nCrawl-delay: 9\n"
    with serving({"/robots.txt": page(rules, "text/plain"), "/a": page(), "/b": page()}) as server:
        listing(server, "/a", "/b")
        _, waits = found(server)
        assert [round(wait) for wait in waits] == [0, 9, 9, 9]  # robots.txt itself comes first
        feed = Feed(f"{server.url}/list", LIMITS, Web(LIMITS, waits.append), wait_seconds=20)
        waits.clear()
        list(feed.find(Known()))
        assert [round(wait) for wait in waits] == [0, 20, 20, 20]
