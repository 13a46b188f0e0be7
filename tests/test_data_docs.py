"""The data docs of Great Expectations beside the checks: whole without network, and led to equations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expectations import data_docs
from expectations.audit import audit
from publishing.report import render
from tests.browser import DESKTOP, PHONE, barriers, chromium, overflow, reader
from tests.mini_warehouse import example


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example after its audit."""
    folder = tmp_path_factory.mktemp("docs")
    warehouse = example().write(folder / "warehouse.duckdb")
    audit(warehouse, None, docs=folder / "report" / "data_docs")
    return render(warehouse, folder / "report").parent


def test_each_page_shows_without_network_and_without_barrier(report: Path) -> None:
    pages = sorted((report / "data_docs").glob("*.html"))
    assert len(pages) == 5
    with chromium() as browser:
        for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            with reader(browser, size, color_scheme=scheme) as visit:
                for path in pages:
                    page = visit.open(path)
                    assert barriers(page) == [], path.name
                    assert overflow(page) <= 0, path.name


def test_the_checks_lead_to_them_and_they_lead_back_to_equations(report: Path) -> None:
    assert 'href="data_docs/index.html"' in (report / "checks.html").read_text("utf-8")
    listed = re.findall(r'href="(results-[^"]+)"', (report / "data_docs" / "index.html").read_text("utf-8"))
    (sums,) = [name for name in listed if "breakdowns" in name]
    html = (report / "data_docs" / sums).read_text("utf-8")
    assert "expect_items_to_sum_to_stated_total" in html and "✕ failed" in html
    anchors = re.findall(r'href="\.\./equations\.html#(b-[0-9a-f]{16})"', html)
    assert anchors and all(anchor in (report / "equations.html").read_text("utf-8") for anchor in anchors)


def test_nothing_of_them_is_loaded_from_elsewhere_or_run(report: Path) -> None:
    for path in (report / "data_docs").iterdir():
        html = path.read_text("utf-8")
        assert path.suffix == ".html"
        assert re.findall(r"<script[^>]*>", html) == ['<script src="../assets/site.js">']
        assert not re.search(r"https?://|<img|<iframe|\son\w+=|\sstyle=", html)


def test_docs_that_cannot_be_rendered_say_so(tmp_path: Path) -> None:
    data_docs.write(object(), tmp_path / "docs")
    assert "could not be rendered: AttributeError" in (tmp_path / "docs" / "index.html").read_text("utf-8")
