"""Records as Parquet: the schema, and the way there and back, derived from the dataclasses."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa

T = TypeVar("T")

# mypy takes a class for unhashable when it looks at `functools.cache`; hence the ignored arguments below.

_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


@cache
def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class; a field that may be None is nullable."""
    return pa.schema(_fields(record))


def _fields(record: type) -> list[Any]:
    hints = typing.get_type_hints(record)
    return [_field(item.name, hints[item.name]) for item in fields(record)]


def _field(name: str, hint: Any) -> Any:
    inner, nullable = _optional(hint)
    return pa.field(name, _type(inner), nullable=nullable)


def _type(hint: Any) -> pa.DataType:
    if typing.get_origin(hint) is tuple:
        return pa.list_(_field("item", typing.get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct(_fields(typing.cast(type, hint)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    return _PLAIN[hint]


def _optional(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, types.UnionType):
        (inner,) = (arm for arm in typing.get_args(hint) if arm is not type(None))
        return inner, True
    return hint, False


def to_table(record: type[T], records: Sequence[T]) -> pa.Table:
    """Records as a table.

    Raises:
        pyarrow.ArrowInvalid, OverflowError, UnicodeEncodeError: a value does not fit its column.
    """
    return pa.Table.from_pylist([to_row(item) for item in records], schema=schema(record))  # type: ignore[arg-type]


def to_row(record: Any) -> dict[str, Any]:
    """A record as nested plain values."""
    return {name: _plain(getattr(record, name)) for name in _names(type(record))}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return to_row(value) if is_dataclass(value) else value


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(record))


def from_row(record: type[T], row: Mapping[str, Any]) -> T:
    """The inverse of `to_row`."""
    return record(**{name: build(row[name]) for name, build in _builders(record)})  # type: ignore[arg-type]


@cache
def _builders(record: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(record)
    return tuple((name, _builder(_optional(hints[name])[0])) for name in _names(record))


def _builder(hint: Any) -> Any:
    """A function that makes a value of type `hint` (or None) of its plain form."""
    if typing.get_origin(hint) is tuple:
        item = _builder(typing.get_args(hint)[0])
        return lambda value: tuple(item(part) for part in value)
    if is_dataclass(hint):
        return lambda value: None if value is None else from_row(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: None if value is None else hint(value)
    return lambda value: value
