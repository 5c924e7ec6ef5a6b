"""What stands above the rows of an official table: its title, its headings, the lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.expression.excel import column_letters
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.wording import plain_name
from generator.reader.official_values import plain
from generator.reader.places import Located, Places
from generator.reader.signs import is_blank_or_mark
from generator.spreadsheet.raw_book import RawBook, RawSheet, shown
from generator.workbook.heading import NUMBER_ROW, PREPARED_ROW, STATEMENT_ROW
from generator.workbook.plan import WorkbookPlan
from generator.workbook.sheet import Label, Sheet

_BANNER = ("◀", "▶", "✔", "○", "▲", "✘")
"""Signs of the first row, which belongs to no table."""
_MOST_TEXTS = 5
"""How many lost texts of a table are named."""


@dataclass(frozen=True, slots=True)
class OfficialHeads:
    """The heads of the official tables of one workbook, against those of a plan."""

    file: str
    book: RawBook
    places: Places
    plan: WorkbookPlan

    def findings(self) -> Iterator[Finding]:
        """Texts that were typed over or deleted, wherever they stood above the rows."""
        blocks = self.places.blocks
        for sheet in self.plan.sheets:
            found = [blocks[block.name] for block in sheet.blocks if block.name in blocks]
            if sheet.name in self.plan.layout.tables and found:
                yield from self._changed(sheet, found)

    def _changed(self, sheet: Sheet, found: Sequence[Located]) -> Iterator[Finding]:
        raw, top = self.book.sheets[found[0].sheet], min(located.top for located in found)
        first = min(block.top for block in sheet.blocks if block.name in self.places.blocks)
        own = [
            label
            for label in sheet.labels
            if NUMBER_ROW <= label.row < first and not is_blank_or_mark(label.text)
        ]
        lines = self._lines(sheet)
        written = dict(_texts_above(raw, top))
        plain_texts = Counter(map(plain_name, written.values()))
        gone = Counter(plain_name(label.text) for label in own) - plain_texts
        if sum(row < top for row, _ in raw.formulas) <= len(lines):  # one of them is the light
            gone += Counter(line for line in map(plain_name, lines) if line and line not in plain_texts)
        texts = [*(label.text for label in own), *lines]
        known = {plain_name(text) for text in (*texts, *(link.text for link in sheet.links))}
        odd = {
            cell: text
            for cell, text in written.items()
            if plain_name(text) not in known and cell not in raw.formulas
        }
        if not gone and not odd:
            return
        missing = [label for label in own if plain_name(label.text) in gone]
        at = next(iter(odd), None) or (self._where(sheet, missing[0], top - first) if missing else None)
        cell = "" if at is None else f"{column_letters(at[1])}{at[0] + 1}"
        place = Place(self.file, 0 if at is None else at[0] + 1, "", raw.name, cell)
        shown_there = "" if at is None else shown(raw.value(*at))
        found_text = "、".join(odd.values()) or shown_there or "（空白）"
        lost = [text for text in dict.fromkeys(texts) if plain_name(text) in gone]
        more = "…" if len(lost) > _MOST_TEXTS else ""
        expected = "、".join(lost[:_MOST_TEXTS]) + more or "（空白）"
        yield finding("CELL-012", place, found_text, expected=expected)

    def _where(self, sheet: Sheet, label: Label, moved: int) -> tuple[int, int] | None:
        """The cell where a text of the plan would stand, by the column below it."""
        for block in sheet.blocks:
            located = self.places.blocks.get(block.name)
            for column in block.columns.values() if located is not None else ():
                if column.position == label.column and located and column.name in located.columns:
                    return label.row + moved, located.columns[column.name]
        return None

    def _lines(self, sheet: Sheet) -> list[str]:
        """The lines that formulas write: who prepared the table, and that it is empty."""
        return [
            str(plain(self.plan.evaluation.column(block.name, column)[0]) or "")
            for block in sheet.blocks
            if block.top in (PREPARED_ROW, STATEMENT_ROW) and block.rows == 1
            for column in block.columns
        ]


def _texts_above(sheet: RawSheet, top: int) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts above a row, without those of the first row of every sheet."""
    for row in sorted(row for row in sheet.cells if row < top):
        for column, value in sorted(sheet.cells[row].items()):
            text = "" if isinstance(value, bool) or is_blank_or_mark(value) else str(value)
            if text and not any(sign in text for sign in _BANNER):
                yield (row, column), text
