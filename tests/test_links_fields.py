"""Sentences that go into a field or a division named before, and how they name it."""

from __future__ import annotations

import pytest

from tests.articles import figures_of, parents_eok

OSAN = "오산시는 내년 예산안을 5000억원으로 편성했다."
DIVISIONS = "부서별로는 하천과 2000억원, 도로과 1500억원, 공원과 900억원 등이다."


@pytest.mark.parametrize(
    "sentence",
    [
        "가장 큰 것은 하천과다. 준설에 83억원을 쓴다.",
        "하천과는 바쁘다. 준설에 83억원을 쓴다.",
        "도로과는 새로 생겼다. 포장에 12억원을 쓴다. 하천과는 더 바쁘다. 준설에 83억원을 쓴다.",
    ],
)
def test_what_follows_the_naming_of_a_division_is_of_its_money(sentence: str) -> None:
    assert parents_eok(figures_of(OSAN + " " + DIVISIONS, sentence))[83] == 2000


JOINED = (
    f"{OSAN} 분야별로는 학교 신·증설과 시설 개선 2000억원, 학력 회복과 돌봄 900억원,"
    " 보건·급식 300억원 순이다."
)


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("학교 신설로는 부지 매입비 83억원이 담겼다.", 2000),
        ("시설 개선에는 83억원이 들어간다.", 2000),
        ("또 학력 회복을 위해 보충 수업에 83억원을 쓴다.", 900),
        ("식판을 바꾸는 사업은 83억원으로 보건·급식 분야의 대부분을 차지한다.", 300),
        ("식판 교체는 83억원으로 보건·급식 분야의 3분의 1을 차지한다.", 300),
    ],
)
def test_one_of_joined_names_and_a_share_of_a_field_name_the_whole(sentence: str, whole: int) -> None:
    assert parents_eok(figures_of(JOINED, sentence))[83] == whole


BY_CITY = (
    "전라남도는 올해 어촌 사업비 1540억원을 확보했다."
    " 시군별로는 신안군이 302억원으로 가장 많고 완도군이 168억원이다."
)


@pytest.mark.parametrize(
    ("sentence", "parents"),
    [
        ("고흥군 200억원과 진도군 134억원도 이름을 올렸다.", {200: 1540, 134: 1540}),
        ("여수시에는 434억원이 갔다. 영광군은 100억원을 받는다.", {434: 1540, 100: 1540}),
    ],
)
def test_a_list_of_governments_goes_on_in_the_next_sentence(sentence: str, parents: dict[int, int]) -> None:
    found = parents_eok(figures_of(f"{BY_CITY} {sentence}", headline="전남도, 어촌 사업비 1540억원 확보"))
    assert found.items() >= parents.items()


def test_the_sum_of_several_governments_may_be_rounded() -> None:
    found = parents_eok(
        figures_of(
            "정부 예산안에 네 시·도의 국비가 모두 22조5천억원가량 담겼다.",
            "시·도별로는 충남이 8조6553억원으로 가장 많고, 충북이 8조3065억원, 대전이 4조1485억원, "
            "세종이 1조4154억원이다.",
            headline="충북 8조3000억·충남 8조6000억, 대전은 4조1000억",
        )
    )
    assert {found[86553], found[83065], found[41485], found[14154]} == {225000}


def test_places_that_get_an_amount_together_do_not_spend_it() -> None:
    figures = figures_of(
        "전라남도는 올해 예산 1540억원을 확보했다.",
        "고흥군 녹동과 진도군 서망 등 9곳이 뽑혀 모두 900억원을 나눈다.",
        headline="전남도, 어촌 예산 1540억원",
    )
    assert figures[-1].government == "전라남도"
