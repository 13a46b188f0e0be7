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


def first_id(released: Path, table: str, column: str, where: str) -> str:
    with duckdb.connect(str(released / "store" / "current" / "warehouse.duckdb"), read_only=True) as con:
        found = con.execute(f"select {column} from {table} where {where} order by all").fetchone()
    assert found
    return str(found[0])


@pytest.mark.parametrize("amount", ["2651억원", "2,651억 원", "2651억", "265,100,000,000", "265100000000"])
def test_an_amount_shows_each_figure_that_is_printed_so_or_worth_that(released: Path, amount: str) -> None:
    done = yesan(released, "explain", amount)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{amount} = 265,100,000,000원: 1 in this release\n")
    shown = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()]
    assert ["as total", "1718 + 933 = 2651 억원", "match"] in shown
    assert "▶2651억원◀" in done.stdout
    assert {"document", "locator", "fiscal_year", "program"} <= {row[0] for row in shown}


def test_an_amount_that_a_page_prints_wrongly_is_found_by_both(released: Path) -> None:
    for amount in ("784원", "784억원"):
        done = yesan(released, "explain", amount)
        assert "▶784원◀" in done.stdout, done.stderr


def test_an_amount_that_is_left_over_has_its_reason(released: Path) -> None:
    text = first_id(released, "quality.leftovers", "text", "true")
    leftover = first_id(released, "quality.leftovers", "leftover_id", "true")
    for asked in (text, leftover, leftover[:6]):
        done = yesan(released, "explain", asked)
        assert re.search(rf"^leftover +{leftover}$", done.stdout, re.MULTILINE), done.stderr
        assert f"▶{text}◀" in done.stdout
        assert re.search(r"^ *reason +\w+", done.stdout, re.MULTILINE)


def test_more_amounts_than_are_shown_are_counted(released: Path) -> None:
    done = yesan(released, "explain", "--limit", "1", "3459억원")
    count = re.match(r"3459억원 = 345,900,000,000원: (\d+) in this release", done.stdout)
    assert count
    assert done.stdout.count("▶3459억원◀") == 1
    assert ("the first 1 of" in done.stdout) == (int(count[1]) > 1)


def test_a_document_shows_its_equations_and_amounts(released: Path) -> None:
    where = "locators[1] like '%01-seoul-2026-ai-budget.html'"
    document = first_id(released, "dim_document", "document_id", where)
    locator = first_id(released, "dim_document", "locators[1]", where)
    by_id = yesan(released, "explain", document)
    assert by_id.returncode == 0, by_id.stderr
    assert [
        yesan(released, "explain", name).stdout for name in (document[:12], locator, Path(locator).name)
    ] == [by_id.stdout] * 3
    shown = [re.split(r"  +", line.strip()) for line in by_id.stdout.splitlines()]
    assert ["id", document] == shown[0]
    assert ["equation", "1718 + 933 = 2651 억원", "match"] in shown
    told = re.search(r"^amounts +(\d+) figures, (\d+) leftovers$", by_id.stdout, re.MULTILINE)
    assert told
    assert by_id.stdout.count("◀") == min(20, int(told[1]) + int(told[2]))
    assert "reason" in {row[0] for row in shown} or told[2] == "0"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("9999억원", "no figure or leftover of the release is 9999억원 (999,900,000,000원)"),
        ("123454321", "with a unit, as in 123454321억원, it is another"),
        ("ffffffff", "no figure, leftover or document of the release has an id that begins with ffffffff"),
        ("nowhere.html", "no document of the release was seen at nowhere.html"),
        ("https://example.org/a?b=1", "no document of the release was seen at https://example.org/a?b=1"),
    ],
)
def test_what_is_not_in_the_release_is_said(released: Path, asked: str, message: str) -> None:
    done = yesan(released, "explain", asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_beginning_that_two_ids_share_names_them(released: Path, tmp_path: Path) -> None:
    shutil.copytree(released / "store", tmp_path / "store", symlinks=True)
    warehouse = tmp_path / "store" / "current" / "warehouse.duckdb"
    warehouse.chmod(0o644)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("update quality.leftovers set leftover_id = 'abcd000000000001'")
        con.execute(
            "update dim_document set document_id = 'abcd' || document_id[5:] where document_id[1] < '8'"
        )
    done = yesan(tmp_path, "explain", "abcd")
    assert done.returncode == 2
    assert done.stderr.startswith("error: more than one id begins with abcd: ")
    assert "leftover abcd000000000001" in done.stderr and "document abcd" in done.stderr


@pytest.mark.parametrize(
    "text", ["국비/시비", "2651억원과 933억원", "약 3억원을 쓴다", "-5", "abc", "예산.hwp"]
)
def test_what_is_nothing_else_is_a_text(tmp_path: Path, text: str) -> None:
    done = yesan(tmp_path, "explain", "--", text)
    assert ("nothing is published" in done.stderr) == (text == "-5")
    assert ("no amount of money" in done.stdout or "원: " in done.stdout) == (text != "-5")
