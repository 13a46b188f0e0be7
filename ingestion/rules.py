"""The rules tables: words, aliases and reasons as data (`rules/*.yml`).

Each table is a list of rows; each row carries an `example` that a test runs.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of `rules/<name>.yml`, read once."""
    text = files("ingestion").joinpath("rules", f"{name}.yml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
