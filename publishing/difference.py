"""What two releases say differently, figure by figure, and why.

A figure is found again by its id; else at the same place of the same document; else, where an edited article
took the document's place at a locator, by its amount or by what the money is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from publishing import manifest
from publishing.manifest import WAREHOUSE, ReleaseError

# What a figure says; the columns that only one of the releases has are passed over.
FIELDS = (
    "amount_krw", "amount_krw_corrected", "amount_max_krw", "unit_krw", "qualifier", "fiscal_year",
    "fiscal_year_end", "government", "organization", "program", "stage", "role", "breakdown", "complete",
    "suspect", "suggested_krw", "parent_krw",
)  # fmt: skip
# What finds a figure again, and tells it; no more is read, since all figures of a release may be new.
OWN = ("figure_id", "document_id", "text", "text_start", "text_end", "extractor_version")


class Change(StrEnum):
    """What became of a figure from one release to the other."""

    APPEARED = "appeared"
    CHANGED = "changed"
    WENT = "went"


class Cause(StrEnum):
    """Why a figure differs."""

    NEW_DOCUMENT = "new_document"
    EDITED_ARTICLE = "edited_article"
    DOCUMENT_GONE = "document_gone"
    NEW_EXTRACTOR = "new_extractor"
    CORRECTION = "correction"
    OTHER_RULES = "other_rules"  # the same extractor read it: the warehouse makes something else of it


Figure = Mapping[str, Any]
Pair = tuple[Figure | None, Figure | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs. `before` and `after` hold FIELDS and OWN of its row of `fact_budget`, None
    where it is not there; `fields` are those that differ."""

    change: Change
    cause: Cause
    title: str | None
    locator: str | None
    fields: tuple[str, ...]
    before: Figure | None
    after: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure as the later release has it, else as the earlier one had it."""
        found = self.after or self.before
        assert found is not None
        return found


def differences(before: Path, after: Path) -> list[Difference]:
    """What differs between two release folders: by document, then by place in it.

    Raises:
        ReleaseError: one of them is no whole release.
    """
    for folder in (before, after):
        manifest.read(folder)
    return compared(before / WAREHOUSE, after / WAREHOUSE)


def compared(before: Path, after: Path) -> list[Difference]:
    """What differs between two warehouses, one of which may be a build that is not sealed yet.

    Raises:
        ReleaseError: one of them cannot be opened.
    """
    with duckdb.connect() as con:
        for name, warehouse in (("before", before), ("after", after)):
            path = str(warehouse).replace("'", "''")
            try:
                con.execute(f"attach '{path}' as {name} (read_only)")
            except duckdb.Error as error:
                raise ReleaseError(f"{path} cannot be opened ({error}): compare other releases") from None
        successor = dict(con.execute(_EDITS).fetchall())
        return sorted(_told(con, _pairs(con, successor), successor), key=_order)


def _pairs(con: duckdb.DuckDBPyConnection, successor: Mapping[str, str]) -> list[Pair]:
    """The figures that are not the same in both, each with its fellow where it has one; `successor` is the
    document that took another's place."""
    names = [_columns(con, name) for name in ("before", "after")]
    common = [
        field for field in FIELDS if all(field in columns for columns in names) or field == "parent_krw"
    ]
    differ = " or ".join(f"b.{field} is distinct from a.{field}" for field in common)
    before, after = (
        _figures(name, columns) for name, columns in zip(("before", "after"), names, strict=True)
    )
    joined = f"from {before} as b full join {after} as a on b.figure_id = a.figure_id"
    same = "b.figure_id is not null and a.figure_id is not null"
    rows = con.execute(f"select b, a {joined} where not ({same}) or ({differ})").fetchall()
    changed: list[Pair] = [(b, a) for b, a in rows if b["figure_id"] and a["figure_id"]]
    gone = [b for b, a in rows if not a["figure_id"]]
    fresh = [a for b, a in rows if not b["figure_id"]]
    steps: list[Callable[[Figure], object]] = [
        lambda f: (f["document_id"], f["text_start"], f["text_end"]),
        lambda f: (_home(f, successor), f["amount_krw"], f["fiscal_year"], f["organization"], f["role"]),
        lambda f: (_home(f, successor), f["fiscal_year"], f["organization"], f["program"], f["role"]),
    ]
    for key in steps:
        pairs, gone, fresh = _paired(gone, fresh, key)
        changed += [(b, a) for b, a in pairs if any(b[field] != a[field] for field in common)]
    return [*changed, *((figure, None) for figure in gone), *((None, figure) for figure in fresh)]


def _home(figure: Figure, successor: Mapping[str, str]) -> str:
    return successor.get(figure["document_id"], figure["document_id"])


def _paired(
    olds: Sequence[Figure], news: Sequence[Figure], key: Callable[[Figure], object]
) -> tuple[list[tuple[Figure, Figure]], list[Figure], list[Figure]]:
    """Old and new figures with equal keys, in the order of the text, and those that are left."""
    waiting: dict[object, list[Figure]] = defaultdict(list)
    for figure in sorted(news, key=_place, reverse=True):
        waiting[key(figure)].append(figure)
    pairs, left = [], []
    for figure in sorted(olds, key=_place):
        same = waiting.get(key(figure))
        if same:
            pairs.append((figure, same.pop()))
        else:
            left.append(figure)
    return pairs, left, [figure for rest in waiting.values() for figure in rest]


def _place(figure: Figure) -> tuple[str, int, str]:
    return figure["document_id"], figure["text_start"], figure["figure_id"]


def _told(
    con: duckdb.DuckDBPyConnection, pairs: Sequence[Pair], successor: Mapping[str, str]
) -> Iterator[Difference]:
    """Each pair with what became of it, its cause and its document."""
    was, now = (
        {row[0]: row[1:] for row in con.execute(_DOCUMENTS.format(name)).fetchall()}
        for name in ("before", "after")
    )
    edited = {*successor, *successor.values()}
    for before, after in pairs:
        own = (after or before or {})["document_id"]
        title, locator = now.get(own) or was[own]
        change = Change.WENT if after is None else Change.APPEARED if before is None else Change.CHANGED
        fields = _differing(before, after) if before and after else ()
        if own in edited:
            cause = Cause.EDITED_ARTICLE
        elif own not in was:
            cause = Cause.NEW_DOCUMENT
        elif own not in now:
            cause = Cause.DOCUMENT_GONE
        else:
            cause = _cause(before, after, fields)
        yield Difference(change, cause, title, locator, fields, before, after)


def _differing(before: Figure, after: Figure) -> tuple[str, ...]:
    return tuple(f for f in FIELDS if f in before and f in after and before[f] != after[f])


def _cause(before: Figure | None, after: Figure | None, fields: tuple[str, ...]) -> Cause:
    """Why a figure of a document that is in both releases differs."""
    if not before or not after or before["extractor_version"] != after["extractor_version"]:
        return Cause.NEW_EXTRACTOR
    return Cause.CORRECTION if "amount_krw_corrected" in fields else Cause.OTHER_RULES


def _order(item: Difference) -> tuple[str, str, str, int, str]:
    figure = item.figure
    return item.cause, item.locator or "", figure["document_id"], figure["text_start"], item.change


def _columns(con: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    return {row[0] for row in con.execute(f"describe {name}.fact_budget").fetchall()}


def _figures(name: str, columns: set[str]) -> str:
    read = ", ".join(f"f.{field}" for field in (*OWN, *FIELDS) if field in columns)
    return (
        f"(select {read}, p.amount_krw as parent_krw from {name}.fact_budget as f "
        f"left join {name}.fact_budget as p on f.parent_figure_id = p.figure_id)"
    )


_DOCUMENTS = "select document_id, title, locators[1] from {}.dim_document"
# A document that is gone, and the one that is new at a locator of its.
_EDITS = """
select old.document_id, min(new.document_id)
from (select document_id, unnest(locators) as locator from before.dim_document) as old
inner join (select document_id, unnest(locators) as locator from after.dim_document) as new
    on old.locator = new.locator
where old.document_id not in (select document_id from after.dim_document)
    and new.document_id not in (select document_id from before.dim_document)
group by old.document_id
"""
