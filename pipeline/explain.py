"""From a figure to its equation, its sentence, its document and its rules; and from a text to its figures."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from itertools import accumulate
from typing import Any

from rich.console import Console

from ingestion.explanations import Explanation, explain
from ingestion.records import Article, Block, BlockKind, Figure, Leftover
from pipeline.errors import YesanError
from pipeline.explained import marked, show_amount, show_fields, show_findings, show_sums, show_words
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.terminal import plain
from pipeline.warehouse import ask, opened

_FIGURE_ID = re.compile(r"[0-9a-f]{4,16}")


def is_figure_id(words: str) -> bool:
    """Whether `words` has the form of a figure id, or of the beginning of one."""
    return bool(_FIGURE_ID.fullmatch(words))


def explain_figure(console: Console, settings: Settings, beginning: str, *, words: bool = False) -> None:
    """Print all that leads to one figure of the current release.

    Raises:
        YesanError: no figure, or more than one, has an id that begins so.
    """
    with opened(settings.current) as con:
        found = ask(
            con, "select figure_id from fact_budget where starts_with(figure_id, ?)", beginning, limit=2
        )
        if len(found.rows) != 1:
            many = "more than one figure has" if found.rows else "no figure of the release has"
            query = "select figure_id, text, sentence from fact_budget"
            raise YesanError(f'{many} an id that begins with {beginning}; `yesan sql "{query}"` lists them')
        figure_id = found.rows[0][0]
        places = ask(con, "select * from explain(?)", figure_id).records()
        (start, version), *_ = ask(
            con,
            "select figure.sentence_start, document.extractor_version from fact_budget as figure "
            "inner join dim_document as document using (document_id) where figure_id = ?",
            figure_id,
        ).rows
    read, note = _read_again(Store(settings.store), version, places[0]["document_id"], figure_id)
    _show_figure(console, figure_id, places, start, read)
    if note:
        console.print(f"{'rules':<12} {plain(note)}")
    if words and read and read.line:
        show_words(console, [read.line])


def _read_again(
    store: Store, version: str, document_id: str, figure_id: str
) -> tuple[Explanation | None, str | None]:
    """The figure as today's rules read it in its article, and what is to be said about that."""
    kept = store.extraction(version, document_id)
    if kept is None or kept.article is None:
        return None, f"not shown: the store has no article of this document (extractor {version})"
    read = next(
        (amount for amount in explain(kept.article).amounts if _has_id(amount.record, figure_id)), None
    )
    before = next((figure for figure in kept.figures if figure.figure_id == figure_id), None)
    if read is None or before is None:
        return None, "not shown: they have changed since, and today's do not give this figure"
    changed = [
        f"{field.name} was {getattr(before, field.name)}"
        for field in fields(Figure)
        if field.name != "breakdown_id" and getattr(before, field.name) != getattr(read.record, field.name)
    ]
    return read, f"they have changed since: {', '.join(changed)}" if changed else None


def _has_id(record: Figure | Leftover, figure_id: str) -> bool:
    return isinstance(record, Figure) and record.figure_id == figure_id


def _show_figure(
    console: Console,
    figure_id: str,
    places: list[dict[str, Any]],
    sentence_start: int,
    read: Explanation | None,
) -> None:
    figure = places[0]
    lines = [("figure", figure_id)]
    if read is None:
        lines += _as_released(figure)
    for place in places:
        if place["equation"]:
            equation = f"{place['equation']} {place['equation_unit']}  {place['verdict']}"
            lines.append((f"as {place['place']}", equation))
    for name, value in lines:
        console.print(f"{name:<12} {plain(value)}")
    start, end = figure["text_start"] - sentence_start, figure["text_end"] - sentence_start
    console.print(f"{'sentence':<12} {marked(figure['sentence'], start, end)}")
    published = f"{figure['published_on'] or 'no date'}: {figure['published_basis']}"
    document = (
        f"{figure['title'] or 'without title'} ({figure['publisher'] or 'publisher unknown'}, {published})"
    )
    console.print(f"{'document':<12} {plain(document)}")
    for locator in figure["locators"]:
        console.print(f"{'locator':<12} {plain(locator)}")
    if read:
        show_fields(console, read)


def _as_released(figure: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields as the release has them, where no rules can be told."""
    lines = {
        "amount": f"{figure['text']} = {figure['amount_krw']:,}원, {figure['qualifier']}",
        "suspect": _suspect(figure),
        "fiscal year": figure["fiscal_year"],
        "body": " ".join(dict.fromkeys(filter(None, (figure["government"], figure["organization"])))),
        "program": figure["program"],
        "stage, role": f"{figure['stage']}, {figure['role']}",
    }
    return [(name, str(value)) for name, value in lines.items() if value is not None]


def _suspect(figure: dict[str, Any]) -> str | None:
    if figure["suspect"] is None:
        return None
    meant = figure["suggested_krw"]
    return f"{figure['suspect']}" + (f"; most likely {meant:,}원 was meant" if meant is not None else "")


def explain_text(
    console: Console,
    text: str,
    published_on: date | None,
    publisher: str | None = None,
    *,
    words: bool = False,
) -> None:
    """Print what the extractor reads from a text, amount by amount, and which rule gave each field.

    Raises:
        YesanError: the text is empty.
    """
    if not text.strip():
        raise YesanError("the text is empty; `yesan explain --help` shows an example")
    read = explain(_as_article(text, published_on, publisher))
    if not read.amounts:
        console.print("no amount of money in this text")
    for amount in read.amounts:
        show_amount(console, amount, read.sums)
    show_sums(console, read.sums)
    show_findings(console, read.findings)
    if words:
        show_words(console, read.lines)


def _as_article(text: str, published_on: date | None, publisher: str | None) -> Article:
    """Each line of the text as a paragraph of an article."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ends = list(accumulate(len(line) + 1 for line in lines))
    blocks = [
        Block(BlockKind.PARAGRAPH, end - 1 - len(line), end - 1)
        for line, end in zip(lines, ends, strict=True)
    ]
    return Article("", None, published_on, "as given", publisher, "ko", "\n".join(lines), tuple(blocks))
