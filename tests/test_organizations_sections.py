"""Whose money it is where an article goes through several bodies: labels, the state's own, look-alikes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.organizations import Bodies, Body, find_bodies
from tests.articles import EOK, WRITTEN_ON, figures_of

STATE = "대한민국 정부"


@dataclass(frozen=True)
class Case:
    """`paragraphs` give each amount, in 억원, to this body."""

    paragraphs: tuple[str, ...]
    spenders: dict[int, str]
    why: str


CASES = [
    Case(
        (
            "[자치구 소식] 도서관·하천 예산",
            "■강서구=올해 도서관에 50억원을 쓴다. 서울시 특별교부금 20억원도 보탠다.",
            "■마포구=하천 산책로를 새로 깐다. 서울시가 낸 보조금을 합쳐 30억원이 든다.",
            "■서울문화재단=올해 동네 공연에 7억원을 들인다.",
        ),
        {
            50: "서울특별시 강서구",
            20: "서울특별시 강서구",
            30: "서울특별시 마포구",
            7: "서울문화재단",
        },
        "a label rules up to the next one, whoever gives money in between",
    ),
    Case(
        (
            "김천시는 올해 과학관에 40억원을 쓴다.",
            "올해 정부 R&D 예산이 작년보다 30000억원 줄었다. 김천시는 연구소에 9억원을 쓴다.",
        ),
        {40: "김천시", -30000: STATE, 9: "김천시"},
        "the state's R&D budget is told for context",
    ),
    Case(
        ("김천시는 올해 도서관에 40억원을 쓴다. 행정안전부 역시 안내판에 8억원을 배정했다.",),
        {40: "김천시", 8: "행정안전부"},
        "역시 makes a topic like 도",
    ),
    Case(
        ("김천시는 공원을 도는 버스에 40억원을 쓴다. 호수 둘레를 도는 길에는 9억원을 쓴다.",),
        {40: "김천시", 9: "김천시"},
        "도는 behind an object goes round: no province",
    ),
    Case(
        ("인천경제청이 내년 공원에 40억원을 쓴다.", "경제청은 가로등에 9억원을 쓴다."),
        {40: "인천경제자유구역청", 9: "인천경제자유구역청"},
        "a short name is written out, and its last part means it again",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_each_amount_is_of_the_body_that_spends_it(case: Case) -> None:
    read = {figure.amount_krw // EOK: figure.organization for figure in figures_of(*case.paragraphs)}
    assert {amount: read.get(amount) for amount in case.spenders} == case.spenders


def test_a_short_name_in_a_list_means_no_district_before_it_was_there() -> None:
    text = "지구별로는 송도 171억원, 영종 98억원, 청라 87억원이다."
    assert find_bodies(text, "인천광역시", date(2016, 2, 23)) == []


@pytest.mark.parametrize(
    "institute", ["경북연구원은", "경북문화재단도", "경북교육청은", "경상북도개발공사는"]
)
def test_a_new_paragraph_is_about_the_government_again_not_its_institute(institute: str) -> None:
    bodies = Bodies(Body("경상북도", "경상북도"), WRITTEN_ON)
    bodies.read(f"{institute} 출연금 20억원을 더 달라고 했다.")
    assert bodies.current != Body("경상북도", "경상북도")
    bodies.open_block()
    assert bodies.current == Body("경상북도", "경상북도")
