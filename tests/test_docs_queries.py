"""`docs/queries.md`: each query, asked of the bundled articles, gives the table that stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.house import ROOT, text_of
from tests.released import working_directory

PAGE = ROOT / "docs" / "queries.md"
PIECE = re.compile(r"^## (\d+)\. (.+?)\n.*?^```sql\n(.*?)^```\n\n(.*?)(?=\n## |\Z)", re.MULTILINE | re.DOTALL)
NOTHING = "(no row)"


@dataclass(frozen=True)
class Question:
    """A question of the page with its query and the answer that is printed."""

    number: int
    title: str
    query: str
    answer: str


QUESTIONS = [
    Question(int(found[1]), found[2], found[3], found[4].strip()) for found in PIECE.finditer(text_of(PAGE))
]


def printed(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The answer to a query as a table of Markdown."""
    con.execute(query)
    columns = [column[0] for column in con.description or ()]
    rows = con.fetchall()
    if not rows:
        return NOTHING
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The release of the bundled articles."""
    release: Path = working_directory(tmp_path_factory) / "store" / "current"
    return duckdb.connect(str(release / "warehouse.duckdb"), read_only=True)


def test_there_are_fifteen_questions() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 16))
    # Most of them have an answer in the five pages; an edit and a contradiction these pages do not hold.
    assert sum(question.answer == NOTHING for question in QUESTIONS) <= 3


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_the_answer_is_what_the_page_prints(con: duckdb.DuckDBPyConnection, question: Question) -> None:
    assert printed(con, question.query) == question.answer


def test_the_story_of_seoul_comes_out_of_the_first_query(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(QUESTIONS[0].query).fetchall()
    told = {(row[0], row[1], int(row[5])) for row in rows}
    assert {
        (2022, 2022, 3459), (2024, 2026, 2064), (2025, 2025, 1794), (2025, 2025, 1858), (2026, 2026, 2651),
    } <= told  # fmt: skip
