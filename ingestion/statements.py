"""What the text itself states of parents, sentence by sentence, the surest words first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingestion.announcements import announced, outlined, shares
from ingestion.cuts import net_change, of_cut
from ingestion.linking import Linking
from ingestion.outside import is_outside, opens_aside
from ingestion.places import Layout, Place, Row, Stated
from ingestion.ratios import by_ratio
from ingestion.records import Qualifier
from ingestion.references import (
    added_to,
    contained,
    continued,
    of_group,
    of_it,
    of_kind,
    of_money,
    remainders,
)
from ingestion.slices import slices
from ingestion.structure import stated_in_sentence
from ingestion.sums import proved_runs
from ingestion.topics import by_topic, goes_on, stays_with

# From so many on, amounts that make another to the won do not do so by chance.
_SURE = 3
Way = Callable[[Linking, Row, list[Place]], Iterator[Stated]]
# Each reads what the ways before it left without a parent.
_WAYS: tuple[Way, ...] = (
    by_ratio,
    net_change,
    of_money,
    of_it,
    contained,
    slices,
    of_kind,
    of_group,
)
# And these what no word sets apart.
_DIVIDING: tuple[Way, ...] = (continued, by_topic, shares, announced, outlined, of_cut, stays_with, goes_on)


def read_statements(layout: Layout) -> Linking:
    """The parents that the text states."""
    known = Linking(layout)
    for row in layout.rows:
        for child, parent, key in stated_in_sentence(layout, row):
            known.add(child, parent, key)
    _add_sure_sums(known)
    aside = -1
    for row in layout.rows:
        aside = row.block if opens_aside(row.text) else aside
        if row.block == aside:
            known.aside.update(place.draft for place in row.places)
        remainders(known, row)
        added_to(known, row)
        able = [place for place in row.places if layout.senses[place.draft] is not None]
        _read(known, row, able, _WAYS)
        free = [place for place in able if place.draft not in known.links]
        held = [p for p in free if not is_outside(p.mention, cut=layout.senses[p.draft] == -1)]
        _read(known, row, held, _DIVIDING)
        if able:
            known.before = row
        if any(layout.senses[place.draft] == 0 for place in able):
            known.stated = row
    return known


def _add_sure_sums(known: Linking) -> None:
    """Neighbours of one paragraph, three or more, that make an amount to the won: no word says better."""
    layout = known.layout
    free = [i for i, sense in enumerate(layout.senses) if sense is not None and i not in known.links]
    for total, run in proved_runs(layout, free, None):
        blocks = {layout.drafts[i].mention.sentence.block for i in run}
        exact = layout.drafts[total].mention.amount.qualifier is Qualifier.EXACT
        if exact and len(run) >= _SURE and len(blocks) == 1 and layout.closes(total, run):
            first = layout.drafts[run[0]].mention
            for child in run:
                known.add(child, total, f"sum:{first.sentence.index}:{first.at}")


def _read(known: Linking, row: Row, heard: list[Place], ways: tuple[Way, ...]) -> None:
    for way in ways:
        heard = [place for place in heard if place.draft not in known.links]
        if not heard:
            break
        for child, parent, key in list(way(known, row, heard)):
            known.add(child, parent, key)
