"""`yesan explain`, `yesan sql`, `yesan export`, `yesan status`: what the current release says."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_releases import StoreOption

ANSWERS = "Answers"


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT", help="A figure, a document, an amount, or a text; `-`: a text from stdin."
        ),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When a text was published: 올해 and 내년 count from it."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Who published a text: a body may speak of 시.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Also each word, as the rules see it.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Most amounts that are shown.")] = 20,
    store: StoreOption = None,
) -> None:
    """Where a number stands and why it is what it is: its sentence, equation, document and rules.

    Examples:
    - `yesan explain 3f2a` takes the id of a figure or a document, or the beginning of one

    - `yesan explain 2651억원` shows every figure and leftover that is printed so, or is worth that

    - `yesan explain news/2026/budget.html` shows the amounts of a document by its path or URL

    - `yesan explain --on 2025-11-12 "서울시는 내년 인공지능 예산으로 120억원을 편성했다."` reads a text

    - `yesan explain - < release.txt` reads the text from stdin
    """
    from pipeline.explain import Text, explain_anything
    from pipeline.settings import load
    from pipeline.terminal import console

    text = Text(sys.stdin.read(), on.date() if on else None, publisher) if what == "-" else None
    text = text or Text(what, on.date() if on else None, publisher)
    explain_anything(console(), load(store=store), text, words=words, limit=limit, only_text=what == "-")


def sql(
    query: Annotated[
        str | None, typer.Argument(help="One query; none: from stdin, or a prompt in a terminal.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows that are shown.")] = 100,
    store: StoreOption = None,
) -> None:
    """Ask the current release, read-only: one query, or a prompt.

    Examples:
    - `yesan sql` lists the tables and what one row of each is; in a terminal it then takes queries

    - `yesan sql "describe fact_budget"`

    - `yesan sql "select fiscal_year, sum(amount_eok) from fact_budget group by all"`

    - `yesan sql < question.sql`
    """
    from pipeline.settings import load
    from pipeline.tables import answer
    from pipeline.terminal import console

    settings = load(store=store)
    if query is None and sys.stdin.isatty():
        from pipeline.prompt import ask_and_answer

        ask_and_answer(console(), settings, limit)
        return
    if query is None:
        query = sys.stdin.read().strip() or None
    answer(console(), settings.current, query, limit)


def export(
    kind: Annotated[str, typer.Option("--format", help="csv, jsonl, parquet or xlsx.")],
    where: Annotated[
        str | None, typer.Option(metavar="CONDITION", help="Which rows, in SQL; none: all.")
    ] = None,
    table: Annotated[str, typer.Option(help="A mart, or a table of quality.")] = "fact_budget",
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="None: TABLE.FORMAT in this folder.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write figures of the current release to a file. All of them are in the release's `exports/` already.

    Examples:
    - `yesan export --format csv --where "fiscal_year = 2026 and government = '서울특별시'" --to seoul.csv`

    - `yesan export --format xlsx --table fact_total_check --where "verdict <> 'match'"`

    - `yesan export --format jsonl --table quality.leftovers`
    """
    from pipeline.exports import export as write
    from pipeline.settings import load, shown

    made = write(load(store=store), kind, table, where, to)
    typer.echo(f"{shown(made.path)}: {made.rows:,} of {made.of:,} rows of {table}, release {made.release}")


def status(store: StoreOption = None) -> None:
    """What is in the store, the last run, the current release, and what needs a person.

    Example: `yesan status`
    """
    from pipeline.settings import load
    from pipeline.status import show_status
    from pipeline.terminal import console

    show_status(console(), load(store=store), f" --store {store}" if store else "")


def add_to(app: typer.Typer) -> None:
    """Make these commands of `app`."""
    for command in (explain, sql, export, status):
        app.command(rich_help_panel=ANSWERS)(command)
