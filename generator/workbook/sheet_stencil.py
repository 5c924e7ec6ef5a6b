"""The rows of a written sheet in compressed pieces, so that a few changed cells cost a few pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from generator.expression.block import Address, Block
from generator.expression.revision import Revision
from generator.workbook.cell_xml import ColumnXml, PlannedWorksheet
from generator.workbook.package import Part, Piece
from generator.workbook.row_height import RowHeights, Values
from generator.workbook.sheet import Sheet

PIECE = 16 * 1024
"""How large (in bytes) a piece of rows that may change is at least: smaller ones compress worse."""
_START, _END = "<sheetData>", "</sheetData>"


class SheetStencil:
    """A sheet of the base workbook: `columns` may change, everything else stays.

    Raises: ValueError when the rows do not add up to the part that was written, or a row that may change
    has no cell in it.
    """

    def __init__(
        self,
        name: str,
        written: str,
        worksheet: PlannedWorksheet,
        columns: Mapping[Address, ColumnXml],
        heights: WrappedHeights,
    ) -> None:
        head, rest = written.split(_START, 1)
        between, tail = rest.rsplit(_END, 1)
        rows = {row: _Row(*worksheet.row_xml(row)) for row in worksheet.rows_in_use()}
        if b"".join([row.encoded for row in rows.values()]) != between.encode():
            raise ValueError(f"{name} does not consist of its rows")
        volatile = {column.block.top + row for column in columns.values() for row in range(column.block.rows)}
        if not all(row in rows and rows[row].cells for row in volatile):
            raise ValueError(f"a row of {name} that may change has no cells")
        self.name = name
        self._worksheet, self._columns, self._heights = worksheet, columns, heights
        self._rows = rows
        self._groups = list(_groups(rows, volatile))
        self._group_of = {row: place for place, group in enumerate(self._groups) for row in group}
        self._head, self._tail = Piece.of(f"{head}{_START}".encode()), Piece.of(f"{_END}{tail}".encode())
        self._pieces = [self._piece(group, {}) for group in self._groups]
        for group in self._groups:
            if volatile.isdisjoint(group):
                for row in group:
                    del rows[row]
        self.base = self._part(self._pieces)
        """The part as the base workbook has it."""

    def part(self, revision: Revision, changed: Sequence[Address]) -> Part:
        """The part with the values that these columns have in a revision."""
        cells: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for address in changed:
            column, values = self._columns[address], revision.values[address]
            top, position = column.block.top, column.column.position
            for row in revision.rows[address]:
                cells[top + row][position] = column.cell(row, values[row])
        heights = self._heights.changed(cells, revision.column)
        rows = {
            row: self._rows[row].rendered(rendered, self._tag(row, heights.get(row)))
            for row, rendered in cells.items()
        }
        pieces = list(self._pieces)
        for place in {self._group_of[row] for row in rows}:
            pieces[place] = self._piece(self._groups[place], rows)
        return self._part(pieces)

    def _tag(self, row: int, height: float | None) -> str:
        if height is None:
            return self._rows[row].tag
        self._worksheet.set_row(row, height)
        return self._worksheet.row_tag(row)

    def _piece(self, group: Sequence[int], changed: Mapping[int, bytes]) -> Piece:
        rows = [changed[row] if row in changed else self._rows[row].encoded for row in group]
        return Piece.of(b"".join(rows))

    def _part(self, pieces: Sequence[Piece]) -> Part:
        return Part.of(self.name, [self._head, *pieces, self._tail])


class WrappedHeights:
    """The heights of rows that follow their texts, and what they are in the base workbook."""

    def __init__(self, sheet: Sheet, blocks: Mapping[str, Block], values: Values) -> None:
        self._heights = RowHeights(sheet, blocks)
        self._base = self._heights.all(values)

    def changed(self, rows: Iterable[int], values: Values) -> dict[int, float]:
        """The heights of those rows that are others now."""
        heights = self._heights.wrapped(rows, values)
        return {row: height for row, height in heights.items() if height != self._base.get(row)}


class _Row:
    """A row of the sheet: its opening tag, its cells, and all of it as the file holds it."""

    __slots__ = ("cells", "encoded", "tag")

    def __init__(self, tag: str, cells: dict[int, str]) -> None:
        self.tag, self.cells = tag, cells
        self.encoded = self.rendered({}, tag) if cells else tag.encode()

    def rendered(self, changed: Mapping[int, str], tag: str) -> bytes:
        """The row with some cells changed, under its tag or another."""
        cells = {**self.cells, **changed}
        if len(cells) > len(self.cells):
            cells = dict(sorted(cells.items()))
        return f"{tag}{''.join(cells.values())}</row>".encode()


def _groups(rows: Mapping[int, _Row], volatile: Set[int]) -> Iterator[list[int]]:
    """Neighbouring rows that make up one piece: large enough, and no larger where rows may change."""
    group: list[int] = []
    size = 0
    for row, content in rows.items():
        if group and size >= PIECE and (row in volatile or group[-1] in volatile):
            yield group
            group, size = [], 0
        group.append(row)
        size += len(content.encoded)
    if group:
        yield group
