"""What of a page is no part of the article: kept in its place, shortened, those that speak of money first."""

from __future__ import annotations

from ingestion.evidence import OffcutPlace
from ingestion.page import read_article
from ingestion.records import Article, Document

BODY = "<p>가람시는 내년 하천 정비에 30억원을 들인다고 밝혔다. 시의회는 이달 심의를 시작한다.</p>" * 4
RANKING = "<div class='ranking'><a>많이 본 뉴스</a><a>나루시 청사에 900억원</a></div>"


def read(*beside: str, above: str = "", below: str = "") -> Article:
    """An article with these boxes beside it."""
    page = f"<html><body><ul class='gnb'><li>{above}</li></ul><h1>가람시, 하천 정비에 30억원 들인다</h1>"
    page += f"<div id='articleBody'>{BODY}</div>{''.join(beside)}<p>{below}</p></body></html>"
    return read_article(Document.of(page.encode(), "text/html", "utf-8"))


def test_a_box_that_was_cut_out_is_kept_as_an_offcut_and_is_no_text() -> None:
    article = read(RANKING)
    assert "900억원" not in article.body
    (box,) = [offcut for offcut in article.offcuts if "900억원" in offcut.text]
    assert box.place is OffcutPlace.BESIDE and "많이 본 뉴스" in box.text


def test_the_headline_and_the_text_are_no_offcuts() -> None:
    article = read(RANKING)
    assert not [offcut for offcut in article.offcuts if "하천 정비" in offcut.text]


def test_lines_of_scraped_text_are_above_or_below() -> None:
    lines = ["홈 > 정치 > 지방자치", "가람시, 하천 정비에 30억원 들인다", "입력 2025-11-03 09:00"]
    lines += ["가람시는 내년 하천 정비에 30억원을 들인다고 3일 밝혔다. 시의회는 이달 심의를 시작한다."] * 4
    lines += ["무단 전재 및 재배포 금지", "나루시 청사 900억원"]
    article = read_article(Document.of("\n".join(lines).encode(), "text/plain", "utf-8"))
    places = {offcut.text: offcut.place for offcut in article.offcuts}
    assert places["입력 2025-11-03 09:00"] is OffcutPlace.ABOVE
    assert places["나루시 청사 900억원"] is OffcutPlace.BELOW


def test_of_very_much_only_what_speaks_of_money_is_kept() -> None:
    menu = [f"<div class='menu'>{'메뉴 ' * 60}{number}</div>" for number in range(40)]
    article = read(*menu, RANKING)
    assert sum(len(offcut.text) for offcut in article.offcuts) <= 1_500
    assert [offcut for offcut in article.offcuts if "900억원" in offcut.text]


def test_of_a_long_box_the_words_around_its_amounts_are_kept() -> None:
    teasers = "\n".join(f"<p>{'소식 ' * 30}{number}</p>" for number in range(9))
    article = read(f"<div class='ranking'>{teasers}\n<p>{'가' * 500} 나루시 청사에 900억원</p></div>")
    (box,) = [offcut for offcut in article.offcuts if "900억원" in offcut.text]
    assert len(box.text) <= 240 and "소식" not in box.text
