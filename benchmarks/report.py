"""How long the report takes to write, what memory it needs, what its pages weigh, and how fast they show.

`python -m benchmarks.report [DOCUMENTS] [--keep FOLDER]` makes a warehouse of made-up documents of ten
figures each (10,000 without an argument), lets dbt build it, writes the report in a process of its own, and
opens its pages from disk in Chromium at the size of a desktop. `FOLDER` gets the report.

Times are of the machine and of what else runs on it: the load before each is printed with them.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from playwright.sync_api import Page, sync_playwright

from benchmarks.made_figures import FIGURES_PER_DOCUMENT, fill
from pipeline import dbt

_WRITE = (
    "import sys; from pathlib import Path; from publishing.report import render;"
    "render(Path(sys.argv[1]), Path(sys.argv[2]))"
)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_ROUNDS = 5


def warehouse(folder: Path, documents: int) -> Path:
    """A built warehouse of made-up documents. Returns its file."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        fill(con, documents * FIGURES_PER_DOCUMENT)
    dbt.build(path, folder / "dbt")
    return path


def write(path: Path, report: Path) -> None:
    """Writes the report in a process of its own, and prints what that took."""
    before, load = resource.getrusage(resource.RUSAGE_CHILDREN), os.getloadavg()[0]
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", _WRITE, str(path), str(report)], check=True)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [file for file in report.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    # The warehouse was built by children too: theirs is the peak where it is the higher one.
    print(f"written in {seconds:.1f} s, {cpu:.1f} s of CPU (load before: {load:.1f})")
    print(f"peak memory of any process so far {after.ru_maxrss / 1024**2:.2f} GiB")
    print(f"{len(files):,} files, {size / 1e6:.1f} MB")


def show(report: Path) -> None:
    """Opens pages from disk and prints what each weighs and when it is there, lists included."""
    documents = sorted((report / "documents").glob("*.html"))
    pages = [*sorted(report.glob("*.html")), *documents[:: max(len(documents) // 3, 1)][:3]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        # What the machine needs for a page with nothing on it.
        empty = report.parent / "empty.html"
        empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
        for path in (empty, *pages):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            weight, times = 0, []
            for _ in range(_ROUNDS):
                weight, milliseconds = _shown(page, path)
                times.append(milliseconds)
            slow, middle = max(times), sorted(times)[_ROUNDS // 2]
            name = path.relative_to(report.parent).as_posix()
            print(
                f"{name[:36]:36} {weight / 1000:8.1f} kB  shown in {middle:5.0f} ms (slowest {slow:.0f} ms)"
            )
            page.close()
        browser.close()
    print(f"load: {os.getloadavg()[0]:.1f}")


def _shown(page: Page, path: Path) -> tuple[int, float]:
    """The bytes that a page and what it loads weigh, and the milliseconds until all of it is painted."""
    start = time.monotonic()
    page.goto(path.as_uri())
    if page.locator("script[src$='list.js']").count():
        page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    milliseconds = (time.monotonic() - start) * 1000
    urls = page.evaluate("[location.href, ...performance.getEntriesByType('resource').map(e => e.name)]")
    files = {Path(url.removeprefix("file://").split("?")[0]) for url in urls}
    return sum(file.stat().st_size for file in files if file.is_file()), milliseconds


def main(arguments: list[str]) -> None:
    """Prints the measurements."""
    numbers = [argument for argument in arguments if argument.replace(",", "").isdigit()]
    documents = int(numbers[0].replace(",", "")) if numbers else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = warehouse(Path(folder), documents)
        print(f"{documents:,} documents, {documents * FIGURES_PER_DOCUMENT:,} figures")
        report = Path(folder) / "report"
        write(path, report)
        show(report)
        if "--keep" in arguments:
            shutil.move(report, arguments[arguments.index("--keep") + 1])


if __name__ == "__main__":
    main(sys.argv[1:])
