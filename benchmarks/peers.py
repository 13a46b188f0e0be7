"""The readers that pages are measured with: ours, and others from the package index, each in its own default
way from a page's bytes to text, title and day. Those that are not installed or cannot run say why."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ingestion.decode import decode
from ingestion.extract import extract
from ingestion.page import read_article
from ingestion.records import Document


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a page; `knows` names what it can tell beside the text."""

    text: str
    title: str | None = None
    published_on: date | None = None
    knows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """`text` is what is timed: from bytes to the article's text. `read` also asks for the rest."""

    name: str
    text: Callable[[bytes], object]
    read: Callable[[bytes], Read]


def readers() -> tuple[list[Reader], dict[str, str]]:
    """The readers that run here, and for each of the others why it does not."""
    found: list[Reader] = [_yesan(), _figures()]
    missing: dict[str, str] = {}
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for name, make in (
        ("trafilatura", _trafilatura),
        ("readability-lxml", _readability),
        ("newspaper4k, as English", _newspaper),
        ("BeautifulSoup, all text", _soup),
    ):
        try:
            reader = make(name)
            reader.text(_TRIAL)
        except (ImportError, LookupError) as error:
            missing[name] = " ".join(str(error).split())[:90]
        else:
            found.append(reader)
    return found, missing


_TRIAL = (
    "<html lang='ko'><head><title>가람시 예산</title></head><body><article>"
    + "<p>가람시가 내년 예산안을 편성해 시의회에 냈다고 밝혔다.</p>" * 5
    + "</article></body></html>"
).encode()


def _yesan() -> Reader:
    def read(content: bytes) -> Read:
        article = read_article(Document.of(content, "text/html"))
        return Read(article.body, article.title, article.published_on, ("title", "published_on"))

    return Reader("Yesan, page to article", read, read)


def _figures() -> Reader:
    def read(content: bytes) -> Read:
        article = extract(Document.of(content, "text/html")).article
        assert article is not None
        return Read(article.body, article.title, article.published_on, ("title", "published_on"))

    return Reader("Yesan, page to figures", read, read)


def _trafilatura(name: str) -> Reader:
    import trafilatura

    def read(content: bytes) -> Read:
        found = trafilatura.bare_extraction(content, with_metadata=True)
        if found is None or isinstance(found, dict):
            return Read("", knows=("title", "published_on"))
        return Read(found.text or "", found.title, _day(found.date), ("title", "published_on"))

    return Reader(name, trafilatura.extract, read)


def _readability(name: str) -> Reader:
    from lxml import html
    from readability import Document as Readable

    def text(content: bytes) -> str:
        return str(html.fromstring(Readable(content).summary()).text_content())

    def read(content: bytes) -> Read:
        return Read(text(content), Readable(content).short_title(), knows=("title",))

    return Reader(name, text, read)


def _newspaper(name: str) -> Reader:
    """Its Korean needs data that nltk downloads at run time, and bytes need decoding first."""
    from newspaper import Article

    def read(content: bytes) -> Read:
        article = Article("https://news.example/article", language="en")
        article.download(input_html=decode(content, None))
        article.parse()
        day = article.publish_date
        return Read(article.text, article.title, day.date() if day else None, ("title", "published_on"))

    return Reader(name, read, read)


def _soup(name: str) -> Reader:
    from bs4 import BeautifulSoup

    def read(content: bytes) -> Read:
        return Read(BeautifulSoup(content, "lxml").get_text())

    return Reader(name, read, read)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None
