"""The page checks."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("checks.html", "checks.html", page="checks")
