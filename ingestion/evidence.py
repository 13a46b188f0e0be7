"""What is kept beside what was read, so that readers can judge it: rules, and what was cut off the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OffcutPlace(StrEnum):
    """Where on the page a piece stood that is no part of the article."""

    ABOVE = "above"
    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Offcut:
    """A piece of a page's text that was cut off: no amount in it was read. `text` is its beginning."""

    place: OffcutPlace
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the body where an amount is stated once more."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule that gave each field of a figure, named as the field; None where it has none."""

    fiscal_year: str | None
    government: str | None
    organization: str | None
    program: str | None
    stage: str | None
    role: str | None
    parent: str | None
