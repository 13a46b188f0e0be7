"""From a figure to its equation, its sentence and its document; and from a text to its figures."""

from __future__ import annotations

import re
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ingestion.figures import read_figures
from ingestion.records import Article, Block, BlockKind, Figure
from pipeline.errors import YesanError
from pipeline.terminal import plain
from pipeline.warehouse import ask, opened

_FIGURE_ID = re.compile(r"[0-9a-f]{4,16}")


def is_figure_id(words: str) -> bool:
    """Whether `words` has the form of a figure id, or of the beginning of one."""
    return bool(_FIGURE_ID.fullmatch(words))


def explain_figure(console: Console, release: Path, beginning: str) -> None:
    """Print all that leads to one figure of a release.

    Raises:
        YesanError: no figure, or more than one, has an id that begins so.
    """
    with opened(release) as con:
        found = ask(
            con, "select figure_id from fact_budget where starts_with(figure_id, ?)", beginning, limit=2
        )
        if len(found.rows) != 1:
            many = "more than one figure has" if found.rows else "no figure of the release has"
            query = "select figure_id, text, sentence from fact_budget"
            raise YesanError(f'{many} an id that begins with {beginning}; `yesan sql "{query}"` lists them')
        figure_id = found.rows[0][0]
        places = ask(con, "select * from explain(?)", figure_id).records()
        (start,) = ask(con, "select sentence_start from fact_budget where figure_id = ?", figure_id).rows[0]
    _show_figure(console, figure_id, places, start)


def _show_figure(console: Console, figure_id: str, places: list[dict[str, Any]], sentence_start: int) -> None:
    figure = places[0]
    lines = [
        ("figure", figure_id),
        ("amount", f"{figure['text']} = {figure['amount_krw']:,}원, {figure['qualifier']}"),
        ("suspect", _suspect(figure)),
        ("fiscal year", figure["fiscal_year"]),
        ("body", " ".join(dict.fromkeys(filter(None, (figure["government"], figure["organization"]))))),
        ("program", figure["program"]),
        ("stage, role", f"{figure['stage']}, {figure['role']}"),
    ]
    for place in places:
        if place["equation"]:
            equation = f"{place['equation']} {place['equation_unit']}  {place['verdict']}"
            lines.append((f"as {place['place']}", equation))
    for name, value in lines:
        if value is not None:
            console.print(f"{name:<12} {plain(str(value))}")
    sentence = figure["sentence"]
    start, end = figure["text_start"] - sentence_start, figure["text_end"] - sentence_start
    before, number, after = (plain(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    console.print(f"{'sentence':<12} {before}[bold reverse]▶{number}◀[/]{after}")
    published = f"{figure['published_on'] or 'no date'}: {figure['published_basis']}"
    document = (
        f"{figure['title'] or 'without title'} ({figure['publisher'] or 'publisher unknown'}, {published})"
    )
    console.print(f"{'document':<12} {plain(document)}")
    for locator in figure["locators"]:
        console.print(f"{'locator':<12} {plain(locator)}")


def _suspect(figure: dict[str, Any]) -> str | None:
    if figure["suspect"] is None:
        return None
    meant = figure["suggested_krw"]
    return f"{figure['suspect']}" + (f"; most likely {meant:,}원 was meant" if meant is not None else "")


def explain_text(console: Console, text: str, published_on: date | None) -> None:
    """Print what the extractor reads from a text: its figures, and the amounts that are none, with why."""
    figures, _, leftovers = read_figures(_as_article(text, published_on))
    if not figures and not leftovers:
        console.print("no amount of money in this text")
    if figures:
        texts = {figure.figure_id: figure.text for figure in figures}
        table = Table("text", "won", "year", "body", "program", "stage", "role", "part of", box=None)
        for figure in figures:
            table.add_row(*map(plain, _cells(figure, texts)))
        console.print(f"[bold]figures: {len(figures)}[/]")
        console.print(table)
    if leftovers:
        console.print(f"[bold]leftovers: {len(leftovers)}[/]")
        for leftover in leftovers:
            console.print(f" {plain(leftover.text)}: {leftover.reason}")


def _as_article(text: str, published_on: date | None) -> Article:
    """Each line of the text as a paragraph of an article."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ends = list(accumulate(len(line) + 1 for line in lines))
    blocks = [
        Block(BlockKind.PARAGRAPH, end - 1 - len(line), end - 1)
        for line, end in zip(lines, ends, strict=True)
    ]
    return Article("", None, published_on, "as given", None, "ko", "\n".join(lines), tuple(blocks))


def _cells(figure: Figure, parents: dict[str, str]) -> list[str]:
    years = [str(year) for year in (figure.fiscal_year, figure.fiscal_year_end) if year is not None]
    hedged = "" if figure.qualifier == "exact" else f" ({figure.qualifier})"
    return [
        figure.text,
        f"{figure.amount_krw:,}{hedged}",
        "–".join(dict.fromkeys(years)),
        " ".join(dict.fromkeys(filter(None, (figure.government, figure.organization)))),
        figure.program or "",
        figure.stage,
        figure.role,
        parents.get(figure.parent_figure_id or "", ""),
    ]
