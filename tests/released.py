"""A release of the bundled articles, made once for all tests that only read it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.commands import yesan
from tests.house import ROOT

SAID = "said"


def working_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with `pages`, a published release in its `store`, and in the file `said` what the
    run said; for reading only.

    Made once, also where several processes run the tests: they have one folder above their own.
    """
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "released"
    with FileLock(f"{home}.lock"):
        if not (home / SAID).exists():
            shutil.copytree(ROOT / "data" / "articles", home / "pages", dirs_exist_ok=True)
            done = yesan(home, "run", "pages")
            assert done.returncode == 0, done.stdout + done.stderr
            (home / SAID).write_text(done.stdout, encoding="utf-8")
    return home
