"""How amounts, years, sentences and equations are written in the report."""

from __future__ import annotations

import pytest

from publishing.report.wording import marked, money, terms, thousands, won, years


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
    assert years(first, last).spoken("en") == words


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
    found = terms(equation, ["a", "b"], "t")
    assert [f"{figure}:{word}" if figure else word for word, figure in found] == words


def test_money_reads_in_both_languages() -> None:
    both = money(265_100_000_000)
    assert (both.spoken("ko"), both.spoken("en")) == ("2,651억원", "₩265.1 billion")
    assert money(784).spoken("en") == "₩784" and money(-4_000_000_000).spoken("en") == "−₩4 billion"


def test_numbers_of_an_equation_have_their_thousands_separated() -> None:
    assert thousands("1718 + 933 = 2651") == "1,718 + 933 = 2,651"
