"""Which body a paragraph is about: back to the text's own, on to another, to the one of its heading."""

from __future__ import annotations

import pytest

from ingestion.records import Figure
from tests.articles import EOK, figures_of


def bodies_of(*paragraphs: str, **more: str) -> dict[int, tuple[str | None, str]]:
    """Government and organization by amount in 억원."""
    found: tuple[Figure, ...] = figures_of(*paragraphs, **more)
    return {figure.amount_krw // EOK: (figure.government, figure.organization) for figure in found}


def own(name: str) -> tuple[str, str]:
    return name, name


LEAD = "김천시는 내년 예산안을 9000억원으로 짰다."


@pytest.mark.parametrize(
    "beside",
    [
        "포항시는 다르다. 내년에 빈집 정비 70억원을 쓴다.",
        "이웃한 구미시는 내년 빈집 정비에 70억원을 편성했다.",
        "김천시설관리공단은 내년 주차장 운영에 70억원을 쓴다.",
    ],
)
def test_a_paragraph_without_a_subject_goes_back_to_the_body_of_the_headline(beside: str) -> None:
    found = bodies_of(
        LEAD, beside, "하천 정비에는 내년에 30억원이 들어간다.", headline="김천시, 내년 예산안 9000억원"
    )
    assert found[70] != own("김천시")
    assert found[30] == own("김천시")


def test_a_text_about_many_governments_stays_with_the_one_named_last() -> None:
    found = bodies_of(
        "포항시는 올해 예산 90억원을 쓴다.",
        "구미시는 올해 예산 70억원을 쓴다.",
        "하천 정비에는 올해 30억원이 들어간다.",
        headline="지방자치단체마다 빈집 예산 늘린다",
    )
    assert found[30] == own("구미시")


def test_a_text_about_the_state_goes_back_to_it() -> None:
    found = bodies_of(
        "환경부는 내년 하천 정비 예산안을 900억원으로 짰다.",
        "부산시는 내년 시비 70억원을 보탠다.",
        "빗물 저장 시설에는 내년 예산 30억원이 들어간다.",
        headline="내년 하천 예산 900억원",
    )
    assert found[30] == ("대한민국 정부", "환경부")
