"""The same documents say the same, whatever became of the store: rebuilt from raw parts and ledger alone, or
with everything in another order and twice."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline import builds, dbt, stages
from pipeline.load import load
from pipeline.run import Run
from pipeline.settings import load as load_settings
from pipeline.store import Store
from publishing.release import content_hash
from tests.released import working_directory
from tests.warehouse_fixture import VERSION, Built, parts_of


def test_a_store_that_lost_all_but_raw_parts_and_ledger_gives_the_same_release(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    released = working_directory(tmp_path_factory) / "store"
    for kept in ("raw", "ledger"):
        shutil.copytree(released / kept, tmp_path / "store" / kept)
    settings = load_settings(store=str(tmp_path / "store"), state=str(tmp_path / "state"))
    run = Run.new(())
    stages.extract(settings, run, stages.pending(settings))
    stages.build(settings, run)
    manifest = json.loads((released / "current" / "manifest.json").read_text("utf-8"))
    assert content_hash(builds.built(settings, run) / "warehouse.duckdb") == manifest["content_hash"]


def test_permuted_and_doubled_input_gives_the_same_content(small_warehouse: Built, tmp_path: Path) -> None:
    """Each document in a part of its own and all of them in one more, each sighting twice, and a later run
    that sees again what was there last."""
    chance = random.Random(20261102)
    first = Store(str(small_warehouse.path.parent.parent / "store"))
    other = Store(str(tmp_path / "store"))
    read = {item.document_id: item for batch in first.batches() for item in first.extractions(VERSION, batch)}
    documents = list(
        {item.document_id: item for batch in first.batches() for item in first.read_batch(batch)}.values()
    )
    chance.shuffle(documents)
    for part in [*([document] for document in documents), documents]:
        chance.shuffle(part)
        batch = other.write_batch(part)
        other.write_extractions(VERSION, batch, [read[document.document_id] for document in part])
    sightings = [item for run in first.runs() for item in first.sightings(run)]
    chance.shuffle(sightings)
    for item in sightings:
        other.write_sightings(item.run_id, [item])
        other.write_sightings(item.run_id, [item, item])
    last = max(sightings, key=lambda item: item.seen_at)
    again = [
        replace(item, run_id="again", seen_at=item.seen_at + timedelta(hours=1))
        for item in sightings
        if item.run_id == last.run_id
    ]
    other.write_sightings("again", again)
    warehouse = tmp_path / "warehouse.duckdb"
    load(warehouse, parts_of(other), VERSION)
    dbt.build(warehouse, tmp_path / "work")
    assert content_hash(warehouse) == content_hash(small_warehouse.path)
