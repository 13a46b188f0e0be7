"""Which rule gave each field: typed cases, and every figure of the bundled articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import pytest

from ingestion.evidence import Rules
from ingestion.explanations import Explanation, explain, ruled
from ingestion.field_rules import LINKED_BY
from ingestion.figures import read_all, read_figures
from ingestion.findings import find_findings
from ingestion.records import BlockKind, Figure
from tests.articles import article
from tests.house import modules, text_of
from tests.test_bundled_articles import PAGES, Page, read

ALWAYS = (
    *("amount_krw", "unit_krw", "qualifier", "fiscal_year", "government", "organization"),
    *("program", "stage", "role", "basis"),
)


@dataclass(frozen=True)
class Case:
    """Of the amount printed `amount` in `text`, these fields were given by these rules."""

    text: str
    amount: str
    rules: dict[str, str]


CASES = [
    Case(
        "순천시는 내년 도서관에 30억원을 쓴다.",
        "30억원",
        {
            "amount_krw": "as printed: 30억원",
            "qualifier": "no word bounds it",
            "fiscal_year": "own words: 내년",
            "government": "named before the amount",
            "organization": "named before the amount",
            "program": "noun phrase before the amount",
            "stage": "a year ahead, and no budget named",
        },
    ),
    Case("순천시는 도서관에 약 30억원을 쓴다.", "30억원", {"qualifier": "the word beside it: 약"}),
    Case(
        "순천시는 도서관에 20~30억원을 쓴다.", "20~30억원", {"amount_max_krw": "the upper end of the range"}
    ),
    Case(
        "순천시는 올해 도서관에 40억원을 쓴다. 지난해보다 5억원 늘었다.",
        "5억원",
        {"role": "grows or shrinks by it: 늘었다"},
    ),
    Case(
        "순천시는 올해 도서관 예산을 29억원보다 늘어난 40억원으로 편성했다.",
        "29억원",
        {"role": "compared with: 29억원보다"},
    ),
    Case(
        "순천시는 올해 도서관에 3억원(국비 2억원, 시비 1억원)을 쓴다.",
        "2억원",
        {"parent": LINKED_BY["brackets"], "breakdown": "a source of money: 국비"},
    ),
    Case(
        "순천시는 올해 도서관에 3억원(국비 2억원, 시비 1억원)을 쓴다.",
        "3억원",
        {"role": "it has parts", "complete": "the parts add up to it, or their list claims to be all of it"},
    ),
    Case(
        "순천시는 올해 공원에 400억원, 도로에 300억원, 시장에 784원을 쓴다.",
        "784원",
        {"suspect": "only 원, among amounts in 억원: 784원", "suggested_krw": "what was most likely meant"},
    ),
    Case(
        "순천시는 올해 도서관 예산 30억원을 편성했다. 1인당 30만원을 지원한다.",
        "30만원",
        {"reason": "1인당"},
    ),
    Case("올해 도서관 예산으로 30억원을 편성했다.", "30억원", {"reason": "no public body is named"}),
]


def explained(text: str, amount: str) -> Explanation:
    (found,) = [one for one in explain(article(text)).amounts if one.record.text == amount]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.amount}: {', '.join(case.rules)}")
def test_each_field_tells_its_rule(case: Case) -> None:
    found = explained(case.text, case.amount)
    assert {field: found.rule(field) for field in case.rules} == case.rules


def test_an_explanation_tells_the_values_of_its_record() -> None:
    for page in PAGES:
        for figure, explanation in figures_of(page):
            told = {given.field: given.value for given in explanation.given if given.field != "parent"}
            assert told == {field: getattr(figure, field) for field in told}


def figures_of(page: Page) -> list[tuple[Figure, Explanation]]:
    """The figures of a bundled page, explained."""
    found = read(page.name).article
    assert found is not None
    amounts = explain(found).amounts
    return [(one.record, one) for one in amounts if isinstance(one.record, Figure)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_figure_of_the_bundled_articles_has_a_rule_for_each_field(page: Page) -> None:
    found = figures_of(page)
    assert {figure for figure, _ in found} == set(read(page.name).figures)
    for figure, explanation in found:
        fields = ALWAYS + (("parent", "breakdown") if figure.parent_figure_id else ())
        assert not [field for field in fields if not explanation.rule(field)], figure.text


def test_cells_of_tables_have_rules_too() -> None:
    table = "구분\t2025년(억원)\t2026년(억원)\n계\t30\t50\n도서관\t10\t20\n공원\t20\t30"
    found = explain(article("순천시는 내년 예산안을 냈다.", table=table))
    cells = [one for one in found.amounts if isinstance(one.record, Figure)]
    assert len(cells) == 6
    assert not [(one.record.text, field) for one in cells for field in ALWAYS if not one.rule(field)]
    assert {one.rule("fiscal_year") for one in cells} == {"the heading of the column"}


def test_what_is_explained_is_what_is_read() -> None:
    given = article(*(case.text for case in CASES), headline="순천시 도서관 40억원")
    assert given.blocks[0].kind is BlockKind.HEADLINE
    figures, breakdowns, leftovers = read_figures(given)
    found = explain(given)
    assert {one.record for one in found.amounts} == {*figures, *leftovers}
    assert [one.record.start for one in found.amounts] == sorted(one.record.start for one in found.amounts)
    assert tuple(one.breakdown for one in found.sums) == breakdowns
    assert {item.figure_id for one in found.sums for item in one.items} == {
        figure.figure_id for figure in figures if figure.breakdown_id
    }


def test_what_follows_from_the_text_names_what_it_follows_from() -> None:
    found = explain(article("구미시는 내년 급식에 올해보다 62억원 늘어난 379억원을 쓴다."))
    (derived,) = [one for one in found.amounts if one.rule("basis") == "follows from what the text states"]
    assert derived.rule("amount_krw") == "379억원 less its change of 6,200,000,000원"
    assert not [field for field in ALWAYS if not derived.rule(field)]


def test_contradictions_are_told() -> None:
    text = "구미시는 내년 도서관 3곳에 30억원을 쓴다. A동 10억원, B동 20억원이다."
    given = article(text)
    figures, breakdowns, _ = read_figures(given)
    assert explain(given).findings == find_findings(given, figures, breakdowns)


def test_a_restated_amount_names_its_other_mentions() -> None:
    found = explain(article("순천시가 올해 도서관에 30억1000만원을 쓴다.", headline="순천시 도서관 30억"))
    (amount,) = found.amounts
    assert amount.rule("mention_count") == "also stated: 30억"


def test_every_way_to_link_a_part_has_its_words() -> None:
    keys = {key for path in modules("ingestion") for key in re.findall(r'f"([a-z]+):\{', text_of(path))}
    assert {"brackets", "sum", "table"} <= keys
    assert keys - set(LINKED_BY) == set()


def test_what_is_extracted_has_the_rules_that_are_explained() -> None:
    given = article(*(case.text for case in CASES), headline="순천시 도서관 40억원")
    figures, leftovers = ruled(read_all(given))
    explained = {one.record: one for one in explain(given).amounts}
    assert {*figures, *leftovers} == set(explained)
    for figure in figures:
        assert figure.rules is not None
        for field in fields(Rules):
            assert getattr(figure.rules, field.name) == explained[figure].rule(field.name)
    assert {leftover.rule for leftover in leftovers} == {explained[one].rule("reason") for one in leftovers}


def test_a_figure_knows_where_else_it_is_stated() -> None:
    given = article("순천시가 올해 도서관에 30억1000만원을 쓴다.", headline="순천시 도서관 30억")
    ((figure,), _) = ruled(read_all(given))
    assert [given.body[spot.start : spot.end] for spot in figure.spots] == ["30억"]
