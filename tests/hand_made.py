"""An article in the making, for tests that need records without the extractor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ingestion.records import (
    Article,
    Basis,
    Block,
    BlockKind,
    Breakdown,
    BreakdownBy,
    Document,
    Extraction,
    Figure,
    Leftover,
    LeftoverReason,
    Qualifier,
    Role,
    Stage,
    content_id,
)

EOK = 100_000_000


@dataclass
class Page:
    """An article in the making: figures are found in its lines by their printed text."""

    lines: tuple[str, ...]
    figures: list[Figure] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    publisher: str = "나라일보"
    published_on: date = date(2025, 11, 1)

    @property
    def body(self) -> str:
        """All lines; the first is the headline."""
        return "\n".join(self.lines)

    @property
    def document(self) -> Document:
        """The page's bytes."""
        return Document.of(self.body.encode(), "text/plain", "utf-8")

    def place(self, text: str) -> dict[str, Any]:
        """Where a text stands: the fields that figures and leftovers share."""
        start = self.body.index(text)
        sentence_start = self.body.rfind("\n", 0, start) + 1
        sentence = self.body[sentence_start:].split("\n")[0]
        return {
            "document_id": self.document.document_id,
            "text": text,
            "start": start,
            "end": start + len(text),
            "sentence": sentence,
            "sentence_start": sentence_start,
        }

    def figure(self, text: str, amount_krw: int, **changes: Any) -> Figure:
        """A figure of 나라시 for 2026 that is printed as `text`; `changes` are other fields."""
        figure = Figure(
            **{
                "figure_id": content_id(self.body, text),
                "amount_krw": amount_krw,
                "amount_max_krw": None,
                "unit_krw": EOK,
                "qualifier": Qualifier.EXACT,
                "hedge": None,
                "fiscal_year": 2026,
                "fiscal_year_end": 2026,
                "government": "나라시",
                "organization": "나라시",
                "program": None,
                "stage": Stage.PROPOSAL,
                "role": Role.ITEM,
                "parent_figure_id": None,
                "breakdown_id": None,
                "breakdown": None,
                "complete": None,
                "basis": Basis.STATED,
                "suspect": None,
                "suggested_krw": None,
                "mention_count": 1,
                **self.place(text),
                **changes,
            }
        )
        self.figures.append(figure)
        return figure

    def divide(
        self,
        total: Figure,
        items: list[Figure],
        complete: bool | None,
        by: BreakdownBy = BreakdownBy.PROGRAM,
    ) -> str:
        """Make `items` the parts of `total`; returns the id of the breakdown."""
        breakdown_id = content_id(total.figure_id, by)
        self.breakdowns.append(Breakdown(breakdown_id, total.document_id, total.figure_id, by, complete))
        for item in items:
            self.figures[self.figures.index(item)] = replace(
                item, parent_figure_id=total.figure_id, breakdown_id=breakdown_id, breakdown=by
            )
        return breakdown_id

    def leftover(self, text: str, reason: LeftoverReason) -> None:
        """An amount that is no figure."""
        place = self.place(text)
        self.leftovers.append(Leftover(leftover_id=content_id(self.body, text), reason=reason, **place))

    def extraction(self) -> Extraction:
        """What the extractor would have read."""
        document_id = self.document.document_id
        blocks = (Block(BlockKind.PARAGRAPH, 0, len(self.body)),)
        article = Article(
            document_id, self.lines[0], self.published_on, "meta", self.publisher, "ko", self.body, blocks
        )
        return Extraction(
            document_id, article, tuple(self.figures), tuple(self.breakdowns), tuple(self.leftovers), None
        )
