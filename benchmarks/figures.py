"""How long it takes from an article's text to its figures, beside two peers in the same run.

`python -m benchmarks.figures [FOLDER …]` reads the bundled pages, those of each FOLDER (`.html`, `.txt`) and
made-up news prose of 1,000 to 1,000,000 characters, and prints milliseconds of one core per 1,000 characters:

- `first`: text → figures, when none of the texts was read before; `best`: the fastest of several readings.
- `regex`: a search for `[\\d,.조억만천백십 ]+원` in the same text, the least that one could do. It finds
  runs of digits and units, and says nothing of what they mean.
- `soup`: what it costs to get at a text at all, `BeautifulSoup(page, "lxml").get_text()` of the same pages.

The ratios hold on any machine, the milliseconds on one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from bs4 import BeautifulSoup

from benchmarks.prose import article_of, page
from ingestion.figures import read_figures
from ingestion.records import Article

BUNDLED = Path(__file__).parent.parent / "data" / "articles"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
_ROUNDS = 5
_NAIVE = re.compile(r"[\d,.조억만천백십 ]+원")
_TYPES = {".html": "text/html", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Texts:
    """Pages to measure with, and the articles in them."""

    name: str
    pages: list[bytes]
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured: seconds for all the texts, and what they hold."""

    name: str
    characters: int
    amounts: int
    first: float
    best: float
    regex: float
    soup: float

    def line(self) -> str:
        """The row of the table, times per 1,000 characters."""
        scale = 1e6 / self.characters
        return (
            f"{self.name[:23]:<24}{self.characters:>10,}{1000 * self.amounts / self.characters:>9.1f}"
            f"{self.first * scale:>9.2f}{self.best * scale:>9.2f}"
            f"{self.regex * scale:>9.3f}{self.soup * scale:>9.3f}"
            f"{self.best / self.regex:>9.0f}{self.best / self.soup:>9.1f}"
        )


HEADING = (
    f"{'text':<24}{'characters':>10}{'amounts':>9}{'first':>9}{'best':>9}{'regex':>9}{'soup':>9}"
    f"{'× regex':>9}{'× soup':>9}\n"
    f"{'':<24}{'':>10}{'per 1000':>9}{'ms per 1,000 characters':>36}"
)


def folder(path: Path) -> Texts:
    """The pages of a folder that hold an article."""
    files = sorted(file for file in path.iterdir() if file.suffix in _TYPES)
    read = [(file.read_bytes(), _TYPES[file.suffix]) for file in files]
    found = [(content, article_of(content, kind)) for content, kind in read]
    kept = [(content, article) for content, article in found if article is not None]
    return Texts(path.name, [content for content, _ in kept], [article for _, article in kept])


def prose(characters: int) -> Texts:
    """One page of made-up prose."""
    content = page(characters)
    article = article_of(content)
    assert article is not None, "it is made of sentences"
    return Texts(f"prose of {characters:,}", [content], [article])


def measure(texts: Texts, rounds: int = _ROUNDS) -> Row:
    """The times for these texts."""

    def read() -> int:
        return sum(len(figures) + len(left) for figures, _, left in map(read_figures, texts.articles))

    def search() -> int:
        return sum(len(_NAIVE.findall(article.body)) for article in texts.articles)

    def extract() -> int:
        return sum(len(BeautifulSoup(content, "lxml").get_text()) for content in texts.pages)

    first, amounts = _timed(read)
    best = min([first, *(_timed(read)[0] for _ in range(rounds - 1))])
    regex, soup = (min(_timed(peer)[0] for _ in range(rounds)) for peer in (search, extract))
    characters = sum(len(article.body) for article in texts.articles)
    return Row(texts.name, characters, amounts, first, best, max(regex, 1e-9), max(soup, 1e-9))


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = process_time()
    result = work()
    return process_time() - start, result


def rows(folders: list[Path], sizes: tuple[int, ...] = SIZES, rounds: int = _ROUNDS) -> Iterator[Row]:
    """The rows of the table. A page is read before, so that words are loaded and patterns made."""
    measure(prose(min(sizes)), 1)
    for path in folders:
        yield measure(folder(path), rounds)
    for size in sizes:
        yield measure(prose(size), min(rounds, 2) if size > 100_000 else rounds)


def main(folders: list[str]) -> None:
    """Prints the table."""
    print(HEADING)
    for row in rows([BUNDLED, *map(Path, folders)]):
        print(row.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
