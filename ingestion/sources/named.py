"""Sources as a person names them: a folder, a page, a web archive, a URL, or a file that lists sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingestion.sources import archive, listed
from ingestion.sources.archive import WebArchive
from ingestion.sources.feed import Feed
from ingestion.sources.fetching import Web
from ingestion.sources.folder import Folder
from ingestion.sources.found import Limits, Source, SourceError


def open_sources(names: Sequence[str], limits: Limits) -> list[Source]:
    """The sources of these names, each of them looked at.

    Args:
        names: `sources.yml` (any `.yml`), `news/` (a folder), `one.html`, `crawl.warc.gz`, `https://…`.
        limits: of sizes and times.

    Raises:
        SourceError: one of them cannot be a source.
    """
    web = Web(limits)
    sources = [source for name in names for source in _named(name, limits, web)]
    for source in sources:
        source.check()
    return sources


def _named(name: str, limits: Limits, web: Web) -> list[Source]:
    lower = name.lower()
    if lower.startswith(("http://", "https://")):
        return [Feed(name, limits, web)]
    if "://" in name:
        raise SourceError(f"{name} is no source: URLs begin with http:// or https://")
    if lower.endswith(listed.ENDINGS) and not Path(name).is_dir():
        if not Path(name).exists():
            raise SourceError(f"no such file: {name} (in {Path.cwd()}); it lists sources (docs/sources.md)")
        return listed.read_sources(Path(name), limits, web)
    if lower.endswith(archive.ENDINGS) and not Path(name).is_dir():
        return [WebArchive(name, limits)]
    return [Folder(name, limits)]
