"""The table of all figures in a real browser: of a hundred thousand rows only those in sight are drawn."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.report import budgets
from publishing.report.site import HERE, Site
from tests.browser import DESKTOP, PHONE, Reader, barriers, chromium, overflow, reader
from tests.mini_warehouse import EOK, example

ROWS = 100_000
FORMULA = "=HYPERLINK(1)"
# 500 bodies, 40,000 programmes, ten years; the amounts are all different.
MANY = f"""
insert into fact_budget by name select left(md5('many' || n), 16) as figure_id, document_id,
    md5('b' || n % 500) as organization_id, md5('p' || n % 40000) as program_id,
    (2018 + n % 10)::integer as fiscal_year, (2018 + n % 10)::integer as fiscal_year_end,
    (n + 1) * {EOK} as amount_krw, {EOK} as unit_krw, 'exact' as qualifier,
    '많은시' as government, '기관' || n % 500 as organization,
    if(n = 0, '{FORMULA}', '사업' || n % 40000) as program, 'enacted' as stage, 'item' as role,
    'stated' as basis, (n + 1) || '억원' as text, 0 as text_start, 0 as text_end, '' as sentence,
    0 as sentence_start, 1 as mention_count, '1' as extractor_version
from range({ROWS} - 21) as numbers(n), (select document_id from dim_document order by all limit 1);
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of budgets over very many figures."""
    base = tmp_path_factory.mktemp("many")
    warehouse = example().write(base / "warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        con.execute(MANY)
    shutil.copytree(HERE / "assets", base / "assets")
    (base / "data").mkdir()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        budgets.write(Site(warehouse, con, base, ["budgets"]))
    return base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Reader]:
    """A reader in English at a desk."""
    with reader(browser, locale="en-US") as visit:
        yield visit


def opened(visit: Reader, folder: Path, rest: str = "") -> Page:
    """The page with all its rows there."""
    page = visit.open(folder / "budgets.html", rest)
    page.wait_for_selector("[data-table][data-ready]", state="attached")
    return page


def first(page: Page, column: str) -> str:
    """The text of a column in the first row."""
    heads = page.locator(".grid thead th").evaluate_all("heads => heads.map(head => head.dataset.column)")
    return page.locator(".grid tbody tr").first.locator("td").nth(heads.index(column)).inner_text()


def shown(page: Page) -> str:
    return page.locator(".grid").get_by_role("status").inner_text()


def test_only_the_rows_in_sight_are_drawn_and_all_are_counted(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    assert shown(page) == "100,000 of 100,000 rows"
    assert 10 < page.locator(".grid tbody tr").count() < 80
    assert page.locator(".grid table").get_attribute("aria-rowcount") == "100001"
    assert page.locator(".grid tbody tr").first.get_attribute("aria-rowindex") == "2"


def test_the_keyboard_reaches_the_last_row(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    page.locator(".scroller").focus()
    page.keyboard.press("End")
    last = page.locator('.grid tbody tr[aria-rowindex="100001"]')
    expect(last).to_be_in_viewport()
    assert page.locator(".grid tbody tr").count() < 80


def test_columns_are_sorted_by_button_and_say_so(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    head = page.locator('.grid th[data-column="amount_krw"]')
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert "₩9.998 trillion" in first(page, "amount_krw")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert "784원" in first(page, "amount_krw")
    page.locator('.grid th[data-column="organization"]').get_by_role("button").click()
    assert first(page, "organization").startswith("가람특별시")
    expect(head).to_have_attribute("aria-sort", "none")


def test_every_word_that_is_searched_must_be_found(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    page.get_by_label("Search").fill("기관499 2027")
    expect(page.locator(".grid").get_by_role("status")).to_have_text(
        "199 of 100,000 rows", use_inner_text=True
    )
    page.get_by_label("Search").fill("기관499 사업39999 enacted")
    expect(page.locator(".grid").get_by_role("status")).to_have_text("2 of 100,000 rows", use_inner_text=True)
    page.get_by_label("Search").fill("no such words")
    expect(page.locator(".grid tbody tr")).to_have_count(0)


def test_filters_narrow_and_are_taken_back(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    page.locator("#figures-government").select_option("가람특별시")
    expect(page.locator(".grid").get_by_role("status")).to_have_text(
        "21 of 100,000 rows", use_inner_text=True
    )
    page.locator("#figures-role").select_option(label="total")
    expect(page.locator(".grid tbody tr")).to_have_count(6)
    page.locator(".grid").get_by_role("button", name="Show all").click()
    expect(page.locator(".grid").get_by_role("status")).to_contain_text("100,000 of")


def test_a_link_can_ask_for_a_choice(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder, "?government=많은시&fiscal_year=2020#figures")
    assert shown(page) == "9,998 of 100,000 rows"
    assert page.locator("#figures-fiscal_year option:checked").inner_text() == "2020"


def test_what_is_shown_is_downloaded_for_spreadsheets(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder, "?search=HYPERLINK")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download what is shown").click()
    assert caught.value.suggested_filename == "budgets.csv"
    content = Path(caught.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["program"] == f"'{FORMULA}", "a formula is text"
    assert (row["amount_krw"], row["organization"], row["stage"]) == (str(EOK), "기관0", "enacted")
    assert len(row["document_id"]) == 64 and len(row["figure_id"]) == 16


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ('a "b", c', '"a ""b"", c"'),
        (-5, "-5"),
        (None, ""),
    ],
)
def test_no_cell_of_a_download_is_a_formula(visit: Reader, folder: Path, value: object, written: str) -> None:
    page = opened(visit, folder)
    made = page.evaluate(
        "value => yesan.csv({ columns: [{ name: 'x' }],"
        " by: { x: { kind: 'text', data: [value] } }, matches: [0] })",
        value,
    )
    assert made == f"\ufeffx\r\n{written}\r\n"


def test_each_amount_leads_to_its_sentence(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder, "?search=1718억원")
    link = page.locator(".grid tbody td.number a").first.get_attribute("href")
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as con:
        query = (
            "select document_id, figure_id from fact_budget where text = '1718억원' and organization = '본청'"
        )
        ((document_id, figure_id),) = con.execute(query).fetchall()
    assert link == f"documents/{document_id}.html#f-{figure_id}"


def test_a_body_is_shown_by_year_stage_theme_and_programme(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    page.locator("#choose-government").select_option("가람특별시")
    page.locator("#choose-organization").select_option("본청")
    region = page.locator("#bodies")
    expect(region.get_by_role("heading", name="본청: whole budget")).to_be_visible()
    row = region.get_by_role("row", name="2027 ₩171.8 billion").first
    assert (row.get_by_role("link").get_attribute("href") or "").startswith("documents/")
    theme = region.locator("section", has_text="by theme").get_by_role("link").first
    theme.click()
    page.wait_for_selector("[data-table][data-ready]", state="attached")
    assert page.locator("#figures-government option:checked").inner_text() == "가람특별시"


def test_the_language_of_cells_is_switched(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder, "?search=기관499 2027")
    assert first(page, "stage") == "enacted"
    page.get_by_role("button", name="한국어").click()
    assert first(page, "stage") == "본예산"
    assert "조원" in first(page, "amount_krw")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_has_no_barrier_and_fits(browser: Browser, folder: Path, size: tuple[int, int]) -> None:
    with reader(browser, size, color_scheme="light") as visit:
        page = opened(visit, folder)
        assert overflow(page) <= 0
        assert barriers(page) == []
        page.emulate_media(color_scheme="dark")
        assert barriers(page, "color-contrast") == []


def test_on_a_phone_a_row_is_a_card_that_shows_what_counts(browser: Browser, folder: Path) -> None:
    with reader(browser, PHONE) as visit:
        page = opened(visit, folder, "?search=기관499 2027")
        card = page.locator(".grid tbody tr").first
        box = card.bounding_box()
        assert box and box["width"] <= 390
        for words in ("2027", "기관499", "본예산"):
            expect(card.get_by_text(words, exact=True).first).to_be_visible()
        expect(card.get_by_role("link").first).to_be_visible()


def test_on_paper_the_first_rows_are_printed(visit: Reader, folder: Path) -> None:
    page = opened(visit, folder)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".grid tbody tr").count() == 200
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".grid tbody tr").count() < 80
