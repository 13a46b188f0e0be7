"""Hostile input: what each kind leads to, and that nothing else breaks or hangs the reader."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingestion.extract import extract
from ingestion.limits import Limits
from ingestion.records import Document, RejectionReason
from tests.made_files import hwpx, pdf
from tests.test_page_files import FIRST, SECOND

PAGES = Path(__file__).parent / "pages"
SMALL = Limits(unpacked_bytes=200_000, unpacked_ratio=50, nesting=60, table_cells=500, file_pages=3)
SENTENCE = "<p>가람시가 물길을 고치는 데 올해 예산 30억원을 쓴다고 밝혔다. 시는 내년에도 공사를 잇는다.</p>"
HTML, HWPX, PDF = "text/html", "application/hwp+zip", "application/pdf"


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def section(inner: str, head: str = "") -> bytes:
    return f"<?xml version='1.0'?>{head}<sec xmlns='urn:x'>{inner}</sec>".encode()


def locked_archive() -> bytes:
    """A file whose entries are marked as encrypted."""
    content = bytearray(hwpx(FIRST))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def locked_pdf() -> bytes:
    """A PDF that names an encryption and was given no password."""
    plain = pdf(FIRST)
    owner, user = b"(" + b"o" * 32 + b")", b"(" + b"u" * 32 + b")"
    words = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + owner + b" /U " + user + b" >>"
    ids = b" /ID [(abcdefghijklmnop) (abcdefghijklmnop)] >>"
    return plain.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Encrypt " + words + ids)


@dataclass(frozen=True)
class Hostile:
    """One kind of hostile input and the rejection that it leads to."""

    name: str
    make: Callable[[], bytes]
    media_type: str
    reason: RejectionReason
    says: str


KINDS = [
    Hostile(
        "a page nested without end",
        lambda: b"<html><body>" + b"<div>" * 500_000 + SENTENCE.encode(),
        HTML, RejectionReason.TOO_DEEP, "depth",
    ),
    Hostile(
        "a page nested deeper than the limit",
        ("<html><body>" + "<b>" * 100 + SENTENCE * 2 + "</b>" * 100).encode,
        HTML, RejectionReason.TOO_DEEP, "60",
    ),
    Hostile(
        "a table of too many cells",
        (f"<html><body><p>{SENTENCE}<table>" + "<tr><td>1<td>2" * 300 + "</table>").encode,
        HTML, RejectionReason.TOO_LARGE, "500 cells",
    ),
    Hostile(
        "random bytes that call themselves a page",
        lambda: b"<html><body><p>" + random.Random(3).randbytes(50_000),
        HTML, RejectionReason.NOT_TEXT, "",
    ),
    Hostile(
        "an archive that unpacks to a thousand times its size",
        lambda: archive({"Contents/section0.xml": section("<p/>" + " " * 5_000_000)}),
        HWPX, RejectionReason.TOO_LARGE, "unpacks to more than",
    ),
    Hostile(
        "an archive of many sections that are each within the bound",
        lambda: archive({
            f"Contents/section{n}.xml": section(random.Random(n).randbytes(45_000).hex()) for n in range(9)
        }),
        HWPX, RejectionReason.TOO_LARGE, "unpacks to more than",
    ),
    Hostile(
        "entities that multiply",
        lambda: archive({"Contents/section0.xml": section(
            "<p><run><t>&c;</t></run></p>",
            "<!DOCTYPE sec [<!ENTITY a '" + "예산" * 99 + "'><!ENTITY b '" + "&a;" * 99 + "'><!ENTITY c '"
            + "&b;" * 99 + "'>]>",
        )}),
        HWPX, RejectionReason.DAMAGED, "amplification",
    ),
    Hostile(
        "an entity that names a file of the machine",
        lambda: archive({"Contents/section0.xml": section(
            "<p><run><t>&f;</t></run></p>", "<!DOCTYPE sec [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
        )}),
        HWPX, RejectionReason.NO_ARTICLE, "",
    ),
    Hostile(
        "an archive cut short", lambda: hwpx(FIRST)[:-40], HWPX, RejectionReason.DAMAGED, "broken archive",
    ),
    Hostile(
        "an archive of something else",
        lambda: archive({"word/document.xml": section("<p/>")}),
        HWPX, RejectionReason.DAMAGED, "no HWPX",
    ),
    Hostile("an archive that asks for a password", locked_archive, HWPX, RejectionReason.LOCKED, "encrypted"),
    Hostile(
        "XML nested without end",
        lambda: archive({"Contents/section0.xml": section("<p>" * 100 + "</p>" * 100)}),
        HWPX, RejectionReason.TOO_DEEP, "60",
    ),
    Hostile(
        "a PDF of too many pages", lambda: pdf(*[FIRST] * 4),
        PDF, RejectionReason.TOO_LARGE, "the limit is 3",
    ),
    Hostile("a PDF that asks for a password", locked_pdf, PDF, RejectionReason.LOCKED, "password"),
    Hostile("a PDF cut short", lambda: pdf(FIRST)[:300], PDF, RejectionReason.DAMAGED, ""),
    Hostile("a PDF of pictures only", lambda: pdf([]), PDF, RejectionReason.NO_ARTICLE, ""),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_hostile_input_leads_to_its_rejection(kind: Hostile) -> None:
    rejection = extract(Document.of(kind.make(), kind.media_type), SMALL).rejection
    assert rejection is not None
    assert rejection.reason is kind.reason, rejection.detail
    assert kind.says in rejection.detail
    assert rejection.detail


def seeds() -> list[tuple[bytes, str]]:
    """What is mutated: a page, scraped text, a PDF and an HWPX file."""
    return [
        ((PAGES / "systems" / "korea.html").read_bytes(), HTML),
        ((PAGES / "board.html").read_bytes(), HTML),
        ((PAGES / "systems" / "release.txt").read_bytes(), "text/plain"),
        (pdf(FIRST, SECOND), PDF),
        (hwpx(FIRST, SECOND), HWPX),
        (archive({"Contents/section0.xml": section("<p><run><t>가</t></run></p>")}), HWPX),
    ]


_SIGNS = (b"<", b">", b"\x00", b"&#x0;", b"<table>", b"</div>", b"\xed\xa0\x80", b"&#xD800;")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """`content` with bytes changed, a stretch cut out, doubled or moved, or its end gone."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.sample(range(len(out) + 1), 2)) if out else (0, 0)
        to = min(to, at + chance.choice((1, 3, 40, 400)))
        match chance.randrange(6):
            case 0:
                out[at:to] = chance.randbytes(to - at)
            case 1:
                del out[at:to]
            case 2:
                out[at:at] = out[at:to] * chance.randint(1, 20)
            case 3:
                del out[at : len(out) if chance.random() < 0.3 else to]
            case 4:
                out[at:to] = chance.choice(_SIGNS)
            case _:
                piece = bytes(out[at:to])
                del out[at:to]
                place = chance.randint(0, len(out))
                out[place:place] = piece
    return bytes(out)


@pytest.mark.parametrize("seed", range(len(seeds())))
def test_whatever_is_mutated_is_read_or_rejected_for_a_reason_of_the_list(seed: int) -> None:
    content, media_type = seeds()[seed]
    chance = random.Random(seed)
    for _ in range(60):
        extraction = extract(Document.of(mutated(content, chance), media_type), SMALL)
        if extraction.rejection is None:
            assert extraction.article is not None
            ends = [block.end for block in extraction.article.blocks]
            assert ends == sorted(ends) and (not ends or ends[-1] <= len(extraction.article.body))
        else:
            rejection = extraction.rejection
            assert rejection.reason is not RejectionReason.READER_FAILED, rejection.detail


@pytest.mark.parametrize("head", [b"", b"<html><body><table>", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe"])
def test_random_bytes_are_read_or_rejected_for_a_reason_of_the_list(head: bytes) -> None:
    chance = random.Random(len(head))
    for size in (1, 30, 1_000, 20_000):
        for media_type in (HTML, PDF, HWPX):
            rejection = extract(Document.of(head + chance.randbytes(size), media_type), SMALL).rejection
            assert rejection is not None
            assert rejection.reason is not RejectionReason.READER_FAILED, rejection.detail
