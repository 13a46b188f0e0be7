"""Text seen evenly: one character in, one character out, so that every offset stays true.

Full-width digits, the many middle dots, tildes, quotation marks and spaces of Korean typing become
one form each (CONSTRUCTIONS O01, O02, O04). A line break and a tab stay: they carry layout.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from ingestion.frozen import dataclass
from ingestion.records import Article, BlockKind

_FORMS = {
    "·": "・‧ㆍ･∙•᛫",
    "~": "∼〜～",
    "-": "–—−‐‑―－",
    "'": "‘’′`´＇",
    '"': "“”″＂",
    ",": "，、",
    " ": "\u00a0\u3000\u200b\u200c\u202f\ufeff" + "".join(map(chr, range(0x2000, 0x200B))),
    "(": "（",
    ")": "）",
    "%": "％",
    ":": "：",
    ".": "．",
    "$": "＄",
    "₩": "￦",
    "△": "∆Δ",
}
_EVEN = {variant: form for form, variants in _FORMS.items() for variant in variants}
_EVEN |= {chr(0xFF10 + digit): str(digit) for digit in range(10)}
for _first in "Aa":
    _EVEN |= {chr(0xFEE0 + ord(_first) + i): chr(ord(_first) + i) for i in range(26)}
# Most of a text is even already: looking for the rest is faster than translating all of it.
_UNEVEN = re.compile("[" + "".join(map(re.escape, _EVEN)) + "]")
# Blanks that part thousands in print: 2 651.
_THIN = "\u2007\u2009\u202f"
_THOUSANDS = re.compile(rf"[0-9][{_THIN}][0-9]{{3}}(?![0-9])")
# What takes more or fewer characters than it stands for: signs of no width, leftover entities, Hangul in
# parts (O03, O05); and Chinese numerals behind digits (3兆 5000億). Each alternative looks back at the first
# character.
_UNSETTLED = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff&\u1100-\u1112兆億萬千百十]"
    "(?:(?<=[\u00ad\u200b-\u200f\u2060\ufeff])"
    "|(?<=&)(?:amp;)*+(?:[a-z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});"
    "|(?<=[\u1100-\u1112])[\u1161-\u1175][\u11a8-\u11c2]?"
    "|(?<=[0-9千百十][兆億萬千百十])|(?<=[0-9千百十] [兆億萬]))"
)
_HANJA = str.maketrans("兆億萬千百十", "조억만천백십")
_BULLETS = "▲△▶▷◆◇■□○●◎◦▪▫◈①②③④⑤⑥⑦⑧⑨⑩"
BULLET = re.compile(f"[{_BULLETS}]")
# The longest sentence of a newspaper has a few hundred characters.
_LONGEST = 2000
_SENTENCE_END = re.compile(r"[.!?。]['\")\]』」〉>]{0,3}(?=\s|$|[가-힣\"'(\[])")


def even(text: str) -> str:
    """`text` in one form per sign, of the same length."""
    return _UNEVEN.sub(_form, text)


def _form(uneven: re.Match[str]) -> str:
    sign = uneven.group()
    if sign in _THIN and _THOUSANDS.match(uneven.string, uneven.start() - 1):
        return ","
    return _EVEN[sign]


@dataclass(frozen=True, slots=True)
class Settled:
    """A text whose characters are what a reader sees, with the way back to the text as given.

    `_places` holds, piece by piece, where it starts here, where it stands there, and how long what it stands
    for is there; -1 for a piece that was not changed.
    """

    text: str
    _places: tuple[tuple[int, int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the text as given."""
        first, last = self._piece(start), self._piece(end - 1)
        begins = first[1] + (start - first[0] if first[2] < 0 else 0)
        return begins, last[1] + (end - last[0] if last[2] < 0 else last[2])

    def _piece(self, offset: int) -> tuple[int, int, int]:
        return self._places[bisect_right(self._places, (offset, 1 << 62, 0)) - 1]


def settle(text: str) -> Settled | None:
    """`text` with each character in one piece and nothing without width, or None where it is so already."""
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = done = 0
    for match in _UNSETTLED.finditer(text):
        plain = _settled(match.group())
        if plain == match.group():
            continue
        kept = text[done : match.start()]
        for piece, origin, size in ((kept, done, -1), (plain, match.start(), len(match.group()))):
            if piece:
                pieces.append(piece)
                places.append((length, origin, size))
                length += len(piece)
        done = match.end()
    if not done:
        return None
    pieces.append(text[done:])
    places.append((length, done, -1))
    return Settled("".join(pieces), tuple(places))


def _settled(found: str) -> str:
    if found[0] == "&":
        return unescape(unescape(found))
    if "\u1100" <= found[0] <= "\u1112":
        return unicodedata.normalize("NFC", found)
    return found.translate(_HANJA) if found in "兆億萬千百十" else ""


def find_from(starts: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern` finds in `text`, tried only at the places that `starts` finds: a set of characters is
    looked for many times faster than branches are tried at every place."""
    done = 0
    for place in starts.finditer(text):
        match = pattern.match(text, place.start()) if place.start() >= done else None
        if match:
            done = match.end()
            yield match


def is_bullet(character: str) -> bool:
    """Whether `character` opens an item of a list in running text (CONSTRUCTIONS C01)."""
    return character in _BULLETS


@dataclass(frozen=True, slots=True)
class Sentence:
    """`body[start:end]` in even form, within one block."""

    index: int
    block: int
    kind: BlockKind
    start: int
    end: int
    text: str


def sentences(article: Article) -> list[Sentence]:
    """The article's sentences in order; a headline, a list item or a table cell is one."""
    body = even(article.body)
    found: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        bounds = [block.start]
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION):
            bounds += [
                m.end() for m in _SENTENCE_END.finditer(body, block.start, block.end) if _ends(body, m)
            ]
        bounds.append(block.end)
        for bound, stop in pairwise(bounds):
            for piece, end in _pieces(body, bound, stop) if stop - bound > _LONGEST else ((bound, stop),):
                start = piece
                while start < end and body[start].isspace():
                    start += 1
                if start < end:
                    found.append(Sentence(len(found), number, block.kind, start, end, body[start:end]))
    return found


def _pieces(body: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What no sentence would be, cut at blanks, so that the work stays in proportion to the text."""
    while stop - start > _LONGEST:
        blank = body.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, stop


def _ends(body: str, end: re.Match[str]) -> bool:
    """A full stop between digits, after a lone number (2024. 11.) or inside a name is none."""
    at = end.start()
    before = body[at - 1] if at else " "
    after = body[end.end()] if end.end() < len(body) else " "
    if body[at] != ".":
        return True
    if before.isdigit() or (before.isascii() and before.isalpha() and not after.isspace()):
        return (
            before.isdigit() and after.isspace() and not re.match(r"\s*\d", body[end.end() : end.end() + 3])
        )
    return True
