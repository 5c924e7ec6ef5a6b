"""Exit codes of the command line, as the documentation lists them."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """What a run ended in. 1 is news from a run that went well, 2 what the argument parser itself uses."""

    DONE = 0
    CHECKS_BROKEN = 1
    """An identity is broken: in the workbook that was written, or in one that was read and is refused."""
    DIFFERENT = 1
    """Of `diff`: the two differ, or rows could not be read, so that nobody can say."""
    USAGE = 2
    """The command was not understood."""
    INPUT = 3
    """What was given has errors and nothing was written, or a workbook could not be read at all."""
    LAYOUT = 4
    """The layout has mistakes; nothing was written."""
    OUTPUT = 5
    """A file could not be written, or another stands in its place; what stood there is unchanged."""
