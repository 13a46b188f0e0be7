"""Every example of the constructions: what the amounts can check, then what the figures can.

The examples lie beside the checkout (../shared/eval). What is not read yet is a strict xfail with its reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingestion.amounts import find_amounts
from ingestion.figures import read_figures
from ingestion.records import Amount, Figure, Leftover, Qualifier
from tests.articles import article
from tests.house import ROOT

CASES_FILE = ROOT.parent / "shared/eval/constructions.jsonl"
Expected = dict[str, Any]

ABSENT = "the constructions lie beside the checkout, as ../shared, and are not there"
NO_AMOUNT = "the text states no amount: 전액 is no number"
# By text: what the amounts, and what the figures do not read, and why.
AMOUNTS_UNREAD = {"전액 삭감": NO_AMOUNT}
FIGURES_UNREAD = {
    "전액 삭감": NO_AMOUNT,
    "챗봇 구축과 백업 도입 등 행정혁신에 288억원을 투입한다": "names before 등 stay, as in annotated pages",
}
ROLES = {"remainder": "item"}
LEFT_OVER = {"per_unit", "ceiling", "none"}


@dataclass(frozen=True)
class Case:
    """One example: its text, the day of its publication and what it says."""

    name: str
    text: str
    published_on: date
    expected: tuple[Expected, ...]


def cases(path: Path) -> Iterator[Case]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published = date.fromisoformat(row["pub_date"])
        yield Case(row["id"], row["text"], published, tuple(row["expected"]))


def each_case(unread: dict[str, str]) -> pytest.MarkDecorator:
    found = [
        pytest.param(
            case,
            id=f"{case.name}-{case.text}",
            marks=[pytest.mark.xfail(strict=True, reason=unread[case.text])] if case.text in unread else [],
        )
        for case in cases(CASES_FILE)
    ]
    return pytest.mark.parametrize("case", found or [pytest.param(None, marks=pytest.mark.skip(ABSENT))])


def test_the_examples_are_there() -> None:
    if not CASES_FILE.exists():
        pytest.skip(ABSENT)
    texts = {case.text for case in cases(CASES_FILE)}
    assert texts >= {*AMOUNTS_UNREAD, *FIGURES_UNREAD}, "an expected failure without its example"


def printed(amount: Amount, text: str) -> str:
    """The amount as printed, with the words that bound it."""
    before = text[: amount.start].rstrip()
    after = text[amount.end :].lstrip()
    hedge = amount.hedge or ""
    if hedge and after.startswith(hedge):
        return text[amount.start : text.index(hedge, amount.end) + len(hedge)]
    if hedge and before.endswith(hedge):
        return text[text.rindex(hedge, 0, amount.start) : amount.end]
    return text[amount.start : amount.end]


def misread(amount: Amount, expected: Expected, text: str) -> dict[str, tuple[object, object]]:
    """The fields in which the amount differs, as (expected, read)."""
    read: dict[str, tuple[object, object]] = {}
    if "surface" in expected:
        read["surface"] = (expected["surface"].removeprefix("총 "), printed(amount, text))
    if "amount" in expected:
        known = amount.amount_krw is not None and "role" in expected and expected.get("sign") == -1
        read["amount"] = (expected["amount"], abs(amount.amount_krw or 0) if known else amount.amount_krw)
    if "precision" in expected:
        read["precision"] = (expected["precision"], amount.unit_krw)
    if "currency" in expected:
        read["currency"] = (expected["currency"], amount.currency)
        read["amount_krw"] = (None, amount.amount_krw)
    read |= bounds(amount, expected)
    if "approx" in expected:
        read["approx"] = (expected["approx"], (amount.hedge or "").removeprefix("에 "))
        read["qualifier"] = (Qualifier.ABOUT, amount.qualifier)
    return {field: pair for field, pair in read.items() if pair[0] != pair[1]}


def bounds(amount: Amount, expected: Expected) -> dict[str, tuple[object, object]]:
    """`low` and `high`: a range, 8조원대, or an open bound."""
    low, high = expected.get("low"), expected.get("high")
    if low is not None and high is not None:
        upper = (amount.amount_krw or 0) + amount.unit_krw if amount.hedge == "대" else amount.amount_max_krw
        return {"low": (low, amount.amount_krw), "high": (high, upper)}
    if low is not None:
        return {"low": (low, amount.amount_krw), "bound": (Qualifier.AT_LEAST, amount.qualifier)}
    if high is not None:
        bound = Qualifier.ABOUT if "approx" in expected else Qualifier.AT_MOST
        return {"high": (high, amount.amount_krw), "bound": (bound, amount.qualifier)}
    return {}


@each_case(AMOUNTS_UNREAD)
def test_the_amounts_of_a_construction_are_read(case: Case) -> None:
    found = find_amounts(case.text)
    assert len(found) == len(case.expected), [amount.text for amount in found]
    wrong = [misread(amount, e, case.text) for amount, e in zip(found, case.expected, strict=True)]
    assert not any(wrong), wrong


def read(case: Case) -> tuple[dict[tuple[int, int], Figure], dict[tuple[int, int], Leftover]]:
    """Figures and leftovers by place. A city publishes under a headline about budgets: the examples
    state neither whose money it is nor that it is public."""
    written = article(case.text, headline="예산", published_on=case.published_on, publisher="서울특별시")
    figures, _, leftovers = read_figures(written)
    stated = {(f.start, f.end): f for f in figures if f.basis == "stated"}
    return stated, {(left.start, left.end): left for left in leftovers}


def differs(figure: Figure, expected: Expected, by_id: dict[str, Figure]) -> dict[str, tuple[object, object]]:
    """The fields in which the figure differs, as (expected, read). Made-up bodies are not checked."""
    got: dict[str, tuple[object, object]] = {}
    if expected.get("amount") is not None:
        sign = expected.get("sign", 1)
        amount = abs(expected["amount"]) * sign if "sign" in expected else expected["amount"]
        got["amount"] = (amount, figure.amount_krw)
    if "years" in expected:
        years = expected["years"]
        got["years"] = ((years[0], years[-1]), (figure.fiscal_year, figure.fiscal_year_end))
    if "stage" in expected:
        got["stage"] = (expected["stage"], figure.stage)
    if "program" in expected:
        got["program"] = (expected["program"], figure.program)
    if expected.get("role") == "target":
        got["stage"] = (True, figure.stage in ("request", "plan"))
    elif "role" in expected:
        role = ROLES.get(expected["role"], expected["role"])
        # The only sum of a text is what the text is about: a total, where the example has an item.
        got["role"] = ("total" if role == "item" and len(by_id) == 1 else role, figure.role)
    if "parent" in expected:
        parent = by_id.get(figure.parent_figure_id or "")
        got["parent"] = (expected["parent"], parent.amount_krw if parent else None)
    if expected.get("suspect_unit"):
        got["suspect"] = ("unit_typo", figure.suspect)
        got["proposed"] = (expected["proposed"], figure.suggested_krw)
    return {field: pair for field, pair in got.items() if pair[0] != pair[1]}


def unfit(case: Case) -> list[object]:
    """What the figures and leftovers of the case are not, one entry for each amount that is misread."""
    figures, leftovers = read(case)
    by_id = {figure.figure_id: figure for figure in figures.values()}
    wrong: list[object] = []
    places = sorted([*figures, *leftovers])
    if len(places) != len(case.expected):
        return [f"{len(places)} amounts"]
    for place, expected in zip(places, case.expected, strict=True):
        role = expected.get("role")
        if role in LEFT_OVER:
            reason = expected.get("kind", role)
            read_as = leftovers[place].reason if place in leftovers else "figure"
            foreign = "currency" in expected and read_as == "foreign_currency"
            if read_as != reason and not foreign and not _is_annual(expected, figures.get(place)):
                wrong.append((expected, read_as))
        elif place in leftovers:
            wrong.append((expected, leftovers[place].reason))
        elif difference := differs(figures[place], expected, by_id):
            wrong.append(difference)
    return wrong


def _is_annual(expected: Expected, figure: Figure | None) -> bool:
    """매년 20억원씩 is a figure for each of its years (ANNOTATION)."""
    return expected.get("per") == "year" and figure is not None and figure.amount_krw == expected["amount"]


@each_case(FIGURES_UNREAD)
def test_the_figures_of_a_construction_are_read(case: Case) -> None:
    assert unfit(case) == []
