"""The five bundled pages: the facts that they carry, read from them as the pipeline reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ingestion.extract import extract
from ingestion.records import Document, Extraction
from ingestion.sources.found import MEDIA_TYPES
from tests.house import ROOT

ARTICLES = ROOT / "data" / "articles"
EOK = 100_000_000


@dataclass(frozen=True)
class Page:
    """What one page says: its date, its outlet, its stated budgets in 억원, its equations in 억원."""

    name: str
    published_on: date | None
    publisher: str | None
    figures_eok: tuple[int, ...]
    equations: tuple[str, ...] = ()


PAGES = (
    Page(
        "01-seoul-2026-ai-budget.html",
        date(2025, 11, 12),
        "보기전자신문",
        (2651, 1718, 933, 288, 840, 98, 158, 79, 327, 175, 5, 426, 1794, 1858),
        ("1718 + 933 = 2651", "327 + 175 + 5 + 426 = 933"),
    ),
    Page("02-seoul-2024-ai-plan.txt", date(2024, 4, 3), "BGN", (2064,)),
    Page("03-cities-ai-budgets.txt", None, "보기로신문", (40, 29, 200, 4061, 1000, 34)),
    Page(
        "04-seoul-2022-informatization.txt",
        date(2022, 1, 13),
        None,
        (3459, 1126, 1753, 1067, 639, 108, 568, 70, 677, 62, 379, 20),
        ("1753 + 1067 + 639 = 3459",),
    ),
    Page("05-seoul-2025-ai-meeting.txt", None, "보기포커스", ()),
)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def read(name: str) -> Extraction:
    path = ARTICLES / name
    return extract(Document.of(path.read_bytes(), MEDIA_TYPES[Path(name).suffix]))


def test_the_folder_holds_these_pages_and_nothing_else() -> None:
    assert sorted(path.name for path in ARTICLES.iterdir()) == [page.name for page in PAGES]


@each_page
def test_addresses_on_the_pages_are_reserved_for_examples(page: Page) -> None:
    text = (ARTICLES / page.name).read_text(encoding="utf-8")
    hosts = re.findall(r"(?://|@)([\w.-]+)", text)
    assert not [host for host in hosts if not host.endswith(("example.com", ".example"))]


@each_page
def test_the_date_and_the_outlet_are_read(page: Page) -> None:
    article = read(page.name).article
    assert article is not None
    assert (article.published_on, article.publisher) == (page.published_on, page.publisher)


@each_page
def test_every_stated_budget_is_a_figure_and_no_other_amount_is(page: Page) -> None:
    stated = [figure for figure in read(page.name).figures if figure.basis == "stated" and not figure.suspect]
    assert sorted(figure.amount_krw for figure in stated) == sorted(eok * EOK for eok in page.figures_eok)


@each_page
def test_the_equations_stand_as_breakdowns(page: Page) -> None:
    found = read(page.name)
    amounts = {figure.figure_id: figure.amount_krw // EOK for figure in found.figures}
    equations = set()
    for breakdown in found.breakdowns:
        items = [f for f in found.figures if f.breakdown_id == breakdown.breakdown_id]
        words = " + ".join(str(f.amount_krw // EOK) for f in sorted(items, key=lambda figure: figure.start))
        equations.add(f"{words} = {amounts[breakdown.total_figure_id]}")
    assert set(page.equations) <= equations


def test_the_printed_typing_error_stays_as_printed_and_is_marked() -> None:
    (suspect,) = [figure for figure in read(PAGES[3].name).figures if figure.suspect]
    assert (suspect.text, suspect.amount_krw, suspect.suggested_krw) == ("784원", 784, 784 * EOK)


def test_the_teasers_of_other_articles_are_not_read() -> None:
    article = read(PAGES[3].name).article
    assert article is not None
    assert "1773" in (ARTICLES / PAGES[3].name).read_text(encoding="utf-8")
    assert "1773" not in article.body
