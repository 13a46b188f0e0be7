"""A draft: a figure before its duplicates are merged and its place among totals and parts is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingestion.clauses import Unread
from ingestion.mentions import Mention
from ingestion.organizations import Body
from ingestion.records import LeftoverReason, Role, Stage
from ingestion.roles import Bearing


@dataclass
class Draft:
    """A figure in the making. `amount_krw` is signed; `funding` and `group` are the words that name a
    source of money or a group of bodies; `topic` is what its sentence says it is about, `heading`
    what a sentence without amounts right before it does; `parent_at` is
    where the amount stands that a table makes its total, `table` where the table begins whose cell it is;
    `whole` tells of a body's whole budget, `share` counts the names that get the same amount each; `why`
    names the rule that gave a field; `own_year` tells that its own words or sentence name the year;
    `outline` holds the sentences of the lines of an outline that it is set below, the outer ones first;
    `opener` is the bureau that its paragraph opens with; `mentions` are all places that state it, its own
    first."""

    mention: Mention
    amount_krw: int
    first: int | None
    last: int | None
    body: Body
    program: str | None
    stage: Stage
    role: Role
    bearing: Bearing
    funding: str | None
    group: str | None
    own_year: bool
    topic: str | None
    heading: str | None = None
    parent_at: int | None = None
    table: int | None = None
    whole: bool = False
    share: int = 0
    outline: tuple[int, ...] = ()
    opener: Body | None = None
    why: dict[str, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)


def by_sentence(drafts: list[Draft]) -> dict[int, list[int]]:
    """The numbers of the drafts of each sentence."""
    lists: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        lists.setdefault(draft.mention.sentence.index, []).append(number)
    return lists


@dataclass(frozen=True, slots=True)
class Set:
    """The drafts of one document, the mentions that are leftovers, the body it is about, and the words of its
    sentences by their index."""

    drafts: list[Draft]
    left: list[tuple[Mention, LeftoverReason]]
    main: Body | None
    lines: dict[int, Unread] = field(default_factory=dict)
