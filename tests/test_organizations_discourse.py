"""Who a text is about as it goes on: ellipsis, speakers, partners, several governments, givers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.organizations import Bodies, Body, BodyMention, find_bodies
from ingestion.subject import main_body
from tests.articles import JO, WRITTEN_ON, figures_of
from tests.bounded import ends

STATE = "대한민국 정부"


def own(name: str) -> Body:
    return Body(name, name)


GIMCHEON, POHANG, GYEONGBUK = own("김천시"), own("포항시"), own("경상북도")
SEONGNAM, GYEONGGI, BUYEO = own("성남시"), own("경기도"), own("부여군")
SEOUL, GANGNAM = own("서울특별시"), own("서울특별시 강남구")


def last_of(main: Body | None, *sentences: str) -> list[BodyMention]:
    """The mentions of the last sentence."""
    bodies = Bodies(main, WRITTEN_ON)
    return [bodies.read(sentence) for sentence in sentences][-1]


@dataclass(frozen=True)
class Ellipsis:
    """In an article about `main`, the last of the `sentences` opens with a mention of `body`."""

    main: Body
    sentences: tuple[str, ...]
    body: Body | None


ELLIPSES = [
    Ellipsis(GIMCHEON, ("시는 40억원을 쓴다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("市는 40억원을 쓴다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("시 관계자는 40억원을 쓴다고 했다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("시청은 40억원을 쓴다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("오 시장은 40억원을 쓰겠다고 했다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("이강산 시장은 40억원을 쓰겠다고 했다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("시장은 역에 40억원을 쓰겠다고 약속했다.",), GIMCHEON),
    Ellipsis(GIMCHEON, ("시장은 커졌고 빵값은 40억원이다.",), None),
    Ellipsis(GIMCHEON, ("세계 시장은 40억원이다.",), None),
    Ellipsis(GIMCHEON, ("시가 40억원 상당이다.",), None),
    Ellipsis(GIMCHEON, ("이 시는 길다.",), None),
    Ellipsis(GIMCHEON, ("가장 많은 시는 다른 곳이다.",), None),
    Ellipsis(GIMCHEON, ("시의회는 40억원을 깎았다.",), None),
    Ellipsis(GIMCHEON, ("도는 40억원을 보탠다.",), GYEONGBUK),
    Ellipsis(GIMCHEON, ("도교육청은 40억원을 보탠다.",), Body("경상북도", "경상북도교육청")),
    Ellipsis(GANGNAM, ("구는 40억원을 쓴다.",), GANGNAM),
    Ellipsis(GANGNAM, ("구청장은 40억원을 쓰겠다고 했다.",), GANGNAM),
    Ellipsis(GANGNAM, ("시는 40억원을 보탠다.",), SEOUL),
    Ellipsis(GANGNAM, ("시교육청은 40억원을 보탠다.",), Body("서울특별시", "서울특별시교육청")),
    Ellipsis(BUYEO, ("군은 40억원을 쓴다.",), BUYEO),
    Ellipsis(BUYEO, ("군수가 40억원을 쓰겠다고 했다.",), BUYEO),
    Ellipsis(BUYEO, ("郡은 40억원을 쓴다.",), BUYEO),
    Ellipsis(GYEONGGI, ("김동산 지사는 40억원을 쓰겠다고 했다.",), GYEONGGI),
    Ellipsis(GYEONGGI, ("도는 40억원을 쓴다.",), GYEONGGI),
    Ellipsis(GYEONGGI, ("道는 40억원을 쓴다.",), GYEONGGI),
    Ellipsis(GYEONGGI, ("임 교육감은 40억원을 쓰겠다고 했다.",), None),
    Ellipsis(
        GYEONGGI, ("경기교육청이 나선다.", "교육감은 40억원을 쓴다고 했다."), Body("경기도", "경기도교육청")
    ),
    Ellipsis(GIMCHEON, ("포항시와 함께 한다.", "시는 40억원을 쓴다."), GIMCHEON),
    Ellipsis(GIMCHEON, ("포항시는 다르다.", "시는 40억원을 쓴다."), POHANG),
    Ellipsis(Body(STATE, "국토교통부"), ("장관은 40억원을 쓴다고 했다.",), Body(STATE, "국토교통부")),
    Ellipsis(Body("제주특별자치도", "제주시"), ("시는 40억원을 쓴다.",), Body("제주특별자치도", "제주시")),
    Ellipsis(GIMCHEON, ("김천문화재단이 나선다.", "재단은 40억원을 쓴다."), Body("김천시", "김천문화재단")),
    Ellipsis(GIMCHEON, ("재단은 40억원을 쓴다.",), None),
    Ellipsis(GIMCHEON, ("김천도시공사가 나선다.", "시는 길을 낸다.", "공사는 내년에 끝난다."), None),
    Ellipsis(Body("김천시", "김천도시공사"), ("공사는 40억원을 쓴다.",), Body("김천시", "김천도시공사")),
    Ellipsis(GIMCHEON, ("전국의 시와 도가 40억원을 쓴다.",), None),
    Ellipsis(SEONGNAM, ("성남교육지원청은 40억원을 쓴다.",), Body("경기도", "성남교육지원청")),
    Ellipsis(SEONGNAM, ("동부교육지원청은 40억원을 쓴다.",), Body("경기도", "동부교육지원청")),
    Ellipsis(SEONGNAM, ("시설관리공단은 40억원을 쓴다.",), Body("성남시", "시설관리공단")),
    Ellipsis(SEONGNAM, ("서울디지털재단은 40억원을 쓴다.",), Body("서울특별시", "서울디지털재단")),
]


@pytest.mark.parametrize("case", ELLIPSES, ids=lambda case: f"{case.main.organization}-{case.sentences[-1]}")
def test_ellipsis_is_resolved(case: Ellipsis) -> None:
    found = last_of(case.main, *case.sentences)
    assert (found[0].body if found else None) == case.body


@pytest.mark.parametrize(
    "text",
    [
        "경기도와 함께 짓는다",
        "경기도와 손잡고 짓는다",
        "경기도와의 협약으로 짓는다",
        "경기도보다 많다",
        "경기도에 지원을 건의했다",
        "경기도로부터 돈을 받았다",
        "과기정통부 공모에 선정됐다",
        "과기정통부가 주관한 스마트 공모에 뽑혔다",
        "과기정통부 주관 사업에 뽑혔다",
        "과기정통부의 지원을 받았다",
    ],
)
def test_a_partner_does_not_take_over(text: str) -> None:
    bodies = Bodies(SEONGNAM, WRITTEN_ON)
    (mention,) = [m for m in bodies.read(text) if m.body.organization in ("경기도", "과학기술정보통신부")]
    assert mention.partner
    assert not mention.subject
    assert bodies.current == SEONGNAM


def test_who_wins_a_competition_is_no_partner() -> None:
    assert [m.subject for m in find_bodies("포항시가 국토부 공모에 뽑혔다", None, WRITTEN_ON)] == [
        True,
        False,
    ]


def test_an_aside_parts_no_name_from_its_particle() -> None:
    (mention,) = find_bodies("그동안 부여군(군수 김나루)은 길을 냈다", None, WRITTEN_ON)
    assert mention.topic


@pytest.mark.parametrize(
    "text", ["포항시장은 길을 낸다.", "포항시 관계자는 길을 낸다.", "포항시청은 길을 낸다."]
)
def test_a_speaker_stands_for_the_government(text: str) -> None:
    bodies = Bodies(GIMCHEON, WRITTEN_ON)
    (mention,) = bodies.read(text)
    assert (mention.body, mention.speaker, mention.topic) == (POHANG, True, True)
    assert bodies.current == POHANG


def test_each_topic_takes_over_and_each_city_keeps_its_own_division() -> None:
    bodies = Bodies(GYEONGGI, WRITTEN_ON)
    first = bodies.read("성남시는 교통과에 30억원을, 수원시는 건설과에 20억원을 쓴다.")
    assert [m.body for m in first] == [
        SEONGNAM,
        Body("성남시", "교통과"),
        own("수원시"),
        Body("수원시", "건설과"),
    ]
    assert bodies.current == own("수원시")
    assert bodies.read("안전과는 10억원을 쓴다.")[0].body == Body("수원시", "안전과")


def test_who_acts_together_with_the_body_of_the_text_does_not_take_over() -> None:
    bodies = Bodies(GIMCHEON, WRITTEN_ON)
    city, province = bodies.read("이번에는 시와 도가 함께 길을 낸다.")
    assert (city.body, province.body) == (GIMCHEON, GYEONGBUK)
    assert bodies.current == GIMCHEON


def test_a_partner_owns_no_division_of_the_text() -> None:
    found = last_of(SEONGNAM, "과기정통부와 함께 교통과는 30억원을 쓴다.")
    assert found[-1].body == Body("성남시", "교통과")


def test_a_district_of_a_city_rules_its_own_sentence_only() -> None:
    bodies = Bodies(POHANG, WRITTEN_ON)
    (mention,) = bodies.read("북구는 30억원을 쓴다.")
    assert (mention.body, bodies.current) == (Body("포항시", "북구"), POHANG)


def test_a_level_that_is_given_money_does_not_take_over() -> None:
    bodies = Bodies(GYEONGBUK, WRITTEN_ON)
    bodies.read("김천시의 일이다.")
    province, city = bodies.read("도는 시에 30억원을 지원한다.")
    assert (province.body, province.receiver) == (GYEONGBUK, False)
    assert (city.body, city.receiver, city.subject) == (GIMCHEON, True, False)
    assert bodies.current == GYEONGBUK


def test_a_headline_names_the_city_without_a_council() -> None:
    assert main_body(["제주시, 길 낸다"], "", None, WRITTEN_ON) == Body("제주특별자치도", "제주시")
    assert main_body(["새 길 낸다"], "제주시는 길을 낸다", None, WRITTEN_ON) == own("제주특별자치도")


@dataclass(frozen=True)
class Gift:
    """Of the bodies that `text` names, the ones that are given the money."""

    text: str
    receivers: tuple[str, ...]


GIFTS = [
    Gift("경기도는 성남시에 30억원을 지원한다", ("성남시",)),
    Gift("국토부가 대구시에 6억원, 경기도에 4억원을 나눠 준다", ("대구광역시", "경기도")),
    Gift("행안부는 수원시와 성남시, 용인시에 10억원씩 교부했다", ("수원시", "성남시", "용인시")),
    Gift("정부는 김천시에는 30억원을 배정했다", ("김천시",)),
    Gift("경기도는 성남시에게 30억 원을 내려보냈다", ("성남시",)),
    Gift("정부가 30억원을 경기도와 강원도에 지원한다", ("경기도", "강원특별자치도")),
    Gift("경기도는 성남시에 길을 낸다", ()),
    Gift("경기도는 성남시에 30억원을 투입한다", ()),
    Gift("성남시는 경기도에 30억원을 지원해 달라고 했다", ()),
    Gift("성남시는 경기도에 30억원 지원을 요청했다", ()),
    Gift("성남시는 국비 30억원을 지원받는다", ()),
    Gift("성남시는 국토부로부터 30억원을 교부받았다", ()),
]


@pytest.mark.parametrize("case", GIFTS, ids=lambda case: case.text)
def test_who_is_given_the_money_is_marked(case: Gift) -> None:
    found = find_bodies(case.text, None, WRITTEN_ON)
    assert tuple(m.body.organization for m in found if m.receiver) == case.receivers


def test_a_text_about_a_city_that_nobody_knows_is_about_it() -> None:
    text = "새솔시가 예산을 늘렸다. 시는 AI에 50억원을 쓴다."
    assert main_body([], text, None, WRITTEN_ON) == own("새솔시")
    assert main_body([], "택시가 늘었다. 도시는 커졌다.", None, WRITTEN_ON) is None


@pytest.mark.parametrize(
    "text",
    [
        letter * 200_000
        for letter in ("시", "1", "국과", "대구시에 ", "시는 ", "교통국은 ", "서울·", "1억원 ")
    ],
    ids=lambda text: text[:6],
)
def test_no_text_makes_the_reading_slow(text: str) -> None:
    with ends():
        Bodies(GIMCHEON, date(2025, 11, 12)).read(text[:200_000])


WHOLE_BUDGETS = [
    (
        (
            "정부가 내년 예산안을 600조원으로 짰다. 기획재정부는 다음 주 이를 국회에 낸다.",
            "교육에는 90조원을 쓴다.",
        ),
        {600: STATE, 90: STATE},
    ),
    (
        (
            "국무회의에서 내년 나라 살림 600조원이 의결됐다.",
            "환경부의 댐 사업은 2조원이다.",
            "국방에는 60조원이 간다.",
        ),
        {600: STATE, 2: "환경부", 60: STATE},
    ),
    (
        (
            "국회가 본회의를 열어 정부안보다 1조원 줄어든 600조원의 내년 예산을 의결했다.",
            "국방부는 무기에 20조원을 쓴다. 병영 식당에 3조원을 쓴다.",
            "복지에는 200조원이 들어간다.",
        ),
        {600: STATE, 20: "국방부", 3: "국방부", 200: STATE},
    ),
    (
        ("환경부는 내년 예산안 12조원을 짰다. 댐에 2조원을 쓴다.", "숲에는 1조원을 쓴다."),
        {12: "환경부", 2: "환경부", 1: "환경부"},
    ),
]


@pytest.mark.parametrize(("text", "spenders"), WHOLE_BUDGETS)
def test_in_an_article_about_the_states_budget_a_ministry_holds_for_its_paragraph(
    text: tuple[str, ...], spenders: dict[int, str]
) -> None:
    read = {figure.amount_krw // JO: figure.organization for figure in figures_of(*text)}
    assert {amount: read.get(amount) for amount in spenders} == spenders
