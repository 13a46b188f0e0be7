"""`yesan releases`, `yesan rollback`, `yesan diff`: what was published, going back, and what differs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from publishing.difference import Difference

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="DIR", help="Another store than the setting `store`.", show_default=False
    ),
]
RELEASES = "Releases"
_COLUMNS = ("change", "why", "document", "year", "body", "program", "before", "after", "also changed")


def releases(store: StoreOption = None) -> None:
    """List the releases that are kept, the newest first, and the builds that the gate held back.

    Example: `yesan releases`
    """
    from pipeline.settings import load
    from pipeline.shelf import held_back, kept
    from pipeline.tables import show
    from pipeline.terminal import console
    from pipeline.warehouse import Answer

    home = load(store=store).home
    rows = [
        (
            "→" if row.is_current else "",
            row.release_id,
            row.created_at,
            row.documents,
            row.figures,
            row.checks,
        )
        for row in kept(home)
    ]
    show(console(), Answer(("", "release", "made", "documents", "figures", "checks"), rows))
    for name in held_back(home):
        typer.echo(f"held back: failed/{name} (its report says why)")


def rollback(
    release_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Which; none: the one before.", show_default=False)
    ] = None,
    store: StoreOption = None,
) -> None:
    """Let `current` lead to an earlier release. Readers that open it from now on see that one.

    The next run publishes again what its build says.

    Examples:
    - `yesan rollback` goes back by one

    - `yesan rollback 20261102T090000Z-1a2b3c4d`
    """
    from pipeline.settings import load
    from pipeline.shelf import go_back

    before, now = go_back(load(store=store), release_id)
    typer.echo(f"current leads to {now} (it was {before})")


def diff(
    before: Annotated[
        str | None, typer.Argument(metavar="[A]", help="None: the release before B.", show_default=False)
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[B]", help="None: the current release.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows that are shown.")] = 100,
    store: StoreOption = None,
) -> None:
    """Which figures appeared, changed or went from release A to release B, and why.

    Examples:
    - `yesan diff` compares the current release with the one before

    - `yesan diff 20261101T090000Z-0f0f0f0f 20261102T090000Z-1a2b3c4d`
    """
    from pipeline.settings import load
    from pipeline.shelf import compare
    from pipeline.tables import show
    from pipeline.terminal import console
    from pipeline.warehouse import Answer

    first, second, found = compare(load(store=store).home, before, after)
    counts = Counter((item.change, item.cause) for item in found)
    told = ", ".join(f"{n} {change} ({cause})" for (change, cause), n in sorted(counts.items()))
    typer.echo(f"{first} → {second}: {told or 'they say the same'}")
    if found:
        show(console(), Answer(_COLUMNS, [_row(item) for item in found[:limit]]))
    if len(found) > limit:
        typer.echo(f"the first {limit} of {len(found)}; `--limit` shows more")


def _row(item: Difference) -> tuple[object, ...]:
    figure = item.figure
    others = [
        f"{field}: {(item.before or {}).get(field)} → {(item.after or {}).get(field)}"
        for field in item.fields
        if field != "amount_krw"
    ]
    return (
        item.change,
        item.cause,
        item.title or item.locator or figure["document_id"][:12],
        figure["fiscal_year"],
        figure["organization"],
        figure["program"],
        item.before and item.before["text"],
        item.after and item.after["text"],
        "; ".join(others),
    )


def add_to(app: typer.Typer) -> None:
    """Make these commands of `app`."""
    for command in (releases, rollback, diff):
        app.command(rich_help_panel=RELEASES)(command)
