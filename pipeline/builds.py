"""Builds: where they lie, which of them are left over, and how one becomes a release or fails."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import time
import tomllib
from pathlib import Path
from typing import Any

from expectations.checks import EVERY_CHECK_RAN
from pipeline.errors import GateFailedError, YesanError
from pipeline.run import Run
from pipeline.settings import PROJECT, Settings, shown
from pipeline.store import Store
from pipeline.warehouse import FILE, ask, opened
from publishing import manifest, release

# Runs of the command line hold the run lock, so while one of them builds, no other is alive.
_COMMAND_LINE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
_ALIVE_SECONDS = 24 * 3600
_NAMED = 4


def folder_of(settings: Settings, run: Run) -> Path:
    """Where the build of a run lies."""
    return settings.home / release.RELEASES / f"{release.BUILDING}{run.name}"


def existing(settings: Settings) -> list[str]:
    """The names of the runs whose builds are there, oldest first."""
    found = (settings.home / release.RELEASES).glob(f"{release.BUILDING}*")
    by_age = sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [path.name.removeprefix(release.BUILDING) for path in by_age]


def built(settings: Settings, run: Run) -> Path:
    """The build of a run.

    Raises:
        YesanError: there is none.
    """
    folder = folder_of(settings, run)
    if not (folder / FILE).is_file():
        raise YesanError(f"there is no build of the run {run.run_id} in {folder}; `yesan build` makes one")
    return folder


def begin(settings: Settings, run: Run) -> Path:
    """An empty folder for the build of a run; what crashes left behind is removed, its own first: a
    build that was sealed before the crash lets nobody write into it."""
    folder = folder_of(settings, run)
    others = [name for name in existing(settings) if name != run.name]
    alive = [name for name in others if _may_be_alive(settings, name, run)]
    releases = settings.home / release.RELEASES
    release.clean(settings.home, keep=[folder, *(releases / f"{release.BUILDING}{name}" for name in alive)])
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _may_be_alive(settings: Settings, name: str, run: Run) -> bool:
    if _COMMAND_LINE.fullmatch(name) and _COMMAND_LINE.fullmatch(run.name):
        return False
    folder = settings.home / release.RELEASES / f"{release.BUILDING}{name}"
    return time.time() - folder.stat().st_mtime < _ALIVE_SECONDS


def dbt_folder(settings: Settings) -> Path:
    """Where dbt works for this store: stores that share a `state` share nothing below it."""
    store = hashlib.sha256(str(settings.home.resolve()).encode()).hexdigest()[:8]
    return settings.state.absolute() / "dbt" / store


def artifacts(settings: Settings, run: Run) -> Path:
    """Where dbt's results on the build of a run are kept: its own folder serves every build."""
    return dbt_folder(settings) / "builds" / run.name


def keep_artifacts(settings: Settings, run: Run, target: Path) -> None:
    """Keep the results that lie in dbt's `target`; those of builds that are gone are removed.

    Unit tests are left out: they try the models on made-up rows and say nothing of this build, so a
    build does not run them (the project's own tests do), and the audit shall not miss them.
    """
    kept = artifacts(settings, run)
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(target / "run_results.json", kept / "run_results.json")
    found = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    (kept / "manifest.json").write_text(json.dumps(found | {"unit_tests": {}}), encoding="utf-8")
    for gone in {path.name for path in kept.parent.iterdir()} - {run.name, *existing(settings)}:
        shutil.rmtree(kept.parent / gone)


def publish(settings: Settings, run: Run, inputs: dict[str, Any]) -> dict[str, Any]:
    """Publish the build of a run if its audit passed; else set it aside under `failed/`.

    The audit is kept first, so what became of a run is known even when the publisher dies on the way;
    a run that was published gets the same answer again.

    Args:
        inputs: what the build was made from, for the manifest.

    Raises:
        GateFailedError: the audit did not pass.
        YesanError: there was no audit; the build stays where it is.
        publishing.release.ReleaseError: the build is not whole.
    """
    history = Store(settings.store)
    folder = folder_of(settings, run)
    if not (folder / FILE).is_file() and (noted := history.audit(run.name)):
        return _published_before(settings, run, noted)
    built(settings, run)
    checks = _checks(folder)
    if checks is None:
        raise YesanError(f"the build of {run.run_id} was not audited; `yesan audit` does it")
    if reasons := _reasons_to_stop(checks):
        history.write_audit(run, None, checks)
        raise _held_back(reasons, release.fail(settings.home, folder, run.name))
    facts = release.Facts(code_version(), run.started_at, {"run_id": run.run_id, **inputs})
    content = release.seal(folder, facts)["content_hash"]
    release_id = f"{run.started_at:%Y%m%dT%H%M%SZ}-{content[:8]}"
    history.write_audit(run, release.unchanged(settings.home, folder) or release_id, checks)
    published = release.publish(settings.home, folder, release_id)
    release.retain(settings.home, settings.keep_releases)
    return _result(published)


def may_be_published(folder: Path) -> bool:
    """Whether the audit of the build in `folder` lets it be published; without one, it does not."""
    checks = _checks(folder)
    return checks is not None and not _reasons_to_stop(checks)


def _checks(folder: Path) -> list[dict[str, Any]] | None:
    """The checks of a build; None when it was not audited."""
    with opened(folder) as con:
        audited = ask(
            con, "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'checks'"
        )
        return ask(con, "select * from quality.checks").records() if audited.rows else None


def _published_before(settings: Settings, run: Run, checks: list[dict[str, Any]]) -> dict[str, Any]:
    """What publishing came to for a run whose build is gone.

    A publisher that died between giving the release its name and the link left `current` behind; ids
    begin with the time, so a release that a newer one has followed is left as it is.
    """
    release_id = checks[0]["release_id"]
    if release_id is None:
        raise _held_back(_reasons_to_stop(checks), settings.home / release.FAILED / run.name)
    path = settings.home / release.RELEASES / release_id
    if not path.is_dir():
        raise YesanError(f"the release {release_id} of the run {run.run_id} is not kept any more")
    if (release.current(settings.home) or "") < release_id:
        release.flip(settings.home, release_id)
    return _result(release.Published(release.Outcome.UNCHANGED, release_id, path))


def _held_back(reasons: list[str], kept: Path) -> GateFailedError:
    return GateFailedError(
        f"not published: {brief(reasons)}. Why: {shown(kept / 'report' / 'index.html')}. Nothing else changed"
    )


def _result(published: release.Published) -> dict[str, Any]:
    unchanged = published.outcome is release.Outcome.UNCHANGED
    return {
        "line": f"release {published.release_id}{' is unchanged' if unchanged else ''}",
        "release_id": published.release_id,
        "path": shown(published.path),
        "unchanged": unchanged,
        "documents": manifest.read(published.path)["summary"]["documents"],
    }


def _reasons_to_stop(checks: list[dict[str, Any]]) -> list[str]:
    """Why the gate holds; a check that did not run is a reason, and so is an audit that did not."""
    if not any(check["check_name"] == EVERY_CHECK_RAN for check in checks):
        return ["the build was not audited"]
    return [
        f"{check['check_name']} {check['status']}"
        for check in checks
        if check["level"] == "stop" and check["status"] in ("failed", "not_run")
    ]


def brief(names: list[str]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def code_version() -> str:
    """The project's version and, in a checkout, its commit."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    try:
        described = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
    except FileNotFoundError:
        described = ""
    return f"{project['version']}+{described}" if described else str(project["version"])
