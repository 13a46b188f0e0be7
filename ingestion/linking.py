"""What is known so far of which draft is a part of which, while the text is read sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingestion.places import Layout, Row, Stated

# How many figures back a word may point: as far as a reader still remembers.
_REACH_BACK = 60


class Linking:
    """`links` is child → (parent, partition), `parts` the children of each partition, `apart` the parts of
    what no amount states, `aside` what stands in a paragraph from a sentence on that leaves the
    subject, `pointing` those that point back to an amount not found, `before` the sentence with amounts
    before the one that is read, `nets` the changes that increases and cuts make together, `stated` the last
    sentence with more than changes and comparisons, `subject` the figure that its paragraph went into, with
    the partition and the block."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.drafts = layout, layout.drafts
        self.links: dict[int, tuple[int, str]] = {}
        self.parts: dict[str, list[int]] = {}
        self._parents: set[int] = set()
        self.apart: set[int] = set()
        self.aside: set[int] = set()
        self.pointing: set[int] = set()
        self.nets: set[int] = set()
        self.before: Row | None = None
        self.stated: Row | None = None
        self.subject: tuple[int, str, int] | None = None
        self.levels = {
            abs(value) for value, sense in zip(layout.values, layout.senses, strict=True) if sense == 0
        }
        for child, parent, key in _in_tables(layout):
            self.add(child, parent, key)

    def add(self, child: int, parent: int, key: str) -> None:
        """Takes the link in, unless the child has a parent or the parent would become its own part."""
        if child not in self.links and child != parent and not self._above(parent, child):
            self._parents.add(parent)
            if key.startswith("net:"):
                self.nets.add(parent)
            self.links[child] = (parent, key)
            self.parts.setdefault(key, []).append(child)

    def _above(self, start: int, sought: int) -> bool:
        if sought not in self._parents:
            return False  # nothing is below it
        at: int | None = start
        while at is not None and at != sought:
            at = self.links[at][0] if at in self.links else None
        return at == sought

    def may_divide(self, whole: int, parts: list[int]) -> bool:
        """Whether the parts can be a list of `whole`: they fit, lie in its years and make no other amount."""
        return (
            self.layout.fits(whole, parts)
            and all(self.layout.in_time(whole, part) for part in parts)
            and not self._make_another(whole, parts)
        )

    def _make_another(self, whole: int, parts: list[int]) -> bool:
        """Whether the parts make another amount than `whole` to the won: then they are a list of that one."""
        together = sum(self.layout.values[i] for i in parts)
        return len(parts) > 1 and together in self.levels and together != self.layout.values[whole]

    def earlier(self, row: Row) -> Sequence[int]:
        """The drafts before the sentence, the nearest first."""
        start = min([p.draft for p in row.places])
        return range(start - 1, max(-1, start - _REACH_BACK), -1)

    def later(self, row: Row) -> Sequence[int]:
        """The drafts behind the sentence, the nearest first."""
        start = max([p.draft for p in row.places]) + 1
        return range(start, min(len(self.drafts), start + _REACH_BACK))

    def near(self, row: Row) -> Row | None:
        """The sentence with amounts before this one, in the same paragraph and not far."""
        return _if_near(self.before, row)

    def near_stated(self, row: Row) -> Row | None:
        """The same of the last sentence with more than changes and comparisons."""
        return _if_near(self.stated, row)


def _if_near(before: Row | None, row: Row) -> Row | None:
    return before if before and before.block == row.block and row.index - before.index <= 2 else None


def _in_tables(layout: Layout) -> Iterator[Stated]:
    """Cells whose row or column has a total."""
    places = {m.amount.start: index for index, draft in enumerate(layout.drafts) for m in draft.mentions}
    for index, draft in enumerate(layout.drafts):
        at = draft.parent_at
        if at is not None and places.get(at, index) != index:
            yield index, places[at], f"table:{at}"
