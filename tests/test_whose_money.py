"""Whose an amount is by its sentence and paragraph, and what year a text about many governments tells of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.articles import EOK, figures_of

STATE = "대한민국 정부"


@dataclass(frozen=True)
class Case:
    """`paragraphs` give each amount, in 억원, to this organization."""

    paragraphs: tuple[str, ...]
    spenders: dict[int, str]
    why: str


CASES = [
    Case(
        ("김천시는 내년 디지털 예산 94억원을 짰다.", "이 예산은 혁신과 50억원, 통신과 44억원으로 나뉜다."),
        {50: "혁신과", 44: "통신과"},
        "divisions stand beside each other, each before its money",
    ),
    Case(
        ("김천시는 올해 실증에 50억원을 쓴다.", "이 가운데 12억원은 김천과학진흥원이 기업을 돕는 데 쓴다."),
        {50: "김천시", 12: "김천과학진흥원"},
        "who is named behind the amount spends it",
    ),
    Case(
        ("김천시는 올해 실증에 50억원을 쓴다.", "운영비 12억원은 김천과학진흥원에 돌아갔다."),
        {12: "김천과학진흥원"},
        "or gets it",
    ),
    Case(
        ("김천시는 올해 실증에 50억원을 쓴다.", "이 가운데 12억원은 김천과학진흥원이 지원한다."),
        {12: "김천시"},
        "who gives it spends none of it",
    ),
    Case(
        (
            "김천시가 관제센터에 또 90억원을 쓴다.",
            "이웃한 구미시는 올해 40억원을 썼다.",
            "경북도의 책임도 크다. 도는 올해 30억원을 나눠 주었다.",
            "시는 내년 관제에 70억원을 더 쓴다.",
        ),
        {90: "김천시", 40: "구미시", 30: "경상북도", 70: "김천시"},
        "시는 reaches no further back than the paragraph before",
    ),
    Case(
        ("구미시는 올해 40억원을 쓴다.", "씀씀이가 가장 큰 곳은 김천시다. 시는 올해 70억원을 쓴다."),
        {40: "구미시", 70: "김천시"},
        "what a sentence ends by naming is what the next is about",
    ),
    Case(
        (
            "본지가 지자체의 내년 예산안을 살폈다. 대전시는 90억원, 부산시는 80억원을 짰다.",
            "정부는 늘린다",
            "국회에 가 있는 연구개발 예산안은 3000억원이다. 올해 2900억원보다 많다.",
        ),
        {90: "대전광역시", 3000: STATE, 2900: STATE},
        "a line above a section names the state",
    ),
    Case(
        (
            "부산교통공사 안전본부장을 만났다.",
            '"올해 안전 예산은 모두 1900억원입니다. 전동차에 800억원을 씁니다."',
        ),
        {1900: "부산교통공사", 800: "부산교통공사"},
        "a lead that names one house with a purse of its own is about that",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_each_amount_is_of_the_body_that_spends_it(case: Case) -> None:
    read = {figure.amount_krw // EOK: figure.organization for figure in figures_of(*case.paragraphs)}
    assert {amount: read.get(amount) for amount in case.spenders} == case.spenders


def test_a_district_that_announces_is_what_its_citys_release_is_about() -> None:
    release = (
        "대전 유성구(구청장 ○○○)는 올해 정보화에 120억원을 투입한다고 밝혔다.",
        "재원은 구비 90억원이다.",
    )
    bodies = {figure.organization for figure in figures_of(*release, publisher="대전광역시")}
    assert bodies == {"대전광역시 유성구"}


MANY = (
    "지자체들이 앞다퉈 관제에 돈을 쓴다.",
    "행정안전부는 내년 관제 전환에 17억원을 요구했다.",
    "안산시는 올해 관제에 50억원을 쓴다.",
    "부천시는 2027년까지 해마다 21억원을 쓴다.",
    "수원시는 골목에 30억원을 들인다. 지난해 20억원보다 많다.",
    "김천시는 특별교부세 8억원을 확보했다.",
)


@pytest.mark.parametrize(("amount", "year"), [(17, 2026), (50, 2025), (30, 2025), (20, 2024), (8, 2025)])
def test_a_text_about_many_governments_is_of_the_year_it_appeared_in(amount: int, year: int) -> None:
    years = {figure.amount_krw // EOK: figure.fiscal_year for figure in figures_of(*MANY)}
    assert years[amount] == year


def test_in_a_text_about_many_a_ministry_that_opens_a_sentence_spends() -> None:
    told = (
        "행정안전부가 지자체를 돕는 데 쓰는 특별교부세는 올해 94억원이다.",
        "전국 시·군·구가 관제에 쓰는 예산은 2300억원이다.",
    )
    read = {figure.amount_krw // EOK: figure.organization for figure in figures_of(*MANY, *told)}
    assert (read[94], read[2300]) == ("행정안전부", "시·군·구")


def test_an_island_of_a_county_does_not_spend() -> None:
    told = (
        "인천시는 올해 통신망에 90억원을 쓴다.",
        "옹진군 7개 섬에 통신망을 잇는 사업으로, 2023년 착수 이후 올해까지 60억원이 집행됐다.",
    )
    read = {figure.amount_krw // EOK: figure for figure in figures_of(*told)}
    assert read[60].organization == "인천광역시"
    assert (read[60].fiscal_year, read[60].fiscal_year_end) == (2023, 2025)


def test_what_a_text_recalls_in_passing_is_not_the_year_it_is_about() -> None:
    told = (
        "지난해 여름의 수해는 시의 예산서를 바꿔 놓았다.",
        "김천시는 올해 하천에 41억원을, 둑에 9억원을 배정했다.",
    )
    assert {figure.fiscal_year for figure in figures_of(*told)} == {2025}
