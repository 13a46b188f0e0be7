"""From pages to articles, beside other readers in the same run: how fast, what they keep, leak and know.

`python -m benchmarks.pages [FOLDER …]` reads generated news pages of 46 KiB and the HTML pages of
each FOLDER (default: the evaluation pages beside the checkout, where they are). A folder of pages may lie
beside `gold.jsonl`, `gold_docs.jsonl` and `excluded.jsonl`; then it is also told how well each reader does:

- `kept`: of the amounts that the article prints (figures and others), the share that stands in its text. On
  generated pages: of the article's paragraphs.
- `leaked`: of the amounts that the page prints beside the article only, the share that stands in its text. On
  generated pages: of the teasers and comments.
- `title`, `day`: share of pages whose title (letters and digits) and day of publication are right; a page
  without a known day is right where no day is given.
- `first`: pages per second when no page was read before; `best`: the best of several rounds. One core, CPU
  time, all readers in turn in each round; `×` is the best against that of trafilatura's page to text.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time

from benchmarks.newspage import news_page
from benchmarks.peers import Read, Reader, readers
from ingestion.lines import letters

EVALUATION = Path(__file__).parent.parent.parent / "shared" / "eval" / "dev" / "docs"
_ROUNDS = 9
_GENERATED = 20
_BESIDE = ("기사 밖", "댓글")  # reasons by which the gold says that an amount stands beside the article
_AMOUNT = re.compile(r"[\d.,]+\s?[조억만천백십원]*(?:\s|\d|$)|[\d.,조억만천백십원 ]+$")
_AGAINST = "trafilatura"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page holds: pieces of the article's text, pieces of what stands beside it, title and day."""

    own: tuple[str, ...]
    beside: tuple[str, ...]
    title: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages to measure with, and what each holds, where that is known."""

    name: str
    contents: list[bytes]
    expected: list[Expected] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One reader on one set of pages: pages per second, and shares from 0 to 1 (None: not known)."""

    reader: str
    first: float
    best: float
    times: float | None
    kept: float | None
    leaked: float | None
    title: float | None
    day: float | None


def generated(count: int = _GENERATED, seed: int = 0) -> Pages:
    """News pages of 46 KiB with about 1,000 tags."""
    made = [news_page(seed + number) for number in range(count)]
    expected = [Expected(page.own, page.beside, page.title, page.published_on) for page in made]
    return Pages("generated, 46 KiB", [page.content for page in made], expected)


def folder(path: Path) -> Pages:
    """The HTML pages of a folder, with the gold beside it."""
    files = sorted(file for file in path.iterdir() if file.suffix == ".html")
    gold = _by_doc(path.parent / "gold.jsonl")
    documents = _by_doc(path.parent / "gold_docs.jsonl")
    excluded = _by_doc(path.parent / "excluded.jsonl")
    expected = [
        _expected(documents[file.stem][0], gold.get(file.stem, []), excluded.get(file.stem, []))
        for file in files
        if file.stem in documents
    ]
    contents = [file.read_bytes() for file in files]
    return Pages(f"{path.parent.name}/{path.name}", contents, expected if len(expected) == len(files) else [])


def _expected(document: dict[str, str], gold: list[dict[str, str]], left: list[dict[str, str]]) -> Expected:
    own = {line["raw"] for line in gold if line.get("raw")}
    own |= {raw for line in gold for raw in line.get("raw_other") or ()}
    own |= {line["raw"] for line in left if not line["reason"].startswith(_BESIDE)}
    beside = {line["raw"] for line in left if line["reason"].startswith(_BESIDE)}
    only = tuple(
        text
        for text in sorted(beside)
        if not any(_stands(text, other) for other in (*own, document["title"] or ""))
    )
    day = document["published_on"]
    known = date.fromisoformat(day) if re.match(r"\d{4}-", day or "") else None
    return Expected(tuple(sorted(own)), only, document["title"], known)


def _by_doc(path: Path) -> dict[str, list[dict[str, str]]]:
    lines: dict[str, list[dict[str, str]]] = {}
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        line = json.loads(text)
        lines.setdefault(line["doc"], []).append(line)
    return lines


def _stands(piece: str, text: str) -> bool:
    """Whether `piece` stands in `text`; an amount not as a part of a longer one, its spaces more or fewer."""
    if not _AMOUNT.match(piece):
        return piece in text
    written = r"\s*".join(re.escape(word) for word in piece.split())
    goes_on = r"\d" if piece.endswith("원") else r"[\d조억만천백십]"  # 23억원만 is 23억원, 23억만 is not 23억
    return bool(re.search(rf"(?<!\d)(?<!\d[.,]){written}(?!{goes_on})", text))


def measure(pages: Pages, found: list[Reader], rounds: int = _ROUNDS) -> Iterator[Row]:
    """The rows of one set of pages."""
    seconds: dict[str, list[float]] = {reader.name: [] for reader in found}
    for _ in range(rounds):
        for reader in found:
            start = process_time()
            for content in pages.contents:
                reader.text(content)
            seconds[reader.name].append(max(process_time() - start, 1e-9))
    count = len(pages.contents)
    for reader in found:
        best = min(seconds[reader.name])
        against = seconds.get(_AGAINST)
        yield Row(
            reader.name,
            count / seconds[reader.name][0],
            count / best,
            min(against) / best if against else None,
            *_quality([reader.read(content) for content in pages.contents], pages.expected),
        )


def _quality(
    reads: list[Read], expected: list[Expected]
) -> tuple[float | None, float | None, float | None, float | None]:
    if not expected:
        return None, None, None, None
    pairs = list(zip(reads, expected, strict=True))
    own = [_stands(piece, read.text) for read, page in pairs for piece in page.own]
    beside = [_stands(piece, read.text) for read, page in pairs for piece in page.beside]
    titles = [letters(read.title or "") == letters(page.title or "") for read, page in pairs]
    days = [read.published_on == page.published_on for read, page in pairs]
    knows = reads[0].knows
    return (
        _share(own),
        _share(beside),
        _share(titles) if "title" in knows else None,
        _share(days) if "published_on" in knows else None,
    )


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def table(rows: list[Row]) -> list[str]:
    """The rows as a table in Markdown, which is plain enough to be read as it is."""
    heading = ("reader", "kept", "leaked", "title", "day", "first", "best", "×")
    cells = [
        (
            row.reader,
            *(
                ("–" if value is None else f"{value:.3f}")
                for value in (row.kept, row.leaked, row.title, row.day)
            ),
            f"{row.first:,.0f}",
            f"{row.best:,.0f}",
            "–" if row.times is None else f"{row.times:.1f}",
        )
        for row in rows
    ]
    lines = ["| " + " | ".join(line) + " |" for line in (heading, *cells)]
    return [lines[0], "|---" + "|--:" * 7 + "|", *lines[1:]]


def main(folders: list[str]) -> None:
    """Prints a table for each set of pages."""
    sets = [Path(name) for name in folders] or [path for path in (EVALUATION,) if path.exists()]
    found, missing = readers()
    for page in generated(3, seed=900).contents:  # rules are loaded and patterns made
        for reader in found:
            reader.text(page)
    gc.collect()
    gc.freeze()  # the libraries of six readers are nothing that a collector need look through
    for pages in (*map(folder, sets), generated()):
        size = sum(map(len, pages.contents)) / len(pages.contents) / 1024
        print(f"\n{pages.name}: {len(pages.contents)} pages, {size:.1f} KiB on average\n")
        print("\n".join(table(list(measure(pages, found)))), flush=True)
    for name, reason in missing.items():
        print(f"\n{name} does not run: {reason}")


if __name__ == "__main__":
    main(sys.argv[1:])
