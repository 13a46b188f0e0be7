"""Which years an amount covers, in little articles of 12 November 2025."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.figures import read_figures
from ingestion.periods import find_periods
from ingestion.records import Basis
from ingestion.roles import Bearing
from ingestion.seasons import Season
from ingestion.years import period_of, read_years, ruling_years
from tests.articles import EOK, article, figures_of, mentions_of

Span = tuple[int | None, int | None]


@dataclass(frozen=True)
class Case:
    """`text` states amounts of these years, by amount in 억원."""

    text: str
    years: dict[int, Span]
    why: str = ""


def one(year: int | None) -> Span:
    return year, year


CASES = [
    Case("순천시는 올해 시장에 30억원을, 내년 공원에 40억원을 쓴다.", {30: one(2025), 40: one(2026)}),
    Case(
        "순천시는 30억원은 올해, 40억원은 내년에 쓴다.",
        {30: one(2025), 40: one(2026)},
        "the amount is the topic of the year behind it",
    ),
    Case(
        "순천시는 내년 예산안을 냈다. 공원 예산은 올해 대비 3% 늘었다. 시장에는 30억원을 쓴다.",
        {30: one(2026)},
        "a comparison does not switch the year",
    ),
    Case(
        "순천시의 공원 예산은 올해보다 늘어난 30억원이다.", {30: one(2026)}, "more than this year: the next"
    ),
    Case("순천시는 2027년까지 공원에 90억원을 쓴다.", {90: (2025, 2027)}),
    Case("순천시는 2027년까지 3년간 공원에 90억원을 쓴다.", {90: (2025, 2027)}),
    Case("순천시는 내년부터 4년간 공원에 90억원을 쓴다.", {90: (2026, 2029)}),
    Case("순천시는 내년부터 해마다 20억원씩 4년간 쓴다.", {20: (2026, 2029)}, "an amount each year"),
    Case("순천시는 2026년부터 해마다 20억원을 쓴다.", {20: (2026, None)}, "without an end"),
    Case("순천시는 올해 30억원, 이듬해 40억원을 쓴다.", {30: one(2025), 40: one(2026)}),
    Case("순천시는 공원에 90억원(2026~2029)을 쓴다.", {90: (2026, 2029)}, "years in the bracket behind"),
    Case("순천시는 내년 공원에 90억원(3년간)을 쓴다.", {90: (2026, 2028)}),
    Case("순천시는 올해 공원에 40억원(지난해 29억원)을 쓴다.", {40: one(2025), 29: one(2024)}),
    Case(
        "순천시는 내년 예산안을 냈다. 공원에 12억원(총사업비 70억원, 2028년까지)을 담았다.",
        {12: one(2026), 70: (2025, 2028)},
        "the bracket's years are those of the bracket's amount",
    ),
    Case(
        "순천시는 공원을 넓힌다. 총사업비 70억원 가운데 내년에 12억원을 쓴다.",
        {70: one(None), 12: one(2026)},
        "a whole life's cost has no year unless one is said",
    ),
    Case("순천시는 2026년부터 3년간 90억원을 쓰고 첫해에 20억원을 쓴다.", {90: (2026, 2028), 20: one(2026)}),
    Case(
        "순천시는 2028년까지 공원을 늘린다. 이 기간 시가 쓸 돈은 90억원이다.",
        {90: (2025, 2028)},
        "a span carried over",
    ),
    Case(
        "순천시는 내년부터 2029년까지 공원에 90억원을 쓴다. 이 가운데 민자는 20억원이다.",
        {90: (2026, 2029), 20: (2026, 2029)},
        "이 가운데 takes the years of the sum",
    ),
    Case(
        "순천시는 내년 예산안을 냈다. 2016년 문을 연 쉼터에 30억원을 담았다.",
        {30: one(2026)},
        "the year of an event",
    ),
    Case("순천시는 2019년 준공된 청사에 30억원을 쓴다.", {30: one(None)}, "and no other year"),
    Case(
        "순천시는 올해 안에 쉼터를 짓는다. 사업비는 30억원이다.", {30: one(2025)}, "the lead gives the year"
    ),
    Case("순천시는 공원에 30억원을 쓴다.", {30: one(None)}, "unknown stays unknown"),
    Case("순천시는 2회 추경으로 공원에 30억원을 보탠다.", {30: one(2025)}, "a supplement is of its year"),
    Case("순천시는 내년 예산을 25억원에서 30억원으로 늘린다.", {25: one(2025), 30: one(2026)}),
    Case(
        "순천시는 내년 예산안에서 요구액 40억원보다 적은 28억원을 공원에 배정했다.",
        {40: one(2026), 28: one(2026)},
        "what was asked for is of the same year",
    ),
    Case("순천시는 올해 30억원을 쓴다. 2023년 10억원의 세 배다.", {30: one(2025), 10: one(2023)}),
    Case("순천시의 공원 예산은 45억원(지난해 31억원)이다.", {45: one(2025), 31: one(2024)}),
    Case(
        "순천시는 내년 예산안을 냈다. 도로와 하천 예산은 올해 각각 25억원과 12억원에서 절반으로 줄었다.",
        {25: one(2025), 12: one(2025)},
        "a list of baselines has one year",
    ),
    Case(
        "순천시는 태풍 피해 복구비가 90억원으로 확정됐다고 8일 밝혔다. 시비는 30억원, 도비는 40억원이다. "
        "둑에 15억원을 쓴다. 길에 10억원을 쓴다.\n\n다리에는 2027년까지 50억원을 쓴다.",
        {90: one(2025), 30: one(2025), 40: one(2025), 15: one(2025), 10: one(2025), 50: (2025, 2027)},
        "what is settled is of this year, whenever the work ends",
    ),
    Case(
        "순천시는 내년 예산안을 냈다. 공원에 40억원을 담았다. 태풍 복구비 90억원은 이미 확정됐다.",
        {40: one(2026), 90: one(2025)},
        "what is settled already is of this year",
    ),
    Case(
        "순천시는 다음 달 90억원 규모의 내년도 예산안을 낸다. 시가 낸 2회 추경안 40억원은 처리되지 못했다.",
        {90: one(2026), 40: one(2025)},
        "the year behind the amount; a supplement is of the year it is made in",
    ),
    Case("순천시는 최근 3년간 90억원을 썼다.", {90: one(None)}, "which years is not said"),
    Case("순천시는 임기 내 90억원을 쓴다.", {90: one(None)}, "nor here"),
    Case(
        "순천시는 정원 예산을 늘린다. 1단계(2026~2028년)에 90억원, 2단계(2029~2031년)에 70억원을 쓴다. "
        "1단계 사업비는 온실 50억원, 산책로 40억원이다. 2단계에는 분수 30억원도 든다.",
        {90: (2026, 2028), 70: (2029, 2031), 50: (2026, 2028), 40: (2026, 2028), 30: (2029, 2031)},
        "a phase keeps its years",
    ),
    Case(
        "순천시는 내년부터 3년간 공원에 90억원을 40·30·20억원으로 나눠 쓴다.",
        {90: (2026, 2028), 40: one(2026), 30: one(2027), 20: one(2028)},
        "dealt out to the years",
    ),
    Case(
        "순천시는 내년부터 3년간 공원에 90억원을 쓴다. 시비와 도비 50억원, 40억원으로 나눠 댄다.",
        {90: (2026, 2028), 50: (2026, 2028), 40: (2026, 2028)},
        "two parts are not three years",
    ),
    Case(
        "순천시는 내년 예산안을 냈다. 체육관은 총 90억원을 들여 2028년 준공하며 내년에 12억원을 쓴다.",
        {90: (None, 2028), 12: one(2026)},
        "a whole life ends with the work",
    ),
    Case(
        "순천시는 내년 예산안을 냈다. 지난해 여름 태풍으로 무너진 둑을 다시 쌓는 데 30억원을 쓴다.",
        {30: one(2026)},
        "what fell down last year is paid for now",
    ),
    Case(
        "순천시는 지난해 갚은 예산 40억원을 뺐다.",
        {40: one(2024)},
        "but where money follows, the year is its own",
    ),
    Case(
        "순천시는 올해 시장 예산에 30억원을 쓴다. "
        "지난해 말 공원 예산 20억원을 편성했으나 의회가 5억원을 깎았다.",
        {30: one(2025), 20: one(2025), 5: one(2025)},
        "a budget made at the end of a year is the next year's",
    ),
    Case(
        "순천시는 2028년까지 공원에 90억원을 들인다. 첫해인 내년에는 20억원을 쓴다. 시비 15억원을 보탠다.",
        {90: (2025, 2028), 20: one(2026), 15: one(2026)},
        "첫해인 내년 is one year, and holds on",
    ),
    Case(
        "순천시는 시장 예산을 올해 30억원으로 늘렸다. 지난해 20억원보다 10억원 많다. 공원에는 40억원을 쓴다.",
        {30: one(2025), 20: one(2024), 10: one(2025), 40: one(2025)},
        "the year of what is compared rules nothing",
    ),
    Case(
        "순천시는 올해부터 2027년까지 역 앞에 총사업비 90억원을 쓴다.\n\n"
        "분야별로는 도로에 50억원, 나무에 40억원을 쓴다.",
        {90: (2025, 2027), 50: (2025, 2027), 40: (2025, 2027)},
        "a sum is divided",
    ),
    Case(
        "순천시는 올해부터 2027년까지 역 앞에 90억원을 쓴다. "
        "이 가운데 올해분은 20억원인데 지난달까지 집행된 돈은 3억원이다.",
        {90: (2025, 2027), 20: one(2025), 3: one(2025)},
        "the slice of a year",
    ),
    Case("순천시는 둑 복구비 30억원을 3차 추경으로 마련한다.", {30: one(2025)}, "a supplement of now"),
    Case("앞서 순천시는 둑 복구 예산 30억원을 집행했다.", {30: one(2025)}, "spent just now"),
    Case(
        "순천시의회가 내년 예산안에서 9억원을 삭감하기로 본회의에서 의결했다. "
        "축제 예산은 8억원에서 3억원으로 줄었다.",
        {9: one(2026), 8: one(2026), 3: one(2026)},
        "a council cuts within one year",
    ),
    Case(
        "순천시는 2023년 도로 예산 90억원을 썼다. 12억원은 이듬해로 이월한 것이다.",
        {90: one(2023), 12: one(2023)},
        "what is carried over stays of its year",
    ),
    Case(
        "순천시의 올해 예산은 1회 추경 기준 95억원으로 본예산 90억원보다 5억원 늘었다.",
        {95: one(2025), 90: one(2025), 5: one(2025)},
        "a supplement grows within its year",
    ),
    # No year in the whole text.
    Case(
        "순천시는 태풍 피해 복구 예산이 모두 90억원으로 확정됐다고 8일 밝혔다.\n\n"
        "시설별로는 둑에 50억원, 도로에 40억원이 쓰인다.",
        {90: one(2025), 50: one(2025), 40: one(2025)},
        "settled now",
    ),
    Case(
        "순천시는 가뭄 대책에 쓸 특별교부세 30억원을 확보했다고 9일 밝혔다. 관정에 20억원, 둑에 10억원이다.",
        {30: one(2025), 20: one(2025), 10: one(2025)},
        "obtained now",
    ),
    Case("순천시의회는 도로 예산 30억원을 의결했다.", {30: one(2025)}, "voted now"),
    Case("순천시는 도로를 고친다. 시는 긴급히 예비비 30억원을 투입했다.", {30: one(2025)}, "spent now"),
    Case("순천시는 먼저 둑에 예비비 30억원을 배정했다.", {30: one(2025)}),
    Case("순천시는 다리 예산 30억원을 확보했다. 내년에는 40억원을 쓴다.", {30: one(None), 40: one(2026)}),
    Case("순천시는 공모에 선정돼 국비 30억원을 확보했다.", {30: one(None)}, "paid over years"),
    Case("순천시는 30억원을 들여 다리를 지었다.", {30: one(None)}, "which may have taken years"),
    # What was asked for, or aimed at.
    Case(
        "순천시의 둑은 2023년부터 2028년까지 90억원이 드는 사업으로, 시는 내년 국비로 40억원을 요청했지만 "
        "30억원만 반영됐다.",
        {90: (2023, 2028), 40: one(2026), 30: one(2026)},
        "what was granted is of the year that it was asked for",
    ),
    Case(
        "순천시는 내년 국비 80억원을 확보했다. 올해보다 3% 늘었으나 목표로 잡은 90억원에는 미치지 못했다.",
        {80: one(2026), 90: one(2026)},
        "a target is of the same year",
    ),
    Case(
        "순천시는 2회 추경안 5384억원을 냈다. 추경안은 제1회 추경(4862억원)보다 522억원 늘었다.",
        {5384: one(2025), 4862: one(2025), 522: one(2025)},
        "one supplement is compared with another of its year",
    ),
    Case(
        "순천시는 2026년부터 2030년까지 900억원을 쓰는 재정계획을 세웠다. "
        "연도별로는 2026년 400억원, 2027년 500억원이다.\n\n"
        "주요 사업을 보면 도시철도에 80억원, 급식에 70억원을 투입한다.",
        {900: (2026, 2030), 400: one(2026), 500: one(2027), 80: (2026, 2030), 70: (2026, 2030)},
        "the projects of a plan have its years",
    ),
    Case(
        "순천시는 올해부터 2029년까지 역 앞에 90억원을 쓴다.\n\n"
        "분야별로 보면 도로에 50억원, 나무에 40억원이 들어간다. 이 중 가로수가 25억원, 화단이 15억원이다.",
        {90: (2025, 2029), 50: (2025, 2029), 40: (2025, 2029), 25: (2025, 2029), 15: (2025, 2029)},
        "years are handed down to the parts of parts",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_an_amount_covers_its_years(case: Case) -> None:
    figures, _, _ = read_figures(article(case.text))
    read = {
        abs(f.amount_krw) // EOK: (f.fiscal_year, f.fiscal_year_end)
        for f in figures
        if f.basis is Basis.STATED
    }
    assert read == case.years, case.why


def test_without_a_date_of_publication_relative_years_are_unknown() -> None:
    figures, _, _ = read_figures(article("순천시는 내년 공원에 30억원을 쓴다.", published_on=None))
    assert [(f.fiscal_year, f.fiscal_year_end) for f in figures] == [(None, None)]


SEASON = Season(2025, proposal=False, supplementary=False, opening=None)


def rule(text: str, published: int | None = 2025, year: int | None = None, **bearing: bool) -> str:
    """The rule for the first amount of `text`."""
    mentions = mentions_of(text)
    periods = find_periods(text, published, year)
    own = Bearing(baseline=bearing.get("baseline", False))
    period = period_of(mentions[0], own, periods, 0)
    return read_years(mentions[0], own, period, ruling_years(year, [], periods), None, SEASON).rule


def test_the_rule_is_told() -> None:
    assert rule("내년 30억원") == "own words: 내년"
    assert rule("내년 30억원", published=None) == "no date of publication: 내년"
    assert rule("임기 내 30억원") == "years not said: 임기 내"
    assert rule("2028년까지 30억원") == "span until: 2028년까지"
    assert rule("내년부터 3년간 30억원") == "3 years from 2026"
    assert rule("2028년까지 3년간 30억원") == "3 years until 2028"
    assert rule("향후 3년간 30억원") == "a span whose start is not said"
    assert rule("공원에 30억원", year=2026) == "carried over"
    assert rule("공원에 30억원") == "no year named"
    assert rule("(총사업비 30억원)") == "a whole life's cost whose years are not said"
    assert rule("30억원보다", year=2026, baseline=True) == "a baseline: the year before"
    assert rule("30억원보다", baseline=True) == "a baseline whose year is not said"
    assert rule("요구액 30억원보다", year=2026, baseline=True) == "carried over: a baseline of the same year"


def test_a_later_year_named_on_the_way_is_its_paragraphs() -> None:
    figures = figures_of(
        "순천시가 2회 추경을 편성했다. 둑에 30억원을 담았다.",
        "나머지는 내년 본예산에 담겠다고 시는 말했다. 다리에는 2억원을 쓴다.",
        "시장에는 5억원을 쓴다.",
    )
    assert {f.amount_krw // EOK: f.fiscal_year for f in figures} == {30: 2025, 2: 2026, 5: 2025}
