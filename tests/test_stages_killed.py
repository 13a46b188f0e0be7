"""Stages that are killed (SIGKILL) right before each of their changes to the file system: what is there is
whole, nothing is lost or read twice, and the stage, given again, comes to the end of an undisturbed one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.checks import EVERY_CHECK_RAN, Audit, Check, Level, Status, Tool
from expectations.record import write
from pipeline.extractor import extractor_version
from pipeline.store import Store
from publishing.manifest import faults
from publishing.release import Facts, current, publish, seal
from tests.house import ROOT
from tests.mini_warehouse import example
from tests.stage_trials import FIRST, SECOND

TEXT = (
    "가나시는 내년 {number}호 도서관에 {amount}억원을 편성했다고 밝혔다. "
    "시는 다음 달 주민 설명회를 열어 의견을 듣고 봄에 공사를 시작한다. 도서관은 여름 전에 문을 연다."
)
PAGES = 2
VERSION = extractor_version()


def trials(store: Path, stage: str) -> list[Path]:
    """Each trial's folder, in the order of the changes; the last one was not killed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.stage_trials", str(store), stage],
        cwd=store.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = list(store.parent.glob(f"{store.name}-{stage}-*"))
    return sorted(found, key=lambda path: int(path.name.rsplit("-", 1)[1]))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An empty store beside some pages."""
    (tmp_path / "pages").mkdir()
    for number in range(PAGES):
        text = TEXT.format(number=number, amount=10 + number)
        (tmp_path / "pages" / f"{number}.txt").write_text(text, "utf-8")
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def half_written(store: Path, *folders: str) -> list[Path]:
    """What lies under temporary names in these folders."""
    return [path for folder in folders for path in (store / folder).rglob(".part-*")]


def test_a_snapshot_killed_at_any_change_loses_nothing(store: Path) -> None:
    found = trials(store, "snapshot")
    assert len(found) > 6, "the kills hit something"
    for trial in found:
        killed, again = Store(str(trial / "killed")), Store(str(trial / "again"))
        # A sighting that is kept has its document; what is there can be read.
        seen = {item.document_id for item in killed.sightings(FIRST.name)}
        assert seen <= killed.document_ids(), trial
        assert len(again.document_ids()) == PAGES
        assert {item.document_id for item in again.sightings(SECOND.name)} == again.document_ids()
        documents = [item.document_id for batch in again.batches() for item in again.read_batch(batch)]
        assert len(documents) == PAGES, f"{trial}: a document was taken in twice"
        assert half_written(trial / "again", "raw", "ledger", "marks") == []
    undisturbed = Store(str(found[-1] / "killed"))
    assert {len(Store(str(trial / "again")).pending(VERSION)) for trial in found} == {
        len(undisturbed.pending(VERSION))
    }


def test_an_extract_killed_at_any_change_leaves_no_half_of_a_part(store: Path) -> None:
    store = trials(store, "snapshot")[-1] / "killed"
    batches = Store(str(store)).batches()
    found = trials(store, "extract")
    assert len(found) > 2, "the kills hit the writing of the part"
    whole = Store(str(found[-1] / "killed"))
    wanted = {batch: whole.extractions(VERSION, batch) for batch in batches}
    assert sum(len(page.figures) for pages in wanted.values() for page in pages) == PAGES
    for trial in found:
        killed, again = Store(str(trial / "killed")), Store(str(trial / "again"))
        for batch in set(batches) - set(killed.pending(VERSION)):
            assert killed.extractions(VERSION, batch) == wanted[batch], (
                f"{trial}: a part that is there is whole"
            )
        assert {batch: again.extractions(VERSION, batch) for batch in batches} == wanted


def check(name: str, status: Status) -> Check:
    return Check(name, Tool.GATE, Level.STOP, status, 1, int(status is Status.FAILED), 0, None)


def audited(folder: Path, said: int, status: Status) -> Path:
    """An unsealed build that says `said`, with its report and its audit."""
    path = example().write(folder / "warehouse.duckdb")
    write(path, Audit((check(EVERY_CHECK_RAN, Status.PASSED), check("keys", status)), ()))
    with duckdb.connect(str(path)) as con:
        con.execute("update fact_budget set mention_count = ?", [said])
    (folder / "report").mkdir()
    (folder / "report" / "index.html").write_text("<!doctype html>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[Any, Path]:
    """Builds that say 1 (a release, sealed), 2 (passed) and 3 (held back)."""
    folder = tmp_path_factory.mktemp("builds")
    release = audited(folder / "release", 1, Status.PASSED)
    seal(release, Facts("x", FIRST.started_at, {}))
    return {
        "release": release,
        Status.PASSED: audited(folder / "passed", 2, Status.PASSED),
        Status.FAILED: audited(folder / "failed", 3, Status.FAILED),
    }


def before_publishing(store: Path, builds: dict[Any, Path], status: Status) -> Path:
    """A store whose current release says 1, beside the audited build of a run."""
    shutil.copytree(builds["release"], store / "releases" / ".tmp-old")
    publish(store, store / "releases" / ".tmp-old", "20261101T090000Z-old")
    shutil.copytree(builds[status], store / "releases" / f".tmp-{FIRST.name}")
    return store


def said(store: Path) -> int:
    """What a reader finds at `current`, which must be a whole release."""
    assert faults(store / "current") == []
    with duckdb.connect(str(store / "current" / "warehouse.duckdb"), read_only=True) as con:
        ((found,),) = con.execute("select distinct mention_count from fact_budget").fetchall()
    return int(found)


def test_a_publisher_killed_at_any_change_publishes_whole_or_not(
    store: Path, builds: dict[Any, Path]
) -> None:
    found = trials(before_publishing(store, builds, Status.PASSED), "publish")
    assert len(found) > 15
    told = [said(trial / "killed") for trial in found]
    assert told == sorted(told) and set(told) == {1, 2}, "once the new release is current, it stays"
    for trial in found:
        again = trial / "again"
        assert (said(again), [path.name for path in again.glob("releases/.*")]) == (2, []), trial
        (release_id,) = {row["release_id"] for row in Store(str(again)).audit(FIRST.name)}
        assert current(again) == release_id, "the history tells what became of the run"


def test_a_gate_that_holds_and_dies_at_any_change_publishes_nothing(
    store: Path, builds: dict[Any, Path]
) -> None:
    found = trials(before_publishing(store, builds, Status.FAILED), "publish")
    assert len(found) > 4
    for trial in found:
        assert said(trial / "killed") == said(trial / "again") == 1
        kept = trial / "again" / "failed" / FIRST.name
        assert (kept / "report" / "index.html").is_file()
        assert (kept / "warehouse.duckdb").is_file()
        history = Store(str(trial / "again")).audit(FIRST.name)
        assert [row["release_id"] for row in history] == [None, None]
        assert list((trial / "again").glob("releases/.*")) == []
