"""Where everything is in a returned workbook, whatever was renamed, moved, inserted or copied.

Defined names say it first, then hidden marks, then headings; any one suffices. Nothing is found by a
fixed address.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.layout.fields import OTHER_SHEETS
from generator.model.wording import plain_name
from generator.reader.fact_cells import fact_cells
from generator.reader.signs import Headed, Marked, headings_of, marks_of
from generator.reader.wanted import WantedColumn, WantedSheet
from generator.spreadsheet.raw_book import Area, RawBook, RawSheet

_TITLE_ROWS = 12
"""How far down the title of a sheet is looked for; it stands above the headings."""
_LOOKS_LIKE_OTHERS = ("official", "register")
"""Official tables look alike, and many a list has the headings of a register: headings alone do not do."""


class FoundBy(enum.Enum):
    """How a list was found."""

    NAMES = "names"
    MARKS = "marks"
    HEADINGS = "headings"


@dataclass(frozen=True, slots=True)
class Located:
    """A block of the plan as it lies in the file: sheet (its place in the book), first row, last row of
    the counted area, and the sheet column of each column that is still there. All from 0.

    `first` is the row right below the headings: where rows were inserted above the counted area, it lies
    above `top`.
    """

    block: str
    sheet: int
    top: int
    bottom: int
    columns: Mapping[str, int]
    found_by: FoundBy
    first: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: blocks, facts (sheet, row, column), copies of lists on further sheets.

    `marked_rows` are the rows of hidden marks on each sheet; nothing in them was typed.
    """

    blocks: Mapping[str, Located] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    copies: tuple[Located, ...] = ()
    marked_rows: Mapping[int, frozenset[int]] = field(default_factory=dict)


def find_places(
    book: RawBook, wanted: Sequence[WantedSheet], others: Collection[str] = OTHER_SHEETS
) -> Places:
    """Find the sheets, lists and tables of a layout in a workbook; `others` are its further sheets."""
    return _Search(book, wanted, others).places()


class _Search:
    """One search through one workbook. Sheets are looked at only when names do not say enough."""

    def __init__(self, book: RawBook, wanted: Sequence[WantedSheet], others: Collection[str]) -> None:
        self.book = book
        self.wanted = wanted
        self.others = frozenset(others)
        self.blocks: dict[str, Located] = {}
        self._marks: dict[int, Marked] = {}

    def places(self) -> Places:
        for sheet in self.wanted:
            self._by_names(sheet)
        for sheet in sorted(self.wanted, key=lambda sheet: -len(sheet.columns)):
            if any(block not in self.blocks for block in sheet.blocks):  # the most telling headings first
                self._by_signs(sheet)
        lists = [sheet for sheet in self.wanted if sheet.kind in ("entry", "register")]
        copies = self._copies(lists)
        marked = {
            located.sheet: self.marks(located.sheet).rows for located in (*self.blocks.values(), *copies)
        }
        facts = fact_cells(self.book, self.blocks.get(lists[0].blocks[0]), self.marks)
        return Places(self.blocks, facts, tuple(copies), marked)

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
            first = top if wanted.kind == "official" else self._below_headings(sheet, wanted, block, top)
            self.blocks[block] = Located(block, sheet, top, bottom, found, FoundBy.NAMES, first)
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
            if head is None and not found:
                found = _beside([each for each in wanted.columns if each.block == block], located.columns)
        self.blocks[block] = replace(located, columns={**located.columns, **found})

    def _below_headings(self, sheet: int, wanted: WantedSheet, block: str, top: int) -> int:
        """The first row that somebody may have typed in; rows inserted above the first one of the area
        stand outside it.
        """
        before = self.marks(sheet).before.get(block)
        if before is None:
            head = headings_of(self.book.sheets[sheet], wanted.columns)
            before = head.row if head is not None else top
        return min(top, before + 1)

    def _by_signs(self, wanted: WantedSheet) -> None:
        """By marks, else by headings, on the sheet that is most likely the one."""
        for place in self._candidates(wanted):
            for block, located in self._on_sheet(place, wanted).items():
                self.blocks.setdefault(block, located)
            if all(block in self.blocks for block in wanted.blocks):
                return

    def _candidates(self, wanted: WantedSheet) -> list[int]:
        """Sheets by likelihood: with its marks, with its title, of its name, with its name in theirs."""
        taken = {located.sheet for block, located in self.blocks.items() if block not in wanted.blocks}
        known = self.others - {sheet.sheet for sheet in self.wanted}
        signs = {
            place: self._signs(place, wanted)
            for place, sheet in enumerate(self.book.sheets)
            if place not in taken and sheet.name not in known
        }
        fitting = {place: sign for place, sign in signs.items() if sign is not None}
        return sorted(fitting, key=lambda place: fitting[place], reverse=True)

    def _signs(self, place: int, wanted: WantedSheet) -> tuple[bool, ...] | None:
        """What speaks for a sheet, the weightiest first; None when it is another one, or cannot be it."""
        sheet, marks = self.book.sheets[place], self.marks(place)
        marked = {*marks.before, *marks.after, *(block for block, _ in marks.columns)}
        is_marked = not marked.isdisjoint(wanted.blocks)
        others = {plain_name(each.title) for each in self.wanted} - {plain_name(wanted.title)}
        titles, title = _titles(sheet), plain_name(wanted.title)
        titled = title in titles or (wanted.kind == "official" and any(title in text for text in titles))
        named = sheet.name == wanted.sheet
        is_other = bool(marked) or (not titled and not others.isdisjoint(titles))
        if (is_other and not is_marked) or (
            wanted.kind in _LOOKS_LIKE_OTHERS and not (is_marked or titled or named)
        ):
            return None
        return is_marked, titled, named, wanted.sheet in sheet.name

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
            found[block] = Located(block, place, top, bottom, kept, how, top)
        return found

    @staticmethod
    def _top(head: Headed | None) -> int:
        return 0 if head is None else head.row + 1

    def _copies(self, lists: Sequence[WantedSheet]) -> list[Located]:
        """Lists on further sheets: somebody copied a sheet, or pasted a list elsewhere. A sheet counts for
        the list that it resembles most.
        """
        used = {located.sheet for located in self.blocks.values()}
        standard = self.others | {sheet.sheet for sheet in self.wanted}
        own = {sheet.sheet for sheet in lists}
        found = []
        for place, sheet in enumerate(self.book.sheets):
            if place in used or (sheet.name in standard and sheet.name not in own):
                continue
            resembling = [
                located
                for wanted in lists
                for located in self._on_sheet(place, wanted).values()
                if located.found_by is FoundBy.MARKS
                or (_is_whole(located, wanted) and self._is_known(place, wanted))
            ]
            if resembling:
                found.append(
                    max(resembling, key=lambda one: (one.found_by is FoundBy.MARKS, len(one.columns)))
                )
        return found

    def _is_known(self, place: int, wanted: WantedSheet) -> bool:
        """Whether headings are enough, or the title of the sheet says the same."""
        return wanted.kind == "entry" or plain_name(wanted.title) in _titles(self.book.sheets[place])


def _titles(sheet: RawSheet) -> set[str]:
    """The texts in a sheet's first rows, where its title stands, in plain writing."""
    return {
        plain_name(value)
        for row, cells in sheet.cells.items()
        if row < _TITLE_ROWS
        for value in cells.values()
        if isinstance(value, str)
    }


def _beside(order: Sequence[WantedColumn], located: Mapping[str, int]) -> dict[str, int]:
    """Columns that never had a name, by the column that they stand right before."""
    found: dict[str, int] = {}
    for column, after in zip(reversed(order[:-1]), reversed(order[1:]), strict=True):
        place = located.get(after.column, found.get(after.column, 0)) - 1
        if not column.name and column.column not in located and place >= 0 and place not in located.values():
            found[column.column] = place
    return found


def _is_whole(located: Located, wanted: WantedSheet) -> bool:
    """Whether a list has all columns that people fill in; a table of one's own has some of them."""
    return all(
        column.column in located.columns
        for column in wanted.columns
        if column.name and column.column != "备注"
    )


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
