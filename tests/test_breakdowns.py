"""What belongs to which total, as the text says it or the sums prove it: discourse, case by case."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.figures import read_figures
from ingestion.records import Breakdown, BreakdownBy, Figure, Role, Suspect
from tests.articles import EOK, article, figures_of, parents_eok


@dataclass(frozen=True)
class Told:
    """These paragraphs link their figures so: parent by part, in 억원."""

    why: str
    paragraphs: tuple[str, ...]
    parents: dict[int, int | None]


TOLD = [
    Told(
        "나머지 makes the total with what is named beside it",
        ("김천시는 내년 도로 정비에 110억원을 쓴다. 70억원은 국비로, 나머지 40억원은 시비로 댄다.",),
        {110: None, 70: 110, 40: 110},
    ),
    Told(
        "이 중 takes up the amount before",
        ("여수시는 내년 총 500억원을 들여 항만을 고친다. 이 중 120억원은 부두에, 90억원은 방파제에 쓴다.",),
        {500: None, 120: 500, 90: 500},
    ),
    Told(
        "여기에는 … 들어간다 names a part, 별도로 does not",
        (
            "여수시는 내년 항만에 500억원을 쓴다. 여기에는 부두 예산 120억원이 들어 있다.",
            "시는 이와 별도로 방파제에 90억원을 쓴다.",
        ),
        {500: None, 120: 500, 90: None},
    ),
    Told(
        "여기에 … 보태 모두 adds to the amount before",
        ("김천시는 국비 60억원을 받는다. 여기에 도비 15억원과 시비 25억원을 보태 모두 100억원을 들인다.",),
        {60: 100, 15: 100, 25: 100, 100: None},
    ),
    Told(
        "모두 합해 in the sentence behind",
        ("김천시는 내년 공원에 30억원, 도서관에 45억원을 쓴다. 두 사업을 합하면 75억원이다.",),
        {30: 75, 45: 75, 75: None},
    ),
    Told(
        "내년 몫 is one year of the sum over years",
        ("목포시는 2028년까지 부두 이전에 500억원을 들인다. 내년 몫은 80억원이다.",),
        {500: None, 80: 500},
    ),
    Told(
        "부처 가운데는 picks members of all ministries",
        (
            "정부는 내년 정보화에 900억원을 쓴다. 중앙행정기관이 600억원, 지자체가 300억원을 집행한다.",
            "부처 가운데는 국토교통부가 150억원으로 가장 많다.",
            "지자체 중에서는 안동시가 40억원으로 앞선다.",
        ),
        {900: None, 600: 900, 300: 900, 150: 600, 40: 300},
    ),
    Told(
        "뒤를 이었다 goes on with the division of the sentence before",
        (
            "서울시는 올해 청년센터에 800억원을 쓴다. 기관별로는 ▲서울시 450억원 ▲자치구 350억원이다.",
            "자치구 가운데 노원구가 41억원으로 가장 많다. 가장 적은 구는 12억원에 그쳤다.",
        ),
        {800: None, 450: 800, 350: 800, 41: 350, 12: 350},
    ),
    Told(
        "a bureau with a total of its own keeps its projects",
        (
            "서울시는 내년 디지털 예산을 300억원으로 짰다. 디지털도시국이 200억원, 경제실이 100억원이다.",
            "디지털도시국은 데이터센터에 90억원, 통신망에 70억원을 쓴다.",
        ),
        {300: None, 200: 300, 100: 300, 90: 200, 70: 200},
    ),
    Told(
        "lines set deeper than the line with the sum",
        (
            "□ 김천시는 내년 안전 예산으로 600억원을 편성했다.",
            "- 하천 정비 210억원",
            "- 도로 보수 130억원 등",
        ),
        {600: None, 210: 600, 130: 600},
    ),
    Told(
        "총사업비 of a project is no part of a year's budget",
        ("여수시는 내년 예산안에 900억원을 담았다. 부두 이전(총사업비 300억원)에 50억원을 쓴다.",),
        {900: None, 300: None, 50: 900},
    ),
    Told(
        "money of a supplement to come is no part of the budget",
        (
            "여수시는 내년 예산안에 문화 예산 900억원을 담았다. 축제에 50억원을 쓴다.",
            "시는 내년 1회 추경에서 30억원을 더 세울 생각이다.",
        ),
        {900: None, 50: 900, 30: None},
    ),
    Told(
        "shares of a list do not make the first share: 국비 50 is not 도비 30 and 시비 20",
        ("김천시는 내년 하수도를 고친다. 국비 50억원, 도비 30억원, 시비 20억원이 든다.",),
        {50: None, 30: None, 20: None},
    ),
    Told(
        "two items of one list that make a third are its equals",
        ("김천시는 내년 ▲공원 12억원 ▲광장 8억원 ▲쉼터 4억원에 돈을 쓴다.",),
        {12: None, 8: None, 4: None},
    ),
    Told(
        "a total cut and its cuts",
        ("여수시의회는 내년 예산안에서 30억원을 삭감했다. 홍보비 18억원과 여비 12억원이 깎였다.",),
        {-30: None, -18: -30, -12: -30},
    ),
    Told(
        "an increase and what it is spent on",
        ("진주시의 올해 추경안은 본예산보다 320억원 늘었다. 도로에 180억원, 급식에 140억원을 쓴다.",),
        {320: None, 180: 320, 140: 320},
    ),
]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.why)
def test_a_text_links_its_parts(case: Told) -> None:
    assert parents_eok(figures_of(*case.paragraphs)) == case.parents


def read(*paragraphs: str) -> tuple[dict[int, Figure], tuple[Breakdown, ...]]:
    figures, breakdowns, _ = read_figures(article(*paragraphs))
    return {figure.amount_krw // EOK: figure for figure in figures}, breakdowns


def test_one_total_divided_in_two_ways_has_two_breakdowns() -> None:
    figures, breakdowns = read(
        "여수시는 내년 정보화에 100억원을 쓴다. 기관별로는 본청 55억원, 사업소 45억원이고 "
        "유형별로는 개발 70억원, 구매 30억원이다."
    )
    assert figures[55].breakdown_id == figures[45].breakdown_id != figures[70].breakdown_id
    assert {(b.breakdown, b.complete) for b in breakdowns} == {
        (BreakdownBy.ORGANIZATION, True),
        (BreakdownBy.TYPE, True),
    }


def test_what_was_read_as_of_last_year_is_an_item_where_it_is_a_part() -> None:
    figures, _ = read("김천시는 2019년부터 2023년까지 총 90억원(국비 60억원, 시비 30억원)을 들여 길을 냈다.")
    assert [figures[n].role for n in (90, 60, 30)] == [Role.TOTAL, Role.ITEM, Role.ITEM]


@dataclass(frozen=True)
class Slip:
    """One amount of the text slipped: what is printed, what was meant (None: nothing is flagged)."""

    why: str
    text: str
    printed: int
    suspect: Suspect | None
    meant: int | None = None


SLIPS = [
    Slip(
        "억 printed as 만",
        "김천시는 내년 안전에 90억원을 쓴다. 이 예산은 하천 50억원, 소방 30억원, 교육 10만원으로 짜였다.",
        100_000,
        Suspect.UNIT_TYPO,
        10 * EOK,
    ),
    Slip(
        "a digit too many in a closed list",
        "김천시는 내년 안전에 90억원을 쓴다. 안전 사업은 ①하천 47억원 ②소방 31억원 ③교육 120억원 세 가지다.",
        120 * EOK,
        Suspect.DIGIT_TYPO,
        12 * EOK,
    ),
    Slip(
        "a digit too many in the total, by its sources",
        "김천시는 내년 항만에 920억원을 쓴다. 재원은 국비 60억원과 시비 32억원이다.",
        920 * EOK,
        Suspect.DIGIT_TYPO,
        92 * EOK,
    ),
    Slip(
        "two digits changed places, as the percentage tells",
        "김천시는 내년 안전에 200억원을 쓴다. "
        "하천 100억원(50.0%), 소방 68억원(34.0%), 교육 23억원(16.0%)이다.",
        23 * EOK,
        Suspect.DIGIT_TYPO,
        32 * EOK,
    ),
    Slip(
        "without another witness nobody knows which amount is wrong",
        "김천시는 내년 안전에 200억원을 쓴다. 하천 100억원, 소방 68억원, 교육 23억원이다.",
        23 * EOK,
        None,
    ),
]


@pytest.mark.parametrize("case", SLIPS, ids=lambda case: case.why)
def test_a_slip_is_flagged_and_not_repaired(case: Slip) -> None:
    (figure,) = [f for f in figures_of(case.text) if f.amount_krw == case.printed]
    assert (figure.suspect, figure.suggested_krw) == (case.suspect, case.meant)
