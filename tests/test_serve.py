"""`yesan report --serve`: the current report on loopback, and nothing else."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import BIN
from tests.test_cli import yesan


def make_release(home: Path, name: str) -> None:
    """A folder that is published as far as a server is concerned, and current."""
    folder = home / "store" / "releases" / name
    for part, text in (
        ("report/index.html", f"<!doctype html><title>{name}</title>"),
        ("report/documents/한글.html", "문서"),
        ("report/assets/site.js", "let a"),
        ("report/assets/site.css", "a {}"),
        ("report/bars.svg", "<svg/>"),
        ("exports/csv/fact_budget.csv", "a"),
        ("exports/dataset.jsonld", "{}"),
        ("warehouse.duckdb", "SECRET"),
        ("manifest.json", "SECRET"),
    ):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).write_text(text, encoding="utf-8")
    (folder / "report" / "out").symlink_to("../warehouse.duckdb")
    fresh = home / "store" / ".fresh"
    fresh.symlink_to(f"releases/{name}")
    fresh.replace(home / "store" / "current")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A folder with a store, and the port on which its report is served."""
    home = tmp_path_factory.mktemp("served")
    make_release(home, "first")
    server = subprocess.Popen(
        [BIN / "yesan", "report", "--serve", "--port", "0"],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    found = re.match(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline())
    assert found
    yield home, int(found[1])
    server.send_signal(signal.SIGINT)
    output, errors = server.communicate(timeout=60)
    assert (server.returncode, output.strip(), errors) == (0, "", "")


def get(port: int, path: str, host: str = "127.0.0.1", method: str = "GET") -> tuple[int, str, str]:
    """Status, content type and text of an answer; the path is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, answer.headers.get("Content-Type", ""), text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?verdict=over#x", "text/html; charset=utf-8"),
        ("/documents/%ED%95%9C%EA%B8%80.html", "text/html; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/bars.svg", "image/svg+xml; charset=utf-8"),
        ("/exports/csv/fact_budget.csv", "text/csv; charset=utf-8"),
        ("/exports/dataset.jsonld", "application/ld+json; charset=utf-8"),
    ],
)
def test_files_have_their_content_type(served: tuple[Path, int], path: str, kind: str) -> None:
    assert get(served[1], path)[:2] == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        "/../manifest.json",
        "/..%2fmanifest.json",
        "/%2e%2e/warehouse.duckdb",
        "/exports/../warehouse.duckdb",
        "/exports/..%2f..%2fwarehouse.duckdb",
        "/documents/../../manifest.json",
        "//etc/passwd",
        "/exports//etc/passwd",
        "/..\\manifest.json",
        "/%00",
        "/out",
        "/documents/",
        "/assets/",
        "/exports/",
        "/warehouse.duckdb",
        "/nothing.html",
    ],
)
def test_what_is_no_file_of_the_report_is_not_there(served: tuple[Path, int], path: str) -> None:
    status, _, text = get(served[1], path)
    assert status == 404
    assert "SECRET" not in text and "root:" not in text


def test_a_page_elsewhere_cannot_read_it_by_another_name(served: tuple[Path, int]) -> None:
    assert get(served[1], "/", host="example.org")[0] == 421
    assert get(served[1], "/", host=f"localhost:{served[1]}")[0] == 200


def test_it_takes_no_orders(served: tuple[Path, int]) -> None:
    assert get(served[1], "/", method="POST")[0] == 501
    assert get(served[1], "/", method="HEAD") == (200, "text/html; charset=utf-8", "")


def test_only_this_machine_is_answered(served: tuple[Path, int]) -> None:
    others = {address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with socket.socket() as probe:
            assert probe.connect_ex((address, served[1])) != 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", served[1])) != 0


def test_it_follows_the_current_release(served: tuple[Path, int]) -> None:
    home, port = served
    assert "<title>first</title>" in get(port, "/")[2]
    make_release(home, "second")
    assert "<title>second</title>" in get(port, "/")[2]
    (home / "store" / "current").unlink()
    assert get(port, "/")[0] == 404
    make_release(home, "first-again")
    assert "<title>first-again</title>" in get(port, "/")[2]


def test_a_port_that_is_taken_is_one_line(served: tuple[Path, int]) -> None:
    home, port = served
    done = yesan(home, "report", "--serve", "--port", port)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: port {port} on 127.0.0.1 is in use; `--port` takes another, `--port 0` any\n"
    )


def test_without_a_report_it_says_so(tmp_path: Path) -> None:
    done = yesan(tmp_path, "report", "--serve")
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no report to show: ")
    assert os.listdir(tmp_path) == []
