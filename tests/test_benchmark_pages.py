"""The benchmark of pages measures what it names. No time is asserted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.newspage import news_page
from benchmarks.pages import folder, generated, measure, table
from benchmarks.peers import Read, Reader, readers
from tests.house import PACKAGES, imports, modules, within

PEERS = ("trafilatura", "readability", "newspaper", "nltk")


def test_a_generated_page_has_the_size_and_the_tags_that_it_names() -> None:
    page = news_page(5)
    assert 45 * 1024 < len(page.content) < 48 * 1024
    tags = page.content.count(b"<") - page.content.count(b"</")
    assert 800 <= tags <= 1_100
    assert page.own and page.beside
    assert not [text for text in page.beside if text in " ".join(page.own)]
    assert page == news_page(5) != news_page(6)


def test_ours_keeps_the_article_and_leaks_nothing_beside_other_readers() -> None:
    found, missing = readers()
    assert {"Yesan, page to article", "trafilatura", "readability-lxml"} <= {reader.name for reader in found}
    assert all(missing.values()), "a reader that does not run says why"
    rows = {row.reader: row for row in measure(generated(1, seed=77), found, 1)}
    ours = rows["Yesan, page to article"]
    assert (ours.kept, ours.leaked, ours.title, ours.day) == (1, 0, 1, 1)
    assert rows["BeautifulSoup, all text"].leaked == 1
    assert rows["readability-lxml"].day is None
    assert rows["trafilatura"].times == 1
    assert len(table(list(rows.values()))) == len(rows) + 2


def test_kept_and_leaked_are_told_from_the_gold_beside_a_folder(tmp_path: Path) -> None:
    pages = tmp_path / "docs"
    pages.mkdir()
    (pages / "p1.html").write_text("<p>x</p>", encoding="utf-8")
    lines = {
        "gold_docs": [{"doc": "p1", "title": "도로에 9억", "published_on": "2024-01-02"}],
        "gold": [{"doc": "p1", "raw": "9억원"}, {"doc": "p1", "raw": "1조 200억원"}],
        "excluded": [
            {"doc": "p1", "raw": "3만원", "reason": "1인당"},
            {"doc": "p1", "raw": "700억원", "reason": "기사 밖(순위)"},
            {"doc": "p1", "raw": "9억", "reason": "기사 밖(순위)"},
        ],
    }
    for name, rows in lines.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    text = "시는 19억원과 1조\n200억원, 3만원을 쓴다. 700억원"
    reader = Reader(
        "one", len, lambda _: Read(text, "도로에 9억!", date(2024, 1, 2), ("title", "published_on"))
    )
    (row,) = measure(folder(pages), [reader], 1)
    assert row.kept == pytest.approx(2 / 3), "9억원 stands there only as a part of 19억원"
    assert row.leaked == 1, "9억 stands in the title, so it tells nothing"
    assert (row.title, row.day, row.times) == (1, 1, None)


def test_nothing_of_the_product_imports_the_peers() -> None:
    product = {name for package in PACKAGES for path in modules(package) for name in imports(path)}
    assert product
    assert not [name for name in product if within(name, *PEERS)]
