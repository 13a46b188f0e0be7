"""The quality report: one page that needs no network, from one warehouse."""

from publishing.report.page import render

__all__ = ["render"]
