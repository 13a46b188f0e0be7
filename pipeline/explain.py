"""`yesan explain`: one door for a figure, a document, an amount or a text; each finds what it means here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

import duckdb
from rich.console import Console

from ingestion.amounts import find_amounts
from ingestion.explanations import explain
from ingestion.records import Article, Block, BlockKind
from ingestion.sources.found import MEDIA_TYPES
from pipeline.errors import YesanError
from pipeline.explain_release import Found, Kind, show_document, show_found
from pipeline.explained import show_amount, show_findings, show_sums, show_words
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.warehouse import FILE, ask, opened

_ID = re.compile(r"[0-9a-f]{4,64}")
_WON = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]+")
_URL = re.compile(r"https?://\S+")
_LONGEST_NAME = 2_000
_NAMED = 5

_IDS = """
select 'figure' as kind, figure_id as id from fact_budget where starts_with(figure_id, $1)
union all
select 'leftover', leftover_id from quality.leftovers where starts_with(leftover_id, $1)
union all
select 'document', document_id from dim_document where starts_with(document_id, $1)
order by id, kind
"""
_FIGURES_WORTH = """
select figure.figure_id from fact_budget as figure
inner join dim_document as document on figure.document_id = document.document_id
where $1 in (amount_krw, amount_max_krw, amount_krw_corrected, suggested_krw)
    or replace(replace(figure.text, ' ', ''), ',', '') = $2
order by document.published_on desc nulls last, figure.document_id, figure.text_start, figure.figure_id
"""
_LEFTOVERS_SO = """
select leftover_id from quality.leftovers
where list_contains($1, text) order by document_id, text_start, leftover_id
"""
_LOCATED = """
select document_id from dim_document
where list_contains(locators, $1) or len(list_filter(locators, lambda place: ends_with(place, '/' || $1))) > 0
order by document_id
"""


@dataclass(frozen=True, slots=True)
class Text:
    """What was asked about; when it was published and by whom, should it be a text."""

    words: str
    published_on: date | None = None
    publisher: str | None = None


def explain_anything(
    console: Console, settings: Settings, asked: Text, *, words: bool, limit: int, only_text: bool = False
) -> None:
    """Print all that leads to what was asked: the beginning of an id, an amount, the place of a document;
    what is none of them is a text.

    Raises:
        YesanError: the text is empty; an id, an amount or a place is not in the release, or an id begins so
            more than once.
    """
    name = asked.words.strip()
    if only_text or len(name) > _LONGEST_NAME or "\n" in name or not name:
        explain_text(console, asked, words=words)
        return
    amount = _as_amount(name)
    is_id = bool(_ID.fullmatch(name))
    must_be_here = is_id or amount is not None or _is_place(name)
    if not must_be_here and not (settings.current / FILE).exists():
        explain_text(console, asked, words=words)
        return
    with opened(settings.current) as con:
        if found := (_by_id(con, name) if is_id else None) or _by_place(con, name):
            if found.kind is Kind.DOCUMENT:
                show_document(console, con, Store(settings.store), found.id, words=words, limit=limit)
            else:
                show_found(console, con, Store(settings.store), [found], words=words)
        elif amount is not None:
            _show_amounts(console, con, Store(settings.store), (name, amount), words=words, limit=limit)
        elif must_be_here:
            raise _not_here(name, is_id=is_id)
        else:
            explain_text(console, asked, words=words)


def _by_id(con: duckdb.DuckDBPyConnection, beginning: str) -> Found | None:
    rows = ask(con, _IDS, beginning, limit=_NAMED + 1).rows
    if len(rows) > 1:
        named = ", ".join(f"{kind} {identity[:16]}" for kind, identity in rows[:_NAMED])
        more = ", …" if len(rows) > _NAMED else ""
        raise YesanError(f"more than one id begins with {beginning}: {named}{more}; give more of it")
    return Found(Kind(rows[0][0]), rows[0][1]) if rows else None


def _by_place(con: duckdb.DuckDBPyConnection, name: str) -> Found | None:
    rows = ask(con, _LOCATED, name, limit=_NAMED + 1).rows
    if len(rows) > 1:
        named = ", ".join(document_id[:16] for (document_id,) in rows[:_NAMED])
        raise YesanError(f"more than one document was seen at {name}: {named}; name one by its id")
    return Found(Kind.DOCUMENT, rows[0][0]) if rows else None


def _as_amount(name: str) -> int | None:
    """The won that `name` is, if it is an amount and nothing else; a bare number is won."""
    if _WON.fullmatch(name):
        return int(name.replace(",", ""))
    amounts = find_amounts(name)
    if len(amounts) != 1 or amounts[0].currency != "KRW":
        return None
    rest = (name[: amounts[0].start] + name[amounts[0].end :]).strip()
    return amounts[0].amount_krw if rest in ("", amounts[0].hedge) else None


def _is_place(name: str) -> bool:
    """Whether it can only be the path or the URL of a document."""
    return bool(_URL.fullmatch(name)) or Path(name).suffix.lower() in MEDIA_TYPES


def _show_amounts(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    store: Store,
    amount: tuple[str, int],
    *,
    words: bool,
    limit: int,
) -> None:
    name, won = amount
    bare = name.replace(" ", "").replace(",", "")
    found = [Found(Kind.FIGURE, row[0]) for row in ask(con, _FIGURES_WORTH, won, bare).rows]
    texts = [text for (text,) in ask(con, "select distinct text from quality.leftovers").rows]
    so = [text for text in texts if text.replace(" ", "").replace(",", "") == bare or _as_amount(text) == won]
    found += [Found(Kind.LEFTOVER, row[0]) for row in ask(con, _LEFTOVERS_SO, so).rows] if so else []
    if not found:
        unit = f"; with a unit, as in {name}억원, it is another" if name.isdigit() else ""
        raise YesanError(f"no figure or leftover of the release is {name} ({won:,}원){unit}")
    console.print(f"{name} = {won:,}원: {len(found)} in this release\n")
    show_found(console, con, store, found[:limit], words=words)
    if len(found) > limit:
        console.print(f"\nthe first {limit} of {len(found)}; `--limit` shows more")


def _not_here(name: str, *, is_id: bool) -> YesanError:
    if is_id:
        query = "select figure_id, text, sentence from fact_budget"
        return YesanError(
            f"no figure, leftover or document of the release has an id that begins with {name}; "
            f'`yesan sql "{query}"` lists the figures'
        )
    return YesanError(
        f'no document of the release was seen at {name}; `yesan sql "select document_id, locators from '
        f'dim_document"` lists them, `yesan extract {name}` reads a page without a release'
    )


def explain_text(console: Console, asked: Text, *, words: bool = False) -> None:
    """Print what the extractor reads from a text, amount by amount, and which rule gave each field.

    Raises:
        YesanError: the text is empty.
    """
    if not asked.words.strip():
        raise YesanError("the text is empty; `yesan explain --help` shows an example")
    read = explain(_as_article(asked))
    if not read.amounts:
        console.print("no amount of money in this text")
    for amount in read.amounts:
        show_amount(console, amount, read.sums)
    show_sums(console, read.sums)
    show_findings(console, read.findings)
    if words:
        show_words(console, read.lines)


def _as_article(asked: Text) -> Article:
    """Each line of the text as a paragraph of an article."""
    lines = [line.strip() for line in asked.words.splitlines() if line.strip()]
    ends = list(accumulate(len(line) + 1 for line in lines))
    blocks = [
        Block(BlockKind.PARAGRAPH, end - 1 - len(line), end - 1)
        for line, end in zip(lines, ends, strict=True)
    ]
    body = "\n".join(lines)
    return Article("", None, asked.published_on, "as given", asked.publisher, "ko", body, tuple(blocks))
