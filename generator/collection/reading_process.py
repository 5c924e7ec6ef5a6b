"""A process that reads workbooks it is given one after the other; who started it may kill it at any time.

It speaks through its standard input and output: a length in eight bytes, then a pickle. It says when it is
ready; then it is given a name and bytes, and answers with a `Reading`. It ends when its input ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import IO, Any

READY = "ready"
_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message. Raises: EOFError, when there is none, or not all of it."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)


def main(layouts: str, memory_bytes: str, seconds: str) -> None:
    """Read what comes in until there is no more, or a file takes longer than so many seconds."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may get between the answers
    _limit_memory(int(memory_bytes))
    from generator.reader.reading import read_content
    from generator.reader.shelf import LayoutShelf
    from generator.resources import layouts_folder
    from generator.store.reading import reading_of

    shelf = LayoutShelf(Path(layouts) if layouts else layouts_folder())
    send(answers, READY)
    while True:
        try:
            name, content = receive(sys.stdin.buffer)
        except EOFError:
            return
        _set_alarm(int(seconds))
        send(answers, reading_of(read_content(name, content, shelf), shelf))
        _set_alarm(0)


def _set_alarm(seconds: int) -> None:
    """End this process after so many seconds, where the system can; 0: never. Nobody else would, once who
    started it was killed.
    """
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


def _limit_memory(most: int) -> None:
    """Let the system refuse more memory than that, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    already = resource.getrlimit(resource.RLIMIT_AS)
    lowest = min(limit for limit in (most, *already) if limit != resource.RLIM_INFINITY)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (lowest, lowest))
    except (OSError, ValueError):  # macOS has the limit and does not let it be set
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
