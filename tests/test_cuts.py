"""Lists of cuts, whose amounts have no word of their own that says so."""

from __future__ import annotations

import pytest

from tests.articles import figures_of, parents_eok

CUT_LISTS = [
    (
        "which add up to the cut told before",
        (
            "상임위가 깎은 금액은 모두 60억원이다. 행정위가 28억원으로 가장 많고 경제위 20억원, "
            "교육위 12억원 순이다.",
        ),
        {-60: None, -28: -60, -20: -60, -12: -60},
    ),
    (
        "which a heading calls so, on lines of their own",
        (
            "시의회는 예산안에서 60억원을 덜어냈다.",
            "주요 삭감 내역은 다음과 같다.",
            "○ 홍보관 20억원",
            "○ 축제 12억원",
        ),
        {-60: None, -20: -60, -12: -60},
    ),
    (
        "which their own sentence calls so",
        ("상임위별 삭감액을 보면 행정위 28억원, 경제위 20억원, 교육위 12억원이다.",),
        {-28: None, -20: None, -12: None},
    ),
    (
        "and lists of what was added, beside them",
        (
            "시의회는 예산안에서 117억원을 감액하고 93억원을 증액했다.",
            "감액 항목은 ▲홍보관 60억원 ▲국외연수 12억원 등이다.",
            "증액 사업은 ▲급식실 50억원 ▲통학버스 28억원 ▲보조인력 15억원이다.",
        ),
        {-117: None, 93: None, -60: -117, -12: -117, 50: 93, 28: 93, 15: 93},
    ),
    (
        "but not what is spent instead",
        ("시의회는 예산안에서 30억원을 깎았다. 이를 도로에 18억원, 하천에 12억원씩 새로 편성했다.",),
        {-30: None, 18: None, 12: None},
    ),
    (
        "by account first, then by programme",
        (
            "시의회는 예산안에서 일반회계 50억원, 특별회계 10억원 등 모두 60억원을 삭감했다.",
            "홍보관 20억원이 깎였고 축제 12억원이 잘렸다.",
        ),
        {-60: None, -50: -60, -10: -60, -20: -60, -12: -60},
    ),
]


@pytest.mark.parametrize(("why", "paragraphs", "parents"), CUT_LISTS, ids=[case[0] for case in CUT_LISTS])
def test_lists_of_cuts(why: str, paragraphs: tuple[str, ...], parents: dict[int, int | None]) -> None:
    assert parents_eok(figures_of("화순군의회가 내년 예산안을 심사했다.", *paragraphs)) == parents, why


def test_a_cut_of_two_budgets_is_divided_by_each_of_them() -> None:
    found = parents_eok(
        figures_of(
            "세종시의회가 내년도 예산안 심의에서 시와 교육청 예산 110억원을 삭감했다.",
            "시 예산안 9800억원에서 76억원, 세종시교육청 예산안 8000억원에서 34억원을 각각 깎았다.",
            "시 예산에서는 박람회 출연금 14억원, 축제비 6억원이 전액 삭감됐다.",
        )
    )
    assert found == {-110: None, 9800: None, -76: -110, 8000: None, -34: -110, -14: -76, -6: -76}
