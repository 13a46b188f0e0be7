"""Who gives money and who spends it: gifts told of in passing, what is paid into a house."""

from __future__ import annotations

import pytest

from ingestion.organizations import Bodies, Body
from tests.articles import WRITTEN_ON

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


@pytest.mark.parametrize("paid", ["출연금", "위탁사업비", "위탁금", "대행사업비"])
def test_what_a_city_pays_a_house_of_its_own_is_spent_by_the_house(paid: str) -> None:
    house = Body("부산문화재단", "부산광역시")
    bodies = Bodies(house, WRITTEN_ON)
    (giver,) = bodies.read(f"재원은 부산시 {paid} 41억원과 자체 수입이다.")
    assert (giver.subject, bodies.current) == (False, house)
