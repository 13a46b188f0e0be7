"""Who the money is given to: names, short names, ellipsis, and words that only look like bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.organizations import Bodies, Body, find_bodies
from ingestion.subject import main_body
from tests.articles import WRITTEN_ON

GIMCHEON = Body("김천시", "김천시")
DAEGU = Body("대구광역시", "대구광역시")
GYEONGBUK = Body("경상북도", "경상북도")
STATE = "대한민국 정부"


@dataclass(frozen=True)
class Case:
    """`text`, in an article about `around`, names these bodies as (government, organization)."""

    text: str
    bodies: tuple[tuple[str | None, str], ...]
    why: str = ""
    around: str | None = None
    published_on: date = WRITTEN_ON


NAMED = [
    Case("대구시가 예산안을 냈다", (("대구광역시", "대구광역시"),), "a short name"),
    Case("전북도의 예산", (("전북특별자치도", "전북특별자치도"),)),
    Case("전북도의 예산", (("전라북도", "전라북도"),), "its name of that day", None, date(2020, 5, 1)),
    Case("달서구는 대구에 있다", (("대구광역시 달서구", "대구광역시 달서구"),), "one district has that name"),
    Case(
        "서구는 예산을 늘렸다",
        (("대전광역시 서구", "대전광역시 서구"),),
        "the article tells which",
        "대전광역시",
    ),
    Case("서구는 예산을 늘렸다", (), "nobody tells which of six"),
    Case("대구 서구는 예산을 늘렸다", (("대구광역시 서구", "대구광역시 서구"),), "the word before tells"),
    Case("경기 광주시는 예산을 늘렸다", (("광주시", "광주시"),), "the city in 경기도"),
    Case("광주시는 예산을 늘렸다", (("광주광역시", "광주광역시"),), "the metropolitan city"),
    Case("행안부가 돈을 댄다", ((STATE, "행정안전부"),), "a ministry belongs to the state"),
    Case("경북교육청은 예산을 짰다", (("경상북도", "경상북도교육청"),), "an education office"),
    Case("경남은 예산을 늘렸다", (("경상남도", "경상남도"),), "a region stands for its government"),
    Case("미래도시국은 40억원을 쓴다", ((None, "미래도시국"),), "a bureau belongs to whom the text is about"),
    Case("한솔문화재단이 40억원을 쓴다", ((None, "한솔문화재단"),)),
    Case("김천시장이 밝혔다", (("김천시", "김천시"),), "a mayor speaks for the city"),
]
NOT_A_BODY = [
    Case("김천시의회가 예산안을 깎았다", (), "a council is no spender"),
    Case("김천시민이 이용한다", (), "citizens"),
    Case("큰 효과는 없다", (), "효과 ends like a division"),
    Case("시험 결과가 나왔다", (), "결과 too"),
    Case("전국은 들썩였다", (), "전국 ends like a bureau"),
    Case("보수공사가 끝났다", (), "works are no corporation"),
    Case("이 시는 길다", (), "a poem"),
]


@pytest.mark.parametrize("case", [*NAMED, *NOT_A_BODY], ids=lambda case: f"{case.text}@{case.published_on}")
def test_bodies_are_read_by_their_official_names(case: Case) -> None:
    found = find_bodies(case.text, case.around, case.published_on)
    read = tuple((m.body.government, m.body.organization) for m in found)
    assert read == case.bodies, case.why


@pytest.mark.parametrize("text", ["대구시와 함께 짓는다", "대구시에 건의했다", "대구시보다 많다"])
def test_a_partner_rules_nothing(text: str) -> None:
    (mention,) = find_bodies(text, None, WRITTEN_ON)
    assert mention.body == DAEGU
    assert not mention.subject


def reading(main: Body | None, *sentences: str) -> list[Body | None]:
    """The body under discussion behind each sentence."""
    bodies = Bodies(main, WRITTEN_ON)
    current = []
    for sentence in sentences:
        bodies.read(sentence)
        current.append(bodies.current)
    return current


def test_ellipsis_falls_back_on_the_body_that_the_text_is_about() -> None:
    assert reading(GIMCHEON, "예산을 늘린다.", "새 길을 낸다.") == [GIMCHEON, GIMCHEON]


def test_the_level_alone_names_the_last_government_of_that_level() -> None:
    bodies = Bodies(GIMCHEON, WRITTEN_ON)
    bodies.read("경북도는 돈을 보탠다.")
    (city,) = bodies.read("시는 40억원을 쓴다.")
    (province,) = bodies.read("도는 20억원을 쓴다.")
    assert (city.body, province.body) == (GIMCHEON, GYEONGBUK)


def test_a_new_subject_takes_over_in_an_article_of_several_cities() -> None:
    pohang = Body("포항시", "포항시")
    assert reading(GIMCHEON, "포항시는 길을 낸다.", "다리도 놓는다.") == [pohang, pohang]


def test_the_state_and_a_part_do_not_take_over() -> None:
    assert reading(GIMCHEON, "국토교통부는 돈을 댄다.", "건설과는 길을 낸다.") == [GIMCHEON, GIMCHEON]


def test_a_part_belongs_to_the_government_under_discussion() -> None:
    (mention,) = Bodies(GIMCHEON, WRITTEN_ON).read("건설과는 40억원을 쓴다.")
    assert mention.body == Body("김천시", "건설과")


def test_the_publisher_comes_before_the_headline_and_the_headline_before_the_text() -> None:
    text = "포항시와 포항시의 일이다."
    assert main_body(["대구시 예산안"], text, "김천시", WRITTEN_ON) == GIMCHEON
    assert main_body(["대구시 예산안"], text, "솔빛일보", WRITTEN_ON) == DAEGU
    assert main_body(["예산안"], text, None, WRITTEN_ON) == Body("포항시", "포항시")
    assert main_body(["예산안"], "아무도 없다.", None, WRITTEN_ON) is None
