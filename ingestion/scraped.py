"""Text scraped from a page → its lines, with the tables that were drawn in signs set into cells."""

from __future__ import annotations

import html
import re
from itertools import groupby

from ingestion.lines import Line, is_caption, is_furniture, is_listed, is_official, is_sentence, squeeze
from ingestion.records import BlockKind

_RULER = re.compile(r"[\s─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋+|│┃=_:-]{6,}")
# A row drawn with the plain bar begins and ends with it; between words the bar parts the names of a menu.
_DRAWN = re.compile(r"[│┃║]|^\s*\|[^|]*\|.*\|\s*$")
_BARS = re.compile(r"[│┃║|]")
_ALIGNED = re.compile(r"\t+| {2,}")
_NUMBER = re.compile(r"[△▲▽+-]?\s?\d[\d,]*(?:\.\d+)?\s?%?|-")
_SPREAD = re.compile(r"[가-힣]")
_UNIT = re.compile(r"[\[(<※\s]*단위\s?[:：].{1,30}")
_BULLET = re.compile(r"\s*[•◾▪]\s+")
_ENTITY = re.compile(r"&(?:#\d{2,6}|[a-z]{2,8});")
_WRAPPED = 30  # characters: a shorter line that breaks off is no wrapped one
_MAX_LINE = 1500  # characters: a longer line is cut into sentences before it is judged
_FLAT_LINES = 3  # a page of so few lines has lost its line breaks
_FLAT_LINE = 250
_FULL_STOP = re.compile(r"(?<=[가-힣][.?!])\s+|(?<=[가-힣][.?!][”\"’'])\s+")

_INLINE_MARK = re.compile(
    r"\s(?=[<\[(]?\s?(?:저작권자|무단\s?전재|Copyright|[ⓒ©]|(?:가장\s)?많이\s본|관련기사|인기기사|이전글|다음글|댓글\s\d"
    r"|(?:기사\s?)?(?:입력|등록|승인)\s?:?\s?\d{4}|[가-힣]{2,4}\s기자\s))|(?<=\d\d:\d\d)\s|(?<=@)\S{1,40}\s"
)


def read_lines(text: str) -> list[Line]:
    """The lines of scraped `text` in order; a table row has its cells."""
    if _ENTITY.search(text):
        text = html.unescape(text)
    raw = text.split("\n")
    cells = [_cells(line) for line in raw]
    table = _table_lines(raw, cells)
    flat = sum(1 for line in raw if line.strip()) <= _FLAT_LINES
    longest = _FLAT_LINE if flat else _MAX_LINE
    lines: list[Line] = []
    gap = False
    for at, line in enumerate(raw):
        plain = squeeze(line)
        if not plain:
            gap = True
        elif at in table and not _RULER.fullmatch(line):
            row = _joined_letters(line) if not _DRAWN.search(line) else cells[at]
            lines.append(Line(" ".join(filter(None, row)), BlockKind.TABLE_CELL, cells=tuple(row), gap=gap))
            gap = False
        elif not _RULER.fullmatch(line):
            lines.extend(_line(piece, line, gap) for piece in _pieces(plain, longest))
            gap = False
    return _listed(lines)


def _listed(lines: list[Line]) -> list[Line]:
    """`lines` with what looks like captions made a list where several stand together: ▲ one ▲ two."""
    out = list(lines)
    for at, line in enumerate(lines):
        if line.kind is BlockKind.CAPTION and is_listed(line.text):
            near = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
            if any(other.text[0] == line.text[0] for other in near):
                out[at] = line._replace(kind=BlockKind.LIST_ITEM)
    return out


def joined(lines: list[Line]) -> list[Line]:
    """`lines` with paragraphs put together again that were wrapped at a fixed width."""
    out: list[Line] = []
    for line in lines:
        if out and not line.gap and _goes_on(out[-1], line):
            out[-1] = out[-1]._replace(text=f"{out[-1].text} {line.text}")
        else:
            out.append(line)
    return out


def _goes_on(last: Line, line: Line) -> bool:
    if last.cells is not None or line.cells is not None or BlockKind.CAPTION in (last.kind, line.kind):
        return False
    open_end = not last.text.rstrip(" \"'”’)]>」』").endswith((".", "?", "!", ":", "끝"))
    begins = is_listed(line.text) or is_official(line.text) or line.text[0] in "▲△◇◆■□▶▷●<[【(※*-"
    return open_end and not begins and _WRAPPED <= len(last.text) <= _MAX_LINE and not is_caption(last.text)


def _line(plain: str, raw: str, gap: bool) -> Line:
    if _UNIT.fullmatch(plain):
        return Line(plain, BlockKind.CAPTION, gap=gap)
    if _BULLET.match(raw):
        return Line(squeeze(_BULLET.sub("", plain, count=1)) or plain, BlockKind.LIST_ITEM, gap=gap)
    if is_caption(plain) and not is_sentence(plain) and not is_furniture(plain):
        return Line(plain, BlockKind.CAPTION, gap=gap)
    return Line(plain, BlockKind.LIST_ITEM if is_listed(plain) else BlockKind.PARAGRAPH, gap=gap)


def _pieces(plain: str, longest: int) -> list[str]:
    """A page flattened into one line is cut into sentences."""
    if len(plain) <= longest:
        return [plain]
    pieces = (part for sentence in _FULL_STOP.split(plain) for part in _INLINE_MARK.split(sentence))
    return [piece for part in pieces if (piece := part.strip())]


def _cells(line: str) -> list[str]:
    if _DRAWN.search(line):
        return [squeeze(cell) for cell in _BARS.split(line.strip().strip("│┃║|"))]
    return [squeeze(cell) for cell in _ALIGNED.split(line.strip())] if "\t" in line or "  " in line else []


def _table_lines(raw: list[str], cells: list[list[str]]) -> set[int]:
    """The numbers of the lines that are rows of a table: drawn with bars, or aligned rows of which at
    least two hold numbers, with the header above them."""
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(raw) + 1):
        line = raw[at] if at < len(raw) else ""
        row = cells[at] if at < len(raw) else []
        if line.strip() and _RULER.fullmatch(line):
            continue
        if len(row) >= 3 or (row and _DRAWN.search(line)):
            run.append(at)
        else:
            numeric = sum(sum(bool(_NUMBER.fullmatch(cell)) for cell in cells[x]) >= 1 for x in run)
            if numeric >= 2:
                found.update(run)
            run = []
    return found


def _joined_letters(line: str) -> list[str]:
    """The cells of an aligned row; `구   분` is one spread word, not two cells: letters at the least gaps."""
    line = line.strip()
    cells = [squeeze(cell) for cell in _ALIGNED.split(line)]
    widths = [gap.end() - gap.start() for gap in _ALIGNED.finditer(line)]
    out: list[str] = []
    for is_letter, run in groupby(range(len(cells)), lambda at: bool(_SPREAD.fullmatch(cells[at]))):
        numbers = list(run)
        least = min((widths[at - 1] for at in numbers[1:]), default=0)
        for at in numbers:
            if is_letter and at > numbers[0] and widths[at - 1] < 2 * least:
                out[-1] = f"{out[-1]} {cells[at]}"
            else:
                out.append(cells[at])
    return out
