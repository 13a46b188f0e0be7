"""What the head of a marked-up page states about its article, and the times marked for machines.

A fact is a key (`title`, `published`, `changed`, `publisher`), the place it stands in and its value;
facts come in order of trust.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree

from ingestion.elements import names_of, string_of
from ingestion.lines import squeeze

Fact = tuple[str, str, str]
_DATE_METAS = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "dc.date.issued", "dc.date", "date",
    "parsely-pub-date", "sailthru.date", "regdate",
)  # fmt: skip
_CHANGED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_AUTHOR_METAS = ("og:article:author", "article:author", "author", "dable:author", "byl")
_TITLE_METAS = ("og:title", "twitter:title", "title", "headline")
_PUBLISHER_METAS = (
    "og:site_name",
    "publisher",
    "copyright",
    "article:publisher",
    "application-name",
    "author:site",
)
_PROPERTIES = etree.XPath("/html/body/descendant::*/@itemprop/..")  # five times as fast as [@itemprop]
_PROPERTY_KEYS = {"headline": "title", "publisher": "publisher", "datepublished": "published"}
_TIME_NAMES = (
    "datetime", "data-date-time", "data-date", "data-modify-date-time", "data-published-time",
)  # fmt: skip
_CHANGED_NAMES = {"updated", "modified", "modify", "edited"}
_TIMES_ABOVE = etree.XPath(
    "preceding::*[(self::time or self::span or self::em) and (@datetime or @data-date-time or @data-date"
    " or @data-modify-date-time or @data-published-time)"
    " and not(ancestor::a)]"
)
_MARKUP = re.compile(r"<[/!a-zA-Z][^<>]{0,400}>")
_ARTICLE_TYPES = ("Article", "NewsArticle", "Report", "BlogPosting", "WebPage")


def stated(tree: Any, with_properties: bool) -> list[Fact]:
    """The facts in the linked data, meta elements and, `with_properties`, item properties of `tree`."""
    found: dict[str, list[Any]] = {"script": [], "meta": [], "title": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    facts = [*_linked_data(found["script"]), *_metas(found["meta"]), *_titles(found["title"])]
    return [*facts, *_properties(tree)] if with_properties else facts


def _linked_data(scripts: list[Any]) -> Iterator[Fact]:
    for script in scripts:
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        items += [
            x
            for item in items
            if isinstance(item, dict)
            for x in item.get("@graph") or []
            if isinstance(x, dict)
        ]
        for item in items:
            if isinstance(item, dict) and any(
                str(item.get("@type")).find(kind) >= 0 for kind in _ARTICLE_TYPES
            ):
                yield from _of_item(item)


def _of_item(item: dict[str, Any]) -> Iterator[Fact]:
    publisher = item.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    for key, place, value in (("title", "headline", item.get("headline")),
                              ("published", "datePublished", item.get("datePublished")),
                              ("changed", "dateModified", item.get("dateModified")),
                              ("publisher", "publisher", name)):  # fmt: skip
        if isinstance(value, str) and value.strip():
            yield key, f"JSON-LD {place}", squeeze(_html_text(value))
    for value in _authors(item):
        yield "author", "JSON-LD author", squeeze(_html_text(value))


def _authors(item: dict[str, Any]) -> Iterator[str]:
    found = item.get("author")
    for author in found if isinstance(found, list) else [found]:
        name = author.get("name") if isinstance(author, dict) else author
        if isinstance(name, str):
            yield name


def _metas(metas: list[Any]) -> Iterator[Fact]:
    found: dict[str, str] = {}
    for meta in metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and meta.get("content"):
            found.setdefault(name, squeeze(meta.get("content")))
    keys = (
        ("title", _TITLE_METAS),
        ("published", _DATE_METAS),
        ("changed", _CHANGED_METAS),
        ("publisher", _PUBLISHER_METAS),
        ("author", _AUTHOR_METAS),
    )
    for key, names in keys:
        for name in names:
            if found.get(name):
                yield key, f"meta {name}", found[name]


def _titles(titles: list[Any]) -> Iterator[Fact]:
    for element in titles[:1]:
        yield "title", "title", squeeze(string_of(element))


def _properties(tree: Any) -> Iterator[Fact]:
    for element in _PROPERTIES(tree):
        prop = element.get("itemprop").lower()
        if key := _PROPERTY_KEYS.get(prop):
            value = element.get("datetime") or element.get("content") or string_of(element)
            yield key, f"itemprop {prop}", squeeze(value)


def _html_text(value: str) -> str:
    """`value` with its entities resolved and its tags gone."""
    if "<" not in value and "&" not in value:
        return value
    return unescape(_MARKUP.sub("", value))


def times(root: Any) -> Iterator[Fact]:
    """The machine-readable times above the article's text `root` or in it."""
    for element in _TIMES_ABOVE(root):
        value = next(value for name in _TIME_NAMES if (value := element.get(name)))
        names = names_of(element)
        yield "changed" if names & _CHANGED_NAMES else "published", "time", value
    for element in root.iter("time"):
        if element.get("datetime"):
            yield "published", "time", element.get("datetime")
