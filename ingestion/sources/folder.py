"""A folder (or a single file) as a source: every visible entry is found, as a document or with the
reason why it is none. Nothing here blocks: pipes, devices and dangling links are named, not opened."""

from __future__ import annotations

import gzip
import os
import stat
import time
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path

from pathspec import PathSpec

from ingestion.records import Document, RejectionReason
from ingestion.sources.found import MEDIA_TYPES, Found, Known, Limits, SourceError

_ENDINGS = "pages end in " + " ".join(MEDIA_TYPES) + ", or in one of these and .gz"
_PACKED = ".gz"
_ARCHIVES = (".warc", ".warc.gz")
# A file that changed so lately could change again within the grain of its times.
_SECONDS_TO_SETTLE = 2.0


class Folder:
    """A folder with all folders below it, or one page.

    Args:
        path: the folder or the page.
        limits: files larger than `document_bytes` (unpacked) are not read.
        include: patterns as in `.gitignore`, relative to `path`; none: every page.
        exclude: of these, patterns of what is left out.
        name: what the ledger calls it; none: its locator.
    """

    def __init__(
        self,
        path: str,
        limits: Limits,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        name: str | None = None,
    ) -> None:
        self._path = path
        self._limit = limits.document_bytes
        self._include = PathSpec.from_lines("gitwildmatch", include) if include else None
        self._exclude = PathSpec.from_lines("gitwildmatch", exclude)
        self.name = name or locator(Path(path))

    def check(self) -> None:
        """Look whether this can be a source at all, without listing all of it.

        Raises:
            SourceError: it does not exist, cannot be listed, or holds no page at all.
        """
        root = self._root()
        if root.is_dir() and not any(map(_is_page, self._walk(root, []))):
            self._listed(root)  # says what is there instead

    def size(self) -> int | None:
        """Not known before the end."""
        return None

    def find(self, known: Known) -> Iterator[Found]:
        """Every visible entry of the folder and the folders below it, in the order of their paths.

        The folder is listed at once, its files are read one by one as they are asked for; one whose size
        and times are those that an earlier run noted is not read. Names that begin with a dot are ignored.

        Raises:
            SourceError: as `check` does.
        """
        root = self._root()
        paths, unlisted = self._listed(root) if root.is_dir() else ([root], [])
        return chain(unlisted, (_file(path, self._limit, known) for path in paths))

    def _root(self) -> Path:
        if not os.path.lexists(self._path):
            raise SourceError(
                f"no such folder or file: {self._path} (in {os.getcwd()}); name a folder that holds pages, "
                f"or one page ({_ENDINGS})"
            )
        return Path(self._path)

    def _listed(self, root: Path) -> tuple[list[Path], list[Found]]:
        """The entries below `root`, and the folders that could not be listed."""
        errors: list[OSError] = []
        paths = sorted(self._walk(root, errors))
        if not paths and errors:
            raise SourceError(f"the folder {root} cannot be listed: {_why(errors[0])}; make it readable")
        if not any(map(_is_page, paths)):
            held = f"holds {len(paths)} other files" if paths else "is empty"
            if self._include or len(self._exclude):
                held += " (of those that include and exclude leave)"
            if archives := [path.name for path in paths if path.name.lower().endswith(_ARCHIVES)]:
                held += f", web archives among them: name those as a source ({archives[0]})"
            raise SourceError(
                f"no page in {root.absolute()}: the folder {held}; put pages into it ({_ENDINGS})"
            )
        unlisted = [
            Found(locator(Path(error.filename)), None, RejectionReason.UNREADABLE, _why(error))
            for error in errors
        ]
        return paths, unlisted

    def _walk(self, root: Path, errors: list[OSError]) -> Iterator[Path]:
        """Visible files, folders named like a page, and links to folders (which are not followed)."""
        for folder, names, files in os.walk(root, onerror=errors.append):
            names[:] = [name for name in names if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if (_is_page(path) or path.is_symlink()) and self._is_meant(path, root):
                    yield path
            for name in files:
                path = Path(folder, name)
                if not name.startswith(".") and self._is_meant(path, root):
                    yield path

    def _is_meant(self, path: Path, root: Path) -> bool:
        if self._include is None and not len(self._exclude):
            return True
        inside = path.relative_to(root).as_posix()
        included = self._include is None or self._include.match_file(inside)
        return included and not self._exclude.match_file(inside)


def _is_page(path: Path) -> bool:
    return _media_type(path) is not None


def _media_type(path: Path) -> str | None:
    inner = path.with_suffix("") if path.suffix.lower() == _PACKED else path
    return MEDIA_TYPES.get(inner.suffix.lower())


def _file(path: Path, limit: int, known: Known) -> Found:
    where = locator(path)
    try:
        entry = os.stat(path)
        if stat.S_ISDIR(entry.st_mode):
            hint = "a link to a folder: name that folder as a source" if path.is_symlink() else "a folder"
            return Found(where, None, RejectionReason.NOT_A_FILE, hint)
        if not stat.S_ISREG(entry.st_mode):
            return Found(where, None, RejectionReason.NOT_A_FILE, "a pipe, socket or device")
        media_type = _media_type(path)
        if media_type is None:
            detail = f"{path.suffix or 'no ending'}; {_ENDINGS}"
            if path.name.lower().endswith(_ARCHIVES):
                detail = "a web archive: name it as a source of its own"
            return Found(where, None, RejectionReason.UNSUPPORTED_TYPE, detail)
        validator, document_id = known.entries.get(where, (None, ""))
        if validator is not None and validator == _validator(entry):
            return Found(where, None, validator=validator, document_id=document_id)
        # Non-blocking and bounded: the file may have been replaced, or have grown, since it was looked at.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            entry = os.fstat(file.fileno())
            content = b"" if entry.st_size > limit else file.read(limit + 1)
    except OSError as error:
        return Found(where, None, RejectionReason.UNREADABLE, _why(error))
    size = max(entry.st_size, len(content))
    if size <= limit and path.suffix.lower() == _PACKED:
        try:
            content = gzip.GzipFile(fileobj=BytesIO(content)).read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            return Found(where, None, RejectionReason.UNREADABLE, f"no whole gzip file: {error}")
        size = len(content)
    if size > limit:
        detail = f"{size} bytes or more; the limit max_document_bytes is {limit}"
        return Found(where, None, RejectionReason.TOO_LARGE, detail)
    if not content:
        return Found(where, None, RejectionReason.EMPTY, "0 bytes")
    return Found(where, Document.of(content, media_type), validator=_validator(entry))


def _validator(entry: os.stat_result) -> str | None:
    """What changes whenever the file does; None where the file is too young to tell."""
    if time.time() - max(entry.st_mtime, entry.st_ctime) < _SECONDS_TO_SETTLE:
        return None
    return f"{entry.st_ino}-{entry.st_size}-{entry.st_mtime_ns}-{entry.st_ctime_ns}"


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
