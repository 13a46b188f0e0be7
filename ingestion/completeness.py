"""Whether the parts that a text lists claim to be all of their total."""

from __future__ import annotations

from ingestion.drafts import Draft
from ingestion.intervals import adds_up, interval
from ingestion.records import Suspect
from ingestion.structure import axis_of, is_open_list
from ingestion.suspects import Doubt


def is_complete(
    drafts: list[Draft], total: int, children: list[int], doubts: dict[int, Doubt]
) -> bool | None:
    """Whether the partition claims to be all of the total: it adds up, to the won where it leaves off with
    등 or picks examples, or a word like 분야별로 announced it; None where an item cannot be read."""
    doubted = [doubts[i] for i in children if i in doubts]
    if any(doubt.suspect is Suspect.UNIT_TYPO and doubt.suggested_krw is None for doubt in doubted):
        return None
    together = sum(drafts[i].amount_krw for i in children)
    if len(children) > 1 and together == drafts[total].amount_krw:
        return True
    if any(is_open_list(drafts[i].mention) for i in children):
        return False
    items = [
        interval(
            drafts[i].mention.amount,
            doubts[i].suggested_krw or drafts[i].amount_krw if i in doubts else drafts[i].amount_krw,
        )
        for i in children
    ]
    # An announced list is a whole one, unless it leaves most of the total unsaid: then it picks examples.
    if len(children) > 1 and all(axis_of(drafts[i].mention) for i in children):
        return together * 2 >= drafts[total].amount_krw
    return adds_up(interval(drafts[total].mention.amount, drafts[total].amount_krw), items)
