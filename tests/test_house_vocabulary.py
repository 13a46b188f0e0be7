"""One word per thing: the glossary, the records and the staging models name the same, in both directions."""

from __future__ import annotations

import dataclasses
import enum
import tomllib
from collections import defaultdict
from types import ModuleType
from typing import Any

import pytest
import yaml

from ingestion import evidence, records, rejections
from tests.house import ROOT, project_files, table_rows, text_of

GLOSSARY = text_of(ROOT / "docs" / "glossary.md")
# In SQL alone, beside the fields of the record.
ADDED = {
    "documents": {"byte_count"},
    "articles": {"extractor_version"},
    "figures": {"extractor_version"},
}
# In Python alone: the bytes stay in the store.
LEFT_OUT = {"documents": {"content"}}
RENAMED = {"start": "text_start", "end": "text_end", "count": "counted"}
# Columns of marts and quality tables whose values are a closed list of the glossary.
LISTS = {
    "qualifier": "Qualifier",
    "stage": "Stage",
    "role": "Role",
    "breakdown": "BreakdownBy",
    "basis": "Basis",
    "suspect": "Suspect",
    "verdict": "Verdict",
    "leftovers.reason": "LeftoverReason",
    "findings.kind": "FindingKind",
    "rejections.reason": "RejectionReason",
    "fact_conflict.kind": "ConflictKind",
    "fact_revision.kind": "RevisionKind",
    "corrections_applied.status": "CorrectionStatus",
    "theme": "Theme",
}
TABLES = {
    "documents": records.Document,
    "sightings": records.Sighting,
    "articles": records.Article,
    "figures": records.Figure,
    "breakdowns": records.Breakdown,
    "leftovers": records.Leftover,
    "findings": records.Finding,
    "rejections": records.Rejection,
}


def classes(module: ModuleType, kind: type) -> dict[str, Any]:
    """The classes that `module` itself defines: dataclasses for `object`, else subclasses of `kind`."""
    own = {n: c for n, c in vars(module).items() if isinstance(c, type) and c.__module__ == module.__name__}
    if kind is object:
        return {name: found for name, found in own.items() if dataclasses.is_dataclass(found)}
    return {name: found for name, found in own.items() if issubclass(found, kind)}


RECORDS = classes(records, object) | classes(evidence, object)


def models(layer: str) -> dict[str, list[str]]:
    """Columns by model, of the YAML files of one layer."""
    found: dict[str, list[str]] = {}
    for path in project_files(".yml"):
        if path.is_relative_to(ROOT / "dbt_project" / "models" / layer):
            for model in yaml.safe_load(text_of(path)).get("models", []):
                found[model["name"]] = [column["name"] for column in model["columns"]]
    assert found
    return found


def test_the_glossary_names_every_field_of_every_record_and_no_other() -> None:
    expected = defaultdict(set)
    for name, record in RECORDS.items():
        for field in dataclasses.fields(record):
            expected[field.name].add(name.lower())
    rows = table_rows(GLOSSARY, "## Fields")
    assert [row[0] for row in rows] == sorted({row[0] for row in rows}, key=[r[0] for r in rows].index)
    assert {row[0]: set(row[2].split(", ")) for row in rows} == expected


def test_the_glossary_names_every_record_as_a_thing() -> None:
    things = {row[0] for row in table_rows(GLOSSARY, "## Things")}
    assert {name.lower() for name in RECORDS} <= things


LISTED = {
    name: found
    for module in (records, evidence, rejections)
    for name, found in classes(module, enum.StrEnum).items()
}


@pytest.mark.parametrize("name", LISTED)
def test_the_glossary_gives_the_closed_lists(name: str) -> None:
    rows = table_rows(GLOSSARY, f"### {name}")
    assert [row[0] for row in rows] == [member.value for member in LISTED[name]]


def test_every_row_has_its_korean_word_and_its_meaning() -> None:
    headings = [line for line in GLOSSARY.split("\n") if line.startswith("### ")]
    for heading in ("## Things", "## Fields", *headings):
        for row in table_rows(GLOSSARY, heading):
            assert all(row), f"{heading}: {row}"
            assert any("가" <= letter <= "힣" for letter in row[1]), f"{heading}: {row[0]}"


def test_there_is_a_staging_model_for_each_record_that_is_stored() -> None:
    assert set(models("staging")) == {f"stg_{table}" for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_staging_columns_are_the_fields_of_the_record(table: str) -> None:
    fields = {field.name for field in dataclasses.fields(TABLES[table])} - LEFT_OUT.get(table, set())
    expected = {RENAMED.get(name, name) for name in fields} | ADDED.get(table, set())
    columns = models("staging")[f"stg_{table}"]
    assert len(columns) == len(set(columns))
    assert set(columns) == expected


def test_the_lists_of_the_warehouse_are_those_of_the_glossary() -> None:
    seen = set()
    for path in project_files(".yml"):
        if path.is_relative_to(ROOT / "dbt_project" / "models"):
            for model in yaml.safe_load(text_of(path)).get("models", []):
                for column, values in closed_lists(model):
                    for name in {column, f"{model['name']}.{column}"} & set(LISTS):
                        expected = [row[0] for row in table_rows(GLOSSARY, f"### {LISTS[name]}")]
                        assert sorted(values) == sorted(expected), f"{model['name']}.{column}"
                        seen.add(name)
    assert seen == set(LISTS), "a list that no model is held to"


def closed_lists(model: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The lists that a model's columns are held to."""
    tests = [test["closed_lists"] for test in model.get("data_tests", []) if "closed_lists" in test]
    return [pair for test in tests for pair in test["arguments"]["lists"].items()]


def test_each_dependency_stands_in_the_record_of_decisions_with_its_reason() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["dev"], *extras["bench"]]
    names = {line.split(">")[0].split("=")[0].split("<")[0].split("[")[0].strip() for line in declared}
    record = text_of(ROOT / "docs" / "decisions" / "0001-dependencies.md")
    headings = ("## The product", "## Development only", "## Benchmarks only")
    rows = [row for heading in headings for row in table_rows(record, heading)]
    assert {row[0].strip("`") for row in rows} == names
    assert all(len(row[1]) > 10 for row in rows)
