"""The gate: pages whose meaning was written down by hand, how well they are read, and what is known to be
read wrong. `python -m tests.gate` lists what was gained and lost since; with `record` it takes gains into
`gold/known.json` and raises the floors, and refuses while anything is lost.
"""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from ingestion.extract import extract
from ingestion.records import Document, Extraction, Figure
from ingestion.sources.found import MEDIA_TYPES
from tests.house import ROOT

GOLD = Path(__file__).parent / "gold"
FLOORS_FILE, KNOWN_FILE = GOLD / "floors.json", GOLD / "known.json"
SHARED = ROOT.parent / "shared"
NEWS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n")
# The fields of a gold line that all must agree for the line to be right.
STRICT = ("fiscal_year", "fiscal_year_end", "government", "organization", "role", "parent")
Line = dict[str, Any]


@dataclass(frozen=True)
class Gate:
    """Pages and what they say."""

    name: str
    pages: Path
    gold: Path


BUNDLED = Gate("bundled", ROOT / "data/articles", GOLD / "bundled.jsonl")
GATES = (
    *(
        Gate(f"news-{name}", GOLD / "news" / name / "pages", GOLD / "news" / name / "gold.jsonl")
        for name in NEWS
    ),
    Gate("seeds", SHARED / "seeds", SHARED / "eval/seeds/gold.jsonl"),
    Gate("dev", SHARED / "eval/dev/docs", SHARED / "eval/dev/gold.jsonl"),
)


def lines_of(path: Path) -> list[Line]:
    """The lines of a gold file."""
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
    """All figures of the gate's pages as lines."""
    found = []
    for name, extraction in read(gate).items():
        by_id = {figure.figure_id: figure for figure in extraction.figures}
        found += [line_of(name, figure, by_id) for figure in extraction.figures]
    return found


def agrees(gold: Line, line: Line, field: str) -> bool:
    """Whether the line says what the gold says, or another reading that it accepts."""
    return line[field] in (gold[field], *gold.get(field + "_ok", []))


@cache
def scorer() -> Any:
    """The scorer beside the gold in ../shared."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def measured(gate: Gate) -> tuple[dict[str, float], Counter[str]]:
    """The gate's scores by name, and each line that is missed, extra or misread, with the fields."""
    result, matched, missed, extra = scorer().score(lines_of(gate.gold), predicted(gate), list(read(gate)))
    scores = {
        "figures": result["figures"]["f1"],
        "strict": result["strict"]["f1"],
        "parent_links": result["parent_links"]["f1"],
        "program": result["program_similarity"],
        **result["accuracy_on_matched"],
    }
    wrong = Counter(f"{line['doc']} {line['amount']} missed" for line in missed)
    wrong += Counter(f"{line['doc']} {line['amount']} extra" for line in extra)
    for gold, line in matched:
        misread = [field for field in STRICT if not agrees(gold, line, field)]
        if misread:
            wrong[f"{gold['doc']} {gold['amount']} {' '.join(misread)}"] += 1
    return scores, wrong


def known() -> dict[str, dict[str, int]]:
    """By gate, the lines that are known to be wrong."""
    found: dict[str, dict[str, int]] = json.loads(KNOWN_FILE.read_text(encoding="utf-8"))
    return found


def floors() -> dict[str, dict[str, float]]:
    """By gate, the least that each score may be."""
    found: dict[str, dict[str, float]] = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return found


def lost_and_gained(gate: Gate) -> tuple[list[str], list[str]]:
    """Lines that are wrong and were right, and lines that are right and were wrong."""
    wrong, before = measured(gate)[1], Counter(known().get(gate.name, {}))
    lost, gained = sorted((wrong - before).elements()), sorted((before - wrong).elements())
    for line in list(lost):
        wider = next((other for other in gained if _is_narrower(line, other)), None)
        if wider:  # fewer of its fields are wrong than were
            lost.remove(line)
            gained.remove(wider)
    return lost, gained


def _is_narrower(line: str, other: str) -> bool:
    """Whether both tell of one amount, and the one of fewer fields: `b01 3 parent`, `b01 3 role parent`."""
    one, two = line.split(), other.split()
    return one[:2] == two[:2] and set(one[2:]) < set(two[2:])


def main(arguments: list[str]) -> int:
    """Print what was gained and lost; `record` takes the gains in."""
    least, wrong, lost_any = floors(), known(), False
    for gate in (gate for gate in GATES if gate.gold.exists()):
        scores, now = measured(gate)
        lost, gained = lost_and_gained(gate)
        lost_any = lost_any or (bool(lost) and gate.name in wrong)  # a new gate starts with what it has
        print(gate.name, {name: round(score, 3) for name, score in scores.items()})
        for mark, lines in (("lost", lost), ("gained", gained)):
            print(*(f"  {mark}: {line}" for line in lines), sep="\n", end="\n" if lines else "")
        earlier = least.get(gate.name, {})
        least[gate.name] = {
            name: max(earlier.get(name, 0.0), math.floor(score * 1000) / 1000)
            for name, score in scores.items()
        }
        wrong[gate.name] = dict(sorted(now.items()))
    if arguments != ["record"]:
        return 0
    if lost_any:
        print("nothing recorded: what was lost comes first")
        return 1
    FLOORS_FILE.write_text(json.dumps(least, indent=1) + "\n", encoding="utf-8")
    KNOWN_FILE.write_text(json.dumps(wrong, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
