"""How long the warehouse takes to build, what memory it needs, and how fast analysts' questions are answered.

`python -m benchmarks.warehouse [FIGURES] [--memory GIB] [--no-audit]` fills a fresh warehouse with made-up
figures (1,000,000 without an argument), lets dbt build and test it as a run does, with so much memory for
DuckDB, audits it, then asks each query of `docs/queries.md` ten times and prints, for each, the milliseconds
of the slowest but one in twenty (p95).

Times are of the machine and of what else runs on it; both are printed with the load before the start.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.made_figures import fill
from expectations.audit import audit
from pipeline import dbt

QUERIES = Path(__file__).parent.parent / "docs" / "queries.md"
_ROUNDS = 10


def build(folder: Path, figures: int, memory_bytes: int, audit_too: bool) -> Path:
    """Fill, build and audit a warehouse in `folder`; prints seconds and memory. Returns the file."""
    warehouse = folder / "warehouse.duckdb"
    with duckdb.connect(str(warehouse), config={"memory_limit": "4GiB"}) as con:
        fill(con, figures)
    load = os.getloadavg()[0]
    start = time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = dbt.build(warehouse, folder / "dbt", memory_bytes=memory_bytes)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print(f"{figures:,} figures: {seconds:.1f} s, {cpu:.1f} s of CPU (load before: {load:.1f})")
    print(
        f"peak memory {after.ru_maxrss / 1024**2:.2f} GiB; file {warehouse.stat().st_size / 1024**3:.2f} GiB"
    )
    slowest = sorted(done.results, key=lambda result: -result.seconds)[:8]
    print("slowest: " + ", ".join(f"{result.name} {result.seconds:.1f} s" for result in slowest))
    if audit_too:
        audited(warehouse, done.run_results.parent)
    return warehouse


def audited(warehouse: Path, target: Path) -> None:
    """Audit the warehouse as a run does; prints what stops it (nothing should), seconds and memory."""
    manifest = target / "manifest.json"
    # Unit tests try the models on rows of their own, and a build does not run them.
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"unit_tests": {}}), "utf-8")
    start = time.monotonic()
    found = audit(warehouse, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    stopped = ", ".join(check.check_name for check in found.checks if check.stops) or "nothing"
    seconds = time.monotonic() - start
    print(f"audit: {len(found.checks)} checks, {seconds:.1f} s, {peak:.2f} GiB; stopped by {stopped}")


def ask(warehouse: Path) -> list[float]:
    """The p95 of each query of the page in milliseconds, in the order of the page."""
    queries = re.findall(r"^```sql\n(.*?)^```$", QUERIES.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    answers = []
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for query in queries:
            times = []
            for _ in range(_ROUNDS):
                start = time.monotonic()
                con.execute(query).fetchall()
                times.append((time.monotonic() - start) * 1000)
            answers.append(sorted(times)[int(0.95 * (_ROUNDS - 1))])
    return answers


def main() -> None:
    """Prints the measurements."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warehouse")
    parser.add_argument("figures", nargs="?", type=lambda text: int(text.replace(",", "")), default=1_000_000)
    parser.add_argument("--memory", type=int, default=1, metavar="GIB", help="what DuckDB may hold")
    parser.add_argument("--no-audit", action="store_true", help="only build and ask")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = build(Path(folder), asked.figures, asked.memory * 1024**3, not asked.no_audit)
        times = ask(warehouse)
        for place, milliseconds in enumerate(times, start=1):
            print(f"query {place:>2}: {milliseconds:7.1f} ms")
        every = sorted(times)
        print(f"p95 of all: {every[int(0.95 * (len(every) - 1))]:.1f} ms (load: {os.getloadavg()[0]:.1f})")


if __name__ == "__main__":
    main()
