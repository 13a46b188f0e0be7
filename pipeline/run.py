"""One run: its name, when it began, what it reads."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the stages. Every stage of a run gets the same `Run`."""

    run_id: str
    started_at: datetime
    sources: tuple[str, ...]

    @classmethod
    def new(cls, sources: Sequence[str]) -> Run:
        """A run that begins now."""
        now = datetime.now(UTC)
        return cls(f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}", now, tuple(sources))

    @property
    def name(self) -> str:
        """The run id as it stands in names of files: other characters than `A-Za-z0-9._-` become `-`."""
        return re.sub(r"[^A-Za-z0-9._-]+", "-", self.run_id).strip(".-")

    def as_json(self) -> dict[str, Any]:
        """For the way into another process."""
        return {
            "run_id": self.run_id,
            "started_at": self.started_at.isoformat(),
            "sources": list(self.sources),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Run:
        """The inverse of `as_json`."""
        return cls(value["run_id"], datetime.fromisoformat(value["started_at"]), tuple(value["sources"]))
