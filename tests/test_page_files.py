"""Press releases as the files that city halls publish: PDF and HWPX, read like any other article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from ingestion.extract import extract
from ingestion.page import read_article
from ingestion.records import Article, BlockKind, Document
from tests.made_files import Part, hwpx, pdf

TABLE = (
    ("구분", "2025년", "2026년"),
    ("도로", "12,000", "15,500"),
    ("공원", "3,000", "4,200"),
    ("합계", "15,000", "19,700"),
)
FIRST: Sequence[Part] = (
    "보도자료",
    "배포일시: 2025. 11. 13.(목)",
    "",
    "김천시, 내년 길과 공원에 197억 원 쓴다",
    "- 도로 155억 원, 공원 42억 원 -",
    "",
    "□ 김천시(시장 이황)는 내년 길과 공원을 고치는 데 197억 원을 편성했다고 밝혔다.",
    " ○ 도로에 155억 원, 공원에 42억 원을 쓴다.",
    "",
    "(단위: 백만원)",
    TABLE,
)
SECOND: Sequence[Part] = ("□ 시는 시의회의 의결을 거쳐 예산안을 확정할 계획이다.",)
MAKERS = [
    pytest.param(pdf, "application/pdf", id="PDF"),
    pytest.param(hwpx, "application/hwp+zip", id="HWPX"),
]


def read(content: bytes, media_type: str) -> Article:
    return read_article(Document.of(content, media_type))


@pytest.mark.parametrize(("make", "media_type"), MAKERS)
def test_a_press_release_is_read_in_order(make: Callable[..., bytes], media_type: str) -> None:
    article = read(make(FIRST, SECOND), media_type)
    assert (article.title, article.published_on, article.publisher) == (
        "김천시, 내년 길과 공원에 197억 원 쓴다",
        date(2025, 11, 13),
        "김천시",
    )
    texts = [(block.kind, article.body[block.start : block.end]) for block in article.blocks]
    assert texts == [
        (BlockKind.HEADLINE, "김천시, 내년 길과 공원에 197억 원 쓴다"),
        (BlockKind.SUBTITLE, "- 도로 155억 원, 공원 42억 원 -"),
        (BlockKind.PARAGRAPH, FIRST[6]),
        (BlockKind.LIST_ITEM, str(FIRST[7]).strip()),
        (BlockKind.CAPTION, "(단위: 백만원)"),
        *((BlockKind.TABLE_CELL, cell) for row in TABLE for cell in row),
        (BlockKind.PARAGRAPH, SECOND[0]),
    ]


@pytest.mark.parametrize(("make", "media_type"), MAKERS)
def test_its_cells_know_headings_and_unit(make: Callable[..., bytes], media_type: str) -> None:
    article = read(make(FIRST, SECOND), media_type)
    heads = {
        article.body[block.start : block.end]: (block.row_heading, block.column_heading, block.unit_caption)
        for block in article.blocks
    }
    assert heads["4,200"] == ("공원", "2026년", "(단위: 백만원)")
    assert heads["15,000"] == ("합계", "2025년", "(단위: 백만원)")


@pytest.mark.parametrize(("make", "media_type"), MAKERS)
def test_its_figures_are_found(make: Callable[..., bytes], media_type: str) -> None:
    extraction = extract(Document.of(make(FIRST, SECOND), media_type))
    amounts = {figure.amount_krw for figure in extraction.figures}
    assert {19_700_000_000, 15_500_000_000, 4_200_000_000, 12_000_000_000} <= amounts
    assert {figure.organization for figure in extraction.figures} == {"김천시"}


def test_a_file_is_known_by_its_bytes_whatever_it_is_called() -> None:
    assert read(pdf(FIRST, SECOND), "text/html") == read(pdf(FIRST, SECOND), "application/pdf")
    assert read(hwpx(FIRST, SECOND), "text/plain") == read(hwpx(FIRST, SECOND), "application/hwp+zip")


def test_merged_cells_of_hwpx_stay_in_their_places() -> None:
    table = (("구분", "", "금액"), ("복지", "아동", "150"), ("", "노인", "210"))
    article = read(hwpx((*FIRST[:9], "(단위: 억원)", table, *SECOND)), "application/hwp+zip")
    assert "구분\t\t금액\n복지\t아동\t150\n\t노인\t210" in article.body
    (last,) = (block for block in article.blocks if article.body[block.start : block.end] == "210")
    assert (last.row_heading, last.column_heading) == ("복지 노인", "금액")


def test_text_in_frames_is_read_and_heads_of_pages_are_not() -> None:
    frame = (
        "<hp:p><hp:run><hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>"
        "□ 시민은 누리집에서 예산안을 볼 수"
        " 있다.</hp:t></hp:run></hp:p></hp:subList></hp:drawText></hp:rect>"
        "<hp:ctrl><hp:header><hp:subList><hp:p><hp:run><hp:t>9000억 원</hp:t></hp:run></hp:p></hp:subList>"
        "</hp:header></hp:ctrl></hp:run></hp:p>"
    )
    body = read(hwpx(FIRST, inner=frame), "application/hwp+zip").body
    assert "시민은 누리집에서 예산안을 볼 수 있다." in body
    assert "9000억" not in body


def test_lines_of_a_pdf_wrapped_at_its_margin_are_one_paragraph_and_page_numbers_are_gone() -> None:
    page = (
        *FIRST[:6],
        "□ 김천시는 내년에 낡은 길과 공원을 고치는 데 모두 197억 원을 편성해",
        "시의회에 냈다고 밝혔다.",
        "- 1 -",
    )
    body = read(pdf(page, SECOND), "application/pdf").body
    assert "편성해 시의회에 냈다고 밝혔다." in body
    assert "- 1 -" not in body
