"""The prompt of `yesan sql`: queries over several lines, with history and completion, on one release.

The release that was current when the prompt began is asked until it ends, so answers fit each other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from rich.console import Console

from pipeline.errors import YesanError
from pipeline.settings import Settings
from pipeline.tables import TABLES, show
from pipeline.terminal import plain
from pipeline.warehouse import ask, not_understood, opened

_HELP = """\
A query ends with `;` and may take several lines; Tab completes, the arrows go through what was asked before.
.tables          the tables, and what one row of each is
.columns TABLE   the columns of a table, and what each means
.help            this
.quit            the end, as Ctrl-D is; Ctrl-C stops a query, or takes back what was typed"""
_COLUMNS = """
select column_name as "column", lower(data_type) as "type", comment as meaning from duckdb_columns()
where if(schema_name = 'main', table_name, schema_name || '.' || table_name) = ? order by column_index
"""
_WORDS = """
select column_name from duckdb_columns() where schema_name in ('main', 'quality')
union select if(schema_name = 'main', table_name, schema_name || '.' || table_name) from duckdb_tables()
    where schema_name in ('main', 'quality')
union select view_name from duckdb_views() where schema_name = 'main' and not internal
union select keyword_name from duckdb_keywords() where keyword_category = 'reserved'
union select distinct function_name from duckdb_functions() where function_name ~ '^[a-z][a-z_0-9]*$'
order by all
"""
_COMMANDS = (".tables", ".columns", ".help", ".quit")
_WORD = re.compile(r"[A-Za-z0-9_.]+")
_ENDS = {".quit", ".exit", "quit", "exit", "\\q"}


def ask_and_answer(console: Console, settings: Settings, limit: int) -> None:
    """Show the tables, then take queries until Ctrl-D; an error ends the query, not the prompt.

    Raises:
        YesanError: nothing is published.
    """
    with opened(settings.current) as con:
        show(console, ask(con, TABLES))
        console.print(f"\nrelease {settings.current.resolve().name}, read-only; .help helps, Ctrl-D ends")
        words = [str(word) for (word,) in ask(con, _WORDS).rows]
        session: PromptSession[str] = PromptSession(
            history=_history(settings),
            completer=WordCompleter([*_COMMANDS, *words], ignore_case=True, pattern=_WORD),
            complete_while_typing=False,
            auto_suggest=AutoSuggestFromHistory(),
            multiline=True,
            prompt_continuation="   ... ",
            key_bindings=_keys(),
        )
        while True:
            try:
                typed = session.prompt("yesan> ").strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if typed.rstrip(";") in _ENDS:
                return
            if typed:
                _answer(console, con, typed, limit)


def is_whole(typed: str) -> bool:
    """Whether Enter is the end of it: nothing, a command of the prompt, or a query up to its `;`."""
    typed = typed.strip()
    return not typed or typed.startswith(".") or typed in _ENDS or sqlite3.complete_statement(typed)


def _history(settings: Settings) -> History:
    """What was asked before; where nothing can be written, what this prompt was asked."""
    file = settings.state / "sql-history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=Condition(lambda: is_whole(get_app().current_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys


def _answer(console: Console, con: duckdb.DuckDBPyConnection, typed: str, limit: int) -> None:
    try:
        if typed.startswith("."):
            _obey(console, con, typed.rstrip(";").split())
            return
        for query in _statements(con, typed):
            _show(console, con, query, limit)
    except YesanError as error:
        console.print(f"[red]error:[/] {plain(str(error))}")
    except KeyboardInterrupt:
        console.print("stopped")


def _show(console: Console, con: duckdb.DuckDBPyConnection, query: str, limit: int) -> None:
    result = ask(con, query, limit=limit)
    show(console, result)
    count = f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}"
    console.print(
        f"[dim]the first {limit} rows; `--limit` shows more[/]" if result.more else f"[dim]{count}[/]"
    )


def _statements(con: duckdb.DuckDBPyConnection, typed: str) -> Iterable[str]:
    try:
        return [statement.query for statement in con.extract_statements(typed)]
    except duckdb.Error as error:
        raise not_understood(error) from None


def _obey(console: Console, con: duckdb.DuckDBPyConnection, words: list[str]) -> None:
    match words:
        case [".tables"]:
            show(console, ask(con, TABLES))
        case [".columns", table]:
            found = ask(con, _COLUMNS, table)
            if not found.rows:
                raise YesanError(f"there is no table {table}; .tables lists them")
            show(console, found)
        case [".columns"]:
            raise YesanError("of which table? As in: .columns fact_budget")
        case [".help"]:
            console.print(plain(_HELP))
        case _:
            raise YesanError(f"there is no command {words[0]}; .help lists them")
