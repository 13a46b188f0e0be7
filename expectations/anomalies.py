"""What changed more than it should since the release before: compares two warehouses, table by table.

Anomalies are warns: a release that says much less or much else than the one before is shown as such, and a
person decides. Without an earlier release there is nothing to compare, and each of them says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from expectations.checks import ROWS_STEADY, SHARE_STEADY, TOTALS_STEADY
from expectations.tables import Invariant

# What the comparison reads of both. An older release may lack a column that was added later.
READ = {
    "fact_budget": ("figure_id", "organization", "fiscal_year", "amount_krw", "role", "parent_figure_id"),
    "fact_total_check": ("verdict",),
    "dim_document": ("document_id",),
    "dim_program": ("program_id",),
}

_TOTALS = """
select organization, fiscal_year, sum(amount_krw) as total_krw, arg_max(figure_id, amount_krw) as figure_id
from {} where parent_figure_id is null and role in ('total', 'item') and fiscal_year is not null
group by organization, fiscal_year
"""
_SHARE = "select count(*) filter (where verdict <> 'unreadable') / nullif(count(*), 0) as share from {}"

COMPARED: tuple[Invariant, ...] = (
    Invariant(
        ROWS_STEADY,
        f"select {len(READ)}",
        f"""
        with counts(name, now, before) as ({
            " union all ".join(
                f"select '{name}', (select count(*) from {name}), (select count(*) from before.{name})"
                for name in READ
            )
        })
        select 'table', name, format('{{}} rows, {{}} in the release before', now, before) from counts
        where now < before * (1 - $rows_lost) or now > greatest(before, 1000) * $rows_times
        """,
    ),
    Invariant(
        TOTALS_STEADY,
        f"select count(*) from ({_TOTALS.format('before.fact_budget')})",
        f"""
        select if(now.figure_id is null, 'table', 'figure'), coalesce(now.figure_id, 'fact_budget'),
            format('{{}} {{}}: {{}} won in all, {{}} in the release before', before.organization,
                before.fiscal_year, coalesce(now.total_krw, 0), before.total_krw)
        from ({_TOTALS.format("before.fact_budget")}) as before
        left join ({_TOTALS.format("fact_budget")}) as now using (organization, fiscal_year)
        where now.total_krw is null
            or abs(now.total_krw - before.total_krw) > abs(before.total_krw) * $total_moved
        """,
    ),
    Invariant(
        SHARE_STEADY,
        "select count(*) from before.fact_total_check",
        f"""
        select 'table', 'fact_total_check', format('{{}}% of the totals could be checked, {{}}% before',
            round(100 * now.share)::integer, round(100 * before.share)::integer)
        from ({_SHARE.format("fact_total_check")}) as now,
            ({_SHARE.format("before.fact_total_check")}) as before
        where coalesce(now.share, 0) < before.share - $share_lost
        """,
    ),
)


@contextmanager
def beside(con: duckdb.DuckDBPyConnection, previous: Path | None) -> Iterator[str | None]:
    """Attaches the release before as `before`. Yields None, or why the two cannot be compared."""
    if previous is None:
        yield "there is no earlier release to compare with"
        return
    quoted = str(previous).replace("'", "''")
    try:
        con.execute(f"attach '{quoted}' as before (read_only)")
    except duckdb.Error as error:
        # A damaged release must not keep the next one, which mends it, from being published.
        yield f"the release before cannot be opened: {str(error).splitlines()[0]}"
        return
    try:
        missing = _missing(con)
        yield f"the release before lacks {', '.join(missing)}" if missing else None
    finally:
        con.execute("detach before")


def _missing(con: duckdb.DuckDBPyConnection) -> list[str]:
    has = con.execute(
        "select table_name || '.' || column_name from duckdb_columns() "
        "where database_name = 'before' and schema_name = 'main'"
    ).fetchall()
    needed = {f"{table}.{column}" for table, columns in READ.items() for column in columns}
    return sorted(needed - {name for (name,) in has})
