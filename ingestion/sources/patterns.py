"""Which URLs of a source are meant."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


class UrlPatterns:
    """Patterns in which `*` stands for any characters, `?` for one: `*://*.kr/news/*`.

    Args:
        include: none: every URL.
        exclude: of these, what is left out.
    """

    def __init__(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        self._include = tuple(include) or ("*",)
        self._exclude = tuple(exclude)

    def mean(self, url: str) -> bool:
        """Whether a URL is meant."""
        included = any(fnmatchcase(url, pattern) for pattern in self._include)
        return included and not any(fnmatchcase(url, pattern) for pattern in self._exclude)
