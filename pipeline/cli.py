"""The command `yesan`. Heavy imports stand inside the commands: `yesan extract` starts at once."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli_releases import StoreOption, add_to
from pipeline.errors import YesanError, disk_full

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.settings import Settings

app = typer.Typer(
    name="yesan",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Korean public-budget news into an audited DuckDB warehouse: every figure with its sentence, "
    "every stated total with its sum.\n\n"
    "Begin with `yesan run FOLDER`; then ask with `yesan sql` and `yesan explain`. "
    "`yesan COMMAND --help` shows examples.",
)

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCES]...",
        help="Folders, pages, web archives, URLs of feeds, files that list sources; none: the setting "
        "`sources`.",
        show_default=False,
    ),
]
BuildOption = Annotated[
    str | None,
    typer.Option(
        "--build", metavar="ID", help="A build by its run id; none: the newest.", show_default=False
    ),
]

STEPS = "The single steps of a run"
ANSWERS = "Answers"


@app.command()
def run(
    sources: Sources = None,
    store: StoreOption = None,
    airflow: Annotated[
        bool, typer.Option("--airflow", help="Through Airflow, as the schedule does.")
    ] = False,
) -> None:
    """Run every stage once: snapshot, extract, build, audit, report, publish.

    Running it again is harmless: what is known already is not read twice.

    Examples:
    - `yesan run` reads what `sources.yml` lists

    - `yesan run news/2026 press/one.html crawl.warc.gz https://www.example.go.kr/rss.xml`

    - `yesan run --store /tmp/trial data/articles`
    """
    from pipeline.runs import run_and_show

    run_and_show(_console(), _settings(store), sources, through_airflow=airflow, store=store)


@app.command()
def explain(
    what: Annotated[str, typer.Argument(metavar="FIGURE_ID|TEXT|-")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When TEXT was published: 올해 and 내년 count from it."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published TEXT: a body may speak of 시.")] = None,
    words: Annotated[bool, typer.Option("--words", help="Also each word, as the rules see it.")] = False,
    store: StoreOption = None,
) -> None:
    """Which rule gave each field: of a figure with its equation, sentence and document; of a text's amounts.

    Examples:
    - `yesan explain 3f2a` takes a figure's id, or the beginning of one

    - `yesan explain --on 2025-11-12 "서울시는 내년 인공지능 예산으로 120억원을 편성했다."`

    - `yesan explain - < release.txt` reads the text from stdin
    """
    from pipeline.explain import explain_figure, explain_text, is_figure_id

    if is_figure_id(what):
        explain_figure(_console(), _settings(store), what, words=words)
    else:
        text = sys.stdin.read() if what == "-" else what
        explain_text(_console(), text, on.date() if on else None, publisher, words=words)


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="One query; none: from stdin, or the list of tables.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows that are shown.")] = 100,
    store: StoreOption = None,
) -> None:
    """Ask the current release, read-only.

    Examples:
    - `yesan sql` lists the tables and what one row of each is

    - `yesan sql "describe fact_budget"`

    - `yesan sql "select fiscal_year, sum(amount_eok) from fact_budget group by all"`

    - `yesan sql < question.sql`
    """
    from pipeline.tables import answer

    if query is None and not sys.stdin.isatty():
        query = sys.stdin.read().strip() or None
    answer(_console(), _settings(store).current, query, limit)


@app.command(rich_help_panel=STEPS)
def snapshot(sources: Sources = None, store: StoreOption = None) -> None:
    """Take in new documents, and note what was seen where.

    Example: `yesan snapshot news/2026`
    """
    _step("snapshot", store, sources=sources)


@app.command(rich_help_panel=STEPS)
def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Pages, folders, web archives, URLs of feeds, files that list sources; none: what the store "
            "has not read yet.",
        ),
    ] = None,
    figures: Annotated[
        str, typer.Option(metavar="FILE", help="One JSON line for each figure of SOURCE; `-` is stdout.")
    ] = "-",
    documents: Annotated[
        str | None, typer.Option(metavar="FILE", help="One JSON line for each document of SOURCE.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Read figures: from the store's new documents, or from SOURCE without any store.

    Examples:
    - `yesan extract` reads what a snapshot took in

    - `yesan extract page.html` prints the figures of a page

    - `yesan extract news/ --figures figures.jsonl --documents documents.jsonl`

    - `yesan extract crawl.warc.gz --figures figures.jsonl` can be stopped; the same command then goes on
    """
    if not paths:
        _step("extract", store)
        return
    from pipeline.bar import Bar
    from pipeline.pages import extract_pages

    read = extract_pages(_settings(store), paths, figures, documents, Bar())
    if not read:
        raise YesanError("no document could be read; the lines above say why")


@app.command(rich_help_panel=STEPS)
def build(store: StoreOption = None) -> None:
    """Build a fresh warehouse from all that was extracted.

    Example: `yesan build`
    """
    _step("build", store)


@app.command(rich_help_panel=STEPS)
def audit(build: BuildOption = None, store: StoreOption = None) -> None:
    """Check a build: every stated total is recomputed; the verdicts are written into it.

    Example: `yesan audit`
    """
    _step("audit", store, build=build)


@app.command(rich_help_panel=STEPS)
def report(build: BuildOption = None, store: StoreOption = None) -> None:
    """Write the quality report of a build: a site that needs no network.

    Example: `yesan report`
    """
    _step("report", store, build=build)


@app.command(rich_help_panel=STEPS)
def publish(build: BuildOption = None, store: StoreOption = None) -> None:
    """Publish a build if its audit lets it: `current` then leads to it.

    Example: `yesan publish`
    """
    _step("publish", store, build=build)


@app.command()
def settings(
    markdown: Annotated[bool, typer.Option("--markdown", help="As the page docs/settings.md.")] = False,
) -> None:
    """Show the settings with their values and what they do.

    Example: `YESAN_STORE=/srv/yesan yesan settings`
    """
    from pipeline import settings as module

    if markdown:
        typer.echo(module.markdown(), nl=False)
        return
    values = _settings()
    for name, default, text in module.rows():
        typer.echo(f"{name} = {getattr(values, name)}\n    {text} Default: {default}")


@app.command()
def up() -> None:
    """Start Airflow with its UI on this machine alone, and the daily schedule.

    Example: `yesan up`
    """
    from pipeline.runs import start_airflow

    start_airflow(_settings())


def _step(stage: str, store: str | None, **choice: Any) -> None:
    from pipeline.runs import run_step

    typer.echo(run_step(stage, _settings(store), **choice))


def _settings(store: str | None = None) -> Settings:
    from pipeline.settings import load

    return load(store=store)


def _console() -> Console:
    from pipeline.terminal import console

    return console()


def _printable(text: str) -> str:
    from pipeline.terminal import printable

    return printable(text)


add_to(app)


def main() -> None:
    """The command. What a person can mend is one line; exit code 1 for a failed gate, else 2."""
    sys.exit(_guarded(sys.argv[1:]))


def _guarded(arguments: list[str]) -> int:
    try:
        return int(app(arguments or ["--help"], prog_name="yesan", standalone_mode=False) or 0)
    except YesanError as error:
        print(f"error: {_printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except typer.Abort:
        print("stopped", file=sys.stderr)
        return 130
    except typer.TyperException as error:
        message = error.format_message() if hasattr(error, "format_message") else error.message
        print(f"error: {message} (`yesan --help` and `yesan COMMAND --help` show how)", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        return 0
    except Exception as error:
        full = disk_full(error)
        if full is None:
            raise
        print(f"error: {_printable(full)}", file=sys.stderr)
        return YesanError.exit_code


if __name__ == "__main__":
    main()
