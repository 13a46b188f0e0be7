"""The store: what is written can be read again, on any file system, and a part is whole or not there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import fsspec
import pytest

from ingestion.records import (
    Article,
    Basis,
    Block,
    BlockKind,
    Breakdown,
    BreakdownBy,
    Document,
    Extraction,
    Figure,
    Leftover,
    LeftoverReason,
    Qualifier,
    Rejection,
    RejectionReason,
    Role,
    Sighting,
    Stage,
)
from pipeline.parquet import schema
from pipeline.run import Run
from pipeline.store import Store, extracted_folder

ARTICLE = Article(
    document_id="d1",
    title="내년 예산",
    published_on=date(2025, 11, 12),
    published_basis="meta",
    publisher=None,
    language="ko",
    body="내년 예산\n12억원",
    blocks=(Block(BlockKind.HEADLINE, 0, 5), Block(BlockKind.PARAGRAPH, 6, 10)),
)
FIGURE = Figure(
    figure_id="f1",
    document_id="d1",
    amount_krw=1_200_000_000,
    amount_max_krw=None,
    unit_krw=100_000_000,
    qualifier=Qualifier.EXACT,
    hedge=None,
    fiscal_year=2026,
    fiscal_year_end=2026,
    government="서울특별시",
    organization="서울특별시",
    program=None,
    stage=Stage.PROPOSAL,
    role=Role.TOTAL,
    parent_figure_id=None,
    breakdown_id=None,
    breakdown=None,
    complete=True,
    basis=Basis.STATED,
    suspect=None,
    suggested_krw=None,
    text="12억원",
    start=6,
    end=10,
    sentence="12억원",
    sentence_start=6,
    mention_count=1,
)
BREAKDOWN = Breakdown("b1", "d1", "f1", BreakdownBy.PROGRAM, None)
LEFTOVER = Leftover("l1", "d1", LeftoverReason.PRICE, "3만원", 0, 3, "3만원", 0)
READ = Extraction("d1", ARTICLE, (FIGURE,), (BREAKDOWN,), (LEFTOVER,), None)
REJECTED = Extraction(
    "d2", None, (), (), (), Rejection("d2", "extract", RejectionReason.NOT_TEXT, "random bytes")
)


@pytest.fixture(params=["local", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = str(tmp_path / "store") if request.param == "local" else f"memory://{secrets.token_hex(4)}"
    opened = Store(url)
    yield opened
    fsspec.filesystem("memory").store.clear()


def documents(*contents: str) -> list[Document]:
    return [Document.of(content.encode(), "text/html") for content in contents]


def test_raw_parts_give_the_documents_back(store: Store) -> None:
    pages = documents("가", "나", "다")
    batch = store.write_batch(pages)
    assert sorted(store.read_batch(batch), key=str) == sorted(pages, key=str)
    assert store.document_ids() == {page.document_id for page in pages}


def test_the_batch_id_follows_from_the_documents_alone(store: Store) -> None:
    pages = documents("가", "나")
    assert store.write_batch(pages) == store.write_batch(pages[::-1])
    assert len(store.batches()) == 1


def test_extracted_parts_give_everything_back(store: Store) -> None:
    kept = store.write_extractions("1", "b", [READ, REJECTED])
    assert kept == [READ, REJECTED]
    assert store.extractions("1", "b") == kept


def test_sightings_come_back(store: Store) -> None:
    seen = datetime(2026, 1, 1, 6, tzinfo=UTC)
    sightings = [
        Sighting("r", "s", "a.html", seen, "d1"),
        Sighting("r", "s", "b.html", seen, None, RejectionReason.EMPTY, "0 bytes"),
    ]
    store.write_sightings("r", sightings)
    assert store.sightings("r") == sightings
    assert store.runs() == ["r"]


def test_a_value_that_does_not_fit_costs_one_document_only(store: Store) -> None:
    huge = replace(FIGURE, amount_krw=10**30)
    torn = replace(ARTICLE, title="\ud800")  # half of a surrogate pair is no text
    unfit = [
        replace(READ, figures=(huge,)),
        replace(READ, document_id="d3", article=torn),
        replace(READ, document_id="d4"),
    ]
    kept = store.write_extractions("1", "b", unfit)
    assert store.extractions("1", "b") == kept
    assert [item.rejection.reason if item.rejection else None for item in kept] == [
        RejectionReason.READER_FAILED,
        RejectionReason.READER_FAILED,
        None,
    ]


def test_pending_is_what_this_extractor_version_has_not_read(store: Store) -> None:
    first, second = store.write_batch(documents("가")), store.write_batch(documents("나"))
    store.write_extractions("1", first, [READ])
    assert store.pending("1") == [second]
    assert store.pending("2") == sorted([first, second])


def test_an_empty_store_holds_nothing(store: Store) -> None:
    assert store.batches() == store.runs() == store.pending("1") == []
    assert store.document_ids() == set()


def test_temporary_files_are_no_parts(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write_batch(documents("가"))
    (tmp_path / "raw" / ".part-x.parquet.1234.tmp").write_bytes(b"half of a part")
    assert len(store.batches()) == 1
    assert [path.name for path in (tmp_path / "raw").glob("part-*")] == [f"part-{store.batches()[0]}.parquet"]


def run(name: str) -> Run:
    return Run(name, datetime(2026, 1, 1, 6, tzinfo=UTC), ())


CHECK = {"check_name": "sums_hold", "level": "stop", "status": "passed", "checked_count": 3, "detail": None}


def test_audits_are_kept_by_run_so_that_none_overwrites_another(store: Store) -> None:
    store.write_audit(run("r2"), "the release", [CHECK])
    store.write_audit(run("r1"), "the release", [CHECK | {"status": "failed"}])
    assert store.audited_runs() == ["r2", "r1"], "in the order in which they came"
    assert [(row["release_id"], row["status"]) for row in store.audit("r2")] == [("the release", "passed")]
    assert store.audit("r3") == []


def test_all_audits_are_one_table_also_those_without_checks(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write_audit(run("r0"), None, [])
    store.write_audit(run("r1"), None, [CHECK])
    store.write_audit(run("r2"), "x", [CHECK | {"detail": "words", "failed_count": 2}])
    kept = duckdb.sql(
        f"""select run_id, release_id, detail, failed_count, typeof(audited_at)
        from read_parquet('{tmp_path}/audits/*.parquet') order by run_id"""
    ).fetchall()
    moment = "TIMESTAMP WITH TIME ZONE"
    assert kept == [("r1", None, None, None, moment), ("r2", "x", "words", 2, moment)]


def test_what_a_killed_writer_left_is_swept_away_and_what_may_be_alive_is_not(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    batch = store.write_batch(documents("가"))
    store.write_extractions("1", batch, [READ])
    dead, alive, old = (
        tmp_path / folder / f".part-{name}.parquet.1234.tmp"
        for folder, name in (("raw", "x"), ("extracted/1", "y"), ("extracted/1", "z"))
    )
    for path in (dead, alive, old):
        path.write_bytes(b"half of a part")
    os.utime(old, (0, 0))
    store.sweep()
    assert [path.exists() for path in (dead, alive, old)] == [False, True, False]
    assert (store.batches(), store.pending("1")) == ([batch], [])


def test_the_schema_states_what_may_be_missing() -> None:
    figures = schema(Extraction).field("figures").type.value_type
    assert not figures.field("amount_krw").nullable
    assert figures.field("fiscal_year").nullable
    assert schema(Extraction).field("rejection").nullable


def test_a_version_is_a_plain_folder_name() -> None:
    assert extracted_folder("2026/11 beta") == "extracted/2026-11-beta"
