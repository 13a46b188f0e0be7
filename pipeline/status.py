"""`yesan status`: what is in the store, how the last run ended, what is published, what needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from rich.console import Console

from pipeline.errors import YesanError
from pipeline.extractor import extractor_version
from pipeline.settings import Settings, shown
from pipeline.shelf import held_back
from pipeline.store import Store
from pipeline.terminal import plain
from pipeline.warehouse import ask, opened
from publishing import manifest, release
from publishing.manifest import ReleaseError

_PARTS = ("raw", "ledger", "extracted", "audits", "releases", "failed")

# What a person has to look at: what it is called, how many there are, and the query that shows each.
_FOR_A_PERSON = (
    ("rejection", "select locator, stage, reason, detail from quality.rejections"),
    (
        "suspect amount",
        "select figure_id, text, suspect, suggested_krw, sentence from fact_budget where suspect is not null "
        "and amount_krw_corrected is null",
    ),
    ("conflict", "select kind, program, expected, actual, document_ids from fact_conflict"),
    (
        "total that does not add up",
        "select equation, equation_unit, verdict, document_id from fact_total_check "
        "where verdict in ('over', 'short')",
    ),
    (
        "unreadable total",
        "select equation, reason, document_id from fact_total_check where verdict = 'unreadable'",
    ),
    (
        "failed check",
        "select check_name, level, failed_count, detail from quality.checks "
        "where status in ('failed', 'not_run')",
    ),
)


def show_status(console: Console, settings: Settings, options: str) -> None:
    """Print it; what cannot be read is told, and the rest is shown.

    Args:
        console: where to.
        settings: where the store is.
        options: what a command for this store must have behind its name.
    """
    store = Store(settings.store)
    for name, lines in (
        ("store", lambda: _store(store)),
        ("last run", lambda: _last_run(settings, store)),
        ("release", lambda: _release(settings)),
        ("held back", lambda: _held_back(settings, store)),
        ("for a person", lambda: _for_a_person(settings, options)),
    ):
        _section(console, name, lines)


def _section(console: Console, name: str, lines: Callable[[], Iterator[str]]) -> None:
    try:
        told = list(lines())
    except (YesanError, ReleaseError, OSError, pa.ArrowException) as error:
        told = [f"cannot be read: {' '.join(str(error).split())}"]
    for place, line in enumerate(told):
        console.print(f"[bold]{'' if place else name:<12}[/] {plain(line)}")


def _store(store: Store) -> Iterator[str]:
    if not store.fs.exists(store.root):
        yield f"nothing at {store.root} yet; `yesan run FOLDER` begins"
        return
    sizes = {part: _size(store, part) for part in _PARTS}
    told = ", ".join(f"{part} {_bytes(size)}" for part, size in sizes.items() if size)
    yield f"{store.root}: {_bytes(sum(sizes.values()))}" + (f" ({told})" if told else "")
    batches = _many(len(store.batches()), "batch", "batches")
    yield f"{_many(store.document_count(), 'document')} in {batches}, {_many(len(store.runs()), 'run')}"
    if unread := store.pending(extractor_version()):
        yield f"{_many(len(unread), 'batch', 'batches')} not read by this extractor yet: `yesan extract`"


def _size(store: Store, part: str) -> int:
    path = store.path(part)
    return int(store.fs.du(path)) if store.fs.exists(path) else 0


def _last_run(settings: Settings, store: Store) -> Iterator[str]:
    run = store.last_run()
    if run is None:
        yield "none"
        return
    log = settings.state / "logs" / f"run-{run}.log"
    log_at = f"; log {shown(log.absolute())}" if log.is_file() else ""
    checks = store.audit(run)
    if not checks:
        yield f"{run}: did not come to its end; `yesan run` goes on{log_at}"
    elif checks[0]["release_id"]:
        yield f"{run}: {checks[0]['release_id']}{log_at}"
    else:
        yield f"{run}: held back by {', '.join(_reasons(checks)) or 'its audit'}{log_at}"


def _release(settings: Settings) -> Iterator[str]:
    home = settings.home
    names = release.releases(home)
    now = release.current(home)
    if now is None:
        yield "none is current; `yesan rollback ID` names one" if names else "none is published yet"
        return
    made = manifest.read(home / release.RELEASES / now)
    summary = made["summary"]
    count: Counter[str] = Counter()
    for check in summary["checks"]:
        count[check["status"]] += check["count"]
    yield f"{now}, made {made['created_at'].partition('.')[0].replace('T', ' ')} UTC"
    yield f"{_many(summary['documents'], 'document')}, {_many(summary['figures'], 'figure')}"
    totals = sum(summary["verdicts"].values())
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in sorted(summary["verdicts"].items()))
    yield f"{_many(totals, 'stated total')}" + (f": {verdicts}" if verdicts else "")
    checks = ", ".join(f"{number} {status.replace('_', ' ')}" for status, number in sorted(count.items()))
    yield f"{_many(sum(count.values()), 'check')}: {checks}"
    yield f"{shown(settings.current)}/report/index.html, or `yesan report --serve`"
    yield f"{len(names)} kept: `yesan releases`"


def _held_back(settings: Settings, store: Store) -> Iterator[str]:
    names = held_back(settings.home)
    for name in names:
        page = settings.home / release.FAILED / name / "report" / "index.html"
        yield f"{name}: {', '.join(_reasons(store.audit(name))) or 'why is not known'}; see {shown(page)}"
    if not names:
        yield "nothing"


def _for_a_person(settings: Settings, options: str) -> Iterator[str]:
    found = False
    if not settings.current.exists():
        yield "nothing to ask, without a release"
        return
    with opened(settings.current) as con:
        for name, query in _FOR_A_PERSON:
            count = ask(con, f"select count(*) from ({query})").rows[0][0]
            if count:
                found = True
                yield f'{_many(count, name, _plural(name))}: yesan sql{options} "{query}"'
    if not found:
        yield "nothing"


def _plural(name: str) -> str:
    return name.replace("total", "totals", 1).replace("does", "do") if "total" in name else f"{name}s"


def _reasons(checks: list[dict[str, Any]]) -> list[str]:
    return [
        f"{check['check_name']} {check['status']}"
        for check in checks
        if check["level"] == "stop" and check["status"] in ("failed", "not_run")
    ]


def _many(number: int, word: str, words: str | None = None) -> str:
    return f"{number:,} {word if number == 1 else words or f'{word}s'}"


def _bytes(size: float) -> str:
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
