"""Parents that fields, bare lists and years tell, and headlines that add other money."""

from __future__ import annotations

import pytest

from tests.articles import figures_of, parents_eok

OSAN = "오산시는 내년 예산안을 5000억원으로 편성했다."
FIELDS: list[tuple[str, str, dict[int, int | None]]] = [
    # What was left out, and what a work costs until it opens.
    (OSAN, "하천 정비 30억원과 공원 20억원은 심사 끝에 담기지 않았다.", {30: None, 20: None}),
    (OSAN, "공원 조성비 20억원은 절차 미비로 반영되지 못했다.", {20: None}),
    (OSAN, "2029년 개통을 목표로 하는 다리에는 모두 300억원이 든다.", {300: None}),
    # Parts of which one is told with its growth.
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다.",
        "안전에 400억원을 배정한다. 하천을 90억원으로 20억원 늘리고, 제방에 70억원을 쓴다.",
        {400: 2000, 90: 400, 70: 400, 20: None},
    ),
    # Levels with their changes behind, and what a supplement adds.
    (
        "오산시가 첫 추가경정예산안 1조1820억원을 냈다. 본예산 1조970억원보다 850억원 늘었다.",
        "일반회계는 1조430억원으로 780억원, 특별회계는 1390억원으로 70억원 각각 증가했다. "
        "하천에 120억원, 청년 월세에 8억원을 더했다.",
        {11820: None, 850: None, 10430: 11820, 1390: 11820, 780: 850, 70: 850, 120: 850, 8: 850},
    ),
    # A bare list behind a field told with its growth; but not where the field is one of a list.
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다.",
        "교통 분야는 400억원으로 올해 350억원보다 50억원 늘었다. 도로 200억원, 버스 90억원, 역 40억원이다.",
        {400: 2000, 200: 400, 90: 400, 40: 400},
    ),
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다.",
        "교통이 900억원으로 가장 많다. 환경 500억원, 복지 300억원이다.",
        {900: 2000, 500: 2000, 300: 2000},
    ),
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다. 과수 산업에 400억원, 축산에 300억원을 배정했다.",
        "과수 분야는 하우스 200억원, 저장고 90억원 순이다. 옆 도시인 화성시는 40억원을 따로 편성했다.",
        {400: 2000, 200: 400, 90: 400, 40: None},
    ),
    # What a province was told to get, town by town; newspapers write 5천200억.
    (
        "행정안전부는 수해 복구 예산 1조2천억원을 확정했다. "
        "시도별 복구비는 충남 5천200억원, 전북 3천100억원, 경북 2천400억원, 충북 1천300억원이다.",
        "충남에서는 부여군이 1천900억원으로 가장 많고 서천군이 1천100억원이다.",
        {5200: 12000, 3100: 12000, 1900: 5200, 1100: 5200},
    ),
    # An increase that is taken up again is no second figure.
    (
        "오산시가 2회 추경안 5384억원을 냈다. 1회 추경 4862억원보다 522억원 늘었다.",
        "이번에 늘어난 522억원 가운데 223억원은 국민지원금이다. 재원은 국비 176억원, 시비 47억원이다.",
        {522: None, 223: 522, 176: 223, 47: 223},
    ),
    # What kind of expense the amounts behind it are of; 국비 is a source.
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다. 시설 개선 530억원, 인건비 820억원이다.",
        "시설 개선비로 내진 보강에 142억원, 화장실 수리에 87억원을 투입한다.",
        {142: 530, 87: 530},
    ),
    # What the money of a field went to, told after its growth; but one project's is told for itself.
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "인공지능 사업비는 284억원이다. 지난해 267억원보다 17억원 늘었다. "
        "가속기센터 구축에 120억원, 공장 실증에 85억원이 들어간다.",
        {284: 5000, 120: 284, 85: 284},
    ),
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "시는 안전 예산을 지난해 455억원에서 712억원으로 늘렸다. "
        "제방 보강에 150억원, 인력 양성에 84억원을 배정했다.",
        {712: 5000, 150: 712, 84: 712},
    ),
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "민원 앱 개방은 올해 68억원보다 35억원 많은 103억원이다. "
        "증명서 발급에는 5억원, 서류 줄이기에는 11억원이 쓰인다.",
        {103: 5000, 5: 5000, 11: 5000},
    ),
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "디지털 사업비는 142억원으로, 스마트시티 조성 60억원(국비 30억원 포함), "
        "센서 보급 24억원, 인턴십 9억원이 포함됐다.",
        {142: 5000, 60: 142, 30: 60, 24: 142, 9: 142},
    ),
    # What is left of an amount, told in a sentence of its own.
    (
        "오산시는 추경 예산 146억원을 받아 올해 예산이 2281억원이 됐다.",
        "139억원이 장비 예산이다. 올해 안에 들여온다. 나머지 7억원은 실증에 쓴다.",
        {139: 146, 7: 146},
    ),
    # Examples of the amount before, and what goes on behind them.
    (
        "오산시는 내년 국비 5000억원을 확보했다.",
        "신규사업은 62건에 1278억원이다. 대표적으로 수소 단지 조성에 35억원이 반영됐다. "
        "배터리 지원센터 건립 21억원도 새로 담겼다.",
        {1278: 5000, 35: 1278, 21: 1278},
    ),
    # What a work costs until it opens is no part of what its paragraph tells of.
    (
        "오산시는 내년 예산 2000억원을 짰다. 분야별로는 교통 900억원, 환경 600억원, 복지 500억원이다.",
        "교통 분야에서는 버스에 70억원을 쓴다. "
        "2029년 개통을 목표로 하는 전철 3호선에는 모두 380억원이 들어간다.",
        {70: 900, 380: None},
    ),
    # A sentence that puts nothing first stays with the one amount that the sentence before puts its topic to.
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "인공지능 분야 예산은 263억원이다. 지원센터를 여는 데 54억원, 관제에 38억원이 쓰인다.",
        {263: 5000, 54: 263, 38: 263},
    ),
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다.",
        "인공지능 분야 예산은 263억원이다. 여기에 더해 놀이터 예산 26억원도 새로 반영했다.",
        {263: 5000, 26: 5000},
    ),
    # The houses of a city are no short names of what they issue.
    (
        "오산도시공사는 내년 예산을 900억원으로 짰다. 재원은 분양대금 500억원, 공사채 400억원이다.",
        "오산시는 내년 공사에 위탁사업비 20억원을 준다.",
        {500: 900, 400: 900, 20: None},
    ),
    # A paragraph of examples divides what the sentence right before it told; brackets stand aside.
    (
        f"{OSAN} 안전에는 90억원이 더해졌다.",
        "소방서 보수 40억원, 헬기 임차 20억원 등이 주요 사업이다.",
        {40: 90, 20: 90},
    ),
    (
        "오산시는 안전 분야 신규사업 842억원을 행정안전부와 소방청에 건의하기로 했다.",
        "굵직한 것을 추리면 △소방서 210억원(총사업비 1980억원) △헬기 98억원(총사업비 300억원) 등이다.",
        {210: 842, 98: 842},
    ),
    # A paragraph that opens with a bureau is about the money of that bureau.
    (
        "오산시는 내년 안전 예산 90억원을 짰다. 부서별로는 재난안전실이 60억원, 교통국이 30억원을 쓴다.",
        "재난안전실 예산은 눈에 띄는 것이 많다. 하천 감지기에 25억원, 대피소에 11억원이 쓰인다.",
        {25: 60, 11: 60},
    ),
    # A paragraph goes on about its field, but for what takes longer.
    (
        "오산시는 내년 예산안을 2000억원으로 편성했다. "
        "분야별로는 교통 800억원, 환경 600억원, 복지 600억원이다.",
        "교통 분야에서는 다리가 70억원으로 가장 크다. 2028년까지 놓는 다리로 전체 사업비는 90억원이다. "
        "버스에 50억원, 자전거길에 30억원을 쓴다.",
        {70: 800, 90: None, 50: 800, 30: 800},
    ),
    # What governments spend on their own is no part of what a ministry has.
    (
        "보건복지부는 내년 돌봄 예산 862억원을 편성했다. 사업비가 620억원, 정보시스템이 242억원이다.",
        "오산시는 내년 어르신 식사에 132억원을 편성했다. 춘천시는 내년 집수리 예산을 28억원으로 늘렸다.",
        {620: 862, 242: 862, 132: None, 28: None},
    ),
]


@pytest.mark.parametrize(("before", "told", "parents"), FIELDS)
def test_fields_and_bare_lists_hold_what_they_name(
    before: str, told: str, parents: dict[int, int | None]
) -> None:
    found = parents_eok(figures_of(*filter(None, (before, told))))
    assert {amount: found[amount] for amount in parents} == parents


def test_a_label_of_an_outline_holds_for_the_deeper_lines_below_it() -> None:
    found = parents_eok(
        figures_of(
            "□ 오산시는 내년 예산안을 5000억원으로 편성했다. 수산 2900억원, 항만 2100억원이다.",
            "□ (수산) 어업의 구조를 바꾼다.",
            "○ 양식장에 90억원을 쓴다.",
            "□ (항만) 부두에 80억원을 쓴다.",
            "□ 뱃길에 70억원을 쓴다.",
        )
    )
    assert (found[90], found[80], found[70]) == (2900, 2100, 5000)


def test_a_headline_that_adds_other_money_leaves_the_total_as_it_is() -> None:
    found = parents_eok(
        figures_of(
            "오산시가 내년 국비로 700억원을 확보했다. 보통교부세 200억원을 더하면 900억원이다.",
            "하천 정비 30억원과 도로 20억원이 새로 담겼다.",
            headline="오산시 내년 국비 700억원 확보…교부세 더하면 900억원",
        )
    )
    assert (found[30], found[20]) == (700, 700)


def test_the_first_year_of_a_plan_is_that_of_its_share() -> None:
    figures = figures_of("울릉군은 2025년부터 5년간 항구를 고치며 첫해에는 예산 4억원을 쓴다.")
    assert [(figure.fiscal_year, figure.fiscal_year_end) for figure in figures] == [(2025, 2025)]


@pytest.mark.parametrize(
    ("headline", "office"),
    [
        ("경기도의회 예결위, 도교육청 추경 117억 감액", "경기도교육청"),
        ("도교육청 추경 117억 깎은 경기도의회", "경기도교육청"),
    ],
)
def test_an_office_of_the_headline_is_that_of_the_province(headline: str, office: str) -> None:
    figures = figures_of("경기도의회 예결위는 제1회 추경안을 심의해 117억원을 감액했다.", headline=headline)
    assert {figure.organization for figure in figures} == {office}
