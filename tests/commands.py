"""The command `yesan`, called as a person calls it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.house import BIN


def command(*arguments: object, **settings: str) -> tuple[list[str], dict[str, str]]:
    """The words of a call and its environment: no settings but these."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
    environment |= {f"YESAN_{name.upper()}": value for name, value in settings.items()}
    return [str(BIN / "yesan"), *map(str, arguments)], environment


def yesan(cwd: Path, *arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a call in this folder says, and its exit code."""
    words, environment = command(*arguments, **settings)
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
