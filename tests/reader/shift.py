"""What happens to references when rows or columns are inserted or deleted, as in Excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.expression.excel import column_letters, column_number

_REFERENCE = re.compile(
    r'"[^"]*"|(?<![\w.])(?P<sheet>(?:\'[^\']+\'|[\w.]+)!)?'
    r"(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?(?![\w(])"
)
_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
GONE = "#REF!"


@dataclass(frozen=True)
class Shift:
    """Lines inserted (`count` > 0) or deleted (`count` < 0) at `at`; rows and columns count from 1."""

    axis: Literal["rows", "columns"]
    at: int
    count: int

    def line(self, number: int) -> int | None:
        """Where a line is afterwards; None when it was deleted."""
        if number < self.at:
            return number
        return None if self.count < 0 and number < self.at - self.count else number + self.count

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where lines from `first` to `last` are afterwards; None when all of them were deleted."""
        end = self.at - self.count
        top = self.line(max(first, end) if self.count < 0 and first >= self.at else first) or 0
        bottom = self.line(last) or self.at - 1
        return (top, bottom) if top <= bottom else None

    def area(self, area: str) -> str | None:
        """An area afterwards, written as it was: A1, $A$1, A1:B2."""
        corners = [_CELL.fullmatch(corner) for corner in area.split(":")]
        parts = [corner.groups() for corner in corners if corner is not None]
        columns = [column_number(letters) + 1 for _, letters, _, _ in parts]
        rows = [int(row) for *_, row in parts]
        lines = rows if self.axis == "rows" else columns
        span = self.span(lines[0], lines[-1])
        if span is None:
            return None
        rows, columns = (list(span), columns) if self.axis == "rows" else (rows, list(span))
        return ":".join(
            f"{before}{column_letters(column - 1)}{between}{row}"
            for (before, _, between, _), column, row in zip(parts, columns, rows, strict=False)
        )

    def formula(self, formula: str, sheet: str, own: str) -> str:
        """A formula of the sheet `own` after lines of `sheet` have moved."""

        def moved(match: re.Match[str]) -> str:
            named = match["sheet"]
            there = own if named is None else named[:-1].strip("'")
            if match["first"] is None or there != sheet:
                return match[0]
            area = match["first"] + (f":{match['last']}" if match["last"] else "")
            return f"{named or ''}{self.area(area) or GONE}"

        return _REFERENCE.sub(moved, formula)
