"""Headline and lines → the stored body and its blocks: the one text that every offset refers to."""

from __future__ import annotations

from ingestion.grids import headings
from ingestion.headline import Headline
from ingestion.lines import Line
from ingestion.records import Block, BlockKind


def body_of(headline: Headline, lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """One string with a line break between blocks, a tab between the cells of a row, and the blocks."""
    title = [Line(headline.title, BlockKind.HEADLINE)] if headline.title else []
    whole = [*title, *headline.under, *lines]
    rows: list[str] = []
    blocks: list[Block] = []
    at = 0
    for line, heads in zip(whole, headings(whole), strict=True):
        if line.cells is None:
            rows.append(line.text)
            if line.text:
                blocks.append(Block(line.kind, at, at + len(line.text)))
        else:
            rows.append("\t".join(line.cells))
            start = at
            for cell, head in zip(line.cells, heads, strict=True):
                if cell:
                    blocks.append(Block(BlockKind.TABLE_CELL, start, start + len(cell), *head))
                start += len(cell) + 1
        at += len(rows[-1]) + 1
    return "\n".join(rows), tuple(blocks)
