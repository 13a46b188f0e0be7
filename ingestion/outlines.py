"""The lines of a press release's outline: how deep each is set, by the sign that opens it (□ 1. ○ -)."""

from __future__ import annotations

import re

from ingestion.records import BlockKind
from ingestion.text import Sentence

# The signs, the outer ones first.
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        r"[□■◇◆]",
        r"(?:\d{1,2}|[가-하]|[ⅠⅡⅢⅣⅤ])\. ?(?!\d)",
        r"[○●◎◦ㅇ▶▷]|\(?\d{1,2}\) ?(?!\d)",
        r"[-·▲△①②③④⑤⑥⑦⑧⑨⑩※*]",
    )
)
_CIRCLED = re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]")
# Between 1. and ○.
_HEADS = 2.5
_MAY_OPEN = re.compile("|".join(sign.pattern for sign in _SIGNS))


def rank(text: str) -> int:
    """How deep a line is set: 0 for running text."""
    if not _MAY_OPEN.match(text):
        return 0
    return next((depth for depth, sign in enumerate(_SIGNS, 1) if sign.match(text)), 0)


class Outline:
    """`above` holds the sentences that open the lines around the one that is read, the outer ones first."""

    def __init__(self) -> None:
        self._circled: float | None = None
        self.above: tuple[int, ...] = ()
        self._open: list[tuple[float, int]] = []

    def enter(self, sentence: Sentence, goes_on: bool) -> None:
        """Takes in the next sentence; `goes_on` tells that it stands in the same block as the one before."""
        depth: float = rank(sentence.text)
        if _CIRCLED.match(sentence.text):
            # Under □ ① is the head of its ○; under ○ it is one of the details.
            if self._circled is None:
                self._circled = _HEADS if self._open and self._open[-1][0] < _HEADS else depth
            depth = self._circled
        if not depth or sentence.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE):
            if not goes_on:
                self._open = []
                self.above = ()
            return
        self._open = [(outer, index) for outer, index in self._open if outer < depth]
        self.above = tuple(index for _, index in self._open)
        # "1." may be split off as a sentence: then the line's words are the next one.
        alone = not any(letter.isalpha() for letter in sentence.text.strip("ㅇ"))
        self._open.append((depth, sentence.index + alone))
