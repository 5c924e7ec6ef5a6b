"""The manifest (清单): which file was issued to whom, and what it was, byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.whole_file import whole_file

MANIFEST = "manifest.csv"
HEADINGS = (
    "部门编码",
    "部门名称",
    "文件",
    "联系人",
    "预算单位",
    "沿用行数",
    "表样版本",
    "下发日期",
    "字节数",
    "文件指纹（SHA-256）",
)
_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One issued file. `lines` counts the lines of last year that it carries, income included."""

    code: str
    name: str
    file: str
    contact: str
    units: tuple[str, ...]
    lines: int
    form: str
    issued_on: str
    bytes: int
    sha256: str

    def cells(self) -> list[str]:
        """The row as it stands in the file."""
        texts = [self.code, self.name, self.file, self.contact, "；".join(self.units)]
        facts = [str(self.lines), self.form, self.issued_on, str(self.bytes), self.sha256]
        return [as_text(text) for text in texts] + facts


def as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before signs that begin one.

    Example:
        >>> as_text("=1+1"), as_text("教育局")
        ("'=1+1", '教育局')
    """
    return f"'{text}" if text.startswith(_STARTS_OF_FORMULAS) else text


def write_manifest(path: Path, rows: Iterable[ManifestRow]) -> None:
    """Write the manifest in UTF-8 with mark, as Excel wants it; what stood there goes only at the end.

    Raises: OSError.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(row.cells() for row in rows)
    with whole_file(path) as part:
        part.write_bytes(text.getvalue().encode("utf-8-sig"))


def issued_files(path: Path) -> set[str] | None:
    """The files that a manifest lists; None when it is not one of ours.

    Raises: OSError.
    """
    try:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or tuple(rows[0]) != HEADINGS or any(len(row) != len(HEADINGS) for row in rows[1:]):
        return None
    return {row[HEADINGS.index("文件")] for row in rows[1:]}
