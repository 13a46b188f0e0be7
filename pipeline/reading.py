"""Documents read in processes of their own, so that one that hangs, crashes or eats the memory is a
rejection, and the others are unharmed.

A reader is `python -m pipeline.reading`: pickled documents in on stdin, pickled extractions out on
stdout. It limits itself (an alarm that kills, a bound on its memory); whoever started it only has to
notice that it died. So a reader never outlives its limits, even when its parent was killed.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from queue import SimpleQueue
from typing import IO, cast

from ingestion.limits import Limits
from ingestion.records import Document, Extraction, Rejection, RejectionReason

# Starting a reader costs as much as reading some twenty pages.
_DOCUMENTS_WORTH_A_READER = 20
# A reader that died closes its pipes a moment before it is gone; one that lives after that is killed.
_SECONDS_TO_END = 5.0


def read_all(
    documents: Sequence[Document], *, seconds: float, memory_bytes: int, readers: int
) -> Iterator[Extraction]:
    """What `ingestion.extract` reads from each document, in their order.

    Args:
        documents: the documents of one batch.
        seconds: how long one document may take.
        memory_bytes: address space of one reader.
        readers: most processes at a time; fewer where there are few documents.

    Raises:
        RuntimeError: a reader cannot be started at all.
    """
    count = max(1, min(readers, len(documents) // _DOCUMENTS_WORTH_A_READER))
    started = [_Reader(seconds, memory_bytes) for _ in range(count)]
    idle: SimpleQueue[_Reader] = SimpleQueue()
    for reader in started:
        idle.put(reader)

    def read(document: Document) -> Extraction:
        reader = idle.get()
        try:
            return reader.read(document)
        finally:
            idle.put(reader)

    try:
        with ThreadPoolExecutor(count) as threads:
            yield from threads.map(read, documents)
    finally:
        for reader in started:
            reader.stop()


class _Reader:
    """One reading process; a new one is started after it died."""

    def __init__(self, seconds: float, memory_bytes: int) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, document: Document) -> Extraction:
        process = self._running()
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            pickle.dump(document, stdin)
            stdin.flush()
            return cast(Extraction, pickle.load(stdout))
        except Exception as error:  # of a broken pickle, nearly any
            try:
                cause = self._cause(process.wait(_SECONDS_TO_END))
            except subprocess.TimeoutExpired:
                cause = f"the reader's answer cannot be read ({type(error).__name__})"
            self.stop()
            return rejected(document.document_id, cause)

    def stop(self) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        from pipeline.settings import load  # a reader itself starts faster without it

        limits = json.dumps(asdict(load().limits))
        command = [
            sys.executable, "-m", "pipeline.reading", str(self._seconds), str(self._memory_bytes), limits,
        ]  # fmt: skip
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._process = process
        if cast(IO[bytes], process.stdout).readline() != b"ready\n":
            self.stop()
            raise RuntimeError(f"a reader does not start: {' '.join(command)}")
        return process

    def _cause(self, code: int) -> str:
        if code == -signal.SIGALRM:
            return f"took longer than {self._seconds:g} s (extract_seconds)"
        if code < 0:
            return f"the reader was ended by {signal.Signals(-code).name}"
        return f"the reader ended with exit code {code}"


def rejected(document_id: str, detail: str) -> Extraction:
    """The extraction of a document whose reading failed."""
    printable = detail.encode("utf-8", "backslashreplace").decode()[:500]
    rejection = Rejection(document_id, "extract", RejectionReason.READER_FAILED, printable)
    return Extraction(document_id, None, (), (), (), rejection)


def main(seconds: float, memory_bytes: int, limits: Limits) -> None:
    """Read documents until stdin ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end between the answers
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    from ingestion.extract import extract

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out.write(b"ready\n")
    out.flush()
    while True:
        try:
            document = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        extraction = extract(document, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pickle.dump(extraction, out)
        out.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), Limits(**json.loads(sys.argv[3])))
