"""The gate: what is read from pages whose meaning was written down by hand, against floors per field."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingestion.extract import extract
from ingestion.records import Document, Extraction, Figure
from ingestion.sources.folder import MEDIA_TYPES
from tests.house import ROOT

GOLD = Path(__file__).parent / "gold"
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
SHARED = ROOT.parent / "shared"
Line = dict[str, Any]


@dataclass(frozen=True)
class Gate:
    """Pages, what they say, and how many there are."""

    name: str
    pages: Path
    gold: Path
    page_count: int


BUNDLED = Gate("bundled", ROOT / "data/articles", GOLD / "bundled.jsonl", 5)
BESIDE = (
    Gate("seeds", SHARED / "seeds", SHARED / "eval/seeds/gold.jsonl", 5),
    Gate("dev", SHARED / "eval/dev/docs", SHARED / "eval/dev/gold.jsonl", 40),
)
# The fields of a gold line that all must agree for the line to be right.
STRICT = ("fiscal_year", "fiscal_year_end", "government", "organization", "role", "parent")
# The other fields that our own pages must agree in.
PLAIN = ("amount_max", "unit", "qualifier", "stage", "breakdown", "complete", "suspect", "suggested")


def lines_of(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def line_of(name: str, figure: Figure, by_id: dict[str, Figure]) -> Line:
    """A figure in the form of a gold line."""
    parent = by_id[figure.parent_figure_id].amount_krw if figure.parent_figure_id else None
    line = {field.name.removesuffix("_krw"): getattr(figure, field.name) for field in fields(figure)}
    return {**line, "doc": name, "parent": parent}


@cache
def read(gate: Gate) -> dict[str, Extraction]:
    """What is read from each page of the gate."""
    return {
        path.stem: extract(Document.of(path.read_bytes(), MEDIA_TYPES[path.suffix]))
        for path in sorted(gate.pages.iterdir())
    }


def predicted(gate: Gate) -> list[Line]:
    found = []
    for name, extraction in read(gate).items():
        by_id = {figure.figure_id: figure for figure in extraction.figures}
        found += [line_of(name, figure, by_id) for figure in extraction.figures]
    return found


def agrees(gold: Line, line: Line, field: str) -> bool:
    return line[field] in (gold[field], *gold.get(field + "_ok", []))


def test_the_pages_of_the_gate_are_the_bundled_ones() -> None:
    assert len(read(BUNDLED)) == BUNDLED.page_count
    assert {line["doc"] for line in lines_of(BUNDLED.gold)} < set(read(BUNDLED))


def stated(gate: Gate) -> list[Line]:
    return [line for line in predicted(gate) if line["basis"] == "stated"]


def test_every_figure_of_our_own_pages_is_found_and_no_other() -> None:
    wanted = sorted((g["doc"], g["amount"]) for g in lines_of(BUNDLED.gold) if g["basis"] == "stated")
    assert sorted((line["doc"], line["amount"]) for line in stated(BUNDLED)) == wanted


def test_what_our_own_pages_imply_is_what_the_gold_derives() -> None:
    derived = {(g["doc"], g["amount"]) for g in lines_of(BUNDLED.gold) if g["basis"] == "derived"}
    assert {(g["doc"], g["amount"]) for g in predicted(BUNDLED) if g["basis"] == "derived"} <= derived


def test_our_own_pages_are_read_field_by_field() -> None:
    by_place = {(line["doc"], line["amount"]): line for line in stated(BUNDLED)}
    golds = [gold for gold in lines_of(BUNDLED.gold) if (gold["doc"], gold["amount"]) in by_place]
    wrong = {
        (gold["doc"], gold["amount"], field): (gold[field], line[field])
        for gold in golds
        for line in [by_place[gold["doc"], gold["amount"]]]
        for field in (*STRICT, *PLAIN)
        if not agrees(gold, line, field)
    }
    misread = {key[:2] for key in wrong if key[2] in STRICT}
    assert 1 - len(misread) / len(golds) >= FLOORS["bundled"]["strict"], wrong
    for field in PLAIN:
        share = 1 - sum(key[2] == field for key in wrong) / len(golds)
        assert share >= FLOORS["bundled"][field], {
            key: pair for key, pair in wrong.items() if key[2] == field
        }


@cache
def scorer() -> Any:
    """The scorer beside the gold."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=BESIDE, ids=lambda gate: gate.name)
def gate(request: pytest.FixtureRequest) -> Gate:
    found: Gate = request.param
    if not found.gold.exists():
        pytest.skip("the evaluation set lies beside the checkout, as ../shared, and is not there")
    return found


def told(lines: list[Line]) -> str:
    return "\n".join(f"  {line['doc']} {line['amount']} {line['program']}" for line in lines)


def test_the_evaluation_pages_are_read_no_worse_than_before(gate: Gate) -> None:
    assert len(read(gate)) == gate.page_count
    score: Callable[..., Any] = scorer().score
    result, _, missed, extra = score(lines_of(gate.gold), predicted(gate), list(read(gate)))
    measured = {
        "figures": result["figures"]["f1"],
        "strict": result["strict"]["f1"],
        "parent_links": result["parent_links"]["f1"],
        "program": result["program_similarity"],
        **result["accuracy_on_matched"],
    }
    below = {field: measured[field] for field, floor in FLOORS[gate.name].items() if measured[field] < floor}
    assert not below, f"{below}\nmissed:\n{told(missed)}\nextra:\n{told(extra)}"
    assert set(measured) == set(FLOORS[gate.name]), "every field has a floor"
