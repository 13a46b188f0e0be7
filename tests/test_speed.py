"""Long texts and texts made to be hard: the reading ends, and the work stays in proportion. Times are no
test's matter; `benchmarks/` measures them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.figures import HEADING, folder, measure, prose
from benchmarks.prose import paragraphs
from ingestion.figures import read_figures
from ingestion.records import Article
from tests.articles import article

LONG = 200_000
REPEATED = {
    "digits": "1234567890",
    "a unit": "억",
    "particles": "은 는 이 가 ",
    "quotes": '"',
    "single quotes": "'",
    "opening brackets": "(",
    "closing brackets": ")",
    "brackets": "()",
    "each": "각각 ",
    "years": "2026년 ",
    "spans": "2026~",
    "governments": "서울시는 ",
    "levels": "시는 ",
    "divisions": "국과 ",
    "commas in digits": "1,",
    "points in digits": "1.",
    "no amount": "스마트 도로 구축과 공공 와이파이 설치를 위해 ",
    "angles": "<가나",
    "captions": "단위: 억원 ",
    "numerals": "일이삼사",
}


@pytest.mark.parametrize("name", REPEATED)
def test_what_is_no_text_is_read_to_its_end(name: str) -> None:
    repeated = REPEATED[name]
    figures, _, left = read_figures(article(repeated * (LONG // len(repeated)), headline="서울시 예산 1조원"))
    assert len(figures) + len(left) == 1


def in_one_sentence(count: int) -> Article:
    amounts = ", ".join(f"사업{n} {100 + n * 7919 % 900}억원" for n in range(count))
    return article(f"서울시는 내년 예산을 편성했다. 분야별로는 {amounts}이다.")


def in_sentences(count: int) -> Article:
    return article(*(f"사업{n}에 {100 + n * 7919 % 900}억원을 편성했다." for n in range(count)))


def in_one_paragraph(count: int) -> Article:
    return article(" ".join(f"도로{n}에는 {100 + n * 7919 % 900}억원을 쓴다." for n in range(count)))


def of_one_value(count: int) -> Article:
    return article("서울시 예산이다. " + "10억원 가운데 " * count)


def in_the_headline(count: int) -> Article:
    return article("예산은 30억원이다.", headline="서울시 " + ", ".join(f"{n + 1}억원" for n in range(count)))


def ordinary(count: int) -> Article:
    return article(*islice(paragraphs(2), count), headline="김천시 예산 1조2000억원 편성")


MAKERS: tuple[Callable[[int], Article], ...] = (
    in_one_sentence,
    in_sentences,
    in_one_paragraph,
    of_one_value,
    in_the_headline,
    ordinary,
)


@pytest.mark.parametrize("made", MAKERS, ids=lambda made: str(made.__name__))
def test_twice_the_text_is_about_twice_the_work(made: Callable[[int], Article]) -> None:
    read_figures(made(100))
    once, twice = (calls(made(count)) for count in (400, 800))
    assert twice < 2.6 * once


def calls(text: Article) -> int:
    """How many functions are called while the text is read."""
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        read_figures(text)
    finally:
        sys.setprofile(None)
    return count


def test_the_benchmark_measures_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "김천시, 내년 예산 1조2000억원 편성\n\n" + "\n\n".join(islice(paragraphs(3), 3)), encoding="utf-8"
    )
    for texts in (folder(tmp_path), prose(1_000)):
        row = measure(texts, 1)
        assert row.amounts > 0
        assert row.characters >= 1_000 or texts.name == tmp_path.name
        assert len(row.line()) == len(HEADING.splitlines()[0])
