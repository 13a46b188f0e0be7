"""The page equations."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("equations.html", "equations.html", page="equations")
