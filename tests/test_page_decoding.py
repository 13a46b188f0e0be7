"""Bytes to text: what pages declare is the last thing believed; what is no text is refused."""

from __future__ import annotations

import random
import unicodedata

import pytest

from ingestion.decode import decode
from ingestion.page import PageError, read_article
from ingestion.records import Document, RejectionReason

SENTENCE = "가람시가 똠방 마을의 물길을 고치는 데 올해 예산 30억원을 쓴다고 14일 밝혔다."
PAGE = f'<html><head><meta charset="{{}}"></head><body><div id="articleBody"><p>{SENTENCE}</p></div></body>'


@pytest.mark.parametrize(
    ("declared", "meta", "actual"),
    [
        (None, "utf-8", "utf-8"),
        (None, "utf-8", "utf-8-sig"),
        ("euc-kr", "euc-kr", "utf-8"),
        ("utf-8", "utf-8", "cp949"),
        (None, "euc-kr", "cp949"),
        (None, "no-such-charset", "cp949"),
        (None, "utf-8", "utf-16"),
        (None, "utf-8", "utf-16-le"),
        ("iso-2022-kr", "iso-2022-kr", "utf-16-be"),
    ],
)
def test_text_is_read_whatever_is_declared(declared: str | None, meta: str, actual: str) -> None:
    assert SENTENCE in decode(PAGE.format(meta).encode(actual), declared)


def test_a_download_cut_within_a_character_is_read_to_there() -> None:
    for encoding in ("utf-8", "cp949"):
        assert decode(
            (SENTENCE * 3 + "가")[:-1].encode(encoding) + "가".encode(encoding)[:1], None
        ).startswith(SENTENCE)


def test_single_broken_characters_do_not_spoil_a_page() -> None:
    content = (SENTENCE * 20).encode("cp949") + b"\xff\xff" + (SENTENCE * 20).encode("cp949")
    assert decode(content, None).count(SENTENCE) == 40


def test_decomposed_syllables_are_composed() -> None:
    assert decode(unicodedata.normalize("NFD", SENTENCE).encode(), None) == SENTENCE


NOISE = random.Random(7).randbytes(20_000)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", RejectionReason.EMPTY),
        (b" \r\n\t ", RejectionReason.EMPTY),
        (b"\xef\xbb\xbf\n", RejectionReason.EMPTY),
        (NOISE, RejectionReason.NOT_TEXT),
        (b"<html><body><p>" + NOISE, RejectionReason.NOT_TEXT),
        (b"<html><body>" + b"<div>" * 1_000_000, RejectionReason.TOO_DEEP),
        (b"<table><tr><td>" * 200_000, RejectionReason.TOO_DEEP),
        (b"<html><body><ul>" + b"<li><a href='#'>x</a></li>" * 50, RejectionReason.NO_ARTICLE),
        ("정치 경제 사회\n로그인\n회원가입\n".encode(), RejectionReason.NO_ARTICLE),
    ],
    ids=["nothing", "blank", "mark only", "noise", "noise in markup", "deep", "deep tables", "links", "menu"],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: RejectionReason) -> None:
    with pytest.raises(PageError) as caught:
        read_article(Document.of(content, "text/html"))
    assert caught.value.reason is reason
    assert caught.value.detail


@pytest.mark.parametrize(
    "unit", ["가>", "| ", "입력 2024.", "<p ", "&amp;", "가 ", "│", "@a.b", "(((", "홍길동 기자 "]
)
def test_a_long_row_of_one_sign_is_read_in_linear_time(unit: str) -> None:
    content = (unit * 200_000).encode()
    try:
        read_article(Document.of(content, "text/html"))
    except PageError as error:
        assert error.reason is RejectionReason.NO_ARTICLE
