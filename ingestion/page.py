"""The page reader's door: the bytes of a page → an Article. Pure: no clock, network or path."""

from __future__ import annotations

import re

from ingestion.authors import author_of
from ingestion.boundaries import Span, find_article
from ingestion.composed import body_of
from ingestion.decode import NotTextError, decode
from ingestion.headline import read_headline
from ingestion.hwpx_file import MAGIC as HWPX_MAGIC
from ingestion.hwpx_file import read_hwpx
from ingestion.limits import LIMITS, BeyondLimitError, DamagedError, Limits, LockedError, TooDeepError
from ingestion.lines import Line, hangul_share, is_caption, is_sentence, letters, without_byline
from ingestion.markup import Page, is_markup, read_markup
from ingestion.offcuts import offcuts_of
from ingestion.pdf_file import is_pdf, read_pdf
from ingestion.published import published_on, updated_on
from ingestion.publishers import publisher_of
from ingestion.records import Article, BlockKind, Document, RejectionReason
from ingestion.scraped import joined, read_lines

PDF = "application/pdf"
HWPX = "application/hwp+zip"
_KOREAN_SHARE = 0.2
_SAMPLE = 200  # characters: most texts show their language in so many
_MAX_HEAD = 400  # lines above the text that are looked at
_MAX_BELOW = 400
_MAX_UNIT_LINE = 80
_MIN_LETTERS = 40  # letters in text and tables: a page with fewer bears no article


class PageError(Exception):
    """A page that cannot be read, with the reason from the closed list."""

    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


def read_article(document: Document, limits: Limits = LIMITS) -> Article:
    """The article in `document`: a page, scraped text, or a file of a press release. Raises PageError."""
    if not document.content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise PageError(RejectionReason.EMPTY, "no characters but white space")
    page = _page(document, limits)
    span = find_article(page.text)
    lines = span.text if page.marked_up else joined(span.text)
    if not _bears_text(lines):
        raise PageError(RejectionReason.NO_ARTICLE, "no running text or table")
    return _article(document.document_id, page, span, lines)


def _page(document: Document, limits: Limits) -> Page:
    """The parts of the document, by what its bytes are. Raises PageError."""
    content = document.content
    try:
        if is_pdf(content) or document.media_type == PDF:
            return Page(text=read_pdf(content, limits))
        if content.startswith(HWPX_MAGIC) or document.media_type == HWPX:
            return Page(text=read_hwpx(content, limits))
        text = decode(content, document.declared_encoding)
        return read_markup(text, limits) if is_markup(text) else Page(text=read_lines(text))
    except NotTextError as error:
        raise PageError(RejectionReason.NOT_TEXT, str(error)) from error
    except (TooDeepError, RecursionError) as error:
        raise PageError(RejectionReason.TOO_DEEP, str(error)) from error
    except BeyondLimitError as error:
        raise PageError(RejectionReason.TOO_LARGE, str(error)) from error
    except LockedError as error:
        raise PageError(RejectionReason.LOCKED, str(error)) from error
    except DamagedError as error:
        raise PageError(RejectionReason.DAMAGED, str(error)) from error


def _bears_text(lines: list[Line]) -> bool:
    count = 0
    for line in lines:
        count += len(letters(line.text))
        if count >= _MIN_LETTERS:
            return True
    return False


def _article(document_id: str, page: Page, span: Span, lines: list[Line]) -> Article:
    head = [*page.head, *span.head][-_MAX_HEAD:]
    below = [*span.tail, *page.tail][:_MAX_BELOW]
    if not page.marked_up and len(span.head) > _MAX_HEAD:  # the window's title is the first line
        head = [*span.head[:2], *head]
    titles = [value for _, value in page.says("title")]
    if not page.marked_up:
        titles += _page_titles(head)
    publisher = publisher_of(page.says("publisher"), titles, head, span.text, below)
    headline = read_headline(head, lines, titles, publisher, page.marked_up)
    above = head[: headline.at] if headline.at is not None else head
    between = head[headline.at :] if headline.at is not None else head if page.marked_up else []
    day, basis = published_on(
        page.says("published"),
        page.says("changed"),
        above,
        between,
        lines,
        below,
        page.images,
        page.marked_up,
    )
    updated = updated_on(page.says("changed"), [*above, *between, *below], day)
    author = author_of(page.says("author"), between, lines, below, publisher)
    body, blocks = body_of(headline, _cleaned(lines))
    return Article(
        document_id,
        headline.title,
        day,
        basis,
        publisher,
        _language(body),
        body,
        blocks,
        updated,
        author,
        offcuts_of(page, span, headline),
    )


def _language(body: str) -> str:
    return (
        "ko"
        if hangul_share(body[:_SAMPLE]) >= _KOREAN_SHARE or hangul_share(body) >= _KOREAN_SHARE
        else "und"
    )


def _page_titles(head: list[Line]) -> list[str]:
    """A scraped page often begins with its window title: the first line, when a later one repeats it."""
    return [
        line.text
        for line in head[:2]
        if len(letters(line.text)) >= 12 or re.search(r"\s[|<-]\s|::", line.text)
    ]


def _cleaned(lines: list[Line]) -> list[Line]:
    """The lines without bylines at their ends; the unit line right above a table is a caption, and so is a
    paragraph that only describes a picture."""
    out: list[Line] = []
    for at, line in enumerate(lines):
        text = without_byline(line.text)
        if not text:
            continue
        kind = line.kind
        if line.cells is None and kind is not BlockKind.CAPTION:
            above_table = at + 1 < len(lines) and lines[at + 1].cells is not None
            names_unit = above_table and "단위" in text and len(text) < _MAX_UNIT_LINE
            if names_unit or (kind is BlockKind.PARAGRAPH and is_caption(text) and not is_sentence(text)):
                kind = BlockKind.CAPTION
        out.append(line._replace(text=text, kind=kind) if (text, kind) != (line.text, line.kind) else line)
    return out
