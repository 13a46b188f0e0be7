"""An HTTP server on loopback that misbehaves as it is told, and remembers what it was asked."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<html><body><article><h1>내년 예산</h1><p>도서관에 12억원을 편성했다.</p></article></body></html>"


class Asked(BaseHTTPRequestHandler):
    """One request, at the mercy of what is told for its path."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as told; a path that nobody speaks of is not there."""
        self.server.asked.append((self.path, dict(self.headers)))
        behave = self.server.behaviours.get(self.path, status(404))
        try:
            behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def earlier(self) -> int:
        """How often the same path was asked for before."""
        return sum(path == self.path for path, _ in self.server.asked) - 1

    def send(self, code: int, body: bytes = b"", **headers: str) -> None:
        """An ordinary answer. `Content_Type` is the header Content-Type."""
        self.send_response(code)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


Behaviour = Callable[[Asked], None]


class Server(ThreadingHTTPServer):
    """Behaviours by path, and every request so far: path and headers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str, behaviours: Mapping[str, Behaviour]) -> None:
        super().__init__((address, 0), Asked)
        self.behaviours = dict(behaviours)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = f"http://{address}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """What a client breaks off is not this server's fault."""

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self.asked)


@contextmanager
def serving(behaviours: Mapping[str, Behaviour], address: str = "127.0.0.1") -> Iterator[Server]:
    """A server that runs."""
    server = Server(address, behaviours)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def page(text: str = PAGE, kind: str = "text/html; charset=utf-8", **headers: str) -> Behaviour:
    """A good answer."""
    return lambda asked: asked.send(200, text.encode(), Content_Type=kind, **headers)


def status(code: int, **headers: str) -> Behaviour:
    """An answer without a page."""
    return lambda asked: asked.send(code, b"", **headers)


def then(*behaviours: Behaviour) -> Behaviour:
    """One after the other; the last one for ever."""
    return lambda asked: behaviours[min(asked.earlier(), len(behaviours) - 1)](asked)


def moved(to: str) -> Behaviour:
    """A redirect."""
    return status(302, Location=to)


def validated(text: str, etag: str) -> Behaviour:
    """A page with an ETag, and 304 to whoever knows it."""

    def behave(asked: Asked) -> None:
        if asked.headers.get("If-None-Match") == etag:
            asked.send(304, ETag=etag)
        else:
            asked.send(200, text.encode(), Content_Type="text/html; charset=utf-8", ETag=etag)

    return behave


def silent(asked: Asked) -> None:
    """Take the request and say nothing."""
    time.sleep(2)
    asked.close_connection = True


def dripping(head: bytes, drop: bytes) -> Behaviour:
    """Something, and then a little of it every now and then, without end."""

    def behave(asked: Asked) -> None:
        asked.close_connection = True
        asked.wfile.write(head)
        for _ in range(100):
            asked.wfile.write(drop)
            time.sleep(0.05)

    return behave


def flooding(head: bytes, water: bytes) -> Behaviour:
    """As much as the other side takes."""

    def behave(asked: Asked) -> None:
        asked.close_connection = True
        asked.wfile.write(head)
        for _ in range(10_000):
            asked.wfile.write(water)

    return behave


def raw(answer: bytes) -> Behaviour:
    """These very bytes, and the end of the connection."""

    def behave(asked: Asked) -> None:
        asked.wfile.write(answer)
        asked.close_connection = True

    return behave


def reset(asked: Asked) -> None:
    """Break the connection amid the answer."""
    asked.wfile.write(OK + b"Content-Length: 1000\r\n\r\nhalf")
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.connection.close()
    asked.close_connection = True


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
BOMB = gzip.compress(bytes(50_000_000))
