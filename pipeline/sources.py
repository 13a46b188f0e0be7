"""The sources of a run, opened with the limits of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from ingestion.sources.found import Limits, Source, SourceError
from ingestion.sources.named import open_sources
from pipeline.errors import YesanError
from pipeline.settings import Settings


def opened(settings: Settings, names: Sequence[str]) -> list[Source]:
    """The sources of these names, each of them looked at, none of them read.

    Raises:
        YesanError: one of them cannot be a source; what, where, what to do.
    """
    limits = Limits(
        document_bytes=settings.max_document_bytes,
        list_bytes=settings.max_list_bytes,
        fetch_seconds=settings.fetch_seconds,
        fetch_attempts=settings.fetch_attempts,
        fetch_redirects=settings.fetch_redirects,
        fetch_wait_seconds=settings.fetch_wait_seconds,
        fetch_longest_wait=settings.fetch_longest_wait,
        private_networks=settings.private_networks,
        user_agent=settings.user_agent,
    )
    try:
        return open_sources(names, limits)
    except SourceError as error:
        raise YesanError(str(error)) from None
