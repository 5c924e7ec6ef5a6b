"""The sheets of a returned workbook against those of its form: what is gone, renamed, or came along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.layout.layout_set import LayoutSet
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.wording import plain_name
from generator.reader.places import Places
from generator.reader.signs import is_blank_or_mark
from generator.reader.wanted import WantedSheet, other_sheets, sheets_beside, sheets_needed
from generator.spreadsheet.raw_book import RawBook, RawSheet
from generator.workbook import naming

_NEEDED = {
    **{mirror: f"{mirror}_问题" for mirror in naming.MIRRORS.values()},
    naming.WORKINGS: "校验码",
    naming.FUNCTION_CODES: "功能_编码",
    naming.ECONOMIC_CODES: "经济_编码",
    naming.SOURCES: "来源_名称",
}
"""Sheets that the formulas of the tables read, and a defined name on each."""
_BESIDE = {
    naming.COVER: naming.FORM_VERSION,
    naming.CONTENTS: "目录_校验",
    naming.GUIDE: "",
    naming.SEARCH: "查找_词",
    naming.CHECKS: "校验_编号",
}
"""Sheets that nothing is read from but the accountant's reasons."""
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class SheetSet:
    """The sheets of one workbook; `wanted` are those that the reader finds by more than their names.

    A workbook of an older form (`is_older`) has no registers, and nothing that reads them.
    """

    file: str
    book: RawBook
    places: Places
    wanted: Sequence[WantedSheet]
    layout: LayoutSet
    is_older: bool = False

    def findings(self) -> Iterator[Finding]:
        """Sheets that are gone, have another name, or belong to no form."""
        found = {located.sheet for located in (*self.places.blocks.values(), *self.places.copies)}
        missing = {sheet.sheet for sheet in self.wanted if self.places.blocks.keys().isdisjoint(sheet.blocks)}
        needed, beside = dict(_NEEDED), dict(_BESIDE)
        if not self.is_older:
            needed |= sheets_needed(self.layout)
            beside |= dict.fromkeys(sheets_beside(self.layout), "")
        known = other_sheets(self.layout) - {sheet.sheet for sheet in self.wanted}
        standard = known | {naming.REPLY} | missing
        others = [
            sheet
            for place, sheet in enumerate(self.book.sheets)
            if place not in found and sheet.name not in standard
        ]
        for name, defined in (*needed.items(), *beside.items()):
            if self._is_there(name):
                continue
            renamed = self._renamed(name, defined, others)
            if renamed is not None:
                others = [sheet for sheet in others if sheet is not renamed]
                place = Place(self.file, 0, "", renamed.name)
                yield finding("FIND-004", place, renamed.name, sheet=name)
            elif name in beside:
                yield finding("FIND-020", Place(self.file), name)
            elif self.book.knows_formulas:
                yield finding("FIND-015", Place(self.file), name)
        for sheet in others:
            if any(not is_blank_or_mark(value) for cells in sheet.cells.values() for value in cells.values()):
                yield finding("FIND-019", Place(self.file, 0, "", sheet.name), sheet.name)

    def _is_there(self, name: str) -> bool:
        return name in self.places.blocks or any(sheet.name == name for sheet in self.book.sheets)

    def _renamed(self, name: str, defined: str, others: Sequence[RawSheet]) -> RawSheet | None:
        """The sheet that has another name now: by its defined name, or by its title."""
        area = self.book.names.get(defined)
        if area is not None:
            return self.book.sheets[area.sheet]
        for sheet in others:
            values = [value for row in range(_TITLE_ROWS) for value in sheet.cells.get(row, {}).values()]
            if any(isinstance(value, str) and plain_name(value) == plain_name(name) for value in values):
                return sheet
        return None
