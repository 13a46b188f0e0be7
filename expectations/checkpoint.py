"""Runs a suite on a pandas batch in a Great Expectations checkpoint, and says what came of it.

The only module that talks to Great Expectations' context. Nothing of it touches disk or network: the
context is ephemeral, analytics and progress bars are off; data docs are written where asked for.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from expectations import data_docs

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read while the package is imported

import great_expectations as gx


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expectation said of a batch. `success` is None where it raised; then `error` says why.
    `failed_keys` are the keys of the failing rows."""

    success: bool | None
    failed_keys: tuple[str, ...] = ()
    error: str | None = None


class Checkpoints:
    """A context in which suites are run, one checkpoint per suite."""

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.enable_analytics(False)
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        self._source = self._context.data_sources.add_pandas("audit")

    def add(self, suite: ExpectationSuite, key: str | None = None) -> Checkpoint:
        """A checkpoint that runs `suite` on batches; `key` is the column that names a row."""
        name = str(suite.name)
        batches = self._source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("whole")
        suite = self._context.suites.add(suite)
        validation = self._context.validation_definitions.add(
            gx.ValidationDefinition(name=name, data=batches, suite=suite)
        )
        result_format: dict[str, Any] = {"result_format": "BASIC"}
        if key is not None:
            result_format = {"result_format": "COMPLETE", "unexpected_index_column_names": [key]}
            result_format["return_unexpected_index_query"] = False
        checkpoint = gx.Checkpoint(
            name=name, validation_definitions=[validation], result_format=result_format
        )
        return Checkpoint(self._context.checkpoints.add(checkpoint), key)

    def write_docs(self, folder: Path) -> None:
        """The data docs of all that was run, as pages in `folder`."""
        data_docs.write(self._context, folder)


class Checkpoint:
    """One suite, ready to run on a batch."""

    def __init__(self, checkpoint: gx.Checkpoint, key: str | None) -> None:
        self._checkpoint = checkpoint
        self._key = key

    def run(self, batch: pd.DataFrame) -> dict[str, Outcome]:
        """The outcome of each expectation of the suite on `batch`, by check name."""
        done = self._checkpoint.run(batch_parameters={"dataframe": batch})
        outcomes: dict[str, Outcome] = {}
        for result in done.run_results.values():
            for expectation in result.results:
                meta = expectation.expectation_config.meta or {}
                outcomes[meta["check"]] = self._outcome(expectation)
        return outcomes

    def _outcome(self, result: ExpectationValidationResult) -> Outcome:
        error = _raised(result.exception_info)
        if error is not None:
            # Great Expectations reports a check that raised as one that failed: the two differ.
            return Outcome(None, error=error)
        rows = result.result.get("unexpected_index_list") or []
        return Outcome(bool(result.success), tuple(row[self._key] for row in rows) if self._key else ())


def _raised(info: dict[str, Any] | None) -> str | None:
    """The message of the exception in `info`, which is one report or a report per metric."""
    if not info:
        return None
    if "raised_exception" in info:
        return str(info.get("exception_message")) if info["raised_exception"] else None
    reports = [report for report in info.values() if isinstance(report, dict)]
    return next((str(r.get("exception_message")) for r in reports if r.get("raised_exception")), None)
