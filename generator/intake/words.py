"""Names that may stand in a workbook: of units, projects, codes."""

from __future__ import annotations

import re
import unicodedata

from generator.messages import finding
from generator.model.finding import Finding, Place

LONGEST_NAME = 100
LONGEST_NOTE = 1_000
LONGEST_PROSE = 4_000
"""A cell may hold more; a sentence of an official document never does."""
_WILDCARDS = str.maketrans("*?~", "＊？～")
_INVISIBLE = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def tidy(text: str) -> str:
    """A name without blanks around it and with single blanks inside, as spreadsheets trim it."""
    return re.sub(" {2,}", " ", text.strip())


def check_text(text: str, place: Place, longest: int = LONGEST_NAME) -> list[Finding]:
    """What makes a text unfit for a cell: its length, and signs that nobody sees."""
    findings: list[Finding] = []
    hidden = next((sign for sign in text if unicodedata.category(sign) in _INVISIBLE), None)
    if hidden is not None:
        shown = f"U+{ord(hidden):04X}"
        mended = "".join(sign for sign in text if unicodedata.category(sign) not in _INVISIBLE)
        findings.append(finding("IN-014", place, found=text, sign=shown, mended=mended))
    if len(text) > longest:
        start = f"{text[:20]}…"
        findings.append(finding("IN-013", place, found=start, length=len(text), limit=longest))
    return findings


def tidy_lines(text: str) -> str:
    r"""Several lines of text, with single blanks in each, none of them blank.

    Example:
        >>> tidy_lines(" 一是保障运转；  \r\n\n二是\t提高效率。")
        '一是保障运转；\n二是 提高效率。'
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def check_long_text(text: str, place: Place) -> list[Finding]:
    """What makes a text of several lines unfit for a cell."""
    lines = [each for line in text.splitlines() for each in check_text(line, place, LONGEST_PROSE)]
    return lines or check_text(text.replace("\n", " "), place, LONGEST_PROSE)


def check_name(text: str, place: Place) -> list[Finding]:
    """What makes a text unfit for a name that formulas look up."""
    findings = check_text(text, place)
    if text.startswith("="):
        findings.append(finding("IN-012", place, found=text))
    if any(sign in text for sign in "*?~"):
        mended = text.translate(_WILDCARDS)
        findings.append(finding("IN-011", place, found=text, mended=mended))
    return findings
