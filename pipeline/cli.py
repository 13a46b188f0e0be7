"""The command `yesan`. Heavy imports stand inside the commands: `yesan extract` starts at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline import cli_answers, cli_releases
from pipeline.cli_releases import StoreOption
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
def report(
    build: BuildOption = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show the current release's report, to this machine alone.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of --serve; 0: any that is free.")] = 8300,
    store: StoreOption = None,
) -> None:
    """Write the report and the exports of a build; or show the report that is published.

    Examples:
    - `yesan report` is a step of a run

    - `yesan report --serve` shows the current release's report, until Ctrl-C
    """
    if serve:
        from pipeline.serve import serve_report

        serve_report(_settings(store), port)
    else:
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


cli_answers.add_to(app)
cli_releases.add_to(app)


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
