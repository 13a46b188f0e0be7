"""`sources.yml`: what it may say, and that a slip is an error that names the file and the line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from ingestion.sources.archive import WebArchive
from ingestion.sources.feed import Feed
from ingestion.sources.folder import Folder
from ingestion.sources.found import Known, Limits, SourceError
from ingestion.sources.named import open_sources
from tests.house import ROOT, text_of
from tests.test_docs import fenced
from tests.warcs import Record, write

LIMITS = Limits()
PAGE = "<p>예산 12억원</p>"


def opened(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "sources.yml"
    path.write_text(text, encoding="utf-8")
    return list(open_sources([str(path)], LIMITS))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for name in ("a.html", "b.txt", "2026/c.html", "2026/draft/d.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, encoding="utf-8")
    write(tmp_path / "crawl.warc.gz", [Record("https://news.example.kr/1")])
    return folder


def test_every_kind_of_source_is_listed_relative_to_the_file(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    folder, feed, archive = opened(
        tmp_path,
        "sources:\n"
        "  - folder: pages\n"
        "  - {name: 시청, feed: 'https://www.example.go.kr/', read: items, max_pages: 5, wait_seconds: 2}\n"
        "  - archive: '*.warc.gz'\n",
    )
    assert isinstance(folder, Folder)
    assert isinstance(feed, Feed)
    assert isinstance(archive, WebArchive)
    assert len(list(folder.find(Known()))) == 4
    assert (folder.name, feed.name) == (f"{pages}"[1:], "시청")
    assert [entry.locator for entry in archive.find(Known())] == ["https://news.example.kr/1"]


@dataclass(frozen=True)
class Chosen:
    """What patterns leave of the pages above."""

    patterns: str
    names: tuple[str, ...]


CHOSEN = [
    Chosen("include: ['*.txt']", ("b.txt",)),
    Chosen("include: ['2026/**']", ("2026/c.html", "2026/draft/d.html")),
    Chosen("include: ['/*.html']", ("a.html",)),
    Chosen("include: ['**/*.html'], exclude: ['draft/']", ("2026/c.html", "a.html")),
    Chosen("exclude: ['*.html']", ("b.txt",)),
]


@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: chosen.patterns)
def test_patterns_of_a_folder_are_those_of_gitignore(tmp_path: Path, pages: Path, chosen: Chosen) -> None:
    (folder,) = opened(tmp_path, f"sources: [{{folder: pages, {chosen.patterns}}}]")
    assert isinstance(folder, Folder)
    names = [Path("/", found.locator).relative_to(pages).as_posix() for found in folder.find(Known())]
    assert names == list(chosen.names)


@dataclass(frozen=True)
class Slip:
    """A file that cannot be, and what the error says."""

    text: str
    message: str


SLIPS = [
    Slip("", "line 1: it begins with `sources:`"),
    Slip("- folder: pages\n", "line 1: it begins with `sources:`"),
    Slip("sources:\n", "line 1: no source is listed"),
    Slip("sources: pages\n", "line 1: no source is listed"),
    Slip("sources:\n  - pages\n", "line 2: it begins with"),
    Slip("# ours\nsource:\n  - folder: pages\n", "line 2: `source` has no meaning here"),
    Slip("sources:\n  - folder: pages\n   feed: x\n", "line 3: no YAML"),
    Slip("sources:\n  - folder: pages\n  - name: x\n", "line 3: a source has one of folder, feed, archive"),
    Slip("sources:\n  - folder: pages\n    feed: https://a.kr/\n", "here is folder and feed"),
    Slip("sources:\n  - folder: pages\n    inclde: ['*']\n", "line 3: `inclde`: .*a folder has: .*include"),
    Slip("sources:\n  - folder: pages\n    max_pages: 3\n", "line 3: `max_pages`"),
    Slip("sources:\n  - folder: pages\n    include: '*.html'\n", "line 3: `include`: .*list"),
    Slip("sources:\n  - feed: https://a.kr/\n\n    max_pages: 0\n", "line 4: `max_pages`: .*greater"),
    Slip("sources:\n  - feed: https://a.kr/\n    read: all\n", "line 3: `read`: .*'pages' or 'items'"),
    Slip("sources:\n  - folder: 5\n", "line 2: `folder`: .*string"),
    Slip("sources:\n  - folder: pages\n    folder: pages\n", "line 2: a key stands twice"),
    Slip("sources:\n  - folder: pages\n  - folder: pages\n", "line 3: another source, of line 2"),
    Slip("sources:\n  - folder: nowhere\n", "no such folder or file: .*nowhere"),
    Slip("sources:\n  - archive: nowhere/*.warc\n", "no such web archive: .*nowhere"),
    Slip("sources:\n  - feed: ftp://a.kr/\n", "only http and https"),
    Slip("sources:\n  - folder: &a pages\n    name: !!python/object:os.system {}\n", "line 2: no YAML"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.message)
def test_a_slip_is_named_with_its_line(tmp_path: Path, pages: Path, slip: Slip) -> None:
    with pytest.raises(SourceError, match=slip.message) as raised:
        opened(tmp_path, slip.text)
    if "line" in slip.message:
        assert str(tmp_path / "sources.yml") in str(raised.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.yml", "no such file: nowhere.yml"),
        ("ftp://a.kr/list", "URLs begin with http"),
        ("nowhere.warc.gz", "no such web archive"),
        ("nowhere", "no such folder or file"),
    ],
)
def test_a_name_that_is_no_source_is_an_error(name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        open_sources([name], LIMITS)


def test_the_file_of_the_project_lists_the_bundled_articles() -> None:
    (source,) = open_sources([str(ROOT / "sources.yml")], LIMITS)
    assert source.name.endswith("data/articles")


def test_the_page_about_sources_shows_a_file_that_is_read_and_names_every_key(
    tmp_path: Path, pages: Path
) -> None:
    page = ROOT / "docs" / "sources.md"
    (example,) = fenced(page, "yaml")
    text = example.text.replace("data/articles", "pages").replace("crawls/*", "crawl")
    assert len(opened(tmp_path, text)) == len(yaml.safe_load(text)["sources"]) == 3
    for kind in ("folder", "feed", "archive"):
        with pytest.raises(SourceError, match="has: ") as raised:
            opened(tmp_path, f"sources:\n  - {kind}: x\n    wrong: 1\n")
        keys = str(raised.value).rpartition("has: ")[2].rstrip(")").split(", ")
        assert [key for key in keys if f"`{key}`" not in text_of(page)] == []
