"""Text seen evenly: one character in, one character out, so that every offset stays true.

Full-width digits, the many middle dots, tildes, quotation marks and spaces of Korean typing become
one form each (CONSTRUCTIONS O01, O02, O04). A line break and a tab stay: they carry layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingestion.records import Article, BlockKind

_FORMS = {
    "·": "・‧ㆍ･∙•᛫",
    "~": "∼〜～",
    "-": "–—−‐‑―",
    "'": "‘’′`´＇",
    '"': "“”″＂",
    ",": "，、",
    " ": "\u00a0\u3000\u200b\u200c\u202f\ufeff" + "".join(map(chr, range(0x2000, 0x200B))),
    "(": "（",
    ")": "）",
    "%": "％",
    ":": "：",
}
_TABLE = {ord(variant): form for form, variants in _FORMS.items() for variant in variants}
_TABLE |= {0xFF10 + digit: str(digit) for digit in range(10)}
_TABLE |= {0xFF21 + i: chr(0x41 + i) for i in range(26)} | {0xFF41 + i: chr(0x61 + i) for i in range(26)}
_TABLE[ord("．")] = "."
_BULLETS = "▲△▶▷◆◇■□○●◎◦▪▫◈①②③④⑤⑥⑦⑧⑨⑩"
# The longest sentence of a newspaper has a few hundred characters.
_LONGEST = 2000
_SENTENCE_END = re.compile(r"[.!?。]['\")\]』」〉>]{0,3}(?=\s|$|[가-힣\"'(\[])")


def even(text: str) -> str:
    """`text` in one form per sign, of the same length."""
    return text.translate(_TABLE)


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
            for piece, end in _pieces(body, bound, stop):
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
