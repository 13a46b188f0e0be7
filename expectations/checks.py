"""What the gate checks, and the words for what it found.

`DECLARED` is the list that the gate holds the results against: a check that is declared and has no
result did not run, and a check that did not run never passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a check does when it fails: keep the release back, or be shown on it."""

    STOP = "stop"
    WARN = "warn"


class Status(StrEnum):
    """How a check ended. `not_checked`: there was nothing to check; `not_run`: it could not run."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"
    NOT_RUN = "not_run"


class Tool(StrEnum):
    """Who checked."""

    GREAT_EXPECTATIONS = "great_expectations"
    DBT = "dbt"
    GATE = "gate"


class Subject(StrEnum):
    """What a failure is about; says which table `subject_id` is a key of."""

    FIGURE = "figure"
    BREAKDOWN = "breakdown"
    DOCUMENT = "document"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Declared:
    """A check that must have a result; `question` is what it asks, answered yes when it passes."""

    check_name: str
    level: Level
    question: str
    tool: Tool = Tool.GREAT_EXPECTATIONS


SUMS_HOLD = "sums_hold"
DOUBLE_ENTRY = "double_entry"
COUNTS_HOLD = "counts_hold"
CHECKED_SHARE = "checked_share"
ROWS_STEADY = "rows_steady"
TOTALS_STEADY = "totals_steady"
SHARE_STEADY = "share_steady"
DBT_TESTS = "dbt_tests"
EVERY_CHECK_RAN = "every_check_ran"

DECLARED: tuple[Declared, ...] = (
    Declared(SUMS_HOLD, Level.WARN, "Do the items of each breakdown sum to its stated total?"),
    Declared(COUNTS_HOLD, Level.WARN, "Do the counts (건) of each breakdown's items sum to its total's?"),
    Declared(
        DOUBLE_ENTRY, Level.STOP, "Does the sum recomputed from the figures agree with fact_total_check?"
    ),
    Declared(CHECKED_SHARE, Level.STOP, "Could enough of the breakdowns be checked?"),
    Declared("text_at_offsets", Level.STOP, "Do each figure's text and sentence stand where it says?"),
    Declared("keys", Level.STOP, "Is each figure_id unique, and its document known?"),
    Declared("fiscal_years", Level.WARN, "Is each fiscal year possible and in order?"),
    Declared("figures_arrived", Level.STOP, "Did each figure and breakdown read arrive in the marts?"),
    Declared("documents_accounted", Level.STOP, "Is each document an article or a rejection?"),
    Declared("documents_present", Level.STOP, "Was any document read?"),
    Declared("figures_present", Level.WARN, "Was any figure found?"),
    Declared(ROWS_STEADY, Level.WARN, "Has each table about as many rows as in the release before?"),
    Declared(TOTALS_STEADY, Level.WARN, "Is each body's total of a year about that of the release before?"),
    Declared(SHARE_STEADY, Level.WARN, "Could as great a share of the totals be checked as before?"),
    Declared(DBT_TESTS, Level.STOP, "Did dbt run all its tests and build all its models?", Tool.DBT),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that checks are held against. `checked_share` is a share from 0 to 1;
    `listed_failures` bounds the failures listed per check, never their count. Against the release before: a
    table may lose a share of `rows_lost` and grow `rows_times`, a total may move by a share of `total_moved`,
    and the share checked may fall by `share_lost`."""

    checked_share: float = 0.5
    first_fiscal_year: int = 1948
    last_fiscal_year: int = 2100
    listed_failures: int = 1000
    rows_lost: float = 0.1
    rows_times: float = 10.0
    total_moved: float = 0.5
    share_lost: float = 0.1


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check. Counts are of subjects; None where the tool does not tell them."""

    check_name: str
    tool: Tool
    level: Level
    status: Status
    checked_count: int | None
    failed_count: int | None
    unchecked_count: int | None
    detail: str | None

    @property
    def stops(self) -> bool:
        """Whether this result keeps the release from being published."""
        return self.level is Level.STOP and self.status in (Status.FAILED, Status.NOT_RUN)


@dataclass(frozen=True, slots=True)
class Failure:
    """One subject that failed one check."""

    check_name: str
    subject: Subject
    subject_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class Audit:
    """All results on one warehouse."""

    checks: tuple[Check, ...]
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether the release may be published. An audit without checks does not pass."""
        return bool(self.checks) and not any(check.stops for check in self.checks)


def not_run(declared: Declared, why: str) -> Check:
    """The result of a declared check that could not run, for `why`."""
    return Check(declared.check_name, declared.tool, declared.level, Status.NOT_RUN, None, None, None, why)
