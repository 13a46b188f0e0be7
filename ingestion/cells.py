"""Cells of tables → drafts: the column gives year, stage and role, the row the programme, 계 the parent."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingestion.drafts import Draft
from ingestion.frozen import dataclass
from ingestion.funding import funding_words
from ingestion.mentions import Mention
from ingestion.organizations import Body
from ingestion.phrases import clean
from ingestion.records import BlockKind, Role, Stage
from ingestion.roles import Bearing
from ingestion.tables import Cell, Table, read_table
from ingestion.text import Sentence

_STAGES = (
    (re.compile(r"추경|기정"), Stage.SUPPLEMENTARY),
    (re.compile(r"요구"), Stage.REQUEST),
    (re.compile(r"결산|집행"), Stage.EXECUTED),
    (re.compile(r"예산 ?안|\(안\)|년안|년 안|안\(|^안$"), Stage.PROPOSAL),
    (re.compile(r"본예산|당초|확정|의결|조정"), Stage.ENACTED),
)
_A_TOTAL = "a row of totals"
# 다리 보수(180,000): one of the things that the money of its row is spent on.
_EXAMPLE = re.compile(r"(?P<name>[^()]*[가-힣])\([^()]+\)")
_HEADED = "the heading of the column"
_BASE = re.compile(r"전년|지난해|기정|당초|본예산\(A\)|\(A\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the article says around its tables: the body, the year it is about, the stage of that year, and
    which body a label is the name of."""

    body: Body
    year: int | None
    stage: Stage
    named: Callable[[str], Body | None]


class Cells:
    """The tables of one article, looked up by the place of a cell."""

    def __init__(self, body: str, found: list[Sentence]) -> None:
        self._places: dict[int, tuple[Table, Cell]] = {}
        cells = [s for s in found if s.kind is BlockKind.TABLE_CELL]
        runs: list[list[Sentence]] = []
        for cell in cells:
            if runs and not body[runs[-1][-1].end : cell.start].strip():
                runs[-1].append(cell)
            else:
                runs.append([cell])
        for run in runs:
            start = body.rfind("\n", 0, run[0].start) + 1
            table = read_table(body, start, run[-1].end)
            for row in table.rows:
                for place in row:
                    self._places[place.start] = (table, place)

    def draft(self, mention: Mention, frame: Frame) -> Draft | None:
        """The draft of a mention that is a cell of a table with a label, else None."""
        found = self._places.get(mention.sentence.start)
        if found is None or found[1].row < found[0].first_row or found[1].column == 0:
            return None
        value = mention.amount.amount_krw
        if not value:
            return None
        table, cell = found
        label = clean(table.label(cell.row), bare=True)
        heading = table.heading(cell)
        years = table.years(cell)
        year, last = years or (frame.year, frame.year)
        change = table.is_change(cell) or value < 0
        funding = funding_words().search(heading) or funding_words().search(table.label(cell.row))
        base = bool(_BASE.search(heading)) or (
            last is not None and frame.year is not None and last < frame.year
        )
        whole = table.is_total_row(cell.row) and not table.is_subtotal_row(cell.row)
        names = [] if whole else table.words(cell.row)[:2]
        own = next((body for body in map(frame.named, names) if body), None)
        of_body = own is not None and frame.named(label or "") == own
        program = None if whole or of_body or (funding and funding.group() == label) else label
        example = _EXAMPLE.fullmatch(cell.text) if mention.amount.start > cell.start else None
        if example:
            program, whole = clean(example["name"]), False
        return Draft(
            mention=mention,
            amount_krw=-abs(value) if change and table.is_cut(cell) else value,
            first=frame.year if change else year,
            last=frame.year if change else last,
            body=own or frame.body,
            program=program,
            stage=frame.stage if change else _stage(heading, year, frame),
            role=Role.CHANGE if change else Role.BASELINE if base and not change else Role.ITEM,
            bearing=Bearing(sign=(1 if value >= 0 else -1) if change else 0, baseline=base and not change),
            funding=funding.group() if funding else None,
            group=None,
            own_year=years is not None,
            topic=None,
            parent_at=_money_before(table, cell) if example else self._parent_at(table, cell),
            table=table.rows[0][0].start,
            mentions=[mention],
            why={
                "fiscal_year": _HEADED if years and not change else "the year that the article is about",
                "organization": "the label of the row" if own else "what the text is about",
                "program": "what the cell names"
                if example
                else _A_TOTAL
                if whole
                else "the label of the row",
                "stage": _HEADED if heading and not change else "season: the article's tables",
                "role": "a column of changes" if change else "a column to compare with" if base else "",
            },
        )

    def _parent_at(self, table: Table, cell: Cell) -> int | None:
        """Where the amount stands that this cell is a part of: its row's total, else its column's."""
        column = table.total_column
        if column is not None and column != cell.column and column < len(table.rows[cell.row]):
            target = table.rows[cell.row][column]
        else:
            row = table.total_row(cell.row)
            if row is None or cell.column >= len(table.rows[row]):
                return None
            target = table.rows[row][cell.column]
        return target.start if target.is_number or target.text[:1].isdigit() else None


def _money_before(table: Table, cell: Cell) -> int | None:
    """Where the last money of its row before the cell stands."""
    ahead = [other for other in table.rows[cell.row][: cell.column] if table.is_money(other)]
    return ahead[-1].start if ahead else None


def _stage(heading: str, year: int | None, frame: Frame) -> Stage:
    for pattern, stage in _STAGES:
        if pattern.search(heading):
            return stage
    if year is not None and frame.year is not None and year < frame.year:
        return Stage.ENACTED
    return frame.stage
