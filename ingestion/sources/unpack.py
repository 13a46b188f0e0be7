"""Packed bytes (gzip, deflate, brotli) unpacked no further than a limit."""

from __future__ import annotations

from io import BytesIO

from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

_STEP = 1 << 20
_KNOWN = {"gzip", "x-gzip", "deflate", "br", "identity", ""}


class UnpackError(Exception):
    """The bytes are not packed as it is said of them; the message says how."""


def unpacked(content: bytes, encoding: str | None, limit: int) -> bytes:
    """`content` as it was before it was packed, at most `limit` + 1 bytes of it.

    Args:
        content: the bytes as they came.
        encoding: the value of `Content-Encoding`, several separated by commas; None: not packed.
        limit: bytes. More than that is never held: what a bomb would unpack to stays packed.

    Raises:
        UnpackError: the encoding is not known, or the bytes are broken.
    """
    names = [name.strip().lower() for name in (encoding or "").split(",")]
    if unknown := [name for name in names if name not in _KNOWN]:
        raise UnpackError(f"packed as {unknown[0]}, which is not known")
    if not any(name not in ("", "identity") for name in names):
        return content[: limit + 1]
    said = {"content-encoding": ", ".join(name for name in names if name not in ("", "identity"))}
    packed = HTTPResponse(BytesIO(content), headers=said, preload_content=False)
    parts, length = [], 0
    try:
        while length <= limit and (
            part := packed.read(min(limit + 1 - length, 1 << 20), decode_content=True)
        ):
            parts.append(part)
            length += len(part)
    except (HTTPError, ValueError) as error:
        raise UnpackError(f"no {said['content-encoding']} data: {error}") from None
    return b"".join(parts)
