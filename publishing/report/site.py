"""The report as a site: its pages in order, and what each of them gets to be written with.

A page is a module with one function that reads with SQL from the warehouse and writes its files, and a
row of PAGES. Rows are streamed, so that memory does not grow with the release; what grows with it on a
page is shown in pieces (publishing.report.lists).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from publishing.report import wording
from publishing.report.words import LANGUAGES, Words, same, table

Row = dict[str, Any]

HERE = Path(__file__).parent
PIECE = 2_000
HISTORY = "sums_hold"  # the check that is told over the releases


@dataclass(frozen=True, slots=True)
class Facts:
    """What the caller knows of a build and the warehouse does not: when it was made, the folder of the
    release before, and the results of the check HISTORY in all builds, oldest first (the columns of
    `quality.checks` with `run_id`, `release_id`, `audited_at`)."""

    made_at: datetime | None = None
    previous: Path | None = None
    audits: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: `name` is its file without ending and its key in the words (`nav.<name>`);
    `write` writes it, and what belongs to it."""

    name: str
    write: Callable[[Site], None]


@dataclass(frozen=True)
class Site:
    """What pages are written with: the warehouse opened read-only, the folder to write to, and the names
    of all pages in the order of the navigation."""

    warehouse: Path
    con: duckdb.DuckDBPyConnection
    folder: Path
    pages: Sequence[str]
    facts: Facts = field(default_factory=Facts)
    data_docs: bool = False  # whether the audit left its data docs beside the pages
    words: Words = field(default_factory=table)

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query, a few at a time. Values of ours are written into the query: for bound
        parameters duckdb imports pandas, which takes longer than all the rest; text from pages is never
        part of a query."""
        result = self.con.cursor().execute(query)
        names = [column[0] for column in result.description or ()]
        while piece := result.fetchmany(PIECE):
            yield from (dict(zip(names, row, strict=True)) for row in piece)

    def one(self, query: str) -> Row:
        """The only row of a query."""
        (row,) = self.rows(query)
        return row

    def has(self, name: str) -> bool:
        """Whether the warehouse has a table, named as `schema.table` or plainly."""
        schema, _, table_name = name.rpartition(".")
        where = f"table_name = '{table_name}' and table_schema = '{schema or 'main'}'"
        return bool(self.one(f"select count(*) as n from information_schema.tables where {where}")["n"])

    def write(self, path: str, template: str, /, **values: Any) -> None:
        """Renders `template` to `path` below the site's folder. Each template knows `root`, the way back
        to the first page ("" or "../"), and `here`, the name of its page in the navigation (`page=`)."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * path.count("/")
        stream = self.environment.get_template(template).stream(root=root, **values)
        stream.enable_buffering(64)
        with target.open("w", encoding="utf-8") as file:
            file.writelines(stream)

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The templates, with everything escaped, and what they may call."""
        made = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals |= {
            "t": self.words, "of": self.words.of, "site": self, "languages": LANGUAGES, "same": same,
            "figure_link": figure_link, "leftover_link": leftover_link, "document_link": document_link,
            "breakdown_link": breakdown_link, "years": wording.years, "money": wording.money,
        }  # fmt: skip
        made.filters |= {"thousands": wording.thousands, "won": wording.won}
        return made


def document_link(document_id: str) -> str:
    """The page of a document, from the site's folder."""
    return f"documents/{document_id}.html"


def figure_link(document_id: str, figure_id: str) -> str:
    """Where a figure stands in its sentence."""
    return f"{document_link(document_id)}#f-{figure_id}"


def leftover_link(document_id: str, leftover_id: str) -> str:
    """Where a leftover stands in its sentence."""
    return f"{document_link(document_id)}#l-{leftover_id}"


def breakdown_link(breakdown_id: str) -> str:
    """The equation of a breakdown."""
    return f"equations.html#b-{breakdown_id}"
