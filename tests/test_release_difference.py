"""What two releases say differently: each cause, planted in a copy of a warehouse, is found and named."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.checks import Audit
from expectations.record import write
from publishing.difference import Cause, Change, differences
from publishing.manifest import WAREHOUSE, ReleaseError
from publishing.release import Facts, seal
from tests.mini_warehouse import EOK, Mini

LIBRARY, PARK = "도서관에 98억원을 쓴다.", "공원에는 20억원이 든다."


@dataclass(frozen=True)
class Planted:
    """A statement that makes another release of a copy, and what must be told of it."""

    statement: str
    change: Change
    cause: Cause
    texts: tuple[str | None, str | None]
    fields: tuple[str, ...] = ()


PLANTED = [
    Planted(
        "delete from fact_budget where amount_krw = 2000000000",
        Change.WENT,
        Cause.NEW_EXTRACTOR,
        ("20억원", None),
    ),
    Planted(
        "update fact_budget set fiscal_year = 2028, extractor_version = '2' where amount_krw = 2000000000",
        Change.CHANGED,
        Cause.NEW_EXTRACTOR,
        ("20억원", "20억원"),
        ("fiscal_year",),
    ),
    Planted(
        # A cut is another figure at the same place: its id goes by its amount.
        "update fact_budget set amount_krw = -amount_krw, role = 'change', figure_id = 'another',"
        " extractor_version = '2' where amount_krw = 2000000000",
        Change.CHANGED,
        Cause.NEW_EXTRACTOR,
        ("20억원", "20억원"),
        ("amount_krw", "role"),
    ),
    Planted(
        "update fact_budget set stage = 'enacted' where amount_krw = 2000000000",
        Change.CHANGED,
        Cause.OTHER_RULES,
        ("20억원", "20억원"),
        ("stage",),
    ),
    Planted(
        "delete from fact_budget where amount_krw = 9800000000;"
        " delete from dim_document where document_id not in (select document_id from fact_budget)",
        Change.WENT,
        Cause.DOCUMENT_GONE,
        ("98억원", None),
    ),
]


def release(folder: Path) -> Path:
    """A sealed release of two articles, a figure in each."""
    mini = Mini()
    for name, sentence, text, eok in (("a", LIBRARY, "98억원", 98), ("b", PARK, "20억원", 20)):
        document = mini.article(f"{name}.html", f"소식 {name}", sentence)
        mini.figure(document, sentence, text, eok * EOK)
    write(mini.write(folder / WAREHOUSE), Audit((), ()))
    return folder


def sealed(folder: Path) -> Path:
    seal(folder, Facts("x", datetime.now(UTC), {}))
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return release(tmp_path / "before")


def changed(before: Path, statement: str) -> Path:
    after = before.with_name("after")
    shutil.copytree(before, after)
    with duckdb.connect(str(after / WAREHOUSE)) as con:
        con.execute(statement)
    return sealed(after)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.change}-{planted.cause}")
def test_each_difference_is_told_with_its_cause(before: Path, planted: Planted) -> None:
    after = changed(before, planted.statement)
    (found,) = differences(sealed(before), after)
    texts = tuple(figure and figure["text"] for figure in (found.before, found.after))
    assert (found.change, found.cause, texts, found.fields) == (
        planted.change,
        planted.cause,
        planted.texts,
        planted.fields,
    )
    assert found.title


def test_a_release_does_not_differ_from_itself(before: Path) -> None:
    assert differences(sealed(before), before) == []


def test_what_was_not_there_appeared_with_its_document(before: Path) -> None:
    after = changed(before, PLANTED[-1].statement)
    (found,) = differences(after, sealed(before))
    assert (found.change, found.cause) == (Change.APPEARED, Cause.NEW_DOCUMENT)
    assert found.after and found.after["text"] == "98억원"


def test_an_edited_article_is_compared_with_what_it_was(before: Path) -> None:
    edit = (
        "update fact_budget set document_id = 'edit', figure_id = 'moved', text_start = text_start + 40"
        " where amount_krw = 2000000000;"
        " update dim_document set document_id = 'edit' where title = '소식 b'"
    )
    after = changed(before, edit)
    assert differences(sealed(before), after) == [], "moved in the text, it says the same"


def test_an_edit_that_changes_an_amount_is_one_change(before: Path) -> None:
    edit = (
        "update fact_budget set document_id = 'edit', figure_id = 'moved', amount_krw = 2500000000"
        " where amount_krw = 2000000000;"
        " update dim_document set document_id = 'edit' where title = '소식 b'"
    )
    after = changed(before, edit)
    (found,) = differences(sealed(before), after)
    assert (found.change, found.cause, found.fields) == (
        Change.CHANGED,
        Cause.EDITED_ARTICLE,
        ("amount_krw",),
    )


def test_a_folder_that_is_no_release_is_named(before: Path) -> None:
    with pytest.raises(ReleaseError, match=r"manifest\.json is missing"):
        differences(before, before)
