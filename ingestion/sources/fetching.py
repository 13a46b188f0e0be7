"""One URL over HTTP: politely, bounded in time and size, and never from an address that is not public."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

import httpcore
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from ingestion.records import RejectionReason
from ingestion.sources.addresses import AddressRefusedError, PublicInternet, TooSlowError
from ingestion.sources.found import Limits
from ingestion.sources.hosts import Host
from ingestion.sources.lists import joined
from ingestion.sources.unpack import UnpackError, unpacked

# Answers that another try may change; all others stand.
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
# After so many pages in a row that a host did not answer for, its others wait for the next run.
_PATIENCE = 3
_ROBOTS_BYTES = 512 * 1024
# A host that says nothing; and a robots.txt that is not there.
_SILENCE = (RejectionReason.NO_ANSWER, RejectionReason.TOO_SLOW)
_NO_ROBOTS = (RejectionReason.HTTP_STATUS, RejectionReason.TOO_MANY_REDIRECTS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `content` is unpacked; None: not modified. `media_type` is empty where it names
    none, `content_type` is the whole header; `etag` and `modified` are validators for the next time."""

    content: bytes | None
    media_type: str
    encoding: str | None
    content_type: str
    etag: str | None
    modified: str | None


class RefusedError(Exception):
    """There is no document at a URL, for `reason`; `detail` is for a person. `may_pass`: another try may
    mend it, after `wait` seconds if the server asked for some."""

    def __init__(
        self, reason: RejectionReason, detail: str, *, may_pass: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.may_pass = may_pass
        self.wait = wait


class Web:
    """The web as one run sees it: what it knows of each host is shared by all sources of the run, and so
    is `asked`: the pages that one of them has dealt with.

    Args:
        limits: those of `fetch_…`, and the size of a document.
        sleep: waits so many seconds.
    """

    def __init__(self, limits: Limits, sleep: Callable[[float], None] = time.sleep) -> None:
        self._limits = limits
        self._sleep = sleep
        self._backend = PublicInternet(limits.private_networks)
        self._pool = httpcore.ConnectionPool(network_backend=self._backend, keepalive_expiry=5.0)
        self._hosts: dict[str, Host] = {}
        self.asked: set[str] = set()

    def get(
        self,
        url: str,
        max_bytes: int,
        etag: str | None = None,
        modified: str | None = None,
        wait_seconds: float | None = None,
    ) -> Answer:
        """Fetch one URL, with its redirects, and again after what may pass.

        Args:
            url: http or https.
            max_bytes: of the unpacked content.
            etag, modified: the validators of what is known of it.
            wait_seconds: least time between two requests to its host; None: as the limits say.

        Raises:
            RefusedError: there is no document to be had now.
        """
        host = self._host(normal(url))
        if host.failures >= _PATIENCE:
            detail = f"{host.name} did not answer {host.failures} times in a row; the next run tries again"
            raise RefusedError(RejectionReason.NO_ANSWER, detail, may_pass=True)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        try:
            answer = self._patiently(url, max_bytes, headers, wait_seconds)
        except RefusedError as error:
            host.failures = host.failures + 1 if error.reason in _SILENCE else 0
            raise
        host.failures = 0
        return answer

    def _patiently(
        self,
        url: str,
        max_bytes: int,
        headers: Mapping[str, str],
        wait_seconds: float | None,
        *,
        robots: bool = True,
    ) -> Answer:
        """With as many tries as there may be, each later than the one before."""
        for attempt in range(1, self._limits.fetch_attempts + 1):
            try:
                return self._follow(url, max_bytes, headers, wait_seconds, robots=robots)
            except RefusedError as error:
                if not error.may_pass:
                    raise
                wait = max(self._limits.fetch_wait_seconds * 2**attempt, error.wait or 0)
                too_long = wait > self._limits.fetch_longest_wait
                if attempt == self._limits.fetch_attempts or too_long:
                    tries = f"{error.detail}; tried {attempt} times"
                    later = f", to be asked again after {wait:g} s" if too_long else ""
                    raise RefusedError(error.reason, tries + later, may_pass=True) from None
            self._sleep(wait)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _follow(
        self,
        url: str,
        max_bytes: int,
        headers: Mapping[str, str],
        wait_seconds: float | None,
        *,
        robots: bool,
    ) -> Answer:
        """One try, with its redirects; each hop is looked at like the first."""
        seen = [url]
        while True:
            target = normal(seen[-1])
            host = self._host(target)
            if robots:
                self._ask_robots(host, target)
            self._pause(host, wait_seconds)
            status, said, content = self._once(target, max_bytes, headers)
            if status not in _MOVED or "location" not in said:
                return _answer(status, said, content, max_bytes)
            seen.append(joined(target.url, said["location"]))
            if len(seen) > self._limits.fetch_redirects + 1:
                detail = f"more than {self._limits.fetch_redirects}: {' → '.join(seen[:4])} …"
                raise RefusedError(RejectionReason.TOO_MANY_REDIRECTS, detail)

    def _once(
        self, url: Url, max_bytes: int, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """One request: the status, the headers (their names in small letters), and the bytes as they came."""
        seconds = self._limits.fetch_seconds
        self._backend.deadline = time.monotonic() + seconds
        named = {"User-Agent": self._limits.user_agent, "Accept-Encoding": "gzip, deflate", **headers}
        sent = [(name.encode(), value.encode("utf-8")) for name, value in named.items()]
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
        content = bytearray()
        try:
            with self._pool.stream("GET", url.url, headers=sent, extensions={"timeout": timeouts}) as answer:
                said = {name.decode("latin-1").lower(): _text(value) for name, value in answer.headers}
                if answer.status == 200:
                    for part in answer.iter_stream():
                        content += part
                        if len(content) > max_bytes:
                            raise _too_large(max_bytes)
                return answer.status, said, bytes(content)
        except AddressRefusedError as error:
            raise RefusedError(RejectionReason.ADDRESS_REFUSED, str(error)) from None
        except (TooSlowError, httpcore.TimeoutException):
            detail = f"no whole answer within {seconds:g} s (fetch_seconds)"
            raise RefusedError(RejectionReason.TOO_SLOW, detail, may_pass=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            detail = f"{type(error).__name__}: {error}".removesuffix(": ")
            raise RefusedError(RejectionReason.NO_ANSWER, detail, may_pass=True) from None

    def _host(self, url: Url) -> Host:
        name = f"{url.scheme}://{url.netloc}"
        return self._hosts.setdefault(name, Host(name))

    def _ask_robots(self, host: Host, url: Url) -> None:
        """As RFC 9309 has it: a robots.txt that is not there allows all, one that cannot be had nothing.

        Raises:
            RefusedError: it forbids the URL, or cannot be had.
        """
        if host.robots is None and host.fault is None:
            try:
                said = self._patiently(f"{host.name}/robots.txt", _ROBOTS_BYTES, {}, None, robots=False)
                host.take_robots(said.content or b"")
            except RefusedError as error:
                if error.reason in _NO_ROBOTS and not error.may_pass:
                    host.take_robots(b"")
                else:
                    silent = error.reason in (*_SILENCE, RejectionReason.ADDRESS_REFUSED)
                    host.fault = (
                        error.reason if silent else RejectionReason.ROBOTS_REFUSED,
                        f"{host.name}/robots.txt cannot be had: {error}",
                    )
        if host.fault is not None:
            raise RefusedError(*host.fault)
        if not host.admits(url.url, self._limits.user_agent):
            raise RefusedError(RejectionReason.ROBOTS_REFUSED, f"{host.name}/robots.txt forbids it")

    def _pause(self, host: Host, wait_seconds: float | None) -> None:
        """Wait until the host may be asked again."""
        least = self._limits.fetch_wait_seconds if wait_seconds is None else wait_seconds
        asked = min(host.crawl_delay(self._limits.user_agent), self._limits.fetch_longest_wait)
        self._sleep(max(0.0, host.asked_at + max(least, asked) - time.monotonic()))
        host.asked_at = time.monotonic()


def normal(url: str) -> Url:
    """A URL as it is asked for: its host in ASCII, its other letters escaped, without a fragment.

    Raises:
        RefusedError: it is no http or https URL of a host.
    """
    try:
        parsed = parse_url(url)
    except LocationParseError as error:
        raise RefusedError(RejectionReason.ADDRESS_REFUSED, str(error)) from None
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.auth:
        detail = f"{url}: only http and https are fetched, from a host, without a password in the URL"
        raise RefusedError(RejectionReason.ADDRESS_REFUSED, detail)
    return parsed._replace(fragment=None, path=parsed.path or "/")


def _answer(status: int, said: Mapping[str, str], content: bytes, max_bytes: int) -> Answer:
    etag, modified = said.get("etag"), said.get("last-modified")
    if status == 304:
        return Answer(None, "", None, "", etag, modified)
    if status != 200:
        wait = _retry_after(said.get("retry-after", ""))
        raise RefusedError(RejectionReason.HTTP_STATUS, str(status), may_pass=status in _PASSING, wait=wait)
    header = Message()
    header["Content-Type"] = said.get("content-type", "")
    media_type = header.get_content_type() if said.get("content-type") else ""
    try:
        content = unpacked(content, said.get("content-encoding"), max_bytes)
    except UnpackError as error:
        raise RefusedError(RejectionReason.UNREADABLE, str(error)) from None
    if len(content) > max_bytes:
        raise _too_large(max_bytes)
    return Answer(content, media_type, header.get_content_charset(), header["Content-Type"], etag, modified)


def _too_large(limit: int) -> RefusedError:
    return RefusedError(RejectionReason.TOO_LARGE, f"more than {limit} bytes, the limit")


def _text(value: bytes) -> str:
    """A header's value; some servers send it in UTF-8."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _retry_after(value: str) -> float | None:
    """Seconds, from seconds or a date."""
    if value.strip().isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
