"""What a warehouse says, as one hash: two warehouses with the same rows have the same hash, in
whatever order and file they lie."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

# Of `quality`, what tells readers something of its own: a release that only rejects more is another one.
# No bound parameters here: for them duckdb imports pandas, a second that every publishing would pay.
COLUMNS = """
select table_schema, table_name, list({'name': column_name, 'type': data_type} order by column_name)
from information_schema.columns
where (
        table_schema = 'main'
        or (table_schema = 'quality' and table_name in ('leftovers', 'findings', 'rejections'))
    )
    -- A time of day tells when something ran; a date tells what an article says.
    and data_type not like 'TIMESTAMP%' and column_name <> 'run_id'
group by all order by all
"""


def content_hash(warehouse: Path) -> str:
    """64 hexadecimal digits that stand for the rows of the marts, of the leftovers and rejections.
    Streams in SQL: memory does not grow with rows. Raises duckdb.Error."""
    digest = hashlib.sha256()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for schema, table, columns in con.execute(COLUMNS).fetchall():
            names = ", ".join(_quoted(column["name"]) for column in columns)
            # Each row's MD5 is added up in two halves: a sum has no order, and tells doubles apart.
            # `quality` keeps sightings of several runs, so there only different rows count.
            rows = (
                f"select {'distinct ' if schema == 'quality' else ''}{names} from {schema}.{_quoted(table)}"
            )
            sums = con.execute(
                f"""
                select count(*), sum(md5_number_lower(line)::hugeint), sum(md5_number_upper(line)::hugeint)
                from (select to_json(row)::varchar as line from ({rows}) as row)"""
            ).fetchone()
            digest.update(repr((schema, table, columns, sums)).encode())
    return digest.hexdigest()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
