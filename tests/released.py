"""A release of the bundled articles, made once for all tests that only read it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.house import ROOT


def working_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a published release in its `store`, for reading only.

    Made once, also where several processes run the tests: they have one folder above their own.
    """
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "released"
    with FileLock(f"{home}.lock"):
        if not home.exists():
            home.mkdir()
            done = subprocess.run(
                [sys.executable, "-m", "pipeline.cli", "run", str(ROOT / "data" / "articles")],
                cwd=home,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return home
