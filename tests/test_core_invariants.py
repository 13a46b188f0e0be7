"""What holds for every article: each amount is accounted for once, and the links make sense."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingestion.amounts import find_amounts
from ingestion.extract import extract
from ingestion.figures import read_figures
from ingestion.records import Article, Basis, Document, Figure, Leftover, Role
from tests.articles import article

words = st.sampled_from(
    [
        *(
            "김천시는 ",
            "대구 서구는 ",
            "경북도는 ",
            "시는 ",
            "정부가 ",
            "건설과는 ",
            "25개 자치구 ",
            "포항시와 함께 ",
        ),
        *("올해 ", "내년 ", "지난해 ", "2027년까지 ", "2026~2028년 ", "올해보다 ", "3년간 ", "이듬해 "),
        *(
            "예산안에 ",
            "추경으로 ",
            "총사업비 ",
            "국비 ",
            "도비 ",
            "도로 정비에 ",
            "'별빛 도서관' ",
            "안전 분야에는 ",
        ),
        *(
            "40억원",
            "30억원",
            "10억원",
            "70억원",
            "1조2000억원",
            "631원",
            "7억500원",
            "약 5억원",
            "20~30억원",
            "5만달러",
        ),
        *("수십억원", "12.5억원", "0원", "1,200·800억원", "40억여원", "3조\n2000억원"),
        *(
            "을 쓴다.",
            "을 편성했다.",
            " 늘었다.",
            " 줄었다.",
            "에서 ",
            "으로 ",
            "보다 ",
            " 가운데 ",
            " 등 총 ",
            " 등이다.",
        ),
        *(
            "▲",
            "△",
            "(",
            ")",
            ", ",
            " ",
            "\n",
            ". ",
            "유형별로는 ",
            "이 중 ",
            "1인당 ",
            "펀드 ",
            "매출 ",
            "(단위: 억원) ",
        ),
    ]
)
prose = st.lists(words, max_size=40).map("".join)
cells = st.sampled_from(
    ["계", "도로", " - 하천", "2026년", "증감", "국비", "1,200", "△30", "45", "40억원", "0", "", "5만달러"]
)
tables = st.lists(st.lists(cells, min_size=2, max_size=4).map("\t".join), max_size=6).map("\n".join)


def article_of(text: str, table: str, headed: bool) -> Article:
    first, *rest = text.split("\n")
    if headed:
        return article(*rest, headline=first, table=table)
    return article(first, *rest, table=table)


def ancestors(figure: Figure, by_id: dict[str, Figure]) -> list[str]:
    """The ids above a figure, nearest first; stops where it would come round."""
    found: list[str] = []
    while figure.parent_figure_id and figure.parent_figure_id not in found:
        found.append(figure.parent_figure_id)
        figure = by_id[figure.parent_figure_id]
    return found


@settings(max_examples=400, deadline=None)
@given(prose, tables, st.booleans())
@example("김천시는 40억원(국비 30억원, 도비 10억원)을 쓴다.", "", False)
@example("김천시는 예산안을 냈다.\n(단위: 억원)", "구분\t2026년\n계\t5만달러\n도로\t0", False)
def test_every_amount_is_a_figure_or_a_leftover_and_links_hold(text: str, table: str, headed: bool) -> None:
    written = article_of(text, table, headed)
    everything, breakdowns, leftovers = read_figures(written)
    figures = [figure for figure in everything if figure.basis is Basis.STATED]

    stated = sum(figure.mention_count for figure in figures)
    assert stated + len(leftovers) == len(find_amounts(written.body))
    accounted: list[Figure | Leftover] = [*figures, *leftovers]
    assert len({(found.start, found.end) for found in accounted}) == len(accounted)
    for found in accounted:
        assert written.body[found.start : found.end] == found.text
        assert written.body[found.sentence_start :].startswith(found.sentence)
        assert found.sentence_start <= found.start < found.sentence_start + len(found.sentence)

    by_id = {figure.figure_id: figure for figure in figures}
    assert len(by_id) == len(figures)
    partitions = {breakdown.breakdown_id: breakdown for breakdown in breakdowns}
    assert {figure.breakdown_id for figure in figures if figure.breakdown_id} == set(partitions)
    for figure in figures:
        assert figure.amount_krw != 0
        assert (figure.amount_krw < 0) <= (figure.role is Role.CHANGE)
        assert (
            (figure.parent_figure_id is None) == (figure.breakdown_id is None) == (figure.breakdown is None)
        )
        assert figure.figure_id not in ancestors(figure, by_id)
        if figure.breakdown_id and figure.parent_figure_id:
            partition = partitions[figure.breakdown_id]
            assert (partition.total_figure_id, partition.breakdown) == (
                figure.parent_figure_id,
                figure.breakdown,
            )
        if figure.fiscal_year and figure.fiscal_year_end:
            assert figure.fiscal_year <= figure.fiscal_year_end


@settings(max_examples=60, deadline=None)
@given(prose, tables)
def test_the_same_article_is_read_the_same_way(text: str, table: str) -> None:
    assert read_figures(article_of(text, table, False)) == read_figures(article_of(text, table, False))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        prose.map(lambda text: text.encode()),
        prose.map(lambda text: f"<html><body><article><p>{text}</p>".encode("cp949", "replace")),
    ),
    st.sampled_from(["text/html", "text/plain", "application/pdf"]),
)
def test_any_bytes_give_an_article_or_a_rejection(content: bytes, media_type: str) -> None:
    read = extract(Document.of(content, media_type))
    assert (read.article is None) is (read.rejection is not None)
    if read.article is None:
        assert (read.figures, read.breakdowns, read.leftovers) == ((), (), ())


# Work that grew with the square of these lengths would take minutes.
def test_long_articles_are_read_in_linear_time() -> None:
    listed = "김천시는 올해 예산을 분야별로 " + "".join(
        f"▲도로 {number} {number}억원 " for number in range(1, 1_501)
    )
    spread = [f"도로 정비{number}에 {number}억원을 쓴다." for number in range(1, 1_500)]
    rows = "\n".join(f"- 도로 {number}\t{number}억원\t{number + 5}억원" for number in range(1, 700))
    assert len(read_figures(article(listed))[0]) == 1_500
    figures, _, leftovers = read_figures(article("김천시는 올해 예산을 짰다.", *spread))
    assert len(figures) + len(leftovers) == len(spread)
    assert read_figures(article("김천시는 예산안을 냈다.", table="구분\t2026년\t2025년\n" + rows))[0]
