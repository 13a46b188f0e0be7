"""The first page: what this release is, and what needs a person."""

from __future__ import annotations

from publishing.report.site import Site

TOTALS = """
select (select count(*) from dim_document) as documents, (select count(*) from fact_budget) as figures,
    (select count(distinct publisher) from dim_document) as publishers,
    (select count(*) from fact_total_check) as breakdowns
"""


def write(site: Site) -> None:
    """Writes index.html."""
    site.write("index.html", "index.html", page="index", totals=site.one(TOTALS))
