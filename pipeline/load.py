"""From the store's parts to the schema `staging` of a fresh warehouse file.

The loader reads Parquet, so it needs no reader of pages: rows go from the parts into tables whose
types are stated here, whatever the parts hold, and none of them leaves the database engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from fsspec import AbstractFileSystem
from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import YesanError

TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "document_id": "varchar",
        "byte_count": "bigint",
        "media_type": "varchar",
        "declared_encoding": "varchar",
    },
    "sightings": {
        "run_id": "varchar",
        "source": "varchar",
        "locator": "varchar",
        "seen_at": "timestamp",
        "document_id": "varchar",
        "reason": "varchar",
        "detail": "varchar",
    },
    "articles": {
        "document_id": "varchar",
        "title": "varchar",
        "published_on": "date",
        "published_basis": "varchar",
        "publisher": "varchar",
        "language": "varchar",
        "body": "varchar",
        "updated_on": "date",
        "author": "varchar",
        "blocks": (
            'struct(kind varchar, "start" bigint, "end" bigint,'
            " row_heading varchar, column_heading varchar, unit_caption varchar)[]"
        ),
        "offcuts": "struct(place varchar, text varchar)[]",
        "extractor_version": "varchar",
    },
    "figures": {
        "figure_id": "varchar",
        "document_id": "varchar",
        "amount_krw": "bigint",
        "amount_max_krw": "bigint",
        "unit_krw": "bigint",
        "qualifier": "varchar",
        "hedge": "varchar",
        "fiscal_year": "integer",
        "fiscal_year_end": "integer",
        "government": "varchar",
        "organization": "varchar",
        "program": "varchar",
        "stage": "varchar",
        "role": "varchar",
        "parent_figure_id": "varchar",
        "breakdown_id": "varchar",
        "breakdown": "varchar",
        "complete": "boolean",
        "basis": "varchar",
        "suspect": "varchar",
        "suggested_krw": "bigint",
        "text": "varchar",
        "start": "bigint",
        "end": "bigint",
        "sentence": "varchar",
        "sentence_start": "bigint",
        "mention_count": "bigint",
        "count": "bigint",
        "count_unit": "varchar",
        "rules": (
            "struct(fiscal_year varchar, government varchar, organization varchar, program varchar,"
            " stage varchar, role varchar, parent varchar)"
        ),
        "spots": 'struct("start" bigint, "end" bigint)[]',
        "extractor_version": "varchar",
    },
    "breakdowns": {
        "breakdown_id": "varchar",
        "document_id": "varchar",
        "total_figure_id": "varchar",
        "breakdown": "varchar",
        "complete": "boolean",
    },
    "leftovers": {
        "leftover_id": "varchar",
        "document_id": "varchar",
        "reason": "varchar",
        "text": "varchar",
        "start": "bigint",
        "end": "bigint",
        "sentence": "varchar",
        "sentence_start": "bigint",
        "rule": "varchar",
    },
    "findings": {
        "finding_id": "varchar",
        "document_id": "varchar",
        "kind": "varchar",
        "figure_ids": "varchar[]",
        "expected": "varchar",
        "actual": "varchar",
        "sentence": "varchar",
        "sentence_start": "bigint",
    },
    "rejections": {
        "document_id": "varchar",
        "stage": "varchar",
        "reason": "varchar",
        "detail": "varchar",
    },
}


class LoadError(YesanError):
    """The parts could not be loaded; the message says which table and why."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The Parquet parts that make one warehouse, as paths on `filesystem`."""

    raw: Sequence[str]
    ledger: Sequence[str]
    extracted: Sequence[str]
    filesystem: AbstractFileSystem = field(default_factory=LocalFileSystem)

    def addresses(self, paths: Sequence[str]) -> list[str]:
        """The paths as the database engine takes them, in a stable order."""
        if isinstance(self.filesystem, LocalFileSystem):
            return sorted(str(path) for path in paths)
        return sorted(self.filesystem.unstrip_protocol(path) for path in paths)


def load(
    warehouse: Path, parts: Parts, extractor_version: str, *, memory_limit: str = "1GiB"
) -> dict[str, int]:
    """Make a fresh file `warehouse` with the schema `staging`, in one transaction.

    A file that stands there is replaced. Returns the number of rows of each table.

    Raises:
        LoadError: if a part cannot be read or does not have the columns of the records.
    """
    for path in (warehouse, warehouse.with_name(f"{warehouse.name}.wal")):
        path.unlink(missing_ok=True)
    with duckdb.connect(str(warehouse), config={"memory_limit": memory_limit}) as con:
        if not isinstance(parts.filesystem, LocalFileSystem):
            con.register_filesystem(parts.filesystem)
        con.execute("begin")
        con.execute("create schema staging")
        for table, columns in TABLES.items():
            typed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            con.execute(f"create table staging.{table} ({typed})")
        _load_raw(con, parts.addresses(parts.raw))
        _load_ledger(con, parts.addresses(parts.ledger))
        _load_extracted(con, parts.addresses(parts.extracted), extractor_version)
        con.execute("commit")
        con.execute("checkpoint")
        return {table: _count(con, table) for table in TABLES}


def _load_raw(con: duckdb.DuckDBPyConnection, paths: list[str]) -> None:
    """One row per document; equal bytes stored twice count once."""
    _insert(
        con,
        "documents",
        """
        select document_id, octet_length(content) as byte_count, media_type, declared_encoding
        from read_parquet($paths)
        qualify row_number() over (partition by document_id order by media_type, declared_encoding) = 1
        order by document_id
        """,
        paths,
    )


def _load_ledger(con: duckdb.DuckDBPyConnection, paths: list[str]) -> None:
    """All sightings of all runs. The moment is kept in UTC, without a zone, so that every client
    reads the same and needs no time-zone data."""
    _insert(
        con,
        "sightings",
        """
        select distinct run_id, source, locator, make_timestamp(epoch_us(seen_at)) as seen_at,
            document_id, reason, detail
        from read_parquet($paths)
        order by run_id, source, locator, document_id
        """,
        paths,
    )


def _load_extracted(con: duckdb.DuckDBPyConnection, paths: list[str], extractor_version: str) -> None:
    """The lists of each document as rows. A document that stands in two parts is taken once, whole."""
    if not paths:
        return
    # Only the few rows to leave out are remembered, so that this costs no memory per document.
    _execute(
        con,
        "extracted parts",
        """
        create temp table superseded as
        select filename, file_row_number
        from read_parquet($paths, filename = true, file_row_number = true)
        qualify row_number() over (partition by document_id order by filename, file_row_number) > 1
        """,
        {"paths": paths},
    )
    sources = {
        "articles": "select unnest(case when article is not null then [article] end) as record",
        "figures": "select unnest(figures) as record",
        "breakdowns": "select unnest(breakdowns) as record",
        "leftovers": "select unnest(leftovers) as record",
        "findings": "select unnest(findings) as record",
        "rejections": "select unnest(case when rejection is not null then [rejection] end) as record",
    }
    for table, records in sources.items():
        fields = ", ".join(
            "$extractor_version" if name == "extractor_version" else f'record."{name}"'
            for name in TABLES[table]
        )
        values = {"extractor_version": extractor_version} if "extractor_version" in TABLES[table] else {}
        _insert(
            con,
            table,
            f"""
            select {fields} from (
                {records}
                from read_parquet($paths, filename = true, file_row_number = true)
                anti join superseded using (filename, file_row_number)
            )
            """,
            paths,
            values,
        )
    con.execute("drop table superseded")


def _insert(
    con: duckdb.DuckDBPyConnection,
    table: str,
    select: str,
    paths: list[str],
    values: Mapping[str, str] | None = None,
) -> None:
    """Fill one table; without parts it stays empty."""
    if paths:
        _execute(con, table, f"insert into staging.{table} {select}", {"paths": paths, **(values or {})})


def _execute(con: duckdb.DuckDBPyConnection, what: str, statement: str, values: Mapping[str, object]) -> None:
    """Run one statement with named values; its errors say what was being loaded."""
    try:
        con.execute(statement, dict(values))
    except duckdb.Error as error:
        raise LoadError(f"could not load {what}: {error}") from error


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from staging.{table}").fetchone()
    return int(row[0]) if row else 0
