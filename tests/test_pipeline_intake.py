"""The snapshot: each document once, each sighting of it, and the same again whatever came between."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

from ingestion.extract import EXTRACTOR_VERSION
from ingestion.records import RejectionReason
from pipeline import stages
from pipeline.errors import YesanError
from pipeline.extractor import digest, extractor_version
from pipeline.run import Run
from pipeline.settings import PROJECT, Settings, load
from pipeline.store import Store


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        write(folder, f"{number}.html", f"가나시가 도서관에 {number + 1}억원을 편성했다.")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(store=str(tmp_path / "store"), batch_size=2, extract_tasks=2)


def write(folder: Path, name: str, text: str) -> None:
    body = f"<article><h1>내년 예산</h1><p>{text} {'주민 설명회도 연다. ' * 5}</p></article>"
    (folder / name).write_text(f"<html><body>{body}</body></html>", encoding="utf-8")


def run(name: str, *sources: Path) -> Run:
    return Run(name, datetime(2026, 1, 1, 6, tzinfo=UTC), tuple(map(str, sources)))


def test_documents_are_kept_once_and_sighted_each_time(settings: Settings, pages: Path) -> None:
    store = Store(settings.store)
    first = stages.snapshot(settings, run("r1", pages))
    again = stages.snapshot(settings, run("r2", pages))
    assert (first["documents"], first["new"], again["documents"], again["new"]) == (5, 5, 5, 0)
    assert len(store.document_ids()) == 5
    assert [len(store.sightings(name)) for name in store.runs()] == [5, 5]


def test_the_same_bytes_twice_are_one_document_with_two_sightings(settings: Settings, pages: Path) -> None:
    (pages / "copy.html").write_bytes((pages / "0.html").read_bytes())
    taken = stages.snapshot(settings, run("r1", pages))
    assert taken["documents"] == 5
    assert len(Store(settings.store).sightings("r1")) == 6


def test_a_locator_that_two_sources_share_is_seen_once(settings: Settings, pages: Path) -> None:
    stages.snapshot(settings, run("r1", pages, pages / "0.html"))
    assert len(Store(settings.store).sightings("r1")) == 5


def test_batches_have_the_size_of_the_setting_and_are_dealt_among_the_tasks(
    settings: Settings, pages: Path
) -> None:
    dealt = stages.snapshot(settings, run("r1", pages))["batches"]
    store = Store(settings.store)
    sizes = sorted(len(list(store.read_batch(batch))) for batch in store.batches())
    assert sizes == [1, 2, 2]
    assert sorted(len(batches) for batches in dealt) == [1, 2]
    assert sorted(batch for batches in dealt for batch in batches) == store.batches()


def test_a_batch_is_closed_when_its_documents_are_many_bytes(tmp_path: Path, pages: Path) -> None:
    settings = load(store=str(tmp_path / "store"), batch_bytes=1)
    stages.snapshot(settings, run("r1", pages))
    assert len(Store(settings.store).batches()) == 5


def test_what_no_run_has_extracted_is_dealt_again(settings: Settings, pages: Path) -> None:
    first = stages.snapshot(settings, run("r1", pages))["batches"]
    stages.extract(settings, run("r1", pages), batches=first[0])
    again = stages.snapshot(settings, run("r2", pages))["batches"]
    assert sorted(chain.from_iterable(again)) == sorted(set(Store(settings.store).batches()) - set(first[0]))


def test_extracting_again_gives_the_same_parts(settings: Settings, pages: Path) -> None:
    store = Store(settings.store)
    batches = list(chain.from_iterable(stages.snapshot(settings, run("r1", pages))["batches"]))
    counts = stages.extract(settings, run("r1", pages), batches=batches)
    parts = [store.extractions(extractor_version(), batch) for batch in batches]
    assert stages.extract(settings, run("r1", pages), batches=batches) == counts
    assert [store.extractions(extractor_version(), batch) for batch in batches] == parts
    assert counts["documents"] == 5
    assert counts["figures"] + counts["leftovers"] >= 5


def test_what_could_not_be_taken_in_is_sighted_with_its_reason(settings: Settings, pages: Path) -> None:
    (pages / "empty.html").touch()
    taken = stages.snapshot(settings, run("r1", pages))
    (refused,) = (item for item in Store(settings.store).sightings("r1") if item.document_id is None)
    assert taken["rejected"] == 1
    assert refused.reason is RejectionReason.EMPTY


def test_a_missing_source_changes_nothing(settings: Settings, pages: Path, tmp_path: Path) -> None:
    with pytest.raises(YesanError, match="no such folder"):
        stages.snapshot(settings, run("r1", pages, tmp_path / "nowhere"))
    store = Store(settings.store)
    assert store.batches() == store.runs() == []


def test_other_rules_are_another_version_and_another_place_is_not(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(PROJECT / "ingestion", copy, ignore=shutil.ignore_patterns("__pycache__"))
    same = digest(copy)
    assert extractor_version() == f"{EXTRACTOR_VERSION}-{same}"
    for name in ("rules/units.yml", "sources/folder.py"):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert digest(copy) != same
        same = digest(copy)
    (copy / "rules" / "units.yml").rename(copy / "rules" / "unit.yml")
    assert digest(copy) != same


def test_what_a_killed_snapshot_left_is_gone_after_the_next(settings: Settings, pages: Path) -> None:
    left = Path(settings.store, "raw", ".part-x.parquet.0a1b2c3d.tmp")
    left.parent.mkdir(parents=True)
    left.touch()
    stages.snapshot(settings, run("r1", pages))
    assert not left.exists()
