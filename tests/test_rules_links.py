"""The rows of the tables that say what belongs to a total, by their examples."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ingestion.counts import count_of
from ingestion.outside import is_outside
from ingestion.references import kinds
from ingestion.rules import load
from tests.articles import figures_of, mentions_of, parents_eok


@pytest.mark.parametrize("row", load("summing"), ids=str)
def test_words_between_the_parts_and_their_sum_make_it_their_total(row: dict[str, Any]) -> None:
    assert re.search(rf"원(?:을|과)?,? {row['word']} ", row["example"])
    assert parents_eok(figures_of(f"김천시는 올해 예산을 늘린다. {row['example']}")) == {
        50: 80,
        30: 80,
        80: None,
    }


@pytest.mark.parametrize("row", load("outside"), ids=str)
def test_words_set_an_amount_apart_from_the_total(row: dict[str, Any]) -> None:
    *_, mention = mentions_of(row["example"])
    assert is_outside(mention)
    assert not is_outside(mentions_of("시는 하천 정비에 30억원을 쓴다.")[0])


@pytest.mark.parametrize("row", load("kinds"), ids=str)
def test_a_sentence_picks_members_of_a_kind(row: dict[str, Any]) -> None:
    found = [groups for opening, groups in kinds() if opening.search(f"{row['example']} ")]
    assert [row["word"] in groups for groups in found] == [True]


@pytest.mark.parametrize("row", load("counts"), ids=str)
def test_a_count_beside_an_amount_is_its_count(row: dict[str, Any]) -> None:
    assert count_of(mentions_of(row["example"])[0]) == (3, row["word"])
