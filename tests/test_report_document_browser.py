"""The page of a document in a real browser: pointing, keys and taps explain an amount."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.report import render
from tests.browser import DESKTOP, PHONE, barriers, chromium, overflow, reader
from tests.made_report import ATTACK, CROWDED, made_report
from tests.mini_warehouse import EOK, example

SENTENCE = "숲에 30억원을 쓴다."
TITLE = "숲 30억원</bdi></h1>"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one article with all that a page of a document shows."""
    mini = example()
    cut = [{"place": place, "text": f"{place} 많이 본 뉴스 8조원"} for place in ("above", "beside", "below")]
    doc = mini.article("cut.html", "숲 30억원", SENTENCE, "지난해보다 5억원 늘었다.", offcuts=cut)
    rules = dict.fromkeys(("government", "organization", "program", "role", "parent"))
    rules |= {"fiscal_year": "own words: 내년", "stage": "season"}
    mini.figure(doc, SENTENCE, "30억원", 30 * EOK, program="숲", rules=rules, spots=[{"start": 2, "end": 6}])
    mini.leftover(doc, "지난해보다 5억원 늘었다.", "5억원", "no_body")
    folder = tmp_path_factory.mktemp("document")
    return render(mini.write(folder / "warehouse.duckdb"), folder / "report").parent


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report with hostile articles and one of very many figures."""
    return made_report(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started


def page_of(report: Path, words: str) -> Path:
    """The page of the document whose text holds these words."""
    (path,) = [p for p in (report / "documents").iterdir() if words in p.read_text("utf-8")]
    return path


def panel(page: Page) -> str:
    return page.locator("#explained dl").inner_text()


def test_the_keyboard_explains_an_amount_and_leads_to_the_list(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(page_of(report, TITLE))
        again, mark, left = (page.locator(".read article a.a").nth(place) for place in range(3))
        again.focus()
        page.keyboard.press("Tab")
        expect(mark).to_be_focused()
        assert mark.get_attribute("aria-describedby") == "explained"
        for words in ("2027", "own words: 내년", "proposal", "season", "숲", "₩3 billion"):
            assert words in panel(page)
        page.keyboard.press("Tab")
        expect(left).to_be_focused()
        assert "no public body" in panel(page)
        page.keyboard.press("Enter")
        expect(page.locator("#amounts")).to_be_visible()
        assert "#ld-" in page.url


def test_escape_closes_what_was_explained(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(page_of(report, TITLE))
        page.locator(".read article a.a").first.focus()
        expect(page.locator("#explained dl")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#explained dl")).to_be_hidden()


def test_pointing_explains_and_the_page_stays_where_it_is(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(page_of(report, TITLE))
        page.locator(".read article a.a").nth(1).hover()
        assert "자기 문장의 말: 내년" in panel(page)
        assert "#" not in page.url


def test_a_tap_explains_in_a_sheet_that_can_be_closed(browser: Browser, report: Path) -> None:
    with reader(browser, PHONE, has_touch=True) as visit:
        page = visit.open(page_of(report, TITLE))
        page.locator(".read article a.a").nth(1).tap()
        expect(page.locator("#explained dl")).to_be_in_viewport()
        assert "숲" in panel(page) and "#" not in page.url
        page.get_by_role("button", name="닫기").tap()
        expect(page.locator("#explained dl")).to_be_hidden()


def test_a_link_to_a_figure_shows_it_explained(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        path = page_of(report, "전산 예산")
        page = visit.open(path)
        anchor = page.locator(".read a.a", has_text="784원").get_attribute("id")
        page = visit.open(path, f"#{anchor}")
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
        expect(page.locator(f"#{anchor}")).to_be_focused()
        assert "뜻한 금액은 784억원" in panel(page)


def test_what_was_cut_off_stands_around_the_text_and_is_struck_out(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(page_of(report, TITLE))
        pieces = page.locator("s.offcut")
        assert pieces.count() == 3
        tops = [box["y"] for box in (pieces.nth(place).bounding_box() for place in range(3)) if box]
        text = page.locator(".read article").bounding_box()
        assert text and tops[0] < text["y"] < tops[1] < tops[2]
        assert page.locator(".offcut a").count() == 0, "no amount in it was read"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_has_no_barrier_and_fits(browser: Browser, report: Path, size: tuple[int, int]) -> None:
    with reader(browser, size, color_scheme="light") as visit:
        page = visit.open(page_of(report, TITLE))
        page.locator(".read article a.a").first.focus()
        assert barriers(page) == []
        assert overflow(page) <= 0
        page.emulate_media(color_scheme="dark")
        assert barriers(page, "color-contrast") == []


def test_text_from_pages_is_text(browser: Browser, hostile: Path) -> None:
    path = page_of(hostile, "onerror=alert(1)&gt;.html")
    for size in (DESKTOP, PHONE):
        with reader(browser, size) as visit:
            page = visit.open(path)
            assert page.locator("main script, main img, main [onerror]").count() == 0
            assert ATTACK in page.locator(".read article").inner_text()
            assert overflow(page) <= 0
            page.locator(".read article a.a").first.focus()
            assert overflow(page) <= 0


def test_a_document_of_very_many_figures_shows_them_all(browser: Browser, hostile: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(page_of(hostile, "9999번 다리에"))
        marks = page.locator(".read article a.a")
        assert marks.count() == CROWDED
        assert page.locator(".amounts tbody tr").count() == 400
        marks.last.focus()
        assert "₩1 trillion" in panel(page), "also of an amount whose row was not asked for"
        page.get_by_role("button", name="Show the other 9,600").click()
        assert page.locator(".amounts tbody tr").count() == CROWDED
