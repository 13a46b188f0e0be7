"""Every row of the language's tables, by its example: a row that its example does not exercise fails.

The tables of what is no budget are tried in `test_leftovers.py`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from ingestion.amounts import find_amounts
from ingestion.body_names import official_name
from ingestion.organizations import Body, find_bodies
from ingestion.periods import find_periods
from ingestion.phrases import clean
from ingestion.rules import load
from ingestion.seasons import Season
from ingestion.stages import stage_of
from ingestion.structure import axis_of, is_open_list
from tests.articles import EOK, WRITTEN_ON, article, figures_of, mentions_of, parents_eok

TABLES = (
    "actors",
    "applicants",
    "axes",
    "basic_governments",
    "budget_acts",
    "budget_cues",
    "budget_stages",
    "budget_words",
    "city_districts",
    "counted_units",
    "counters",
    "counts",
    "currencies",
    "events",
    "funding",
    "government_changes",
    "governments",
    "groups",
    "hedges",
    "kinds",
    "leftover_verbs",
    "leftovers",
    "light_words",
    "national_words",
    "open_lists",
    "outside",
    "particles",
    "periods",
    "phrases",
    "present_words",
    "private_payers",
    "same_year",
    "seasons",
    "spending",
    "state_bodies",
    "state_institutions",
    "summing",
    "units",
    "verbs",
    "words",
)


def each_row(name: str) -> pytest.MarkDecorator:
    rows = [pytest.param(row, id=f"{number}-{row['example']}") for number, row in enumerate(load(name), 1)]
    return pytest.mark.parametrize("row", rows)


def test_every_table_of_the_language_is_tested_here() -> None:
    stored = {path.name.removesuffix(".yml") for path in files("ingestion").joinpath("rules").iterdir()}
    assert {name for name in stored if not name.startswith("page_")} == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    rows = [str({key: value for key, value in row.items() if key != "example"}) for row in load(name)]
    assert sorted(rows) == sorted(set(rows))


@each_row("hedges")
def test_a_hedge_bounds_the_amount(row: dict[str, Any]) -> None:
    (amount,) = find_amounts(row["example"])
    assert (amount.hedge, amount.qualifier) == (row["word"], row["qualifier"])


@each_row("currencies")
def test_foreign_money_keeps_its_currency_and_is_not_converted(row: dict[str, Any]) -> None:
    (amount,) = find_amounts(row["example"])
    assert (amount.currency, amount.amount_krw) == (row["currency"], None)
    assert amount.text.endswith(row["word"])


@each_row("counters")
def test_a_count_is_no_money(row: dict[str, Any]) -> None:
    assert re.search(rf"\d[만억조]?{re.escape(row['word'])}", row["example"])
    assert find_amounts(row["example"]) == []


@each_row("periods")
def test_a_word_of_time_names_its_year(row: dict[str, Any]) -> None:
    (*_, period) = find_periods(row["example"], published=2025, named=None)
    assert row["example"][period.start : period.end] == row["word"]
    assert (period.first, period.last) == (row["year"], row["year"])


def with_topic(word: str) -> str:
    """The word with the particle that its last sound takes."""
    return word + ("은" if is_closed(word) else "는")


def with_subject(word: str) -> str:
    return word + ("이" if is_closed(word) else "가")


def is_closed(word: str) -> bool:
    return "가" <= word[-1] <= "힣" and (ord(word[-1]) - 0xAC00) % 28 != 0


def day_before(day: date) -> date:
    return day - timedelta(days=1)


@each_row("events")
def test_a_year_in_which_something_happens_is_no_fiscal_year(row: dict[str, Any]) -> None:
    (period,) = find_periods(row["example"], published=2025, named=None)
    assert period.event
    assert re.match(rf" ?(?:{row['word']})", row["example"][period.end :])


@each_row("governments")
def test_a_first_level_government_has_its_official_name(row: dict[str, Any]) -> None:
    (mention,) = find_bodies(row["example"], None, WRITTEN_ON)
    assert (mention.body.government, mention.body.organization) == (row["name"], row["name"])
    formerly = [row["formerly"]] if "formerly" in row else []
    for word in (row["name"], *row["short"], *formerly):
        (named,) = find_bodies(f"{word} 예산안이 나왔다", None, WRITTEN_ON)
        assert named.body.government == row["name"], word
    for word in (row["region"], *row["hanja"]):
        (region,) = find_bodies(f"{with_topic(word)} 30억원을 쓴다", None, WRITTEN_ON)
        assert region.body.government == row["name"]
        seen = find_bodies(f"{with_topic(word)} 예산을 늘렸다", None, WRITTEN_ON)
        assert bool(seen) is not (word == row["region"] and row.get("also_word", False))
    for word in (row["name"], row["region"]):
        (office,) = find_bodies(f"{word}교육청은 예산을 늘렸다", None, WRITTEN_ON)
        assert office.body == Body(row["name"], row["name"] + "교육청")


@pytest.mark.parametrize("row", [row for row in load("governments") if "since" in row], ids=str)
def test_a_renamed_government_bears_the_name_of_its_day(row: dict[str, Any]) -> None:
    assert official_name(row["name"], day_before(row["since"])) == row["formerly"]
    assert official_name(row["name"], row["since"]) == row["name"]


@each_row("basic_governments")
def test_a_basic_government_is_known_by_the_one_around_it(row: dict[str, Any]) -> None:
    assert find_bodies(row["example"], row["within"], WRITTEN_ON)
    for name in row["names"]:
        (mention,) = find_bodies(f"{name} 예산안이 나왔다", row["within"], WRITTEN_ON)
        expected = f"{row['within']} {name}" if name.endswith("구") else name
        assert (mention.body.government, mention.body.organization) == (expected, expected)


def governments_of(row: dict[str, Any], text: str, day: date) -> set[str | None]:
    """The governments that `text` names on `day` in an article about the government around the row's."""
    return {mention.body.government for mention in find_bodies(text, row["within"], day)}


@each_row("government_changes")
def test_a_government_is_named_as_on_the_day(row: dict[str, Any]) -> None:
    name = row["name"]
    begin = row["since"] if "since" in row else day_before(row["until"])
    own = f"{official_name(row['within'], begin)} {name}" if name.endswith("구") else name
    assert own in governments_of(row, row["example"], begin)
    if "until" not in row or "became" not in row:
        return
    later = {mention.body for mention in find_bodies(row["example"], row["within"], row["until"])}
    assert row["became"] in {part for body in later for part in re.split(" ", body.organization)}
    if not row.get("merged"):
        assert own in governments_of(row, with_topic(row["became"]), begin)


@each_row("city_districts")
def test_a_district_of_a_city_is_a_part_of_it(row: dict[str, Any]) -> None:
    assert find_bodies(row["example"], None, WRITTEN_ON)[-1].body.government == row["within"]
    for name in row["names"]:
        (mention,) = find_bodies(f"{with_topic(name)} 40억원을 쓴다", row["within"], WRITTEN_ON)
        assert mention.body == Body(row["within"], name)
        assert mention.part


def day_of(row: dict[str, Any]) -> date:
    """A day on which the row's words mean its body."""
    day: date = row.get("since", WRITTEN_ON)
    return day_before(row["until"]) if "until" in row else day


@pytest.mark.parametrize(
    "row", [*load("state_bodies"), *load("state_institutions")], ids=lambda row: row["name"]
)
def test_a_body_of_the_state_belongs_to_its_government(row: dict[str, Any]) -> None:
    (mention,) = find_bodies(row["example"], None, day_of(row))
    assert (mention.body.government, mention.body.organization) == ("대한민국 정부", row["name"])
    for word in (row["name"], *row["short"]):
        (named,) = find_bodies(f"{word}의 예산안이다", None, day_of(row))
        assert named.body.organization == row["name"]


@each_row("national_words")
def test_a_word_shows_a_body_of_the_state(row: dict[str, Any]) -> None:
    (mention,) = find_bodies(row["example"], "김천시", WRITTEN_ON)
    assert mention.body == Body("대한민국 정부", row["names"])
    assert row["names"].startswith(row["word"])


@each_row("units")
def test_a_part_of_a_government_is_known_by_its_ending(row: dict[str, Any]) -> None:
    (mention,) = find_bodies(row["example"], None, WRITTEN_ON)
    assert (mention.body.government, mention.body.organization) == (None, row["names"])
    assert row["names"].endswith(row.get("official", row["ending"]))
    assert mention.part is not row.get("corporate", False)
    for word in (*row["not"], *row.get("never", ()), *(f"새길{word}" for word in row.get("never", ()))):
        for said in (with_topic(word), with_subject(word)):
            assert find_bodies(f"{said} 90억원을 냈다", None, WRITTEN_ON) == [], word


@each_row("phrases")
def test_a_phrase_is_cut_to_the_name(row: dict[str, Any]) -> None:
    assert row["word"] in row["example"]
    assert clean(row["example"]) == row["gives"]


@each_row("groups")
def test_a_group_of_bodies_is_an_organization(row: dict[str, Any]) -> None:
    figures = figures_of(f"김천시는 올해 예산을 나눴다. {row['example']}이다.")
    assert [figure.organization for figure in figures] == [row["organization"]]


@each_row("axes")
def test_a_word_announces_by_what_a_list_divides(row: dict[str, Any]) -> None:
    assert {axis_of(mention) for mention in mentions_of(row["example"])} == {row["breakdown"]}


@each_row("budget_stages")
def test_a_word_places_an_amount_in_the_budget_cycle(row: dict[str, Any]) -> None:
    (mention,) = mentions_of(row["example"])
    assert re.search(row["word"], row["example"])
    assert (
        stage_of(mention, None, None, Season(None, proposal=False, supplementary=False, opening=None))
        == row["stage"]
    )


@each_row("seasons")
def test_an_article_tells_its_season(row: dict[str, Any]) -> None:
    assert re.search(row["word"], row["example"])
    season = Season.of(article(row["example"]))
    if row["says"] == "pending":
        assert not season.passed
    else:
        says = "passed" if row["says"] == "granted" else row["says"]
        assert getattr(season, says) is True


@each_row("present_words")
def test_a_word_of_the_present_gives_the_year_of_publication(row: dict[str, Any]) -> None:
    assert re.search(row["word"], row["example"])
    assert [figure.fiscal_year for figure in figures_of(row["example"])] == [WRITTEN_ON.year]


@each_row("same_year")
def test_what_was_asked_for_is_of_the_same_year(row: dict[str, Any]) -> None:
    assert re.search(row["word"], row["example"])
    years = {figure.amount_krw // EOK: figure.fiscal_year for figure in figures_of(row["example"])}
    assert years == {40: WRITTEN_ON.year + 1, 30: WRITTEN_ON.year + 1}


@each_row("spending")
def test_a_verb_of_spending_announces_the_parts(row: dict[str, Any]) -> None:
    figures = figures_of(
        "김천시는 2026년 예산안을 냈다. 시는 500억원을 쓴다.",
        "시는 새 청사를 짓는다.",
        f"{row['example']} 소방차에 30억원, 가로등에 20억원이다.",
    )
    assert {figure.amount_krw // EOK for figure in figures} == {500, 90, 30, 20}
    parents = parents_eok(figures)
    assert (parents[30], parents[20]) == (90, 90)


@each_row("open_lists")
def test_a_word_leaves_a_list_open(row: dict[str, Any]) -> None:
    assert is_open_list(mentions_of(row["example"])[0])
