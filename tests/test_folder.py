"""A folder as a source: every visible entry is a document, or says why it is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingestion.records import RejectionReason
from ingestion.sources.folder import Folder
from ingestion.sources.found import Found, Known, Limits, SourceError

LIMIT = 1000
LIMITS = Limits(document_bytes=LIMIT)
PAGE = "<p>예산 12억원</p>".encode()


def find(source: str, known: Known | None = None) -> Iterator[Found]:
    return Folder(source, LIMITS).find(known or Known())


def found(folder: Path) -> dict[str, Found]:
    """What a folder holds, by the path inside it."""
    root = f"{folder.as_posix()}/"
    return {entry.locator.removeprefix(root): entry for entry in find(str(folder))}


def page(path: Path, content: bytes = PAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("깊은/곳/기사 1.html", "text/html"),
    ],
)
def test_pages_are_documents_at_any_depth(tmp_path: Path, name: str, media_type: str) -> None:
    page(tmp_path / name)
    document = found(tmp_path)[name].document
    assert document is not None
    assert (document.content, document.media_type) == (PAGE, media_type)


@dataclass(frozen=True)
class Refused:
    """An entry that is no document."""

    name: str
    reason: RejectionReason
    detail: str


REFUSED = [
    Refused("empty.html", RejectionReason.EMPTY, "0 bytes"),
    Refused("large.html", RejectionReason.TOO_LARGE, "max_document_bytes"),
    Refused("dangling.html", RejectionReason.UNREADABLE, "No such file"),
    Refused("loop.html", RejectionReason.UNREADABLE, "symbolic links"),
    Refused("pipe.html", RejectionReason.NOT_A_FILE, "pipe"),
    Refused("folder.html", RejectionReason.NOT_A_FILE, "a folder"),
    Refused("link", RejectionReason.NOT_A_FILE, "a link to a folder"),
    Refused("scan.hwp", RejectionReason.UNSUPPORTED_TYPE, ".hwp"),
    Refused("README", RejectionReason.UNSUPPORTED_TYPE, "no ending"),
]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with one of everything that is no page, and one page."""
    folder = tmp_path / "broken"
    page(folder / "good.html")
    page(folder / "empty.html", b"")
    page(folder / "large.html", b"x" * (LIMIT + 1))
    page(folder / "scan.hwp")
    page(folder / "README")
    page(folder / "folder.html" / "inside.html")
    (folder / "dangling.html").symlink_to("nowhere.html")
    (folder / "loop.html").symlink_to("loop.html")
    (folder / "link").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.html")
    return folder


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_is_no_page_is_named_with_a_reason(broken: Path, case: Refused) -> None:
    entry = found(broken)[case.name]
    assert (entry.document, entry.reason) == (None, case.reason)
    assert case.detail in (entry.detail or "")


def test_the_rest_is_read_also_below_a_folder_named_like_a_page(broken: Path) -> None:
    documents = {name for name, entry in found(broken).items() if entry.document}
    assert documents == {"good.html", "folder.html/inside.html"}


def test_hidden_names_are_ignored(tmp_path: Path) -> None:
    page(tmp_path / "a.html")
    page(tmp_path / ".hidden.html")
    page(tmp_path / ".git" / "b.html")
    assert set(found(tmp_path)) == {"a.html"}


def test_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.html", "c.html", "a.html"):
        page(tmp_path / name)
    assert list(found(tmp_path)) == ["a/z.html", "a.html", "b.html", "c.html"]


def test_a_single_page_is_a_source(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html")
    (entry,) = find(str(path))
    assert entry.locator == path.as_posix()
    assert entry.document is not None


def test_a_locator_is_relative_inside_the_working_directory_and_absolute_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(tmp_path / "here" / "a.html")
    page(tmp_path / "there" / "b.html")
    monkeypatch.chdir(tmp_path / "here")
    assert [entry.locator for entry in find(".")] == ["a.html"]
    outside = [entry.locator for entry in find("../there")]
    assert outside == [(tmp_path / "there" / "b.html").as_posix()]


def test_a_name_that_is_no_text_is_shown_as_bytes(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xb0\xa1.html")  # a name written in EUC-KR
    with open(path, "wb") as file:
        file.write(PAGE)
    assert list(found(tmp_path)) == ["\\xb0\\xa1.html"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (None, "no such folder or file"),
        ([], "is empty"),
        ([".hidden.html"], "is empty"),
        (["a.hwp", "b.docx"], "holds 2 other files"),
    ],
)
def test_a_source_without_any_page_is_an_error(tmp_path: Path, names: list[str] | None, message: str) -> None:
    folder = tmp_path / "source"
    for name in names or []:
        page(folder / name)
    if names == []:
        folder.mkdir()
    for look in (lambda source: Folder(source, LIMITS).check(), find):
        with pytest.raises(SourceError, match=message):
            look(str(folder))
