"""The Fiscal Data Package, held to frictionless, and the description for catalogues."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from frictionless import Package, validate

from publishing.exports import write_exports
from publishing.exports.package import COLUMN_TYPES
from publishing.exports.tables import KEYS, REFERENCES
from tests.exported import hostile_warehouse, marts
from tests.house import ROOT
from tests.released import working_directory

MARTS = ROOT / "dbt_project" / "models" / "marts"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse of hostile text and its exports."""
    folder = tmp_path_factory.mktemp("hostile")
    warehouse = hostile_warehouse(folder / "warehouse.duckdb")
    write_exports(warehouse, folder / "exports", workbook_rows=1_000)
    return folder


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published release of the bundled articles."""
    return working_directory(tmp_path_factory) / "store" / "current"


@pytest.fixture(scope="module", params=["hostile", "released"])
def release(request: pytest.FixtureRequest) -> Path:
    """Both of them."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_the_package_is_valid(release: Path) -> None:
    report = validate(str(release / "exports" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == len(list(marts(release)))


@pytest.mark.parametrize("table", ["fact_budget", "dim_program"])
def test_the_package_notices_a_file_that_was_changed(released: Path, tmp_path: Path, table: str) -> None:
    for path in (released / "exports").rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(released / "exports")
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    descriptor = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]  # the keys alone must notice it
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    lines = (tmp_path / "csv" / f"{table}.csv").read_text("utf-8").splitlines(keepends=True)
    kept = lines[:-1] if table == "dim_program" else [*lines, lines[1]]
    (tmp_path / "csv" / f"{table}.csv").write_text("".join(kept), "utf-8")
    found = {error for (error,) in validate(str(tmp_path / "datapackage.json")).flatten(["type"])}
    assert found == {"foreign-key" if table == "dim_program" else "primary-key"}


def test_the_package_tells_what_the_money_is(released: Path) -> None:
    package = json.loads((released / "exports" / "datapackage.json").read_text("utf-8"))
    resources = {resource["title"]: resource["schema"] for resource in package["resources"]}
    fields = {field["name"]: field for field in resources["fact_budget"]["fields"]}
    assert (fields["amount_krw"]["type"], fields["amount_krw"]["columnType"]) == ("integer", "value")
    assert fields["fiscal_year"]["columnType"] == "date:fiscal-year"
    assert {extra["constant"] for extra in resources["fact_budget"]["extraFields"]} == {"KRW", "expenditure"}
    assert all(field["description"] for schema in resources.values() for field in schema["fields"])
    for table, types in COLUMN_TYPES.items():
        assert set(types) <= {field["name"] for field in resources[table]["fields"]}
    assert {type(Package.from_descriptor(package).get_resource("dim-program").schema.get_field(name)).__name__
            for name in ("aliases", "theme")} == {"ArrayField", "StringField"}  # fmt: skip


def test_keys_are_those_that_dbt_tests() -> None:
    keys: dict[str, tuple[str, ...]] = {}
    references: dict[str, set[tuple[str, str, str]]] = {}
    for path in MARTS.glob("*.yml"):
        for model in yaml.safe_load(path.read_text("utf-8"))["models"]:
            for test in model["data_tests"]:
                if "primary_key" in test:
                    keys[model["name"]] = tuple(test["primary_key"]["arguments"]["columns"])
                if "relationships" in test:
                    to = test["relationships"]["arguments"]
                    table = to["to"].removeprefix("ref('").removesuffix("')")
                    if (MARTS / f"{table}.yml").is_file():
                        column = (to["column_name"], table, to["field"])
                        references.setdefault(model["name"], set()).add(column)
    assert keys == KEYS
    ours = {
        name: {(one.columns[0], one.table, one.of[0]) for one in found} for name, found in REFERENCES.items()
    }
    assert ours == references


def test_the_description_for_catalogues_is_whole(released: Path) -> None:
    exports = released / "exports"
    told = json.loads((exports / "dataset.jsonld").read_text("utf-8"))
    assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
    assert "license" not in told
    first, last = map(int, told["temporalCoverage"].split("/"))
    assert 2000 < first <= last
    assert 50 < len(told["description"]) < 5_000
    assert {"amount_krw", "fiscal_year"} <= {variable["name"] for variable in told["variableMeasured"]}
    listed = {part["contentUrl"] for part in told["distribution"]}
    there = {path.relative_to(exports).as_posix() for path in exports.rglob("*") if path.is_file()}
    assert listed == there - {"dataset.jsonld"}
    for part in told["distribution"]:
        content = (exports / part["contentUrl"]).read_bytes()
        assert part["contentSize"] == f"{len(content)} B"
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
