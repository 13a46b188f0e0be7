"""The data dictionary of the exports: `README.md` for people and `dictionary.csv` for programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from publishing.exports.tables import Table

README, DICTIONARY = "README.md", "dictionary.csv"

_HEAD = """\
# Exports / 내려받기

The tables of this release in the forms that other tools read. The warehouse itself, `../warehouse.duckdb`,
has all of it and more; `../manifest.json` has the SHA-256 of every file here.

| file | what it is |
|---|---|
| `parquet/*.parquet` | one file for each table, every value as it is; its metadata say what columns mean |
| `csv/*.csv` | the same for spreadsheets: UTF-8 with a byte order mark; lists are JSON, null is empty |
| `yesan.xlsx` | one sheet for each table; the first sheet says what does not fit into Excel |
| `datapackage.json` | a Fiscal Data Package of the CSV files: types, keys, fiscal meaning |
| `dataset.jsonld` | a schema.org Dataset, for catalogues |
| `dictionary.csv` | the dictionary below as a table |

- Money is whole won (`_krw`). A total and its items are both rows of `fact_budget`: sum the rows with
  `parent_figure_id` null, or the items, never both.
- In CSV, a text that begins with `=`, `+`, `-`, `@`, a tab, a line break or an apostrophe has one apostrophe
  in front, so that no spreadsheet takes text of a page for a formula: a program takes it away again.
- 금액 단위는 원(`_krw`)입니다. 총액과 세부는 모두 `fact_budget`의 행이므로 함께 더하지 마십시오.
- Whose words these are: sentences and bodies are their publishers'. No licence is stated, as none is known.

## Data dictionary / 자료 사전
"""


def write_dictionary(tables: Sequence[Table], folder: Path, notes: Iterable[str] = ()) -> list[Path]:
    """Writes both files into `folder`; returns their paths.

    Args:
        tables: all that are exported.
        folder: where to.
        notes: what a reader must know of this very export.
    """
    page, sheet = folder / README, folder / DICTIONARY
    told = "".join(f"- {note}\n" for note in notes)
    head = _HEAD.replace("\n## Data", f"{told}\n## Data") if told else _HEAD
    page.write_text(head + "".join(map(_section, tables)), encoding="utf-8")
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("table", "column", "type", "meaning"))
        for table in tables:
            rows.writerow((table.name, "", "", table.meaning))
            rows.writerows((table.name, c.name, c.data_type.lower(), c.meaning) for c in table.columns)
    return [page, sheet]


def _section(table: Table) -> str:
    rows = "".join(f"| `{c.name}` | {c.data_type.lower()} | {_cell(c.meaning)} |\n" for c in table.columns)
    return f"\n### `{table.name}`\n\n{table.meaning}\n\n| column | type | meaning |\n|---|---|---|\n{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
