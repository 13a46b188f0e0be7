"""Tables as text (cells parted by tabs, rows by line breaks) → what each cell means (CONSTRUCTIONS C06, A15).

Rows before the first numbers are headings; a heading speaks for its column. The first wordy cell of a
row is its label. A row or column called 계 holds the total of the others; a dash before a label sets it
below the row above.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

NUMBER_CELL = re.compile(r"\s*[△▲▽+-]?\s*\d{1,3}(?:,\d{3})*(?:\.\d+)?\s*|\s*[△▲▽+-]?\s*\d+(?:\.\d+)?\s*")
_MONEY_END = re.compile(r"\d[억만조천]?원?$")
_YEAR_ONLY = re.compile(r"\s*'?(?:19|20)\d\d\s*(?:년도?)?\s*")
_TOTAL = re.compile(r"^(?:총|합|소|누)?\s*계$|^총액$|^전체$|합계$|총계$|^총지출$|^총사업비$|^총예산$")
_SUBTOTAL = re.compile(r"소\s*계")
_COUNT = re.compile(r"\(?\d[\d,]*\s?(?:곳|개|개소|건|명|대|종|개 사업)\)?")
_RATE = re.compile(
    r"%|비율|[가-힣]률|비중|구성비|건수|개수|수량|물량|면적|인원|대수|횟수|순번|번호|연번|^\(?[가-힣]*건\)?$|개소|명\)"
    r"|^수$|(?:사업|과제|학교|학생|시설|업체|기업|단체|가구|세대|마을|교원|직원|노선)수$"
)
_CHANGE = re.compile(r"증\s*감|증가|감소|증액|감액|삭감|차액|B\s*-\s*A|비\s*교")
_CUT = re.compile(r"감액|삭감|감소")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)|'(?P<short>\d\d)\s*년?")
_BELOW = re.compile(r"^\s*[-·ㆍ└○ㅇ*∙]\s*")
_SPREAD = re.compile(r"[가-힣](?: [가-힣])+")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|[가-하][.)]|[IVX]{1,4}\.|[①-⑳]|[■□◆▶])\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """`text[start:end]` without its padding."""

    text: str
    start: int
    end: int
    row: int
    column: int

    @property
    def is_number(self) -> bool:
        """Whether the cell holds nothing but a number that is no year."""
        return bool(NUMBER_CELL.fullmatch(self.text)) and not _YEAR_ONLY.fullmatch(self.text)


@dataclass(frozen=True)
class Table:
    """The cells of one table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def first_row(self) -> int:
        """The number of the first row with numbers: the rows before it are headings."""
        for number, row in enumerate(self.rows):
            if any(
                cell.is_number or (_MONEY_END.search(cell.text) and not _YEAR.search(cell.text))
                for cell in row[1:]
            ):
                return number
        return len(self.rows)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """What stands above each column, from top to bottom."""
        width = max((len(row) for row in self.rows), default=0)
        parts: list[dict[str, None]] = [{} for _ in range(width)]
        for row in self.rows[: self.first_row]:
            for column, cell in enumerate(row):
                if cell.text:
                    parts[column][_closed(cell.text)] = None
        return tuple(" ".join(part) for part in parts)

    @cached_property
    def total_column(self) -> int | None:
        """The column that holds each row's total, or None."""
        bare = [re.sub(r"\(.*?\)|\s", "", heading) for heading in self.headings]
        return next((c for c, heading in enumerate(bare) if c and _TOTAL.search(heading)), None)

    def is_money(self, cell: Cell) -> bool:
        """Whether a bare number in this cell is money: no rate, no count, no number of the row."""
        if cell.row < self.first_row or not cell.is_number or not self.label(cell.row):
            return False
        heading = self.headings[cell.column] if cell.column < len(self.headings) else ""
        last = heading.split(" ")[-1] if heading else ""
        return not _RATE.search(last)

    def label(self, row: int) -> str:
        """The words of the row's label without numbering; '' where the row has none."""
        return self._labels[row]

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(self._label(row) for row in range(len(self.rows)))

    def _label(self, row: int) -> str:
        wordy = self.words(row)
        if not wordy:
            return ""
        if len(wordy) > 1 and _SUBTOTAL.match(wordy[-1]):
            label = wordy[0]
        else:
            label = wordy[-1] if len(wordy) > 1 and self._starts_with_group(row) else wordy[0]
        return _closed(_NUMBERING.sub("", _BELOW.sub("", label)).strip())

    def words(self, row: int) -> list[str]:
        """The cells of the row that hold words: no numbers, no counts like 4곳, no dash for nothing."""
        texts = (cell.text for cell in self.rows[row] if cell.text and not cell.is_number)
        return [text for text in texts if not _COUNT.fullmatch(text) and text.strip("-–—―")]

    def _starts_with_group(self, row: int) -> bool:
        """Whether the first two cells are both words: a group and, in it, the row's own label."""
        cells = self.rows[row]
        return (
            len(cells) > 2
            and not cells[0].is_number
            and not cells[1].is_number
            and bool(cells[1].text)
            and self.headings[1:2] != ("",)
        )

    def is_total_row(self, row: int) -> bool:
        """Whether the row holds the totals of its columns."""
        return row in self._total_rows

    def is_subtotal_row(self, row: int) -> bool:
        """Whether the row holds the totals of one group of rows only (소계); its label is the group's."""
        return any(_SUBTOTAL.match(text) for text in self.words(row))

    @cached_property
    def _total_rows(self) -> frozenset[int]:
        def names_total(text: str) -> bool:
            return bool(_TOTAL.search(re.sub(r"\(.*?\)|\s", "", text)))

        return frozenset(
            row for row in range(len(self.rows)) if any(names_total(text) for text in self.words(row)[:2])
        )

    @cached_property
    def _totals_below_headings(self) -> list[int]:
        return sorted(row for row in self._total_rows if row >= self.first_row)

    @cached_property
    def _rows_above(self) -> tuple[int | None, ...]:
        """For each row that a dash sets below another, that other row; None for the others."""
        above: list[int | None] = []
        last: int | None = None
        for number, row in enumerate(self.rows):
            first = row[0].text if row else ""
            below = bool(_BELOW.match(first)) and first not in ("", "-")
            above.append(last if below else None)
            if not below and number >= self.first_row:
                last = number
        return tuple(above)

    def total_row(self, row: int) -> int | None:
        """The row whose total this row is a part of: the row it is set below, else the table's total row."""
        if self.is_total_row(row):
            whole = (number for number in self._totals_below_headings if not self.is_subtotal_row(number))
            return next(whole, None) if self.is_subtotal_row(row) else None
        above = self._rows_above[row]
        if above is not None:
            return None if self.is_total_row(above) else above
        totals = self._totals_below_headings
        at = bisect_left(totals, row)
        return totals[at - 1] if totals else None

    def year(self, cell: Cell) -> int | None:
        """The year that the column's heading, or else the row's label, names."""
        heading = self.headings[cell.column] if cell.column < len(self.headings) else ""
        match = _YEAR.search(heading) or _YEAR.search(self.label(cell.row))
        if not match:
            return None
        return int(match["year"]) if match["year"] else 2000 + int(match["short"])

    def years(self, cell: Cell) -> tuple[int, int] | None:
        """First and last year that the cell covers: its own; those of all columns where it is their total."""
        own = self.year(cell)
        if own is not None:
            return own, own
        if cell.column != self.total_column:
            return None
        found = [
            int(m["year"]) if m["year"] else 2000 + int(m["short"])
            for m in map(_YEAR.search, self.headings)
            if m
        ]
        return (min(found), max(found)) if len(found) > 1 else None

    def is_change(self, cell: Cell) -> bool:
        """Whether the column holds changes."""
        heading = self.headings[cell.column] if cell.column < len(self.headings) else ""
        return bool(_CHANGE.search(heading))

    def is_cut(self, cell: Cell) -> bool:
        """Whether the column holds cuts, printed without a sign."""
        heading = self.headings[cell.column] if cell.column < len(self.headings) else ""
        return bool(_CUT.search(heading)) and not re.search(r"증\s*감", heading)

    def heading(self, cell: Cell) -> str:
        """What stands above the cell."""
        return self.headings[cell.column] if cell.column < len(self.headings) else ""


def _closed(text: str) -> str:
    """국 비 → 국비: a word that was spread over its cell."""
    return text.replace(" ", "") if _SPREAD.fullmatch(text) else text


def read_table(text: str, start: int, stop: int) -> Table:
    """The table in `text[start:stop]`; a line without a tab ends nothing, it is a row of one cell."""
    rows: list[tuple[Cell, ...]] = []
    position = start
    while position < stop:
        end = text.find("\n", position)
        end = stop if end < 0 else min(end, stop)
        cells, at = [], position
        for column, raw in enumerate(text[position:end].split("\t")):
            stripped = raw.strip()
            left = at + len(raw) - len(raw.lstrip()) if stripped else at
            cells.append(Cell(stripped, left, left + len(stripped), len(rows), column))
            at += len(raw) + 1
        rows.append(tuple(cells))
        position = end + 1
    return Table(tuple(rows))
