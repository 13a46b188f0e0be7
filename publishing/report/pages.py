"""The pages of the report, in the order of the navigation, and how all of them are written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from publishing.report import budgets, checks, conflicts, documents, equations, left_out, overview
from publishing.report.site import HERE, Facts, Page, Site

PAGES: Sequence[Page] = (
    Page("index", overview.write),
    Page("equations", equations.write),
    Page("budgets", budgets.write),
    Page("documents", documents.write),
    Page("checks", checks.write),
    Page("conflicts", conflicts.write),
    Page("left_out", left_out.write),
)
DATA_DOCS = "data_docs"  # written by the audit, kept when the report is written again


def render(warehouse: Path, target: Path, facts: Facts | None = None) -> Path:
    """Writes the site below `target` from `warehouse`, opened read-only, and returns its first page. What
    was there makes room in one step, the data docs of the audit excepted. Raises duckdb.Error when the
    warehouse lacks a table."""
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(HERE / "assets", fresh / "assets")
    with duckdb.connect(str(warehouse), read_only=True) as con:
        site = Site(
            warehouse,
            con,
            fresh,
            [page.name for page in PAGES],
            facts or Facts(),
            (target / DATA_DOCS / "index.html").is_file(),
        )
        for page in PAGES:
            page.write(site)
    if (target / DATA_DOCS).is_dir():
        (target / DATA_DOCS).rename(fresh / DATA_DOCS)
    if target.exists():
        shutil.rmtree(target)
    fresh.rename(target)
    return target / "index.html"
