"""A full disk, real: a tmpfs that the stages fill. One line says so, `current` is as it was, and with room
the same command succeeds."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.house import BIN, ROOT
from tests.released import working_directory

# In a user namespace of its own, where anyone may mount; what is printed are exit codes and messages.
FILLED = """
mount -t tmpfs -o size=64m none "$1" && cp -a "$2" "$1/store" && cp -a "$3" "$1/pages" && cd "$1" || exit 77
try() { "$YESAN" "$@" 2>&1 | tail -n 1; echo "exit ${PIPESTATUS[0]}"; }
full() { cat /dev/zero > filling 2>/dev/null; }
printf "%s" "$4" > pages/new.txt
full; try snapshot pages; rm filling; try snapshot pages
full; try extract; rm filling; try extract
full; try build
readlink store/current; try sql "select count(*) from dim_document"
full; try rollback
"""
NEW = (
    "가나시는 내년 도서관에 12억원을 편성했다고 밝혔다. "
    "시는 다음 달 주민 설명회를 열어 의견을 듣고 봄에 공사를 시작한다."
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the commands said on the full disk, with the exit code of each."""
    released = working_directory(tmp_path_factory)
    folder = tmp_path_factory.mktemp("disk")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YESAN_")}
    done = subprocess.run(
        [
            *("unshare", "--user", "--map-root-user", "--mount", "bash", "-c", FILLED, "bash"),
            *(folder, released / "store", ROOT / "data" / "articles", NEW),
        ],
        env=environment | {"YESAN": str(BIN / "yesan")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 77 or shutil.which("unshare") is None or "unshare" in done.stderr:
        pytest.skip(f"no tmpfs can be mounted here: {done.stderr}")
    return done.stdout.splitlines()


def test_a_full_disk_is_told_in_one_line_and_room_mends_it(said: list[str]) -> None:
    lines = list(zip(said[::2], said[1::2], strict=False))
    full = [line for line, code in lines[:5:2] if code == "exit 2"]
    assert len(full) == 3, said
    for line in full:
        assert line.startswith("error: the disk is full (") and "make room" in line
    assert lines[1] == ("6 documents, 1 of them new; 0 rejected", "exit 0")
    assert lines[3][1] == "exit 0"


def test_what_is_published_can_be_read_and_left_on_a_full_disk(said: list[str]) -> None:
    release, count, code = said[10], said[11], said[12]
    assert release.startswith("releases/")
    assert (count.split()[-1], code) == ("5", "exit 0")
    assert "there is no release before" in said[13], "the lock was taken: only the release is missing"
