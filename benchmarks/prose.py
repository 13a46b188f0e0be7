"""Ordinary news prose made up for measuring: three to four amounts per 1,000 characters."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ingestion.page import read_article
from ingestion.records import Article, Document

_THINGS = (
    "도서관", "하천 산책로", "청년 창업 공간", "어린이 놀이터", "전통시장 주차장", "마을버스",
    "공공 와이파이", "노인 복지관", "빗물 저류 시설", "자전거 도로", "돌봄 교실", "스마트 가로등",
    "폐교 문화 공간", "산림 휴양지", "상수도 노후관", "데이터 통합 창구",
)  # fmt: skip
_PLACES = ("서울시", "김천시", "포항시", "전주시", "강릉시", "제천시", "목포시", "양산시", "부천시", "서산시")
_PEOPLE = ("주민들은", "상인들은", "전문가들은", "학부모들은", "청년들은", "어르신들은", "현장 직원들은")
_DEEDS = ("정비", "확충", "설치", "개선", "조성", "운영", "교체", "보강")
_WITH_MONEY = (
    "{place}는 내년 {thing} {deed}에 {much}억원을 편성했다고 {day}일 밝혔다.",
    "이 가운데 {thing} {deed}에는 {little}억원이 들어간다.",
    "{thing} 예산은 올해 {little}억원에서 내년 {much}억원으로 늘어난다.",
    "시는 국비 {little}억원을 확보해 {thing}을 {year}년까지 마무리할 계획이다.",
    "{thing} {deed} 사업비는 모두 {much}억 {little}00만원이다.",
)
_PLAIN = (
    "{people} {thing} 이용 시간이 늘어난 뒤로 저녁 풍경이 달라졌다고 입을 모은다.",
    "{place} 관계자는 \"현장의 목소리를 들어 {thing} {deed} 순서를 다시 정했다\"고 말했다.",
    "지난 {day}일 열린 설명회에는 주민 {count}여 명이 참석해 {thing}의 위치와 규모를 두고 의견을 나눴다.",
    "다만 {thing} {deed}가 늦어지면 겨울철 안전사고가 되풀이될 수 있다는 우려도 나온다.",
    "설계는 {year}년 상반기에 끝나며, 공사 동안에는 임시 통행로가 마련된다.",
    "{people} 교통이 불편한 지역부터 살펴 달라고 요청했고, 담당 부서는 {count}곳을 둘러보기로 했다.",
    "의회에서는 {thing}보다 {thing2}가 더 급하다는 지적이 이어졌다.",
    "이웃한 {place2}도 비슷한 방식으로 {thing2}를 꾸려 호응을 얻은 바 있다.",
    "{thing}은 문을 연 지 {count}년이 지나 벽과 바닥 곳곳이 낡았고, 비가 오면 물이 새는 일이 잦았다.",
)  # fmt: skip
# How many of the sentences speak of money.
_SHARE = 0.13
_SENTENCES = 5


def paragraphs(seed: int) -> Iterator[str]:
    """Paragraphs without end, the same for one seed."""
    chance = Random(seed)
    while True:
        yield " ".join(_sentence(chance) for _ in range(_SENTENCES))


def _sentence(chance: Random) -> str:
    template = chance.choice(_WITH_MONEY if chance.random() < _SHARE else _PLAIN)
    thing, thing2 = chance.sample(_THINGS, 2)
    place, place2 = chance.sample(_PLACES, 2)
    return template.format(
        thing=thing,
        thing2=thing2,
        place=place,
        place2=place2,
        people=chance.choice(_PEOPLE),
        deed=chance.choice(_DEEDS),
        much=chance.randint(30, 900),
        little=chance.randint(2, 29),
        day=chance.randint(1, 28),
        year=chance.randint(2026, 2030),
        count=chance.randint(3, 99),
    )


def page(characters: int, seed: int = 1) -> bytes:
    """A page whose article has about so many characters."""
    lines, length = ["<h1>김천시, 내년 살림살이 1조2000억원 편성</h1><p>2025-11-12</p>"], 0
    for paragraph in paragraphs(seed):
        lines.append(f"<p>{paragraph}</p>")
        length += len(paragraph)
        if length >= characters:
            break
    text = "\n".join(lines)
    return f"<html><head><meta charset='utf-8'></head><body><article>{text}</article></body></html>".encode()


def article_of(content: bytes, media_type: str = "text/html") -> Article | None:
    """The article of a page, or None where it holds none."""
    read = read_article(Document.of(content, media_type))
    return read if isinstance(read, Article) else None
