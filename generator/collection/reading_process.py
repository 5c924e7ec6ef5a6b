"""A process that reads workbooks it is given one after the other; who started it may kill it at any time.

It speaks through its standard input and output: a length in eight bytes, then a pickle. It is given a name
and bytes, and answers with a `Reading`. It ends when its input ends.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from pathlib import Path
from typing import IO, Any

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


def main(layouts: str, memory_bytes: str) -> None:
    """Read what comes in until there is no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may get between the answers
    _limit_memory(int(memory_bytes))
    from generator.reader.reading import read_content
    from generator.reader.shelf import LayoutShelf
    from generator.resources import layouts_folder
    from generator.store.reading import reading_of

    shelf = LayoutShelf(Path(layouts) if layouts else layouts_folder())
    while True:
        try:
            name, content = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, reading_of(read_content(name, content, shelf), shelf))


def _limit_memory(most: int) -> None:
    """Let the system refuse more memory than that, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
