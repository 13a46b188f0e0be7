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
