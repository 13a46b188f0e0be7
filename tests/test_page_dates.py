"""When a page was published, what that rests on, and when it is honestly unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingestion.page import read_article
from ingestion.records import Article, Document

LEAD = "가람시가 물길을 고치는 데 30억원을 쓴다고 14일 밝혔다. 시는 내년에도 같은 돈을 들일 계획이다."
MORE = "시 관계자는 장마가 오기 전에 공사를 마치겠다고 말했다."


def page(head: str = "", above: str = "", under: str = "", lead: str = LEAD, below: str = "") -> Article:
    text = (
        f"<html><head>{head}</head><body>{above}<h1>가람시 물길 정비에 30억 쓴다</h1>{under}"
        f"<div id='articleBody'><p>{lead}</p><p>{MORE}</p></div>{below}</body></html>"
    )
    return read_article(Document.of(text.encode(), "text/html"))


@dataclass(frozen=True)
class Case:
    """One way in which a page bears its date."""

    article: Article
    day: date | None
    basis: str
    why: str


CASES = [
    Case(
        page('<meta property="article:published_time" content="2021-06-14T23:30:00Z">'),
        date(2021, 6, 15),
        "stated: meta article:published_time",
        "a time elsewhere is a day in Seoul",
    ),
    Case(
        page(
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2021-06-14"}]}</script>'
        ),
        date(2021, 6, 14),
        "stated: JSON-LD datePublished",
        "linked data in a graph",
    ),
    Case(
        page('<meta name="date" content="Mon, 14 Jun 2021 10:00:00 +0900">'),
        date(2021, 6, 14),
        "stated: meta date",
        "a mail date",
    ),
    Case(
        page(under="<p>기사입력 2021-06-14 10:12 | 최종수정 2021-06-16 14:50</p>"),
        date(2021, 6, 14),
        "labelled: ",
        "first, not last",
    ),
    Case(page(under="<p>등록 2021.6.14. 오전 9:00</p>"), date(2021, 6, 14), "labelled: ", "single digits"),
    Case(page(under="<p>작성일 21-06-14 09:17</p>"), date(2021, 6, 14), "labelled: ", "a year of two digits"),
    Case(
        page(under="<p>2021년 6월 14일(월) 17:02</p>"),
        date(2021, 6, 14),
        "line under the headline",
        "no label",
    ),
    Case(
        page(under="<p>2021/06/14 09:12 송고</p>"), date(2021, 6, 14), "labelled: ", "label behind the date"
    ),
    Case(
        page(under="<table><tr><th>등록일</th><td>2021-06-14</td></tr></table>"),
        date(2021, 6, 14),
        "labelled: ",
        "two cells",
    ),
    Case(
        page(below="<p>등록일 2021-06-14 15:08 조회 77</p>"),
        date(2021, 6, 14),
        "labelled: ",
        "below the text only",
    ),
    Case(
        page(under="<p>최종수정 2021-06-14 10:12</p>"),
        date(2021, 6, 14),
        "last changed: ",
        "better than nothing",
    ),
    Case(
        page(lead="가람시가 물길을 고치는 데 30억원을 쓴다고 2021년 6월 14일 밝혔다. 시는 더 쓸 계획이다."),
        date(2021, 6, 14),
        "the text tells of",
        "the text names its own day in full",
    ),
    Case(
        page(
            below="",
            under="<p>작성일 12-04 조회 3</p>",
            lead="4일 가람시가 낸 2024년도 예산안을 보면 내년 사업비는 30억원으로 줄었다.",
        ),
        date(2023, 12, 4),
        "month and day: ",
        "next year's budget bill is of this year's autumn",
    ),
    Case(
        page(above="<p>2025.11.17 (월)</p>"),
        None,
        "none: only a banner date",
        "a banner is no date of publication",
    ),
    Case(
        page(above="<p>UPDATED 2025-11-14 11:20</p>"),
        None,
        "none: ",
        "a site's update is none, even on the day told of",
    ),
    Case(page(under="<p>수집 2025-03-27 04:12:55 UTC</p>"), None, "none: ", "a scrape is none"),
    Case(
        page(below="<p>가람일보 | 등록일 2011-05-02 | 발행인 홍길동</p>"),
        None,
        "none: ",
        "an outlet's registration is none",
    ),
    Case(page(under="<p>작성일 12-04 조회 3</p>"), None, "none: ", "month and day without a year are none"),
    Case(page(), None, "none: no date", "nothing at all"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_date_is_right_or_absent_and_says_why(case: Case) -> None:
    assert (case.article.published_on, case.article.published_basis[: len(case.basis)]) == (
        case.day,
        case.basis,
    )


def test_a_picture_gives_the_day_only_when_the_text_tells_of_it() -> None:
    picture = '<div id="articleBody"><img src="/photo/2021/06/14/a.jpg">'
    text = f"<html><body><h1>가람시 물길 정비에 30억 쓴다</h1>{picture}<p>{{}}</p><p>{MORE}</p></div>"
    told = read_article(Document.of(text.format(LEAD).encode(), "text/html"))
    untold = read_article(Document.of(text.format(LEAD.replace("14일 ", "")).encode(), "text/html"))
    assert (told.published_on, untold.published_on) == (date(2021, 6, 14), None)


def test_a_day_that_is_not_its_weekday_loses_against_another() -> None:
    article = page(under="<p>입력 2021-06-13 (월) 10:12</p><p>2021-06-14 (월) 10:12</p>")
    assert article.published_on == date(2021, 6, 14)
