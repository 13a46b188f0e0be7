"""The quality report: a site of static pages that needs no network, from one warehouse."""

from publishing.report.pages import PAGES, render
from publishing.report.site import Facts

__all__ = ["PAGES", "Facts", "render"]
