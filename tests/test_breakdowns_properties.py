"""Whatever a total is split into, the list that tells of it is read as its breakdown, and only then."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.figures import read_figures
from ingestion.intervals import adds_up
from ingestion.records import Figure
from tests.articles import EOK, article, figures_of

PROJECTS = ("하천 정비", "도로 보수", "소방 장비", "공원 조성", "급식 지원", "축제 개최")

# Three to six parts, in 억원, none of which is the sum of others by chance: they differ and grow.
splits = st.lists(st.integers(11, 997), min_size=3, max_size=6, unique=True)


def bullets(total: int, parts: list[int]) -> str:
    listed = " ".join(f"▲{name} {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"김천시는 내년 안전 예산으로 {total:,}억원을 편성했다. 사업별로는 {listed}이다."


def clauses(total: int, parts: list[int]) -> str:
    listed = ", ".join(f"{name}에 {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"김천시는 내년 안전에 {total:,}억원을 편성했다. {listed}을 쓴다."


def brackets(total: int, parts: list[int]) -> str:
    listed = ", ".join(f"{name} {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"김천시는 내년 안전에 총 {total:,}억원({listed})을 쓴다."


def taken_out(total: int, parts: list[int]) -> str:
    listed = ", ".join(f"{name}에 {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"김천시는 내년 안전 예산 총 {total:,}억원 가운데 {listed}을 쓴다."


def summed_up(total: int, parts: list[int]) -> str:
    listed = ", ".join(f"{name} {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"김천시는 내년 {listed} 등 모두 {total:,}억원을 안전에 쓴다."


def lines(total: int, parts: list[int]) -> str:
    listed = "\n".join(f"- {name} {part}억원" for name, part in zip(PROJECTS, parts, strict=False))
    return f"□ 김천시는 내년 안전 예산으로 {total:,}억원을 편성했다.\n{listed}"


STYLES = st.sampled_from((bullets, clauses, brackets, taken_out, summed_up, lines))


def read(text: str) -> tuple[Figure, ...]:
    return figures_of(*text.split("\n"))


@settings(max_examples=150, deadline=None)
@given(splits, STYLES)
def test_a_split_written_as_a_list_is_its_breakdown(parts: list[int], style: object) -> None:
    assert callable(style)
    figures = read(style(sum(parts), parts))
    (total,) = [figure for figure in figures if figure.amount_krw == sum(parts) * EOK]
    children = [figure for figure in figures if figure.parent_figure_id == total.figure_id]
    assert sorted(figure.amount_krw for figure in children) == sorted(part * EOK for part in parts)
    assert len({figure.breakdown_id for figure in children}) == 1
    assert total.complete is True


@settings(max_examples=150, deadline=None)
@given(splits, STYLES, st.integers(0, 5), st.integers(9, 400))
def test_a_list_that_is_off_never_adds_up(parts: list[int], style: object, at: int, off: int) -> None:
    assert callable(style)
    wrong = list(parts)
    wrong[at % len(parts)] += off
    figures = [figure for figure in read(style(sum(parts), wrong)) if figure.suspect is None]
    for total in figures:
        by_list: dict[str, list[int]] = {}
        for figure in figures:
            if figure.parent_figure_id == total.figure_id and figure.breakdown_id:
                by_list.setdefault(figure.breakdown_id, []).append(figure.amount_krw)
        for amounts in by_list.values():
            if len(amounts) == len(parts) and total.amount_krw == sum(parts) * EOK:
                intervals = [(amount - EOK // 2, amount + EOK // 2) for amount in amounts]
                assert not adds_up((total.amount_krw - EOK // 2, total.amount_krw + EOK // 2), intervals)


NOISE = st.lists(
    st.sampled_from(
        ("회의는 세 시간 이어졌다.", "주민들은 반겼다.", "눈이 온 날이었다.", "문의가 잇따랐다.")
    ),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(splits, st.sampled_from((bullets, clauses, brackets, taken_out, summed_up)), NOISE, NOISE)
def test_lines_without_money_around_an_article_change_nothing(
    parts: list[int], style: object, before: list[str], after: list[str]
) -> None:
    assert callable(style)
    text = style(sum(parts), parts)

    def told(*paragraphs: str) -> list[tuple[object, ...]]:
        figures = read_figures(article(*paragraphs))[0]
        by_id = {figure.figure_id: figure.amount_krw for figure in figures}
        return [
            (f.text, f.role, f.program, f.fiscal_year, by_id.get(f.parent_figure_id or ""), f.complete)
            for f in figures
        ]

    assert told(text, *after) == told(text)
    assert [row[:1] + row[4:] for row in told(*before, text)] == [row[:1] + row[4:] for row in told(text)]
