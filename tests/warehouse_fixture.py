"""A small warehouse from hand-made records, through the real store, the real loader and the real dbt.

`small_warehouse` is built once per test session, whatever the number of workers; tests only read it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from ingestion.records import (
    BreakdownBy,
    Document,
    Extraction,
    LeftoverReason,
    Qualifier,
    Rejection,
    RejectionReason,
    Role,
    Sighting,
    Suspect,
)
from pipeline import dbt
from pipeline.load import Parts, load
from pipeline.store import Store, extracted_folder
from tests.hand_made import EOK, Page

VERSION = "test-1"
FIRST_RUN = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)


def rejected(document: Document) -> Extraction:
    """A document that the extractor could not read."""
    rejection = Rejection(document.document_id, "extract", RejectionReason.NOT_TEXT, "bytes without text")
    return Extraction(document.document_id, None, (), (), (), rejection)


def sums_page() -> Page:
    """One page with a breakdown for each verdict."""
    page = Page(
        (
            "나라시, 내년 배움 예산 2651억원 편성",
            "도서관국 1718억원, 공원과 933억원이다.",
            "도서관국은 전자책 1000억원, 쉼터 500억원 등을 잡았다.",
            "공원과는 숲길 900억원, 연못 100억원을 쓴다.",
            "걷는 길 340억여원은 남쪽 300억원과 북쪽 45억원이다.",
            "꽃밭 70억원은 장미 30억원과 튤립 20억원이 전부다.",
            "강변 정비 60억원은 나루 50억원과 정자 10원이다.",
            "어린이 한 명에게 30만원을 준다.",
        )
    )
    total = page.figure("2651억원", 2651 * EOK, role=Role.TOTAL, program="배움 사업", complete=True)
    library = page.figure("1718억원", 1718 * EOK, role=Role.TOTAL, organization="도서관국", complete=False)
    parks = page.figure("933억원", 933 * EOK, role=Role.TOTAL, organization="공원과")
    books = page.figure("1000억원", 1000 * EOK, program="AI 전자책", fiscal_year_end=2027)
    shelter = page.figure("500억원", 500 * EOK, program="쉼터")
    woods = page.figure("900억원", 900 * EOK, program="숲길")
    pond = page.figure("100억원", 100 * EOK, program="연못")
    walk = page.figure(
        "340억여원", 340 * EOK, hedge="여", qualifier=Qualifier.AT_LEAST, role=Role.TOTAL, program="걷는 길"
    )
    south = page.figure("300억원", 300 * EOK, program="남쪽 길")
    north = page.figure("45억원", 45 * EOK, program="북쪽 길")
    flowers = page.figure("70억원", 70 * EOK, role=Role.TOTAL, program="꽃밭", complete=True)
    roses = page.figure("30억원", 30 * EOK, program="장미")
    tulips = page.figure("20억원", 20 * EOK, program="튤립")
    river = page.figure("60억원", 60 * EOK, role=Role.TOTAL, program="강변 정비")
    ferry = page.figure("나루 50억원", 50 * EOK, program="나루")
    pavilion = page.figure(
        "10원", 10, unit_krw=1, suspect=Suspect.UNIT_TYPO, suggested_krw=10 * EOK, program="정자"
    )
    page.leftover("30만원", LeftoverReason.PER_UNIT)
    page.divide(library, [books, shelter], complete=False)
    page.divide(parks, [woods, pond], complete=None)
    page.divide(walk, [south, north], complete=None)
    page.divide(flowers, [roses, tulips], complete=True)
    page.divide(river, [ferry, pavilion], complete=None)
    by_id = {figure.figure_id: figure for figure in page.figures}
    page.divide(
        by_id[total.figure_id],
        [by_id[library.figure_id], by_id[parks.figure_id]],
        complete=True,
        by=BreakdownBy.ORGANIZATION,
    )
    return page


def outlet_pages() -> list[Page]:
    """What other outlets say of the same budgets: one in its own words and with another amount for one of
    them, one that prints a part of the first again."""
    own = Page(
        (
            "도서관 전자책 예산 따져 보니",
            "도서관국은 두 해 동안 AI·전자책에 1000억원을 쓰기로 했다.",
            "숲길은 950억원이다.",
        ),
        publisher="누리신문",
        published_on=date(2025, 11, 2),
    )
    copy = Page(("전자책에 큰돈", *own.lines[1:2]), publisher="가람통신", published_on=date(2025, 11, 3))
    for page in (own, copy):
        page.figure("1000억원", 1000 * EOK, program="'AI·전자책' 사업", fiscal_year_end=2027)
    own.figure("950억원", 950 * EOK, program="숲길")
    return [own, copy]


def notice_page(amount_eok: int) -> Page:
    """One version of a page that changes: the same words with another amount."""
    page = Page(("누리군 알림", f"누리군 누리군청 행정과는 다리 보수에 {amount_eok}억원을 쓴다."))
    page.figure(
        f"{amount_eok}억원",
        amount_eok * EOK,
        government="누리군",
        organization="행정과",
        program="다리 보수",
        fiscal_year=None,
        fiscal_year_end=None,
    )
    return page


def fill(store: Store) -> None:
    """Four runs: the first sees an old notice through two sources, and what cannot be read; the second
    the new notice through one of them; the third only what has become unreadable; the fourth other
    outlets."""
    sums, old, new = sums_page(), notice_page(5), notice_page(7)
    quiet = Page(("나라시 도서관 문 열다", "새 도서관이 문을 열었다."))
    broken = Document.of(b"\x00\x01", "text/html")
    garbled = Document.of(b"\x00\x02", "text/html")
    outlets = outlet_pages()
    first, second, third, fourth = (FIRST_RUN + timedelta(days=day) for day in range(4))
    batches = [
        store.write_batch([sums.document, old.document, quiet.document, broken]),
        store.write_batch([new.document, garbled]),
        # The same document once more: what a crash between two batches can leave behind.
        store.write_batch([new.document, quiet.document]),
        store.write_batch([page.document for page in outlets]),
    ]
    store.write_sightings(
        "r1",
        [
            Sighting("r1", "folder", "sums.html", first, sums.document.document_id),
            Sighting("r1", "folder", "notice.html", first, old.document.document_id),
            Sighting("r1", "mirror", "notice.html", first, old.document.document_id),
            Sighting("r1", "folder", "quiet.html", first, quiet.document.document_id),
            Sighting("r1", "folder", "broken.html", first, broken.document_id),
            Sighting("r1", "folder", "x.html", first, None, RejectionReason.NOT_A_FILE, "x.html is a folder"),
        ],
    )
    store.write_sightings(
        "r2",
        [
            Sighting("r2", "folder", "sums.html", second, sums.document.document_id),
            Sighting("r2", "folder", "notice.html", second, new.document.document_id),
        ],
    )
    lost = Sighting("r3", "folder", "quiet.html", third, None, RejectionReason.UNREADABLE, "no permission")
    noise = Sighting("r3", "folder", "sums.html", third, garbled.document_id)
    store.write_sightings("r3", [lost, noise])
    store.write_sightings(
        "r4",
        [
            Sighting("r4", "feed", f"{page.publisher}.html", fourth, page.document.document_id)
            for page in outlets
        ],
    )
    extractions = (
        [sums.extraction(), old.extraction(), quiet.extraction(), rejected(broken)],
        [new.extraction(), rejected(garbled)],
        [new.extraction(), quiet.extraction()],
        [page.extraction() for page in outlets],
    )
    for batch, rows in zip(batches, extractions, strict=True):
        store.write_extractions(VERSION, batch, rows)


def parts_of(store: Store) -> Parts:
    """All parts of a store."""
    extracted = store.parts(extracted_folder(VERSION))
    return Parts(store.parts("raw"), store.parts("ledger"), extracted, store.fs)


@dataclass(frozen=True)
class Built:
    """A built warehouse: its file, where dbt worked, and what dbt found."""

    path: Path
    work_dir: Path
    results: tuple[dbt.NodeResult, ...]

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query, asked read-only."""
        with duckdb.connect(str(self.path), read_only=True) as con:
            return con.execute(sql, list(values)).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The single value of a query."""
        ((value,),) = self.query(sql, *values)
        return value


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The warehouse of `fill`, built with dbt's unit tests."""
    base = tmp_path_factory.getbasetemp()
    # pytest-xdist gives each worker a folder of its own beside the others.
    shared = (base.parent if base.name.startswith("popen-") else base) / "small_warehouse"
    shared.mkdir(exist_ok=True)
    with FileLock(shared / "lock"):
        if not (shared / "results.json").exists():
            _build(shared)
    rows = json.loads((shared / "results.json").read_text("utf-8"))
    return Built(
        shared / "release" / "warehouse.duckdb",
        shared / "work",
        tuple(dbt.NodeResult(**row) for row in rows),
    )


def _build(folder: Path) -> None:
    store = Store(str(folder / "store"))
    fill(store)
    warehouse = folder / "release" / "warehouse.duckdb"
    warehouse.parent.mkdir()
    load(warehouse, parts_of(store), VERSION)
    done = dbt.build(warehouse, folder / "work", unit_tests=True)
    rows = [{name: getattr(row, name) for name in row.__slots__} for row in done.results]
    (folder / "results.json").write_text(json.dumps(rows), "utf-8")
