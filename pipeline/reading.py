"""Documents read in processes of their own, so that one that hangs, crashes or eats the memory is a
rejection, and the others are unharmed.

A reader is `python -m pipeline.reading`: pickled documents in on stdin, pickled extractions out on
stdout. It limits itself: a timer of its processor time that kills, so that what is too slow does not
depend on how busy the machine is; an alarm for one that waits without working; a bound on its memory.
Whoever started it kills one that does not even notice its alarm. So a reader never outlives its limits,
even when its parent was killed.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from queue import SimpleQueue
from threading import Timer
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, TypeVar, cast

from ingestion.limits import LIMITS, Limits
from ingestion.records import Document, Extraction, Rejection, RejectionReason

if TYPE_CHECKING:  # a reader itself needs none
    from pipeline.settings import Settings

T = TypeVar("T")

# Starting a reader costs as much as reading some twenty pages.
_DOCUMENTS_WORTH_A_READER = 20
# So many documents for each reader are on the way, so that one that takes long does not stop the others.
_AHEAD = 16
# A busy machine may need that many times the processor time; after one more the parent kills.
_WALL_CLOCK = 10
_SECONDS_TO_START = 120.0
# A reader that died closes its pipes a moment before it is gone; one that lives after that is killed.
_SECONDS_TO_END = 5.0


class Readers:
    """Reading processes that are kept from document to document; a context, at whose end they are gone.

    Args:
        seconds: processor time that one document may take.
        memory_bytes: address space of one reader.
        limits: how much of one document is read.
        readers: most processes at a time; they are started as documents come.
    """

    def __init__(self, *, seconds: float, memory_bytes: int, readers: int, limits: Limits = LIMITS) -> None:
        self._readers = [_Reader(seconds, memory_bytes, limits) for _ in range(readers)]
        self._idle: SimpleQueue[_Reader] = SimpleQueue()
        self._count = 0
        self._threads = ThreadPoolExecutor(readers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        if kind is not None:
            for reader in self._readers:
                reader.abandon()
        self._threads.shutdown()
        for reader in self._readers:
            reader.stop()

    def read_all(self, items: Iterable[tuple[T, Document | None]]) -> Iterator[tuple[T, Extraction | None]]:
        """What `ingestion.extract` reads from each document, in their order; None where there is none.

        Documents are asked for as readers become free: never more than a few are held.

        Raises:
            RuntimeError: a reader cannot be started at all.
        """
        coming: deque[tuple[T, Future[Extraction] | None]] = deque()
        documents = 0
        for item, document in items:
            if document is None:
                coming.append((item, None))
            else:
                documents += 1
                self._employ(documents)
                coming.append((item, self._threads.submit(self._read, document)))
            while len(coming) > _AHEAD * len(self._readers):
                yield _done(coming.popleft())
        while coming:
            yield _done(coming.popleft())

    def _employ(self, documents: int) -> None:
        """As many readers as so many documents are worth."""
        wanted = max(1, min(len(self._readers), documents // _DOCUMENTS_WORTH_A_READER))
        while self._count < wanted:
            self._idle.put(self._readers[self._count])
            self._count += 1

    def _read(self, document: Document) -> Extraction:
        reader = self._idle.get()
        try:
            return reader.read(document)
        finally:
            self._idle.put(reader)


def readers(settings: Settings) -> Readers:
    """Readers as the settings want them."""
    return Readers(
        seconds=settings.extract_seconds,
        memory_bytes=settings.reader_memory_bytes,
        readers=settings.reader_count,
        limits=settings.limits,
    )


def _done(
    coming: tuple[T, Future[Extraction] | None],
) -> tuple[T, Extraction | None]:
    item, future = coming
    return item, None if future is None else future.result()


class _LastResort(Timer):
    """Kills a process after so many seconds, and tells that it did."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        super().__init__(seconds, self._kill)
        self._process = process
        self.killed = False
        self.daemon = True
        self.start()

    def _kill(self) -> None:
        self.killed = True
        self._process.kill()


class _Reader:
    """One reading process; a new one is started after it died."""

    def __init__(self, seconds: float, memory_bytes: int, limits: Limits = LIMITS) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def read(self, document: Document) -> Extraction:
        process = self._running()
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        last_resort = _LastResort((_WALL_CLOCK + 1) * self._seconds, process)
        try:
            pickle.dump(document, stdin)
            stdin.flush()
            return cast(Extraction, pickle.load(stdout))
        except Exception as error:  # of a broken pickle, nearly any
            try:
                code = process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                code = None
            self.stop()
            if code is None:
                return rejected(
                    document.document_id, f"the reader's answer cannot be read ({type(error).__name__})"
                )
            return self._rejected(document, code, killed=last_resort.killed)
        finally:
            last_resort.cancel()

    def abandon(self) -> None:
        """Let the process end amid its work; none is started any more."""
        self._ended = True
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        if self._ended:
            raise RuntimeError("the readers are dismissed")
        limits = json.dumps(asdict(self._limits))
        command = [
            sys.executable, "-m", "pipeline.reading", str(self._seconds), str(self._memory_bytes), limits,
        ]  # fmt: skip
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._process = process
        last_resort = _LastResort(_SECONDS_TO_START, process)
        is_ready = cast(IO[bytes], process.stdout).readline() == b"ready\n"
        last_resort.cancel()
        if not is_ready:
            self.stop()
            raise RuntimeError(f"a reader does not start: {' '.join(command)}")
        return process

    def _rejected(self, document: Document, code: int, *, killed: bool) -> Extraction:
        if code == -signal.SIGPROF:
            detail = f"took more than {self._seconds:g} s of processor time (extract_seconds)"
            return rejected(document.document_id, detail, RejectionReason.TOO_SLOW)
        if code == -signal.SIGALRM or (code == -signal.SIGKILL and killed):
            detail = f"took more than {_WALL_CLOCK * self._seconds:g} s ({_WALL_CLOCK} × extract_seconds)"
            return rejected(document.document_id, detail, RejectionReason.TOO_SLOW)
        if code < 0:
            return rejected(document.document_id, f"the reader was ended by {signal.Signals(-code).name}")
        return rejected(document.document_id, f"the reader ended with exit code {code}")


def rejected(
    document_id: str, detail: str, reason: RejectionReason = RejectionReason.READER_FAILED
) -> Extraction:
    """The extraction of a document whose reading failed."""
    printable = detail.encode("utf-8", "backslashreplace").decode()[:500]
    return Extraction(document_id, None, (), (), (), Rejection(document_id, "extract", reason, printable))


def main(seconds: float, memory_bytes: int, limits: Limits) -> None:
    """Read documents until stdin ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    from ingestion.extract import extract

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out.write(b"ready\n")
    out.flush()
    while True:
        try:
            document = pickle.load(sys.stdin.buffer)
        except (EOFError, pickle.UnpicklingError):  # ended, or killed amid a document
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, _WALL_CLOCK * seconds)
        extraction = extract(document, limits)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pickle.dump(extraction, out)
        out.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), Limits(**json.loads(sys.argv[3])))
