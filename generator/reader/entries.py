"""What a person typed on the entry sheets, understood: records for the intake, repairs, findings.

Repairs are made where only one meaning is possible, and each is told. Everything else stays as it was
typed and is judged by the intake, in the same words as a department's folder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.department_file import Facts
from generator.intake.headings import Record
from generator.intake.submission import Lists
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.model.finding import Finding, Place
from generator.model.form import IssuedForm
from generator.model.wording import plain_name
from generator.reader.facts import FactReader, ReadFacts
from generator.reader.merged_cells import MergedCells
from generator.reader.odd_rows import register_remark, register_total, remark, total_word
from generator.reader.places import Places
from generator.reader.previous_rows import previous_records
from generator.reader.register_rows import RegisterDesks, is_before_registers, register_records
from generator.reader.row_teller import Desk, Memory, RowTeller
from generator.reader.submission import Target, Typed, TypedList
from generator.reader.typed.amount import understood_amount
from generator.reader.typed.code import understood_code
from generator.reader.typed.name import understood_kind, understood_name, understood_note, understood_text
from generator.reader.typed_lists import ListRow, ReadList, read_list
from generator.reader.wanted import PREVIOUS, typed_columns
from generator.spreadsheet.raw_book import RawBook, RawValue, shown
from generator.workbook import naming
from generator.workbook.growing_table import UNKNOWN

RECORD_FIELDS = {
    "单位": "unit",
    "功能": "function_code",
    "功能名称": "function_name",
    "经济": "economic_code",
    "经济名称": "economic_name",
    "支出类型": "expenditure_kind",
    "项目": "project",
    "资金来源": "fund_source",
    "金额": "amount_yuan",
    "备注": "note",
}
"""Columns of the entry sheets, and the fields of the intake's records."""
_OPTIONAL = ("编码", "性质", "备注", "功能名称", "经济名称", "提示")
_FILLED_CODES = {"功能名称": "功能", "经济名称": "经济"}
"""Columns that formulas fill, and the code that each names."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything typed: facts and records for the intake, the cells untouched, and what was found.

    `counted` is what of the cells stands in the areas that the workbook's own formulas count. `is_live`
    says whether they understand every entry as we do, so that its official tables ought to show what
    ours show; `is_whole` whether all lists and columns are there; `is_older` whether the form has no
    registers yet.
    """

    facts: Facts
    lists: Lists
    typed: Typed
    counted: Typed
    targets: Mapping[tuple[str, str], Target]
    findings: tuple[Finding, ...]
    is_live: bool
    is_whole: bool
    read: Mapping[str, ReadList]
    is_older: bool = False


class EntryReader:
    """Reads the entries of one workbook."""

    def __init__(self, file: str, book: RawBook, places: Places, layout: LayoutSet, form: IssuedForm) -> None:
        self.file, self.book, self.places, self.layout, self.form = file, book, places, layout, form
        self.fields = typed_columns(layout)
        self.tell = RowTeller(file)
        self.targets: dict[tuple[str, str], Target] = {}
        self.lists: dict[str, ReadList] = {}
        self.is_whole, self.is_older = True, False

    @property
    def findings(self) -> list[Finding]:
        """What was found so far."""
        return self.tell.findings

    def read(self) -> Entries:
        """Read facts and lists; every repair and everything out of place is a finding."""
        for sheet in self.layout.entries.sheets:
            self._find(sheet)
        self._find_previous()
        self._find_registers()
        facts = self._read_facts()
        self.targets |= facts.targets
        self.tell.is_live = self.tell.is_live and facts.is_live
        units = [unit.name for unit in facts.facts.units or ()]
        income, items = (self._records(self.layout.entry_sheet(name), units) for name in ("收入", "支出"))
        previous = self.lists.get(naming.PREVIOUS)
        figures = [] if previous is None else previous_records(previous, self.layout, self.tell)
        desks = RegisterDesks.of(units, items)
        registers = {
            register.name: register_records(register, self.lists[register.sheet], desks, self.tell)
            for register in self.layout.registers
            if register.sheet in self.lists
        }
        lists = Lists(items, income, figures, registers)
        typed = Typed(facts.typed, {block: self._typed(block) for block in self.lists})
        counted = {
            block: read.typed(self.fields[block], counted=True)
            for block, read in self.lists.items()
            if any(not row.counted for row in read.rows) or read.located.first < read.located.top
        }
        return Entries(
            facts.facts,
            lists,
            typed,
            replace(typed, lists={**typed.lists, **counted}),
            self.targets,
            tuple(self.findings),
            self.tell.is_live,
            self.is_whole,
            self.lists,
            self.is_older,
        )

    def facts(self) -> Facts:
        """The department's facts and units alone."""
        self._find(self.layout.entry_sheet("单位"))
        return self._read_facts().facts

    def _read_facts(self) -> ReadFacts:
        units = self.lists.get(self.layout.entry_sheet("单位").sheet)
        facts = FactReader(self.file, self.book, self.places, self.form, units).read()
        self.tell.findings += facts.findings
        return facts

    def _find(self, sheet: schema.EntrySheet) -> None:
        headings = {column.field: column.heading for column in sheet.columns}
        self._find_list(sheet.sheet, headings, _OPTIONAL, is_counted=True)

    def _find_previous(self) -> None:
        headings = {column.column: column.heading for column in PREVIOUS.columns}
        self._find_list(naming.PREVIOUS, headings)

    def _find_registers(self) -> None:
        """Find the registers; a workbook of an older form has none, which is no fault of anybody's."""
        missing = [each for each in self.layout.registers if each.sheet not in self.places.blocks]
        if missing and is_before_registers(self.book, self.places, self.layout, self.form):
            sheets = "、".join(register.sheet for register in missing)
            self.tell.add("FIND-026", Place(self.file), sheets)
            self.is_older = True
            return
        for register in self.layout.registers:
            headings = {column.field: column.heading for column in register.typed}
            self._find_list(register.sheet, headings, register=register)

    def _find_list(
        self,
        block: str,
        headings: Mapping[str, str],
        optional: Collection[str] = (),
        *,
        is_counted: bool = False,
        register: Register | None = None,
    ) -> None:
        """Find a list with its rows; what is missing, and what stands outside the counted area, is told.

        `is_counted` says whether official tables read it, `register` which register it is, if any.
        """
        located = self.places.blocks.get(block)
        if located is None:
            self.is_whole = self.is_whole and not is_counted
            shown_headings = "、".join(heading for heading in headings.values() if heading)
            missing = "FIND-001" if register is None else "FIND-025"
            self.tell.add(missing, Place(self.file), block, headings=shown_headings)
            return
        read = read_list(self.book, located, self.places, self.fields[block])
        gone = [name for name in headings if name not in located.columns and name not in optional]
        self.is_whole = self.is_whole and not (gone and is_counted)
        for field in gone:
            self.tell.add("FIND-002", Place(self.file, 0, "", read.sheet.name), headings[field])
        rows = []
        for row in read.rows:
            place = self.tell.place(read, row.row, next(iter(row.cells)), "")
            if said := remark(row, read) if register is None else register_remark(row):
                self.tell.add("FIND-010", place, said)
                continue
            if not row.counted:
                self.tell.is_live = False
                first, last = located.top + 1, located.bottom + 1
                self.tell.add("FIND-007", place, first=first, last=last)
            if word := total_word(row, read) if register is None else register_total(row, read, register):
                self.tell.add("FIND-017", place, word)
            rows.append(replace(row, is_total=bool(word)))
        self.lists[block] = replace(read, rows=tuple(rows))

    def _typed(self, block: str) -> TypedList:
        """A list untouched; which cell of the plan each of its cells stands for goes into `targets`."""
        read = self.lists[block]
        typed = read.typed(self.fields[block])
        for index, row in enumerate(typed.rows):
            for field in typed.fields:
                cell = read.cell(row.row - 1, field)
                if cell:
                    self.targets[row.sheet, cell] = Target(block, field, index)
        return typed

    def _records(self, sheet: schema.EntrySheet, units: Sequence[str]) -> list[Record]:
        read = self.lists.get(sheet.sheet)
        if read is None:
            return []
        headings = {column.field: column.heading for column in sheet.columns}
        desks = self._desks(units)
        merged = MergedCells(read)
        return [self._record(read, row, desks, headings, merged) for row in read.rows if not row.is_total]

    def _record(
        self,
        read: ReadList,
        row: ListRow,
        desks: Mapping[str, Desk],
        headings: Mapping[str, str],
        merged: MergedCells,
    ) -> Record:
        cells: dict[str, str] = {}
        for field, name in RECORD_FIELDS.items():
            if field not in read.located.columns:
                continue
            value = row.cells.get(field)
            if field in _FILLED_CODES:
                value = self._written_name(read, row, field, cells)
            elif value is None:
                value = self.tell.beside(merged, row, field, headings[field], field == "金额")
            cells[name] = self.tell.understood(desks[field], value, read, row, field, headings[field])
        self._code_by_name(cells, desks, read, row, headings)
        return self.tell.record(read, row, cells, headings, RECORD_FIELDS)

    def _desks(self, units: Sequence[str]) -> dict[str, Desk]:
        """How each column is understood; what was understood once is remembered."""
        layout, year = self.layout, self.form.year
        sources = [source.name for source in layout.sources]
        desks: dict[str, Desk] = {
            "单位": lambda value: understood_name(value, units),
            "资金来源": lambda value: understood_name(value, sources),
            "支出类型": understood_kind,
            "功能": lambda value: understood_code(value, layout.function, year, "项"),
            "经济": lambda value: understood_code(value, layout.economic, year, "款"),
            "项目": understood_text,
            "备注": understood_note,
            "功能名称": understood_text,
            "经济名称": understood_text,
        }
        return {name: Memory(desk) for name, desk in desks.items()} | {"金额": understood_amount}

    def _written_name(
        self, read: ReadList, row: ListRow, field: str, cells: Mapping[str, str]
    ) -> RawValue | None:
        """The name of a code, where somebody wrote it: over the formula that fills it in, or on the code
        sheet of the workbook, for a code that our list does not know. The name of our list says nothing.
        """
        column = read.located.columns[field]
        value = read.sheet.value(row.row, column)
        filled = not read.sheet.formulas or (row.row, column) in read.sheet.formulas
        book = self.layout.function if field == "功能名称" else self.layout.economic
        code = cells.get(RECORD_FIELDS[_FILLED_CODES[field]], "")
        listed = book.find(code, self.form.year) if code else None
        if filled:  # a formula gives a text, or was not computed before an .xls was saved
            is_name = isinstance(value, str) and value != UNKNOWN
            return value if is_name and code and listed is None else None
        return None if listed is not None and plain_name(listed.name) == plain_name(shown(value)) else value

    def _code_by_name(
        self,
        cells: dict[str, str],
        desks: Mapping[str, Desk],
        read: ReadList,
        row: ListRow,
        headings: Mapping[str, str],
    ) -> None:
        """A code that was left out, where its name was typed over the formula beside it."""
        for filled, field in _FILLED_CODES.items():
            name, code = RECORD_FIELDS[filled], RECORD_FIELDS[field]
            if cells.get(name) and cells.get(code) == "":
                self.tell.is_live = False
                typed = cells[name]
                understood = self.tell.understood(desks[field], typed, read, row, field, headings[field])
                cells[code] = "" if understood == typed else understood
                if cells[code]:  # the name has said all it can
                    cells[name] = ""
