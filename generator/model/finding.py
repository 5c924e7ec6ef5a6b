"""A finding (发现的问题) is data about what a department gave us. It is collected, never raised."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How grave a finding is. An ERROR stops the build; a WARNING wants an explanation."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: a file, a row from 1 (0: all of the file), a heading.

    In a workbook also the sheet and the cell, as the person sees them: 支出录入, I26.
    """

    file: str
    row: int = 0
    column: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `code` is an entry of the message catalogue, the rest fills its templates.

    `found` is what the person wrote; `details` fills the other placeholders of its sentences.
    """

    code: str
    severity: Severity
    place: Place
    found: str = ""
    details: tuple[tuple[str, str], ...] = ()
