"""What a release gives to other tools: its marts as Parquet, CSV, Excel, Fiscal Data Package and JSON-LD."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from publishing.exports.columnar import write_table
from publishing.exports.dataset import Facts, write_dataset
from publishing.exports.dictionary import write_dictionary
from publishing.exports.package import write_package
from publishing.exports.tables import Table, literal, read_tables
from publishing.exports.workbook import write_workbook

__all__ = ["FOLDER", "Exported", "write_exports"]

FOLDER = "exports"
WORKBOOK = "yesan.xlsx"
_SPILLED = ".spilled"

_LAST_SEEN = "select epoch_us(max(first_seen_at)) from quality.runs"
_FACTS = """
select (select count(*) from dim_document), count(*), min(fiscal_year),
    max(coalesce(fiscal_year_end, fiscal_year)), list(distinct government order by government)
from fact_budget
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: files and their bytes, and the tables of which the workbook lacks rows."""

    files: int
    size: int
    left_out: dict[str, int]


def write_exports(warehouse: Path, folder: Path, *, workbook_rows: int) -> Exported:
    """Writes the marts of `warehouse`, which is opened read-only, into `folder`, which is made anew.

    The same rows give the same bytes; memory does not grow with rows.

    Args:
        warehouse: audited and not yet sealed.
        folder: where to; all that was there is removed.
        workbook_rows: most rows of one sheet.

    Raises:
        duckdb.Error: the warehouse lacks a table, or a file cannot be written.
    """
    if folder.exists():
        shutil.rmtree(folder)
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute(f"set temp_directory = {literal(str(folder / _SPILLED))}")
        con.execute("set memory_limit = '1GiB'")  # a sort that needs more goes on in files
        marts = [table for table in read_tables(con) if table.schema == "main"]
        facts = _facts(con)
        files, csv_files = [], dict[Path, Table]()
        for table in marts:
            for kind in ("parquet", "csv"):
                path = folder / kind / f"{table.name}.{kind}"
                write_table(con, table, kind, path)
                files.append(path)
            csv_files[path] = table
        book = folder / WORKBOOK
        left_out = write_workbook(con, marts, book, as_of=facts.as_of, most_rows=workbook_rows)
    shutil.rmtree(folder / _SPILLED, ignore_errors=True)
    notes = [
        f"`{WORKBOOK}` lacks {number:,} rows of `{name}`; the Parquet and CSV files have all."
        for name, number in left_out.items()
    ]
    files += [book, write_package(csv_files, folder, as_of=facts.as_of)]
    files += write_dictionary(marts, folder, notes)
    files.append(write_dataset(facts, marts, files, folder))
    return Exported(len(files), sum(path.stat().st_size for path in files), left_out)


def _facts(con: duckdb.DuckDBPyConnection) -> Facts:
    """`as_of` is when the newest page was seen: what tells the hour of the export would change its bytes."""
    (seen,) = con.execute(_LAST_SEEN).fetchone() or (None,)
    as_of = datetime.fromtimestamp((seen or 0) // 1_000_000, UTC)
    documents, figures, first, last, governments = con.execute(_FACTS).fetchone() or (0, 0, None, None, [])
    return Facts(as_of, documents, figures, first, last, tuple(name for name in governments or () if name))
