"""Words of time and the fiscal years that they name, in an article of 2025 unless a case says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.periods import counted_years, find_periods
from tests.bounded import ends


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
    Case("('27안) 예산", (("'27", 2027, 2027),), "an apostrophe in brackets"),
    Case("2027회계연도", (("2027회계연도", 2027, 2027),)),
    Case("내년 예산은 지난해 것과 같다", (("내년", 2026, 2026), ("지난해", 2024, 2024))),
    Case("내년 예산", (("내년", None, None),), "unknown without a date of publication", published=None),
    Case(
        "2023년에 시작해 이듬해 끝났다",
        (("2023년", 2023, 2023), ("이듬해", 2024, 2024)),
        "from the year named",
    ),
    Case("27년도 예산", (("27년도", 2027, 2027),), "two digits of a budget year"),
    Case("27 년도 예산", (("27 년도", 2027, 2027),)),
    Case("FY2027 예산", (("FY2027", 2027, 2027),)),
    Case("2027 회계연도", (("2027 회계연도", 2027, 2027),)),
    Case("2027학년도 급식", (("2027학년도", 2027, 2027),), "the year in which the school year begins"),
    Case("2027년 3월 사업", (("2027년", 2027, 2027),), "part of a year is of that year"),
    Case("올 하반기와 내년 1분기", (("올", 2025, 2025), ("내년", 2026, 2026)), "parts of years"),
    Case("올해 말까지 쓴다", (("올해", 2025, 2025),), "until this year ends: this year"),
    Case(
        "2023년은 전년보다 많다",
        (("2023년", 2023, 2023), ("전년", 2022, 2022)),
        "전년 is the year before the one named",
    ),
    Case(
        "2030년까지 짓고 전년보다 늘린다",
        (("2030년까지", 2025, 2030), ("전년", 2024, 2024)),
        "the end of a plan is no year that a budget is told of",
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
    Case("2026년과 이듬해 나눠 쓴다", (("2026년과 이듬해", 2026, 2027),), "a year and the next"),
    Case("올해와 내년 2년간", (("올해와 내년", 2025, 2026),)),
    Case("2025년과 2026년 예산", (("2025년", 2025, 2025), ("2026년", 2026, 2026)), "two years, not one span"),
    Case("'26~'29년 사업", (("'26~'29년", 2026, 2029),)),
    Case("교량 건설(2026~2029)", (("2026~2029", 2026, 2029),), "no 년 in a bracket"),
    Case("교량 건설(2026.3.~2029.12.)", (("2026.3.~2029.12.", 2026, 2029),), "months"),
    Case("2026~2027학년도", (("2026~2027학년도", 2026, 2027),)),
    Case("올해(2025년)부터 2028년까지", (("올해(2025년)부터 2028년까지", 2025, 2028),)),
    Case("2022년부터 올해까지", (("2022년부터 올해까지", 2022, 2025),)),
    Case("오는 2028년 6월까지", (("2028년 6월까지", 2025, 2028),), "until a month of that year"),
    Case(
        "내년부터 도로에 2028년까지",
        (("내년", 2026, 2026), ("2028년까지", 2026, 2028)),
        "the start stands further ahead",
    ),
    Case("2022년까지 썼다", (("2022년까지", None, 2022),), "it looks back: where it began is not said"),
    Case("민선 8기 동안 쓴다", (("민선 8기", 2022, 2026),), "the term of elected local governments"),
    Case("민선 2기 기간에 썼다", (("민선 2기", 1998, 2002),)),
    Case("임기 내 투입한다", (("임기 내", None, None),), "whose term is not said"),
    Case("최근 3년간 썼다", (("최근 3년간", None, None),), "which three is not said"),
    Case(
        "최근 3년간(2022~2024년) 썼다",
        (("최근 3년간", None, None), ("2022~2024년", 2022, 2024)),
        "said in brackets",
    ),
    Case(
        "2026년부터 2028년까지 짓고 이 기간 쓴다",
        (("2026년부터 2028년까지", 2026, 2028), ("이 기간", 2026, 2028)),
    ),
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
    Case("10년도 안 된 건물", (), "not even ten years"),
    Case("비전 2030 선포식", (), "a year inside a name"),
    Case("2024 파리올림픽", (), "a year inside a name"),
    Case("02-2024-2027로 문의", (), "a telephone number"),
    Case("2020년대 건물", (), "a decade"),
    Case("민선 8기 공약", (), "a label"),
    Case("소식이 전해지자", (), "전해 is a verb here"),
    Case("올 예정이다", (), "올 is a verb here"),
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


@pytest.mark.parametrize(
    "text",
    ["도의 지난해 도로 예산보다", "지난해 수준인", "올해분을 포함해", "작년 같은 기간 대비", "올해와 달리"],
)
def test_the_noun_of_a_comparison_has_words_of_its_own(text: str) -> None:
    (period,) = find_periods(text, 2025, 2026)
    assert period.compared


@pytest.mark.parametrize(
    "text",
    [
        "2025년 11월 12일 밝혔다",
        "2019년 5월 준공된 청사",
        "2016년부터 운영한 쉼터",
        "2016년에 처음 도입된 제도",
        "지난해 산불 피해를 본 마을",
    ],
)
def test_a_year_may_date_an_event(text: str) -> None:
    (period,) = find_periods(text, 2025, None)
    assert period.event
    assert period.compared, "and rules nothing"


@pytest.mark.parametrize(
    "text", ["2026년 준공 예산", "내년 문을 여는 쉼터", "2025년부터 3년간 추진한 사업", "2026년 개관 준비"]
)
def test_a_year_of_money_dates_no_event(text: str) -> None:
    assert not find_periods(text, 2025, None)[0].event


def test_a_word_without_a_date_of_publication_says_which_word_it_is() -> None:
    (period,) = find_periods("내년 예산", None, None)
    assert (period.words, period.relative, period.first) == ("내년", True, None)


@pytest.mark.parametrize("text", ["2026년", "년", "2026~", "내년부터 ", "올해 보", "(", "임기 최근 "])
def test_a_megabyte_is_read_in_proportion(text: str) -> None:
    with ends():
        find_periods(text * (200_000 // len(text)), 2025, None)


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
