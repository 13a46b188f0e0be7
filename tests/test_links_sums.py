"""What sums prove before any word is heard: neighbours of one paragraph that make an amount to the won."""

from __future__ import annotations

import pytest

from tests.articles import figures_of, parents_eok

LEAD = "오산시가 내년 디지털 예산 612억원을 짰다. 시의 내년 예산안은 모두 5000억원이다."
FIELDS = f"{LEAD} 주요 사업은 △학교 870억원 △디지털 교육 204억원 △급식 127억원 등이다."


@pytest.mark.parametrize(
    ("told", "parents"),
    [
        (
            "이 가운데 디지털 분야는 혁신과 287억원, 통신과 176억원, 정보과 149억원이다.",
            {287: 612, 176: 612, 149: 612},
        ),
        ("기기에 86억원, 무선망에 54억원을 쓴다. 나머지 64억원은 연수에 든다.", {86: 204, 54: 204, 64: 204}),
        ("기기에 86억원을 쓴다.", {86: 5000}),  # one alone proves nothing
    ],
)
def test_three_neighbours_that_make_an_amount_are_its_parts(told: str, parents: dict[int, int]) -> None:
    found = parents_eok(figures_of(FIELDS, told))
    assert {amount: found.get(amount) for amount in parents} == parents


def test_purposes_here_and_sources_there_are_two_ways_to_divide_one_sum() -> None:
    told = (
        "오산시가 올해 카메라에 60억원을 쓴다. 2030년까지 120억원을 더 들인다.",
        "새 카메라에 26억원, 낡은 카메라에 19억원, 관제에 15억원을 쓴다.",
        "재원은 시비 38억원, 도비 15억원, 국비 7억원이다.",
    )
    found = parents_eok(figures_of(*told))
    assert {found[amount] for amount in (26, 19, 15, 38, 7)} == {60}


def test_what_is_taken_out_to_tell_what_is_left_is_no_cut() -> None:
    told = figures_of(
        "오산시가 관제에 60억원을 쓴다. 국비 24억원과 도비 6억원을 뺀 30억원이 시민의 세금이다."
    )
    assert parents_eok(told) == {60: None, 24: 60, 6: 60, 30: 60}


def test_a_committee_goes_by_its_short_name() -> None:
    told = (
        "하남시의회가 내년 예산안에서 92억원을 깎았다.",
        "상임위원회별로는 산업건설위원회 소관이 36억원으로 가장 많고 "
        "행정문화위원회 31억원, 복지환경위원회 25억원이다.",
        "산업건설위는 새벽시장 이전 설계비 5억원을 전액 덜어냈다.",
    )
    found = parents_eok(figures_of(*told))
    assert {amount: found[amount] for amount in (-36, -31, -25, -5)} == {
        -36: -92,
        -31: -92,
        -25: -92,
        -5: -36,
    }
