"""A working directory whose runs are disturbed, and one run in it, for `benchmarks.reliability`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from publishing import manifest
from publishing.release import content_hash

STAGES = ("snapshot", "extract", "build", "audit", "report", "publish")
ROOT = Path(__file__).parent.parent
_NOTICE = (
    "가나시 알림\n입력 2026-11-12\n가나시는 내년 다리 보수에 {amount}억원을 편성했다고 밝혔다. "
    "시는 다음 달 주민 설명회를 열어 의견을 듣고 봄에 공사를 시작한다. 다리는 여름 전에 다시 열린다."
)
_PAGE = (
    "가나시, 내년 {number}호 도서관에 {total}억원 편성\n입력 2026-11-12\n"
    "가나시는 내년 {number}호 도서관 예산으로 {total}억원을 편성했다고 밝혔다. "
    "책 구입에 {first}억원, 쉼터에 {second}억원을 쓴다. 시는 다음 달 주민 설명회를 열어 의견을 듣는다."
)


@dataclass(frozen=True)
class Place:
    """A working directory with pages and a store; `pages_wanted` are added in all while it is disturbed."""

    folder: Path
    pages_wanted: int

    @classmethod
    def made(cls, base: Path, name: str, pages_wanted: int) -> Place:
        """A fresh one with the bundled articles and a notice."""
        place = cls(base / name, pages_wanted)
        shutil.copytree(ROOT / "data" / "articles", place.folder / "pages")
        (place.folder / "pages" / "notice.txt").write_text(_NOTICE.format(amount=5), "utf-8")
        return place

    @classmethod
    def copied(cls, template: Place, base: Path, name: str) -> Place:
        """Another one like `template`."""
        shutil.copytree(template.folder, base / name, symlinks=True)
        return cls(base / name, template.pages_wanted)

    def full(self) -> Place:
        """Itself, with all pages that come while others are disturbed."""
        for step in range(1, self.pages_wanted + 1):
            self.add_page(step)
        return self

    def add_page(self, step: int) -> None:
        """A new page; with the first one, the notice is edited."""
        pages = self.folder / "pages"
        said = {"number": step, "total": 30 + step, "first": 20, "second": 10 + step}
        (pages / f"more-{step}.txt").write_text(_PAGE.format(**said), "utf-8")
        if step == 1:
            (pages / "notice.txt").write_text(_NOTICE.format(amount=7), "utf-8")

    def show(self) -> None:
        """Lead the readers here: from now on they find this one's `current`."""
        link = self.folder.with_name("shown.new")
        link.symlink_to(self.folder.name)
        link.replace(self.folder.with_name("shown"))

    def run_alone(self) -> float:
        """An undisturbed run; returns its seconds."""
        began = time.monotonic()
        run = Run(self)
        if run.code():
            raise SystemExit(f"an undisturbed run fails: {run.said()}")
        return time.monotonic() - began

    def content(self) -> str:
        """What the current release says, computed from its rows."""
        return content_hash(self.folder / "store" / "current" / "warehouse.duckdb")

    def current_fault(self) -> str | None:
        """What is wrong with the release that `current` names; None when it is whole."""
        try:
            faults = manifest.faults(self.folder / "store" / "current")
        except manifest.ReleaseError as error:
            return str(error)
        return "; ".join(faults) or None


class Run:
    """One `yesan run` in a place, as a process group of its own."""

    def __init__(self, place: Place) -> None:
        # Not in the place, whose disk may be full.
        self._out = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the run)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "run", "pages"],
            cwd=place.folder,
            env=environment | {"PYTHONPATH": str(ROOT), "YESAN_KEEP_RELEASES": "2"},
            stdout=self._out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def said(self) -> str:
        """All that the command printed."""
        size = os.fstat(self._out.fileno()).st_size
        return os.pread(self._out.fileno(), size, 0).decode("utf-8", "replace")

    def error(self) -> str:
        """The line of its error, if any."""
        return next((line for line in self.said().splitlines() if line.startswith("error")), "")

    def stage(self) -> str:
        """The stage that it is in; `end` behind the last."""
        done = [line.split()[0] for line in self.said().splitlines() if line.startswith("  ")]
        done = [name for name in done if name in STAGES and f"  {name:<10} failed" not in self.said()]
        return next((name for name in STAGES if name not in done), "end")

    def wait_for(self, stage: str) -> None:
        """Wait until the line of a stage is there."""
        while f"  {stage:<10}" not in self.said() and self._process.poll() is None:
            time.sleep(0.005)

    def sleep(self, seconds: float) -> None:
        """Let it work so long, or to its end."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def code(self) -> int:
        """Its exit code, when it has ended."""
        return self._process.wait()

    def kill(self, kind: str) -> bool:
        """SIGKILL to the command, to all its processes, or to one of its stages; False when it was
        through."""
        if self._process.poll() is not None:
            return False
        if kind == "group":
            os.killpg(self._process.pid, signal.SIGKILL)
        elif kind == "command":
            self._process.kill()
        else:
            return self._kill_a_stage()
        self._process.wait()
        return True

    def _kill_a_stage(self) -> bool:
        """The process that works for the stage that is being done, or dbt: the youngest but those that were
        started ahead."""
        while self._process.poll() is None:
            for child in sorted(_below(self._process.pid), reverse=True):
                words = Path(f"/proc/{child}/cmdline")
                try:
                    is_stage = f"pipeline.process\0{self.stage()}\0" in words.read_bytes().decode()
                    is_stage = is_stage or b"dbt.cli.main" in words.read_bytes()
                except FileNotFoundError:
                    continue
                if is_stage:
                    os.kill(child, signal.SIGKILL)
                    self._process.wait()
                    return True
            time.sleep(0.01)
        return False


def _below(process: int) -> list[int]:
    """The processes that a process began, and those that these began."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [child for number in found for child in (int(number), *_below(int(number)))]


def converged(place: Place, wanted: str, seconds: list[float]) -> str | None:
    """A run that is left alone: what differs from an undisturbed place; None when nothing does."""
    began = time.monotonic()
    run = Run(place)
    if run.code():
        return f"the run after fails: {run.said()}"
    seconds.append(time.monotonic() - began)
    store = place.folder / "store"
    left = [path.name for path in (store / "releases").iterdir() if path.name.startswith(".")]
    left += [str(path) for path in store.rglob(".part-*")]
    if left:
        return f"left behind: {left}"
    if place.content() != wanted:
        return f"the release says something else: {place.content()[:8]}, not {wanted[:8]}"
    return place.current_fault()
