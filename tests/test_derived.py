"""What follows from a text without standing in it, and where a text contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingestion.figures import read_figures
from ingestion.findings import find_findings
from ingestion.records import Basis, Figure, FindingKind, Role
from tests.articles import EOK, article


def derived_of(text: str) -> list[Figure]:
    return [figure for figure in read_figures(article(text))[0] if figure.basis is Basis.DERIVED]


@dataclass(frozen=True)
class Implied:
    """The amount in 억원 that the text implies, its year and role."""

    text: str
    amount: int
    year: int | None
    role: Role


IMPLIED = [
    Implied("구미시는 내년 급식에 올해보다 62억원 늘어난 379억원을 쓴다.", 317, 2025, Role.BASELINE),
    Implied("구미시의 내년 급식 예산은 379억원으로 올해보다 62억원 많다.", 317, 2025, Role.BASELINE),
    Implied("구미시는 내년 급식에 379억원을 쓴다. 올해보다 62억원 줄었다.", 441, 2025, Role.BASELINE),
    Implied("구미시는 내년부터 매년 20억원씩 3년간 배를 사는 데 쓴다.", 60, 2026, Role.TOTAL),
]


@pytest.mark.parametrize("case", IMPLIED, ids=lambda case: case.text)
def test_an_amount_follows_from_the_text(case: Implied) -> None:
    (figure,) = derived_of(case.text)
    assert (figure.amount_krw, figure.role) == (case.amount * EOK, case.role)
    assert figure.fiscal_year == case.year
    assert figure.mention_count == 0
    assert figure.parent_figure_id is None


@pytest.mark.parametrize(
    "text",
    [
        "구미시의 내년 급식 예산은 올해 317억원보다 62억원 늘어난 379억원이다.",
        "구미시는 내년 급식에 정부안보다 62억원 늘어난 379억원을 쓴다.",
        "구미시는 매년 20억원씩 3년간 모두 60억원을 들여 배를 산다.",
        "구미시는 내년 급식에 379억원을 쓴다.",
    ],
)
def test_nothing_is_derived_that_is_stated_or_not_certain(text: str) -> None:
    assert derived_of(text) == []


@dataclass(frozen=True)
class Contradiction:
    """What the text states against what its amounts make; None: they agree."""

    text: str
    kind: FindingKind | None
    headline: str | None = None


CONTRADICTIONS = [
    Contradiction(
        "구미시의 내년 급식 예산은 올해 310억원보다 45억원 늘어난 395억원이다.", FindingKind.CHANGE_MISMATCH
    ),
    Contradiction("구미시의 내년 급식 예산은 올해 310억원보다 45억원 늘어난 355억원이다.", None),
    Contradiction(
        "구미시의 내년 급식 예산은 올해 300억원보다 48% 늘어난 315억원이다.", FindingKind.RATE_MISMATCH
    ),
    Contradiction("구미시의 내년 급식 예산은 올해 300억원보다 5% 늘어난 315억원이다.", None),
    Contradiction(
        "구미시는 내년 안전에 200억원을 쓴다. "
        "하천 100억원(50.0%), 소방 70억원(53.0%), 교육 30억원(15.0%)이다.",
        FindingKind.RATE_MISMATCH,
    ),
    Contradiction(
        "구미시는 내년 정보화 사업 90건에 500억원을 쓴다. "
        "유형별로는 개발 300억원(50건), 구매 200억원(30건)이다.",
        FindingKind.COUNT_MISMATCH,
    ),
    Contradiction(
        "구미시는 내년 정보화 사업 90건에 500억원을 쓴다. "
        "유형별로는 개발 300억원(50건), 구매 200억원(40건)이다.",
        None,
    ),
    Contradiction(
        "구미시는 내년 어린이 급식 예산을 379억원으로 짰다. 시는 식판도 바꾼다.",
        FindingKind.HEADLINE_MISMATCH,
        headline="구미시, 내년 어린이 급식 예산 397억원",
    ),
]


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda case: case.text)
def test_a_text_that_contradicts_itself_is_found(case: Contradiction) -> None:
    written = article(case.text, headline=case.headline)
    figures, breakdowns, _ = read_figures(written)
    found = find_findings(written, figures, breakdowns)
    assert [finding.kind for finding in found] == ([case.kind] if case.kind else [])
    for finding in found:
        assert written.body[finding.sentence_start :].startswith(finding.sentence)
        assert set(finding.figure_ids) <= {figure.figure_id for figure in figures}
