"""Budgets by body, theme and fiscal year."""

from __future__ import annotations

from publishing.report.site import Site


def write(site: Site) -> None:
    """Writes the page."""
    site.write("budgets.html", "budgets.html", page="budgets")
