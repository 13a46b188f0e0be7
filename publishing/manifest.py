"""manifest.json: what a release is made of, and the proof that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

NAME = "manifest.json"
WAREHOUSE = "warehouse.duckdb"
FORMAT = 1


class ReleaseError(Exception):
    """A release that cannot be made, published or read; says which file, and what to do."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the caller knows of a build: the code that made it, when, and from which `inputs` (any
    JSON: runs, batches, extractor version)."""

    code_version: str
    created_at: datetime
    inputs: Mapping[str, Any]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files(folder: Path) -> dict[str, Path]:
    """The files of a build by their path inside it, without the manifest."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / NAME
    }


def summary(warehouse: Path) -> dict[str, Any]:
    """Counts that a reader of the manifest wants without opening the warehouse."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        verdicts = con.execute(
            "select verdict, count(*) from fact_total_check group by 1 order by 1"
        ).fetchall()
        checks = con.execute(
            "select level, status, count(*) from quality.checks group by all order by all"
        ).fetchall()
        (documents,) = con.execute("select count(*) from dim_document").fetchone() or (0,)
        (figures,) = con.execute("select count(*) from fact_budget").fetchone() or (0,)
    return {
        "documents": documents,
        "figures": figures,
        "verdicts": dict(verdicts),
        "checks": [{"level": level, "status": status, "count": count} for level, status, count in checks],
    }


def make(folder: Path, facts: Facts, content: str) -> dict[str, Any]:
    """The manifest of the build in `folder`, whose rows have the hash `content`."""
    return {
        "format": FORMAT,
        "created_at": facts.created_at.isoformat(),
        "code_version": facts.code_version,
        "duckdb_version": duckdb.__version__,
        "content_hash": content,
        "inputs": dict(facts.inputs),
        "summary": summary(folder / WAREHOUSE),
        "files": {
            name: {"sha256": sha256(path), "bytes": path.stat().st_size}
            for name, path in files(folder).items()
        },
    }


def read(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`. Raises ReleaseError when there is none or it is no manifest."""
    path = folder / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError(
            f"{path} is missing: the build was not sealed; run the publish stage again"
        ) from error
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} is unreadable ({error}): roll back to another release") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT or "content_hash" not in found:
        raise ReleaseError(f"{path} is no manifest of format {FORMAT}: roll back to another release")
    return found


def faults(folder: Path) -> list[str]:
    """What differs between a sealed folder and its manifest; empty when it is whole."""
    stated = read(folder)["files"]
    present = files(folder)
    problems = [f"{folder / name} is missing" for name in stated if name not in present]
    problems += [f"{path} is not in the manifest" for name, path in present.items() if name not in stated]
    problems += [
        f"{path} differs from the manifest"
        for name, path in present.items()
        if name in stated and sha256(path) != stated[name]["sha256"]
    ]
    return problems
