"""Reading in processes of their own: a document that hangs, eats the memory or kills its reader is a
rejection, and the documents beside it are unharmed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestion.records import Document, Extraction, RejectionReason
from pipeline.reading import Readers, _Reader

GIB = 1024**3


def article(text: str) -> Document:
    body = f"<article><h1>내년 예산</h1><p>{text}</p></article>"
    return Document.of(f"<html><body>{body}</body></html>".encode(), "text/html")


GOOD = [
    article(f"가나시는 내년 도서관 예산으로 {n}억원을 편성했다. " + "주민 설명회도 연다. " * 5)
    for n in (3, 4)
]
# Large enough to be still in work when the limit, or the test, strikes.
SLOW = article("가나시는 도서관에 12억원, 공원에 7억원을 편성했다.</p><p>" * 20_000)


def read(documents: list[Document], seconds: float = 30, memory_bytes: int = 2 * GIB) -> list[Extraction]:
    with Readers(seconds=seconds, memory_bytes=memory_bytes, readers=2) as readers:
        read_of_each = list(readers.read_all((document, document) for document in documents))
    assert [document for document, _ in read_of_each] == documents
    return [extraction for _, extraction in read_of_each if extraction is not None]


def reasons(extractions: list[Extraction]) -> list[RejectionReason | None]:
    return [item.rejection.reason if item.rejection else None for item in extractions]


def test_documents_are_read_in_their_order() -> None:
    many = [
        article(f"가나시는 도서관 예산으로 {n}억원을 편성했다. " + "주민 설명회도 연다. " * 5)
        for n in range(90)
    ]
    read_many = read(many)
    assert [item.document_id for item in read_many] == [document.document_id for document in many]
    assert not any(reasons(read_many))


def test_nothing_to_read_starts_nothing() -> None:
    assert read([]) == []


def test_a_document_that_takes_too_long_is_a_rejection() -> None:
    extractions = read([GOOD[0], SLOW, GOOD[1]], seconds=2)
    assert reasons(extractions) == [None, RejectionReason.TOO_SLOW, None]
    rejection = extractions[1].rejection
    assert rejection is not None
    assert "more than 2 s of processor time" in rejection.detail


def test_a_reader_that_waits_without_working_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pipeline.reading._WALL_CLOCK", 0
    )  # of the parent alone: it kills after the first unit
    threading.Thread(target=_kill_a_reader, args=(signal.SIGSTOP,)).start()
    extractions = read([SLOW, *GOOD], seconds=3)
    assert reasons(extractions) == [RejectionReason.TOO_SLOW, None, None]


def test_one_that_takes_long_does_not_keep_the_others_and_few_are_held_at_a_time() -> None:
    held = []
    with Readers(seconds=30, memory_bytes=2 * GIB, readers=2) as readers:
        many = [
            article(f"가나시는 도서관 예산으로 {n}억원을 편성했다. 주민 설명회도 연다.") for n in range(200)
        ]
        asked = 0

        def items() -> Iterator[tuple[int, Document | None]]:
            nonlocal asked
            for number, document in enumerate(many):
                asked += 1
                yield number, None if number % 50 == 3 else document

        for number, extraction in readers.read_all(items()):
            held.append(asked - number)
            assert (extraction is None) == (number % 50 == 3)
    assert max(held) <= 2 * 16 + 1


def test_whoever_stops_amid_the_work_does_not_wait_for_it() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Readers(seconds=600, memory_bytes=4 * GIB, readers=1) as readers:
        reading = readers.read_all([(None, SLOW), (None, SLOW)])
        threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        next(reading)
    assert time.monotonic() - began < 20
    assert _readers() == []


def test_a_document_that_needs_too_much_memory_is_a_rejection() -> None:
    large = article("가나시는 도서관에 12억원을 편성했다.</p><p>" * 150_000)
    extractions = read([GOOD[0], large, GOOD[1]], memory_bytes=GIB // 4)
    assert reasons(extractions) == [None, RejectionReason.READER_FAILED, None]


def test_a_document_whose_reader_is_killed_is_a_rejection() -> None:
    threading.Thread(target=_kill_a_reader, args=(signal.SIGSEGV,)).start()
    extractions = read([SLOW, *GOOD])
    assert reasons(extractions) == [RejectionReason.READER_FAILED, None, None]
    rejection = extractions[0].rejection
    assert rejection is not None
    assert "SIGSEGV" in rejection.detail


@pytest.mark.parametrize("answer", [b"no pickle", b"cnowhere\nNothing\n.", b"\x8c\x01\xff."])
def test_an_answer_that_cannot_be_read_is_a_rejection_and_its_reader_ends(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.reading._SECONDS_TO_END", 0.2)
    reader = _Reader(30, GIB)
    code = f"import os, time; os.write(1, {answer!r}); time.sleep(600)"
    broken = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader._process = broken
    rejection = reader.read(GOOD[0]).rejection
    assert rejection is not None
    assert rejection.detail.startswith("the reader's answer cannot be read")
    assert broken.returncode == -signal.SIGKILL
    assert reader.read(GOOD[1]).rejection is None
    reader.stop()


def test_no_reader_is_left_behind() -> None:
    read(GOOD)
    assert _readers() == []


def test_a_reader_that_cannot_start_is_an_error_and_no_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nonexistent")  # no interpreter starts with this
    with pytest.raises(RuntimeError, match="does not start"):
        read(GOOD)


def _kill_a_reader(how: signal.Signals) -> None:
    """Ends this process's reader while it is at work."""
    while not (found := _readers()) or _is_starting(found[0]):
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(found[0], how)


def _is_starting(pid: int) -> bool:
    """A reader limits its memory when it is about to begin."""
    limits = Path(f"/proc/{pid}/limits").read_text()
    return "Max address space         unlimited" in limits


def _readers() -> list[int]:
    """The readers that this process has started."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"pipeline.reading" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found
