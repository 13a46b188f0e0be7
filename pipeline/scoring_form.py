"""Extractions as JSON lines, in the form in which extraction is scored against gold annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingestion.records import Extraction


def figures(doc: str, extraction: Extraction) -> Iterator[dict[str, Any]]:
    """One line for each figure; `parent` is the amount (in won) of the total that it is part of."""
    amounts = {figure.figure_id: figure.amount_krw for figure in extraction.figures}
    for figure in extraction.figures:
        yield {
            "doc": doc,
            "amount": figure.amount_krw,
            "amount_max": figure.amount_max_krw,
            "unit": figure.unit_krw,
            "qualifier": figure.qualifier,
            "fiscal_year": figure.fiscal_year,
            "fiscal_year_end": figure.fiscal_year_end,
            "government": figure.government,
            "organization": figure.organization,
            "program": figure.program,
            "stage": figure.stage,
            "role": figure.role,
            "parent": amounts[figure.parent_figure_id] if figure.parent_figure_id else None,
            "breakdown": figure.breakdown,
            "complete": figure.complete,
            "basis": figure.basis,
            "suspect": figure.suspect,
            "suggested": figure.suggested_krw,
        }


def document(doc: str, extraction: Extraction) -> dict[str, Any]:
    """The line of a document that was read.

    Raises:
        ValueError: it was rejected.
    """
    article = extraction.article
    if article is None:
        raise ValueError(f"{doc} was rejected")
    return {
        "doc": doc,
        "title": article.title,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "publisher": article.publisher,
        "has_figures": bool(extraction.figures),
    }
