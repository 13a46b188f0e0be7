"""Renders the quality report of a warehouse."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from publishing.report.reading import Bounds, Report, read

TEMPLATE = Path(__file__).with_name("template.html")
UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))

# The words of the closed lists as a Korean reader knows them.
KOREAN = {
    "match": "일치", "over": "초과", "short": "부족", "partial": "일부 내역", "unreadable": "검증 불가",
    "total": "총액", "item": "세부", "baseline": "비교 기준", "change": "증감",
    "plan": "계획", "request": "요구", "proposal": "예산안", "enacted": "본예산", "supplementary": "추경",
    "executed": "집행", "unspecified": "단계 미상",
    "exact": "정확", "about": "약", "at_least": "이상", "at_most": "이내",
    "organization": "기관별", "program": "사업별", "type": "유형별", "funding": "재원별", "period": "연도별",
    "unit_typo": "단위 오기", "digit_typo": "숫자 오기", "derived": "계산된 값",
}  # fmt: skip
SYMBOLS = {
    "match": "=", "over": "▲", "short": "▼", "partial": "…", "unreadable": "?",
    "passed": "✓", "failed": "✕", "not_checked": "–", "not_run": "!",
}  # fmt: skip


def render(warehouse: Path, target: Path, bounds: Bounds | None = None) -> Path:
    """Writes `target`/index.html from `warehouse`, opened read-only, and returns its path. One file
    without scripts or anything to load. Raises duckdb.Error when the warehouse lacks a table."""
    bounds = bounds or Bounds()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        report = read(con, bounds)
    target.mkdir(parents=True, exist_ok=True)
    page = target / "index.html"
    written = target / f".index-{os.getpid()}.html"
    written.write_text(_html(report, bounds), encoding="utf-8")
    written.replace(page)
    return page


def won(amount: int | None) -> str:
    """Whole won as Korean readers write it: 1조2000억원, 784원; a cut with its sign."""
    if amount is None:
        return "–"
    rest, words = abs(amount), []
    for size, unit in UNITS:
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count}{unit}")
    if rest or not words:
        words.append(str(rest))
    return f"{'−' if amount < 0 else ''}{' '.join(words)}원"


def years(first: int | None, last: int | None) -> str:
    """The fiscal years that a figure covers."""
    if first is None:
        return f"to {last}" if last is not None else "year unknown"
    if last is None:
        return f"from {first}"
    return str(first) if first == last else f"{first}–{last}"


def gate(checks: list[dict[str, Any]] | None) -> str:
    """What the checks mean for the release: passed, failed, or not_run without an audit."""
    if not checks:
        return "not_run"
    stopped = any(c["level"] == "stop" and c["status"] in ("failed", "not_run") for c in checks)
    return "failed" if stopped else "passed"


def _html(report: Report, bounds: Bounds) -> str:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"won": won, "korean": lambda word: KOREAN.get(word, ""), "symbol": SYMBOLS.get}
    environment.globals |= {"years": years}
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    checks = report.checks or []
    quiet = [check for check in checks if check["tool"] == "dbt" and check["status"] == "passed"]
    quiet = [check for check in quiet if check["check_name"] != "dbt_tests"]
    return template.render(
        report=report,
        bounds=bounds,
        gate=gate(report.checks),
        loud=[check for check in checks if check not in quiet],
        quiet=quiet,
        shown={figure["figure_id"] for document in report.documents for figure in document["figures"]},
        shown_documents={document["document_id"] for document in report.documents},
        shown_breakdowns={row["breakdown_id"] for row in report.equations},
        breakdowns_of=_by_total(report),
    )


def _by_total(report: Report) -> dict[str, list[dict[str, Any]]]:
    """The equations of each total."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in report.equations:
        found.setdefault(row["total_figure_id"], []).append(row)
    return found
