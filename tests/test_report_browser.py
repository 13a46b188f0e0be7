"""The report in a real browser, without network: what a reader sees, presses and is led to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect

from publishing.report import PAGES
from tests.browser import DESKTOP, PHONE, barriers, chromium, overflow, reader
from tests.made_report import ATTACK, CROWDED, TOTALS, made_report

NAMES = [f"{page.name}.html" for page in PAGES]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up report, made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "made_report"
    shared.mkdir(exist_ok=True)
    with FileLock(shared / "lock"):
        if not (shared / "report").exists():
            made_report(shared)
    return shared / "report"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_whole_and_has_no_barrier_in_either_scheme(
    browser: Browser, report: Path, name: str, size: tuple[int, int]
) -> None:
    with reader(browser, size, color_scheme="light") as visit:
        page = visit.open(report / name)
        assert barriers(page) == []
        assert overflow(page) <= 0
        page.emulate_media(color_scheme="dark")
        assert barriers(page, "color-contrast") == []


def test_every_link_leads_to_something(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        for name in NAMES:
            page = visit.open(report / name)
            links = page.eval_on_selector_all(
                "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
            )
            for link in {re.sub(r"[?#].*", "", link) for link in links}:
                assert link.startswith(report.as_uri()), link
                assert Path(link.removeprefix("file://")).is_file(), f"{name}: {link}"


def test_the_language_is_switched_without_reload_and_remembered(browser: Browser, report: Path) -> None:
    with reader(browser, locale="ko-KR") as visit:
        page = visit.open(report / "equations.html")
        expect(page.get_by_role("heading", level=1)).to_have_text("합계 검증Equations", use_inner_text=False)
        assert page.get_by_role("heading", level=1).inner_text() == "합계 검증"
        page.evaluate("window.same = true")
        page.get_by_role("button", name="English").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Equations"
        assert page.evaluate("window.same") and page.title() == "Equations · Yesan report"
        assert page.locator("html").get_attribute("lang") == "en"
        assert "match (" in page.get_by_label("Verdict").inner_text()
        page.get_by_role("link", name="Overview", exact=True).click()
        assert page.get_by_role("heading", level=1).inner_text() == "This release"
        page.reload()
        assert page.get_by_role("button", name="English").get_attribute("aria-pressed") == "true"


def test_the_language_of_the_reader_is_the_first(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-GB") as visit:
        assert (
            visit.open(report / "index.html").get_by_role("heading", level=1).inner_text() == "This release"
        )


def test_without_script_it_reads_in_korean(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-GB", java_script_enabled=False) as visit:
        visit.page.goto((report / "equations.html").as_uri())
        assert visit.page.get_by_role("heading", level=1).inner_text() == "합계 검증"
        assert visit.page.locator(".equation-card").count() > 10


def _paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_scheme_follows_the_system_until_it_is_chosen_and_is_remembered(
    browser: Browser, report: Path
) -> None:
    with reader(browser, color_scheme="dark") as visit:
        page = visit.open(report / "index.html")
        dark = _paper(page)
        page.get_by_role("button", name="밝게").click()
        light = _paper(page)
        assert light != dark
        page = visit.open(report / "checks.html")
        assert _paper(page) == light
        page.get_by_role("button", name="자동").click()
        assert _paper(page) == dark


def test_an_equation_reads_as_such_and_its_numbers_lead_to_their_sentences(
    browser: Browser, report: Path
) -> None:
    with reader(browser) as visit:
        page = visit.open(report / "equations.html", "?verdict=match")
        card = page.locator(".equation-card", has_text="1,718 + 933 = 2,651")
        href = card.get_by_role("link", name="1,718", exact=True).get_attribute("href") or ""
        assert re.fullmatch(r"documents/[0-9a-f]{64}\.html#f-[0-9a-f]{16}", href)


def test_the_picture_shows_parts_interval_and_residual(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(report / "equations.html", "?verdict=short")
        card = page.locator(".equation-card").first
        assert card.locator(".part").count() == 2
        whole, band = (card.locator(name).bounding_box() for name in (".whole", ".interval"))
        assert whole and band and band["x"] <= whole["x"] + whole["width"] <= band["x"] + band["width"] + 1
        missing = card.locator(".missing").bounding_box()
        assert missing and abs(missing["x"] + missing["width"] - whole["x"] - whole["width"]) < 4
        assert "20억원 적습니다" in card.inner_text()


def test_filters_see_the_whole_list(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(report / "equations.html")
        status = page.get_by_role("status")
        assert f"전체 {TOTALS + 8}건" in status.inner_text()
        page.get_by_label("판정").select_option("over")
        expect(page.locator("#equations > li .badge.over").first).to_be_visible()
        assert page.locator("#equations > li").count() == 1
        page.get_by_label("판정").select_option("")
        page.get_by_label("기관").select_option("3마을")
        expect(status).to_contain_text("13건 가운데 1–13")
        assert page.locator("#equations > li").count() == 13
        page.get_by_role("button", name="모두 보기").click()
        expect(status).to_contain_text("1–40")


def test_pages_of_the_list_are_fetched_from_disk(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        page = visit.open(report / "equations.html")
        first = page.locator("#equations > li").first.get_attribute("id")
        page.get_by_role("button", name="다음").first.click()
        expect(page.get_by_role("status")).to_contain_text("41–80")
        assert page.locator("#equations > li").first.get_attribute("id") != first
        page.get_by_role("button", name="다음").first.click()
        expect(page.get_by_role("button", name="다음").first).to_be_disabled()
        assert page.locator("#equations > li").count() == TOTALS + 8 - 80


def test_a_link_to_an_equation_far_down_shows_it(browser: Browser, report: Path) -> None:
    rows = re.findall(r'^\["(b-[0-9a-f]+)"', (report / "data" / "equations.js").read_text("utf-8"), re.M)
    with reader(browser) as visit:
        page = visit.open(report / "equations.html", f"?verdict=over#{rows[-1]}")
        expect(page.locator(f"#{rows[-1]}")).to_be_in_viewport()


def test_the_overview_leads_to_what_needs_a_person(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(report / "index.html")
        page.get_by_role("link", name="Totals that could not be checked").click()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.get_by_label("Verdict").input_value() == "unreadable"
        assert page.locator("#equations > li").count() == 2
        page = visit.open(report / "index.html")
        page.get_by_role("link", name="Amounts that look mistyped").click()
        expect(page.get_by_role("heading", name="Amounts that look mistyped")).to_be_in_viewport()
        assert "Most likely meant 784억원" in page.locator("#suspects").inner_text() or (
            "₩78.4 billion" in page.locator("#suspects").inner_text()
        )


def test_the_overview_tells_what_changed_and_how_releases_fared(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(report / "index.html")
        assert f"{CROWDED + 3 * TOTALS + 2:,} appeared" in page.get_by_role("main").inner_text()
        chart = page.locator("figure.chart", has_text="Stated totals against their items")
        assert chart.locator("svg:visible .rect").count() >= 3 * 6
        chart.get_by_text("The data as a table").click()
        expect(chart.get_by_role("row")).to_have_count(7)


def test_both_evidences_stand_side_by_side(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(report / "conflicts.html")
        sides = page.locator("#conflicts .side")
        boxes = [sides.nth(place).bounding_box() for place in range(2)]
        assert sides.count() == 2 and boxes[0] and boxes[1]
        assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
        assert "The other figures make ₩3 billion" in page.locator("#conflicts").inner_text()


def test_checks_lead_to_what_failed(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(report / "checks.html")
        page.locator("#check-sums_hold").get_by_role("link", name="Show what was found").click()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.locator("#findings > li").count() == 1
        page.locator("#findings a").first.click()
        expect(page.locator(".equation-card:target, .equation-card").first).to_be_visible()
        assert "equations.html#b-" in page.url


def test_text_from_pages_is_text(browser: Browser, report: Path) -> None:
    with reader(browser) as visit:
        for name in NAMES:
            page = visit.open(report / name)
            assert page.locator("main script, main img, main [onerror]").count() == 0
        page = visit.open(report / "conflicts.html")
        assert ATTACK in page.get_by_role("main").inner_text()


def test_the_keyboard_alone_is_enough(browser: Browser, report: Path) -> None:
    with reader(browser, locale="en-US") as visit:
        page = visit.open(report / "equations.html")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.get_by_label("Verdict").focus()
        page.keyboard.press("o")
        expect(page.locator("#equations > li")).to_have_count(1)


def test_on_paper_there_is_the_content_and_no_switch(browser: Browser, report: Path) -> None:
    with reader(browser, color_scheme="dark") as visit:
        page = visit.open(report / "equations.html")
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(".switches")).to_be_hidden()
        expect(page.locator(".equation").first).to_be_visible()
        assert _paper(page) == "rgb(255, 255, 255)"
