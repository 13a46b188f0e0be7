"""Parents that the text tells across clauses, sentences and lines; one little article for each way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.outlines import rank
from tests.articles import figures_of, parents_eok

JO = 10_000  # 억


@dataclass(frozen=True)
class Told:
    """These paragraphs link their figures so: parent by part, in 억원."""

    why: str
    paragraphs: tuple[str, ...]
    parents: dict[int, int | None]


TOLD = [
    Told(
        "an account looked into by field",
        (
            "김천시는 내년 예산안을 9000억원으로 편성했다. 일반회계는 8000억원, 특별회계는 1000억원이다.",
            "일반회계를 분야별로 보면 복지가 3000억원으로 가장 많고 교통 900억원, 환경 700억원이다.",
        ),
        {9000: None, 8000: 9000, 1000: 9000, 3000: 8000, 900: 8000, 700: 8000},
    ),
    Told(
        "a field named by the letters in its brackets, and the paragraph that goes on about it",
        (
            "전남도는 내년 예산 7000억원을 확정했다. "
            "분야별로는 사회간접자본(SOC) 4000억원, 농업 3000억원이다.",
            "SOC 분야에서는 섬 연륙교에 700억원이 반영됐다. 항만 배후도로 개설에도 90억원이 담겼다.",
        ),
        {7000: None, 4000: 7000, 3000: 7000, 700: 4000, 90: 4000},
    ),
    Told(
        "a cost divided by the sentence that opens with it",
        (
            "구미시는 내년 예산안을 2000억원으로 편성했다. 성질별로는 운영비 1200억원, 시설비 800억원이다.",
            "시설비 가운데 체육관 증축에 310억원, 청사 이전에 70억원이 들어간다.",
        ),
        {2000: None, 1200: 2000, 800: 2000, 310: 800, 70: 800},
    ),
    Told(
        "a clause that the next one goes into",
        (
            "나주시는 내년 예산안을 5000억원으로 편성했다.",
            "이 가운데 1900억원이 복지에 들어가는데, 기초연금 800억원과 보육료 300억원이 큰 몫이다.",
        ),
        {5000: None, 1900: 5000, 800: 1900, 300: 1900},
    ),
    Told(
        "a ratio tells the whole",
        (
            "여수시는 내년 예산안을 5000억원으로 편성했다. 일반회계 4000억원, 특별회계 1000억원이다.",
            "일반회계의 42.5%인 1700억원은 복지에 쓴다.",
        ),
        {5000: None, 4000: 5000, 1000: 5000, 1700: 4000},
    ),
    Told(
        "half of what was just stated",
        ("목포시는 올해 새 도서관에 64억원을 편성했다. 사업비의 절반인 32억원은 국비다.",),
        {64: None, 32: 64},
    ),
    Told(
        "an amount that includes another",
        ("경주시는 2030년까지 고분 정비에 민자 260억원을 포함해 모두 1480억원을 들인다.",),
        {260: 1480, 1480: None},
    ),
    Told(
        "later cuts are parts of the first",
        (
            "안동시의회가 내년 예산안에서 71억원을 삭감했다. 시가 낸 예산안은 8000억원이다.",
            "홍보관 건립비 18억원이 잘려 나갔다. 축제 예산 12억원과 공관 수리비 5억원은 전액 삭감됐다.",
        ),
        {-71: None, 8000: None, -18: -71, -12: -71, -5: -71},
    ),
    Told(
        "one amount of each government makes the sum of them all, and holds what its paragraph lists",
        (
            "포천시와 양주시, 파주시 등 세 도시가 올해 청년에게 쓰는 예산은 모두 600억원이다.",
            "포천시는 300억원을 편성했다. 청년 임대주택에 110억원, 창업 지원에 40억원을 쓴다.",
            "양주시는 올해 청년 예산으로 180억원을 편성했다.",
            "파주시는 올해 청년 예산으로 120억원을 편성했다.",
        ),
        {600: None, 300: 600, 110: 300, 40: 300, 180: 600, 120: 600},
    ),
    Told(
        "a new government's money is no part of what another spends",
        (
            "울산시는 올해 청년 면접비로 35억원을 편성했다. "
            "강진군은 청년 수당으로 3억원, 교육비로 2억원을 쓴다.",
        ),
        {35: None, 3: None, 2: None},
    ),
    Told(
        "the increase of a supplementary budget holds its parts",
        (
            "세종시가 2140억원 규모의 제1회 추가경정예산안을 편성했다. 본예산 2080억원보다 60억원 늘었다.",
            "지역화폐에 27억원, 소상공인 이자 지원에 15억원을 배정했다.",
        ),
        {2140: None, 2080: None, 60: None, 27: 60, 15: 60},
    ),
    Told(
        "이 중 after shares means what they make",
        (
            "전남도는 올해부터 2028년까지 농촌 살리기에 2480억원을 투입하기로 했다.",
            "국비 992억원, 도비 496억원, 시·군비 868억원에 민자 124억원을 보탠다. "
            "이 중 올해분은 540억원이다.",
        ),
        {2480: None, 992: 2480, 496: 2480, 868: 2480, 124: 2480, 540: 2480},
    ),
    Told(
        "among an increase, and what the next sentence divides",
        (
            "세종시가 9000억원의 추경안을 냈다. 본예산보다 600억원 많은 안이다.",
            "쟁점은 적립금이다. 증액분 600억원 가운데 400억원이 적립금이기 때문이다. "
            "재난기금이 270억원, 청사기금이 130억원이다.",
        ),
        {9000: None, 600: None, 400: 600, 270: 400, 130: 400},
    ),
    Told(
        "a council's cut leaves the increase of the draft its parts",
        (
            "세종시의회가 제1회 추가경정예산을 8980억원으로 의결했다. 애초 9000억원에서 20억원을 뺐다.",
            "시는 본예산(8400억원)보다 600억원 많은 추경안을 냈다.",
            "새로 담긴 것은 학교 270억원, 도로 130억원, 하천 30억원 등이다.",
        ),
        {8980: None, 9000: None, -20: None, 8400: None, 600: None, 270: 600, 130: 600, 30: 600},
    ),
    Told(
        "what stands beside the sum has parts of its own",
        (
            "세종시는 내년 예산안을 9000억원으로 편성했다. 도로에 300억원을 담았다.",
            "시는 이와 별도로 국비 73억원을 따내 새길 공원(50억원)과 들꽃 길(23억원)을 꾸민다.",
        ),
        {9000: None, 300: 9000, 73: None, 50: 73, 23: 73},
    ),
    Told(
        "an increase holds those listed before it",
        (
            "세종시의회가 내년 예산 9000억원을 의결했다. 하천 정비에 20억원, 다리 보강에 30억원 등 "
            "안전 분야에 60억원을 증액했다.",
        ),
        {9000: None, 20: 60, 30: 60, 60: None},
    ),
    Told(
        "another year's whole budget is no part",
        ("세종시가 추경안을 9000억원으로 편성했다. 시는 다음 달 8800억원 규모의 내년도 예산안을 낸다.",),
        {9000: None, 8800: None},
    ),
    Told(
        "a member of a list of cuts is no total of later ones",
        (
            "세종시의회가 내년 예산안 9000억원을 의결했다. 다리 43억원과 길 3억원은 전액 삭감됐다.",
            "둑 점검비 20억원도 절반인 10억원이 줄었다.",
        ),
        {9000: None, -43: None, -3: None, 20: None, -10: None},
    ),
    Told(
        "what stands in it by the words behind",
        ("세종시가 추경안을 9000억원으로 편성했다. 안전이 900억원인데, 둑 400억원이 여기에 들어 있다.",),
        {9000: None, 900: 9000, 400: 900},
    ),
    Told(
        "what a draft did not have is no part of it",
        (
            "국회가 본회의에서 내년 예산 600조원을 의결했다. 총지출은 정부안 602조원보다 2조원 줄었다.",
            "철도 예산은 19조원이다. 정부안에 없던 새 철도 설계비 5조원도 담겼다.",
        ),
        {600 * JO: None, 602 * JO: None, -2 * JO: None, 19 * JO: 600 * JO, 5 * JO: 600 * JO},
    ),
    Told(
        "circled numbers that head the lines with circles",
        (
            "□ 나주시는 내년 예산안을 5000억원으로 편성했다. 분야별 내용은 다음과 같다.",
            "① 교통에 900억원을 쓴다.",
            "○ 섬 배편 지원 예산은 130억원이다.",
            "② 환경에는 80억원을 들여 숲을 넓힌다.",
            "○ 나무 심기 30억원",
        ),
        {5000: None, 900: 5000, 130: 900, 80: 5000, 30: 80},
    ),
    Told(
        "the lines of an outline, number by number",
        (
            "□ 순천시는 내년 안전 분야에 900억원을 편성했다.",
            "1. 하천 정비(500억원)",
            "○ 제방 보강: 300억원",
            "- 동천 210억원, 서천 60억원 등",
            "○ 펌프장 건립: 200억원",
            "2. 소방 시설(400억원)",
        ),
        {900: None, 500: 900, 300: 500, 210: 300, 60: 300, 200: 500, 400: 900},
    ),
]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.why)
def test_what_the_text_tells_of_parents_is_heard(case: Told) -> None:
    assert parents_eok(figures_of(*case.paragraphs)) == case.parents


@pytest.mark.parametrize(
    ("line", "depth"),
    [("□ 안전", 1), ("2. 하천", 2), ("○ 제방", 3), ("- 동천", 4), ("2.5억원이 든다", 0), ("하천", 0)],
)
def test_the_sign_of_a_line_tells_its_depth(line: str, depth: int) -> None:
    assert rank(line) == depth
