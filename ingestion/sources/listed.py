"""The file `sources.yml`: which sources there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingestion.sources.archive import WebArchive
from ingestion.sources.feed import Feed
from ingestion.sources.fetching import Web
from ingestion.sources.folder import Folder
from ingestion.sources.found import Limits, Source, SourceError


class _Entry(BaseModel):
    """What every kind of source may say."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str | None = Field(default=None, min_length=1)
    include: list[str] = []
    exclude: list[str] = []


class _FolderEntry(_Entry):
    folder: str = Field(min_length=1)


class _ArchiveEntry(_Entry):
    archive: str = Field(min_length=1)


class _FeedEntry(_Entry):
    feed: str = Field(min_length=1)
    read: Literal["pages", "items"] = "pages"
    max_pages: int = Field(default=1000, ge=1)
    wait_seconds: float | None = Field(default=None, ge=0, strict=False)


_KINDS: dict[str, type[_Entry]] = {"folder": _FolderEntry, "archive": _ArchiveEntry, "feed": _FeedEntry}


def read_sources(path: Path, limits: Limits, web: Web) -> list[Source]:
    """The sources that the file lists, in its order. Paths in it count from its own folder.

    Raises:
        SourceError: with the file and the line, what is wrong and what may stand there.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is no UTF-8 text: {error.reason} at byte {error.start}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{path}, line {line}: no YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(f"{path}: no YAML: {error}") from None
    sources: list[Source] = []
    lines: dict[str, int] = {}
    for node in _nodes(path, tree):
        source = _source(path, node, limits, web)
        line = node.start_mark.line + 1
        if source.name in lines:
            raise SourceError(
                f"{path}, line {line}: another source, of line {lines[source.name]}, is called "
                f"{source.name}, too: give one of them a `name`"
            )
        lines[source.name] = line
        sources.append(source)
    return sources


def _nodes(path: Path, tree: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """The entries below `sources:`."""
    form = "it begins with `sources:`, and below it each source is an item with `folder`, `feed` or `archive`"
    if not isinstance(tree, yaml.MappingNode):
        raise SourceError(f"{path}, line {tree.start_mark.line + 1 if tree else 1}: {form}")
    below = {str(key.value): (key, value) for key, value in tree.value}
    for name, (key, _) in below.items():
        if name != "sources":
            raise SourceError(f"{path}, line {key.start_mark.line + 1}: `{name}` has no meaning here: {form}")
    _, listed = below.get("sources", (None, None))
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        raise SourceError(f"{path}, line {tree.start_mark.line + 1}: no source is listed: {form}")
    for node in listed.value:
        if not isinstance(node, yaml.MappingNode):
            raise SourceError(f"{path}, line {node.start_mark.line + 1}: {form}")
        yield node


def _source(path: Path, node: yaml.MappingNode, limits: Limits, web: Web) -> Source:
    line = node.start_mark.line + 1
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
    if len(lines) < len(node.value):
        raise SourceError(f"{path}, line {line}: a key stands twice in this source")
    kinds = [kind for kind in _KINDS if kind in lines]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none of them"
        raise SourceError(f"{path}, line {line}: a source has one of folder, feed, archive; here is {found}")
    try:
        said: Any = yaml.SafeLoader("").construct_document(node)
        entry = _KINDS[kinds[0]].model_validate(said)
    except yaml.MarkedYAMLError as error:
        raise SourceError(f"{path}, line {line}: no YAML: {error.problem}") from None
    except ValidationError as error:
        fault = error.errors()[0]
        key = str(fault["loc"][0])
        known = ", ".join(_KINDS[kinds[0]].model_fields)
        hint = f" (a {kinds[0]} has: {known})" if fault["type"] == "extra_forbidden" else ""
        place = ".".join(map(str, fault["loc"]))
        raise SourceError(f"{path}, line {lines.get(key, line)}: `{place}`: {fault['msg']}{hint}") from None
    return _made(path.parent, entry, limits, web)


def _made(here: Path, entry: _Entry, limits: Limits, web: Web) -> Source:
    if isinstance(entry, _FolderEntry):
        return Folder(str(here / entry.folder), limits, entry.include, entry.exclude, entry.name)
    if isinstance(entry, _ArchiveEntry):
        return WebArchive(str(here / entry.archive), limits, entry.include, entry.exclude, entry.name)
    if isinstance(entry, _FeedEntry):
        return Feed(
            entry.feed,
            limits,
            web,
            entry.include,
            entry.exclude,
            items=entry.read == "items",
            max_pages=entry.max_pages,
            wait_seconds=entry.wait_seconds,
            name=entry.name,
        )
    raise AssertionError(f"a kind of source that nobody makes: {entry}")
