"""The documents, each on a page of its own with every amount marked."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("documents.html", "documents.html", page="documents")
