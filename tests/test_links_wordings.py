"""Links in many wordings: the same relation said in other words, orders and particles."""

from __future__ import annotations

import pytest

from tests.articles import figures_of, parents_eok

OSAN = "오산시는 내년 예산안을 5000억원으로 편성했다."
BY_KIND = f"{OSAN} 성질별로는 시설비 2000억원, 인건비 1600억원, 운영비 1400억원이다."
BY_FIELD = f"{OSAN} 분야별로는 사회복지 2000억원, 교통 900억원, 환경 700억원 등이다."
LIBRARY = "오산시는 2026년부터 2029년까지 도서관 건립에 480억원을 투입한다."
PAVING = "오산시는 내년 도시 정비에 900억원을 편성했다."
# Each class of words in several wordings: the paragraph before, the sentence, and the parents behind.
WORDINGS = [
    # A list that a verb divides has no total in it.
    (
        PAVING,
        "부서별로는 도로과 500억원, 공원과 300억원, 하천과 100억원으로 나뉜다.",
        {500: 900, 300: 900, 100: 900},
    ),
    (
        PAVING,
        "도로 포장 500억원과 공원 조성 300억원, 하천 정비 100억원으로 짜였다.",
        {500: 900, 300: 900, 100: 900},
    ),
    (
        PAVING,
        "사업비는 도로 500억원, 공원 300억원, 하천 100억원으로 구성된다.",
        {500: 900, 300: 900, 100: 900},
    ),
    # An amount that several others are included in.
    (
        OSAN,
        "안전에는 하천 정비 41억원과 헬기 임차 8억원을 포함해 62억원을 담았다.",
        {41: 62, 8: 62, 62: 5000},
    ),
    (OSAN, "안전에는 하천 41억원, 헬기 8억원 등을 포함한 62억원을 쓴다.", {41: 62, 8: 62, 62: 5000}),
    (OSAN, "안전에는 하천 41억원과 헬기 8억원을 비롯해 모두 62억원을 쓴다.", {41: 62, 8: 62, 62: 5000}),
    # The words behind name what holds the amount.
    (BY_KIND, "석면 제거 83억원과 내진 보강 41억원은 시설비에 들어 있다.", {83: 2000, 41: 2000}),
    (BY_KIND, "석면 제거 83억원은 시설비에 포함됐다.", {83: 2000}),
    (BY_KIND, "석면 제거 83억원, 내진 보강 41억원도 시설비에 담겨 있다.", {83: 2000, 41: 2000}),
    # 전체 예산 means the article's own.
    (OSAN, "전체 예산 가운데 연구비는 700억원이다.", {700: 5000}),
    (OSAN, "내년 예산안 중 연구비는 700억원이다.", {700: 5000}),
    (OSAN, "총예산 중에서 700억원은 연구비다.", {700: 5000}),
    # What goes on beside an amount is no part of it.
    (
        BY_FIELD,
        "교통 분야에서는 버스에 300억원을 쓴다. 이 밖에 도로에 90억원, 철도에 70억원을 쓴다.",
        {300: 900, 90: 900, 70: 900},
    ),
    (
        BY_FIELD,
        "교통 분야에서는 버스에 300억원을 쓴다. 아울러 도로에 90억원, 철도에 70억원을 쓴다.",
        {300: 900, 90: 900, 70: 900},
    ),
    (
        BY_FIELD,
        "교통 분야에는 버스에 300억원을 쓴다. 이와 함께 도로에 90억원, 철도에 70억원을 쓴다.",
        {300: 900, 90: 900, 70: 900},
    ),
    # The many ways to open on a field.
    (BY_FIELD, "복지에는 기초연금 800억원과 보육료 300억원이 들어간다.", {800: 2000, 300: 2000}),
    (BY_FIELD, "교통 사업으로는 버스 300억원, 도로 90억원이 담겼다.", {300: 900, 90: 900}),
    (BY_FIELD, "환경 분야의 주요 사업은 소각장 300억원, 상수도 90억원이다.", {300: 700, 90: 700}),
    (BY_FIELD, "환경과 관련해서는 소각장에 300억원, 상수도에 90억원을 쓴다.", {300: 700, 90: 700}),
    (BY_FIELD, "환경은 국비와 시비로 나눠 낸다. 국비가 300억원, 시비가 400억원이다.", {300: 700, 400: 700}),
    (BY_FIELD, "환경 예산은 소각장 300억원이 가장 많고 상수도 90억원도 있다.", {300: 700, 90: 700}),
    # A share of a named amount that is told as more or less than a half.
    (BY_FIELD, "교통 예산의 절반이 넘는 500억원은 버스에 쓰인다.", {500: 900}),
    (BY_FIELD, "교통 예산의 절반에 가까운 430억원을 버스에 쓴다.", {430: 900}),
    (BY_FIELD, "교통 예산의 60%를 웃도는 550억원이 버스에 들어간다.", {550: 900}),
    # A paragraph that leaves the subject.
    (
        OSAN,
        "이와 별도로 경기도는 하천에 30억원을 쓴다. 시도 부지 매입에 7억원을 보탠다.",
        {30: None, 7: None},
    ),
    (OSAN, "이와 별개로 시는 하천에 30억원을 쓴다. 공원에 7억원을 쓴다.", {30: None, 7: None}),
    (OSAN, "이와는 별도로 시는 하천에 30억원을 쓴다. 나무 심기에 7억원이 든다.", {30: None, 7: None}),
    # Costs that others share, and money of its own.
    (OSAN, "급식비 190억원 중 시가 120억원을 내고 경기도가 70억원을 낸다.", {190: None, 120: 190, 70: 190}),
    (
        "오산시는 내년 국비 5000억원을 확보했다.",
        "유통센터는 88억원(국비 44억원, 도비 30억원)을 들인다.",
        {88: None, 44: 88, 30: 88},
    ),
    ("오산시는 내년 국비 5000억원을 확보했다.", "시는 자체 재원 21억원도 편성했다.", {21: None}),
    # One year of an amount over years.
    (LIBRARY, "첫해인 내년에는 설계비 30억원을 편성했다.", {30: 480}),
    (LIBRARY, "사업 첫해인 내년에 30억원을 쓰고, 2027년에 120억원을 넣는다.", {30: 480, 120: 480}),
    (LIBRARY, "우선 내년에 부지 매입비로 30억원을 쓴다.", {30: 480}),
    (f"{LIBRARY} 내년에 30억원을 먼저 쓴다.", "", {30: 480}),
    (f"{LIBRARY} 내년 예산안에 담긴 30억원은 1차 연도분이다.", "", {30: 480}),
    (f"{LIBRARY} 내년 투입액은 30억원이다.", "", {30: 480}),
    (f"{LIBRARY} 내년에는 공원 조성에도 30억원을 쓴다.", "", {30: None}),
    # The budget of the state that the opening sets a city's against is not the article's sum.
    (
        "정부가 내년 예산안을 728조원으로 편성한 가운데 오산시는 내년 예산안을 5000억원으로 짰다.",
        "복지에 2000억원, 교통에 900억원을 배정했다.",
        {7280000: None, 5000: None, 2000: 5000, 900: 5000},
    ),
    (
        "오산시는 내년 예산안을 5000억원으로 편성했다. 정부는 728조원 규모의 예산안을 냈다.",
        "복지에 2000억원, 교통에 900억원을 배정했다.",
        {7280000: None, 5000: None, 2000: 5000, 900: 5000},
    ),
    (
        "정부의 내년 예산안은 728조원이다. 오산시는 내년 예산안을 5000억원으로 편성했다.",
        "복지에 2000억원, 교통에 900억원을 배정했다.",
        {7280000: None, 5000: None, 2000: 5000, 900: 5000},
    ),
    # More of the list of the sentence before.
    (
        "오산시는 재난 대응에 900억원을 쓴다. 하천에 300억원, 소방에 200억원이다. 교육에도 50억원을 쓴다.",
        "",
        {300: 900, 200: 900, 50: 900},
    ),
    (
        "오산시는 재난 대응에 900억원을 쓴다. 하천에 300억원, 소방에 200억원이다. 또 교육에 50억원을 쓴다.",
        "",
        {300: 900, 200: 900, 50: 900},
    ),
    (
        "오산시는 재난 대응에 900억원을 쓴다. 하천 300억원, 소방 200억원이다. 이 밖에 교육에 50억원을 쓴다.",
        "",
        {300: 900, 200: 900, 50: 900},
    ),
    # What a council restores is no part of the sum.
    (OSAN, "상임위가 깎은 사업 가운데 축제는 46억원이 되살아났다.", {46: None}),
    (OSAN, "시의회는 축제 예산 46억원을 부활시켰다.", {46: None}),
    (OSAN, "예결위에서 축제 예산 46억원이 다시 살아났다.", {46: None}),
    # Beside a cut, what is added is an increase.
    (OSAN, "시의회는 56억원을 깎고 74억원을 더했다.", {-56: None, 74: None}),
    (OSAN, "시의회는 56억원을 삭감하는 대신 74억원을 보탰다.", {-56: None, 74: None}),
    (OSAN, "시의회는 56억원을 줄이고 74억원을 얹었다.", {-56: None, 74: None}),
    # Increases and cuts that come to a change.
    (
        OSAN,
        "예산은 113억원 순증했다. 신분증이 48억원, 관리 시스템이 85억원 늘었고 홍보는 20억원 줄었다.",
        {113: None, 48: 113, 85: 113, -20: 113},
    ),
    (OSAN, "심사에서 200억원이 늘고 150억원이 줄어 50억원이 순증됐다.", {200: 50, -150: 50, 50: None}),
    (
        OSAN,
        "심사에서 40억원이 늘었다. 도로에서 60억원이 늘고 축제에서 20억원이 깎였다.",
        {40: None, 60: 40, -20: 40},
    ),
]


CITY = "하남시는 올해 1회 추경을 900억원 규모로 편성했다."
CAMERAS = "하남시는 카메라 예산 90억원을 편성했다. 이 중 52억원은 시설과가 쓴다."
PUMPS = "하남시는 침수에 대비해 지하차도를 손보는 데 80억원, 하천 정비에 70억원을 쓴다."
CUTS = "하남시의회는 내년 예산안에서 90억원을 삭감했다."
WORDINGS += [
    # What is picked out of a part divides that part, not what it is a part of.
    (BY_FIELD, "교통 예산 중 500억원은 버스에 쓰며, 이 가운데 80억원은 국비다.", {500: 900, 80: 500}),
    (BY_FIELD, "교통 예산 가운데 500억원은 버스에 쓰고 이 중 80억원은 국비다.", {500: 900, 80: 500}),
    (BY_FIELD, "교통 예산에서 500억원을 버스에 쓰고, 그중 80억원은 국비다.", {500: 900}),
    # What the whole life costs, or what goes on for longer, is no part of a year's money.
    (BY_FIELD, "이 가운데 소각장은 총사업비가 120억원에 달한다.", {120: None}),
    (BY_FIELD, "이 중 소각장은 총사업비가 약 120억원이다.", {120: None}),
    (BY_FIELD, "이 가운데 큰 것은 2029년까지 총 120억원이 드는 소각장이다.", {120: None}),
    # What a supplement adds, what its increase is spent on, and the level that it leads to.
    (
        f"{CITY} 이 가운데 안전에 60억원을 증액했다.",
        "증액분은 두 곳에 쓰인다. 하천에 40억원, 도로에 20억원이다.",
        {60: 900, 40: 60, 20: 60},
    ),
    (
        f"{CITY} 이 중 안전 분야에서 60억원을 늘렸다.",
        "늘어난 돈은 하천 40억원, 도로 20억원이다.",
        {60: 900, 40: 60, 20: 60},
    ),
    (
        f"{CITY} 이 가운데 60억원을 안전에 증액했다.",
        "증액분은 하천 40억원, 도로 20억원으로 나뉜다.",
        {60: 900, 40: 60, 20: 60},
    ),
    (CITY, "이로써 올해 안전 예산은 본예산 160억원에서 220억원으로 늘어난다.", {220: None}),
    # What is left of an earlier whole, and the list that looks into it.
    (
        CAMERAS,
        "나머지 38억원은 안전과가 집행한다. 서버에 20억원, 케이블에 10억원을 쓴다.",
        {38: 90, 20: 38, 10: 38},
    ),
    (
        CAMERAS,
        "남은 38억원은 안전과 몫이다. 서버에 20억원, 케이블에 10억원이 들어간다.",
        {38: 90, 20: 38, 10: 38},
    ),
    (
        CAMERAS,
        "나머지 예산 38억원은 안전과가 맡는다. 서버 20억원, 케이블 10억원이다.",
        {38: 90, 20: 38, 10: 38},
    ),
    # What is said to be in something that a word of its clause names.
    (f"{PUMPS} 지하차도 정비에는 기금 30억원이 포함됐다.", "", {30: 80}),
    (f"{PUMPS} 지하차도 사업에는 도비 30억원이 들어 있다.", "", {30: 80}),
    (f"{PUMPS} 지하차도 보수에는 특별교부세 30억원도 담겼다.", "", {30: 80}),
    # Cuts of money for a body of its own; cuts of another time or budget.
    (CUTS, "하남도시공사 출자금 80억원 가운데 절반인 40억원을 잘라냈다.", {-40: -90}),
    (CUTS, "도서관 건립비 20억원을 깎고, 하남도시공사 출자금 40억원을 덜어냈다.", {-20: -90, -40: -90}),
    (CUTS, "용역비 5억원, 60주년 행사비 7억원도 빠졌다.", {-5: -90, -7: -90}),
    (CUTS, "앞서 상임위가 예비심사에서 덜어낸 금액은 60억원이었다.", {-60: None}),
    # The money of one corporation holds none of another body's.
    (
        "하남도시공사의 내년 예산은 900억원이다.",
        "시는 내년 본예산에 공사 지원금 50억원을 세웠다.",
        {50: None},
    ),
    ("하남도시공사는 내년 예산을 900억원으로 확정했다.", "하남문화재단은 80억원을 편성했다.", {80: None}),
    ("하남문화재단은 내년 예산을 90억원으로 짰다.", "하남도시공사는 용지 보상에 50억원을 쓴다.", {50: None}),
    # What was spent before, or never came about.
    (OSAN, "지난 수해 당시 복구비는 30억원이었다.", {30: None}),
    (OSAN, "시는 애초 30억원을 들여 다리를 모두 바꾸려 했으나 미뤘다.", {30: None}),
    (OSAN, "앞서 시는 하천 정비에 30억원을 썼다.", {30: None}),
]


@pytest.mark.parametrize(("before", "told", "parents"), WORDINGS)
def test_every_wording_of_a_link_is_heard(before: str, told: str, parents: dict[int, int | None]) -> None:
    found = parents_eok(figures_of(*filter(None, (before, told))))
    assert {amount: found[amount] for amount in parents} == parents
