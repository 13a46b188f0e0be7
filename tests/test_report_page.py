"""The quality report: what a reader must find in it, and that text from pages stays text."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from expectations.checks import Audit, Check, Failure, Level, Status, Subject, Tool
from expectations.gate import close
from expectations.record import write
from publishing.report import render
from publishing.report.page import won, years
from publishing.report.reading import Bounds, marked, terms
from tests.mini_warehouse import EOK, Mini, example

ROOT = Path(__file__).parents[1]
VOID = {"meta", "br"}


class Page(HTMLParser):
    """A page as a reader sees it: its text, links, ids, marked words, and whether its tags are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.words = html, ""
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.feed(html)
        self.close()
        self.text = re.sub(r"\s+", " ", self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        values = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:  # noqa: D102
        if "style" not in self.open:
            self.words += data
        if "mark" in self.open:
            self.marks.append(data)


def page_of(mini: Mini, folder: Path, audit: Audit | None = None, bounds: Bounds | None = None) -> Page:
    """The report of a warehouse, which must be whole: each tag closed, each link and id good."""
    warehouse = mini.write(folder / "warehouse.duckdb")
    if audit is not None:
        write(warehouse, audit)
    path = render(warehouse, folder / "report", bounds)
    assert path == folder / "report" / "index.html"
    assert [entry.name for entry in path.parent.iterdir()] == ["index.html"]
    page = Page(path.read_text(encoding="utf-8"))
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    return page


def check(name: str, level: Level, status: Status, tool: Tool = Tool.GREAT_EXPECTATIONS) -> Check:
    return Check(name, tool, level, status, 7, 1, 2, f"what {name} asks")


PASSED = Audit((check("keys", Level.STOP, Status.PASSED), check("sums_hold", Level.WARN, Status.FAILED)), ())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return page_of(example(), tmp_path_factory.mktemp("report"), PASSED)


def test_it_needs_no_network_and_no_script(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not re.search(r"url\(|@import|\bsrc=|\bon\w+=", page.html)
    assert all(link.startswith("#") for link in page.links)


def test_each_document_is_listed_with_its_date_and_what_that_rests_on(page: Page) -> None:
    assert "가람시, 인공지능에 2651억원 2026-11-02 meta article:published_time 예산신문 7" in page.text
    assert "도서관, 주말 낭독회 연다 unknown none: the page bears no date publisher unknown 0" in page.text
    assert "No budget figure in this document." in page.text


def test_each_equation_stands_with_its_verdict_as_a_word(page: Page) -> None:
    for verdict, words in {
        "match 일치": "1718 + 933 = 2651 억원",
        "over 초과": "80 + 30 ≠ 100 억원",
        "short 부족": "20 + 10 ≠ 50 억원",
        "partial 일부 내역": "3000 < 12000 억원",
        "unreadable 검증 불가": "0 + 116 ≟ 900 억원",
    }.items():
        assert f"{verdict} {words}" in page.text
    assert "63 + 36 ≈ 100" in page.text, "a match within rounding is not written as an equality"


def test_each_number_of_an_equation_leads_to_its_figure(page: Page) -> None:
    figures = {link for link in page.links if link.startswith("#f-")}
    assert len(figures) == 21


def test_each_figure_stands_in_its_sentence_marked(page: Page) -> None:
    assert page.marks.count("933억원") == 1 and page.marks.count("784원") == 1
    assert len(page.marks) == 21 + 2, "and so does each leftover"
    assert (
        "year 2027 body 본청 (가람특별시) stage proposal 예산안 role item 세부 stated to 1억원" in page.text
    )


def test_a_suspect_amount_is_kept_as_printed_and_flagged(page: Page) -> None:
    assert "784원 784 won ⚠ suspect 단위 오기" in page.text
    assert "Printed as 784원, which cannot be right (unit typo). Most likely meant: 784억원." in page.text


def test_leftovers_and_rejections_have_their_reasons(page: Page) -> None:
    assert "economic effect 1 기업들은 이 사업으로 9000억원의 매출을 기대한다." in page.text
    assert "not text extract articles/noise.html" in page.text
    assert "not a file snapshot articles/folder.html a folder bears the name of a page" in page.text


def test_the_gate_names_its_findings(page: Page) -> None:
    assert "All checks that can stop a release passed. 1 finding to know about: sums_hold." in page.text
    assert "sums_hold what sums_hold asks warn 7 checked, 1 failed, 2 not checked" in page.text


@pytest.mark.parametrize("status", [Status.FAILED, Status.NOT_RUN])
def test_a_stopped_release_says_so_and_links_what_failed(tmp_path: Path, status: Status) -> None:
    mini = example()
    warehouse = mini.write(tmp_path / "first.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        ((figure_id,),) = con.execute("select figure_id from fact_budget where text = '784원'").fetchall()
    failures = (Failure("keys", Subject.FIGURE, figure_id, "twice"), Failure("keys", Subject.TABLE, "x", "y"))
    found = page_of(mini, tmp_path, Audit((check("keys", Level.STOP, status),), failures))
    assert "This build may not be published" in found.text
    assert f"figure {figure_id}: twice" in found.text and f"#f-{figure_id}" in found.links


def test_without_audit_it_says_so(tmp_path: Path) -> None:
    assert "This warehouse was not audited" in page_of(example(), tmp_path).text


def test_passed_tests_of_dbt_are_folded_away(tmp_path: Path) -> None:
    audit = Audit(close([check("unique_id", Level.STOP, Status.PASSED, Tool.DBT)]), ())
    assert "1 test of dbt passed unique_id" in page_of(example(), tmp_path, audit).text


def test_it_renders_without_anything(tmp_path: Path) -> None:
    found = page_of(Mini(), tmp_path, Audit((), ()))
    for words in ("No document was read.", "there was no sum to check", "Every document was read."):
        assert words in found.text


def test_it_renders_without_figures(tmp_path: Path) -> None:
    mini = Mini()
    mini.article("plain.html", None, "행사 안내다.", publisher=None)
    assert "(untitled)" in page_of(mini, tmp_path, PASSED).text


def test_text_from_pages_is_data(tmp_path: Path) -> None:
    attack = "<script>alert('예산')</script>"
    sentence = f"{attack} 예산은 <img src=x onerror=alert(1)> 30억원이다."
    mini = Mini()
    doc = mini.article(
        'x" onmouseover="alert(1).html', attack, sentence, published_on=date(2026, 1, 2), publisher=attack
    )
    mini.figure(doc, sentence, "30억원", 30 * EOK, program=attack, organization=attack, hedge=attack)
    mini.leftover(doc, sentence, attack, "no_budget_cue")
    mini.missing("javascript:alert(1)", "empty", attack)
    found = page_of(mini, tmp_path, PASSED)
    assert not {"script", "img"} & set(found.tags)
    assert "&lt;script&gt;" in found.html and attack in found.text
    assert not any(link.startswith("javascript:") for link in found.links)
    assert 'onmouseover="alert' not in found.html


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    bounds = Bounds(documents=1, equations=2, rejections=1, per_reason=0)
    found = page_of(example(), tmp_path, PASSED, bounds)
    assert "2 more are not shown here: from dim_document" in found.text
    assert "5 more are not shown here: from fact_total_check" in found.text
    assert "1 more are not shown here: from quality.rejections" in found.text
    assert "1 more: from quality.leftovers where reason = 'per_unit'" in found.text


def test_the_same_warehouse_gives_the_same_page(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "w.duckdb")
    first = render(warehouse, tmp_path / "a").read_bytes()
    assert render(warehouse, tmp_path / "b").read_bytes() == first
    assert render(warehouse, tmp_path / "a").read_bytes() == first


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0원"),
        (784, "784원"),
        (265_100_000_000, "2651억원"),
        (1_234_500_000_000, "1조 2345억원"),
        (68_203_000_000, "682억 300만원"),
        (-4_000_000_000, "−40억원"),
        (12_345_678, "1234만 5678원"),
        (None, "–"),
    ],
)
def test_won_in_the_words_of_korean_readers(amount: int | None, words: str) -> None:
    assert won(amount) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2026, 2026, "2026"),
        (2024, 2026, "2024–2026"),
        (2026, None, "from 2026"),
        (None, 2030, "to 2030"),
        (None, None, "year unknown"),
    ],
)
def test_fiscal_years(first: int | None, last: int | None, words: str) -> None:
    assert years(first, last) == words


def test_a_mark_is_never_put_at_a_wrong_place() -> None:
    row = {
        "sentence": "예산은 30억원이다.",
        "text": "30억원",
        "sentence_start": 10,
        "text_start": 14,
        "text_end": 18,
    }
    assert marked(row) == ("예산은 ", "30억원", "이다.")
    assert marked(row | {"text_start": 15, "text_end": 19}) == ("예산은 30억원이다.", "", "")
    assert marked(row | {"text_start": 3, "text_end": 7}) == ("예산은 30억원이다.", "", "")


def test_rendering_and_hashing_need_no_pandas(tmp_path: Path) -> None:
    warehouse = example().write(tmp_path / "warehouse.duckdb")
    program = (
        "import sys; from pathlib import Path; from publishing.report import render;"
        "from publishing.content import content_hash; path = Path(sys.argv[1]);"
        "render(path, path.parent / 'report'); content_hash(path); assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(warehouse)], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("equation", "words"),
    [
        ("1718 + 933 = 2651", ["a:1718", " + ", "b:933", " = ", "t:2651"]),
        ("- 40 - 20 ≠ - 100", ["- ", "a:40", " - ", "b:20", " ≠ ", "t:- 100"]),
        ("784원 + 1조 2억 ≟ 900", ["a:784원", " + ", "b:1조 2억", " ≟ ", "t:900"]),
        ("1 + 2 + 3 = 6", ["t:1 + 2 + 3 = 6"]),
        ("unlike any other", ["t:unlike any other"]),
        (None, []),
    ],
)
def test_the_words_of_an_equation_name_their_figures(equation: str | None, words: list[str]) -> None:
    items = [{"item_figure_id": "a"}, {"item_figure_id": "b"}]
    found = terms({"equation": equation, "items": items, "total_figure_id": "t"})
    assert [f"{figure}:{word}" if figure else word for word, figure in found] == words
