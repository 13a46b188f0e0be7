"""Amounts of the release on a terminal: sentence, equation, document, and today's rules for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

import duckdb
from rich.console import Console

from ingestion.explanations import Explanation, explain
from ingestion.records import Extraction, Figure, Leftover
from pipeline.explained import marked, show_fields, show_words
from pipeline.store import Store
from pipeline.terminal import plain
from pipeline.warehouse import ask

_FIGURE = "select * from explain(?)"
_PLACE = """
select figure.sentence_start, document.extractor_version from fact_budget as figure
inner join dim_document as document on figure.document_id = document.document_id where figure.figure_id = ?
"""
_LEFTOVER = """
select leftover.*, document.extractor_version, document.title, document.publisher, document.published_on,
    document.published_basis, document.locators
from quality.leftovers as leftover
inner join dim_document as document on leftover.document_id = document.document_id
where leftover_id = ?
"""
_DOCUMENT = """
select document_id, title, publisher, published_on, published_basis, locators,
    (select count(*) from fact_budget where document_id = $1) as figures,
    (select count(*) from quality.leftovers where document_id = $1) as leftovers
from dim_document where document_id = $1
"""
_OF_DOCUMENT = """
select 'figure' as kind, figure_id as id, text_start from fact_budget where document_id = $1
union all
select 'leftover', leftover_id, text_start from quality.leftovers where document_id = $1
order by text_start, id
"""
_EQUATIONS = """
select equation, equation_unit, verdict, reason from fact_total_check
where document_id = ? order by breakdown_id
"""


class Kind(StrEnum):
    """What an id is of."""

    FIGURE = "figure"
    LEFTOVER = "leftover"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing of the release."""

    kind: Kind
    id: str


@dataclass(slots=True)
class _Articles:
    """The articles of the store, read by today's rules; of each document once."""

    store: Store
    _kept: dict[str, tuple[Extraction | None, tuple[Explanation, ...]]] = field(default_factory=dict)

    def of(self, version: str, document_id: str) -> tuple[Extraction | None, tuple[Explanation, ...]]:
        """What was kept of a document, and its amounts as they are read now."""
        if document_id not in self._kept:
            kept = self.store.extraction(version, document_id)
            again = explain(kept.article).amounts if kept and kept.article else ()
            self._kept[document_id] = kept, again
        return self._kept[document_id]


def show_found(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    store: Store,
    found: Sequence[Found],
    *,
    words: bool = False,
    with_document: bool = True,
) -> None:
    """Print figures and leftovers of the release, one after the other."""
    articles = _Articles(store)
    for place, one in enumerate(found):
        if place:
            console.print()
        show = _show_figure if one.kind is Kind.FIGURE else _show_leftover
        read = show(console, con, articles, one.id, with_document=with_document)
        if words and read and read.line:
            show_words(console, [read.line])


def show_document(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    store: Store,
    document_id: str,
    *,
    words: bool = False,
    limit: int,
) -> None:
    """Print a document of the release: what it is, its equations, its amounts in the order of the text."""
    row = ask(con, _DOCUMENT, document_id).records()[0]
    console.print(f"{'id':<12} {document_id}")
    _show_origin(console, row)
    console.print(f"{'amounts':<12} {row['figures']} figures, {row['leftovers']} leftovers")
    for equation, unit, verdict, reason in ask(con, _EQUATIONS, document_id).rows:
        why = f" ({reason})" if reason else ""
        console.print(f"{'equation':<12} {plain(equation or '–')} {unit or ''}  {verdict}{why}")
    amounts = ask(con, _OF_DOCUMENT, document_id, limit=limit)
    for kind, identity, _ in amounts.rows:
        console.print()
        show_found(console, con, store, [Found(Kind(kind), identity)], words=words, with_document=False)
    if amounts.more:
        total = row["figures"] + row["leftovers"]
        console.print(f"\nthe first {limit} of {total} amounts; `--limit` shows more")


def _show_figure(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    articles: _Articles,
    figure_id: str,
    *,
    with_document: bool,
) -> Explanation | None:
    places = ask(con, _FIGURE, figure_id).records()
    ((start, version),) = ask(con, _PLACE, figure_id).rows
    figure = places[0]
    read, note = _read_again(articles, version, figure["document_id"], figure_id)
    lines = [("figure", figure_id)]
    if read is None:
        lines += _as_released(figure)
    for place in places:
        if place["equation"]:
            equation = f"{place['equation']} {place['equation_unit']}  {place['verdict']}"
            lines.append((f"as {place['place']}", equation))
    for name, value in lines:
        console.print(f"{name:<12} {plain(value)}")
    _show_sentence(console, figure, start)
    if with_document:
        _show_origin(console, figure)
    if read:
        show_fields(console, read)
    if note:
        console.print(f"{'rules':<12} {plain(note)}")
    return read


def _show_leftover(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    articles: _Articles,
    leftover_id: str,
    *,
    with_document: bool,
) -> Explanation | None:
    leftover = ask(con, _LEFTOVER, leftover_id).records()[0]
    _, amounts = articles.of(leftover["extractor_version"], leftover["document_id"])
    console.print(f"{'leftover':<12} {leftover_id}")
    _show_sentence(console, leftover, leftover["sentence_start"])
    if with_document:
        _show_origin(console, leftover)
    read = next((one for one in amounts if _is_leftover(one, leftover_id)), None)
    if read:
        show_fields(console, read)
    else:
        console.print(f"{'reason':<12} {leftover['reason']}")
    return read


def _is_leftover(read: Explanation, leftover_id: str) -> bool:
    return isinstance(read.record, Leftover) and read.record.leftover_id == leftover_id


def _show_sentence(console: Console, amount: dict[str, Any], sentence_start: int) -> None:
    start, end = amount["text_start"] - sentence_start, amount["text_end"] - sentence_start
    console.print(f"{'sentence':<12} {marked(amount['sentence'], start, end)}")


def _show_origin(console: Console, of: dict[str, Any]) -> None:
    """Title, publisher, day and places of a document."""
    published = f"{of['published_on'] or 'no date'}: {of['published_basis']}"
    told = f"{of['title'] or 'without title'} ({of['publisher'] or 'publisher unknown'}, {published})"
    console.print(f"{'document':<12} {plain(told)}")
    for locator in of["locators"]:
        console.print(f"{'locator':<12} {plain(locator)}")


def _read_again(
    articles: _Articles, version: str, document_id: str, figure_id: str
) -> tuple[Explanation | None, str | None]:
    """The figure as today's rules read it in its article, and what is to be said about that."""
    kept, amounts = articles.of(version, document_id)
    if kept is None or kept.article is None:
        return None, f"not shown: the store has no article of this document (extractor {version})"
    read = next((amount for amount in amounts if _has_id(amount.record, figure_id)), None)
    before = next((figure for figure in kept.figures if figure.figure_id == figure_id), None)
    if read is None or before is None:
        return None, "not shown: they have changed since, and today's do not give this figure"
    changed = [
        f"{of.name} was {getattr(before, of.name)}"
        for of in fields(Figure)
        if of.compare and of.name != "breakdown_id"
        if getattr(before, of.name) != getattr(read.record, of.name)
    ]
    return read, f"they have changed since: {', '.join(changed)}" if changed else None


def _has_id(record: Figure | Leftover, figure_id: str) -> bool:
    return isinstance(record, Figure) and record.figure_id == figure_id


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
