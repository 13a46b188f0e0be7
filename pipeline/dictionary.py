"""The data dictionary `docs/data-dictionary.md`, written from the YAML beside the models.

Run `python -m pipeline.dictionary` after changing a model; a test fails while the page is behind.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import yaml

from expectations.record import TABLES, comment

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "dbt_project" / "models"
PAGE = ROOT / "docs" / "data-dictionary.md"

# Schema, folder of its models, heading. Staging and intermediate are not for analysts.
SCHEMAS = (
    ("main", "marts", "Marts / 마트"),
    ("quality", "quality", "Quality / 품질"),
)

_INTRODUCTION = """\
# Data dictionary / 데이터 사전

Written by `python -m pipeline.dictionary` from the YAML in `dbt_project/models` and the audit's own tables.
The same words stand in the warehouse itself: `select table_name, comment from duckdb_tables()` and
`select column_name, comment from duckdb_columns()`. Money is whole won (`_krw`).
"""


def render(models: Path = MODELS) -> str:
    """The page as Markdown: per table its grain, its keys and every column with type and meaning.

    Raises:
        KeyError: if a column refers to a doc block that does not exist.
    """
    blocks = read_blocks(models / "columns.md")
    parts = [_INTRODUCTION]
    for schema, folder, heading in SCHEMAS:
        parts.append(f"## {heading}\n")
        for path in sorted((models / folder).glob("*.yml")):
            for model in yaml.safe_load(path.read_text("utf-8"))["models"]:
                parts.append(_table(schema, model, blocks))
    parts += [_table("quality", model, blocks) for model in audit_tables()]
    return "\n".join(parts)


def audit_tables() -> list[dict[str, Any]]:
    """The tables that the audit writes, in the form of a model's YAML."""
    with duckdb.connect() as con:
        con.execute(TABLES)
        comment(con)
        tables = con.execute(
            "select table_name, comment from duckdb_tables() where schema_name = 'quality' order by all"
        ).fetchall()
        columns = con.execute(
            "select table_name, column_name, lower(data_type), comment from duckdb_columns() "
            "where schema_name = 'quality' order by table_name, column_index"
        ).fetchall()
    return [
        {
            "name": name,
            "description": meaning,
            "columns": [
                {"name": column, "data_type": data_type, "description": text}
                for table, column, data_type, text in columns
                if table == name
            ],
        }
        for name, meaning in tables
    ]


def read_blocks(path: Path) -> dict[str, str]:
    """The doc blocks of a Markdown file of dbt: name to text."""
    pattern = re.compile(r"{% docs (\w+) %}\s*(.*?)\s*{% enddocs %}", re.DOTALL)
    return dict(pattern.findall(path.read_text("utf-8")))


def _table(schema: str, model: dict[str, Any], blocks: dict[str, str]) -> str:
    rows = [
        f"| `{column['name']}` | {column['data_type']} | {_meaning(column['description'], blocks)} |"
        for column in model["columns"]
    ]
    name = model["name"] if schema == "main" else f"{schema}.{model['name']}"
    head = [
        f"### `{name}`\n",
        f"{_meaning(model['description'], blocks)}\n",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _meaning(description: str, blocks: dict[str, str]) -> str:
    """A description with its doc block put in, fit for a table cell."""
    text = re.sub(r"{{ doc\('(\w+)'\) }}", lambda found: blocks[found.group(1)], description)
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
