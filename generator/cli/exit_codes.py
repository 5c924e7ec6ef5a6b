"""Exit codes of the command line, as the documentation lists them."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """What a run ended in. 2 is what the argument parser itself uses."""

    DONE = 0
    CHECKS_BROKEN = 1
    """The workbook was written, but an identity in it is broken."""
    USAGE = 2
    """The command was not understood."""
    INPUT = 3
    """The department's files, or the roster, have errors; nothing was written."""
    LAYOUT = 4
    """The layout has mistakes; nothing was written."""
    OUTPUT = 5
    """A file could not be written, or another stands in its place; what stood there is unchanged."""
