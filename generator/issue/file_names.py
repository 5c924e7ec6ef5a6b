"""Names of files that people can read, that every system can hold, and that are never the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME, MOST_BYTES = 80, 240
"""Characters of a file name, and its bytes in UTF-8: file systems hold 255, archives need a few."""
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows after a dot."""
_SIGNS_OF_FORMULAS = "=+-@"


def file_names(labels: Iterable[str], ending: str) -> list[str]:
    """One name for each label, in order: the label as far as a file name can hold it, and the ending.

    No two are the same, not even to a system that overlooks letter case or width. A label that says
    nothing gives the ending alone, without the signs that would have joined them.

    Example:
        >>> file_names(["305-教育局", "A/B", ""], "-2025.xlsx")
        ['305-教育局-2025.xlsx', 'A／B-2025.xlsx', '2025.xlsx']
    """
    taken: set[str] = set()
    names: list[str] = []
    for label in labels:
        name, turn = _file_name(label, ending), 2
        while _overlooked(name) in taken:
            name, turn = _file_name(label, f"-{turn}{ending}"), turn + 1
        taken.add(_overlooked(name))
        names.append(name)
    return names


def _overlooked(name: str) -> str:
    """A name without what a file system may overlook."""
    plain = unicodedata.normalize("NFKC", name)
    return unicodedata.normalize("NFKC", plain.upper().casefold())


def _file_name(label: str, ending: str) -> str:
    stem = _holdable(label)
    while len(stem + ending) > LONGEST_NAME or len((stem + ending).encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .")
    if not stem:
        return ending.lstrip("-")
    return unicodedata.normalize("NFC", stem + ending)


def _holdable(label: str) -> str:
    """The label without signs that nobody sees, and with full-width signs for forbidden ones."""
    composed = unicodedata.normalize("NFC", label).translate(_FORBIDDEN)
    seen = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign
        for sign in composed
        if unicodedata.category(sign) != "Cf"
    )
    stem = " ".join(seen.split()).strip(" .")
    reserved = _DEVICES.fullmatch(stem.split(".")[0].rstrip())
    return f"_{stem}" if reserved or stem.startswith(tuple(_SIGNS_OF_FORMULAS)) else stem
