"""The documents: a searchable list, and for each document a page with its text and every amount marked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

import duckdb

from publishing.report import columns, wording
from publishing.report.site import Facts, Row, Site
from publishing.report.text import Grouped, read
from publishing.report.words import Text, Words, same

KEPT = 4096
ALONE = 1_000  # pages that one process has written before a second one has begun

CHOSEN = "select document_id from dim_document where hash(document_id) % {shares} = {share}"
DOCUMENTS = """
select d.*, l.blocks, l.offcuts
from dim_document d left join quality.layouts l using (document_id)
where d.document_id in ({chosen}) order by d.document_id
"""
FIGURES = """
select f.*, e.* exclude (figure_id, document_id), p.text as parent_text, p.amount_krw as parent_krw
from fact_budget f
left join quality.figure_evidence e on e.figure_id = f.figure_id
left join fact_budget p on p.figure_id = f.parent_figure_id
where f.document_id in ({chosen}) order by f.document_id, f.text_start, f.figure_id
"""
LEFTOVERS = """
select * from quality.leftovers
where document_id in ({chosen}) order by document_id, text_start, leftover_id
"""
EQUATIONS = """
select breakdown_id, document_id, total_figure_id, verdict, equation, equation_unit from fact_total_check
where document_id in ({chosen}) order by document_id, breakdown_id
"""
LIST = """
select d.document_id, coalesce(d.title, d.locators[1]) as title, d.publisher,
    d.published_on::varchar as published_on, d.figure_count,
    coalesce(l.n, 0) as leftovers, coalesce(e.n, 0) as equations
from dim_document d
left join (select document_id, count(*) as n from quality.leftovers group by all) l using (document_id)
left join (select document_id, count(*) as n from fact_total_check group by all) e using (document_id)
order by d.figure_count = 0, d.published_on desc nulls last, d.document_id limit {most}
"""
LISTED = (
    columns.Column("title", "text", search=True),
    columns.Column("publisher", "code", search=True),
    columns.Column("published_on", "code"),
    columns.Column("figure_count", "number"),
    columns.Column("leftovers", "number"),
    columns.Column("equations", "number"),
    columns.Column("document_id", "id"),
)


def write(site: Site) -> None:
    """Writes the list, and a page for each document."""
    count = site.one("select count(*) as n from dim_document")["n"]
    listed = columns.write(site, "documents", LISTED, site.rows(LIST.format(most=columns.MOST)))
    site.write("documents.html", "documents.html", page="documents", listed=listed, count=count)
    shares = (os.cpu_count() or 1) if count > ALONE else 1
    if shares == 1:
        _write_pages(site)
        return
    # DuckDB does not survive a fork, and a connection goes to no other process.
    plan = (site.warehouse, site.folder, site.pages, site.facts, site.data_docs)
    with ProcessPoolExecutor(shares - 1, mp_context=get_context("spawn")) as others:
        written = [
            others.submit(_write_share, plan, share, shares, os.getpid()) for share in range(1, shares)
        ]
        _write_pages(site, 0, shares)
        for done in written:
            done.result()


def _write_share(
    plan: tuple[Path, Path, Sequence[str], Facts, bool], share: int, shares: int, parent: int
) -> None:
    warehouse, folder, names, facts, data_docs = plan
    with duckdb.connect(str(warehouse), read_only=True) as con:
        _write_pages(Site(warehouse, con, folder, names, facts, data_docs), share, shares, parent)


def _write_pages(site: Site, share: int = 0, shares: int = 1, parent: int | None = None) -> None:
    """Writes one of `shares` shares of the pages; in another process, as long as its `parent` lives."""
    # What is said on every page is put together once.
    often = {
        "t": lru_cache(KEPT)(site.words.__call__),
        "said": cache(site.words.of),
        "rule": ruled(site.words),
        "years": lru_cache(KEPT)(wording.years),
        "money": lru_cache(KEPT)(wording.money),
    }
    for values in pages(site, share=share, shares=shares):
        if parent not in (None, os.getppid()):
            return  # nobody waits for it, and another may write here
        path = f"documents/{values['document']['document_id']}.html"
        site.write(path, "document.html", page="documents", **often, **values)


def pages(site: Site, share: int = 0, shares: int = 1) -> Iterator[Row]:
    """What each page shows: the document, its text in pieces, its figures, leftovers and equations."""
    chosen = CHOSEN.format(share=share, shares=shares)
    figures, leftovers, equations = (
        Grouped(site.rows(query.format(chosen=chosen))) for query in (FIGURES, LEFTOVERS, EQUATIONS)
    )
    for document in site.rows(DOCUMENTS.format(chosen=chosen)):
        document_id = document["document_id"]
        own, left = figures.of(document_id), leftovers.of(document_id)
        pieces, lost = read(document["body"], document["blocks"] or (), own, left)
        yield {
            "document": document,
            "pieces": pieces,
            "figures": own,
            "leftovers": left,
            "equations": equations.of(document_id),
            "lost": lost,
            "offcuts": document["offcuts"] or (),
        }


def ruled(words: Words) -> Callable[[str], Text]:
    """How a rule is said in both languages: its phrase by the words, the word of the text as it is."""
    known = words.sections()["rule"]

    @cache
    def said(rule: str) -> Text:
        phrase, colon, word = rule.partition(": ")
        own = words.of("rule", phrase)
        if not colon:
            return own
        behind = words.of("rule", word) if word in known else same(word)
        return Text(own.ko + colon + behind.ko, own.en + colon + behind.en)

    return said
