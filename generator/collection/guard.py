"""Reading a file of unknown origin within limits of time and memory.

Each thread has a process of its own that does the reading. It is used again and again, killed when a file
takes too long, and replaced when it died.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import IO

from generator.collection.reading_process import receive, send
from generator.messages import finding
from generator.model.finding import Place
from generator.reader.judgement import told
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Outcome, Submission
from generator.resources import layouts_folder
from generator.store.reading import Reading, reading_of

MIB = 1 << 20
_FRESH_AFTER = 500
"""A process is replaced after so many files, whatever it may have gathered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take: seconds, and MiB of memory (where the system can limit it)."""

    seconds: float = 60.0
    memory_mib: int = 2048


@dataclass(slots=True)
class Guard:
    """Reads files for one thread. `layouts` is the folder of the layouts, "" for those that came with us."""

    layouts: str
    limits: Limits
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _read: int = field(default=0, init=False)

    def read(self, name: str, content: bytes) -> Reading:
        """Read a workbook; one that takes too much is unreadable, and the finding says so."""
        process = self._running()
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(self.limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            send(_pipe(process.stdin), (name, content))
            reading: Reading = receive(_pipe(process.stdout))
        except (EOFError, OSError):
            self.close()
            return self._given_up(name, content, overdue.is_set())
        finally:
            timer.cancel()
        self._read += 1
        if self._read >= _FRESH_AFTER:
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
        if self._process is None:
            command = [sys.executable, "-m", "generator.collection.reading_process"]
            arguments = [self.layouts, str(self.limits.memory_mib * MIB)]
            self._process = subprocess.Popen(
                [*command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
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


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for
    return pipe
