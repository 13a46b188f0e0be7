"""The page of checks: what each looked at, what it found, what it could not check, and what failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from publishing.report.lists import Entry, choices, write_list
from publishing.report.overview import gate
from publishing.report.site import Row, Site, breakdown_link, document_link, figure_link

CHECKS = "select * from quality.checks"
FAILURES = """
select x.check_name, x.subject, x.subject_id, x.detail, c.level, f.document_id as figure_document,
    coalesce(f.text, t.equation, d.title) as said, d.document_id, t.breakdown_id
from quality.failures as x
left join quality.checks as c on x.check_name = c.check_name
left join fact_budget as f on x.subject = 'figure' and x.subject_id = f.figure_id
left join fact_total_check as t on x.subject = 'breakdown' and x.subject_id = t.breakdown_id
left join dim_document as d on x.subject = 'document' and x.subject_id = d.document_id
order by c.level = 'warn', x.check_name, x.subject_id, x.detail
"""


def write(site: Site) -> None:
    """Writes checks.html and the pieces of its list of findings."""
    audited = site.has("quality.checks")
    checks = [*site.rows(CHECKS)] if audited else []
    findings = write_list(site, "findings", ("check",), _findings(site) if audited else iter(()))
    quiet = [check for check in checks if _is_quiet(check)]
    site.write(
        "checks.html",
        "checks.html",
        page="checks",
        gate=gate(checks),
        checks=sorted((check for check in checks if not _is_quiet(check)), key=_urgency),
        quiet=quiet,
        findings=findings,
        found=findings.counts[0],
        names=choices(site, findings.counts[0]),
        asked=site.words.sections()["check"],
    )


def _is_quiet(check: Mapping[str, Any]) -> bool:
    """Whether it is one of dbt's many tests, and passed: folded away."""
    tool, status, name = check["tool"], check["status"], check["check_name"]
    return bool(tool == "dbt" and status == "passed" and name != "dbt_tests")


def _urgency(check: Mapping[str, Any]) -> int:
    """What stops a release first, then what warns, then what passed."""
    troubled = check["status"] in ("failed", "not_run")
    return (0 if check["level"] == "stop" else 1) if troubled else 2


def _findings(site: Site) -> Iterator[Entry]:
    template = site.environment.get_template("finding.html")
    for place, row in enumerate(site.rows(FAILURES)):
        html = template.render(row=row, href=_place(row), root="")
        yield Entry(f"finding-{place}", (row["check_name"],), Markup(html))


def _place(row: Row) -> str | None:
    """Where what failed is shown; None for a table, and for what is not in the marts."""
    if row["figure_document"]:
        return figure_link(row["figure_document"], row["subject_id"])
    if row["breakdown_id"]:
        return breakdown_link(row["breakdown_id"])
    return document_link(row["document_id"]) if row["document_id"] else None
