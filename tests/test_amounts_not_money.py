"""What is no money though it looks so, and money whose value the text does not state."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.amounts import find_amounts
from ingestion.records import Qualifier


@dataclass(frozen=True)
class Silent:
    """`text` holds no amount."""

    text: str
    why: str


UNREADABLE = [
    "1,23억원",
    "1.234.567원",
    "6조억원",
    "700만조원",
    "6억만원",
    "4천억만원",
    "12,15,20억원",
    "9" * 30 + "원",
]
NOT_AN_AMOUNT = [
    Silent("올해 2억 4000만명이 찾았다", "people"),
    Silent("나무 3만그루를 심는다", "trees"),
    Silent("조례 제5조를 고친다", "an article of a law"),
    Silent("공사를 4인 1조로 한다", "a team"),
    Silent("3원칙을 세웠다", "원 opens another word"),
    Silent("국도 7호선 12.4km", "a road and its length"),
    Silent("전화 054-420-6114", "a telephone number"),
    Silent("2026. 3. 15.", "a date"),
    Silent("참석자 1300여명", "a count with 여"),
    Silent("기억에 남는 추억", "억 inside words"),
    Silent("그만큼 만드는 조성 사업", "만 and 조 inside words"),
    Silent("집행률 93.7%", "a rate"),
    Silent("", "nothing"),
    Silent("4조 3교대로 일한다", "shifts"),
    Silent("지방재정법 36조를 고친다", "an article of a named law"),
    Silent("조례 5조 2항", "an article and its paragraph"),
    Silent("6조의2를 새로 둔다", "an article set between two"),
    Silent("3인 1조", "a team"),
    Silent("7조각으로 나눈다", "pieces"),
    Silent("지난해 2조성 공사", "조 opens a word"),
    Silent("4만~6만 명이 온다", "a range of people"),
    Silent("지원금 600만 가구", "households"),
    Silent("14억 인구를 가졌다", "people"),
    Silent("8억 사용자를 둔 서비스", "users"),
    Silent("2억 화소 카메라", "pixels"),
    Silent("구조를 바꾸고 백조가 난다", "Hangul numerals inside words"),
    Silent("천만의 말씀, 이만 줄인다", "만 inside words"),
    Silent("이억원 금융위원장이 말했다", "a person"),
    Silent("수조를 놓고 몇 만 명이 본다", "a water tank, people"),
    Silent("만원 버스에 억 소리가 난다", "no numeral before the unit"),
    Silent("9 원룸", "원 opens a word"),
    Silent("접수 2026.03.15. 원주시", "a date and a city"),
    Silent("만 65세, 100만 가구, 2만㎡", "an age, households, an area"),
]
BUGS_CAUGHT = [
    Silent("지금 70곳인 회사", "지금 is no Hangul numeral, 곳 counts"),
    Silent("(단위: 백만원)", "a caption states a unit, no money"),
    Silent("표의 단위는 억원", "a unit alone"),
    Silent("이 구간은 일천 가구가 쓴다", "a Hangul number without a unit of money"),
]


@pytest.mark.parametrize("case", [*NOT_AN_AMOUNT, *BUGS_CAUGHT], ids=lambda case: case.text or "nothing")
def test_no_money_is_seen_where_none_is(case: Silent) -> None:
    assert find_amounts(case.text) == [], case.why


@pytest.mark.parametrize(
    "text",
    [
        *(
            "수백억원을 넣는다",
            "몇천만원이 든다",
            "○○억 원",
            "수십억대 사업",
            "몇 천만원",
            "여러 억원",
            "00억원",
        ),
        *("억대 사업", "수조원", "○○억", "XX만원", *UNREADABLE),
    ],
)
def test_an_indefinite_amount_has_no_value(text: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.amount_krw, amount.qualifier) == (None, Qualifier.ABOUT)
    assert text.startswith(amount.text)
