"""Text of pages and locators on its way to a terminal."""

from __future__ import annotations

import re
import sys

from rich.console import Console
from rich.markup import escape

# C0 and C1 without line break and tab: a page could recolour, move or retitle the reader's terminal.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text without control characters other than line breaks and tabs."""
    return _CONTROLS.sub("", text)


def plain(text: str) -> str:
    """The text for a Rich console: without control characters, and never taken as markup."""
    return escape(printable(text))


def console() -> Console:
    """Where answers go. Very wide when it is no terminal: lines must not be broken for a width that nobody
    has."""
    return Console(
        width=None if sys.stdout.isatty() else 10_000, highlight=False, emoji=False, soft_wrap=True
    )
