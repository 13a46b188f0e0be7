"""The quality report: a site of static pages that needs no network, from one warehouse."""

from publishing.report.pages import PAGES, render
from publishing.report.site import HISTORY, Facts

__all__ = ["HISTORY", "PAGES", "Facts", "render"]
