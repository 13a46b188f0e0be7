"""Every total of some pages whose verdict is not `match`, as a table in Markdown.

    python -m benchmarks.verdicts SOURCES…

takes the pages in, reads them and builds a warehouse of them in a temporary folder, as a run does. Then it
prints how many totals have which verdict, and a row for each that does not match; `docs/verdicts.md` judges
each of them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import duckdb

from pipeline import builds, stages
from pipeline.run import Run
from pipeline.settings import load

QUERY = """
select
    regexp_extract(documents.locators[1], '([^/]+)\\.[^./]+$', 1) as document,
    checks.equation || ' ' || checks.equation_unit as equation,
    checks.breakdown as divided_by,
    checks.verdict,
    checks.reason
from fact_total_check as checks
inner join dim_document as documents on checks.document_id = documents.document_id
where checks.verdict != 'match'
order by
    array_position(['over', 'short', 'unreadable', 'partial'], checks.verdict),
    document, checks.stated_krw desc, equation
"""


def built(folder: Path, sources: list[str]) -> Path:
    """A warehouse of the pages, not audited; in `folder`."""
    settings = load(store=str(folder / "store"), state=str(folder / "state"))
    run = Run.new([str(Path(source).absolute()) for source in sources])
    for batches in stages.snapshot(settings, run)["batches"]:
        stages.extract(settings, run, batches=batches)
    stages.build(settings, run)
    return builds.built(settings, run) / "warehouse.duckdb"


def main(sources: list[str]) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = built(Path(folder), sources)
        with duckdb.connect(str(warehouse), read_only=True) as con:
            counts = con.execute(
                "select verdict, count(*) from fact_total_check group by all order by 2 desc, 1"
            ).fetchall()
            print(", ".join(f"{count} {verdict}" for verdict, count in counts), end="\n\n")
            print("| document | equation | by | verdict |\n|---|---|---|---|")
            for document, equation, divided_by, verdict, reason in con.execute(QUERY).fetchall():
                why = f" ({reason})" if reason else ""
                print(f"| {document} | `{equation}` | {divided_by} | {verdict}{why} |")


if __name__ == "__main__":
    main(sys.argv[1:])
