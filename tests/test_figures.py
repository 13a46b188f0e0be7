"""Whole little articles: which amounts are figures, what they are, and whose parts they are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.figures import read_figures
from ingestion.records import BreakdownBy, Figure, LeftoverReason, Role, Stage, Suspect
from tests.articles import EOK, MAN, article, figures_of, leftovers_of, parents_eok


def by_eok(figures: tuple[Figure, ...]) -> dict[int, Figure]:
    """The figures by amount in 억원; the amounts of an article must differ."""
    found = {figure.amount_krw // EOK: figure for figure in figures}
    assert len(found) == len(figures), "two figures of one amount"
    return found


@dataclass(frozen=True)
class Linked:
    """These paragraphs link their figures so: parent by part, in 억원."""

    paragraphs: tuple[str, ...]
    parents: dict[int, int | None]
    why: str
    breakdown: BreakdownBy | None = None
    complete: bool | None = None


LINKED = [
    Linked(
        ("김천시는 내년 배수로에 90억원을 쓴다. 지방비는 40억원으로, 도비 15억원과 시비 25억원으로 나뉜다.",),
        {90: None, 40: 90, 15: 40, 25: 40},
        "나뉜다: the first amount of the sentence is the total of the others",
        BreakdownBy.FUNDING,
    ),
    Linked(
        (
            "서울시는 올해 청년센터에 800억원을 쓴다. 기관별로는 ▲서울시 450억원 ▲자치구 350억원이다.",
            "자치구 가운데 노원구가 41억원으로 가장 많고 마포구 36억원이 뒤를 이었다.",
        ),
        {800: None, 450: 800, 350: 800, 41: 350, 36: 350},
        "single districts are parts of what all districts get",
        BreakdownBy.ORGANIZATION,
    ),
    Linked(
        ("김천시는 내년 도로 정비에 총 90억원(국비 60억원, 시비 30억원)을 쓴다.",),
        {90: None, 60: 90, 30: 90},
        "parts in brackets",
        BreakdownBy.FUNDING,
        True,
    ),
    Linked(
        ("목포시는 항만 예산 470억원 가운데 80억원을 방파제에 쓴다.",),
        {470: None, 80: 470},
        "가운데 takes a part out",
        BreakdownBy.PROGRAM,
        False,
    ),
    Linked(
        ("춘천시는 올해 국비 20억원, 도비 10억원, 시비 15억원 등 총 45억원을 호수 정비에 쓴다.",),
        {20: 45, 10: 45, 15: 45, 45: None},
        "the total comes last",
        BreakdownBy.FUNDING,
    ),
    Linked(
        (
            "여수시는 내년 예산안에 안전 예산 600억원을 담았다.",
            "유형별로는 ▲시설 350억원 ▲장비 150억원 ▲교육 100억원이다.",
        ),
        {600: None, 350: 600, 150: 600, 100: 600},
        "an announced list that adds up",
        BreakdownBy.TYPE,
        True,
    ),
    Linked(
        (
            "여수시는 내년 예산안에 안전 예산 600억원을 담았다.",
            "유형별로는 ▲시설 350억원 ▲장비 150억원 등이다.",
        ),
        {600: None, 350: 600, 150: 600},
        "등 leaves the list open",
        BreakdownBy.TYPE,
        False,
    ),
    Linked(
        (
            "안동시는 내년 문화 예산으로 731억원을 짰다.",
            "축제에는 214억원을 쓴다.",
            "박물관에는 309억원을 쓴다.",
            "극장에는 208억원을 쓴다.",
        ),
        {731: None, 214: 731, 309: 731, 208: 731},
        "a run over several paragraphs that hits the total to the won",
        BreakdownBy.PROGRAM,
        True,
    ),
    Linked(
        (
            "구미시는 내년 예산안을 냈다. 전략산업 예산은 2000억원이다.",
            "반도체에 700억원을 쓴다. 반도체 장비 400억원, 반도체 인력 300억원이다.",
        ),
        {2000: None, 700: 2000, 400: 700, 300: 700},
        "a total within a total",
    ),
    Linked(
        (
            "제주도는 2026년 예산안에서 관광 예산 317억원을 편성했다.",
            "지난해 도로 사업에는 122억원을 들였다. 지난해 항만 사업에는 195억원을 들였다.",
        ),
        {317: None, 122: None, 195: None},
        "two amounts of another year that happen to add up are not its parts",
    ),
]


@pytest.mark.parametrize("case", LINKED, ids=lambda case: case.why)
def test_parts_find_their_total(case: Linked) -> None:
    figures = figures_of(*case.paragraphs)
    assert parents_eok(figures) == case.parents
    read = by_eok(figures)
    first_part = next((read[part] for part, parent in case.parents.items() if parent), None)
    if case.breakdown:
        assert first_part is not None
        assert first_part.breakdown is case.breakdown
    if case.complete is not None:
        total = next(read[parent] for parent in case.parents.values() if parent)
        assert total.complete is case.complete


def test_a_total_with_parts_is_a_total_and_its_parts_are_items() -> None:
    figures = by_eok(figures_of("김천시는 내년 도로 정비에 총 90억원(국비 60억원, 시비 30억원)을 쓴다."))
    assert [figures[n].role for n in (90, 60, 30)] == [Role.TOTAL, Role.ITEM, Role.ITEM]


def test_from_one_level_to_another_is_a_baseline_and_its_successor() -> None:
    figures = by_eok(figures_of("목포시의 하수관 예산은 올해 80억원에서 내년 120억원으로 늘었다."))
    assert (figures[80].role, figures[80].fiscal_year) == (Role.BASELINE, 2025)
    assert (figures[120].role, figures[120].fiscal_year) == (Role.TOTAL, 2026)


def test_an_arrow_leads_from_one_level_to_the_next() -> None:
    found = by_eok(figures_of("춘천시는 도서관 예산을 20억 → 30억 → 45억원으로 해마다 늘려 편성했다."))
    assert {eok: figure.role for eok, figure in found.items()} == {
        20: Role.BASELINE,
        30: Role.BASELINE,
        45: Role.ITEM,
    }


@pytest.mark.parametrize(
    ("words", "role"), [("더 편성했다", Role.CHANGE), ("더 들여 벤치를 놓는다", Role.ITEM)]
)
def test_what_a_budget_gets_besides_is_a_change_what_is_spent_later_is_none(words: str, role: Role) -> None:
    found = by_eok(figures_of(f"춘천시는 내년 공원에 50억원을 쓴다. 시는 추경으로 화단에 30억원을 {words}."))
    assert found[30].role is role


def test_more_than_before_is_a_baseline_a_change_and_a_level() -> None:
    text = "춘천시의 내년 급식 예산은 올해 310억원보다 45억원 늘어난 355억원이다."
    figures = by_eok(figures_of(text))
    assert (figures[310].role, figures[310].fiscal_year) == (Role.BASELINE, 2025)
    assert (figures[45].role, figures[45].fiscal_year) == (Role.CHANGE, 2026)
    assert figures[355].fiscal_year == 2026


def test_a_cut_is_negative() -> None:
    figures = figures_of("여수시의 내년 홍보 예산은 지난해보다 12억원 줄었다.")
    assert [(figure.amount_krw, figure.role) for figure in figures] == [(-12 * EOK, Role.CHANGE)]


def test_last_year_in_brackets_is_a_baseline() -> None:
    figures = by_eok(figures_of("안동시는 올해 서원 보수에 52억원(지난해 41억원)을 배정했다."))
    assert (figures[41].role, figures[41].fiscal_year) == (Role.BASELINE, 2024)
    assert (figures[52].fiscal_year, figures[52].stage) == (2025, Stage.ENACTED)


def test_a_bare_won_among_eok_is_flagged_and_not_repaired() -> None:
    figures = figures_of("구미시의 내년 예산은 종류별로 ▲건물 631원 ▲설비 207억원 ▲용역 88억원이다.")
    (flagged,) = [figure for figure in figures if figure.suspect]
    assert flagged.suspect is Suspect.UNIT_TYPO
    assert (flagged.amount_krw, flagged.suggested_krw) == (631, 631 * EOK)


def test_a_missing_man_behind_whole_eok_is_flagged() -> None:
    (figure,) = figures_of("구미시는 올해 도로에 7억500원을 썼다.")
    assert (figure.amount_krw, figure.suggested_krw) == (7 * EOK + 500, 7 * EOK + 500 * MAN)


def test_headline_lead_and_body_state_one_figure() -> None:
    figures = figures_of(
        "김천시가 내년 예산안에 농업 예산 1348억원을 담았다.",
        "농업 예산은 1348억7200만원으로 지난해와 같다.",
        headline="김천시, 농업에 1348억 쓴다",
    )
    (figure,) = figures
    assert (figure.amount_krw, figure.mention_count) == (1348 * EOK + 7200 * MAN, 3)


def test_an_amount_of_the_headline_alone_is_a_figure() -> None:
    (figure,) = figures_of("김천시가 길을 넓힌다.", headline="김천시, 길 넓히는 데 64억원")
    assert (figure.amount_krw, figure.government) == (64 * EOK, "김천시")


def test_each_city_of_an_article_keeps_its_money() -> None:
    figures = by_eok(
        figures_of(
            "세 곳이 물길을 고친다.",
            "포항시는 올해 형산강 정비에 71억원을 쓴다.",
            "경주시는 올해 북천 정비에 43억원을 쓴다.",
            "경북도는 두 곳에 26억원을 보탠다.",
        )
    )
    assert {n: figure.government for n, figure in figures.items()} == {
        71: "포항시",
        43: "경주시",
        26: "경상북도",
    }


def test_ellipsis_and_departments() -> None:
    figures = by_eok(
        figures_of("김천시가 내년 예산안을 냈다.", "시는 공원에 37억원을 쓴다.", "건설과는 21억원을 쓴다.")
    )
    assert [(f.government, f.organization) for f in (figures[37], figures[21])] == [
        ("김천시", "김천시"),
        ("김천시", "건설과"),
    ]


def test_a_plan_over_years_keeps_its_span() -> None:
    (figure,) = figures_of("목포시는 2029년까지 부두 이전에 840억원을 투입한다.")
    assert (figure.fiscal_year, figure.fiscal_year_end, figure.stage) == (2025, 2029, Stage.PLAN)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("김천시는 내년 예산안에 도로 예산 50억원을 담았다.", Stage.PROPOSAL),
        ("김천시의 올해 본예산은 50억원이다.", Stage.ENACTED),
        ("김천시는 추경으로 도로에 50억원을 더 편성했다.", Stage.SUPPLEMENTARY),
        ("김천시는 정부에 도로 예산 50억원을 요청했다.", Stage.REQUEST),
        ("김천시는 지난해 도로에 50억원을 집행했다.", Stage.EXECUTED),
        ("김천시는 2030년까지 50억원을 들여 길을 낸다.", Stage.PLAN),
    ],
)
def test_words_place_a_figure_in_the_cycle(text: str, stage: Stage) -> None:
    (figure,) = figures_of(text)
    assert figure.stage is stage


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("김천시는 내년 노후 가로등 교체에 18억원을 쓴다.", "노후 가로등 교체"),
        ("김천시는 내년 '별빛 도서관' 사업에 18억원을 쓴다.", "별빛 도서관 사업"),
        ("김천시는 내년 18억원을 들여 강변 산책로를 넓힌다.", "강변 산책로"),
        ("김천시의 내년 어린이 놀이터 예산은 18억원이다.", "어린이 놀이터"),
        ("김천시는 내년 상수도 정비 사업비로 18억원을 잡았다.", "상수도 정비"),
        ("김천시의 내년 예산은 18억원이다.", None),
    ],
)
def test_the_words_around_the_amount_name_the_programme(text: str, program: str | None) -> None:
    (figure,) = figures_of(text)
    assert figure.program == program


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("농가당 최대 700만원을 준다", LeftoverReason.PER_UNIT),
        ("생산유발 효과는 860억원에 이른다", LeftoverReason.ECONOMIC_EFFECT),
        ("시는 외국 기업과 410억원의 투자협약을 맺었다", LeftoverReason.INVESTMENT),
        ("특산물 매출 73억원을 올렸다", LeftoverReason.SALES),
        ("창업 펀드 220억원을 만든다", LeftoverReason.FUND),
        ("소상공인에게 90억원을 대출한다", LeftoverReason.LOAN),
        ("과태료 1200만원을 물린다", LeftoverReason.PENALTY),
        ("태풍 피해액은 64억원이다", LeftoverReason.DAMAGE),
        ("지방세 수입 1530억원이 들어온다", LeftoverReason.REVENUE),
        ("장비 값은 8만달러다", LeftoverReason.FOREIGN_CURRENCY),
        ("수십억원이 더 든다", LeftoverReason.INDEFINITE),
        ("주차장에서 2000원을 받는다", LeftoverReason.NO_BUDGET_CUE),
    ],
)
def test_what_is_no_budget_is_left_over_with_its_reason(text: str, reason: LeftoverReason) -> None:
    assert figures_of(f"김천시가 밝혔다. {text}.") == ()
    assert [found for _, found in leftovers_of(f"김천시가 밝혔다. {text}.")] == [reason]


def test_money_of_nobody_is_left_over() -> None:
    assert leftovers_of("누군가 40억원을 쓴다.") == [("40억원", LeftoverReason.NO_BODY)]


def test_an_article_without_amounts_has_nothing() -> None:
    assert read_figures(article("김천시가 새 청사의 문을 열었다.", headline="김천시 새 청사")) == ((), (), ())
