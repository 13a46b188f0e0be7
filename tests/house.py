"""What the house checks share: the project's files, and what a module imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("ingestion", "expectations", "publishing", "pipeline", "dags")


@cache
def project_files(*endings: str) -> tuple[Path, ...]:
    """Every file of the project (tracked, or new and not ignored) whose name ends so, in order.

    In an unpacked archive, where git cannot tell, every file.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        names = [str(path) for path in found]
    files = tuple(
        sorted(
            path
            for path in {ROOT / name for name in names if not _is_hidden(name)}
            if path.is_file() and path.name.endswith(endings or ("",))
        )
    )
    assert files, f"no file ends with {endings}: the check would pass on nothing"
    return files


def _is_hidden(name: str) -> bool:
    """Whether a file lies in a folder of tools (.venv, caches); .ci is ours."""
    return any(part.startswith(".") and part != ".ci" for part in name.split("/")[:-1])


@cache
def text_of(path: Path) -> str:
    """The text of a file of the project; empty if it is none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def modules(package: str) -> tuple[Path, ...]:
    """The Python files of one package."""
    folder = ROOT / package
    return tuple(path for path in project_files(".py") if path.is_relative_to(folder))


def named(path: Path) -> str:
    """A file as it is named in a message."""
    return str(path.relative_to(ROOT))


def imports(path: Path, *, at_start_only: bool = False) -> set[str]:
    """Full names of what a module imports: `a.b` for `import a.b` and for `from a import b`.

    With `at_start_only`, what is imported inside functions or for type checks alone is left out.
    """
    tree = ast.parse(text_of(path))
    names: set[str] = set()
    for node in _at_start(tree) if at_start_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}: imports are absolute"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _at_start(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _at_start(child)


def within(name: str, *packages: str) -> bool:
    """Whether an import is one of `packages` or something inside one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def table_rows(markdown: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading (given with its #), without the table's head."""
    lines = markdown.split("\n")
    start = lines.index(heading) + 1
    rows: list[list[str]] = []
    for line in lines[start:]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows or line.startswith("#"):
            break
    assert len(rows) > 2, f"no table below {heading}"
    return rows[2:]
