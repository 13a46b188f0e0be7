"""Sources as a person names them: a folder, a page, a web archive, a URL, or a file that lists sources.

Each kind is imported where it is made: what reads feeds takes a while to import, and few calls need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.sources.folder import Folder
from ingestion.sources.found import Limits, Source, SourceError

if TYPE_CHECKING:
    from ingestion.sources.fetching import Web

_LISTS = (".yml", ".yaml")
_ARCHIVES = (".warc", ".warc.gz")


def open_sources(names: Sequence[str], limits: Limits) -> list[Source]:
    """The sources of these names, each of them looked at.

    Args:
        names: `sources.yml` (any `.yml`), `news/` (a folder), `one.html`, `crawl.warc.gz`, `https://…`.
        limits: of sizes and times.

    Raises:
        SourceError: one of them cannot be a source.
    """
    sources: list[Source] = []
    web: Web | None = None
    for name in names:
        lower = name.lower()
        is_url = lower.startswith(("http://", "https://"))
        if "://" in name and not is_url:
            raise SourceError(f"{name} is no source: URLs begin with http:// or https://")
        is_list = lower.endswith(_LISTS) and not Path(name).is_dir()
        if is_url or is_list:
            from ingestion.sources.fetching import Web

            web = web or Web(limits)  # one for all: what it knows of a host, it knows for all of them
            sources += [_feed(name, limits, web)] if is_url else _listed(name, limits, web)
        elif lower.endswith(_ARCHIVES) and not Path(name).is_dir():
            from ingestion.sources.archive import WebArchive

            sources.append(WebArchive(name, limits))
        else:
            sources.append(Folder(name, limits))
    for source in sources:
        source.check()
    return sources


def _feed(url: str, limits: Limits, web: Web) -> Source:
    from ingestion.sources.feed import Feed

    return Feed(url, limits, web)


def _listed(name: str, limits: Limits, web: Web) -> list[Source]:
    from ingestion.sources.listed import read_sources

    if not Path(name).exists():
        raise SourceError(f"no such file: {name} (in {Path.cwd()}); it lists sources (docs/sources.md)")
    return read_sources(Path(name), limits, web)
