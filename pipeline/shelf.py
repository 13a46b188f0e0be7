"""The releases of a store for people: which there are, going back to one, what differs between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import YesanError
from pipeline.locks import writer_lock
from pipeline.settings import Settings
from publishing import manifest, release
from publishing.difference import Difference, differences
from publishing.manifest import ReleaseError


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that is kept; `checks` tells how its audit went. Of one that is not whole only the id and
    what is wrong are known."""

    release_id: str
    is_current: bool
    created_at: str
    documents: int | None
    figures: int | None
    checks: str


def kept(home: Path) -> Iterator[Kept]:
    """The releases, the newest first.

    Raises:
        YesanError: there is none.
    """
    names = release.releases(home)
    if not names:
        raise YesanError(f"nothing is published yet in {home}; `yesan run` makes a release")
    now = _current(home)
    for name in reversed(names):
        try:
            told = manifest.read(home / release.RELEASES / name)
        except ReleaseError as error:
            yield Kept(name, name == now, "", None, None, str(error))
            continue
        summary = told["summary"]
        count: Counter[str] = Counter()
        for check in summary["checks"]:
            count[check["status"]] += check["count"]
        checks = ", ".join(f"{number} {status}" for status, number in sorted(count.items()))
        yield Kept(name, name == now, told["created_at"], summary["documents"], summary["figures"], checks)


def held_back(home: Path) -> list[str]:
    """The builds that the gate held back, the oldest first."""
    folder = home / release.FAILED
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(name for name in names if not name.startswith("."))


def go_back(settings: Settings, release_id: str | None) -> tuple[str | None, str]:
    """Make an earlier release the current one: `release_id`, or the one before. Returns what was current,
    and what is now.

    Raises:
        YesanError: there is no such release, or another run is writing.
    """
    home = settings.home
    with writer_lock(settings.home, "rollback"):
        now = _current(home)
        wanted = release_id or _before(home, now)
        try:
            release.flip(home, wanted)
        except ReleaseError as error:
            raise YesanError(str(error)) from None
    return now, wanted


def compare(home: Path, before: str | None, after: str | None) -> tuple[str, str, list[Difference]]:
    """Two releases by id, and what differs; by default the current one and the one before it.

    Raises:
        YesanError: there is no such release, or one is not whole.
    """
    second = after or _current(home)
    if second is None:
        raise YesanError(f"nothing is published yet in {home}; `yesan run` makes a release")
    first = before or _before(home, second)
    try:
        found = differences(*(home / release.RELEASES / _known(home, name) for name in (first, second)))
    except ReleaseError as error:
        raise YesanError(str(error)) from None
    return first, second, found


def _current(home: Path) -> str | None:
    try:
        return release.current(home)
    except ReleaseError:
        return None


def _known(home: Path, name: str) -> str:
    names = release.releases(home)
    if name not in names:
        raise YesanError(f"there is no release {name} in {home} (there are: {', '.join(names) or 'none'})")
    return name


def _before(home: Path, name: str | None) -> str:
    names = release.releases(home)
    earlier = names[: names.index(name)] if name in names else names
    if not earlier:
        raise YesanError(f"there is no release before {name}; `yesan releases` lists those that are kept")
    return earlier[-1]
