"""Bytes of a page → its text.

Korean pages declare EUC-KR and send UTF-8, declare nothing, or use the syllables that only CP949
has. So the declaration is the last thing believed: valid UTF-8 with Hangul in it is UTF-8.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_WINDOW = 4096
_KOREAN = {
    "euc-kr",
    "euckr",
    "ks_c_5601-1987",
    "ksc5601",
    "ks_c_5601",
    "x-windows-949",
    "windows-949",
    "ms949",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
# What steers a terminal has no place in an article.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# A look at the bytes tells most texts clean of control characters and conjoining Hangul.
_PLAIN_BYTES = bytes([9, 10, *range(0x20, 0x7F), *range(0x80, 0x100)])
_ODD = ("\u2028", "\ufffd")  # a separator of lines, and what could not be decoded
_LATIN_LEAD = b"\xc2"  # U+0080 to U+00BF: controls up to U+009F, then signs like ·
_JAMO_LEAD = b"\xe1"  # U+1000 to U+1FFF
_CONJOINING_JAMO = re.compile(r"[\u1100-\u11ff]")
_MAX_CONTROL_SHARE = 0.01
_CUT_TAIL = 4  # bytes of a character that a cut download may leave at the end


class NotTextError(ValueError):
    """The bytes are text in no encoding that was tried."""


def decode(content: bytes, declared: str | None) -> str:
    """The text of `content`: byte order mark, UTF-8, CP949, UTF-16 by its zero bytes, then what the
    page declares. Line breaks become `\\n`, decomposed Hangul is composed. Raises NotTextError."""
    text, seen = _utf8(content), content
    if text is None:
        text = _decode(content, declared)
        seen = text.encode("utf-8", "surrogatepass")
    if any(sign in text for sign in _ODD) or _holds_controls(seen):
        if len(_CONTROL.findall(text)) > len(text) * _MAX_CONTROL_SHARE:
            raise NotTextError("too many control characters for a text")
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        text = _UNPRINTABLE.sub("", text)
    return (
        unicodedata.normalize("NFC", text) if _JAMO_LEAD in seen and _CONJOINING_JAMO.search(text) else text
    )


def _holds_controls(seen: bytes) -> bool:
    if seen.translate(None, _PLAIN_BYTES):
        return True
    at = seen.find(_LATIN_LEAD)
    while at >= 0:
        if seen[at + 1 : at + 2] < b"\xa0":
            return True
        at = seen.find(_LATIN_LEAD, at + 2)
    return False


def _utf8(content: bytes) -> str | None:
    """The text, where it is UTF-8 without a mark and can be nothing else."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content.startswith(codecs.BOM_UTF8):
        return None
    return None if b"\x1b" in content or b"\x00" in content else _strict(content, "utf-8", 0)


def _decode(content: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if wide := _utf16_without_mark(content):
        return content.decode(wide, errors="replace")
    candidates = ["utf-8", "cp949"]
    for name in (declared, _declared_in_page(content)):
        known = _known(name)
        if known == "iso2022_kr":  # seven-bit, hence valid UTF-8 as well
            candidates.insert(0, known)
        elif known and known not in candidates:
            candidates.append(known)
    for candidate in candidates:
        for cut in (0, _CUT_TAIL):
            read = _strict(content, candidate, cut)
            if read is not None:
                return read
    return _with_few_faults(content)


def _strict(content: bytes, encoding: str, cut: int) -> str | None:
    """`content` in `encoding`, forgiving a character cut off within the last `cut` bytes; or None."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if cut and error.start >= len(content) - cut and error.start > 0:
            return content[: error.start].decode(encoding, errors="replace")
        return None


def _with_few_faults(content: bytes) -> str:
    """UTF-8 or CP949 with single broken characters, which old databases leave in pages."""
    texts = [content.decode(encoding, errors="replace") for encoding in ("utf-8", "cp949")]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    readable = sum(1 for character in best if character > "\x7f" and character != "\ufffd")
    if best.count("\ufffd") * 20 > readable:
        raise NotTextError("neither UTF-8, CP949 nor UTF-16")
    return best


def _utf16_without_mark(content: bytes) -> str | None:
    head = content[:2048]
    if len(head) < 16 or b"\x00" not in head:
        return None
    # Markup and spaces have one zero byte each; Hangul has none, so a tenth is plenty.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 < len(head) // 2 or min(even, odd) * 4 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _strict(content, encoding, 2) is not None else None


def _declared_in_page(content: bytes) -> str | None:
    head = content[:_META_WINDOW]
    at = head.lower().find(b"charset")
    match = _META_CHARSET.search(head, at) if at >= 0 else None
    return match[1].decode("ascii") if match else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    if name.strip().lower() in _KOREAN:
        return "cp949"
    try:
        return codecs.lookup(name.strip()).name.replace("-", "_").replace("utf_8", "utf-8")
    except LookupError:
        return None
