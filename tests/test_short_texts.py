"""Short texts for constructions that no gold page covers, written before the rules met them: each says in
full which amounts are figures, and of each figure what a careful reader would say of it
(`gold/texts.yml`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingestion.figures import read_figures
from ingestion.merging import similarity
from ingestion.records import Basis
from tests.articles import article

Line = dict[str, Any]
# From this similarity on a programme is named as the text asks.
_ALIKE = 0.6


@cache
def texts() -> dict[str, Line]:
    rows = yaml.safe_load((Path(__file__).parent / "gold/texts.yml").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def read(text: Line) -> tuple[list[Line], dict[str, str]]:
    """The stated figures of a text as lines, and its leftovers by their printed text."""
    found = read_figures(
        article(
            *text["text"].split("\n\n"),
            headline=text["headline"],
            published_on=date.fromisoformat(text["published_on"]) if text["published_on"] else None,
            publisher=text["publisher"],
        )
    )
    by_id = {figure.figure_id: figure for figure in found[0]}
    lines = []
    for figure in found[0]:
        if figure.basis is Basis.DERIVED:
            continue
        parent = by_id[figure.parent_figure_id].amount_krw if figure.parent_figure_id else None
        lines.append(
            {
                "amount": figure.amount_krw,
                "amount_max": figure.amount_max_krw,
                "suggested": figure.suggested_krw,
                "parent": parent,
                **{
                    name: getattr(figure, name)
                    for name in (
                        "qualifier", "fiscal_year", "fiscal_year_end", "government", "organization",
                        "program", "stage", "role", "breakdown", "complete", "suspect",
                    )
                },
            }
        )  # fmt: skip
    return lines, {leftover.text: str(leftover.reason) for leftover in found[2]}


def differences(gold: Line, line: Line) -> list[str]:
    """What is read otherwise than the text asks."""
    found = []
    for field, wanted in gold.items():
        if field.endswith("_ok"):
            continue
        accepted = [wanted, *gold.get(field + "_ok", [])]
        if field == "program":
            right = line["program"] in accepted or any(
                similarity(name, line["program"]) >= _ALIKE for name in accepted if name
            )
        else:
            right = line[field] in accepted
        if not right:
            found.append(f"{gold['amount']:,}: {field} {wanted!r}, read {line[field]!r}")
    return found


def judge(text: Line) -> list[str]:
    """All that is wrong with the reading of one text."""
    lines, leftovers = read(text)
    wanted = sorted(figure["amount"] for figure in text["figures"])
    if sorted(line["amount"] for line in lines) != wanted:
        return [f"figures {wanted}, read {sorted(line['amount'] for line in lines)}, leftovers {leftovers}"]
    wrong = []
    for amount in dict.fromkeys(wanted):
        golds = [figure for figure in text["figures"] if figure["amount"] == amount]
        read_as = [line for line in lines if line["amount"] == amount]
        pairings: list[list[str]] = [
            [problem for gold, line in zip(golds, order, strict=True) for problem in differences(gold, line)]
            for order in permutations(read_as)
        ]
        fewest: list[str] = min(pairings, key=len)
        wrong += fewest
    for printed, reason in text["leftovers"].items():
        bare = {key.replace(" ", ""): value for key, value in leftovers.items()}
        key = next((k for k in bare if printed.replace(" ", "") in k), None)
        if key is None or (reason != "any" and bare[key] != reason):
            wrong.append(f"leftover {printed}: {reason}, read {bare.get(key or '')} of {leftovers}")
    return wrong


# What is not read yet, and why.
UNREAD = {
    "T32": "the name of the fund stands behind another amount",
    "T35": "a number with a wrong comma is a leftover, not a figure with a guess",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=UNREAD[name], strict=True))
        if name in UNREAD
        else name
        for name in texts()
    ],
)
def test_a_short_text_is_read_as_a_careful_reader_would(name: str) -> None:
    text = texts()[name]
    assert judge(text) == [], text["construction"]
