"""Where in the budget cycle an amount stands, in little articles of 12 November 2025 unless noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.figures import read_figures
from ingestion.records import Stage
from ingestion.seasons import Season
from ingestion.stages import read_stage, stage_of
from tests.articles import EOK, WRITTEN_ON, article, mentions_of
from tests.bounded import ends

PLAN, REQUEST, PROPOSAL, ENACTED = Stage.PLAN, Stage.REQUEST, Stage.PROPOSAL, Stage.ENACTED
SUPPLEMENTARY, EXECUTED, UNSPECIFIED = Stage.SUPPLEMENTARY, Stage.EXECUTED, Stage.UNSPECIFIED


@dataclass(frozen=True)
class Case:
    """`text` states amounts at these stages, by amount in 억원."""

    text: str
    stages: dict[int, Stage]
    on: date = WRITTEN_ON


CASES = [
    # A noun holds the amounts behind it, a verb those before it.
    Case("속초시의 올해 본예산은 90억원이고 추경 뒤 95억원이다.", {90: ENACTED, 95: SUPPLEMENTARY}),
    Case("속초시는 올해 본예산 90억원에 2회 추경으로 5억원을 보탰다.", {90: ENACTED, 5: SUPPLEMENTARY}),
    Case("속초시의 내년 본예산안은 90억원이고 올해 본예산은 80억원이다.", {90: PROPOSAL, 80: ENACTED}),
    Case("속초시는 내년 본예산(안) 90억원을 마련했다.", {90: PROPOSAL}),
    Case("속초시의 내년 예산 안은 90억원이다.", {90: PROPOSAL}),
    Case(
        "속초시의 추경안은 본예산 90억원보다 5억원 많은 95억원이다.",
        {90: ENACTED, 5: SUPPLEMENTARY, 95: SUPPLEMENTARY},
    ),
    Case("속초시 부서들이 신청한 80억원 가운데 60억원만 예산안에 담겼다.", {80: REQUEST, 60: PROPOSAL}),
    Case("속초시의 내년 예산은 요구액 80억원에서 60억원으로 줄었다.", {80: REQUEST, 60: PROPOSAL}),
    Case("속초시는 정부에 내년 국비로 방파제 80억원, 등대 60억원을 건의했다.", {80: REQUEST, 60: REQUEST}),
    Case("속초시는 예산 30억원을 등대에 썼고 방파제에 올해 20억원을 배정했다.", {30: EXECUTED, 20: ENACTED}),
    Case(
        "속초시의 지난해 예산 결산을 보면 등대에 30억원, 방파제에 20억원이 들었다.",
        {30: EXECUTED, 20: EXECUTED},
    ),
    Case("속초시는 2022년부터 올해까지 등대에 30억원을 투입했다.", {30: EXECUTED}),
    Case("속초시는 지난해 등대에 30억원을 들여 전망대를 지었다.", {30: EXECUTED}),
    Case("속초시는 올해 등대에 30억원을 집행한다.", {30: ENACTED}),
    Case("속초시는 등대 기본계획을 확정하고 내년부터 2028년까지 90억원을 투입하기로 했다.", {90: PLAN}),
    Case("속초시의 등대 예산은 쪼그라들었다. 올해 예산은 30억원이다.", {30: ENACTED}),
    # The season.
    Case("속초시는 내년 등대 예산으로 30억원을 편성했다.", {30: PROPOSAL}),
    Case("속초시는 올해 등대 예산으로 30억원을 편성했다.", {30: ENACTED}),
    Case("속초시는 추경안을 냈다. 올해 등대에 30억원을 편성했다.", {30: SUPPLEMENTARY}),
    Case("속초시는 내년 예산안을 냈다. 등대에 30억원을 투입한다.", {30: PROPOSAL}),
    Case("속초시의 내년 예산안이 어제 본회의를 통과했다. 등대에 30억원을 쓴다.", {30: ENACTED}),
    Case("속초시가 내년 예산을 900억원으로 확정했다. 등대에 30억원을 쓴다.", {900: ENACTED, 30: ENACTED}),
    Case("속초시는 내년 국비 30억원을 확보했다. 정부안에 담긴 돈이다.", {30: PROPOSAL}, date(2025, 9, 2)),
    Case("속초시는 내년 국비 30억원을 확보했다.", {30: ENACTED}, date(2025, 12, 4)),
    Case("속초시는 내년 등대에 30억원을 쓴다.", {30: PLAN}),
    Case("속초시는 등대에 30억원을 투입할 계획이다.", {30: PLAN}),
    Case("속초시는 2028년까지 등대에 30억원을 쓴다.", {30: PLAN}),
    Case("속초시는 등대를 고친다. 총사업비 30억원 가운데 내년에 5억원을 쓴다.", {30: PLAN, 5: PLAN}),
    Case("속초시의 2023년 등대 예산은 30억원이다.", {30: ENACTED}),
    Case("속초시는 내년 예산안에서 등대 예산을 25억원에서 30억원으로 늘렸다.", {25: ENACTED, 30: PROPOSAL}),
    Case(
        "속초시의회는 추경안 50억원 가운데 2억원을 깎고 48억원을 의결했다.",
        {50: SUPPLEMENTARY, -2: SUPPLEMENTARY, 48: SUPPLEMENTARY},
    ),
    Case("추경이 통과되면 속초시의 올해 예산은 90억원에서 95억원이 된다.", {90: ENACTED, 95: SUPPLEMENTARY}),
    # The vote.
    Case(
        "속초시의 내년 예산이 본회의에서 의결됐다. 시가 낸 예산안 900억원보다 3억원 줄었다.",
        {900: PROPOSAL, -3: ENACTED},
    ),
    Case(
        "강원도가 내년 국비 900억원을 확보했다. "
        "국회 본회의에서 정부예산이 의결됨에 따른 것으로, 정부안 850억원보다 50억원 늘었다.",
        {900: ENACTED, 850: PROPOSAL, 50: ENACTED},
        date(2025, 12, 4),
    ),
    Case("속초시의회 예산결산특별위원회가 내년 예산 900억원을 의결했다.", {900: PROPOSAL}),
    Case(
        "속초시의회 예결위가 내년 예산 10억원을 깎았다. 예산안은 15일 본회의에서 확정된다.", {-10: PROPOSAL}
    ),
    Case(
        "속초시는 내년 예산안을 냈다. 예산안은 15일 본회의에서 의결된다. 등대에 30억원을 쓴다.",
        {30: PROPOSAL},
    ),
    Case(
        "속초시의회가 내년 예산에서 9억원을 깎아 본회의에서 의결했다. "
        "축제 예산은 8억원에서 5억원으로, 등대는 7억원 중 2억원이 깎였다.",
        {-9: ENACTED, 8: PROPOSAL, 5: ENACTED, 7: PROPOSAL, -2: ENACTED},
    ),
    Case("속초시는 추경안을 냈다. 90억원이던 본예산을 95억원으로 늘렸다.", {90: ENACTED, 95: SUPPLEMENTARY}),
    Case(
        "속초시는 내년 예산안을 냈다. 등대에 들 총 90억원 가운데 내년 예산안에 30억원을 담았다.",
        {90: PROPOSAL, 30: PROPOSAL},
    ),
    Case(
        "속초시는 등대 예산 20억원을 올해 본예산에 반영했고 모자라는 5억원은 추경에서 마련한다.",
        {20: ENACTED, 5: SUPPLEMENTARY},
    ),
    Case("속초시는 지난해 예산 90억원을 세웠지만 14억원만 집행하고 멈췄다.", {90: ENACTED, 14: EXECUTED}),
    Case("속초시는 2028년까지 예산 90억원을 들여 등대를 짓는 계획도 마련했다.", {90: PLAN}),
    Case("속초시는 국비 30억원을 더 따낸다는 목표를 세웠다.", {30: REQUEST}),
    Case("속초시는 내년 예산안을 냈다. 이와 별도로 기금 30억원을 들일 계획이다.", {30: PLAN}),
    Case(
        "속초시는 내년 예산안을 냈다. 2026년부터 2029년까지 90억원을 쓴다. 이 가운데 국비가 50억원이다.",
        {90: PLAN, 50: PLAN},
    ),
    # What was not done.
    Case("속초시는 국비 30억원을 확보하지 못했다.", {30: REQUEST}),
    Case("속초시는 올해 등대 예산 30억원을 집행하지 못했다.", {30: ENACTED}),
    Case("속초시의 내년 등대 예산 30억원은 의회를 통과하지 못했다.", {30: PROPOSAL}),
    Case("속초시는 등대에 30억원을 쓴다.", {30: UNSPECIFIED}),
    # The noun that an amount describes.
    Case("속초시가 40억원 규모의 제1회 추가경정예산안을 편성해 시의회에 제출했다.", {40: SUPPLEMENTARY}),
    Case("속초시는 900억원 규모의 내년도 예산안을 짜 시의회에 냈다.", {900: PROPOSAL}),
    Case("속초시는 40억원에 달하는 2차 추경안을 의회에 제출했다.", {40: SUPPLEMENTARY}),
    # Where money was found.
    Case("속초시는 1회 추경에서 확보한 8억원으로 등대를 고친다.", {8: SUPPLEMENTARY}),
    Case("속초시는 등대 수리비 8억원을 2회 추경에서 확보했다.", {8: SUPPLEMENTARY}),
    Case("속초시는 추경을 통해 따낸 8억원으로 등대를 고친다.", {8: SUPPLEMENTARY}),
    # A plan is settled, not a budget.
    Case("속초시는 올해부터 5년 동안 90억원을 투입하는 '등대 종합계획'을 확정했다.", {90: PLAN}),
    Case("속초시는 2029년까지 90억원을 들이는 항만 발전전략을 최종 확정했다고 밝혔다.", {90: PLAN}),
    Case("속초시는 2029년까지 90억원을 쓰는 바다 로드맵을 의결했다.", {90: PLAN}),
    # The cabinet's vote makes a draft; on this year's money it is final.
    Case("해양수산부의 내년 예산안이 900억원으로 편성돼 29일 국무회의에서 의결됐다.", {900: PROPOSAL}),
    Case("해양수산부의 내년 예산이 900억원으로 당정협의에서 확정됐다.", {900: PROPOSAL}),
    Case("해양수산부가 올해 등대에 쓸 예비비 30억원이 국무회의를 통과했다.", {30: ENACTED}),
    Case("속초시는 내년 예산안을 900억원으로 확정하고 시의회에 제출했다.", {900: PROPOSAL}),
    # A draft that only serves comparison does not undo the vote.
    Case(
        "해양수산부의 내년 예산이 국회 심의를 거쳐 900억원으로 확정됐다. 정부안보다 10억원 늘었다. "
        "등대에 30억원을 쓴다.",
        {900: ENACTED, 10: ENACTED, 30: ENACTED},
    ),
    Case(
        "속초시의 내년 예산이 900억원으로 확정됐다. 애초 예산안(910억원) 대비 10억원 줄었다. "
        "시는 등대에 30억원을 쓸 계획이다.",
        {900: ENACTED, 910: PROPOSAL, -10: ENACTED, 30: ENACTED},
    ),
    Case(
        "속초시는 내년 예산안을 냈다. 예산안은 시의회 심의를 거쳐 다음 달 13일 확정된다. "
        "등대에 30억원을 쓴다.",
        {30: PROPOSAL},
    ),
    Case("속초시의 내년 예산이 시의회 문턱을 넘었다. 등대에 30억원을 쓴다.", {30: ENACTED}),
    Case("해양수산부는 내년 예산안 900억원을 국무회의에서 확정했다.", {900: PROPOSAL}),
    # A supplementary budget without its draft being named.
    Case(
        "속초시는 90억원 규모의 올해 첫 추경을 편성했다. 등대에 30억원을 배정했다.",
        {90: SUPPLEMENTARY, 30: SUPPLEMENTARY},
    ),
    Case(
        "속초시는 2회 추경을 확정했다. 등대에 30억원, 항만에 20억원을 쓴다.",
        {30: SUPPLEMENTARY, 20: SUPPLEMENTARY},
    ),
    # The accounts of a year.
    Case(
        "속초시는 지난해 결산 결과 등대 예산 90억원 중 80억원을 썼다고 밝혔다.", {90: EXECUTED, 80: EXECUTED}
    ),
    Case(
        "속초시의 2023년 예산 결산에 따르면 등대에 30억원, 항만에 20억원이다.", {30: EXECUTED, 20: EXECUTED}
    ),
    # What was asked for, or aimed at.
    Case(
        "속초시는 내년 국비로 등대 30억원, 항만 50억원을 정부에 요청할 계획이다.", {30: REQUEST, 50: REQUEST}
    ),
    Case(
        "속초시는 등대에 8억원을 쓴다. 당초 관광과가 요구한 금액은 12억원이었다.",
        {8: UNSPECIFIED, 12: REQUEST},
    ),
    Case("속초시의 국비 목표액은 90억원이다.", {90: REQUEST}),
    Case(
        "속초시의 등대는 2028년까지 90억원이 드는 사업으로, 시는 내년 국비로 40억원을 요청했다.",
        {90: PLAN, 40: REQUEST},
    ),
    # What is being spent has not been spent.
    Case("속초시의 올해 등대 예산 30억원이 투입된다.", {30: ENACTED}),
    Case("속초시의 올해 등대 예산 30억원은 곧 집행된다.", {30: ENACTED}),
    Case(
        "속초시는 추경안을 냈다. 올해 등대에 30억원, 시·군 조정교부금에 20억원을 담았다.",
        {30: SUPPLEMENTARY, 20: SUPPLEMENTARY},
    ),
    # The slices of a plan are planned, those of years whose budgets are made too.
    Case(
        "속초시는 2027년까지 총사업비 60억원을 들여 등대를 짓는다. "
        "사업비는 내년 20억원, 2027년 40억원으로 나눠 쓴다.",
        {60: PLAN, 20: PLAN, 40: PLAN},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_an_amount_stands_somewhere_in_the_cycle(case: Case) -> None:
    figures, _, _ = read_figures(article(case.text, published_on=case.on))
    assert {figure.amount_krw // EOK: figure.stage for figure in figures} == case.stages


def rule(text: str, year: int | None = None, **season: bool) -> str:
    """The rule for the only amount of `text`."""
    (mention,) = mentions_of(text)
    of = Season(2025, season.get("proposal", False), season.get("supplementary", False), None)
    return read_stage(mention, year, year, of).rule


def test_the_rule_is_told() -> None:
    assert rule("본예산 30억원") == "own words: 본예산"
    assert rule("등대에 30억원", 2024) == "a past year's budget"
    assert rule("등대에 30억원", 2025) == "season: this year's budget"
    assert (
        rule("등대에 30억원", 2025, supplementary=True) == "season: an article about a supplementary budget"
    )
    assert rule("등대에 30억원", 2026, proposal=True) == "season: the coming year's budget is proposed"
    assert rule("등대에 30억원을 쓸 예정", 2026) == "its sentence: 예정"
    assert rule("등대 예산 30억원", 2026) == "season: a budget before its year"
    assert rule("등대에 30억원", 2027) == "a year ahead, and no budget named"
    assert rule("등대에 30억원") == "nothing said"


@pytest.mark.parametrize("text", ["예산안 1억원 ", "1억원 ", "본예산 1억원보다 ", "썼다 1억원에서 "])
def test_crowded_sentences_are_read_in_proportion(text: str) -> None:
    mentions = mentions_of(text * (40_000 // len(text)))
    season = Season(2025, proposal=True, supplementary=False, opening=None)
    with ends():
        for mention in mentions:
            stage_of(mention, 2026, 2026, season)
