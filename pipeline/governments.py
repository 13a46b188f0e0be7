"""The seed `governments.csv`: every local government that is or was, for `dim_organization`.

The names are those of `ingestion/rules`; run `python -m pipeline.governments` after changing them (a test
fails while the seed is behind).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import astuple, dataclass, fields, replace
from datetime import date

from ingestion.body_names import Local, basic
from ingestion.rules import load
from pipeline.dbt import PROJECT_DIR

SEED = PROJECT_DIR / "seeds" / "governments.csv"


@dataclass(frozen=True, slots=True)
class Government:
    """A government under one of its names: in force from `valid_from` to the day before `valid_to`, then
    renamed `successor` (None where it was merged). `region` is the first-level government around it, under
    today's name."""

    government: str
    region: str | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None


def governments() -> list[Government]:
    """All governments, sorted by name. Of two with one name (고성군), what they do not share is None."""
    found: dict[str, list[Government]] = defaultdict(list)
    for each in (*_first_level(), *map(_basic, basic())):
        found[each.government].append(each)
    return [_only(found[name]) for name in sorted(found)]


def render() -> str:
    """The seed as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(Government))
    writer.writerows(astuple(each) for each in governments())
    return out.getvalue()


def _first_level() -> list[Government]:
    rows = []
    for row in load("governments"):
        since = row.get("since")
        rows.append(Government(row["name"], row["name"], since, None, None))
        if "formerly" in row:
            rows.append(Government(row["formerly"], row["name"], None, since, row["name"]))
    return rows


def _basic(local: Local) -> Government:
    until = None if local.until == date.max else local.until
    name = _called(local)
    renamed = None if local.merged or not local.became else _called(replace(local, name=local.became))
    return Government(
        name,
        local.within,
        None if local.since == date.min else local.since,
        None if renamed == name else until,  # 군위군 only moved
        None if renamed == name else renamed,
    )


def _called(local: Local) -> str:
    """As figures name it: 서울특별시 강남구, 해남군."""
    return f"{local.within} {local.name}" if local.name.endswith("구") else local.name


def _only(same: list[Government]) -> Government:
    """One row for all governments of a name."""
    first = same[0]
    return Government(
        first.government,
        *(
            getattr(first, field.name) if len({getattr(each, field.name) for each in same}) == 1 else None
            for field in fields(Government)[1:]
        ),
    )


if __name__ == "__main__":
    SEED.write_text(render(), "utf-8")
    print(f"wrote {SEED.relative_to(PROJECT_DIR.parent)}")
