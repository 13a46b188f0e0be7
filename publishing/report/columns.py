"""Tables of very many rows as scripts of columns, which a page on disk may load: `assets/table.js` draws the
rows that are seen, and sorts and searches the columns.

Texts that repeat stand once, in order, so that to sort a column is to sort small numbers; ids are hexadecimal
of one width, one long string a piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TextIO

from publishing.report.site import Row, Site
from publishing.report.words import Text

MOST = 100_000  # rows of one table
PIECE = 20_000  # rows in a script

Kind = Literal["code", "text", "number", "id"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `code` for texts that repeat, `text` for texts that mostly do not, `number` for whole
    numbers, `id` for hexadecimal ids of one width. `section` of the words says its values; `search`: the
    search looks into it. What is downloaded has all columns."""

    name: str
    kind: Kind
    section: str | None = None
    search: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page needs to show a table: its name, columns, number of rows and of scripts, and the values of
    its `code` columns in order."""

    name: str
    columns: Sequence[Column]
    size: int
    pieces: int
    values: dict[str, list[Any]]


def write(site: Site, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> Listed:
    """Writes the rows below `data/`: `<name>.js` with the values, `<name>-0.js` … with the rows."""
    kept: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in rows:
        for column, own in kept.items():
            own.append(row[column])
    size = len(next(iter(kept.values())))
    folder = site.folder / "data"
    folder.mkdir(exist_ok=True)
    values = {column.name: _coded(kept, column) for column in columns if column.kind == "code"}
    pieces = -(-size // PIECE)
    with (folder / f"{name}.js").open("w", encoding="utf-8") as file:
        said = {
            column.name: [_said(site, column, value) for value in values.get(column.name, ())]
            for column in columns
            if column.kind == "code"
        }
        specs = [[column.name, column.kind, column.search] for column in columns]
        file.write(f"yesan.table({_js(name)},{size},{pieces},{PIECE},{_js(specs)},{_js(said)});\n")
    for number in range(pieces):
        with (folder / f"{name}-{number}.js").open("w", encoding="utf-8") as file:
            _write_piece(file, name, number, columns, kept)
    return Listed(name, columns, size, pieces, values)


def _coded(kept: dict[str, list[Any]], column: Column) -> list[Any]:
    """The values of a column in order; in the column each becomes its place, -1 where there is none."""
    values = sorted({value for value in kept[column.name] if value is not None})
    places = {value: place for place, value in enumerate(values)}
    kept[column.name] = [places.get(value, -1) for value in kept[column.name]]
    return values


def _said(site: Site, column: Column, value: Any) -> Any:
    if column.section is None:
        return value
    said: Text = site.words.of(column.section, value)
    return [said.spoken("ko"), said.spoken("en")]


def _write_piece(
    file: TextIO, name: str, number: int, columns: Sequence[Column], kept: dict[str, list[Any]]
) -> None:
    file.write(f"yesan.rows({_js(name)},{number},[\n")
    for column in columns:
        part = kept[column.name][number * PIECE : (number + 1) * PIECE]
        file.write(f"{_js(''.join(part) if column.kind == 'id' else part)},\n")
    file.write("]);\n")


def _js(value: object) -> str:
    # The two separators end lines in scripts of old; a surrogate alone is no text that a file can hold.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
