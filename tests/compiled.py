"""dbt's own SQL on made-up rows, without a start of dbt: models as the small warehouse compiled them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from tests.warehouse_fixture import Built

Row = Mapping[str, Any]


class Compiled:
    """A database in memory that has the typed tables `given`, empty, and above them the models `models`, as
    views in the order in which they build on each other. Names are those of dbt: schema and model."""

    def __init__(self, built: Built, given: Sequence[str], models: Sequence[str]) -> None:
        self.con = duckdb.connect()
        self.con.execute(f"attach '{built.path}' as warehouse (read_only)")
        self._types = {}
        for schema in ("staging", "intermediate"):
            self.con.execute(f"create schema {schema}")
        for name in given:
            self.con.execute(f"create table {name} as from warehouse.{name} limit 0")
            self._types[name] = {row[0] for row in self.con.execute(f"describe {name}").fetchall()}
        folder = built.work_dir / "target" / "compiled" / "yesan" / "models"
        for model in models:
            path = folder / f"{model.replace('.', '/')}.sql"
            self.con.execute(f"create view {model} as {path.read_text('utf-8')}")

    def fill(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows in the place of those that a table has."""
        self.con.execute(f"delete from {table}")
        for row in rows:
            unknown = row.keys() - self._types[table]
            assert not unknown, f"{table} has no column {unknown}"
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
            self.con.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.con.execute(sql).fetchall()
