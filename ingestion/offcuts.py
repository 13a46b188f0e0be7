"""What of a page is no part of the article: boxes and lines that were cut off, kept for readers to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingestion.boundaries import Span
from ingestion.evidence import Offcut, OffcutPlace
from ingestion.headline import Headline
from ingestion.lines import Line, squeeze
from ingestion.markup import Page

_MONEY = re.compile(r"\d[\d,.]*\s?(?:[조억만천백]\s?)*원|\d\s?[조억]")
_PIECE = 240  # characters of a piece that are kept
_WHOLE = 1_500  # and of all pieces of one page, those that speak of money first
_SEEN = 20_000  # characters of a box that are looked through


def offcuts_of(page: Page, span: Span, headline: Headline) -> tuple[Offcut, ...]:
    """The pieces around the article in the order of the page, as far as they are kept."""
    told = {line.text for line in headline.under} | {headline.title}
    own = {id(line) for line in (*span.head, *span.text, *span.tail)}
    within = (line for line in page.text if id(line) not in own)
    pieces = [
        *_pieces(
            OffcutPlace.ABOVE, (line.text for line in (*page.head, *span.head) if line.text not in told)
        ),
        *_pieces(OffcutPlace.BESIDE, (*map(_text, within), *page.boxes)),
        *_pieces(OffcutPlace.BELOW, map(_text, (*span.tail, *page.tail))),
    ]
    kept: set[int] = set()
    left = _WHOLE
    for at in sorted(range(len(pieces)), key=lambda at: _MONEY.search(pieces[at].text) is None):
        left -= len(pieces[at].text)
        if left < 0:
            break
        kept.add(at)
    return tuple(piece for at, piece in enumerate(pieces) if at in kept)


def _pieces(place: OffcutPlace, texts: Iterable[str]) -> Iterator[Offcut]:
    """Each piece once; of a box that speaks of money, the words around its amounts."""
    seen: set[str] = set()
    for text in texts:
        for part in _shortened(text[:_SEEN]):
            if part and part not in seen:
                seen.add(part)
                yield Offcut(place, part)


def _shortened(text: str) -> Iterator[str]:
    if len(text) <= _PIECE:
        yield squeeze(text)
        return
    lines = [line for raw in text.split("\n") if (line := squeeze(raw))]
    spoken = [line for line in lines if _MONEY.search(line)]
    if not spoken:
        yield squeeze(" ".join(lines)[:_PIECE])
    for line in spoken:
        at = max(0, next(_MONEY.finditer(line)).start() - _PIECE // 2)
        yield line[at : at + _PIECE].strip()


def _text(line: Line) -> str:
    return line.text
