"""Releases: seal a build, publish it by flipping one link, keep some, set failed ones aside.

    store/releases/<id>/       sealed, never changed again
    store/releases/.tmp-*/     builds; what a crash leaves is removed by `clean`
    store/current              -> releases/<id>, the only name that readers use
    store/failed/<id>/         builds that the gate held back

Every step is one atomic rename on one local filesystem, after the data it names is on disk: whenever
the process dies, `current` names a whole release. One writer at a time is the caller's duty.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from publishing import manifest
from publishing.content import content_hash
from publishing.manifest import NAME, WAREHOUSE, Facts, ReleaseError

__all__ = [
    "Facts",
    "Outcome",
    "Published",
    "ReleaseError",
    "clean",
    "content_hash",
    "current",
    "fail",
    "flip",
    "publish",
    "releases",
    "retain",
    "seal",
    "unchanged",
]

RELEASES = "releases"
FAILED = "failed"
CURRENT = "current"
BUILDING = ".tmp-"  # a build that is being made
LEAVING = ".old-"  # a release or build that is being removed
LINKING = ".current-"  # a link that is about to become `current`


class Outcome(StrEnum):
    """What publishing a build did."""

    PUBLISHED = "published"  # a new release, and current names it
    FLIPPED = "flipped"  # the release was there already; current names it now
    UNCHANGED = "unchanged"  # current says the same already; the build was discarded


@dataclass(frozen=True, slots=True)
class Published:
    """What `current` names now, and how it came to that."""

    outcome: Outcome
    release_id: str
    path: Path


def seal(build: Path, facts: Facts) -> dict[str, Any]:
    """Closes a build for good: checkpointed, no WAL, read-only, on disk, with its manifest, which is
    returned. Sealing again returns the same manifest. Raises ReleaseError."""
    warehouse = build / WAREHOUSE
    if not warehouse.is_file():
        raise ReleaseError(f"{warehouse} is missing: run the build stage first")
    if (build / NAME).exists():
        if problems := manifest.faults(build):
            raise ReleaseError(f"the sealed build was changed: {'; '.join(problems)}; build again")
        return manifest.read(build)
    written = build / f"{BUILDING}{NAME}"
    written.unlink(missing_ok=True)  # of a crash while sealing
    _checkpoint(warehouse)
    try:
        made = manifest.make(build, facts, content_hash(warehouse))
    except duckdb.Error as error:
        raise ReleaseError(f"{warehouse} lacks what a release must have ({error}): audit it first") from error
    for path in manifest.files(build).values():
        path.chmod(0o444)
    _sync(warehouse)
    os.sync()  # a report has a file for each document: one wait for all, instead of thousands
    written.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    written.chmod(0o444)
    _sync(written)
    written.replace(build / NAME)
    for folder in [build, *(path for path in build.rglob("*") if path.is_dir())]:
        _sync(folder)
    return made


def publish(store: Path, build: Path, release_id: str) -> Published:
    """Makes the sealed `build` the release `release_id` and the current one. A build that says what
    the current release says already is discarded. Publishing again flips. Raises ReleaseError."""
    target = _release(store, release_id)
    if not build.exists():
        flip(store, release_id)
        return Published(Outcome.FLIPPED, release_id, target)
    made = manifest.read(build)
    if (now := unchanged(store, build)) is not None:
        _remove(build)
        return Published(Outcome.UNCHANGED, now, target.parent / now)
    if target.exists():
        if _content(target) != made["content_hash"]:
            raise ReleaseError(f"{target} exists and says something else: publish {build} under another id")
        _remove(build)
        flip(store, release_id)
        return Published(Outcome.FLIPPED, release_id, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _move(build, target)
    flip(store, release_id)
    return Published(Outcome.PUBLISHED, release_id, target)


def unchanged(store: Path, build: Path) -> str | None:
    """The current release, when it says what the sealed `build` says and is as it was sealed; else None.
    Raises ReleaseError."""
    now = _current_if_whole(store)
    said = manifest.read(build)["content_hash"]
    if now is None or _content(_release(store, now)) != said:
        return None
    return None if manifest.faults(_release(store, now)) else now


def flip(store: Path, release_id: str) -> None:
    """Makes `release_id` the current release. Raises ReleaseError when it is not there or not whole."""
    target = _release(store, release_id)
    if not target.is_dir():
        known = ", ".join(releases(store)) or "none"
        raise ReleaseError(f"{target} is missing: there is no such release (there are: {known})")
    manifest.read(target)
    if not (target / WAREHOUSE).is_file():
        raise ReleaseError(f"{target / WAREHOUSE} is missing: this release cannot be current")
    link = store / CURRENT
    if link.exists() and not link.is_symlink():
        raise ReleaseError(f"{link} is no link: move it away, then publish again")
    fresh = store / f"{LINKING}{os.getpid()}"
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(RELEASES) / release_id)  # relative: the store can be moved or mounted elsewhere
        fresh.replace(link)
    except OSError as error:
        raise ReleaseError(f"{link} cannot be made ({error}): does this filesystem have links?") from error
    _sync(store)


def current(store: Path) -> str | None:
    """The id of the current release; None before the first. Raises ReleaseError when the link is torn."""
    link = store / CURRENT
    if not link.is_symlink():
        return None
    target = link.readlink()
    if not link.exists():
        raise ReleaseError(f"{link} names {target}, which is missing: flip it to one of {releases(store)}")
    return target.name


def releases(store: Path) -> list[str]:
    """The ids of all releases, oldest first."""
    folder = store / RELEASES
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return [path.name for path in sorted(found, key=lambda path: (_created(path), path.name))]


def retain(store: Path, keep: int) -> list[str]:
    """Removes the oldest releases beyond the newest `keep`, never the current one; returns their ids.
    Readers that hold a removed file open can go on reading it."""
    if keep < 1:
        raise ReleaseError(f"cannot keep {keep} releases: keep at least 1")
    now = current(store)
    gone = [release_id for release_id in releases(store)[:-keep] if release_id != now]
    for release_id in gone:
        _remove(store / RELEASES / release_id)
    return gone


def fail(store: Path, build: Path, release_id: str, keep: int = 5) -> Path:
    """Sets a build that may not be published aside under failed/, for inspection; returns where. An
    earlier one of the same id makes room, and only the newest `keep` are kept."""
    folder = store / FAILED
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / _checked(release_id)
    if not build.exists() and target.is_dir():
        return target
    if target.exists():
        _remove(target)
    _move(build, target)
    os.utime(target)
    by_age = sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in by_age[: -max(keep, 1)]:
        _remove(path)
    return target


def clean(store: Path, keep: Collection[Path] = ()) -> list[str]:
    """Removes what crashes left: builds other than those to `keep`, half-removed releases, links that
    never became current. Returns their names."""
    left = [*(store / RELEASES).glob(f"{BUILDING}*"), *(store / RELEASES).glob(f"{LEAVING}*")]
    left += [*(store / FAILED).glob(f"{LEAVING}*"), *store.glob(f"{LINKING}*")]
    kept = {path.absolute() for path in keep}
    gone = [path for path in left if path.absolute() not in kept]
    for path in gone:
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)
    return sorted(path.name for path in gone)


def _checkpoint(warehouse: Path) -> None:
    warehouse.chmod(0o644)
    try:
        with duckdb.connect(str(warehouse)) as con:
            con.execute("checkpoint")
    except duckdb.Error as error:
        raise ReleaseError(f"{warehouse} cannot be closed ({error}): is another process using it?") from error
    wal = warehouse.with_name(warehouse.name + ".wal")
    if wal.exists():
        raise ReleaseError(f"{wal} is left after a checkpoint: is another process using the warehouse?")


def _release(store: Path, release_id: str) -> Path:
    return store / RELEASES / _checked(release_id)


def _checked(release_id: str) -> str:
    if not release_id or release_id.startswith(".") or Path(release_id).name != release_id:
        raise ReleaseError(f"{release_id!r} is no release id: use a plain name that starts with no dot")
    return release_id


def _content(release: Path) -> str | None:
    """What a release says; None when its manifest does not tell, so that it is never taken as equal."""
    try:
        return str(manifest.read(release)["content_hash"])
    except ReleaseError:
        return None


def _created(release: Path) -> datetime:
    try:
        return datetime.fromisoformat(manifest.read(release)["created_at"]).astimezone(UTC)
    except (ReleaseError, KeyError, TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)  # not whole, so the first to go


def _current_if_whole(store: Path) -> str | None:
    """The current release, where a torn link counts as none: publishing mends it."""
    try:
        return current(store)
    except ReleaseError:
        return None


def _move(folder: Path, target: Path) -> None:
    """Gives a folder its final name, and waits until that is on disk."""
    try:
        folder.rename(target)
    except FileNotFoundError as error:
        raise ReleaseError(f"{folder} is missing: run the build stage first") from error
    except OSError as error:
        why = "both must lie on one local filesystem that can be written"
        raise ReleaseError(f"{folder} cannot become {target} ({error}): {why}") from error
    _sync(target.parent)


def _remove(folder: Path) -> None:
    """Removes a folder. It loses its name first: no one can find half of it."""
    leaving = folder.with_name(f"{LEAVING}{folder.name}")
    if leaving.exists():
        shutil.rmtree(leaving)
    folder.rename(leaving)
    shutil.rmtree(leaving)


def _sync(path: Path) -> None:
    """Waits until a file's content, or a folder's list of names, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
