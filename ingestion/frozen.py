"""Frozen dataclasses that are fast to make.

A frozen dataclass sets each of its fields by a call, so that making one takes four times as long; an article
makes thousands. `dataclass` is the one of the standard library to the type checker, which keeps them frozen;
at run time it leaves out the lock, and nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

_Class = TypeVar("_Class")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, init: bool = True
    ) -> Callable[[type[_Class]], type[_Class]]:
        """What `dataclasses.dataclass` makes, without the lock where it is `frozen`; it has a hash all the
        same."""
        return dataclasses.dataclass(slots=slots, init=init, unsafe_hash=frozen)


__all__ = ["dataclass"]
