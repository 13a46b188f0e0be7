"""What one amount is, said in several ways: each row is a short text and its figures."""

from __future__ import annotations

import pytest

from tests.articles import EOK, figures_of


def roles_of(*paragraphs: str, **more: str) -> list[tuple[int, str]]:
    """Amount in 억원 and role of each figure."""
    return [(figure.amount_krw // EOK, figure.role.value) for figure in figures_of(*paragraphs, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "올해 예산 800억원보다 93억원(8%)이 늘었다.",
        "올해 예산 800억원보다 93억원(전체의 8%)이 늘어난다.",
        "올해 예산 800억원보다 93억원(11.6%)을 늘렸다.",
    ],
)
def test_the_particle_behind_a_bracket_is_the_amounts(text: str) -> None:
    assert roles_of("김천시는 내년 예산안을 893억원으로 짰다.", text)[2] == (93, "change")


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("김천시 예산 1조2000억", "김천시는 1조2431억원 규모의 내년 예산안을 냈다."),
        ("김천시 내년 예산안 9800억", "김천시는 내년 예산안을 9842억원으로 짰다."),
        ("김천시, 하천 정비에 120억", "김천시는 내년 하천 정비에 예산 125억원을 쓴다."),
    ],
)
def test_a_headline_that_leaves_digits_off_states_the_same_figure(headline: str, body: str) -> None:
    assert len(figures_of(body, headline=headline)) == 1


def test_a_headline_about_another_thing_states_another_figure() -> None:
    assert (
        len(figures_of("김천시는 내년 공원 조성에 예산 125억원을 쓴다.", headline="김천시, 하천에 120억"))
        == 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "정부는 내년 지방에 줄 예산을 93억원 덜 보낸다.",
        "청사 이전 예산 93억원도 터가 정해지지 않아 전액 삭감됐다.",
        "내년 청사 이전 예산 93억원은 주민이 반대해 통째로 잘렸다.",
    ],
)
def test_what_is_given_less_or_wholly_cut_is_a_cut(text: str) -> None:
    assert roles_of("김천시는 내년 예산안을 8930억원으로 짰다.", text)[-1] == (-93, "change")


def test_the_level_before_a_further_supplement_is_of_the_same_year() -> None:
    figures = figures_of(
        "김천시가 5823억원 규모의 2025년도 제2회 추경안을 냈다.",
        "제1회 추경까지의 예산 4981억원보다 842억원 늘었다.",
    )
    assert {figure.fiscal_year for figure in figures} == {2025}


def test_a_bound_of_one_digit_is_no_figure_beside_what_exceeds_it() -> None:
    figures = figures_of(
        "김천시는 내년 예산안을 5조8000억원으로 짰다.",
        '의원은 "예산 5조원이 넘는 돈을 다 볼 수 없다"고 했다.',
    )
    assert [figure.amount_krw // EOK for figure in figures] == [58000]


def test_an_amount_that_is_looked_into_is_the_one_told_before() -> None:
    figures = figures_of(
        "경기도의료원은 올해 출연금 431억원을 받는다.",
        "경기도가 낸 예산이다. 431억원을 뜯어보면 경영 안정이 240억원, 수행비가 191억원이다.",
        headline="경기도 예산",
    )
    assert [figure.amount_krw // EOK for figure in figures] == [431, 240, 191]
