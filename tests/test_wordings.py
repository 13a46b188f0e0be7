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
