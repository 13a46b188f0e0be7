"""Whole runs of `yesan run` that are killed, run out of disk or meet another run, while readers poll.

    python -m benchmarks.reliability [--kills 50] [--in-a-row 8] [--readers 8] [--seed 1] [--no-disk]

First an undisturbed run tells what the release of the same pages must say (its content hash). Then runs
are killed by SIGKILL, some between two stages, the others at moments that follow from the seed: the command
alone, its whole process group, or one of its stages. After so many kills in a row (each with one more page to
take in) one run is left alone and must come to that very hash. Readers open `current` again and again all the
while. Then two runs begin at once, and a disk is too small (a tmpfs, which needs root). After so many minutes
no further kills are begun. Exit code 1 if anything went wrong.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.readers import Seen, reading
from benchmarks.trials import STAGES, Place, Run, converged

_KINDS = ("command", "group", "stage")


@dataclass
class Told:
    """What is reported in the end."""

    where: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    kills: int = 0
    converged: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def fault(self, text: str) -> None:
        """Note what must not be, at once."""
        print(f"  FAULT {text}", flush=True)
        self.faults.append(text)


@dataclass(frozen=True)
class Kill:
    """When and what: behind the line of `stage`, or at a share of a run's usual time."""

    kind: str
    stage: str | None = None
    share: float = 0.0


def kills_of(seed: int, count: int) -> list[Kill]:
    """One kill behind each stage, then `count` at moments that follow from the seed."""
    chance = random.Random(seed)
    between = [Kill("group", stage) for stage in STAGES]
    return between + [Kill(_KINDS[chance.randrange(3)], None, chance.random()) for _ in range(count)]


def killed(place: Place, kill: Kill, told: Told) -> None:
    """Start a run and kill it."""
    run = Run(place)
    if kill.stage:
        run.wait_for(kill.stage)
    else:
        run.sleep(kill.share * statistics.median(told.seconds[-5:]))
    where = f"behind {kill.stage}" if kill.stage else f"in {run.stage()}"
    if not run.kill(kill.kind):
        told.too_late += 1
        return
    told.kills += 1
    told.where[where] += 1
    told.kinds[kill.kind] += 1
    if kill.kind == "stage" and run.code() == 0:
        told.fault(f"a run whose stage was killed ended with 0: {run.said()}")
    print(f"  {told.kills:>3} {kill.kind:<8} {where}", flush=True)


def series(base: Path, template: Place, number: int, kills: Sequence[Kill], wanted: str, told: Told) -> None:
    """So many kills in a row in one store, then a run that is left alone."""
    place = Place.copied(template, base, f"series-{number}")
    place.show()
    for step, kill in enumerate(kills, start=1):
        place.add_page(step)
        killed(place, kill, told)
        if problem := place.current_fault():
            told.fault(problem)
    for step in range(len(kills) + 1, place.pages_wanted + 1):
        place.add_page(step)
    if problem := converged(place, wanted, told.seconds):
        told.fault(problem)
    else:
        told.converged += 1
    print(f"  series {number}: {problem or 'as undisturbed'}", flush=True)


def too_small(base: Path, template: Place, wanted: str, told: Told) -> None:
    """Runs on a disk that is full, a little more room each time; then with enough of it."""
    folder = base / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256m", "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        print("full disk: not tried, no tmpfs can be mounted here", flush=True)
        return
    try:
        place = Place.copied(template, folder, "place")
        for step in range(1, place.pages_wanted + 1):
            place.add_page(step)
        used = shutil.disk_usage(folder).used // 1024
        for room in (0, 8, 64, 1024, 4096, 8192, 12288, 14336, 16384, 18432):
            _room(folder, used + room)
            run = Run(place)
            code = run.code()
            print(f"  {room:>6} KiB free: exit code {code}, in {run.stage()}: {run.error()}", flush=True)
            if problem := place.current_fault():
                told.fault(f"full disk: {problem}")
            if code == 0:
                break
            if not run.error().startswith("error: ") or "Traceback" in run.said():
                told.fault(f"full disk: no clear error: {run.said()}")
        _room(folder, 256 * 1024)
        if problem := converged(place, wanted, told.seconds):
            told.fault(f"full disk: {problem}")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _room(folder: Path, kibibytes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kibibytes}k", str(folder)], check=True)


def two_at_once(base: Path, template: Place, wanted: str, told: Told) -> None:
    """Two runs that begin at the same moment: one is told of the other, and nothing is harmed."""
    place = Place.copied(template, base, "two")
    place.show()
    for step in range(1, place.pages_wanted + 1):
        place.add_page(step)
    runs = [Run(place) for _ in range(2)]
    codes = sorted(run.code() for run in runs)
    said = " ".join(run.error() for run in runs)
    print(f"  exit codes {codes}: {said}", flush=True)
    if codes != [0, 2] or "is in use by run" not in said:
        told.fault(f"two at once: exit codes {codes}: {said}")
    if problem := converged(place, wanted, told.seconds):
        told.fault(f"two at once: {problem}")


def prepared(base: Path, pages_wanted: int, told: Told) -> tuple[Place, str]:
    """A place with one release, to be copied; and what a run with all the other pages must publish."""
    template = Place.made(base, "template", pages_wanted)
    told.seconds.append(template.run_alone())
    still = Place.copied(template, base, "undisturbed").full()
    told.seconds.append(still.run_alone())
    wanted = still.content()
    print(f"undisturbed: {told.seconds[-1]:.0f} s, content {wanted[:8]}", flush=True)
    return template, wanted


def disturbed(base: Path, template: Place, wanted: str, told: Told, asked: argparse.Namespace) -> list[Seen]:
    """All that is tried; what the readers saw meanwhile."""
    ends = time.monotonic() + 60 * asked.minutes
    kills = kills_of(asked.seed, asked.kills)
    template.show()
    with reading(base / "shown" / "store" / "current", base, asked.readers) as seen:
        for number, start in enumerate(range(0, len(kills), asked.in_a_row), start=1):
            if time.monotonic() > ends:
                break
            series(base, template, number, kills[start : start + asked.in_a_row], wanted, told)
        two_at_once(base, template, wanted, told)
    if not asked.no_disk:
        too_small(base, template, wanted, told)
    return seen


def summed_up(told: Told, seen: Sequence[Seen]) -> int:
    """Print the report; the exit code."""
    errors = [error for reader in seen for error in reader.errors]
    states = {tuple(state) for reader in seen for state in reader.states}
    print(f"\n{told.kills} kills ({dict(told.kinds)}); {told.too_late} came too late")
    print("where: " + ", ".join(f"{count} {where}" for where, count in sorted(told.where.items())))
    print(f"{told.converged} runs that were left alone came to the content of an undisturbed one")
    reads = sum(reader.reads for reader in seen)
    print(
        f"{len(seen)} readers, {reads} reads, {len(states)} states, {len(errors)} errors", *errors, sep="\n  "
    )
    print(f"{len(told.faults)} faults", *told.faults, sep="\n  ")
    return int(bool(told.faults or errors))


def main() -> int:
    """Prints what was tried and what came of it."""
    parser = argparse.ArgumentParser()
    for name, default in (("kills", 50), ("in-a-row", 8), ("readers", 8), ("seed", 1), ("minutes", 240)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--no-disk", action="store_true")
    asked = parser.parse_args()
    told = Told()
    with tempfile.TemporaryDirectory(prefix="yesan-reliability-") as folder:
        template, wanted = prepared(Path(folder), asked.in_a_row, told)
        seen = disturbed(Path(folder), template, wanted, told, asked)
    return summed_up(told, seen)


if __name__ == "__main__":
    sys.exit(main())
