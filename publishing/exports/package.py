"""The release as a Fiscal Data Package 1.0: `datapackage.json` beside the CSV files that it describes.

The facts of the fiscal model are the rows of `fact_budget`, and its dimensions the tables that they refer to
(the specification's `columnType`); columns of other tables bear none, so that no money counts twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from publishing.exports.tables import Column, Reference, Table
from publishing.manifest import sha256

NAME = "datapackage.json"

# https://specs.frictionlessdata.io/fiscal-data-package/ and its taxonomy of budgets.
COLUMN_TYPES: dict[str, dict[str, str]] = {
    "fact_budget": {
        "figure_id": "budget-line-id",
        "fiscal_year": "date:fiscal-year",
        "amount_krw": "value",
        "government": "administrative-classification:generic:level1:code",
        "organization_id": "administrative-classification:generic:level2:code",
        "organization": "administrative-classification:generic:level2:label",
        "program_id": "activity:generic:program:code",
        "program": "activity:generic:program:label",
        "stage": "phase:id",
    },
    "dim_program": {"theme": "functional-classification:generic:code"},
    "dim_organization": {"region_code": "geo-source:target:code", "region": "geo-source:target:title"},
    "dim_document": {"published_on": "date:generic"},
}
# What holds for every row, so that no column says it.
_CONSTANTS = [
    {"name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "KRW"},
    {"name": "direction", "type": "string", "columnType": "direction", "constant": "expenditure"},
]
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
}


def write_package(tables: Mapping[Path, Table], folder: Path, *, as_of: datetime) -> Path:
    """Writes `folder`/datapackage.json; returns its path.

    Args:
        tables: by the CSV file inside `folder` that holds them.
        folder: where the package is.
        as_of: when it was made.
    """
    names = {table.name for table in tables.values()}
    package = {
        "profile": "tabular-data-package",
        "name": "yesan-public-budgets",
        "title": "Public budgets as Korean news and press pages state them / 예산 보도에서 읽은 공공 예산",
        "description": "Every figure with its fiscal year, body, programme and sentence; every stated total "
        "with its parts. A total and its items are both rows of fact_budget: never add up both. In CSV, text "
        "that begins with = + - @ or an apostrophe has one apostrophe in front, so that no sheet takes "
        "it for a formula.",
        "created": as_of.isoformat().replace("+00:00", "Z"),
        "countryCode": "KR",
        "keywords": ["budget", "예산", "Korea", "government spending"],
        "resources": [_resource(path, table, folder, names) for path, table in tables.items()],
    }
    target = folder / NAME
    target.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target


def _resource(path: Path, table: Table, folder: Path, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    known = {column.name for column in table.columns}
    references = [
        _foreign_key(table, reference)
        for reference in table.references
        if reference.table in names and known.issuperset(reference.columns)
    ]
    if references:
        schema["foreignKeys"] = references
    if table.name == "fact_budget":
        schema["extraFields"] = _CONSTANTS
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.meaning,
        "path": path.relative_to(folder).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _type(column.data_type),
        "description": column.meaning,
    }
    if found["type"] == "integer" and column.name.endswith("_krw"):
        found["unit"] = "KRW"
    if column_type := COLUMN_TYPES.get(table.name, {}).get(column.name):
        found["columnType"] = column_type
    if column.name in table.key:
        found["constraints"] = {"required": True}
    return found


def _type(data_type: str) -> str:
    if data_type.endswith("[]"):
        return "array"
    if data_type.startswith(("MAP(", "STRUCT(")):
        return "object"
    if data_type.startswith("TIMESTAMP"):
        return "datetime"
    if data_type.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(data_type, "integer" if data_type.endswith(("INT", "INTEGER")) else "any")


def _foreign_key(table: Table, reference: Reference) -> dict[str, Any]:
    """A reference to the table itself names none, as the specification has it."""
    resource = "" if reference.table == table.name else reference.table.replace("_", "-")
    return {
        "fields": list(reference.columns),
        "reference": {"resource": resource, "fields": list(reference.of)},
    }
