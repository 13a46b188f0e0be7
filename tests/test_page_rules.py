"""Every row of the page reader's tables, by its example."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.lines import Line, ends_article, is_furniture
from ingestion.page import read_article
from ingestion.published import is_dated
from ingestion.publishers import publisher_of
from ingestion.records import Document
from ingestion.rules import load

FIRST = "가람시가 물길을 고치는 데 올해 예산 30억원을 쓴다고 밝혔다."
SECOND = "시 관계자는 장마가 오기 전에 공사를 모두 마치겠다고 말했다."
BESIDE = "누리시가 다리를 놓는 데 900억원을 쓴다고 밝혔다."


def rows(name: str, key: str) -> list[Any]:
    return [pytest.param(row, id=str(row[key])[:40]) for row in load(name) if key in row]


def element(example: str) -> tuple[str, str]:
    """The opening tag of an example with what an element needs around it, and the closing tags."""
    name = example[1:].split(maxsplit=1)[0].split(">", maxsplit=1)[0]
    around = {"td": ("<table><tr>", "</tr></table>"), "li": ("<ul>", "</ul>"), "table": ("", "")}.get(
        name, ("", "")
    )
    inner = (
        ("<tr><td>", "</td></tr>")
        if name == "table"
        else ("<li>", "</li>")
        if name in ("ul", "ol")
        else ("", "")
    )
    return around[0] + example + inner[0], f"{inner[1]}</{name}>{around[1]}"


@pytest.mark.parametrize("row", rows("page_furniture", "example"))
def test_furniture(row: dict[str, Any]) -> None:
    assert is_furniture(row["example"])


@pytest.mark.parametrize("row", rows("page_ends", "pattern"))
def test_ends(row: dict[str, Any]) -> None:
    assert ends_article(row["example"])
    assert row["strength"] in ("hard", "soft")


@pytest.mark.parametrize("row", rows("page_cuts", "token"))
def test_cuts(row: dict[str, Any]) -> None:
    before, after = element(row["example"])
    page = f"<html><body><main><p>{FIRST}</p><p>{SECOND}</p>{before}{BESIDE}{after}</main></body></html>"
    body = read_article(Document.of(page.encode(), "text/html")).body
    assert FIRST in body
    assert BESIDE not in body


@pytest.mark.parametrize("row", rows("page_bodies", "value"))
def test_bodies(row: dict[str, Any]) -> None:
    before, after = element(row["example"])
    own, other = f"<p>{FIRST}</p><p>{SECOND}</p>", f"<p>{BESIDE}</p>"
    page = f"<html><body><div>{other}{before}{own}{after}{other}</div></body></html>"
    body = read_article(Document.of(page.encode(), "text/html")).body
    assert body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("row", rows("page_dates", "label"))
def test_date_labels(row: dict[str, Any]) -> None:
    assert is_dated(row["example"])


@pytest.mark.parametrize("row", rows("page_publishers", "gives"))
def test_publishers(row: dict[str, Any]) -> None:
    assert any(sign in row["example"] for sign in row["needs"]) and row["gives"]
    line = [Line(row["example"])]
    areas = [line if row.get("area", "below") == area else [] for area in ("head", "text", "below")]
    assert publisher_of([], [], *areas) == row["gives"]


@pytest.mark.parametrize("row", rows("page_publishers", "ending"))
def test_outlets(row: dict[str, Any]) -> None:
    assert row["example"].endswith(row["ending"])
    assert publisher_of([], [], [Line(row["example"])], [], []) == row["example"]


@pytest.mark.parametrize("row", rows("page_publishers", "portal"))
def test_portals(row: dict[str, Any]) -> None:
    assert publisher_of([("meta og:site_name", row["example"])], [], [], [], []) is None


@pytest.mark.parametrize(
    "line",
    ["오늘 시는 예산 30억원을 편성했다.", "□ 경제·산업", "추경안은 다음 달 의결된다.", "▲ 보도 정비 12억원"],
)
def test_lines_of_an_article_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert not ends_article(line)


NAMED = [
    # The site of a town hall, told by the way to the page.
    ([], ["가람시청 > 소통 > 보도자료"], "가람시"),
    # What an outlet publishes is no part of its name; one that is named after it stays.
    ([("meta og:site_name", "가람방송 뉴스")], [], "가람방송"),
    ([("meta og:site_name", "가람뉴스24")], [], "가람뉴스24"),
]


@pytest.mark.parametrize(("stated", "titles", "name"), NAMED)
def test_publishers_in_what_a_page_says_of_itself(
    stated: list[tuple[str, str]], titles: list[str], name: str
) -> None:
    assert publisher_of(stated, titles, [], [], []) == name


def test_an_outlet_with_a_number_names_itself_above_the_article() -> None:
    assert publisher_of([], [], [Line("가람뉴스24 > 읍면소식")], [], []) == "가람뉴스24"
