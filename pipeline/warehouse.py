"""Questions to the published release, always read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import YesanError

FILE = "warehouse.duckdb"

# A question is about the release: it neither reads nor writes other files, and cannot lift that.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows; `more` when there are rows beyond those."""

    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]
    more: bool = False

    def records(self) -> list[dict[str, Any]]:
        """Each row by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@contextmanager
def opened(release: Path, *, may_write: Sequence[Path] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a release folder (or of the link `current`), read-only.

    Args:
        release: the folder.
        may_write: the only other files that a query may touch.

    Raises:
        YesanError: nothing is published there, or the file is damaged.
    """
    file = release / FILE
    if not file.exists():
        raise YesanError(f"nothing is published yet: there is no {file}; `yesan run` makes a release")
    try:
        con = duckdb.connect(str(file), read_only=True, config={} if may_write else _CLOSED)
        if may_write:  # which files is known to DuckDB only while it still may touch any
            paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in may_write)
            con.execute(f"set allowed_paths = [{paths}]")
            for name, value in _CLOSED.items():
                con.execute(f"set {name} = {value}")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise YesanError(f"{file} cannot be opened ({reason}); `yesan run` publishes it anew") from None
    with con:
        yield con


def ask(con: duckdb.DuckDBPyConnection, query: str, *values: object, limit: int | None = None) -> Answer:
    """The answer to a query, at most `limit` rows of it.

    Raises:
        YesanError: the query is not understood, or would change something.
        KeyboardInterrupt: it was stopped.
    """
    own = con.cursor()
    try:
        with ThreadPoolExecutor(1) as thread:
            asked = thread.submit(_ask, own, query, values, limit)
            try:
                columns, rows = asked.result()
            except KeyboardInterrupt:
                while not asked.done():  # an interrupt before the query has begun is lost
                    own.interrupt()
                    wait([asked], timeout=0.1)
                raise
    except duckdb.Error as error:
        raise not_understood(error) from None
    finally:
        own.close()
    return Answer(columns, rows[:limit], limit is not None and len(rows) > limit)


def not_understood(error: duckdb.Error) -> YesanError:
    """What DuckDB has against a query, in one line: without the arrow below the place."""
    return YesanError(" ".join(str(error).replace("^", "").split()))


def _ask(
    con: duckdb.DuckDBPyConnection, query: str, values: tuple[object, ...], limit: int | None
) -> tuple[list[str], list[Any]]:
    con.execute(query, list(values))
    columns = [column[0] for column in con.description or ()]
    return columns, con.fetchall() if limit is None else con.fetchmany(limit + 1)
