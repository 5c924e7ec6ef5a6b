"""Names that may stand in a workbook: of units, projects, codes."""

from __future__ import annotations

import re
import unicodedata

from generator.messages import finding
from generator.model.finding import Finding, Place

LONGEST_NAME = 100
LONGEST_NOTE = 1_000
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


def check_name(text: str, place: Place) -> list[Finding]:
    """What makes a text unfit for a name that formulas look up."""
    findings = check_text(text, place)
    if text.startswith("="):
        findings.append(finding("IN-012", place, found=text))
    if any(sign in text for sign in "*?~"):
        mended = text.translate(_WILDCARDS)
        findings.append(finding("IN-011", place, found=text, mended=mended))
    return findings
