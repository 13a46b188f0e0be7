"""What is read from a page: headline, date, publisher and the article's own text, nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ingestion.page import read_article
from ingestion.records import Article, BlockKind, Document

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Case:
    """A page with what must and must not come out of it."""

    file: str
    title: str | None
    published_on: date | None
    publisher: str | None
    holds: tuple[str, ...]
    lacks: tuple[str, ...]
    why: str
    encoding: str = "utf-8"


CASES = [
    Case(
        "portal.html",
        "가람시, 하천 감시망에 48억 들인다",
        date(2021, 3, 4),
        "한들일보",
        ("48억원을 들인다고", "4000만원", "수위계 120곳 새로 단다", "가람시 제공"),
        ("300억", "900억", "홍길동", "무단 전재"),
        "a portal shows another publisher's article; lines parted by br",
    ),
    Case(
        "fragment.txt",
        "누리군, 마을버스에 31억 더 쓴다",
        date(2022, 7, 21),
        "누리타임즈",
        ("31억원을 더 쓴다", "누리군 마을버스 차고지"),
        ("2000억", "12억", "이몽룡", "작성일"),
        "a fragment: the title outside the tags, month and day only, the year in the picture's path",
    ),
    Case(
        "ticker.txt",
        "한들시 청년 일자리에 77억…“석 달 안에 뽑는다”",
        date(2020, 5, 11),
        "한들경제",
        ("공공 일자리에 45억원", "공공 일자리 400개·기업 일자리 220개", "한들시청 전경"),
        ("9000억", "120억", "℃", "2024.09.30", "오피니언"),
        "weather, banner date and menu above, rankings below",
    ),
    Case(
        "sidebar.txt",
        "누리시, 올해 돌봄 예산 512억…작년보다 40억 늘려",
        date(2023, 2, 9),
        None,
        ("512억원을 쓴다고", "200억원이 들어간다", "방문 돌봄, 야간 돌봄, 아이 돌봄 등"),
        ("1773억", "변학도", "기사수정"),
        "a ranking of whole paragraphs below, and no publisher anywhere",
    ),
    Case(
        "release.txt",
        "가람도, 내년 예산안 8조 2,100억원 편성",
        date(2022, 11, 10),
        "가람도",
        ("7조 1,000억원", "농업 지원\t214,300\t16,180", "구 분\t2023년(안)\t증 감", "- 창고 신축 98억원"),
        ("연락 주시기", "담당부서", "----"),
        "a press release with a table of aligned columns",
    ),
    Case(
        "report.txt",
        "2020년도 예산안 심사보고서",
        date(2019, 12, 13),
        "한들시의회",
        ("2건 9억원을 삭감하고", "교통과\t신호등 교체\t1,250,000"),
        ("┌", "│", "귀하"),
        "an official paper with a drawn table; its date closes it",
    ),
    Case(
        "board.html",
        "물길 정비 사업, 올해 9곳 고른다",
        date(2024, 2, 28),
        "국토환경부",
        ("- 3년간 국비 90억원 지원 -", "합계\t90\t30\t60", "도시\t50\t20\t30", "\n\t40\t10\t-"),
        ("1조 7천억", "5213"),
        "a public board: the window's title names no article, distribution goes before embargo",
    ),
    Case(
        "tables.html",
        "가람시 상수도에 64억…낡은 관 바꾼다",
        date(2014, 1, 27),
        "한들매일",
        ("64억원을 쓴다", "똠방각하", "가람시 정수장"),
        ("312억", "2014.01.29", "인쇄하기"),
        "a page laid out in tables, in CP949 with a syllable that EUC-KR lacks",
        encoding="cp949",
    ),
    Case(
        "agency.html",
        "누리시, 공원 세 곳에 210억 투입",
        date(2021, 8, 31),
        "한들통신",
        ("남쪽 공원 50억원", "10분 안에 닿는 공원"),
        ("1500억", "카카오톡", "(끝)", "송고"),
        "an agency's page whose class names say nothing",
    ),
]


def read(text: str, encoding: str = "utf-8", media_type: str = "text/html") -> Article:
    return read_article(Document.of(text.encode(encoding), media_type))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_page_gives_its_article_and_nothing_beside_it(case: Case) -> None:
    article = read((PAGES / case.file).read_text(encoding="utf-8"), case.encoding)
    assert (article.title, article.published_on, article.publisher) == (
        case.title,
        case.published_on,
        case.publisher,
    ), case.why
    assert [text for text in case.holds if text not in article.body] == [], case.why
    assert [text for text in case.lacks if text in article.body] == [], case.why
    assert article.language == "ko"
    assert article.published_basis


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_blocks_cover_the_body_in_order(case: Case) -> None:
    article = read((PAGES / case.file).read_text(encoding="utf-8"), case.encoding)
    end = 0
    for block in article.blocks:
        assert article.body[end : block.start].strip("\n\t") == "", "only separators stand between blocks"
        text = article.body[block.start : block.end]
        assert text and text == " ".join(text.split()), "a block is one line, squeezed"
        end = block.end
    assert article.body[end:].strip("\n\t") == ""


def test_the_headline_comes_first_then_subtitles_then_text() -> None:
    article = read((PAGES / "portal.html").read_text(encoding="utf-8"))
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADLINE,
        BlockKind.SUBTITLE,
        BlockKind.SUBTITLE,
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_a_headline_does_not_begin_with_the_section_that_stands_before_it() -> None:
    article = read(
        "<html><head><title>가람시, 내년 둘레길에 90억 쓴다 &gt; 고을소식 | 누리신문</title></head><body>"
        "<h2><span>살림</span> <span>가람시, 내년 둘레길에 90억 쓴다</span></h2><p>작성일 25-04-11 15:37</p>"
        "<div id='bo_v_con'>가람시는 내년 둘레길을 고치는 데 90억원을 쓴다고 11일 밝혔다.<br>"
        "낡은 나무다리를 새로 놓고 쉼터를 늘릴 계획이라고 시는 설명했다.</div></body></html>"
    )
    assert article.title == "가람시, 내년 둘레길에 90억 쓴다"


def test_a_letterhead_names_both_levels_and_its_request_to_editors_is_no_text() -> None:
    article = read(
        "가람광역시 누리구 보도자료\n\n배포일 : 2025. 1. 16.(목)\n즉시 보도하여 주시기 바랍니다.\n\n"
        "제목 : 누리구, 올해 둘레길에 90억 원 투입\n\n"
        "□ 누리구는 올해 둘레길 정비에 90억 원을 투입한다고 16일 밝혔다.\n"
        " ○ 낡은 나무다리를 새로 놓고 쉼터를 늘릴 계획이라고 구는 설명했다.\n",
        media_type="text/plain",
    )
    assert (article.title, article.publisher) == ("누리구, 올해 둘레길에 90억 원 투입", "가람광역시 누리구")
    assert "바랍니다" not in article.body


def test_a_table_keeps_its_grid_under_its_caption_and_unit() -> None:
    article = read(
        "<html><body><h1>가람시 재정 현황을 표로 살펴본다</h1><div id='articleBody'>"
        "<p>가람시가 올해 사업비를 표로 정리해 시의회에 냈다고 밝혔다.</p>"
        "<table><caption>사업비</caption><tr><td colspan=3>(단위: 백만원)</td></tr>"
        "<tr><th>분야</th><th>사업</th><th>예산</th></tr>"
        "<tr><th colspan=2>합계</th><td>900</td></tr>"
        "<tr><th rowspan=2>안전</th><td>가로등</td><td>400</td></tr>"
        "<tr><td>소화전</td><td>500</td></tr></table>"
        "<p>시는 안전 분야에 가장 많은 돈을 쓸 계획이라고 설명했다.</p></div></body></html>"
    )
    table = article.body.split("\n")[2:8]
    assert table == [
        "사업비",
        "(단위: 백만원)",
        "분야\t사업\t예산",
        "합계\t\t900",
        "안전\t가로등\t400",
        "\t소화전\t500",
    ]
    kinds = {article.body[block.start : block.end]: block.kind for block in article.blocks}
    assert kinds["사업비"] is kinds["(단위: 백만원)"] is BlockKind.CAPTION
    assert kinds["900"] is BlockKind.TABLE_CELL


@pytest.mark.parametrize(
    "ruler", ["+------+------+------+", "|------|-----:|-----:|", "--------------------"]
)
def test_a_table_drawn_with_plain_bars_is_one_and_a_menu_is_none(ruler: str) -> None:
    article = read(
        "홈 | 정책 | 시장 | 지역\n\n"
        "가람시 물길 정비에 예산을 투입한다\n\n"
        "가람시가 낡은 물길을 고치는 데 올해 예산 90억 원을 투입한다고 밝혔다.\n\n"
        "(단위: 억원)\n"
        f"{ruler}\n| 사업 | 2024년 | 2025년 |\n{ruler}\n"
        f"| 준설 | 30 | 50 |\n| 제방 | 20 | 40 |\n{ruler}\n| 합계 | 50 | 90 |\n{ruler}\n",
        media_type="text/plain",
    )
    assert article.body.endswith("사업\t2024년\t2025년\n준설\t30\t50\n제방\t20\t40\n합계\t50\t90")


def test_lines_wrapped_at_a_width_become_one_paragraph() -> None:
    article = read(
        "가람시 물길 정비에 30억 원 투입한다\n\n"
        "가람시가 낡은 물길을 고치는 데 올해 예산 30억 원을 투입하기로 하고 다음 달부터\n"
        "공사를 시작한다고 밝혔다. 시는 내년에도 같은 돈을 들일 계획이다.\n\n"
        "시 관계자는 장마가 오기 전에 공사를 마치겠다고 말했다.\n",
        media_type="text/plain",
    )
    assert "다음 달부터 공사를 시작한다고" in article.body


def test_a_number_broken_over_two_lines_is_not_joined() -> None:
    article = read(
        "가람시 물길 정비에 예산을 투입한다\n\n"
        "가람시가 낡은 물길을 고친다고 밝혔다. 올해 예산은 지난해보다 크게 늘어 2\n"
        "651억 원이라고 밝혔다. 시는 내년에도 같은 돈을 들일 계획이라고 설명했다.\n",
        media_type="text/plain",
    )
    assert "2651" not in article.body


def test_a_page_in_another_language_is_read_and_said_to_be_und() -> None:
    sentence = "The city council passed the budget for the coming year after a long debate. "
    article = read(
        f"<html><body><h1>Council passes budget</h1><div id='articleBody'><p>{sentence * 3}</p></div></body>"
    )
    assert article.language == "und"


def test_reading_twice_gives_the_same() -> None:
    text = (PAGES / "ticker.txt").read_text(encoding="utf-8")
    assert read(text) == read(text)
