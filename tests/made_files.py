"""PDF and HWPX files made by hand for tests: no font of the machine and no word processor is needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Table = Sequence[Sequence[str]]
Part = str | Table
_SIZE, _STEP, _LEFT, _TOP, _WIDTH = 10, 18, 50, 800, 150


def pdf(*pages: Sequence[Part]) -> bytes:
    """A PDF whose pages hold lines of text and ruled tables, in a font that only says what signs mean."""
    signs = sorted(
        {sign for page in pages for part in page for text in _texts(part) for sign in text} | {" "}
    )
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    streams = [_drawn(page, codes) for page in pages]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        " /FontDescriptor << /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800]"
        " /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >> >>",
        _stream(_meanings(codes)),
    ]
    for number, stream in enumerate(streams):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
            f" /Contents {7 + 2 * number} 0 R >>",
            _stream(stream),
        ]
    out = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + (
        f"{end}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def _texts(part: Part) -> list[str]:
    return [part] if isinstance(part, str) else [cell for row in part for cell in row]


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _meanings(codes: dict[str, int]) -> str:
    lines = "\n".join(f"<{code:04X}> <{ord(sign):04X}>" for sign, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )


def _drawn(page: Sequence[Part], codes: dict[str, int]) -> str:
    out: list[str] = []
    y = _TOP

    def show(text: str, x: int, at: int) -> None:
        shown = "".join(f"{codes[sign]:04X}" for sign in text)
        out.append(f"BT /F {_SIZE} Tf {x} {at} Td <{shown}> Tj ET")

    for part in page:
        if isinstance(part, str):
            show(part, _LEFT, y)
            y -= _STEP
            continue
        columns, top = max(map(len, part)), y + 12
        for row in part:
            for column, cell in enumerate(row):
                show(cell, _LEFT + 5 + column * _WIDTH, y)
            y -= _STEP
        bottom, right = y + 12, _LEFT + columns * _WIDTH
        out += [f"{_LEFT + c * _WIDTH} {bottom} m {_LEFT + c * _WIDTH} {top} l S" for c in range(columns + 1)]
        out += [f"{_LEFT} {top - r * _STEP} m {right} {top - r * _STEP} l S" for r in range(len(part) + 1)]
        y -= _STEP
    return "\n".join(out)


def hwpx(*sections: Sequence[Part], inner: str = "") -> bytes:
    """An HWPX file whose sections hold paragraphs and tables; what is empty in a table is covered by another
    cell. `inner` is put into the first section as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        archive.writestr("Contents/content.hpf", "<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'/>")
        for number, parts in enumerate(sections):
            body = "".join(map(_part, parts)) + (inner if number == 0 else "")
            archive.writestr(f"Contents/section{number}.xml", _SECTION.format(body))
    return out.getvalue()


_SECTION = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    "<hs:sec xmlns:hs='http://www.hancom.co.kr/hwpml/2011/section'"
    " xmlns:hp='http://www.hancom.co.kr/hwpml/2011/paragraph'>{}</hs:sec>"
)


def _part(part: Part) -> str:
    if isinstance(part, str):
        return f"<hp:p><hp:run><hp:t>{escape(part)}</hp:t></hp:run></hp:p>"
    rows = "".join(
        "<hp:tr>"
        + "".join(_cell(row, column, text) for column, text in enumerate(cells) if text)
        + "</hp:tr>"
        for row, cells in enumerate(part)
    )
    return f"<hp:p><hp:run><hp:tbl rowCnt='{len(part)}'>{rows}</hp:tbl></hp:run></hp:p>"


def _cell(row: int, column: int, text: str) -> str:
    return (
        f"<hp:tc><hp:subList>{_part(text)}</hp:subList><hp:cellAddr colAddr='{column}' rowAddr='{row}'/>"
        "<hp:cellSpan colSpan='1' rowSpan='1'/></hp:tc>"
    )
