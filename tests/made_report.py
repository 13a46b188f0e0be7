"""A warehouse with one of everything that the report shows, hostile text among it, and its report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from expectations.checks import DECLARED, Audit, Check, Failure, Level, Status, Subject, Tool
from expectations.gate import close
from expectations.record import write
from publishing.report import Facts, render
from tests.mini_warehouse import EOK, Mini, digest, example

ATTACK = "<script>alert('예산')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
TURNED = "\u202e원억03\u2066"  # direction marks that are never closed
LONG = "가" * 400 + "x" * 400
FORMULA = "=HYPERLINK(1)"
TOTALS = 90  # more than two pieces of the list
CROWDED = 10_000  # figures of one document


def made_report(folder: Path) -> Path:
    """Writes the warehouse and its report below `folder`; returns the report's folder."""
    mini = example()
    _hostile(mini)
    _many_totals(mini)
    warehouse = mini.write(folder / "warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        con.execute(CROWD.format(document_id=digest("crowd.html") * 4, count=CROWDED))
        con.execute(CORRECTIONS)
    write(warehouse, _audit(warehouse))
    before = example().write(folder / "before" / "warehouse.duckdb").parent
    facts = Facts(datetime(2026, 11, 3, 9, 0, tzinfo=UTC), before, _history())
    return render(warehouse, folder / "report", facts).parent


def _hostile(mini: Mini) -> None:
    sentence = f"{ATTACK} {TURNED} 예산은 {IMAGE} 30억원이고 {LONG} 40억원이다. {FORMULA}"
    doc = mini.article(
        f"{IMAGE}.html", f"{ATTACK}{TURNED}{LONG}", sentence, published_on=date(2026, 1, 2), publisher=ATTACK
    )
    total = mini.figure(doc, sentence, "30억원", 30 * EOK, program=ATTACK, organization=IMAGE, hedge=ATTACK)
    item = mini.figure(
        doc, sentence, "40억원", 40 * EOK, program=LONG, organization=TURNED, suspect="digit_typo"
    )
    mini.breakdown(doc, total, "program", [item])
    mini.leftover(doc, sentence, ATTACK, "no_budget_cue")
    mini.missing(f"javascript:alert(1) {IMAGE}", "empty", ATTACK)
    mini.add(
        "findings",
        finding_id="c1",
        document_id=doc,
        kind="change_mismatch",
        figure_ids=[total, item],
        expected="3000000000",
        actual=ATTACK,
        sentence=sentence,
        sentence_start=0,
    )


def _many_totals(mini: Mini) -> None:
    for number in range(TOTALS):
        sentence = f"{number}번 마을의 내년 예산 {number + 1}3억원은 길 {number + 1}2억원, 숲 1억원이다."
        doc = mini.article(
            f"village-{number}.html", f"{number}번 마을", sentence, published_on=date(2026, 3, 1)
        )
        name = f"{number % 7}마을"

        def figure(
            text: str, program: str, doc: str = doc, sentence: str = sentence, name: str = name
        ) -> str:
            krw = int(text.removesuffix("억원")) * EOK
            return mini.figure(doc, sentence, text, krw, program=program, organization=name)

        total, road = figure(f"{number + 1}3억원", "예산"), figure(f"{number + 1}2억원", "길")
        mini.breakdown(doc, total, "program", [road, figure("1억원", "숲")])


# One document with very many figures, each in a sentence of its own.
CROWD = """
create temp table crowd as select place, place || '번 다리에 ' || place || '억원을 쓴다.' as sentence
from range(1, {count} + 1) as places(place);
create temp table placed as select *,
    sum(length(sentence) + 1) over (order by place) - length(sentence) - 1 as sentence_start from crowd;
insert into dim_document by name select '{document_id}' as document_id, '많은 다리' as title,
    date '2026-05-05' as published_on, 'meta' as published_basis, '예산신문' as publisher, 'ko' as language,
    ['articles/crowd.html'] as locators, count(*) as figure_count,
    string_agg(sentence, chr(10) order by place) as body from placed;
insert into fact_budget by name select left(md5('crowd' || place), 16) as figure_id,
    '{document_id}' as document_id, md5('다리시') as organization_id, md5('다리') as program_id,
    2027 as fiscal_year, 2027 as fiscal_year_end, place * 100000000 as amount_krw,
    place * 100000000 - 50000000 as amount_low_krw, place * 100000000 + 50000000 as amount_high_krw,
    place as amount_eok, 100000000 as unit_krw, 'exact' as qualifier, '다리시' as government,
    '다리시' as organization, '다리' as program, 'proposal' as stage, 'item' as role, 'stated' as basis,
    place || '억원' as text, sentence_start + length(place || '번 다리에 ') as text_start,
    sentence_start + length(place || '번 다리에 ' || place || '억원') as text_end,
    sentence, sentence_start, 1 as mention_count, '1' as extractor_version from placed;
"""
CORRECTIONS = """
insert into quality.corrections_applied select 'made-up', 'applied', document_id, text, 78400000000,
    '억 is missing in print', 'the other two are in 억원', [figure_id] from fact_budget where text = '784원';
update fact_budget set amount_krw_corrected = 78400000000 where text = '784원';
insert into fact_revision select 'r1', 'changed', 'articles/verdicts.html', timestamp '2026-11-01', 'x',
    document_id, 'y', figure_id, government, organization, program, fiscal_year, 700, amount_krw,
    amount_krw - 700, '700원', text from fact_budget where text = '116억원'
"""


def _audit(warehouse: Path) -> Audit:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        broken = con.execute("select breakdown_id from fact_total_check where verdict = 'over'").fetchall()
        ((figure_id,),) = con.execute("select figure_id from fact_budget where text = '784원'").fetchall()
    failures = [Failure("sums_hold", Subject.BREAKDOWN, row[0], f"over: {ATTACK}") for row in sorted(broken)]
    failures.append(Failure("fiscal_years", Subject.FIGURE, figure_id, "the year is not possible"))
    failures.append(Failure("rows_steady", Subject.TABLE, "fact_budget", "has lost half of its rows"))
    told = {
        "sums_hold": (Status.FAILED, len(broken)),
        "fiscal_years": (Status.FAILED, 1),
        "rows_steady": (Status.FAILED, 1),
        "share_steady": (Status.NOT_CHECKED, 0),
    }
    checks = [
        Check(
            d.check_name,
            d.tool,
            d.level,
            told.get(d.check_name, (Status.PASSED, 0))[0],
            900,
            told.get(d.check_name, (Status.PASSED, 0))[1],
            3,
            d.question,
        )
        for d in DECLARED
    ]
    checks.append(Check("unique_figure_id", Tool.DBT, Level.STOP, Status.PASSED, None, 0, None, None))
    return Audit(close(checks), tuple(failures))


def _history() -> list[dict[str, object]]:
    return [
        {
            "run_id": f"run-{day}",
            "release_id": f"release-{day}" if day != 3 else None,
            "audited_at": datetime(2026, 10, day, 9, 0, tzinfo=UTC),
            "check_name": "sums_hold",
            "checked_count": 80 + day,
            "failed_count": day % 3,
            "unchecked_count": 4,
        }
        for day in range(1, 6)
    ]
