"""`yesan report --serve`: the report of whatever release is current, for this machine alone.

Each request asks anew which release that is, so a release that is published meanwhile is shown at the next
click. What can be had is the release's `report/`, and its `exports/` below that name, to which it links.
"""

from __future__ import annotations

import errno
import signal
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import YesanError
from pipeline.settings import Settings, shown

HOST = "127.0.0.1"
_NAMES = {HOST, "localhost"}
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def serve_report(settings: Settings, port: int) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        YesanError: no report is published, or the port is taken.
    """
    report = settings.current / "report" / "index.html"
    if not report.is_file():
        raise YesanError(
            f"there is no report to show: {shown(report)} is missing; `yesan run` makes a release"
        )
    try:
        server = ThreadingHTTPServer((HOST, port), _handler_of(settings.current))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        why = "in use" if error.errno == errno.EADDRINUSE else "not for everybody"
        raise YesanError(f"port {port} on {HOST} is {why}; `--port` takes another, `--port 0` any") from None
    server.daemon_threads = True
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    with server:
        print(
            f"http://{HOST}:{server.server_port}/  the report of {shown(settings.current)}; Ctrl-C ends",
            flush=True,
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
        finally:
            signal.signal(signal.SIGTERM, before)


def _handler_of(current: Path) -> type[SimpleHTTPRequestHandler]:
    class Handler(_ReportHandler):
        link = current

    return Handler


class _ReportHandler(SimpleHTTPRequestHandler):
    """GET and HEAD of files below two folders of the current release."""

    link: Path
    protocol_version = "HTTP/1.1"
    extensions_map = _TYPES
    server_version = "yesan"
    sys_version = ""

    def send_head(self) -> Any:
        """Refuse what asks by another name (a page elsewhere could), then send as the library does."""
        name = urlsplit(f"//{self.headers.get('Host', HOST)}").hostname
        if name not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """The file that a path names; for what lies outside of both folders, one that is nowhere."""
        release = self.link.resolve()
        words = unquote(urlsplit(path).path).lstrip("/")
        folder, _, rest = words.partition("/")
        root, rest = (release / folder, rest) if folder == "exports" else (release / "report", words)
        nowhere = str(release / "report" / "nowhere")
        if "\0" in rest:
            return nowhere
        found = (root / rest.lstrip("/")).resolve()
        if not found.is_relative_to(root):
            return nowhere
        # The library tells a folder, and sends its index, by the slash at the end.
        return f"{found}/" if words.endswith("/") or not words else str(found)

    def list_directory(self, path: Any) -> None:
        """Folders are not listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Pages are asked for anew each time: another release may be current."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the terminal is for the address."""
