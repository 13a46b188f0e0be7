"""Article → each amount with the rule that gave each field, told by what `figures.py` made it from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from ingestion.clauses import Line
from ingestion.evidence import Rules, Spot
from ingestion.field_rules import Given, of_derived, of_stated, why_left
from ingestion.figures import Reading, read_all
from ingestion.findings import find_findings
from ingestion.records import Article, Basis, Breakdown, Figure, Finding, Leftover


@dataclass(frozen=True, slots=True)
class Explanation:
    """One amount of the text, a figure or a leftover, and why each of its fields is what it is."""

    record: Figure | Leftover
    given: tuple[Given, ...]
    line: Line | None = None

    def rule(self, field: str) -> str | None:
        """The rule that gave the field, or None where there is nothing to explain."""
        return next((given.rule for given in self.given if given.field == field), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with the items of one partition, in the order of the text."""

    breakdown: Breakdown
    total: Figure
    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The amounts of an article in the order of the text, its sums, its contradictions, and the words of its
    sentences."""

    amounts: tuple[Explanation, ...]
    sums: tuple[Sum, ...]
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...]


def explain(article: Article) -> Explained:
    """What is read from the article, with the rule of each field."""
    reading = read_all(article)
    left = (
        Explanation(
            leftover,
            (Given("reason", leftover.reason, why_left(mention, leftover.reason)),),
            reading.line_of(mention),
        )
        for leftover, mention in zip(reading.leftovers, reading.mentions, strict=True)
    )
    return Explained(
        tuple(sorted([*_figures(reading), *left], key=lambda explanation: explanation.record.start)),
        _sums(reading),
        find_findings(article, reading.figures, reading.breakdowns),
        tuple(read() for read in reading.lines.values()),
    )


def ruled(reading: Reading) -> tuple[tuple[Figure, ...], tuple[Leftover, ...]]:
    """The figures and leftovers of a reading, with the rules that decided each, and where else it stands."""
    figures = (
        replace(figure, rules=_rules(given), spots=_spots(reading, number) if _is_stated(figure) else ())
        for number, (figure, given) in zip(_numbers(reading), _given(reading), strict=True)
    )
    leftovers = (
        replace(leftover, rule=why_left(mention, leftover.reason))
        for leftover, mention in zip(reading.leftovers, reading.mentions, strict=True)
    )
    return tuple(figures), tuple(leftovers)


_RULED = tuple(field.name for field in fields(Rules))


def _rules(given: tuple[Given, ...]) -> Rules:
    told = {one.field: one.rule for one in given}
    return Rules(*map(told.get, _RULED))


def _spots(reading: Reading, number: int) -> tuple[Spot, ...]:
    """The mentions of a draft but the one that its figure stands at."""
    draft = reading.drafts[number]
    amounts = [mention.amount for mention in draft.mentions if mention is not draft.mention]
    return tuple(Spot(amount.start, amount.end) for amount in amounts)


def _figures(reading: Reading) -> list[Explanation]:
    drafts = zip(_numbers(reading), _given(reading), strict=True)
    return [
        Explanation(figure, given, reading.line_of(reading.drafts[number].mention))
        for number, (figure, given) in drafts
    ]


def _given(reading: Reading) -> Iterator[tuple[Figure, tuple[Given, ...]]]:
    """Each figure with what gave its fields."""
    figures = {figure.figure_id: figure for figure in reading.figures}
    parts: dict[int, list[int]] = {}
    for child, link in reading.links.items():
        parts.setdefault(link.parent, []).append(child)
    for figure, number in zip(reading.figures, _numbers(reading), strict=True):
        if _is_stated(figure):
            yield figure, of_stated(reading, number, figures, parts.get(number, ()))
        else:
            yield figure, of_derived(figure, reading.figures[number])


def _numbers(reading: Reading) -> list[int]:
    """The draft of each figure; what is derived stands at the amount that it follows from."""
    places = {figure.start: number for number, figure in enumerate(reading.figures) if _is_stated(figure)}
    return [
        number if _is_stated(figure) else places[figure.start]
        for number, figure in enumerate(reading.figures)
    ]


def _is_stated(figure: Figure) -> bool:
    return figure.basis is Basis.STATED


def _sums(reading: Reading) -> tuple[Sum, ...]:
    figures = {figure.figure_id: figure for figure in reading.figures}
    items: dict[str, list[Figure]] = {}
    for figure in sorted(reading.figures, key=lambda figure: (figure.start, figure.figure_id)):
        if figure.breakdown_id:
            items.setdefault(figure.breakdown_id, []).append(figure)
    return tuple(
        Sum(breakdown, figures[breakdown.total_figure_id], tuple(items[breakdown.breakdown_id]))
        for breakdown in reading.breakdowns
    )
