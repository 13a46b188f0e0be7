"""The stages: plain functions of (settings, run), each of which can be run again.

Each reads what the one before left in the store and returns a JSON-able result with a `line` for
people. The doors of the other packages are opened inside the stages: each has its own weight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from pipeline.errors import YesanError
from pipeline.locks import writer_lock
from pipeline.run import Run
from pipeline.settings import Settings
from pipeline.store import Store, extracted_folder
from pipeline.warehouse import FILE

Result = dict[str, Any]

# What each stage imports; `open_doors` does it before the stage has to begin.
DOORS = {
    "snapshot": ("ingestion.extract", "pipeline.intake", "pipeline.sources"),
    "extract": ("ingestion.extract", "pipeline.reading"),
    "build": ("ingestion.extract", "pipeline.builds", "pipeline.dbt", "pipeline.load"),
    "audit": ("expectations.audit", "expectations.checkpoint", "expectations.suites", "pipeline.builds"),
    "report": ("pipeline.builds", "publishing.exports", "publishing.report"),
    "publish": ("ingestion.extract", "pipeline.builds"),
}


def snapshot(settings: Settings, run: Run) -> Result:
    """Take in what the sources hold: raw parts for new documents, one ledger part for all that was seen.

    Returns:
        `batches`: what is to be extracted, dealt into at most `extract_tasks` lists of batch ids:
        every batch that this extractor version has not read, whichever run took it in.
    """
    from ingestion.sources.found import SourceError
    from pipeline.extractor import extractor_version
    from pipeline.intake import take_in
    from pipeline.sources import opened

    store = Store(settings.store)
    sources = opened(settings, run.sources)
    with writer_lock(settings.home, f"snapshot of {run.run_id}"):
        store.sweep()
        try:
            taken = take_in(store, settings, run, sources)
        except SourceError as error:
            raise YesanError(str(error)) from None
    pending = store.pending(extractor_version())
    tasks = min(settings.extract_tasks, len(pending))
    return {
        "line": f"{taken.documents} documents, {taken.new} of them new; {taken.rejected} rejected",
        "documents": taken.documents,
        "new": taken.new,
        "rejected": taken.rejected,
        "batches": [pending[task::tasks] for task in range(tasks)],
    }


def extract(settings: Settings, run: Run, batches: Sequence[str]) -> Result:
    """Read the documents of some batches and keep what was read, one extracted part for each batch."""
    from pipeline.extractor import extractor_version
    from pipeline.reading import readers

    store = Store(settings.store)
    count = {"documents": 0, "figures": 0, "leftovers": 0, "rejected": 0}
    with readers(settings) as reading:
        for batch in batches:
            documents = ((None, document) for document in store.read_batch(batch))
            extractions = [read for _, read in reading.read_all(documents) if read is not None]
            for extraction in store.write_extractions(extractor_version(), batch, extractions):
                count["documents"] += 1
                count["figures"] += len(extraction.figures)
                count["leftovers"] += len(extraction.leftovers)
                count["rejected"] += extraction.rejection is not None
    line = (
        f"{count['documents']} documents: {count['figures']} figures, {count['leftovers']} leftovers; "
        f"{count['rejected']} rejected"
    )
    return {"line": line, **count}


def pending(settings: Settings) -> list[str]:
    """The batches that this extractor version has not read yet."""
    from pipeline.extractor import extractor_version

    return Store(settings.store).pending(extractor_version())


def build(settings: Settings, run: Run) -> Result:
    """Build a fresh warehouse from all parts: load them, then let dbt make the marts and test them.

    What dbt's tests find is for the audit to judge.
    """
    from pipeline import builds, dbt
    from pipeline.extractor import extractor_version
    from pipeline.load import LoadError, Parts, load

    store = Store(settings.store)
    if unread := store.pending(extractor_version()):
        raise YesanError(f"{len(unread)} batches are not extracted yet; `yesan extract` does it")
    with writer_lock(settings.home, f"build of {run.run_id}") as held:
        warehouse = builds.begin(settings, run) / FILE
        parts = Parts(
            store.parts("raw"),
            store.parts("ledger"),
            store.parts(extracted_folder(extractor_version())),
            store.fs,
        )
        try:
            rows = load(warehouse, parts, extractor_version())
        except LoadError as error:
            raise YesanError(str(error)) from None
        # dbt outlives a killed stage: it holds the lock as well, so nobody writes beside it.
        done = dbt.build(
            warehouse,
            builds.dbt_folder(settings),
            memory_bytes=settings.build_memory_bytes,
            hold=(held,),
        )
        builds.keep_artifacts(settings, run, done.run_results.parent)
    return {
        "line": f"{rows['documents']} documents and {rows['figures']} figures in a fresh warehouse",
        "build": run.name,
    }


def audit(settings: Settings, run: Run) -> Result:
    """Check the very file that may be published, and write the verdicts into it."""
    from expectations.audit import audit as check
    from expectations.audit import write
    from expectations.checks import Limits
    from pipeline import builds

    with writer_lock(settings.home, f"audit of {run.run_id}"):
        warehouse = builds.built(settings, run) / FILE
        artifacts = builds.artifacts(settings, run)
        before = settings.current / FILE
        found = check(
            warehouse,
            artifacts,
            Limits(checked_share=settings.min_checked_share),
            before if before.is_file() else None,
            warehouse.parent / "report" / "data_docs",
        )
        write(warehouse, found)
    stopped = [item.check_name for item in found.checks if item.stops]
    failed = sum(item.status == "failed" for item in found.checks)
    line = f"{len(found.checks)} checks, {failed} failed"
    return {
        "line": f"{line}; held back by {builds.brief(stopped)}" if stopped else line,
        "passed": found.passed,
        "stopped": stopped,
    }


def report(settings: Settings, run: Run) -> Result:
    """Write the quality report of a build, passed or not; it tells what changed since the current release
    and how the releases before fared. A build that may be published gets its exports, too.

    Raises:
        YesanError: another version of Yesan made the build, and it lacks what the report shows.
    """
    import duckdb

    from pipeline import builds
    from publishing.exports import FOLDER, write_exports
    from publishing.manifest import ReleaseError
    from publishing.report import HISTORY, Facts, render

    line = "a site, readable without network"
    before = settings.current if (settings.current / FILE).is_file() else None
    audits = Store(settings.store).audits_of(HISTORY)
    with writer_lock(settings.home, f"report of {run.run_id}"):
        folder = builds.built(settings, run)
        try:
            render(folder / FILE, folder / "report", Facts(run.started_at, before, audits))
        except ReleaseError as error:
            raise YesanError(str(error)) from None
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            lacks = str(error).splitlines()[0]
            raise YesanError(
                f"{folder / FILE} lacks what the report shows ({lacks}): another version of Yesan made it; "
                "`yesan build` makes a new one"
            ) from None
        if not builds.may_be_published(folder):
            return {"line": f"{line}; no exports, as the audit did not pass"}
        made = write_exports(folder / FILE, folder / FOLDER, workbook_rows=settings.workbook_rows)
    short = f"; {', '.join(made.left_out)} not whole in Excel" if made.left_out else ""
    return {"line": f"{line}; exports of {made.size / 1024**2:,.1f} MiB{short}"}


def publish(settings: Settings, run: Run) -> Result:
    """Publish the build if its audit passed; else set it aside under `failed/`.

    Raises:
        GateFailedError: the audit did not pass, or there was none; `current` is as it was.
    """
    from pipeline import builds
    from pipeline.extractor import extractor_version
    from publishing.release import ReleaseError

    store = Store(settings.store)
    inputs = {
        "extractor_version": extractor_version(),
        "batches": store.batches(),
        "runs": len(store.runs()),
    }
    with writer_lock(settings.home, f"publish of {run.run_id}"):
        try:
            return builds.publish(settings, run, inputs)
        except ReleaseError as error:
            raise YesanError(str(error)) from None


def open_doors(stage: str) -> None:
    """Import what a stage needs."""
    for name in DOORS[stage]:
        import_module(name)


STAGES: dict[str, Callable[..., Result]] = {
    "snapshot": snapshot,
    "extract": extract,
    "build": build,
    "audit": audit,
    "report": report,
    "publish": publish,
}
