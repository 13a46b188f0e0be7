"""Where the article begins and ends among the lines of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.lines import (
    Line,
    ends_article,
    is_byline,
    is_caption,
    is_furniture,
    is_listed,
    is_official,
    is_sentence,
)
from ingestion.records import BlockKind

_ENOUGH = 150  # characters of running text: less may be a notice above the article
_UNIT = re.compile(r"단위\s?[:：]")
_ANNOUNCES = re.compile(r"(?:다음|아래)과?와?\s?같|[:：]$|(?:목록|명단|내역|일정)\W*$")
_WRAPPED = 25  # characters
_BROKEN_OFF = re.compile(r"^[^…]*(?:[을를이가은는에의로고며과와서한할된인도만등,]|부터|까지|하기)$")
_TOLD = 3  # sentences: with fewer nothing tells an article from a list
_POINTERS = "▶▷►☞"  # before a link to another article
_MAX_LOOSE = 160
_GO_ON = 0.25  # share of running text that must still follow a soft mark for the article to go on


@dataclass(frozen=True, slots=True)
class Span:
    """The lines above the first sentence, the article's own lines, and what follows them."""

    head: list[Line]
    text: list[Line]
    tail: list[Line]


def find_article(lines: list[Line]) -> Span:
    """The article in `lines`: the first stretch between hard end marks that holds running text, from
    its first sentence on. `text` is empty where there is none."""
    marks = [_mark(line) for line in lines]
    start, stop = _stretch(lines, marks)
    first = next((at for at in range(start, stop) if _opens(lines[at])), None)
    if first is None:
        return Span(lines, [], [])
    while first > start and _runs_into(lines[first - 1], lines[first]):
        first -= 1
    text, over = _within(lines, marks, first, stop)
    return Span(lines[:first], text, lines[over:])


def _runs_into(line: Line, following: Line) -> bool:
    """Whether a sentence begun in `line` ends in `following`: text wrapped at a fixed width."""
    if following.gap or line.cells is not None or line.kind is not BlockKind.PARAGRAPH:
        return False
    return (
        len(line.text) >= _WRAPPED and not is_official(following.text) and bool(_BROKEN_OFF.search(line.text))
    )


def _mark(line: Line) -> str:
    if line.cells is not None or (line.kind is BlockKind.CAPTION and is_sentence(line.text)):
        return ""
    return ends_article(line.text)


def _opens(line: Line) -> bool:
    if line.cells is not None:
        return True
    if line.kind is BlockKind.CAPTION or line.hint or line.link > 0.5 or is_furniture(line.text):
        return False
    return is_official(line.text) or (is_sentence(line.text) and not is_caption(line.text))


def _weight(line: Line) -> int:
    return (
        len(line.text)
        if line.link <= 0.5 and (line.cells or is_sentence(line.text) or is_official(line.text))
        else 0
    )


def _stretch(lines: list[Line], marks: list[str]) -> tuple[int, int]:
    """The first stretch without hard marks that has enough running text, else the one with most."""
    best, most = (0, 0), 0
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and marks[at] != "hard":
            continue
        weight = sum(_weight(line) for line in lines[start:at])
        if weight >= _ENOUGH:
            return start, at
        if weight > most:
            best, most = (start, at), weight
        start = at + 1
    return best


def _within(lines: list[Line], marks: list[str], first: int, stop: int) -> tuple[list[Line], int]:
    """The article's lines in `lines[first:stop]` without furniture, and where it is over."""
    finished = [len(line.text) if _finished(line) else 0 for line in lines[first:stop]]
    behind, before = sum(finished), 0
    kept: list[int] = []
    skipping = in_table = False
    for at in range(first, stop):
        line = lines[at]
        weight = finished[at - first]
        behind -= weight
        byline = line.cells is None and is_byline(line.text)
        if marks[at] == "soft" or byline:
            if behind < before * (1.0 if byline else _GO_ON) or (behind == 0 and before):
                stop = at
                break
            skipping = marks[at] == "soft"
            continue
        before += weight
        if skipping and not weight and not is_sentence(line.text):
            continue
        skipping = False
        in_table = (
            line.cells is not None or (in_table and not _leaves_table(line)) or bool(_UNIT.search(line.text))
        )
        if in_table or not (
            (line.link > 0.8 and not weight) or (is_furniture(line.text) and not is_sentence(line.text))
        ):
            kept.append(at)
    end = _last_own(lines, kept)
    over = kept[end] if end < len(kept) else stop
    return [lines[at] for at in kept[:end]], over


def _leaves_table(line: Line) -> bool:
    """Whether running text begins again after cells that stand on lines of their own."""
    return is_sentence(line.text) or line.text[0] in "□○ㅇ"


def _last_own(lines: list[Line], kept: list[int]) -> int:
    """How many of `kept` are the article's: headings and teasers of the next box that trail behind
    its last sentence are not, unless that sentence announces a list."""
    end = len(kept)
    while end > 0 and _is_loose(lines[kept[end - 1]]):
        end -= 1
    told = sum(_finished(lines[at]) for at in kept[:end])
    if told < _TOLD or _ANNOUNCES.search(lines[kept[end - 1]].text):
        return len(kept)
    return end


def _is_loose(line: Line) -> bool:
    """Whether a line is neither a sentence, a row, a caption nor marked as an item of a list."""
    if line.cells is not None or line.kind is BlockKind.CAPTION or _finished(line):
        return False
    if is_listed(line.text) and line.text[0] not in _POINTERS:
        return False
    return len(line.text) <= _MAX_LOOSE and line.text[0] not in "◇◆■□●"


def _finished(line: Line) -> bool:
    """Whether a line is running text to its end; teasers break off in mid-sentence."""
    if line.cells is not None:
        return True
    closed = line.text.rstrip(" \"'”’)]」』").endswith((".", "?", "!"))
    return line.link <= 0.5 and ((closed and is_sentence(line.text)) or is_official(line.text))
