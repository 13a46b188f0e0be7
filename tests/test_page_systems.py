"""Pages as content systems of newsrooms, portals and city halls make them, each read whole: title, days,
publisher, author, and every block with its kind; of cells also what their row and column say and the unit.
Nothing but the blocks listed may come out."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingestion.page import read_article
from ingestion.records import Article, Document

SYSTEMS = Path(__file__).parent / "pages" / "systems"
TYPES = {".html": "text/html", ".txt": "text/plain"}


def cases() -> list[Path]:
    return sorted(path for path in SYSTEMS.iterdir() if path.suffix in TYPES)


def expected_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    return found


def read(path: Path) -> Article:
    expected = expected_of(path)
    text = unicodedata.normalize(expected.get("form", "NFC"), path.read_text(encoding="utf-8"))
    content = text.encode(expected.get("encoding", "utf-8"))
    return read_article(Document.of(content, TYPES[path.suffix]))


def test_there_are_twenty_systems_and_each_says_what_is_expected() -> None:
    assert len(cases()) >= 20
    assert {path.stem for path in cases()} == {path.stem for path in SYSTEMS.glob("*.yml")}


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_what_is_known_of_the_article(path: Path) -> None:
    article, expected = read(path), expected_of(path)
    assert {
        "title": article.title,
        "published_on": article.published_on,
        "updated_on": article.updated_on,
        "publisher": article.publisher,
        "author": article.author,
    } == {
        name: expected.get(name) for name in ("title", "published_on", "updated_on", "publisher", "author")
    }, article.published_basis


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_its_blocks_in_order_and_no_other(path: Path) -> None:
    article, expected = read(path), expected_of(path)
    blocks = [(block.kind.value, article.body[block.start : block.end]) for block in article.blocks]
    assert blocks == [(block[0], block[1]) for block in expected["blocks"]]


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_cells_know_their_headings_and_their_unit(path: Path) -> None:
    article, expected = read(path), expected_of(path)
    for block, (_, text, *headings) in zip(article.blocks, expected["blocks"], strict=True):
        if headings:
            assert [block.row_heading, block.column_heading, block.unit_caption] == headings, text
