"""Readers of a warehouse that is published anew all the time: each opens `current` again and again,
read-only, as an analyst's program does, and notes every error and everything that cannot be.

`python -m benchmarks.readers CURRENT REPORT` reads until its stdin is closed, then writes REPORT (JSON).
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

_SECONDS_BETWEEN = 1.0
_SECONDS_HELD = 0.2

# Each counts what no release may have; all are nought in a whole one.
IMPOSSIBLE = {
    "figures without document": """
        select count(*) from fact_budget anti join dim_document using (document_id)""",
    "totals without figure": """
        select count(*) from fact_total_check as checks
        anti join fact_budget as figures on checks.total_figure_id = figures.figure_id""",
    "items without figure": """
        select count(*) from bridge_total_item as items
        anti join fact_budget as figures on items.item_figure_id = figures.figure_id""",
    "sums that dbt did not add up": """
        select count(*) from (
            select checks.items_krw, sum(figures.amount_krw) as added
            from fact_total_check as checks
            join bridge_total_item as items using (breakdown_id)
            join fact_budget as figures on items.item_figure_id = figures.figure_id
            group by checks.breakdown_id, checks.items_krw
        ) where items_krw is distinct from added""",
    "checks of level stop that did not pass": """
        select count(*) from quality.checks where level = 'stop' and status in ('failed', 'not_run')""",
    "missing audit": "select count(*) = 0 from quality.checks where status = 'passed'",
}
_COUNTS = "select (select count(*) from dim_document), count(*), sum(amount_krw)::varchar from fact_budget"


@dataclass
class Seen:
    """What one reader met: how many reads, what they found (documents, figures, won), and what went wrong."""

    reads: int = 0
    states: list[list[object]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def look(current: Path, seen: Seen) -> None:
    """One read: open, count, hold the file for a moment, count again, close."""
    seen.reads += 1
    try:
        with duckdb.connect(str(current / "warehouse.duckdb"), read_only=True) as con:
            state = list(con.execute(_COUNTS).fetchall()[0])
            for what, query in IMPOSSIBLE.items():
                (found,) = con.execute(query).fetchone() or (None,)
                if found:
                    seen.errors.append(f"{what}: {found}")
            time.sleep(_SECONDS_HELD)
            if list(con.execute(_COUNTS).fetchall()[0]) != state:
                seen.errors.append(f"an open file changed: {state}")
        manifest = json.loads((current / "manifest.json").read_text("utf-8"))
        if not manifest["files"]["warehouse.duckdb"]["sha256"]:
            seen.errors.append("a manifest without hash")
    except Exception as error:  # whatever it is, a reader met it
        seen.errors.append(f"{type(error).__name__}: {error}")
        return
    if not seen.states or seen.states[-1] != state:
        seen.states.append(state)


def main(current: Path, report: Path) -> None:
    """Read until stdin is closed."""
    seen = Seen()
    while not select.select([sys.stdin], [], [], _SECONDS_BETWEEN)[0]:
        look(current, seen)
    report.write_text(json.dumps(asdict(seen)), "utf-8")


@contextmanager
def reading(current: Path, folder: Path, count: int) -> Iterator[list[Seen]]:
    """So many reader processes for as long as the block lasts; what they saw is in the list afterwards."""
    reports = [folder / f"reader-{number}.json" for number in range(count)]
    found: list[Seen] = []
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.readers", str(current), str(report)],
            stdin=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        for report in reports
    ]
    try:
        yield found
    finally:
        for process in processes:
            process.communicate()
        found += [Seen(**json.loads(report.read_text("utf-8"))) for report in reports if report.exists()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
