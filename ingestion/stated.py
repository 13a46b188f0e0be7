"""What the head of a marked-up page states about its article, and the times marked for machines.

A fact is a key (`title`, `published`, `changed`, `publisher`), the place it stands in and its value;
facts come in order of trust.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

from ingestion.elements import names_of
from ingestion.lines import squeeze

Fact = tuple[str, str, str]
_DATE_METAS = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "dc.date.issued", "dc.date", "date",
    "parsely-pub-date", "sailthru.date", "regdate",
)  # fmt: skip
_CHANGED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_TITLE_METAS = ("og:title", "twitter:title", "title", "headline")
_PUBLISHER_METAS = (
    "og:site_name",
    "publisher",
    "copyright",
    "article:publisher",
    "application-name",
    "author:site",
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "Report", "BlogPosting", "WebPage")


def stated(tree: Any) -> list[Fact]:
    """The facts in the linked data, meta elements and item properties of `tree`."""
    return [*_linked_data(tree), *_metas(tree)]


def _linked_data(tree: Any) -> Iterator[Fact]:
    for script in tree.iter("script"):
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


def _metas(tree: Any) -> Iterator[Fact]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and meta.get("content"):
            found.setdefault(name, squeeze(meta.get("content")))
    keys = (
        ("title", _TITLE_METAS),
        ("published", _DATE_METAS),
        ("changed", _CHANGED_METAS),
        ("publisher", _PUBLISHER_METAS),
    )
    for key, names in keys:
        for name in names:
            if found.get(name):
                yield key, f"meta {name}", found[name]
    for element in tree.iter("title"):
        yield "title", "title", squeeze(element.text_content())
        break
    for element in tree.xpath("//body//*[@itemprop]"):
        prop = (element.get("itemprop") or "").lower()
        if prop in ("headline", "publisher", "datepublished"):
            value = element.get("datetime") or element.get("content") or element.text_content()
            key = {"headline": "title", "publisher": "publisher", "datepublished": "published"}[prop]
            yield key, f"itemprop {prop}", squeeze(value)


def _html_text(value: str) -> str:
    """`value` with its entities resolved and its tags gone."""
    if "<" not in value and "&" not in value:
        return value
    try:
        return str(html.fromstring(f"<div>{value}</div>").text_content())
    except html.etree.ParserError:
        return value


def times(body: Any, root: Any) -> Iterator[Fact]:
    """The machine-readable times above the article's text or in it."""
    for element in body.iter("time", "span", "em", root.tag):
        value = element.get("datetime") or element.get("data-date-time") or element.get("data-date")
        if value and not any(ancestor.tag == "a" for ancestor in element.iterancestors()):
            names = names_of(element)
            yield "changed" if names & {"updated", "modified", "modify"} else "published", "time", value
        elif element is root:
            yield from (
                ("published", "time", time.get("datetime"))
                for time in root.iter("time")
                if time.get("datetime")
            )
            return
