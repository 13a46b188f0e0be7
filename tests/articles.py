"""Articles made up for tests, built block by block as the page reader would."""

from __future__ import annotations

from datetime import date

from ingestion.amounts import find_amounts
from ingestion.clauses import Atom, Line, read_line
from ingestion.figures import read_figures
from ingestion.mentions import Mention, read_mentions
from ingestion.records import Article, Basis, Block, BlockKind, Figure, Leftover, LeftoverReason
from ingestion.words import Kind

EOK = 100_000_000
JO = 10_000 * EOK
MAN = 10_000
WRITTEN_ON = date(2025, 11, 12)


def article(
    *paragraphs: str,
    headline: str | None = None,
    table: str | None = None,
    published_on: date | None = WRITTEN_ON,
    publisher: str | None = None,
) -> Article:
    """An article of these paragraphs; `table` holds rows (lines) of cells (parted by tabs) below them."""
    lines = [(BlockKind.HEADLINE, headline)] if headline else []
    lines += [(BlockKind.PARAGRAPH, text) for text in paragraphs]
    lines += [(BlockKind.TABLE_CELL, row) for row in (table or "").splitlines()]
    blocks: list[Block] = []
    at = 0
    for kind, line in lines:
        start = at
        for cell in line.split("\t") if kind is BlockKind.TABLE_CELL else [line]:
            if cell:
                blocks.append(Block(kind, start, start + len(cell)))
            start += len(cell) + 1
        at += len(line) + 1
    body = "\n".join(line for _, line in lines)
    return Article("d" * 64, headline, published_on, "test", publisher, "ko", body, tuple(blocks))


def mentions_of(text: str) -> list[Mention]:
    """The mentions of a one-paragraph article."""
    return read_mentions(article(text))[1]


def line_of(text: str) -> Line:
    """The words of one sentence, with its amounts as words of their own."""
    atoms = [Atom(a.start, a.end, Kind.AMOUNT, number) for number, a in enumerate(find_amounts(text))]
    return read_line(text, atoms)


def figures_of(*paragraphs: str, **more: str) -> tuple[Figure, ...]:
    """The figures that an article of these paragraphs states."""
    found = read_figures(article(*paragraphs, **more))[0]  # type: ignore[arg-type]
    return tuple(figure for figure in found if figure.basis is Basis.STATED)


def leftovers_of(*paragraphs: str) -> list[tuple[str, LeftoverReason]]:
    """Text and reason of each leftover."""
    found: tuple[Leftover, ...] = read_figures(article(*paragraphs))[2]
    return [(leftover.text, leftover.reason) for leftover in found]


def parents_eok(figures: tuple[Figure, ...]) -> dict[int, int | None]:
    """The amount of each figure's parent by the figure's own amount, in 억원 (of equal ones the last)."""
    by_id = {figure.figure_id: figure for figure in figures}
    return {
        figure.amount_krw // EOK: by_id[figure.parent_figure_id].amount_krw // EOK
        if figure.parent_figure_id
        else None
        for figure in figures
    }
