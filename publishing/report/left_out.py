"""The page left_out."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("left_out.html", "left_out.html", page="left_out")
