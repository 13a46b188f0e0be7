"""Every text of the report in Korean and English, from one table: words.yml."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

TABLE = Path(__file__).with_name("words.yml")
LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same said in Korean and in English, as HTML. In a template it becomes both, and the page shows
    the one that was chosen."""

    ko: Markup
    en: Markup

    @classmethod
    def plain(cls, ko: str, en: str) -> Text:
        """A text of two plain strings, which are escaped."""
        return cls(escape(ko), escape(en))

    def __html__(self) -> Markup:
        if self.ko == self.en:
            return self.ko
        return Markup(f'<span class="t" lang="ko">{self.ko}</span><span class="t" lang="en">{self.en}</span>')

    def __str__(self) -> str:
        return self.__html__()

    def spoken(self, language: str) -> str:
        """Its plain words in one language, without markup."""
        return html.unescape(Markup.striptags(self.ko if language == "ko" else self.en))


def same(value: object) -> Text:
    """What reads the same in both languages: a number, a name, a text from a page."""
    return Text(escape(value), escape(value))


class Words:
    """The table. `words("overview.lead")` is a Text; what is in braces is filled in, and escaped unless
    it is markup itself."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._table = table
        self._said: dict[tuple[str, str], Text] = {}  # a page says the same words very often

    def __call__(self, key: str, **values: object) -> Text:
        """The text under `section.key`. Raises KeyError for one that is not in the table."""
        section, _, name = key.partition(".")
        if not values:
            return self._plain(section, name)
        ko, en = self._table[section][name]
        return Text(_filled(ko, values, 0), _filled(en, values, 1))

    def of(self, section: str, value: str | None) -> Text:
        """The word for a value of a closed list; a value that the table does not know stands for itself,
        so that a list that has grown breaks no report."""
        if value is None:
            return self("common.none")
        known = value in self._table[section]
        return self._plain(section, value) if known else same(value.replace("_", " "))

    def _plain(self, section: str, name: str) -> Text:
        said = self._said.get((section, name))
        if said is None:
            said = self._said[section, name] = Text.plain(*self._table[section][name])
        return said

    def sections(self) -> Mapping[str, Mapping[str, Any]]:
        """The table: section, key, [Korean, English]."""
        return self._table


def _filled(said: str, values: Mapping[str, object], language: int) -> Markup:
    own = {
        name: (value.ko, value.en)[language]
        if isinstance(value, Text)
        else f"{value:,}"
        if isinstance(value, int)
        else value
        for name, value in values.items()
    }
    return escape(said).format(**own)


@cache
def table() -> Words:
    """The words of words.yml."""
    return Words(yaml.safe_load(TABLE.read_text(encoding="utf-8")))
