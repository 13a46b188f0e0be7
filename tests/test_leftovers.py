"""What is a budget figure and what is not: by the noun, the verb, the payer and their place in the clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from ingestion.figures import read_figures
from ingestion.money_words import is_light, payers, read_word
from ingestion.records import LeftoverReason
from ingestion.rules import load
from ingestion.screening import leftover_reason, leftover_verdict
from tests.articles import article, mentions_of


def each_row(name: str) -> pytest.MarkDecorator:
    rows = [pytest.param(row, id=f"{number}-{row['example']}") for number, row in enumerate(load(name), 1)]
    return pytest.mark.parametrize("row", rows)


@each_row("leftovers")
def test_a_noun_has_its_reason(row: dict[str, Any]) -> None:
    verdict = leftover_verdict(mentions_of(row["example"])[-1])
    assert verdict is not None
    assert (verdict.reason, verdict.word) == (row["reason"], row["word"])


@pytest.mark.parametrize(
    "row", [row for row in load("leftovers") if "with" in row], ids=lambda row: row["word"]
)
def test_a_noun_stays_in_charge_before_these(row: dict[str, Any]) -> None:
    for head in row["with"]:
        assert leftover_reason(mentions_of(f"{row['word']} {head} 300억원을 밝혔다")[0]) == row["reason"], (
            head
        )


@each_row("leftover_verbs")
def test_a_verb_has_its_reason(row: dict[str, Any]) -> None:
    verdict = leftover_verdict(mentions_of(row["example"])[0])
    assert verdict is not None
    assert (verdict.reason, verdict.word) == (row["reason"], row["word"])


@each_row("budget_words")
def test_a_noun_of_budgets_rules_what_is_done_with_the_money(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) is None
    assert (
        leftover_reason(mentions_of(row["example"].replace(row["word"], ""))[0]) == LeftoverReason.INVESTMENT
    )


@each_row("private_payers")
def test_money_of_a_private_payer_is_investment(row: dict[str, Any]) -> None:
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.INVESTMENT
    assert row["word"] in row["example"]
    assert row["word"] in payers().split("|")


@each_row("light_words")
def test_a_light_word_hides_no_noun(row: dict[str, Any]) -> None:
    assert is_light(row["word"])[0]
    assert leftover_reason(mentions_of(row["example"])[0]) == LeftoverReason.SALES


CASES: dict[str, list[str]] = {}
