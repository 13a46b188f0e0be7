"""All kinds of sources through the store: what is known is not read again, what is lost is tried again,
and a snapshot that is killed is taken up where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from ingestion.records import RejectionReason, Sighting
from ingestion.sources.archive import WebArchive
from ingestion.sources.found import Known, Limits
from pipeline import stages
from pipeline.run import Run
from pipeline.settings import PROJECT, Settings, load
from pipeline.store import Store
from tests.feed_server import Server, page, reset, serving, then, validated
from tests.house import BIN
from tests.warcs import Record, article, write

URL = "https://news.example.kr/1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(
        store=str(tmp_path / "store"),
        batch_size=4,
        fetch_wait_seconds=0,
        fetch_attempts=1,
        private_networks=["127.0.0.1"],
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


def taken(
    settings: Settings, name: str, *sources: object, day: int = 1
) -> tuple[dict[str, int], list[Sighting]]:
    """What a run took in, and what it saw."""
    run = Run(name, datetime(2026, 1, day, 6, tzinfo=UTC), tuple(map(str, sources)))
    counts = stages.snapshot(settings, run)
    store = Store(settings.store)
    return counts, store.sightings(name) if name in store.runs() else []


def test_an_archive_is_read_once_and_what_it_has_grown_by_later(settings: Settings, tmp_path: Path) -> None:
    records = [Record(f"{URL}{number}", article(number)) for number in range(9)]
    path = write(tmp_path / "a.warc.gz", records)
    whole, pages = path.read_bytes(), list(WebArchive(str(path), Limits()).find(Known()))
    path.write_bytes(whole[: pages[4].offset])
    first, _ = taken(settings, "r1", path)
    again, nothing = taken(settings, "r2", path)
    path.write_bytes(whole)
    grown, rest = taken(settings, "r3", path)
    assert [item["new"] for item in (first, again, grown)] == [5, 0, 4]
    assert nothing == []
    assert [sighting.locator for sighting in rest] == [record.url for record in records[5:]]
    assert len(Store(settings.store).document_ids()) == 9


def test_the_same_bytes_at_two_urls_are_one_document_with_two_sightings(
    settings: Settings, server: Server, tmp_path: Path
) -> None:
    body = article(1)
    server.behaviours |= {"/a": page(body.decode()), "/list": page(f"{server.url}/a", "text/plain")}
    archive = write(tmp_path / "a.warc.gz", [Record(URL, body), Record(f"{URL}?copy", body)])
    (tmp_path / "a.html").write_bytes(body)
    counts, sightings = taken(settings, "r1", archive, f"{server.url}/list", tmp_path / "a.html")
    assert (counts["documents"], counts["new"], len(sightings)) == (1, 1, 4)
    assert len({sighting.document_id for sighting in sightings}) == 1


def test_new_bytes_at_a_url_are_its_new_version_by_the_time_of_the_crawl(
    settings: Settings, server: Server, tmp_path: Path
) -> None:
    later = Record(URL, article(2), date="2025-12-01T00:00:00Z")
    earlier = Record(URL, article(1), date="2025-11-01T00:00:00Z")
    archive = write(tmp_path / "a.warc.gz", [later, earlier])
    old, new = article(3).decode(), article(4).decode()
    server.behaviours |= {
        "/list": validated(f"{server.url}/a", '"l"'),
        "/a": then(validated(old, '"1"'), validated(new, '"2"')),
    }
    _, first = taken(settings, "r1", archive, f"{server.url}/list")
    _, second = taken(settings, "r2", archive, f"{server.url}/list", day=2)
    current = latest(settings, tmp_path)
    assert current[URL] == next(s.document_id for s in first if s.seen_at.month == 12)
    assert current[f"{server.url}/a"] == second[0].document_id
    assert len({sighting.document_id for sighting in (*first, *second)}) == 4


def latest(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """The latest document of each locator, by the very model that the warehouse has."""
    sql = (PROJECT / "dbt_project/models/intermediate/int_locators_latest.sql").read_text(encoding="utf-8")
    for model in ("stg_sightings", "stg_rejections"):
        sql = sql.replace(f"{{{{ ref('{model}') }}}}", model)
    con = duckdb.connect()
    con.execute(f"create view stg_sightings as from '{settings.store}/ledger/*.parquet'")
    con.execute("create table stg_rejections (document_id varchar)")
    return dict(con.execute(f"select locator, document_id from ({sql})").fetchall())


def test_what_could_not_be_fetched_is_recorded_and_tried_by_the_next_run(
    settings: Settings, server: Server
) -> None:
    server.behaviours |= {
        "/list": validated(f"{server.url}/a\n{server.url}/b", '"l"'),
        "/a": then(reset, page(article(1).decode())),
        "/b": validated(article(2).decode(), '"b"'),
    }
    counts, first = taken(settings, "r1", f"{server.url}/list")
    again, second = taken(settings, "r2", f"{server.url}/list", day=2)
    assert {sighting.locator[-2:]: sighting.reason for sighting in first} == {
        "/a": RejectionReason.NO_ANSWER,
        "/b": None,
    }
    assert (counts["new"], counts["rejected"], again["new"], again["rejected"]) == (1, 1, 1, 0)
    assert {sighting.locator[-2:] for sighting in second} == {"/a", "/b"}  # the one that did not change, too
    assert server.times("/b") == 2


def test_files_that_did_not_change_are_seen_without_being_read(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingestion.sources.folder._SECONDS_TO_SETTLE", 0)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_bytes(article(number))
    _, first = taken(settings, "r1", folder)
    (folder / "1.html").write_bytes(article(7))
    opened: list[str] = []
    real = os.open

    def noted(path: str, flags: int) -> int:
        opened.append(Path(path).name)
        return real(path, flags)

    monkeypatch.setattr("ingestion.sources.folder.os.open", noted)
    counts, second = taken(settings, "r2", folder)
    monkeypatch.undo()
    assert opened == ["1.html"]
    assert (counts["documents"], counts["new"]) == (3, 1)
    assert [a.document_id == b.document_id for a, b in zip(first, second, strict=True)] == [True, False, True]


def test_marks_of_a_document_that_is_gone_from_the_store_do_not_count(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_bytes(article(1))
    os.utime(tmp_path / "a.html")
    taken(settings, "r1", tmp_path / "a.html")
    for part in Path(settings.store, "raw").iterdir():
        part.unlink()
    counts, _ = taken(settings, "r2", tmp_path / "a.html")
    assert counts["new"] == 1


def test_a_run_that_is_taken_up_again_keeps_what_it_saw_before(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", [Record(f"{URL}{number}", article(number)) for number in range(3)])
    taken(settings, "r1", path)
    write(tmp_path / "b.warc.gz", [Record(f"{URL}b", article(5))])
    _, sightings = taken(settings, "r1", path, tmp_path / "b.warc.gz")
    assert len(sightings) == 4


def test_a_snapshot_that_is_killed_is_taken_up_and_loses_nothing(tmp_path: Path) -> None:
    count = 3000
    records = (Record(f"{URL}/{number}", b"<p>%d</p>" % number * 50) for number in range(count))
    path = write(tmp_path / "a.warc.gz", records)
    store = Store(str(tmp_path / "store"))
    environment = os.environ | {"YESAN_STORE": store.root, "YESAN_BATCH_SIZE": "20"}
    command = [str(BIN / "yesan"), "snapshot", str(path)]
    for parts in (1, 4):
        process = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE)
        while len(list((tmp_path / "store").glob("marks/*.parquet"))) < parts:
            assert process.poll() is None, "it ended before the moment came"
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    before = max(mark.offset or 0 for mark in store.marks())
    assert 0 < before < path.stat().st_size
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"{count} documents" not in done.stdout  # only the rest
    assert len(store.document_ids()) == count
    seen = [sighting.locator for name in store.runs() for sighting in store.sightings(name)]
    assert len(set(seen)) == count
    sizes = [len(list(store.read_batch(batch))) for batch in store.batches()]
    assert max(sizes) <= 20
