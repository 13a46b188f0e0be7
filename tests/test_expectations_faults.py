"""Faults of ours, one by one: the check that must see each, and that each stops the release. Findings do
not stop it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from expectations.checks import Status
from tests.audited import broken, check


@dataclass(frozen=True)
class Fault:
    """Statements that break the example, and the check that sees it."""

    check_name: str
    why: str
    statements: tuple[str, ...]
    failed: int


FAULTS = [
    Fault(
        "double_entry",
        "a verdict of ours is wrong",
        ("update fact_total_check set verdict = 'match' where verdict = 'over'",),
        1,
    ),
    Fault(
        "double_entry",
        "a sum of ours is wrong",
        ("update fact_total_check set items_krw = items_krw + 1 where verdict = 'match'",),
        3,
    ),
    Fault(
        "double_entry",
        "a bound of ours is wrong",
        ("update fact_total_check set stated_high_krw = null where verdict = 'short'",),
        1,
    ),
    Fault(
        "double_entry",
        "a breakdown has no row",
        (
            "delete from fact_total_check where verdict = 'partial'",
            "delete from staging.breakdowns where not complete",
        ),
        1,
    ),
    Fault(
        "double_entry",
        "an item belongs to no breakdown",
        ("update fact_budget set breakdown_id = null where program = '돌봄'",),
        2,
    ),
    Fault(
        "double_entry",
        "a row names another total",
        ("update fact_total_check set total_figure_id = 'x' where verdict = 'over'",),
        1,
    ),
    Fault(
        "double_entry",
        "items of one breakdown name different totals",
        ("update fact_budget set parent_figure_id = 'x' where program = '보도'",),
        1,
    ),
    Fault(
        "double_entry",
        "a count of ours is wrong",
        ("update fact_total_check set count_verdict = 'match', stated_count = 1 where verdict = 'over'",),
        1,
    ),
    Fault(
        "checked_share",
        "almost nothing is readable",
        (
            "update fact_budget set suspect = 'digit_typo' where role = 'total'",
            "update fact_total_check set verdict = 'unreadable'",
        ),
        0,
    ),
    Fault(
        "text_at_offsets",
        "the text stands elsewhere",
        ("update fact_budget set text_start = text_start - 1, text_end = text_end - 1 where text = '784원'",),
        1,
    ),
    Fault(
        "text_at_offsets",
        "the sentence stands elsewhere",
        ("update fact_budget set sentence_start = sentence_start - 1 where text = '784원'",),
        1,
    ),
    Fault(
        "text_at_offsets",
        "the amount is outside its sentence",
        ("update fact_budget set sentence = left(sentence, 3) where text = '784원'",),
        1,
    ),
    Fault(
        "text_at_offsets",
        "an offset is missing",
        ("update fact_budget set text_start = null where text = '784원'",),
        1,
    ),
    Fault("keys", "a figure stands twice", ("insert into fact_budget from fact_budget limit 1",), 1),
    Fault(
        "keys",
        "a figure of no document",
        ("update fact_budget set document_id = 'x' where text = '784원'",),
        1,
    ),
    Fault(
        "figures_arrived",
        "a figure was lost on the way",
        ("delete from fact_budget where text = '3000억여원'",),
        1,
    ),
    Fault(
        "figures_arrived",
        "a figure came from nowhere",
        ("delete from staging.figures where text = '784원'",),
        1,
    ),
    Fault(
        "documents_accounted",
        "a document was lost",
        ("delete from staging.rejections", "delete from quality.rejections"),
        1,
    ),
    Fault(
        "documents_accounted",
        "an article was lost",
        ("delete from dim_document where title like '도서관%'",),
        1,
    ),
    Fault("documents_present", "nothing was read", ("delete from dim_document",), 1),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check_name}: {fault.why}")
def test_a_fault_of_ours_stops_the_release(tmp_path: Path, fault: Fault) -> None:
    found = broken(tmp_path, *fault.statements)
    result = check(found, fault.check_name)
    assert (result.status, result.failed_count) == (Status.FAILED, fault.failed)
    assert result.stops and not found.passed
    listed = [f for f in found.failures if f.check_name == fault.check_name]
    assert len(listed) == fault.failed and all(f.detail for f in listed)


# A misread year or a wrong count in one document is a finding: it must not keep back every later release.
COUNTED = "update fact_budget set counted = {}, count_unit = '건' where program = '{}'"
FINDINGS = [
    Fault(
        "counts_hold",
        "more cases than their total",
        (
            *(COUNTED.format(*c) for c in ((3, "도로"), (2, "차도"), (2, "보도"))),
            """update fact_total_check set stated_count = 3, items_count = 4, count_verdict = 'over'
            where verdict = 'over'""",
        ),
        1,
    ),
    Fault(
        "fiscal_years",
        "before the republic",
        ("update fact_budget set fiscal_year = 1947 where text = '784원'",),
        1,
    ),
    Fault(
        "fiscal_years",
        "the end before the start",
        ("update fact_budget set fiscal_year_end = 2026 where text = '784원'",),
        1,
    ),
]


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: f"{finding.check_name}: {finding.why}")
def test_a_finding_is_listed_and_does_not_stop_the_release(tmp_path: Path, finding: Fault) -> None:
    found = broken(tmp_path, *finding.statements)
    result = check(found, finding.check_name)
    assert (result.status, result.failed_count) == (Status.FAILED, finding.failed)
    assert not result.stops and found.passed
    listed = [f for f in found.failures if f.check_name == finding.check_name]
    assert {f.subject for f in listed} <= {"figure", "breakdown"} and len(listed) == finding.failed
