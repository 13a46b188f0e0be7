"""What a warehouse says of its own tables: their columns with type and meaning, their keys, their order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

# No bound parameters here: for them duckdb imports pandas, a second that every run would pay.
_TABLES = """
select schema_name, table_name, comment from duckdb_tables() where schema_name in ('main', 'quality')
union all
select schema_name, view_name, comment from duckdb_views() where schema_name = 'main' and not internal
order by all
"""
_COLUMNS = """
select schema_name, table_name, column_name, data_type, comment from duckdb_columns()
where schema_name in ('main', 'quality') order by schema_name, table_name, column_index
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values are those of other columns: a foreign key."""

    columns: tuple[str, ...]
    table: str
    of: tuple[str, ...]


def _to(column: str, table: str, of: str | None = None) -> Reference:
    return Reference((column,), table, (of or column,))


# What `dbt_project/models/marts/*.yml` tests of each mart; a test compares both.
KEYS: dict[str, tuple[str, ...]] = {
    "bridge_total_item": ("breakdown_id", "item_figure_id"),
    "claim_latest": ("claim_id",),
    "dim_document": ("document_id",),
    "dim_fiscal_year": ("fiscal_year",),
    "dim_organization": ("organization_id",),
    "dim_program": ("program_id",),
    "fact_budget": ("figure_id",),
    "fact_claim": ("claim_id",),
    "fact_conflict": ("conflict_id",),
    "fact_revision": ("revision_id",),
    "fact_total_check": ("breakdown_id",),
    "organization_years": ("organization_id", "fiscal_year"),
    "program_years": ("program_id", "organization_id", "fiscal_year"),
    "theme_years": ("government", "theme", "fiscal_year"),
}
REFERENCES: dict[str, tuple[Reference, ...]] = {
    "bridge_total_item": (
        _to("breakdown_id", "fact_total_check"),
        _to("item_figure_id", "fact_budget", "figure_id"),
    ),
    "claim_latest": (_to("claim_id", "fact_claim"),),
    "dim_document": (_to("original_document_id", "dim_document", "document_id"),),
    "dim_organization": (
        _to("parent_organization_id", "dim_organization", "organization_id"),
        _to("successor_organization_id", "dim_organization", "organization_id"),
    ),
    "fact_budget": (
        _to("document_id", "dim_document"),
        _to("organization_id", "dim_organization"),
        _to("program_id", "dim_program"),
        _to("fiscal_year", "dim_fiscal_year"),
        _to("parent_figure_id", "fact_budget", "figure_id"),
        _to("breakdown_id", "fact_total_check"),
        _to("claim_id", "fact_claim"),
    ),
    "fact_claim": (
        _to("organization_id", "dim_organization"),
        _to("program_id", "dim_program"),
        _to("figure_id", "fact_budget"),
        _to("fiscal_year", "dim_fiscal_year"),
    ),
    "fact_total_check": (
        _to("document_id", "dim_document"),
        _to("total_figure_id", "fact_budget", "figure_id"),
    ),
    "organization_years": (_to("organization_id", "dim_organization"), _to("figure_id", "fact_budget")),
    "program_years": (
        _to("organization_id", "dim_organization"),
        _to("program_id", "dim_program"),
        _to("figure_id", "fact_budget"),
    ),
}
# In which order a reader finds the rows; the key behind it settles what is equal.
_READING_ORDER: dict[str, tuple[str, ...]] = {
    "bridge_total_item": ("breakdown_id", "position"),
    "claim_latest": ("government", "organization", "fiscal_year"),
    "dim_document": ("published_on",),
    "dim_organization": ("government", "organization"),
    "dim_program": ("government", "program"),
    "fact_budget": ("document_id", "text_start"),
    "fact_claim": ("government", "organization", "fiscal_year"),
    "organization_years": ("government", "organization", "fiscal_year"),
    "program_years": ("government", "organization", "program", "fiscal_year"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `meaning` in English and Korean, empty where nobody said."""

    name: str
    data_type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view; `meaning` says what one row is."""

    schema: str
    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """The name by which a query asks for it."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart; none where that is not known."""
        return KEYS.get(self.name, ()) if self.schema == "main" else ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """Its foreign keys."""
        return REFERENCES.get(self.name, ()) if self.schema == "main" else ()

    @property
    def order(self) -> str:
        """The terms of `order by`, so that the same rows always come in the same order: by the columns of the
        table, whatever a query makes of them."""
        names = {column.name for column in self.columns}
        first = [name for name in _READING_ORDER.get(self.name, ()) if name in names]
        key = [name for name in self.key if name in names and name not in first]
        own = quoted(self.name)
        return ", ".join(f"{own}.{quoted(name)}" for name in [*first, *key]) or "all"


def read_tables(con: duckdb.DuckDBPyConnection) -> list[Table]:
    """The tables that analysts ask: the marts, then those of `quality`, by name."""
    columns: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for schema, table, name, data_type, comment in con.execute(_COLUMNS).fetchall():
        columns[schema, table].append(Column(name, data_type, comment or ""))
    return [
        Table(schema, name, comment or "", tuple(columns[schema, name]))
        for schema, name, comment in con.execute(_TABLES).fetchall()
    ]


def quoted(name: str) -> str:
    """A name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
