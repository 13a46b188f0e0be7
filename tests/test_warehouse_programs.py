"""Which names are one programme: the curated seeds by their examples, and what holds for any names."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import governments
from pipeline.dbt import PROJECT_DIR
from tests.compiled import Compiled
from tests.house import ROOT, table_rows, text_of
from tests.warehouse_fixture import Built

SEEDS = PROJECT_DIR / "seeds"


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed; an empty cell is an empty string."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def names(small_warehouse: Built) -> Compiled:
    """The models that gather names, with the real table of aliases."""
    models = ("spellings", "neighbours", "keys", "members")
    compiled = Compiled(
        small_warehouse,
        [
            "intermediate.int_figures_current",
            "intermediate.program_aliases",
            "intermediate.program_overrides",
        ],
        [
            "intermediate.int_program_spellings",
            "intermediate.int_program_neighbours",
            "intermediate.int_program_keys",
            "intermediate.int_breakdown_spellings",
            "intermediate.int_program_members",
        ],
    )
    assert len(models) < len(compiled.query("show all tables"))
    compiled.fill("intermediate.program_aliases", seed("program_aliases"))
    return compiled


def figures_named(*programs: str, **values: Any) -> list[dict[str, Any]]:
    """A figure for each name, each in a document of its own."""
    return [
        {
            "figure_id": f"f{place}",
            "document_id": f"d{place}",
            "government": "나라시",
            "program": program,
            "role": "item",
            "stage": "plan",
            "amount_krw": place,
            **values,
        }
        for place, program in enumerate(programs)
    ]


def gathered(names: Compiled) -> dict[str, str]:
    """The programme of each name."""
    return dict(names.query("select program, program_id from intermediate.int_program_members"))


@pytest.mark.parametrize("row", seed("program_aliases"), ids=lambda row: row["word"])
def test_each_alias_gathers_its_example(names: Compiled, row: dict[str, str]) -> None:
    one, other = row["example"].split(" = ")
    assert row["word"].replace(" ", "") in one.replace(" ", "")
    names.fill("intermediate.int_figures_current", figures_named(one, other))
    assert len(set(gathered(names).values())) == 1


def test_names_that_differ_in_what_they_are_for_stay_apart(names: Compiled) -> None:
    apart = ("남부 도서관 건립", "북부 도서관 건립", "도서관 1단계 건립", "도서관 2단계 건립", "도서관 철거")
    names.fill("intermediate.int_figures_current", figures_named(*apart))
    assert len(set(gathered(names).values())) == len(apart)


def test_a_name_is_one_programme_across_years_and_documents(names: Compiled) -> None:
    alike = (
        "디지털배움터 운영",
        "'디지털 배움터' 운영 사업",
        "나라 디지털배움터 운영",
        "디지털배움터 집중 운영",
    )
    names.fill("intermediate.int_figures_current", figures_named(*alike))
    assert len(set(gathered(names).values())) == 1


WORDS = st.lists(
    st.sampled_from(
        ["AI", "인공지능", "숲길", "도서관", "배움터", "집중", "운영", "사업", "예산", "·", "2단계"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=4))
def test_two_names_of_one_breakdown_are_never_one_programme(
    names: Compiled, breakdowns: list[list[str]]
) -> None:
    rows = []
    for place, programs in enumerate(breakdowns):
        for row in figures_named(*programs, breakdown_id=f"b{place}", breakdown="program"):
            rows.append(row | {"figure_id": f"{place}{row['figure_id']}", "document_id": f"d{place}"})
    names.fill("intermediate.int_figures_current", rows)
    programs_of = gathered(names)
    assert programs_of.keys() == {program for programs in breakdowns for program in programs}
    for programs in breakdowns:
        by_id = defaultdict(set)
        for program in programs:
            by_id[programs_of[program]].add(program)
        assert all(len(spelled) == 1 for spelled in by_id.values())


def test_the_governments_are_those_of_the_rules() -> None:
    assert governments.SEED.read_text("utf-8") == governments.render(), "run `python -m pipeline.governments`"


def test_every_region_has_its_code_but_the_one_that_is_too_new() -> None:
    regions = {row.region for row in governments.governments() if row.region}
    assert regions - {row["region"] for row in seed("regions")} == {"전남광주통합특별시"}


def test_the_themes_are_those_of_the_glossary() -> None:
    listed = [row[0] for row in table_rows(text_of(ROOT / "docs" / "glossary.md"), "### Theme")]
    assert {row["theme"] for row in seed("program_themes")} | {"기타"} == set(listed)
