"""The release protocol: seal, publish, flip, keep, set aside, clean."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest

from expectations.checks import Audit
from expectations.record import write
from publishing.release import (
    Facts,
    Outcome,
    ReleaseError,
    clean,
    content_hash,
    current,
    fail,
    flip,
    publish,
    releases,
    retain,
    seal,
)
from tests.mini_warehouse import example

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
Build = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """An audited warehouse to copy: making one takes longer than the tests."""
    path = example().write(tmp_path / "template" / "warehouse.duckdb")
    write(path, Audit((), ()))
    return path


@pytest.fixture
def build(store: Path, template: Path) -> Build:
    """A sealed build whose warehouse says `value` somewhere; each is made an hour later."""
    made = 0

    def make(name: str, value: int = 0, *, sealed: bool = True) -> Path:
        nonlocal made
        made += 1
        folder = store / "releases" / f".tmp-{name}"
        (folder / "report").mkdir(parents=True)
        (folder / "report" / "index.html").write_text("<!doctype html>")
        shutil.copy(template, folder / "warehouse.duckdb")
        with duckdb.connect(str(folder / "warehouse.duckdb")) as con:
            con.execute("update fact_budget set mention_count = ?", [value + 1])
        if sealed:
            seal(folder, Facts("abc123", AT + timedelta(hours=made), {"batches": ["b1"]}))
        return folder

    return make


def value(path: Path) -> int:
    """What an analyst reads through `path`."""
    with duckdb.connect(str(path / "warehouse.duckdb"), read_only=True) as con:
        (found,) = con.execute("select distinct mention_count - 1 from fact_budget").fetchone() or (None,)
    return int(found or 0)


def test_a_sealed_build_is_read_only_and_tells_what_it_is(build: Build) -> None:
    folder = build("one")
    made = json.loads((folder / "manifest.json").read_text())
    assert made["content_hash"] == content_hash(folder / "warehouse.duckdb")
    assert set(made["files"]) == {"warehouse.duckdb", "report/index.html"}
    assert made["code_version"] == "abc123" and made["inputs"] == {"batches": ["b1"]}
    assert made["created_at"] == "2026-11-02T10:00:00+00:00"
    assert made["summary"]["verdicts"] == {"match": 3, "over": 1, "partial": 1, "short": 1, "unreadable": 1}
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "report", "warehouse.duckdb"]
    for path in folder.rglob("*"):
        assert path.is_dir() or path.stat().st_mode & 0o777 == 0o444


def test_sealing_again_changes_nothing(build: Build) -> None:
    folder = build("one")
    before = (folder / "manifest.json").read_bytes()
    seal(folder, Facts("other", AT, {}))
    assert (folder / "manifest.json").read_bytes() == before


def test_a_sealed_build_that_was_changed_is_refused(build: Build) -> None:
    folder = build("one")
    page = folder / "report" / "index.html"
    page.chmod(0o644)
    page.write_text("else")
    with pytest.raises(ReleaseError, match=r"index\.html differs from the manifest; build again"):
        seal(folder, Facts("x", AT, {}))


def test_a_build_without_warehouse_or_audit_cannot_be_sealed(store: Path, build: Build) -> None:
    with pytest.raises(ReleaseError, match=r"warehouse\.duckdb is missing: run the build stage"):
        seal(store / "none", Facts("x", AT, {}))
    folder = build("one", sealed=False)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as con:
        con.execute("drop table quality.checks")
    with pytest.raises(ReleaseError, match=r"quality\.checks|checks does not exist.*audit it first"):
        seal(folder, Facts("x", AT, {}))


def test_what_lies_in_the_wal_is_in_the_sealed_file(build: Build) -> None:
    folder = build("one", sealed=False)
    path = folder / "warehouse.duckdb"
    copy = folder.with_name("copy")
    copy.mkdir()
    with duckdb.connect(str(path)) as con:
        con.execute("pragma disable_checkpoint_on_shutdown; update fact_budget set mention_count = 8")
    assert path.with_name("warehouse.duckdb.wal").exists()
    seal(folder, Facts("x", AT, {}))
    shutil.copy(path, copy)
    assert value(copy) == 7


def test_publishing_makes_a_build_current(store: Path, build: Build) -> None:
    published = publish(store, build("one", 1), "r1")
    assert (published.outcome, published.release_id) == (Outcome.PUBLISHED, "r1")
    assert current(store) == "r1" and value(store / "current") == 1
    assert (store / "current").readlink() == Path("releases/r1"), "relative: the store can be moved"


def test_the_store_can_be_moved(store: Path, build: Build, tmp_path: Path) -> None:
    publish(store, build("one", 1), "r1")
    assert value(store.rename(tmp_path / "elsewhere") / "current") == 1


def test_a_reader_goes_on_over_ten_publishings(store: Path, build: Build) -> None:
    """It opened the first release, which has long been removed, and reads pages that it never read before."""
    publish(store, build("first", 1), "r1")
    whole = "select sum(hash(f)), count(*) from fact_budget as f"
    file = str(store / "current" / "warehouse.duckdb")
    with duckdb.connect(file, read_only=True) as con:
        wanted = con.execute(whole).fetchall()
    with duckdb.connect(file, read_only=True) as reader:
        for number in range(2, 12):
            publish(store, build(f"b{number}", number), f"r{number}")
            retain(store, 2)
            assert value(store / "current") == number
        assert releases(store) == ["r10", "r11"]
        assert reader.execute(whole).fetchall() == wanted
        assert reader.execute("select distinct mention_count from fact_budget").fetchall() == [(2,)]


def test_the_same_content_is_not_published_twice(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    again = build("again", 1)
    published = publish(store, again, "r2")
    assert (published.outcome, published.release_id) == (Outcome.UNCHANGED, "r1")
    assert releases(store) == ["r1"] and not again.exists() and current(store) == "r1"


def test_going_back_to_earlier_content_is_a_release(store: Path, build: Build) -> None:
    for number, said in enumerate([1, 2, 1]):
        publish(store, build(f"b{number}", said), f"r{number}")
    assert releases(store) == ["r0", "r1", "r2"] and value(store / "current") == 1


def test_publishing_again_flips(store: Path, build: Build) -> None:
    folder = build("one", 1)
    publish(store, folder, "r1")
    publish(store, build("two", 2), "r2")
    assert publish(store, folder, "r1").outcome is Outcome.FLIPPED
    assert current(store) == "r1"
    assert publish(store, build("two again", 2), "r2").outcome is Outcome.FLIPPED
    assert current(store) == "r2" and releases(store) == ["r1", "r2"]


def test_an_id_is_never_given_to_other_content(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    with pytest.raises(ReleaseError, match=r"releases/r1 exists and says something else"):
        publish(store, build("two", 2), "r1")
    assert value(store / "current") == 1


def test_an_unsealed_build_is_refused(store: Path, build: Build) -> None:
    with pytest.raises(ReleaseError, match=r"manifest\.json is missing: the build was not sealed"):
        publish(store, build("one", sealed=False), "r1")
    assert current(store) is None and releases(store) == []


def test_a_torn_link_is_mended_by_publishing(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    shutil.rmtree(store / "releases" / "r1")
    with pytest.raises(ReleaseError, match="which is missing"):
        current(store)
    assert publish(store, build("two", 1), "r2").outcome is Outcome.PUBLISHED
    assert value(store / "current") == 1


@pytest.mark.parametrize("release_id", ["", ".", "..", ".hidden", "a/b", "../x"])
def test_an_id_is_a_plain_name(store: Path, build: Build, release_id: str) -> None:
    folder = build("one")
    for act in (lambda: publish(store, folder, release_id), lambda: flip(store, release_id)):
        with pytest.raises(ReleaseError, match="is no release id"):
            act()


def test_flipping_to_what_is_not_there_changes_nothing(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    with pytest.raises(ReleaseError, match=r"no such release \(there are: r1\)"):
        flip(store, "r9")
    assert current(store) == "r1"


def test_a_folder_named_current_is_left_alone(store: Path, build: Build) -> None:
    (store / "current").mkdir(parents=True)
    with pytest.raises(ReleaseError, match="is no link: move it away"):
        publish(store, build("one"), "r1")


def test_the_newest_and_the_current_are_kept(store: Path, build: Build) -> None:
    for number in range(5):
        publish(store, build(f"b{number}", number), f"r{number}")
    flip(store, "r0")
    assert retain(store, 2) == ["r1", "r2"]
    assert releases(store) == ["r0", "r3", "r4"] and value(store / "current") == 0
    with pytest.raises(ReleaseError, match="keep at least 1"):
        retain(store, 0)


def test_age_is_told_by_instant_not_by_text(store: Path, build: Build) -> None:
    early, late = build("early", 1, sealed=False), build("late", 2, sealed=False)
    seal(early, Facts("x", datetime(2026, 11, 3, 1, 0, tzinfo=timezone(timedelta(hours=9))), {}))
    seal(late, Facts("x", datetime(2026, 11, 2, 20, 0, tzinfo=UTC), {}))
    publish(store, late, "late")
    publish(store, early, "early")
    assert releases(store) == ["early", "late"]


def test_a_failed_build_is_set_aside(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    aside = fail(store, build("two", 2, sealed=False), "r2")
    assert aside == store / "failed" / "r2" and value(aside) == 2
    assert fail(store, store / "releases" / ".tmp-two", "r2") == aside, "failing again says the same"
    assert value(fail(store, build("two", 3, sealed=False), "r2")) == 3, "a later failure replaces an earlier"
    assert current(store) == "r1" and releases(store) == ["r1"]
    with pytest.raises(ReleaseError, match=r"\.tmp-none is missing"):
        fail(store, store / "releases" / ".tmp-none", "r3")


def test_only_some_failures_are_kept(store: Path, build: Build) -> None:
    for number in range(4):
        fail(store, build(f"b{number}", sealed=False), f"f{number}", keep=2)
    assert sorted(path.name for path in (store / "failed").iterdir()) == ["f2", "f3"]


def test_what_crashes_left_is_cleaned(store: Path, build: Build) -> None:
    publish(store, build("one", 1), "r1")
    mine, stale = build("mine"), build("stale", sealed=False)
    (store / "releases" / ".old-r0").mkdir()
    (store / ".current-99").symlink_to("releases/r9")
    assert clean(store, keep=[mine]) == [".current-99", ".old-r0", ".tmp-stale"]
    assert mine.exists() and not stale.exists() and value(store / "current") == 1
    assert clean(store, keep=[mine]) == []


def test_cleaning_a_store_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert clean(tmp_path / "none") == [] and releases(tmp_path / "none") == []


def test_a_damaged_release_is_not_taken_for_unchanged(store: Path, build: Build) -> None:
    publish(store, build("r1"), "r1")
    damaged = store / "releases" / "r1" / "warehouse.duckdb"
    damaged.chmod(0o644)
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    assert publish(store, build("r2"), "r2").outcome is Outcome.PUBLISHED
    assert current(store) == "r2"
