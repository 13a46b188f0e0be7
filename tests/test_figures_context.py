"""What the words around amounts do to figures: shared cuts, restated leftovers, plans over years."""

from __future__ import annotations

from ingestion.figures import read_figures
from ingestion.records import Figure, LeftoverReason, Role, Stage
from tests.articles import EOK, article, figures_of, leftovers_of, parents_eok


def amounts_eok(figures: tuple[Figure, ...]) -> list[int]:
    """The figures' amounts in 억원, the least first."""
    return sorted(figure.amount_krw // EOK for figure in figures)


def test_what_is_cut_together_is_cut_each() -> None:
    figures = figures_of("화순군은 내년 예산에서 축제비 9억원과 홍보비 4억원을 전액 삭감했다.")
    assert amounts_eok(figures) == [-9, -4]


def test_an_announced_list_of_cuts_holds_cuts() -> None:
    figures = figures_of("고창군은 내년 예산을 줄였다. 삭감액은 관광 31억원, 농정 22억원, 교통 13억원이다.")
    assert amounts_eok(figures) == [-31, -22, -13]
    assert {figure.role for figure in figures} == {Role.CHANGE}


def test_a_headline_restates_a_leftover_as_a_leftover() -> None:
    figures, _, leftovers = read_figures(
        article(
            "한 화학회사가 여수시 산단 공장에 2400억원을 들여 설비를 늘린다.",
            headline="여수시 산단 공장 2400억 증설",
        )
    )
    assert figures == ()
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.INVESTMENT] * 2


def test_more_money_than_there_is_is_no_budget() -> None:
    assert leftovers_of("여수시는 내년 예산 99999조원을 쓴다.") == [("99999조원", LeftoverReason.IMPLAUSIBLE)]


def test_parts_of_a_plan_over_years_are_planned_over_those_years() -> None:
    figures = figures_of(
        "거제시는 2026년부터 2029년까지 조선 인력에 총 300억원(국비 200억원, 시비 100억원)을 쓴다."
    )
    assert {(f.fiscal_year, f.fiscal_year_end, f.stage) for f in figures} == {(2026, 2029, Stage.PLAN)}


def test_an_article_about_one_programme_lends_its_name() -> None:
    figures = figures_of(
        "포천시는 내년 하천 정비에 90억원을 쓴다.",
        "지난해에는 70억원이 들었다.",
        headline="포천시 하천 정비 90억",
    )
    assert {figure.program for figure in figures} == {"하천 정비"}


def test_a_headline_names_the_programme_where_the_text_does_not() -> None:
    (figure,) = figures_of("의왕시는 올해 50억원을 투입한다.", headline="의왕시 '철도 마을' 사업에 50억")
    assert figure.program == "철도 마을 사업"


def test_a_subtotal_is_a_part_of_the_total_and_named_by_its_group() -> None:
    found = read_figures(
        article(
            "양주시는 내년 예산안을 냈다.",
            "(단위: 백만원)",
            table=(
                "분야\t사업\t예산\n합계\t\t9,000\n도로\t소계\t6,000\n"
                "\t보도 정비\t4,000\n\t교량 점검\t2,000\n복지\t소계\t3,000"
            ),
        )
    )[0]
    by_id = {figure.figure_id: figure for figure in found}
    links = {
        figure.program: by_id[figure.parent_figure_id].program if figure.parent_figure_id else None
        for figure in found
    }
    assert links == {None: None, "도로": None, "복지": None, "보도 정비": "도로", "교량 점검": "도로"}
    assert sum(figure.parent_figure_id is not None for figure in found) == 4


def test_a_list_with_bullets_divides_the_amount_before_it() -> None:
    figures = figures_of(
        "대구시의 내년 AI 예산은 1180억원으로 올해보다 190억원 많다. ▲로봇 430억원 ▲의료 95억원 등이 담겼다."
    )
    assert parents_eok(figures) == {1180: None, 190: None, 430: 1180, 95: 1180}


def test_a_body_that_opens_a_sentence_rules_the_next_one() -> None:
    figures = figures_of(
        "경남도는 내년 공장에 84억원을 쓴다.", "대구시의 내년 예산은 70억원이다. 로봇에 30억원을 쓴다."
    )
    assert [figure.government for figure in figures] == ["경상남도", "대구광역시", "대구광역시"]


def test_a_part_belongs_to_the_government_before_it_and_spends_what_it_gets() -> None:
    assert [(f.government, f.organization) for f in figures_of("경기도 AI국의 내년 예산은 64억원이다.")] == [
        ("경기도", "AI국")
    ]
    assert [f.organization for f in figures_of("제주도는 디지털혁신과에 내년 21억원을 배정했다.")] == [
        "디지털혁신과"
    ]


def test_a_span_that_ended_before_publication_has_no_known_start() -> None:
    (figure,) = figures_of("여수시는 2023년까지 항만에 300억원을 투입했다.")
    assert (figure.fiscal_year, figure.fiscal_year_end) == (None, 2023)


def test_years_that_no_budget_can_have_are_unknown() -> None:
    (figure,) = figures_of("여수시는 1930년 예산 3억원을 기념관에 옮겨 적었다.")
    assert (figure.fiscal_year, figure.fiscal_year_end) == (None, None)


def test_a_range_of_cuts_runs_from_the_deeper_to_the_shallower() -> None:
    (figure,) = figures_of("여수시는 내년 예산 10억~15억원을 삭감했다.")
    assert (figure.amount_krw, figure.amount_max_krw) == (-15 * EOK, -10 * EOK)


def test_what_a_council_cut_from_is_compared_and_not_divided() -> None:
    figures = figures_of("여수시의회는 항만 예산 80억원 중 12억원을 삭감하고 68억원만 의결했다.")
    assert [(f.amount_krw // EOK, f.role) for f in figures] == [
        (80, Role.BASELINE),
        (-12, Role.CHANGE),
        (68, Role.ITEM),
    ]
    assert {figure.program for figure in figures} == {"항만"}


def test_one_list_divides_its_total_by_one_thing() -> None:
    _, breakdowns, _ = read_figures(
        article(
            "올해 통신 예산 270억원 중 서울시가 180억원, 자치구가 90억원이다.", headline="서울시 통신 예산"
        )
    )
    assert [(b.breakdown, b.complete) for b in breakdowns] == [("organization", True)]


def test_an_article_without_a_public_body_says_that_none_is_known() -> None:
    assert leftovers_of("올해 정보화 예산은 1250억원이다.") == [("1250억원", LeftoverReason.NO_BODY)]


def test_the_state_that_gives_is_not_the_one_that_spends() -> None:
    (figure,) = figures_of("울산시는 행정안전부 특별교부세 15억원을 확보했다.")
    assert figure.organization == "울산광역시"


def test_a_programme_stands_before_the_source_of_its_money() -> None:
    (figure,) = figures_of("춘천시는 스마트공장 보급 사업에 국비 120억원을 쓴다.")
    assert figure.program == "스마트공장 보급 사업"


def test_an_announced_list_is_whole_unless_most_is_unsaid() -> None:
    def completeness(second: int) -> bool | None:
        _, (breakdown,), _ = read_figures(
            article(
                f"강릉시의 내년 안전 예산은 600억원이다. 분야별로는 ▲소방 250억원 ▲방재 {second}억원이다.",
                headline="강릉시 안전 예산 600억",
            )
        )
        return breakdown.complete

    assert completeness(300) is True  # 50 short: a finding
    assert completeness(20) is False


def test_an_amount_that_is_taken_up_again_is_one_figure() -> None:
    figures = figures_of(
        "구례군은 올해부터 2028년까지 도비 36억원, 군비 84억원을 들여 온천 거리를 꾸민다.",
        "군은 군비 84억원 중 27억원을 이번 추경안에 담는다.",
    )
    assert amounts_eok(figures) == [27, 36, 84]
    figures = figures_of(
        "구례군은 올해 귀농 정책에 예산 173억원을 쓴다. 지난해 128억원에서 늘었다.",
        "173억원을 뜯어보면 빈집 수리가 97억원으로 가장 많고 교육이 76억원이다.",
    )
    assert amounts_eok(figures) == [76, 97, 128, 173]


def test_an_amount_that_opens_a_sentence_by_itself_is_whose_it_was() -> None:
    figures = figures_of(
        "국무회의에서 추경 9000억원이 의결됐다. 정부가 확정한 태풍 복구비는 650억원이다.",
        "순천시는 내년 예산안을 걱정한다. 650억원 중 순천시가 380억원, 여수시가 270억원을 마련해야 한다.",
    )
    assert [f.amount_krw // EOK for f in figures].count(650) == 1


def test_two_programmes_of_one_body_may_cost_the_same() -> None:
    figures = figures_of("구례군은 올해 온천 거리에 125억원을 쓴다.", "저수지 정비에도 125억원을 쓴다.")
    assert amounts_eok(figures) == [125, 125]


def test_a_goal_of_one_source_is_no_rounding_of_the_whole() -> None:
    figures = figures_of(
        "전북도는 내년 예산안을 9조8421억원으로 짰다.",
        "도는 내년 국비를 9조원 이상 확보한다는 목표를 세웠다.",
    )
    assert amounts_eok(figures) == [90_000, 98_421]


def test_cuts_told_with_one_verb_are_cuts_each() -> None:
    figures = figures_of(
        "화순군의회 심의에서 야외무대 조성비는 52억원 중 31억원이, 주차장 매입비는 24억원 중 17억원이 잘렸다."
    )
    assert amounts_eok(figures) == [-31, -17, 24, 52]
    figures = figures_of("화순군 예산에서 용역비 6억원과 여비 3억원도 한 푼 남김없이 잘려 나갔다.")
    assert amounts_eok(figures) == [-6, -3]


def test_each_of_those_named_has_a_figure_of_its_own() -> None:
    figures = figures_of("화순군은 예산으로 '달빛장터'와 청년 축제에 각각 3억원씩 모두 6억원을 지원한다.")
    assert amounts_eok(figures) == [3, 3, 6]


def test_a_slip_among_the_items_of_a_list_is_a_figure() -> None:
    figures = figures_of(
        "화순군은 내년 안전 예산을 짰다.",
        "○ 하천 정비: 42억 원",
        "○ 빗물받이 교체: 18만 원",
        "○ 옹벽 보강: 23억 원",
    )
    assert [figure.amount_krw for figure in figures] == [42 * EOK, 180_000, 23 * EOK]


def test_a_column_of_counts_is_no_money() -> None:
    table = "구분\t사업 수\t2024년\t2025년\n합계\t35\t300\t410\n주거\t21\t120\t170\n교육\t14\t180\t240"
    figures = read_figures(article("화순군 청년 예산안은 표와 같다. (단위: 억원)", table=table))[0]
    assert amounts_eok(figures) == [120, 170, 180, 240, 300, 410]


def test_an_article_of_a_firm_has_its_investment_as_none_in_the_headline_too() -> None:
    figures, _, leftovers = read_figures(
        article(
            "버스 제조사 가온모터가 2027년까지 전북 군산시 산업단지에 1700억원을 투자해 공장을 짓는다.",
            "군산시는 진입도로 예산으로 24억원을 쓴다.",
            headline="군산에 1700억 투입 버스 공장",
        )
    )
    assert amounts_eok(figures) == [24]
    assert [leftover.reason for leftover in leftovers] == [LeftoverReason.INVESTMENT] * 2


def test_what_several_lose_apiece_is_a_cut_of_each() -> None:
    figures = figures_of("전남도의 여비 예산도 목포시와 순천시에서 3억원씩 빠졌다.")
    assert amounts_eok(figures) == [-3, -3]


def test_a_printed_minus_stays_beside_a_rise() -> None:
    figures = figures_of("화순군 추경안에서 돌봄은 플러스 12억원, 축제는 마이너스 5억원으로 조정됐다.")
    assert amounts_eok(figures) == [-5, 12]


def test_a_dash_for_nothing_is_no_label() -> None:
    table = "구분\t선정\t2025년\t2026년\n거점\t2곳\t30\t40\n확산\t7곳\t120\t-"
    figures = read_figures(article("화순군 예산안은 표와 같다. (단위: 억원)", table=table))[0]
    assert {(figure.amount_krw // EOK, figure.program) for figure in figures} >= {(120, "확산")}


def test_a_row_with_one_year_is_one_figure_with_its_total() -> None:
    table = "구분\t합계\t2025년\t2026년\n계\t190\t150\t40\n거점\t70\t30\t40\n확산\t120\t120\t-"
    figures = read_figures(article("화순군 예산안은 표와 같다. (단위: 억원)", table=table))[0]
    (alone,) = [figure for figure in figures if figure.program == "확산"]
    assert (alone.amount_krw, alone.fiscal_year, alone.fiscal_year_end) == (120 * EOK, 2025, 2025)


def test_shares_of_what_one_costs_are_for_one_as_well() -> None:
    text = "화순군은 버스 예산 90억원을 세웠다. 한 대 값은 6억원으로 국비 2억원, 도비 1억원이 보조된다."
    assert [words for words, _ in leftovers_of(text)] == ["6억원", "2억원", "1억원"]
    assert amounts_eok(figures_of(text)) == [90]
