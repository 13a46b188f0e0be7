"""A news page made up for measuring: an article among menus, rankings, teasers, comments and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.prose import paragraphs

_SECTIONS = [
    "정치",
    "경제",
    "사회",
    "지역",
    "문화",
    "스포츠",
    "연예",
    "국제",
    "오피니언",
    "사진",
    "영상",
    "연재",
]
_TITLE = "김천시, 내년 살림살이 1조2000억원 편성"
_SCRIPT = "window.__page__=window.__page__||[];window.__page__.push({section:'local',slot:%d,lazy:true});"


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page, and what a reader should make of it: the article's paragraphs, and what stands beside them."""

    content: bytes
    title: str
    published_on: date
    own: tuple[str, ...]
    beside: tuple[str, ...]


def news_page(seed: int = 1, kilobytes: int = 46, article: int = 14) -> NewsPage:
    """A page of about so many kilobytes and 1,000 tags, with `article` paragraphs of text.

    Everything beside the article is of the kinds that newsrooms put there, in about the shares that real
    pages have: most of the tags are links, half of the bytes are scripts, addresses and class names.
    """
    chance = Random(seed)
    text = paragraphs(seed)
    own = [next(text) for _ in range(article)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in own)
    day = date(2025, 11, chance.randint(10, 28))
    teasers = [next(text).split(". ")[0] for _ in range(80)]
    page = "".join(
        (
            "<!DOCTYPE html><html lang='ko'><head><meta charset='utf-8'>",
            f"<title>{_TITLE} - 가람일보</title>",
            f"<meta property='og:title' content='{_TITLE}'>",
            "<meta property='og:site_name' content='가람일보'>",
            f"<meta property='article:published_time' content='{day}T09:12:00'>",
            "".join(f"<link rel='preload' href='/static/{n}.css' as='style'>" for n in range(12)),
            "".join(f"<script>{_SCRIPT % n}</script>" for n in range(12)),
            "</head><body><div id='wrap'>",
            "<header id='header'><div class='logo'><a href='/'>가람일보</a></div><nav class='gnb'><ul>",
            "".join(
                f"<li class='item'><a href='/news/list.html?section={n}'>{_SECTIONS[n % 12]}</a></li>"
                for n in range(60)
            ),
            "</ul></nav></header>",
            f"<div id='content'><div class='view_head'><h1 class='title'>{_TITLE}</h1>",
            "<h2 class='sub'>돌봄과 교통에 더 쓴다</h2><div class='info'>입력 2025.11.12 09:12 "
            "<span class='by'>홍길동 기자</span></div></div>",
            f"<article id='article-view-content-div' itemprop='articleBody'>{body}</article>",
            "<div class='article-related'><h3>관련기사</h3><ul>",
            "".join(_teaser(n, teaser) for n, teaser in enumerate(teasers[:40])),
            "</ul></div><div class='ranking'><h3>많이 본 뉴스</h3><ol>",
            "".join(_teaser(n, teaser) for n, teaser in enumerate(teasers[40:])),
            "</ol></div><div class='comments'>",
            "".join(
                f"<div class='comment'><b class='who'>독자{n}</b><p>예산 {n}억원이 적당한지 모르겠다.</p>"
                "<a href='#'>답글</a></div>"
                for n in range(60)
            ),
            "</div></div><footer id='footer'><p>등록번호 가람 아00000 | 발행인 홍길동</p>"
            "<p>Copyright © 가람일보 무단 전재 및 재배포 금지</p></footer>",
        )
    )
    filler = 0
    scripts: list[str] = []
    while len(page.encode()) + filler < kilobytes * 1024:
        scripts.append(f"<script>{_SCRIPT % len(scripts)}</script>")
        filler += len(scripts[-1])
    content = (page + "".join(scripts) + "</div></body></html>").encode()
    comments = (f"예산 {n}억원이 적당한지 모르겠다." for n in range(60))
    said = " ".join(own)
    beside = [text for text in (*teasers, *comments) if text not in said]
    return NewsPage(content, _TITLE, day, tuple(own), tuple(beside))


def _teaser(number: int, text: str) -> str:
    return (
        f"<li class='teaser'><a href='/news/articleView.html?idxno={100000 + number}'>"
        f"<img src='/thumb/{number}.jpg' alt=''><span class='tit'>{text}</span>"
        "<span class='date'>11.12</span></a></li>"
    )
