"""The tables of words, verbs and particles, each row by its example."""

from __future__ import annotations

from typing import Any

from ingestion.funding import funding_at
from ingestion.licence import speaks_of_budgets
from ingestion.programs import purpose_of
from ingestion.words import Case, Kind, form_of
from tests.articles import line_of
from tests.test_rules_core import each_row


@each_row("funding")
def test_a_word_names_the_source_of_the_money(row: dict[str, Any]) -> None:
    line = line_of(row["example"])
    assert funding_at(line, line.amounts[0], 0) == row["word"]


@each_row("verbs")
def test_a_verb_says_what_happens_to_the_money(row: dict[str, Any]) -> None:
    noun = row["stem"].removesuffix("하") if len(row["stem"]) > 2 else row["stem"]
    forms = [word.form for word in line_of(row["example"]).words if word.kind is Kind.VERB]
    assert (True, row["says"]) in {(form.stem in (row["stem"], noun), form.says) for form in forms}


@each_row("words")
def test_a_word_is_known_by_its_class(row: dict[str, Any]) -> None:
    if row["is"] == "noun":
        form = form_of(row["word"])
        assert (form.kind, form.stem, form.case) == (Kind.NOUN, row["word"], Case.BARE)
    kinds = {word.kind for word in line_of(row["example"]).words if word.form.stem == row["word"]}
    assert Kind(row["is"]) in kinds


@each_row("particles")
def test_a_particle_makes_its_case(row: dict[str, Any]) -> None:
    form = form_of(row["example"])
    assert form.case is Case[row["case"].upper()]
    assert row["example"] == form.stem + row["word"]


@each_row("actors")
def test_who_decides_is_not_what_the_money_is_for(row: dict[str, Any]) -> None:
    line = line_of(row["example"])
    assert any(word.form.stem.endswith(row["ending"]) for word in line.words)
    assert purpose_of(line, line.amounts[0], 0, len(line.words)).program == "도서관"


@each_row("budget_cues")
def test_a_word_speaks_of_budgets(row: dict[str, Any]) -> None:
    assert speaks_of_budgets(line_of(row["example"]))
