"""Explanations on a terminal: the sentence of an amount, its fields with their rules, sums, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console

from ingestion.clauses import Line
from ingestion.explanations import Explanation, Sum
from ingestion.records import Basis, Figure, Finding
from pipeline.equations import equation
from pipeline.terminal import plain


def show_amount(console: Console, explanation: Explanation, sums: Sequence[Sum]) -> None:
    """One amount of a text: what it is, its sentence, its fields, the equations in which it stands."""
    record = explanation.record
    kind = "leftover"
    if isinstance(record, Figure):
        kind = "figure" if record.basis is Basis.STATED else "derived figure"
    console.print(f"[bold]{plain(record.text)}[/]: {kind}")
    start = record.start - record.sentence_start
    sentence = marked(record.sentence, start, start + len(record.text))
    console.print(f"  {sentence}")
    show_fields(console, explanation)
    for place, of in _places(record, sums) if isinstance(record, Figure) else ():
        console.print(f"  as {place}: {plain('  '.join(equation(of)))}")
    console.print()


def show_fields(console: Console, explanation: Explanation) -> None:
    """Each field with its value and the rule that gave it."""
    rows = [(given.field, _value(given.value), given.rule) for given in explanation.given]
    for line in _aligned(rows):
        console.print(f"  {plain(line)}")


def marked(sentence: str, start: int, end: int) -> str:
    """The sentence as markup with the amount marked, also where there are no colours."""
    before, amount, after = (plain(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    return f"{before}[bold reverse]▶{amount}◀[/]{after}"


def show_sums(console: Console, sums: Sequence[Sum]) -> None:
    """The breakdowns as equations."""
    if sums:
        console.print(f"[bold]breakdowns: {len(sums)}[/]")
        rows = [(*equation(of), f"by {of.breakdown.breakdown}") for of in sums]
        for line in _aligned(rows):
            console.print(f"  {plain(line)}")


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Where the amounts contradict each other."""
    if findings:
        console.print(f"[bold]findings: {len(findings)}[/]")
        for line in _aligned([(f.kind, f"{f.actual} against {f.expected}", f.sentence) for f in findings]):
            console.print(f"  {plain(line)}")


def show_words(console: Console, lines: Iterable[Line]) -> None:
    """The form between text and fields: each word with its kind, particle, ending and what its verb says."""
    for line in lines:
        console.print("[bold]words[/]")
        rows = [("word", "kind", "case", "ending", "says")]
        rows += [
            (
                line.text[word.start : word.end],
                word.kind,
                word.case or "-",
                word.form.ending or "-",
                word.form.says or "-",
            )
            for word in line.words
        ]
        for row in _aligned(rows):
            console.print(f"  {plain(row)}")


def _places(figure: Figure, sums: Sequence[Sum]) -> list[tuple[str, Sum]]:
    own = figure.figure_id
    as_item = [("item", of) for of in sums if any(item.figure_id == own for item in of.items)]
    return as_item + [("total", of) for of in sums if of.total.figure_id == own]


def _value(value: str | int | bool | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Years are written without a comma.
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows with their columns below each other; Hangul is two columns wide."""
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
