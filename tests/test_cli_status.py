"""`yesan status`: of a store at every stage of its life, and of a broken one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.released import working_directory
from tests.test_cli import yesan


@pytest.fixture
def published(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a copy of a published store."""
    shutil.copytree(working_directory(tmp_path_factory) / "store", tmp_path / "store", symlinks=True)
    return tmp_path


def status(home: Path) -> dict[str, str]:
    """The lines of each section."""
    done = yesan(home, "status")
    assert (done.returncode, done.stderr) == (0, "")
    sections: dict[str, str] = {}
    name = ""
    for line in done.stdout.splitlines():
        name = line[:12].strip() or name
        sections[name] = f"{sections.get(name, '')}{line[13:]}\n"
    assert list(sections) == ["store", "last run", "release", "held back", "for a person"]
    return sections


def test_of_nothing(tmp_path: Path) -> None:
    found = status(tmp_path)
    assert "yet; `yesan run FOLDER` begins" in found["store"]
    assert (found["last run"], found["release"]) == ("none\n", "none is published yet\n")
    assert not list(tmp_path.iterdir())


def test_of_a_store_without_a_release(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text(
        "서울시는 2026년 도서관에 3억원을 쓴다.\n" * 9, encoding="utf-8"
    )
    assert yesan(tmp_path, "snapshot", "news").returncode == 0
    found = status(tmp_path)
    assert "1 document in 1 batch, 1 run\n" in found["store"]
    assert "1 batch not read by this extractor yet: `yesan extract`" in found["store"]
    assert re.fullmatch(r"\S+: did not come to its end; `yesan run` goes on\n", found["last run"])
    assert found["release"] == "none is published yet\n"


def test_of_a_published_store(published: Path) -> None:
    found = status(published)
    assert re.match(r"\S+/store: [0-9.]+ MiB \(raw ", found["store"])
    assert "5 documents in 1 batch" in found["store"]
    release = (published / "store" / "current").readlink().name
    assert release in found["last run"]
    assert found["release"].startswith(f"{release}, made 20")
    assert re.search(r"\d+ checks: .*\d+ passed", found["release"])
    assert found["held back"] == "nothing\n"


def test_what_needs_a_person_comes_with_the_query_that_shows_it(published: Path) -> None:
    warehouse = published / "store" / "current" / "warehouse.duckdb"
    warehouse.chmod(0o644)
    with duckdb.connect(str(warehouse)) as con:
        con.execute(
            "insert into quality.rejections (locator, stage, reason) values ('a.html', 'extract', 'empty')"
        )
        con.execute("update fact_budget set amount_krw_corrected = null")
        con.execute(
            "insert into fact_conflict (conflict_id, kind) values ('1', 'change'), ('2', 'percentage')"
        )
        con.execute("update fact_total_check set verdict = 'over' where equation like '1718 %'")
        con.execute("update quality.checks set status = 'failed' where check_name = 'rows_steady'")
    found = status(published)["for a person"]
    told = re.findall(r'^(\d+) (.+?): yesan sql "(.+)"$', found, re.MULTILINE)
    assert [(int(number), name) for number, name, _ in told] == [
        (1, "rejection"),
        (1, "suspect amount"),
        (2, "conflicts"),
        (1, "total that does not add up"),
        (1, "unreadable total"),
        (1, "failed check"),
    ]
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for number, _, query in told:
            assert len(con.execute(query).fetchall()) == int(number)


def test_what_is_held_back_comes_with_its_report(published: Path) -> None:
    (published / "store" / "failed" / "some-run" / "report").mkdir(parents=True)
    assert status(published)["held back"] == (
        "some-run: why is not known; see store/failed/some-run/report/index.html\n"
    )


def test_of_a_torn_store_the_rest_is_told(published: Path) -> None:
    store = published / "store"
    release = (store / "current").readlink().name
    shutil.move(store / "releases" / release, published / "away")
    found = status(published)
    assert found["release"].startswith("cannot be read: ") and "which is missing" in found["release"]
    assert found["for a person"] == "nothing to ask, without a release\n"
    assert "5 documents in 1 batch" in found["store"]


def test_a_damaged_warehouse_or_part_is_told(published: Path) -> None:
    warehouse = published / "store" / "current" / "warehouse.duckdb"
    warehouse.chmod(0o644)
    warehouse.write_bytes(b"no warehouse")
    (part,) = (published / "store" / "raw").iterdir()
    part.write_bytes(b"no part")
    found = status(published)
    assert found["store"].startswith("cannot be read: ")
    assert (
        found["for a person"].startswith("cannot be read: ") and "cannot be opened" in found["for a person"]
    )
    assert "5 documents" in found["release"]
