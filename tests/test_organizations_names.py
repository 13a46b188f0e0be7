"""Names of bodies: all governments, their names of the day, homographs, parts, corporations, offices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.body_names import basic, first_level
from ingestion.organizations import find_bodies
from tests.articles import WRITTEN_ON

STATE = "대한민국 정부"
PER_REGION = {
    "서울특별시": (0, 0, 25),
    "부산광역시": (0, 1, 15),
    "대구광역시": (0, 2, 7),
    "인천광역시": (0, 2, 8),
    "광주광역시": (0, 0, 5),
    "대전광역시": (0, 0, 5),
    "울산광역시": (0, 1, 4),
    "경기도": (28, 3, 0),
    "강원특별자치도": (7, 11, 0),
    "충청북도": (3, 8, 0),
    "충청남도": (8, 7, 0),
    "전북특별자치도": (6, 8, 0),
    "전라남도": (5, 17, 0),
    "경상북도": (10, 12, 0),
    "경상남도": (8, 10, 0),
}


def counted(day: date) -> dict[str, tuple[int, int, int]]:
    """The basic governments of `day`: 시, 군 and 구 in each region."""
    there = [local for local in basic() if local.on(day)]
    assert len({(local.name, local.within) for local in there}) == len(there)
    levels = Counter((local.within, local.name[-1]) for local in there)
    return {
        home: (levels[home, "시"], levels[home, "군"], levels[home, "구"])
        for home in dict.fromkeys(local.within for local in there)
    }


def test_the_17_and_the_226_local_governments_are_all_there() -> None:
    assert len(set(first_level().values())) == 17
    found = counted(WRITTEN_ON)
    assert found == PER_REGION
    assert [sum(region[level] for region in found.values()) for level in range(3)] == [75, 82, 69]


@pytest.mark.parametrize(
    ("day", "level_counts"),
    [
        (date(2010, 7, 1), (73, 86, 69)),
        (date(2010, 6, 30), (75, 86, 69)),
        (date(2012, 1, 1), (74, 85, 69)),
        (date(2012, 7, 1), (74, 84, 69)),
        (date(2013, 9, 23), (75, 83, 69)),
        (date(2014, 7, 1), (75, 82, 69)),
    ],
)
def test_each_day_has_its_own_governments(day: date, level_counts: tuple[int, int, int]) -> None:
    found = counted(day).values()
    assert tuple(sum(region[level] for region in found) for level in range(3)) == level_counts


@dataclass(frozen=True)
class Case:
    """`text`, in an article about `around`, names these bodies as (government, organization)."""

    text: str
    bodies: tuple[tuple[str | None, str], ...]
    around: str | None = None
    day: date = WRITTEN_ON


def own(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


def of_state(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((STATE, name) for name in names)


CASES = {
    "short names, Hanja and renamings": [
        Case("서울市는 예산을 늘렸다", own("서울특별시")),
        Case("京畿道가 예산을 늘렸다", own("경기도")),
        Case("釜山은 예산을 늘렸다", own("부산광역시")),
        Case("김천市의 예산", own("김천시")),
        Case("강남區는 예산을 늘렸다", own("서울특별시 강남구")),
        Case("부여郡이 예산을 늘렸다", own("부여군")),
        Case("강원도의 예산", own("강원도"), day=date(2010, 3, 2)),
        Case("강원특별자치도의 예산", own("강원도"), day=date(2010, 3, 2)),
        Case("당진시의 예산", own("당진군"), day=date(2011, 3, 2)),
        Case("당진군의 예산", own("당진시")),
        Case("청원군의 예산", own("청원군"), day=date(2014, 6, 30)),
        Case("청원군의 예산", own("청주시"), day=date(2014, 7, 1)),
        Case("진해시의 예산", own("진해시"), day=date(2010, 6, 30)),
        Case("인천 남구의 예산", own("인천광역시 남구"), day=date(2018, 6, 30)),
        Case("인천 남구의 예산", own("인천광역시 미추홀구"), day=date(2018, 7, 1)),
        Case("연기군의 예산", own("연기군"), day=date(2012, 6, 30)),
        Case("연기군의 예산", own("세종특별자치시")),
        Case("제주시의 예산", own("제주시"), day=date(2006, 6, 30)),
        Case("제주시의 예산", (("제주특별자치도", "제주시"),)),
        Case("충북·충남·호남을 잇는 길을 김천시는 낸다", own("김천시")),
        Case("수원특례시는 예산을 늘렸다", own("수원시")),
        Case("경북지사는 예산을 늘렸다", own("경상북도")),
        Case("김천은 예산을 늘렸다", own("김천시"), around="김천시"),
        Case("김천은 멀다", ()),
        Case("예산은 늘었다", (), around="예산군"),
        Case("경기에는 6억원(안양 4억원, 수원 2억원)이 간다", own("경기도", "안양시", "수원시")),
        Case("충북·충남·경남은 각 1억원이다", own("충청북도", "충청남도", "경상남도")),
    ],
    "homographs": [
        Case("하남시 옆 광주시는 길을 낸다", own("하남시", "광주시"), around="하남시"),
        Case("전남 옆 광주시는 길을 낸다", own("광주광역시"), around="전라남도"),
        Case("고성군은 길을 낸다", own("고성군")),
        Case("포항 남구는 길을 낸다", (("포항시", "남구"),)),
        Case("부산시가 서구에 길을 낸다", own("부산광역시", "부산광역시 서구")),
        Case("부산 중구와 동구에 길을 낸다", own("부산광역시 중구", "부산광역시 동구")),
        Case("강서구는 길을 낸다", own("부산광역시 강서구"), around="부산광역시 사하구"),
        Case("강서구는 길을 낸다", ()),
        Case("3시에 5도가 넘고 군은 훈련을 한다", ()),
        Case("제2경춘국도 건설에 30억원을 쓴다", ()),
        Case("국도 77호선과 전국의 약국이 결과를 낸다", ()),
        Case("경기는 나아졌고 대전 3곳과 서울 5만 가구가 반겼다", ()),
        Case("실·본부·국은 국회의원과의 만남을 가진다", ()),
        Case("도시국가는 복지국가이다", ()),
        Case("파급효과는 크고 AI 강국이 된다", ()),
        Case("산업과는 달리 농업과의 연계가 약하다", ()),
        Case("서울시립대가 서울시과학관의 문을 연다", ()),
        Case("대구시민과 김천시의회가 경기도의회의 뜻을 묻는다", ()),
        Case("서울시장 선거에 나선다", ()),
        Case("다시는 도시의 역사를 잊지 않는다", ()),
    ],
    "ministries by their names of the day": [
        Case("산업부는 예산을 늘렸다", of_state("산업통상부")),
        Case("산업부는 예산을 늘렸다", of_state("산업통상자원부"), day=date(2024, 5, 1)),
        Case("국토부는 예산을 늘렸다", of_state("국토해양부"), day=date(2012, 5, 1)),
        Case("과기부는 예산을 늘렸다", of_state("과학기술부"), day=date(2007, 5, 1)),
        Case("과기부는 예산을 늘렸다", of_state("과학기술정보통신부")),
        Case("노동부는 예산을 늘렸다", of_state("노동부"), day=date(2009, 5, 1)),
        Case("노동부는 예산을 늘렸다", of_state("고용노동부")),
        Case("통계청과 특허청의 예산", of_state("통계청", "특허청")),
        Case("국가데이터처와 지식재산처의 예산", of_state("국가데이터처", "지식재산처")),
        Case("기획예산처와 재정경제부의 예산", of_state("기획예산처", "재정경제부"), day=date(2026, 1, 2)),
        Case("기후부와 성평등부의 예산", of_state("기후에너지환경부", "성평등가족부")),
        Case("조달청장이 밝혔다", of_state("조달청")),
    ],
    "parts of a government": [
        Case("교통과는 30억원을 쓴다", ((None, "교통과"),)),
        Case("환경과가 30억원을 쓴다", ((None, "환경과"),)),
        Case("정보통신국에서 30억원을 쓴다", ((None, "정보통신국"),)),
        Case("경제실 첨단산업과는 30억원을 쓴다", ((None, "첨단산업과"),)),
        Case("도시국·산업국은 30억원을 쓴다", ((None, "산업국"),)),
        Case("농업기술센터는 30억원을 쓴다", ((None, "농업기술센터"),)),
        Case("대구시도시관리국은 30억원을 쓴다", (("대구광역시", "도시관리국"),)),
    ],
    "corporations, foundations, institutes": [
        Case("서울디지털재단은 30억원을 쓴다", (("서울특별시", "서울디지털재단"),)),
        Case("경기도시공사는 30억원을 쓴다", (("경기도", "경기도시공사"),)),
        Case("성남문화재단은 30억원을 쓴다", (("성남시", "성남문화재단"),)),
        Case("성남시청소년재단은 30억원을 쓴다", (("성남시", "성남시청소년재단"),)),
        Case("경남테크노파크는 30억원을 쓴다", (("경상남도", "경남테크노파크"),)),
        Case("시설관리공단은 30억원을 쓴다", ((None, "시설관리공단"),)),
        Case("LH와 코레일의 예산", of_state("한국토지주택공사", "한국철도공사")),
        Case("부산항만공사는 30억원을 쓴다", of_state("부산항만공사")),
        Case("한국새길연구원은 30억원을 쓴다", of_state("한국새길연구원")),
        Case("건설공사가 끝났다", ()),
        Case("한국도로공사는 30억원을 쓴다", of_state("한국도로공사")),
    ],
    "education offices": [
        Case("서울시교육청은 예산을 짰다", (("서울특별시", "서울특별시교육청"),)),
        Case("전남교육청의 예산", (("전라남도", "전라남도교육청"),)),
        Case("제주도 교육청은 예산을 짰다", (("제주특별자치도", "제주특별자치도교육청"),)),
        Case("경기도교육감은 예산을 짰다", (("경기도", "경기도교육청"),)),
        Case("성남교육지원청은 예산을 짰다", (("경기도", "성남교육지원청"),)),
        Case("전북교육청은 예산을 짰다", (("전라북도", "전라북도교육청"),), day=date(2020, 5, 1)),
    ],
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{name}-{case.text}-{case.day}")
        for name, cases in CASES.items()
        for case in cases
    ],
)
def test_a_body_is_read_by_its_official_name(case: Case) -> None:
    found = find_bodies(case.text, case.around, case.day)
    assert tuple((m.body.government, m.body.organization) for m in found) == case.bodies
