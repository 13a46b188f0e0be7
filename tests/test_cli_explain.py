"""`yesan explain`: of a text and of a figure, which rule gave each field."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingestion.explanations import explain
from ingestion.extract import extract
from ingestion.records import Document
from ingestion.sources.found import MEDIA_TYPES
from pipeline.equations import equation
from tests.released import working_directory
from tests.test_cli import ARTICLES, yesan


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a release of the bundled articles."""
    return working_directory(tmp_path_factory)


def test_explain_shows_which_rule_gave_each_field_of_a_text(tmp_path: Path) -> None:
    text = "서울시는 내년 도서관 예산으로 3억원(국비 2억원, 시비 1억원)을 편성했다. 1인당 30만원을 지원한다."
    done = yesan(tmp_path, "explain", "--on", "2025-11-12", text)
    assert done.returncode == 0, done.stderr
    shown = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()]
    assert ["amount_krw", "300,000,000", "as printed: 3억원"] in shown
    assert ["fiscal_year", "2026", "own words: 내년"] in shown
    assert ["parent", "3억원", "in the brackets behind it"] in shown
    assert ["as item: 2 + 1 = 3 억원", "match"] in shown
    assert ["2 + 1 = 3 억원", "match", "by funding"] in shown
    assert ["reason", "per_unit", "1인당"] in shown
    assert "도서관 예산으로 ▶3억원◀(국비" in done.stdout
    assert ["words"] not in shown
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_explain_shows_the_words_as_the_rules_see_them(tmp_path: Path) -> None:
    done = yesan(tmp_path, "explain", "--words", "서울시는 도서관에 3억원을 쓴다.")
    shown = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()]
    assert ["word", "kind", "case", "ending", "says"] in shown
    assert ["도서관에", "noun", "에", "-", "-"] in shown
    assert ["쓴다", "verb", "-", "final", "spend"] in shown


def test_explain_reads_a_text_from_stdin_and_takes_its_publisher(tmp_path: Path) -> None:
    text = "시는 올해 도서관에\n\n3억원을 쓴다.\n"
    assert "no_body" in yesan(tmp_path, "explain", "-", stdin=text).stdout
    assert "순천시" in yesan(tmp_path, "explain", "--publisher", "순천시", "-", stdin=text).stdout


def test_explain_says_that_a_text_has_no_amount(tmp_path: Path) -> None:
    done = yesan(tmp_path, "explain", "서울시는 내년 도서관을 짓는다.")
    assert (done.returncode, done.stdout) == (0, "no amount of money in this text\n")


def test_a_figure_shows_which_rule_gave_each_field(
    released: Path,
) -> None:
    listed = yesan(released, "sql", "select figure_id from fact_budget where text = '1718억원'")
    explained = yesan(released, "explain", "--words", listed.stdout.split()[-1]).stdout
    shown = [re.split(r"  +", line.strip()) for line in explained.splitlines()]
    assert ["amount_krw", "171,800,000,000", "as printed: 1718억원"] in shown
    assert ["word", "kind", "case", "ending", "says"] in shown
    assert {"fiscal_year", "organization", "program", "stage", "role", "parent"} <= {row[0] for row in shown}
    assert "rules" not in {row[0] for row in shown}


def test_a_text_has_the_equations_of_the_release(
    released: Path,
) -> None:
    with duckdb.connect(str(released / "store" / "current" / "warehouse.duckdb"), read_only=True) as con:
        stated = con.execute(
            "select equation || ' ' || equation_unit, verdict from fact_total_check"
        ).fetchall()
    read = [
        explain(found)
        for path in ARTICLES.iterdir()
        if (found := extract(Document.of(path.read_bytes(), MEDIA_TYPES[path.suffix])).article)
    ]
    assert len(stated) > 2
    assert sorted(equation(one) for article in read for one in article.sums) == sorted(stated)


def test_a_figure_whose_rules_changed_or_are_gone_says_so(released: Path, tmp_path: Path) -> None:
    published = tmp_path / "copy"
    shutil.copytree(released, published, symlinks=True)
    listed = yesan(published, "sql", "select figure_id from fact_budget where text = '1718억원'")
    (part,) = (published / "store" / "extracted").glob("*/part-*.parquet")
    row = pq.read_table(part).to_pylist()
    for extraction in row:
        for figure in extraction["figures"]:
            figure["stage"] = "request" if figure["text"] == "1718억원" else figure["stage"]
    pq.write_table(pa.Table.from_pylist(row, pq.read_schema(part)), part)
    explained = yesan(published, "explain", listed.stdout.split()[-1]).stdout
    assert re.search(r"^rules +they have changed since: stage was request$", explained, re.MULTILINE)
    part.unlink()
    explained = yesan(published, "explain", listed.stdout.split()[-1]).stdout
    assert re.search(r"^rules +not shown: the store has no article", explained, re.MULTILINE)
    assert re.search(r"^stage, role +proposal, ", explained, re.MULTILINE)
