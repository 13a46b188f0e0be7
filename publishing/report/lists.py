"""Lists that grow with the release: the first piece stands in the page, the others lie beside it as scripts
of data, which a page on disk may load. An index tells which entry lies in which piece and what it can be
chosen by, so that filters and links into the list see all of it, and no page grows with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from publishing.report.site import Site
from publishing.report.words import Text

SIZE = 40  # entries in a piece, and on a screen


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its anchor, what it can be chosen by (a value for each facet of its list), its HTML."""

    anchor: str
    facets: Sequence[str]
    html: Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, how it is said, and how many entries have it."""

    value: str
    said: Text
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page needs to show a list: its name, how many entries it has, its first piece, and for each
    facet how many entries have which value."""

    name: str
    size: int
    first: Sequence[Markup]
    counts: Sequence[dict[str, int]]


def write_list(site: Site, name: str, facets: Sequence[str], entries: Iterable[Entry]) -> Listed:
    """Writes the entries below `data/`, a piece at a time, and returns what the page shows of them."""
    folder = site.folder / "data"
    folder.mkdir(exist_ok=True)
    counts: list[dict[str, int]] = [{} for _ in facets]
    codes: list[dict[str, int]] = [{} for _ in facets]
    first: list[Markup] = []
    piece: list[Markup] = []
    size = number = 0
    with (folder / f"{name}.js").open("w", encoding="utf-8") as index:
        index.write(f"yesan.list({_js(name)},{SIZE},[\n")
        for entry in entries:
            size += 1
            for value, count, code in zip(entry.facets, counts, codes, strict=True):
                count[value] = count.get(value, 0) + 1
                code.setdefault(value, len(code))
            row = [entry.anchor, *(code[value] for value, code in zip(entry.facets, codes, strict=True))]
            index.write(f"{_js(row)},\n")
            piece.append(entry.html)
            if len(piece) == SIZE:
                first = first or piece
                _write_piece(site, name, number, piece)
                number, piece = number + 1, []
        if piece:
            first = first or piece
            _write_piece(site, name, number, piece)
        index.write(f"],{_js({key: list(code) for key, code in zip(facets, codes, strict=True)})});\n")
    return Listed(name, size, first, counts)


def choices(site: Site, counts: dict[str, int], section: str | None = None) -> list[Choice]:
    """The values of a facet in the order of the words' section, else by name."""
    order = list(site.words.sections()[section]) if section else []
    ranked = sorted(counts, key=lambda value: (order.index(value) if value in order else len(order), value))
    return [
        Choice(value, site.words.of(section, value) if section else Text.plain(value, value), counts[value])
        for value in ranked
    ]


def _write_piece(site: Site, name: str, number: int, piece: Sequence[Markup]) -> None:
    if number:  # the first stands in the page
        path = site.folder / "data" / f"{name}-{number}.js"
        path.write_text(f"yesan.piece({_js(name)},{number},{_js(piece)});\n", encoding="utf-8")


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
