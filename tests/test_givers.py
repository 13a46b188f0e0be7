"""Who gives money and who spends it: gifts told of in passing, what is paid into a house."""

from __future__ import annotations

import pytest

from ingestion.organizations import Bodies, Body
from tests.articles import WRITTEN_ON, figures_of

GIMCHEON, GYEONGBUK = Body("김천시", "김천시"), Body("경상북도", "경상북도")


@pytest.mark.parametrize(
    "gift",
    [
        "경상북도가 주는 보조금 30억원",
        "경상북도가 해마다 내려보내는 30억원",
        "경상북도에서 교부한 교부금 30억원",
    ],
)
def test_who_gives_the_money_does_not_spend_it(gift: str) -> None:
    (giver,) = Bodies(GIMCHEON, WRITTEN_ON).read(f"나머지는 {gift}으로 채운다.")
    assert (giver.body, giver.subject) == (GYEONGBUK, False)


@pytest.mark.parametrize(
    "paid", ["경북신용보증재단 출연금", "경북신용보증재단 출자금", "한국농어촌공사 분담금"]
)
def test_what_a_city_pays_into_a_house_of_another_government_is_its_own(paid: str) -> None:
    bodies = Bodies(GIMCHEON, WRITTEN_ON)
    (house,) = bodies.read(f"{paid} 12억원을 담았다.")
    assert (house.subject, bodies.current) == (False, GIMCHEON)


def test_what_a_city_has_done_by_a_house_is_money_of_the_house() -> None:
    told = (
        "부산문화재단이 올해 335억원의 예산으로 살림을 꾸린다.",
        "재원은 부산시 출연금 148억원, 부산시 위탁사업비 41억원, 자체 수입 146억원이다.",
    )
    assert {figure.organization for figure in figures_of(*told)} == {"부산문화재단"}
