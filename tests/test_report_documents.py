"""The pages of documents: every amount is marked once, wherever it stands, and text stays text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publishing.report import documents, render
from publishing.report.pages import PAGES as ALL
from publishing.report.site import Facts, Site
from publishing.report.text import Grouped, read
from publishing.report.words import table
from tests.mini_warehouse import EOK, example
from tests.test_bundled_articles import PAGES
from tests.test_bundled_articles import read as read_bundled
from tests.warehouse_fixture import Built

ATTACK = "<script>alert('예산')</script>"


def figure(text: str, start: int, **values: Any) -> dict[str, Any]:
    """A figure as a document's page gets it; its id is its place and its text."""
    row = {
        "figure_id": f"{start}{text}",
        "text": text,
        "text_start": start,
        "text_end": start + len(text),
        "role": "item",
        "basis": "stated",
        "spots": [],
    }
    return row | values


def block(body: str, text: str, kind: str = "paragraph") -> dict[str, Any]:
    """The first place of `text` as a block."""
    return {"kind": kind, "start": body.index(text), "end": body.index(text) + len(text)}


def html_of(body: str, *figures: dict[str, Any], blocks: Any = ()) -> str:
    """A document's pieces as one string, without the isolation of each amount."""
    pieces, _ = read(body, blocks, figures, ())
    return "\n".join(re.sub("</?bdi>", "", piece.html) for piece in pieces)


def test_an_amount_is_marked_in_its_place_and_leads_to_its_entry() -> None:
    assert html_of("숲에 30억원을 쓴다.", figure("30억원", 3)) == (
        '숲에 <a class="a item" id="f-330억원" href="#fd-330억원">30억원</a>을 쓴다.'
    )


def test_of_two_figures_in_one_place_none_is_lost() -> None:
    twice = html_of("숲과 길에 30억원씩", figure("30억원", 6), figure("30억원", 6, figure_id="other"))
    assert re.findall(r'id="([^"]+)"', twice) == ["f-630억원", "f-other"]
    assert re.sub("<[^>]+>", "", twice) == "숲과 길에 30억원+씩"


def test_marks_that_overlap_cut_no_element_in_two() -> None:
    body = "10억~20억원이다"
    html = html_of(body, figure("10억~20억원", 0), figure("20억원", 4), figure("억원이", 6))
    assert re.findall(r'id="([^"]+)"', html) == ["f-010억~20억원", "f-420억원", "f-6억원이"]
    assert re.sub(r"<[^>]+>|\+", "", html) == body
    assert re.sub("<a [^>]+>[^<]+</a>", "", html) == "이다"


def test_a_derived_figure_stands_beside_the_amount_that_it_follows_from() -> None:
    derived = figure("30억원", 3, figure_id="derived", basis="derived")
    html = html_of("숲에 30억원을 쓴다.", derived, figure("30억원", 3))
    assert re.sub("<[^>]+>", "", html) == "숲에 30억원⇒을 쓴다."
    assert 'class="a sign derived" id="f-derived"' in html


def test_an_amount_that_is_stated_again_is_marked_there_too_with_one_id() -> None:
    spot = {"start": 0, "end": 3}
    html = html_of("30억\n숲에 30억원을 쓴다.", figure("30억원", 7, spots=[spot]))
    assert html.startswith('<a class="a item again" href="#fd-730억원">30억</a>')
    assert html.count('id="') == 1


def test_a_mark_is_never_put_at_a_wrong_place() -> None:
    body = "숲에 30억원을 쓴다."
    shifted, beyond = figure("30억원", 4), figure("30억원", 90)
    pieces, lost = read(body, (), [shifted, beyond], ())
    assert [piece.html for piece in pieces] == [body]
    assert lost == {"f-430억원", "f-9030억원"}


def test_text_behind_the_last_block_is_no_place() -> None:
    body = "숲길\n30억원"
    _, lost = read(body, [block(body, "숲길")], [figure("30억원", 3)], ())
    assert lost == {"f-330억원"}


def test_cells_of_a_table_stand_in_their_rows_and_columns() -> None:
    body = "표\n구분\t올해\t내년\n\t10억원\n공원\t\t30억원"
    cells = [block(body, text, "table_cell") for text in ("구분", "올해", "내년", "10억원", "공원", "30억원")]
    (_, cells_read), _ = read(body, [block(body, "표"), *cells], [figure("30억원", body.index("30억원"))], ())
    texts = [[re.sub("<[^>]+>", "", cell) for cell in row] for row in cells_read.rows]
    assert texts == [["구분", "올해", "내년"], ["", "10억원"], ["공원", "", "30억원"]]
    assert 'id="f-' in cells_read.rows[2][2]


def test_what_a_page_says_is_escaped_in_text_and_marks() -> None:
    body = f"{ATTACK} 예산 <b>30억원</b>이다."
    html = html_of(body, figure("<b>30억원</b>", body.index("<b>")), figure(ATTACK, 0))
    assert "<script" not in html and "<b>" not in html
    assert "&lt;b&gt;30억원&lt;/b&gt;" in html


def test_rows_are_handed_out_by_document() -> None:
    rows: Iterator[dict[str, Any]] = iter([{"document_id": one, "n": n} for n, one in enumerate("aacdd")])
    grouped = Grouped(rows)
    assert [[row["n"] for row in grouped.of(one)] for one in "abde"] == [[0, 1], [], [3, 4], []]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example, with a page that is cut around and tells its rules."""
    mini = example()
    cut = [{"place": "beside", "text": f"많이 본 뉴스 {ATTACK} 8조원"}]
    doc = mini.article("cut.html", "숲 30억원", "숲에 30억원을 쓴다.", offcuts=cut)
    rules = dict.fromkeys(("government", "organization", "program", "role", "parent"))
    told = rules | {"fiscal_year": "own words: 내년", "stage": "nobody has heard of this rule"}
    spots = [{"start": 2, "end": 6}]
    mini.figure(doc, "숲에 30억원을 쓴다.", "30억원", 30 * EOK, rules=told, spots=spots)
    folder = tmp_path_factory.mktemp("report")
    return render(mini.write(folder / "warehouse.duckdb"), folder / "report").parent


def page_with(report: Path, words: str) -> str:
    """The one page of a document that holds these words in its headline."""
    pages = (path.read_text("utf-8") for path in (report / "documents").glob("*.html"))
    (page,) = [page for page in pages if f"{words}</bdi></h1>" in page]
    return page


def test_each_document_has_a_page_with_all_its_amounts(report: Path) -> None:
    con = duckdb.connect(str(report.parent / "warehouse.duckdb"), read_only=True)
    query = "select document_id, 'f-' || figure_id from fact_budget union all "
    query += "select document_id, 'l-' || leftover_id from quality.leftovers"
    anchors = con.execute(query).fetchall()
    assert len(anchors) == 24
    for document_id, anchor in anchors:
        page = (report / "documents" / f"{document_id}.html").read_text("utf-8")
        assert page.count(f'id="{anchor}"') == 1
        assert page.count(f'id="{anchor[0]}d-{anchor[2:]}"') == 1


def test_links_within_a_page_lead_somewhere(report: Path) -> None:
    for path in (report / "documents").glob("*.html"):
        page = path.read_text("utf-8")
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_rules_are_told_in_both_languages(report: Path) -> None:
    page = page_with(report, "숲 30억원")
    assert '<span class="t" lang="ko">자기 문장의 말: 내년</span>' in page
    assert '<span class="t" lang="en">own words: 내년</span>' in page
    assert "nobody has heard of this rule" in page, "a rule without a translation is told as it is"


def test_what_was_cut_off_is_shown_as_such_and_escaped(report: Path) -> None:
    page = page_with(report, "숲 30억원")
    (cut,) = re.findall(r'<s class="offcut">(.*?)</s>', page)
    assert "8조원" in cut and "&lt;script&gt;" in cut
    assert "기사 옆" in page


def test_a_suspect_amount_is_kept_as_printed_and_flagged(report: Path) -> None:
    page = page_with(report, "한눈에&lt;/b&gt;")
    assert "784원</bdi>" in page and "단위 오기로 보임" in page
    assert "뜻한 금액은 784억원" in page


def test_the_list_names_every_document(report: Path) -> None:
    rows = (report / "data" / "documents-0.js").read_text("utf-8")
    assert "가람시, 인공지능에 2651억원" in rows
    assert 'yesan.table("documents",4,1,' in (report / "data" / "documents.js").read_text("utf-8")


def test_a_list_that_is_bounded_says_so_and_every_document_has_its_page(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publishing.report.columns.MOST", 2)
    with duckdb.connect(str(report.parent / "warehouse.duckdb"), read_only=True) as con:
        documents.write(Site(report.parent / "warehouse.duckdb", con, tmp_path, ["documents"]))
    assert 'yesan.table("documents",2,1,' in (tmp_path / "data" / "documents.js").read_text("utf-8")
    assert "The latest 2 documents are listed" in (tmp_path / "documents.html").read_text("utf-8")
    assert _pages(tmp_path).keys() == _pages(report).keys()


def test_several_processes_write_the_pages_that_one_writes(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "ALONE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    with duckdb.connect(str(report.parent / "warehouse.duckdb"), read_only=True) as con:
        documents.write(Site(report.parent / "warehouse.duckdb", con, tmp_path, [page.name for page in ALL]))
    assert _pages(tmp_path) == _pages(report)


def test_a_process_whose_parent_is_gone_writes_no_further(report: Path, tmp_path: Path) -> None:
    warehouse = report.parent / "warehouse.duckdb"
    plan = (warehouse, tmp_path, ["documents"], Facts(), False)
    documents._write_share(plan, 0, 1, parent=os.getpid())  # this process's parent is another
    assert not (tmp_path / "documents").exists()
    documents._write_share(plan, 0, 1, parent=os.getppid())
    assert len(list((tmp_path / "documents").iterdir())) == len(list((report / "documents").iterdir()))


def test_the_real_warehouse_has_what_the_pages_ask_for(small_warehouse: Built, tmp_path: Path) -> None:
    with duckdb.connect(str(small_warehouse.path), read_only=True) as con:
        site = Site(small_warehouse.path, con, tmp_path, ["documents"])
        found = {values["document"]["title"]: values for values in documents.pages(site)}
    sums = found["나라시, 내년 배움 예산 2651억원 편성"]
    assert len(sums["figures"]) == 16 and len(sums["leftovers"]) == 1 and len(sums["equations"]) == 6
    assert sums["lost"] == set()
    item = next(row for row in sums["figures"] if row["text"] == "900억원")
    assert (item["parent_text"], item["organization"]) == ("933억원", "나라시")


def test_every_rule_of_the_bundled_articles_is_said_in_korean() -> None:
    said = documents.ruled(table())
    told = [read_bundled(page.name) for page in PAGES]
    rules = {rule for one in told for figure in one.figures for rule in astuple(figure.rules) if rule}  # type: ignore[arg-type]
    rules |= {leftover.rule for one in told for leftover in one.leftovers if leftover.rule}
    assert len(rules) > 20
    missing = {rule for rule in rules if said(rule).ko == said(rule).en and re.match("[a-z ,]{8}", rule)}
    # What counts years or repeats an amount is different each time.
    assert not {rule for rule in missing if not re.search(r"\d", rule)}, (
        "put them into words.yml, section rule"
    )


def _pages(folder: Path) -> dict[str, bytes]:
    """The pages of the documents, by their names."""
    return {path.name: path.read_bytes() for path in (folder / "documents").iterdir()}
