"""Which extractor reads: its number, and what its code and rules are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_READS = ("**/*.py", "rules/*.yml")


@cache
def extractor_version() -> str:
    """The version of the extracted parts, such as `1-0a1b2c3d`: `EXTRACTOR_VERSION` and a hash.

    Rules change more often than people raise numbers, and a part that older rules made would be taken
    for what the rules of today say. So a change of any file of `ingestion` is a new version.
    """
    from ingestion import extract

    return f"{extract.EXTRACTOR_VERSION}-{digest(Path(extract.__file__).parent)}"


def digest(package: Path) -> str:
    """8 hexadecimal digits of the code and the rules of `package`, the same wherever it lies."""
    found = {
        path.relative_to(package).as_posix(): path for pattern in _READS for path in package.glob(pattern)
    }
    total = hashlib.sha256()
    for name, path in sorted(found.items()):
        content = path.read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()[:8]
