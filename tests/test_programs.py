"""What an amount is for, how it stands beside its neighbours, and who gets it when it is dealt out."""

from __future__ import annotations

import pytest

from ingestion.programs import purpose_of
from ingestion.records import Role
from tests.articles import EOK, figures_of, line_of

PURPOSES = [
    ("관제망 구축에 30억원을 쓴다", "관제망 구축"),
    ("관제망 구축 예산은 30억원이다", "관제망 구축"),
    ("관제망 구축비로 30억원을 세웠다", "관제망 구축"),
    ("노후 관로를 교체하는 데 30억원이 든다", "노후 관로 교체"),
    ("골목길을 다지는 데 30억원이 든다", "골목길"),
    ("시민 안전을 위해 30억원을 쓴다", "시민 안전"),
    ("도서관을 건립하기 위해 30억원을 확보했다", "도서관 건립"),
    ("30억원을 들여 관제센터를 구축한다", "관제센터 구축"),
    ("30억원을 들여 다리를 놓는다", "다리"),
    ("30억원을 인공지능 분야에 쓴다", "인공지능 분야"),
    ("30억원 규모의 하천 정비 사업을 시작한다", "하천 정비 사업"),
    ("순찰 로봇(30억원)을 들인다", "순찰 로봇"),
    ("'찾아가는 도서관' 운영에 30억원을 쓴다", "찾아가는 도서관 운영"),
    ("새 축제를 도입해 30억원을 반영했다", "새 축제 도입"),
    ("챗봇 구축과 백업 체계 도입, 보안 관제 고도화 등 행정혁신에 30억원을 쓴다", "행정혁신"),
    ("주민 지원 예산 30억원을 짰다", "주민 지원"),
    ("디지털 소외를 줄이는 교육에 30억원을 쓴다", "디지털 소외를 줄이는 교육"),
    ("예산결산특별위원회는 30억원을 살렸다", None),
    ("올해보다 12% 늘어난 30억원이다", None),
]


@pytest.mark.parametrize(("text", "program"), PURPOSES)
def test_a_clause_ties_a_name_to_its_amount(text: str, program: str | None) -> None:
    line = line_of(text)
    assert purpose_of(line, line.amounts[0], 0, len(line.words)).program == program


WHOLE = [
    "내년 예산안은 3조원이다",
    "예산을 3조원으로 확정했다",
    "3조원 규모의 추경안을 냈다",
    "올해 본예산 3조원보다 많다",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_budget_has_no_programme(text: str) -> None:
    line = line_of(text)
    purpose = purpose_of(line, line.amounts[0], 0, len(line.words))
    assert (purpose.program, purpose.whole) == (None, True)


ROLES = [
    ("김천시의 배수로 예산은 54억원에서 74억원으로 늘었다.", {54: "baseline"}),
    ("김천시는 40억원이던 배수로 사업비를 55억원으로 늘렸다.", {40: "baseline"}),
    ("김천시의회는 배수로 예산 10억원을 5억원으로 깎았다.", {10: "baseline"}),
    ("김천시의 배수로 예산은 지난해(26억원)보다 4억원 많은 30억원이다.", {26: "baseline", 4: "change"}),
    ("김천시는 배수로 예산으로 48억원을 요구했지만 36억원만 담겼다.", {48: "baseline"}),
    ("김천시의회는 배수로 예산 30억원 중 18억원을 잘라냈다.", {30: "baseline", -18: "change"}),
    ("김천시의 추경에서 배수로 7억원이 예산 조정 과정에서 빠졌다.", {-7: "change"}),
    ("김천시의회가 깎은 예산은 배수로 30억원과 꽃길 4억원이다.", {-30: "change", -4: "change"}),
    ("김천시의회는 배수로 9억원, 꽃길 7억원 등을 삭감했다.", {-9: "change", -7: "change"}),
    ("김천시 배수로 예산은 30억원 가운데 12억원이 날아갔다.", {30: "baseline", -12: "change"}),
    ("김천시 상징탑 예산 30억원은 한 푼도 남지 않았다.", {-30: "change"}),
    ("김천문화재단은 시에 요구한 출연금 30억원에서 4억원을 잃었다.", {30: "baseline", -4: "change"}),
    ("김천시의회가 통째로 들어낸 꽃길 예산 4억원은 끝내 살아나지 못했다.", {-4: "change"}),
    ("김천시의회에서 잘린 홍보비 4억원은 예비비로 넘어간다.", {-4: "change"}),
    ("김천시의회 상임위가 깎은 홍보비 4억원, 꽃길 7억원은 원안대로 돌아왔다.", {4: "item", 7: "item"}),
    ("김천시의회에서 삭감된 꽃길 예산 4억원을 시가 다시 올렸다.", {4: "total"}),
    ("김천시의회가 삭감한 돈 가운데 4억원은 예비비로 간다.", {4: "total"}),
    ("김천시는 20억원이 깎인 도로 예산 300억원으로 새해를 맞는다.", {-20: "change"}),
    ("김천시의회의 삭감 사업은 ▲배수로 9억원 ▲꽃길 7억원 ▲공관 2억원이다.", {-9: "change", -2: "change"}),
    ("김천시 배수로 예산: ('25) 12억원 → ('26안) 24억원", {12: "baseline", 24: "total"}),
    ("김천시 배수로: (본예산) 12억원 → (추경) 24억원", {12: "baseline", 24: "total"}),
    ("김천시는 배수로에 30억원(전년 대비 12억원 증), 꽃길에 7억원을 쓴다.", {30: "item", 12: "change"}),
    ("김천시는 배수로에 전년(12억원)의 두 배인 24억원을 편성했다.", {12: "baseline"}),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_an_amount_stands_for_itself_or_beside_another(text: str, roles: dict[int, str]) -> None:
    read = {figure.amount_krw // EOK: figure.role for figure in figures_of(text)}
    assert {amount: read.get(amount) for amount in roles} == {a: Role(role) for a, role in roles.items()}


def test_amounts_go_in_step_with_the_names_of_a_list() -> None:
    figures = figures_of("김천시는 어르신 일자리와 통합 돌봄에 각각 27억원, 18억원을 잡았다.")
    assert {f.amount_krw // EOK: f.program for f in figures} == {27: "어르신 일자리", 18: "통합 돌봄"}


def test_an_amount_for_each_of_a_list_is_as_many_figures() -> None:
    figures = figures_of("김천시는 배수로와 꽃길, 가로등에 2억원씩 쓴다.")
    assert [(f.amount_krw // EOK, f.program) for f in figures] == [(2, "배수로"), (2, "꽃길"), (2, "가로등")]
    assert len({f.figure_id for f in figures}) == 3


def test_each_body_of_a_list_gets_its_share() -> None:
    figures = figures_of("경상북도는 산불 복구에 안동시와 의성군에 각각 12억원, 9억원을 지원한다.")
    assert {f.amount_krw // EOK: f.organization for f in figures} == {12: "안동시", 9: "의성군"}


@pytest.mark.parametrize(
    "bodies", ["경상북도와 경북교육청이 제출한", "경상북도와 경북교육청이 낸", "경북도와 경북도교육청이 짠"]
)
def test_each_of_the_bodies_that_a_clause_tells_of_has_its_share(bodies: str) -> None:
    figures = figures_of(f"경북도의회가 {bodies} 내년도 예산안에서 각각 30억원과 20억원을 깎았다.")
    assert {f.amount_krw // EOK: f.organization for f in figures} == {-30: "경상북도", -20: "경상북도교육청"}


def test_the_sentence_before_announces_the_programme() -> None:
    figures = figures_of("김천시가 폐교 재생을 이어 간다. 관련 사업비는 내년 64억원이다.")
    assert [f.program for f in figures] == ["폐교 재생"]


def test_an_article_about_one_thing_lends_its_name() -> None:
    figures = figures_of(
        "김천시가 물빛공원 조성에 나선다.", "올해는 7억원을 쓴다.", headline="김천시 물빛공원, 내년에 연다"
    )
    assert [f.program for f in figures] == ["물빛공원"]
