"""Which body a paragraph is about: back to the text's own, on to another, to the one of its heading."""

from __future__ import annotations

import pytest

from ingestion.records import Figure
from tests.articles import EOK, figures_of


def bodies_of(*paragraphs: str, **more: str) -> dict[int, tuple[str | None, str]]:
    """Government and organization by amount in 억원."""
    found: tuple[Figure, ...] = figures_of(*paragraphs, **more)
    return {abs(figure.amount_krw) // EOK: (figure.government, figure.organization) for figure in found}


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


def test_where_no_headline_names_one_body_the_state_rules_its_paragraph() -> None:
    found = bodies_of(
        "대전시는 내년 예산안을 6000억원으로 짰다.",
        "정부는 지방에 줄 돈을 줄인다. 내년 특별교부금 예산도 900억원으로 낮춰 잡았다.",
        "하천 정비에는 내년 예산 30억원이 들어간다.",
        headline="[사설] 곳간이 비어 간다",
    )
    assert found[900][0] == "대한민국 정부"
    assert found[30] == own("대전광역시")


SECTIONS = ("경기도의료원은 올해 예산 900억원을 쓴다.", "경기도는 올해 출연금 430억원을 편성했다.")


@pytest.mark.parametrize(
    ("heading", "government"),
    [
        ("강원, 새 병원에 발목", "강원특별자치도"),
        ("성남, 위탁 논란", "성남시"),
        ("병상은 비고 적자만", "경기도"),
        ("성남, 위탁 논란이 이어졌다.", "경기도"),
    ],
)
def test_a_heading_that_opens_with_a_government_rules_its_section(heading: str, government: str) -> None:
    found = bodies_of(
        *SECTIONS, heading, "병상 확충에 올해 70억원이 들어간다.", headline="경기도, 병원 예산 늘린다"
    )
    assert found[70][0] == government


@pytest.mark.parametrize(
    ("sentence", "government"),
    [
        ("충남의 새터교 건설비 30억원은 전액 깎였다.", "충청남도"),
        ("반면 대전 새터교는 내년 예산 30억원이 잘렸다.", "대전광역시"),
        ("세종만 올해 30억원에 미치지 못했다.", "세종특별자치시"),
        ("대구 새터교는 내년 예산 30억원이 잘렸다.", "충청북도"),
    ],
)
def test_in_a_text_about_several_a_region_in_front_is_its_government(sentence: str, government: str) -> None:
    found = bodies_of(
        "대전은 내년 예산 4000억원, 세종은 1400억원, 충남은 8600억원, 충북은 8300억원을 따냈다.",
        "충북도는 도로 예산 150억원을 얻었다.",
        sentence,
        headline="대전은 4000억, 충남은 8600억 확보",
    )
    assert found[30][0] == government


@pytest.mark.parametrize(
    ("sentence", "spender"),
    [
        ("시 주택실은 내년 예산안에 30억원을 편성했다.", ("서울특별시", "주택실")),
        ("도 복지국은 내년 예산안에 30억원을 편성했다.", ("경기도", "복지국")),
        ("강릉의료원은 올해 예산 30억원을 쓴다.", ("강원특별자치도", "강릉의료원")),
        ("성남시의료원은 올해 예산 30억원을 쓴다.", ("성남시", "성남시의료원")),
    ],
)
def test_whose_a_part_is_its_level_or_its_name_tells(sentence: str, spender: tuple[str, str]) -> None:
    text = ("경기도는 내년 예산 900억원을 쓴다.", "서울시는 내년 예산 700억원을 쓴다.")
    found = bodies_of(*text, f"국토교통부도 내년 80억원을 쓴다. {sentence}", headline="내년 주택 예산")
    assert found[30] == spender
