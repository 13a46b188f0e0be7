"""Words of time and the fiscal years that they name, in an article of 2025 unless a case says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.periods import counted_years, find_periods


@dataclass(frozen=True)
class Case:
    """`text` names these periods, as (printed, first, last)."""

    text: str
    periods: tuple[tuple[str, int | None, int | None], ...]
    why: str = ""
    published: int | None = 2025
    named: int | None = None


SINGLE = [
    Case("2027년 예산", (("2027년", 2027, 2027),)),
    Case("2027년도 예산", (("2027년도", 2027, 2027),)),
    Case("'27년 예산", (("'27년", 2027, 2027),), "two digits behind an apostrophe"),
    Case("2027회계연도", (("2027회계연도", 2027, 2027),)),
    Case("내년 예산은 지난해 것과 같다", (("내년", 2026, 2026), ("지난해", 2024, 2024))),
    Case("내년 예산", (("내년", None, None),), "unknown without a date of publication", published=None),
    Case(
        "2023년에 시작해 이듬해 끝났다",
        (("2023년", 2023, 2023), ("이듬해", 2024, 2024)),
        "from the year named",
    ),
    Case("전년 예산", (("전년", 2025, 2025),), "from the year of the sentences before", named=2026),
    Case("전년 예산", (("전년", 2024, 2024),), "no year named before: from publication"),
]
SPANS = [
    Case("2026~2029년 사업", (("2026~2029년", 2026, 2029),), "both ends belong to it"),
    Case("2026~29년 사업", (("2026~29년", 2026, 2029),), "a short end"),
    Case("2026년부터 2029년까지", (("2026년부터 2029년까지", 2026, 2029),)),
    Case("내년부터 2029년까지", (("내년부터 2029년까지", 2026, 2029),)),
    Case("올해부터 내후년까지", (("올해부터 내후년까지", 2025, 2027),)),
    Case("2029년까지 짓는다", (("2029년까지", 2025, 2029),), "begins in the year of publication"),
    Case(
        "2029년까지 짓는다", (("2029년까지", None, 2029),), "without a date its start is open", published=None
    ),
    Case("2026년부터 해마다", (("2026년부터", 2026, None),), "no end"),
    Case("2025년과 2026년 모두", (("2025년과 2026년", 2025, 2026),), "two years together"),
]
NO_YEAR = [
    Case("2026번 버스", (), "a bus"),
    Case("인구 2026명", (), "people"),
    Case("2024년생", (), "a year of birth"),
    Case("12026년", (), "a longer number"),
    Case("매년 열린다", (), "no year by itself"),
    Case("소년 내년도감", (("내년", 2026, 2026),), "a word of time opens the word"),
    Case("완내년", (), "inside a word"),
    Case("3년간", (), "a count of years"),
    Case("", (), "nothing"),
]


@pytest.mark.parametrize(
    "case", [*SINGLE, *SPANS, *NO_YEAR], ids=lambda case: f"{case.text}@{case.published}"
)
def test_words_of_time_name_fiscal_years(case: Case) -> None:
    found = find_periods(case.text, case.published, case.named)
    read = tuple((case.text[period.start : period.end], period.first, period.last) for period in found)
    assert read == case.periods, case.why


@pytest.mark.parametrize(
    "text",
    ["올해보다 많다", "지난해 본예산 대비", "전년에 비해", "올해 예산(90억원)보다", "2024년과 비교하면"],
)
def test_a_year_that_only_serves_comparison_is_marked(text: str) -> None:
    (period,) = find_periods(text, 2025, 2026)
    assert period.compared


@pytest.mark.parametrize("text", ["올해 예산", "2027년 사업비", "내년에는"])
def test_a_year_of_its_own_is_not(text: str) -> None:
    (period,) = find_periods(text, 2025, 2026)
    assert not period.compared


@pytest.mark.parametrize(
    ("text", "years"),
    [("3년간 90억원", 3), ("5개년 계획", 5), ("4년에 걸쳐", 4), ("최근 3년간", None), ("3년 전", None)],
)
def test_a_sum_may_be_spread_over_years(text: str, years: int | None) -> None:
    assert counted_years(text) == years
