"""A web archive of many pages through `yesan extract`: pages a second, and the memory of each process.

    python -m benchmarks.archive [PAGES] [CHARACTERS]

makes an archive of so many pages (100,000) of so many characters (1,500) of made-up news in a temporary
folder, reads it with the command as a user would, and looks at its processes when 10, 50 and 100 % are read:
memory that grows with the number of pages would show. Then it kills the command once, amid its work, and has
it go on, to see that the output is the same.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.prose import page

_MARKS = (0.1, 0.5, 1.0)
_SECONDS_BETWEEN_LOOKS = 0.1
# Different texts; the pages of one text differ in their first line.
_TEXTS = 500


@dataclass(frozen=True)
class Look:
    """The processes at one moment: by name the largest memory (bytes) that one of them has, and had."""

    share: float
    resident: dict[str, int]
    peak: dict[str, int]


def main(pages: int, characters: int) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory(prefix="yesan-archive-") as folder:
        archive = Path(folder, "crawl.warc.gz")
        began = time.monotonic()
        write_archive(archive, pages, characters)
        size = archive.stat().st_size / 2**20
        print(f"{pages:,} pages of {characters:,} characters, {size:,.0f} MiB, made in {_since(began)}")
        began = time.monotonic()
        looks = measured(archive, Path(folder, "whole"))
        seconds = time.monotonic() - began
        print(f"read in {seconds:,.0f} s: {pages / seconds:,.0f} pages a second\n")
        print(f"{'read':>6}  {'process':<8} {'memory':>10} {'peak':>10}")
        for look in looks:
            for name, resident in sorted(look.resident.items()):
                peak = look.peak[name]
                print(f"{look.share:>6.0%}  {name:<8} {resident / 2**20:>6.0f} MiB {peak / 2**20:>6.0f} MiB")
        print(f"\nkilled and gone on: {killed_and_gone_on(archive, Path(folder))}")


def write_archive(path: Path, pages: int, characters: int) -> None:
    """A WARC.gz file, a member for each record, as the public crawls have it."""
    texts = [page(characters, seed) for seed in range(min(_TEXTS, pages))]
    with path.open("wb") as file:
        for number in range(pages):
            head, tail = texts[number % len(texts)].split(b"<p>", 1)
            content = head + f"<p>{number}번째 소식.</p><p>".encode() + tail
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
            record = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-11-12T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"WARC-Target-URI: https://news.example.kr/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(record.encode() + answer + b"\r\n\r\n", 1))


def command(archive: Path, output: Path) -> list[str]:
    """The command as a user would type it."""
    return [
        *(sys.executable, "-m", "pipeline.cli", "extract", str(archive)),
        *("--figures", f"{output}.figures", "--documents", f"{output}.documents"),
    ]


def measured(archive: Path, output: Path) -> list[Look]:
    """Read an archive, and look at the processes on the way."""
    looks: list[Look] = []
    size = archive.stat().st_size
    process = subprocess.Popen(command(archive, output))
    last = None
    while process.poll() is None:
        share = _share(Path(f"{output}.figures.journal"), size)
        seen = _look(process.pid, share)
        last = seen or last
        if seen and share >= _MARKS[len(looks)] and len(looks) < len(_MARKS) - 1:
            looks.append(seen)
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    if process.returncode != 0 or last is None:
        raise SystemExit(f"the command failed with {process.returncode}")
    return [*looks, Look(1.0, last.resident, last.peak)]


def killed_and_gone_on(archive: Path, folder: Path) -> str:
    """Kill the command when a third is read, let the same command go on, compare what comes out."""
    output = folder / "again"
    process = subprocess.Popen(command(archive, output), stderr=subprocess.DEVNULL)
    size = archive.stat().st_size
    while _share(Path(f"{output}.figures.journal"), size) < 1 / 3 and process.poll() is None:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    if process.poll() is not None:
        raise SystemExit("the command ended before it could be killed: give it more pages")
    process.send_signal(signal.SIGKILL)
    process.wait()
    began = time.monotonic()
    subprocess.run(command(archive, output), check=True)
    same = all(
        _digest(Path(f"{folder / 'whole'}.{kind}")) == _digest(Path(f"{output}.{kind}"))
        for kind in ("figures", "documents")
    )
    return f"{'the same output' if same else 'ANOTHER OUTPUT'}, the rest in {_since(began)}"


def _share(journal: Path, size: int) -> float:
    if not journal.exists():
        return 0.0
    lines = journal.read_text(encoding="utf-8").split("\n")[1:-1]
    offsets = json.loads(lines[-1])["offsets"] if lines else {}
    return float(sum(offsets.values()) / size)


def _look(pid: int, share: float) -> Look | None:
    resident: dict[str, int] = {}
    peak: dict[str, int] = {}
    for name, of in [("command", pid), *(("reader", child) for child in _children(pid))]:
        try:
            said = dict(
                line.split(":", 1)
                for line in Path(f"/proc/{of}/status").read_text().splitlines()
                if ":" in line
            )
        except OSError:
            continue
        if "VmRSS" in said:
            resident[name] = max(resident.get(name, 0), int(said["VmRSS"].split()[0]) * 1024)
            peak[name] = max(peak.get(name, 0), int(said["VmHWM"].split()[0]) * 1024)
    return Look(share, resident, peak) if len(resident) > 1 else None


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:,.0f} s"


if __name__ == "__main__":
    main(*(int(word.replace(",", "")) for word in [*sys.argv[1:], *("100000", "1500")[len(sys.argv) - 1 :]]))
