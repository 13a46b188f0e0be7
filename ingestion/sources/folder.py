"""A folder (or a single file) as a source: every visible entry is found, as a document or with the
reason why it is none. Nothing here blocks: pipes, devices and dangling links are named, not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ingestion.records import Document, RejectionReason
from ingestion.sources.found import MEDIA_TYPES, Found, SourceError

_ENDINGS = "pages end in " + " ".join(MEDIA_TYPES)


def check(source: str) -> None:
    """Look whether `source` can be a source at all, without listing all of it.

    Raises:
        SourceError: it does not exist, cannot be listed, or holds no page at all.
    """
    root = _root(source)
    if root.is_dir() and not any(map(_is_page, _walk(root, []))):
        _listed(root)  # says what is there instead


def find(source: str, max_bytes: int) -> Iterator[Found]:
    """Every visible entry of `source` and the folders below it, in the order of their paths.

    The source is listed at once, its files are read one by one as they are asked for. Names that
    begin with a dot are ignored. Files larger than `max_bytes` are not read.

    Raises:
        SourceError: as `check` does.
    """
    root = _root(source)
    paths, unlisted = _listed(root) if root.is_dir() else ([root], [])
    return chain(unlisted, (_file(path, max_bytes) for path in paths))


def _root(source: str) -> Path:
    if not os.path.lexists(source):
        raise SourceError(
            f"no such folder or file: {source} (in {os.getcwd()}); name a folder that holds pages, "
            f"or one page ({_ENDINGS})"
        )
    return Path(source)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in MEDIA_TYPES


def _listed(root: Path) -> tuple[list[Path], list[Found]]:
    """The entries below `root`, and the folders that could not be listed."""
    errors: list[OSError] = []
    paths = sorted(_walk(root, errors))
    if not paths and errors:
        raise SourceError(f"the folder {root} cannot be listed: {_why(errors[0])}; make it readable")
    if not any(map(_is_page, paths)):
        held = f"holds {len(paths)} other files" if paths else "is empty"
        raise SourceError(f"no page in {root.absolute()}: the folder {held}; put pages into it ({_ENDINGS})")
    unlisted = [
        Found(locator(Path(error.filename)), None, RejectionReason.UNREADABLE, _why(error))
        for error in errors
    ]
    return paths, unlisted


def _walk(root: Path, errors: list[OSError]) -> Iterator[Path]:
    """Visible files, folders named like a page, and links to folders (which are not followed)."""
    for folder, names, files in os.walk(root, onerror=errors.append):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if _is_page(path) or path.is_symlink():
                yield path
        yield from (Path(folder, name) for name in files if not name.startswith("."))


def _file(path: Path, max_bytes: int) -> Found:
    where = locator(path)
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            hint = "a link to a folder: name that folder as a source" if path.is_symlink() else "a folder"
            return Found(where, None, RejectionReason.NOT_A_FILE, hint)
        if not stat.S_ISREG(mode):
            return Found(where, None, RejectionReason.NOT_A_FILE, "a pipe, socket or device")
        media_type = MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            return Found(
                where, None, RejectionReason.UNSUPPORTED_TYPE, f"{path.suffix or 'no ending'}; {_ENDINGS}"
            )
        # Non-blocking and bounded: the file may have been replaced, or have grown, since it was looked at.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > max_bytes else file.read(max_bytes + 1)
    except OSError as error:
        return Found(where, None, RejectionReason.UNREADABLE, _why(error))
    if max(size, len(content)) > max_bytes:
        detail = f"{size} bytes; the limit max_document_bytes is {max_bytes}"
        return Found(where, None, RejectionReason.TOO_LARGE, detail)
    if not content:
        return Found(where, None, RejectionReason.EMPTY, "0 bytes")
    return Found(where, Document.of(content, media_type))


def locator(path: Path) -> str:
    """The path relative to the working directory when it lies inside it, else absolute; `/` between names.

    Bytes of a name that are no UTF-8 are shown as `\\xNN`, so that a locator is always text.
    """
    full = Path(os.path.abspath(path))
    here = Path.cwd()
    shown = full.relative_to(here) if full.is_relative_to(here) else full
    return os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace")


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
