"""Reading a file of unknown origin within limits of time and memory.

Each thread has a process of its own that does the reading. It is used again and again, killed when a file
takes too long, and replaced when it died.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import IO

from generator.collection.reading_process import READY, receive, send
from generator.messages import finding
from generator.model.finding import Place
from generator.reader.judgement import told
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Outcome, Submission
from generator.resources import layouts_folder
from generator.store.reading import Reading, reading_of

MIB = 1 << 20
START_SECONDS = 120
"""How long a process may take to start, on a machine that is busy."""
_GRACE_SECONDS = 10
"""How much longer a process may take when nobody is there any more to kill it."""
_FRESH_AFTER = 500
"""A process is replaced after so many files, whatever it may have gathered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take: seconds, and MiB of memory (where the system can limit it)."""

    seconds: float = 60.0
    memory_mib: int = 2048


@dataclass(slots=True, eq=False)
class Guard:
    """Reads files for one thread. `layouts` is the folder of the layouts, "" for those that came with us;
    `versions` says what the layouts in it were when the run began.
    """

    layouts: str
    limits: Limits
    versions: str = ""
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _read: int = field(default=0, init=False)
    owner: int = field(default_factory=os.getpid, init=False)
    """The process whose guard it is, and not that of one forked from it."""

    def read(self, name: str, content: bytes) -> Reading:
        """Read a workbook; one that takes too much is unreadable, and the finding says so."""
        overdue = threading.Event()
        try:
            process = self._running()
            with _killed_after(self.limits.seconds, process, overdue):
                send(_pipe(process.stdin), (name, content))
                reading: Reading = receive(_pipe(process.stdout))
        except (EOFError, OSError):
            self.close()
            return self._given_up(name, content, overdue.is_set())
        self._read += 1
        if self._read >= _FRESH_AFTER or overdue.is_set():
            self.close()
        return reading

    def close(self) -> None:
        """End the process, if one is running."""
        process, self._process, self._read = self._process, None, 0
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                _pipe(pipe).close()
            except OSError:  # what was not sent any more
                continue
        process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, ready to read: what it takes to start counts for no file.

        It is in a group of its own: who interrupts the run at the keyboard does not interrupt the reading
        of a file.
        """
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it died while nothing was read: that is no file's fault
        if self._process is None:
            # -P: what lies in the current folder, perhaps the inbox itself, is never imported
            command = [sys.executable, "-P", "-m", "generator.collection.reading_process"]
            longest = ceil(self.limits.seconds) + _GRACE_SECONDS
            arguments = [self.layouts, str(self.limits.memory_mib * MIB), str(longest)]
            self._process = subprocess.Popen(
                [*command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # of no effect on Windows
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
            with _killed_after(START_SECONDS, self._process, threading.Event()):
                if receive(_pipe(self._process.stdout)) != READY:
                    raise EOFError
        return self._process

    def _given_up(self, name: str, content: bytes, overdue: bool) -> Reading:
        place = Place(name)
        told_of = (
            finding("OPEN-016", place, limit=f"{self.limits.seconds:g}")
            if overdue
            else finding("OPEN-018", place, limit=f"{self.limits.memory_mib:,}")
        )
        digest = hashlib.sha256(content).hexdigest()
        submission = Submission(name, digest, Outcome.UNREADABLE, told=told([told_of]))
        return reading_of(submission, LayoutShelf(layouts_folder()))


@contextmanager
def _killed_after(
    seconds: float, process: subprocess.Popen[bytes], overdue: threading.Event
) -> Iterator[None]:
    """Kill the process, and say that it is overdue, unless what is done ends within so many seconds."""
    lock, is_done = threading.Lock(), threading.Event()

    def stop() -> None:
        with lock:  # else it might hit the process in its next file
            if not is_done.is_set():
                overdue.set()
                process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            is_done.set()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for
    return pipe
