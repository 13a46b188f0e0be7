"""What an amount is beside its neighbours, in many wordings: levels, increases, what does not happen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.records import Role
from tests.articles import EOK, figures_of

LEAD = "오산시는 내년 예산안을 5000억원으로 편성했다."
BASELINE, CHANGE, ITEM = Role.BASELINE, Role.CHANGE, Role.ITEM


@dataclass(frozen=True)
class Told:
    """`sentence` states amounts with these roles, by signed amount in 억원."""

    sentence: str
    roles: dict[int, Role]
    why: str = ""


CASES = [
    Told(
        "도로는 90억원이 70억원으로 내려앉았다.", {90: BASELINE, 70: ITEM}, "one level turns into the other"
    ),
    Told("도로는 당초 90억원이 70억원으로 줄었다.", {90: BASELINE, 70: ITEM}),
    Told("도로 예산 60억원은 80억원으로 늘어난다.", {60: BASELINE, 80: ITEM}),
    Told(
        "도로에는 60억원이, 공원에는 80억원이 들어간다.", {60: ITEM, 80: ITEM}, "no level turns into a list"
    ),
    Told("도로 예산은 3억원 보태 20억원이 됐다.", {3: CHANGE, 20: ITEM}, "put on top of what is not told"),
    Told("도로 예산은 3억원을 더해 20억원으로 늘었다.", {3: CHANGE, 20: ITEM}),
    Told("도로 예산은 국비 3억원을 보태 20억원이 됐다.", {3: ITEM, 20: Role.TOTAL}, "a source is a part"),
    Told("다리에는 3억원이 더 붙었다.", {3: CHANGE}),
    Told("다리에 3억원을 더 얹었다.", {3: CHANGE}),
    Told("다리 사업은 6억원을 추가로 받아 60억원을 확보했다.", {6: CHANGE, 60: ITEM}),
    Told("도로 예산은 올해보다 40억원 넘게 늘려 잡았다.", {40: CHANGE}),
    Told("경기장 관리에만 올해 41억원을 쓰고 있다.", {41: ITEM}, "told of itself, not to compare with"),
    Told("수해 복구비 30억원은 이미 확정했다. 도비가 20억원이다.", {30: ITEM, 20: ITEM}, "settled this year"),
    Told("둑 점검비 30억원도 절반인 15억원이 줄었다.", {30: BASELINE, -15: CHANGE}),
    Told("의원은 도로 예산을 3억원 더 얹겠다고 했다.", {3: CHANGE}, "what somebody promises"),
    Told("시는 도로 예산을 3억원 줄이겠다는 생각이다.", {-3: CHANGE}),
    Told("시는 도로 예산을 3억원 늘리겠습니다.", {3: CHANGE}),
    Told("다리 예산 30억원은 한 푼도 깎이지 않았다.", {30: ITEM}, "what does not happen is no change"),
    Told("다리 예산 30억원을 깎지 못했다.", {30: ITEM}),
    Told("다리 예산 30억원이 깎이고 말았다.", {-30: CHANGE}),
    Told(
        "일반회계는 905억원에서 951억원으로 46억원, 특별회계는 60억원에서 71억원으로 11억원이 각각 증가했다.",
        {905: BASELINE, 951: ITEM, 46: CHANGE, 60: BASELINE, 71: ITEM, 11: CHANGE},
        "levels with their changes, in parallel",
    ),
    Told("도로과가 28억원으로 가장 많이 잘렸다. 공원과 17억원이 뒤를 이었다.", {-28: CHANGE, -17: CHANGE}),
    Told("올해 도로에 38억원을 쓴다.", {38: ITEM}, "what this year does is told of itself"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_an_amount_has_its_role(case: Told) -> None:
    figures = [f for f in figures_of(LEAD, case.sentence) if f.amount_krw != 5000 * EOK]
    assert {f.amount_krw // EOK: f.role for f in figures} == case.roles, case.why
