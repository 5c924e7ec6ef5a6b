"""What happened to the lists and tables of a returned workbook: gone, renamed, hidden, copied, added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.expression.excel import column_letters
from generator.layout.layout_set import LayoutSet
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.reader.places import Located, Places
from generator.reader.sheet_set import SheetSet
from generator.reader.signs import is_blank_or_mark
from generator.reader.typed_lists import ReadList, read_list
from generator.reader.wanted import WantedSheet, typed_columns
from generator.spreadsheet.raw_book import RawBook, RawValue, shown

_HINTS = ("✔", "○", "▲", "✘")
"""How the hints of an entry sheet begin."""
_OTHER_UNITS = ("万", "千元", "百元", "亿")


class Structure:
    """Looks at the lists and tables of one workbook. `is_older`: of a form without registers."""

    def __init__(
        self, file: str, book: RawBook, places: Places, layout: LayoutSet, is_older: bool = False
    ) -> None:
        self.file, self.book, self.places, self.layout = file, book, places, layout
        self.is_older = is_older

    def findings(self, wanted: Sequence[WantedSheet], lists: Mapping[str, ReadList]) -> list[Finding]:
        """Everything there is to say about sheets, rows and columns."""
        return [
            *self._missing_tables(wanted),
            *SheetSet(self.file, self.book, self.places, wanted, self.layout, self.is_older).findings(),
            *self._renamed(wanted),
            *self._hidden_tables(wanted),
            *self._hidden_lists(lists),
            *self._copies(lists),
            *self._broken_names(wanted, lists),
            *self._amount_headings(wanted, lists),
            *(stray for read in lists.values() for stray in self._strays(read)),
        ]

    def _missing_tables(self, wanted: Sequence[WantedSheet]) -> Iterator[Finding]:
        for sheet in wanted:
            if sheet.kind != "official":
                continue
            found = [self.places.blocks[block] for block in sheet.blocks if block in self.places.blocks]
            if not found:
                yield finding("FIND-003", Place(self.file), sheet.sheet, title=sheet.title)
                continue
            name = self.book.sheets[found[0].sheet].name
            for column in sheet.columns:
                located = self.places.blocks.get(column.block)
                if located is None or column.column not in located.columns:
                    yield finding("FIND-013", Place(self.file, 0, "", name), column.heading)

    def _renamed(self, wanted: Sequence[WantedSheet]) -> Iterator[Finding]:
        for sheet in wanted:
            located = next(
                (self.places.blocks[block] for block in sheet.blocks if block in self.places.blocks), None
            )
            name = "" if located is None else self.book.sheets[located.sheet].name
            if name and name != sheet.sheet:
                yield finding("FIND-004", Place(self.file, 0, "", name), name, sheet=sheet.sheet)

    def _hidden_tables(self, wanted: Sequence[WantedSheet]) -> Iterator[Finding]:
        """Official tables, or rows of them with something to see, that would not be printed."""
        for sheet in wanted:
            blocks = [self.places.blocks[block] for block in sheet.blocks if block in self.places.blocks]
            if sheet.kind != "official" or not blocks:
                continue
            raw = self.book.sheets[blocks[0].sheet]
            if raw.hidden:
                yield finding("FIND-005", Place(self.file, 0, "", raw.name), raw.name)
            columns = [
                located.columns[column.column]
                for column in sheet.columns
                for located in blocks
                if located.block == column.block and column.column in located.columns
            ]
            area = range(blocks[0].top, blocks[0].bottom + 1)
            for row in sorted(raw.hidden_rows.intersection(area)):
                shows = [column for column in columns if raw.value(row, column) not in (None, "", 0)]
                if shows:
                    cell = f"{column_letters(shows[0])}{row + 1}"
                    yield finding("FIND-006", Place(self.file, row + 1, "", raw.name, cell))

    def _hidden_lists(self, lists: Mapping[str, ReadList]) -> Iterator[Finding]:
        for read in lists.values():
            if read.sheet.hidden:
                yield finding("FIND-005", Place(self.file, 0, "", read.sheet.name), read.sheet.name)
            for row in read.rows:
                if row.row in read.sheet.hidden_rows:
                    cell = read.cell(row.row, next(iter(row.cells)))
                    yield finding("FIND-006", Place(self.file, row.row + 1, "", read.sheet.name, cell))

    def _broken_names(
        self, wanted: Sequence[WantedSheet], lists: Mapping[str, ReadList]
    ) -> Iterator[Finding]:
        """Lists that the formulas read no more: what their names stood for was deleted."""
        for sheet in wanted:
            read = lists.get(sheet.sheet)
            if read is not None and any(
                column.name in self.book.broken_names and column.column in read.located.columns
                for column in sheet.columns
            ):
                yield finding("FIND-023", Place(self.file, 0, "", read.sheet.name), read.sheet.name)

    def _amount_headings(
        self, wanted: Sequence[WantedSheet], lists: Mapping[str, ReadList]
    ) -> Iterator[Finding]:
        """Headings of amounts that state another unit than yuan."""
        headings = {
            column.block: column.heading
            for sheet in wanted
            for column in sheet.columns
            if column.column == "金额"
        }
        for block, read in lists.items():
            column = read.located.columns.get("金额")
            if column is None or block not in headings:
                continue
            row = read.located.first - 1
            written = read.sheet.value(row, column)
            if isinstance(written, str) and any(unit in written for unit in _OTHER_UNITS):
                place = Place(
                    self.file, row + 1, headings[block], read.sheet.name, f"{column_letters(column)}{row + 1}"
                )
                yield finding("FIND-021", place, written, expected=headings[block])

    def _copies(self, lists: Mapping[str, ReadList]) -> Iterator[Finding]:
        """Lists that stand on further sheets: rows that the original has not are not dropped in silence."""
        fields = typed_columns(self.layout)
        for copy in self.places.copies:
            original = lists.get(copy.block)
            if original is None:
                continue
            read = read_list(self.book, copy, self.places, fields[copy.block])
            known = {_content(row.cells) for row in original.rows}
            others = [row for row in read.rows if _content(row.cells) not in known]
            name = self.book.sheets[copy.sheet].name
            if not others:
                if read.rows:
                    details = {"sheet": original.sheet.name}
                    yield finding("FIND-009", Place(self.file, 0, "", name), name, **details)
                continue
            cell = read.cell(others[0].row, next(iter(copy.columns)))
            place = Place(self.file, others[0].row + 1, "", name, cell)
            details = {"count": str(len(others)), "sheet": original.sheet.name}
            yield finding("FIND-008", place, name, **details)

    def _strays(self, read: ReadList) -> Iterator[Finding]:
        """Columns beside the list with something in them, hints typed over: the first cell of each."""
        filled = set(self._working_columns(read.located))
        hint = read.located.columns.get("提示") if filled else None
        told = ({*read.located.columns.values()} | filled) - {hint}
        marked = self.places.marked_rows.get(read.located.sheet, frozenset())
        for row in sorted(read.sheet.cells):
            if row < read.located.first or row in marked:
                continue
            for column, value in read.sheet.cells[row].items():
                typed = not is_blank_or_mark(value) and (row, column) not in read.sheet.formulas
                if column == hint and shown(value).startswith(_HINTS):
                    continue  # pasted as values
                if typed and column not in told:
                    told.add(column)
                    cell = f"{column_letters(column)}{row + 1}"
                    place = Place(self.file, row + 1, "", read.sheet.name, cell)
                    yield finding("FIND-010", place, shown(value))

    def _working_columns(self, located: Located) -> Iterator[int]:
        """Columns that formulas fill."""
        formulas = self.book.sheets[located.sheet].formulas
        yield from {column for row, column in formulas if located.first <= row <= located.top + 1}


def _content(cells: Mapping[str, RawValue]) -> tuple[tuple[str, str], ...]:
    """The contents of a row, for comparison."""
    return tuple(sorted((field, shown(value).strip()) for field, value in cells.items()))
