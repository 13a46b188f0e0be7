"""The door of the core: one document in, one extraction out. Pure, and it never raises."""

from __future__ import annotations

from ingestion.explanations import ruled
from ingestion.figures import read_all
from ingestion.findings import find_findings
from ingestion.limits import LIMITS, Limits
from ingestion.page import PageError, read_article
from ingestion.records import Document, Extraction, Rejection, RejectionReason

EXTRACTOR_VERSION = "1"


def extract(document: Document, limits: Limits = LIMITS) -> Extraction:
    """All that can be read from `document`; what cannot be read is a rejection that says why."""
    try:
        article = read_article(document, limits)
        reading = read_all(article)
        figures, leftovers = ruled(reading)
        findings = find_findings(article, figures, reading.breakdowns)
    except PageError as error:
        return _rejected(document, error.reason, error.detail)
    except Exception as error:  # a fault of ours must not cost the other documents of the run
        return _rejected(document, RejectionReason.READER_FAILED, f"{type(error).__name__}: {error}")
    return Extraction(document.document_id, article, figures, reading.breakdowns, leftovers, None, findings)


def _rejected(document: Document, reason: RejectionReason, detail: str) -> Extraction:
    rejection = Rejection(document.document_id, "extract", reason, detail)
    return Extraction(document.document_id, None, (), (), (), rejection)
