"""The page conflicts."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("conflicts.html", "conflicts.html", page="conflicts")
