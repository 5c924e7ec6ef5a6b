"""Where everything is in a returned workbook, whatever was renamed, moved, inserted or copied.

Defined names say it first, then hidden marks, then headings; any one suffices. Nothing is found by a
fixed address.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.layout.fields import OTHER_SHEETS
from generator.model.wording import plain_name
from generator.reader.raw_book import Area, RawBook, RawSheet
from generator.reader.signs import Headed, Marked, headings_of, marks_of
from generator.reader.wanted import WantedSheet
from generator.workbook import naming
from generator.workbook.facts import FACT_LABELS


class FoundBy(enum.Enum):
    """How a list was found."""

    NAMES = "names"
    MARKS = "marks"
    HEADINGS = "headings"


@dataclass(frozen=True, slots=True)
class Located:
    """A block of the plan as it lies in the file: sheet (its place in the book), first row, last row of
    the counted area, and the sheet column of each column that is still there. All from 0.
    """

    block: str
    sheet: int
    top: int
    bottom: int
    columns: Mapping[str, int]
    found_by: FoundBy


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: blocks, facts (sheet, row, column), copies of lists on further sheets.

    `marked_rows` are the rows of hidden marks on each sheet; nothing in them was typed.
    """

    blocks: Mapping[str, Located] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    copies: tuple[Located, ...] = ()
    marked_rows: Mapping[int, frozenset[int]] = field(default_factory=dict)


def find_places(book: RawBook, wanted: Sequence[WantedSheet]) -> Places:
    """Find the sheets, lists and tables of a layout in a workbook."""
    return _Search(book, wanted).places()


class _Search:
    """One search through one workbook. Sheets are looked at only when names do not say enough."""

    def __init__(self, book: RawBook, wanted: Sequence[WantedSheet]) -> None:
        self.book = book
        self.wanted = wanted
        self.blocks: dict[str, Located] = {}
        self._marks: dict[int, Marked] = {}

    def places(self) -> Places:
        for sheet in self.wanted:
            self._by_names(sheet)
        for sheet in self.wanted:
            if any(block not in self.blocks for block in sheet.blocks):
                self._by_signs(sheet)
        lists = [sheet for sheet in self.wanted if sheet.kind == "entry"]
        copies = self._copies(lists)
        marked = {
            located.sheet: self.marks(located.sheet).rows for located in (*self.blocks.values(), *copies)
        }
        return Places(self.blocks, self._facts(lists), tuple(copies), marked)

    def marks(self, sheet: int) -> Marked:
        """The marks of a sheet, read once."""
        if sheet not in self._marks:
            self._marks[sheet] = marks_of(self.book.sheets[sheet])
        return self._marks[sheet]

    def _by_names(self, wanted: WantedSheet) -> None:
        for block in wanted.blocks:
            columns = [column for column in wanted.columns if column.block == block]
            named = {column.column: self.book.names.get(column.name) for column in columns if column.name}
            there = {column: area for column, area in named.items() if area is not None}
            if not there:
                continue
            sheet, _ = Counter(area.sheet for area in there.values()).most_common(1)[0]
            areas = {column: area.area for column, area in there.items() if area.sheet == sheet}
            top = min(area.top for area in areas.values())
            bottom = max(area.bottom for area in areas.values())
            found = {column: area.left for column, area in areas.items()}
            self.blocks[block] = Located(block, sheet, top, bottom, found, FoundBy.NAMES)
        for block in wanted.blocks:
            if block in self.blocks:
                self._complete(wanted, block)

    def _complete(self, wanted: WantedSheet, block: str) -> None:
        """Columns without a name of their own, or whose name is gone: by marks, else by headings."""
        located = self.blocks[block]
        missing = [
            column.column
            for column in wanted.columns
            if column.block == block and column.column not in located.columns
        ]
        if not missing:
            return
        marked = self.marks(located.sheet).columns
        found = {column: marked[block, column] for column in missing if (block, column) in marked}
        if len(found) < len(missing):
            head = headings_of(self.book.sheets[located.sheet], wanted.columns)
            taken = {*located.columns.values(), *found.values()}
            for column in missing:
                place = head.columns.get((block, column)) if head is not None else None
                if place is not None and place not in taken:
                    found.setdefault(column, place)
        columns = {**located.columns, **found}
        self.blocks[block] = Located(
            block, located.sheet, located.top, located.bottom, columns, located.found_by
        )

    def _by_signs(self, wanted: WantedSheet) -> None:
        """By marks, else by headings, on the sheet that is most likely the one."""
        candidates = [place for place in self._candidates(wanted) if self._fits(place, wanted)]
        for place in candidates:
            for block, located in self._on_sheet(place, wanted).items():
                self.blocks.setdefault(block, located)
            if all(block in self.blocks for block in wanted.blocks):
                return

    def _candidates(self, wanted: WantedSheet) -> list[int]:
        """Sheets by likelihood: of the very name, of a name that holds it, the others."""
        taken = {located.sheet for block, located in self.blocks.items() if block not in wanted.blocks}
        known = set(OTHER_SHEETS) - {wanted.sheet}
        names = [sheet.name for sheet in self.book.sheets]
        others = {sheet.sheet for sheet in self.wanted} - {wanted.sheet}
        free = [
            place
            for place, name in enumerate(names)
            if place not in taken and name not in known and name not in others
        ]
        free += [
            place for place, name in enumerate(names) if place not in taken and name in others - known
        ]  # a sheet that took another's name
        return sorted(
            free, key=lambda place: (names[place] != wanted.sheet, wanted.sheet not in names[place])
        )

    def _fits(self, place: int, wanted: WantedSheet) -> bool:
        """Official tables look alike: the title decides, where there are no marks."""
        if wanted.kind != "official" or any(block in self.marks(place).before for block in wanted.blocks):
            return True
        title = plain_name(wanted.title)
        sheet = self.book.sheets[place]
        return sheet.name == wanted.sheet or any(
            isinstance(value, str) and title in plain_name(value)
            for row, cells in sheet.cells.items()
            if row < 12  # titles stand above the headings
            for value in cells.values()
        )

    def _on_sheet(self, place: int, wanted: WantedSheet) -> dict[str, Located]:
        sheet, marked = self.book.sheets[place], self.marks(place)
        head = headings_of(sheet, wanted.columns)
        found: dict[str, Located] = {}
        for block in wanted.blocks:
            columns = {name: at for (of, name), at in marked.columns.items() if of == block}
            by_marks = bool(columns) and (block in marked.before or head is not None)
            if head is not None:
                for (of, name), at in head.columns.items():
                    if of == block and at not in columns.values():
                        columns.setdefault(name, at)
            if not columns or (head is None and block not in marked.before):
                continue
            how = FoundBy.MARKS if by_marks else FoundBy.HEADINGS
            top = marked.before[block] + 1 if block in marked.before else self._top(head)
            bottom = _bottom(sheet, marked, block, top)
            wanted_columns = {column.column for column in wanted.columns if column.block == block}
            kept = {name: at for name, at in columns.items() if name in wanted_columns}
            found[block] = Located(block, place, top, bottom, kept, how)
        return found

    @staticmethod
    def _top(head: Headed | None) -> int:
        return 0 if head is None else head.row + 1

    def _copies(self, lists: Sequence[WantedSheet]) -> list[Located]:
        """Lists on further sheets: somebody copied a sheet, or pasted a list elsewhere. A sheet counts for
        the list that it resembles most.
        """
        used = {located.sheet for located in self.blocks.values()}
        standard = set(OTHER_SHEETS) | {sheet.sheet for sheet in self.wanted}
        own = {sheet.sheet for sheet in lists}
        found = []
        for place, sheet in enumerate(self.book.sheets):
            if place in used or (sheet.name in standard and sheet.name not in own):
                continue
            resembling = [
                located
                for wanted in lists
                for located in self._on_sheet(place, wanted).values()
                if len(located.columns) > 1
            ]
            if resembling:
                found.append(
                    max(resembling, key=lambda one: (one.found_by is FoundBy.MARKS, len(one.columns)))
                )
        return found

    def _facts(self, lists: Sequence[WantedSheet]) -> dict[str, tuple[int, int, int]]:
        """The cells of the department's facts: by names, by marks, by the labels beside them."""
        found: dict[str, tuple[int, int, int]] = {}
        for name in FACT_LABELS:
            area = self.book.names.get(naming.defined_name(naming.DEPARTMENT, name))
            if area is not None:
                found[name] = (area.sheet, area.area.top, area.area.left)
        unit_sheet = lists[0].blocks[0]
        if len(found) == len(FACT_LABELS) or unit_sheet not in self.blocks:
            return found
        place = self.blocks[unit_sheet].sheet
        sheet = self.book.sheets[place]
        labels = {plain_name(label): name for name, label in FACT_LABELS.items()}
        for row in range(self.blocks[unit_sheet].top):
            for column, value in sorted(sheet.cells.get(row, {}).items()):
                label = labels.get(plain_name(value)) if isinstance(value, str) else None
                if label is not None:
                    found.setdefault(label, (place, row, column + 1))
        columns = Counter(column for of, _, column in found.values() if of == place)
        for name, row in self.marks(place).facts.items():
            if name in FACT_LABELS:
                found.setdefault(name, (place, row, columns.most_common(1)[0][0] if columns else 1))
        return found


def _bottom(sheet: RawSheet, marked: Marked, block: str, top: int) -> int:
    """The last row of the counted area; without a mark, the last row with anything in it."""
    if block in marked.after:
        return marked.after[block] - 1
    rows = [row for row, cells in sheet.cells.items() if row not in marked.rows and cells]
    return max([top - 1, *rows])


def merged_over(sheet: RawSheet, row: int, column: int) -> Area | None:
    """The merged cells that a cell belongs to."""
    return next(
        (
            area
            for area in sheet.merged
            if area.top <= row <= area.bottom and area.left <= column <= area.right
        ),
        None,
    )
