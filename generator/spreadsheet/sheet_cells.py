"""What is gathered of one sheet while its cells are read, whatever the format."""

from __future__ import annotations

from generator.model.finding import Place
from generator.spreadsheet.limits import Allowance, Limits, too_large
from generator.spreadsheet.raw_book import Area, PartError, RawSheet, RawValue

_COUNTED_AT_ONCE = 1 << 10


class SheetCells:
    """The cells of one sheet so far. Cells and merged areas count against the allowance of the file."""

    def __init__(self, name: str, hidden: bool, place: Place, allowance: Allowance) -> None:
        self.name, self.hidden, self.place = name, hidden, place
        self.cells: dict[int, dict[int, RawValue]] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.filtered = False
        self._merged: list[Area] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self.allowance = allowance
        self._waiting = 0
        self._counted = 0

    @property
    def limits(self) -> Limits:
        """The limits of the file."""
        return self.allowance.limits

    def put(self, row: int, column: int, value: RawValue | None, formula: str | None = None) -> None:
        """Keep a cell; `formula` is None where there is none. Raises: PartError."""
        self.check_place(row, column)
        self.count(1)
        if value is not None:
            self.cells.setdefault(row, {})[column] = value
        if formula is not None:
            self.formulas[row, column] = formula

    def formula_area(self, area: Area) -> None:
        """Note that one formula fills a rectangle of cells. Raises: PartError."""
        self.check_place(area.bottom, area.right)
        self.count((area.bottom - area.top + 1) * (area.right - area.left + 1))
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self.formulas.setdefault((row, column), "")

    def check_place(self, row: int, column: int) -> None:
        """Raises: PartError, for a cell outside the largest sheet."""
        if row >= self.limits.rows:
            raise too_large(self.place, self.limits, "rows", row + 1)
        if column >= self.limits.columns:
            raise too_large(self.place, self.limits, "columns", column + 1)

    def check_text(self, text: str) -> str:
        """The text itself. Raises: PartError, when it is too long."""
        if len(text) > self.limits.text_length:
            raise self.too_long(len(text))
        return text

    def too_long(self, length: int) -> PartError:
        """The error for a text of so many signs."""
        return too_large(self.place, self.limits, "text_length", length)

    def hide_row(self, row: int) -> None:
        """Note that a row with something in it is hidden."""
        self.hidden_rows.add(row)

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden, both ends included. Raises: PartError."""
        self._hidden_columns.append((max(first, 0), last))
        if len(self._hidden_columns) > self.limits.columns:
            raise too_large(self.place, self.limits, "columns")

    def merge(self, area: Area) -> None:
        """Note a merged area. Raises: PartError."""
        self.count(1)
        self._merged.append(area)

    def count(self, cells: int) -> None:
        """Count cells against the allowance. Raises: PartError."""
        self._waiting += cells
        if self._waiting >= _COUNTED_AT_ONCE:
            self.allowance.keep(self.place, self._waiting)
            self._counted += self._waiting
            self._waiting = 0

    def discarded(self) -> SheetCells:
        """An empty one for the same sheet, which is read anew; what was counted is given back."""
        self.allowance.keep(self.place, -self._counted)
        return SheetCells(self.name, self.hidden, self.place, self.allowance)

    def sheet(self) -> RawSheet:
        """The whole sheet. Raises: PartError."""
        self.allowance.keep(self.place, self._waiting)
        rows = set(self.cells)
        last = max((max(cells) for cells in self.cells.values()), default=-1)
        for row, column in self.formulas:
            rows.add(row)
            last = max(last, column)
        hidden = bytearray(last + 1)
        for first, end in self._hidden_columns:
            count = min(end, last) + 1 - first
            if count > 0:
                hidden[first : first + count] = b"\1" * count
        return RawSheet(
            self.name,
            self.cells,
            self.formulas,
            self.hidden,
            frozenset(self.hidden_rows & rows),
            frozenset(column for column, flag in enumerate(hidden) if flag),
            self.filtered,
            tuple(self._merged),
        )
