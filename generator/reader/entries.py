"""What a person typed on the entry sheets, understood: records for the intake, repairs, findings.

Repairs are made where only one meaning is possible, and each is told. Everything else stays as it was
typed and is judged by the intake, in the same words as a department's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.intake.department_file import Facts
from generator.intake.headings import Record
from generator.intake.submission import Lists
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.form import IssuedForm
from generator.reader.facts import FactReader, ReadFacts, repair_finding
from generator.reader.places import Places
from generator.reader.raw_book import RawBook, RawValue, shown
from generator.reader.submission import Target, Typed, TypedList
from generator.reader.typed_amount import understood_amount
from generator.reader.typed_code import understood_code
from generator.reader.typed_lists import ListRow, ReadList, read_list
from generator.reader.typed_name import understood_kind, understood_name, understood_note, understood_text
from generator.reader.understood import Understood
from generator.workbook import naming
from generator.workbook.growing_table import UNKNOWN
from generator.workbook.ledger import typed_fields

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
PREVIOUS_FIELDS = {"指标": "measure", "项目": "item", "金额": "amount_yuan"}
_OPTIONAL = ("编码", "性质", "备注", "功能名称", "经济名称", "提示")
_FILLED_CODES = {"功能名称": "功能", "经济名称": "经济"}
"""Columns that formulas fill, and the code that each names."""

Desk = Callable[[RawValue | None], Understood]


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything typed: facts and records for the intake, the cells untouched, and what was found.

    `is_live` says whether the workbook's own formulas understand every entry as we do, so that its
    official tables ought to show what ours show.
    """

    facts: Facts
    lists: Lists
    typed: Typed
    targets: Mapping[tuple[str, str], Target]
    findings: tuple[Finding, ...]
    is_live: bool
    read: Mapping[str, ReadList]


class EntryReader:
    """Reads the entries of one workbook."""

    def __init__(self, file: str, book: RawBook, places: Places, layout: LayoutSet, form: IssuedForm) -> None:
        self.file, self.book, self.places, self.layout, self.form = file, book, places, layout, form
        self.findings: list[Finding] = []
        self.targets: dict[tuple[str, str], Target] = {}
        self.is_live = True
        self.lists: dict[str, ReadList] = {}

    def read(self) -> Entries:
        """Read facts and lists; every repair and everything out of place is a finding."""
        for sheet in self.layout.entries.sheets:
            self._find(sheet)
        previous = self.places.blocks.get(naming.PREVIOUS)
        if previous is not None:
            read = read_list(self.book, previous, self.places, tuple(PREVIOUS_FIELDS))
            self.lists[naming.PREVIOUS] = read
        facts = self._read_facts()
        self.targets |= facts.targets
        self.is_live = self.is_live and facts.is_live
        units = [unit.name for unit in facts.facts.units or ()]
        income, items = (self._records(self.layout.entry_sheet(name), units) for name in ("收入", "支出"))
        lists = Lists(items, income, self._previous_records())
        typed_lists = {block: self._typed(block) for block in self.lists}
        typed = Typed(facts.typed, typed_lists)
        return Entries(
            facts.facts, lists, typed, self.targets, tuple(self.findings), self.is_live, self.lists
        )

    def facts(self) -> Facts:
        """The department's facts and units alone."""
        self._find(self.layout.entry_sheet("单位"))
        return self._read_facts().facts

    def _read_facts(self) -> ReadFacts:
        units = self.lists.get(self.layout.entry_sheet("单位").sheet)
        facts = FactReader(self.file, self.book, self.places, self.form, units).read()
        self.findings += facts.findings
        return facts

    def _find(self, sheet: schema.EntrySheet) -> None:
        located = self.places.blocks.get(sheet.sheet)
        if located is None:
            headings = "、".join(column.heading for column in sheet.columns if column.heading)
            self.findings.append(finding("FIND-001", Place(self.file), sheet.sheet, headings=headings))
            return
        fields = typed_fields(sheet)
        read = read_list(self.book, located, self.places, fields)
        self.lists[sheet.sheet] = read
        self.findings += [
            finding("FIND-002", Place(self.file, 0, "", read.sheet.name), column.heading)
            for column in sheet.columns
            if column.field not in located.columns and column.field not in _OPTIONAL
        ]
        for row in read.rows:
            if not row.counted:
                self.is_live = False
                place = self._place(read, row.row, fields[0])
                self.findings.append(finding("FIND-007", place, last=located.bottom + 1))

    def _typed(self, block: str) -> TypedList:
        """A list untouched; which cell of the plan each of its cells stands for goes into `targets`."""
        read = self.lists[block]
        typed = read.typed(self._fields(block))
        for index, row in enumerate(typed.rows):
            for field in typed.fields:
                cell = read.cell(row.row - 1, field)
                if cell:
                    self.targets[row.sheet, cell] = Target(block, field, index)
        return typed

    def _fields(self, block: str) -> tuple[str, ...]:
        if block == naming.PREVIOUS:
            return tuple(PREVIOUS_FIELDS)
        return typed_fields(next(sheet for sheet in self.layout.entries.sheets if sheet.sheet == block))

    def _place(self, read: ReadList, row: int, field: str, heading: str = "") -> Place:
        return Place(self.file, row + 1, heading, read.sheet.name, read.cell(row, field))

    def _records(self, sheet: schema.EntrySheet, units: Sequence[str]) -> list[Record]:
        read = self.lists.get(sheet.sheet)
        if read is None:
            return []
        headings = {column.field: column.heading for column in sheet.columns}
        desks = self._desks(units)
        merged = _Merged(read)
        records = []
        for row in read.rows:
            cells: dict[str, str] = {}
            for field, name in RECORD_FIELDS.items():
                if field not in read.located.columns:
                    continue
                value = row.cells.get(field)
                if field in _FILLED_CODES:
                    value = self._written_name(read, row, field, cells)
                elif value is None:
                    value = merged.value(row.row, field)
                    if value is not None:
                        self._tell_merged(read, row, field, headings[field], value, merged)
                    self._tell_lost_formula(read, row, field, headings[field])
                cells[name] = self._told(desks[field], value, read, row, field, headings[field])
            self._code_by_name(cells, desks, read, row, headings)
            records.append(self._record(read, row, cells, headings, RECORD_FIELDS))
        return records

    def _record(
        self,
        read: ReadList,
        row: ListRow,
        cells: Mapping[str, str],
        headings: Mapping[str, str],
        fields: Mapping[str, str],
    ) -> Record:
        places = {name: read.cell(row.row, field) for field, name in fields.items()}
        letters = {name: cell.rstrip("0123456789") for name, cell in places.items() if cell}
        words = {name: headings.get(field, field) for field, name in fields.items()}
        return Record(self.file, row.row + 1, cells, words, read.sheet.name, letters)

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
        return {name: _Memory(desk) for name, desk in desks.items()} | {"金额": understood_amount}

    def _told(
        self, desk: Desk, value: RawValue | None, read: ReadList, row: ListRow, field: str, heading: str
    ) -> str:
        """The text that the intake gets, after repairs are told."""
        understood = desk(value)
        if understood.repairs:
            place = self._place(read, row.row, field, heading)
            self.findings += [repair_finding(repair, place, value) for repair in understood.repairs]
            self.is_live = self.is_live and all(repair.live for repair in understood.repairs)
        return understood.text

    def _written_name(
        self, read: ReadList, row: ListRow, field: str, cells: Mapping[str, str]
    ) -> RawValue | None:
        """The name of a code, where somebody wrote it: over the formula that fills it in, or on the code
        sheet of the workbook, for a code that our list does not know.
        """
        column = read.located.columns[field]
        value = read.sheet.value(row.row, column)
        filled = not read.sheet.formulas or (row.row, column) in read.sheet.formulas
        if not filled:
            return value
        book = self.layout.function if field == "功能名称" else self.layout.economic
        code = cells.get(RECORD_FIELDS[_FILLED_CODES[field]], "")
        is_listed = not code or book.find(code, self.form.year) is not None
        return None if is_listed or value == UNKNOWN else value

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
                self.is_live = False
                cells[code] = self._told(desks[field], cells[name], read, row, field, headings[field])
                if cells[code] == cells[name]:
                    cells[code] = ""

    def _tell_merged(
        self, read: ReadList, row: ListRow, field: str, heading: str, value: RawValue, merged: _Merged
    ) -> None:
        self.is_live = False
        place = self._place(read, row.row, field, heading)
        last = merged.last_row(row.row, field) + 1
        self.findings.append(finding("FIND-012", place, read.cell(last - 1, field), became=shown(value)))

    def _tell_lost_formula(self, read: ReadList, row: ListRow, field: str, heading: str) -> None:
        """A formula of the person's own that the file has no result of."""
        formula = read.sheet.formulas.get((row.row, read.located.columns[field]))
        if formula is not None:
            place = self._place(read, row.row, field, heading)
            self.findings.append(finding("FIND-011", place, formula or "…"))

    def _previous_records(self) -> list[Record]:
        read = self.lists.get(naming.PREVIOUS)
        if read is None:
            return []
        measures = {figure.name.zh: figure.measure for figure in self.layout.previous_figures}
        headings = {"指标": "指标", "项目": "项目", "金额": "上年金额（元）"}
        records = []
        for row in read.rows:
            cells: dict[str, str] = {}
            for field, name in PREVIOUS_FIELDS.items():
                if field in read.located.columns:
                    desk = understood_amount if field == "金额" else understood_text
                    cells[name] = self._told(desk, row.cells.get(field), read, row, field, headings[field])
            if "measure" in cells:
                cells["measure"] = measures.get(cells["measure"], cells["measure"])
            records.append(self._record(read, row, cells, headings, PREVIOUS_FIELDS))
        return records


class _Memory:
    """A desk that is asked each question once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: dict[tuple[type, RawValue | None], Understood] = {}

    def __call__(self, value: RawValue | None) -> Understood:
        question = (type(value), value)  # TRUE and 1 are equal, and not the same
        if question not in self.known:
            self.known[question] = self.desk(value)
        return self.known[question]


class _Merged:
    """The merged cells of a list: what stands in the first of them counts for all."""

    def __init__(self, read: ReadList) -> None:
        self.read = read
        self.cells = {
            (row, column): area
            for area in read.sheet.merged
            if area.bottom - area.top < len(read.rows) + area.bottom - read.located.top
            for row in range(max(area.top, read.located.top), min(area.bottom, read.located.bottom) + 1)
            for column in range(area.left, min(area.right, area.left + 20) + 1)
        }

    def value(self, row: int, field: str) -> RawValue | None:
        """What a blank cell of a merged area shows; amounts are never spread over rows."""
        column = self.read.located.columns[field]
        area = self.cells.get((row, column))
        if area is None or area.left != column or field == "金额":
            return None
        return self.read.sheet.value(area.top, area.left)

    def last_row(self, row: int, field: str) -> int:
        """The last row of the merged area that a cell belongs to."""
        return self.cells[row, self.read.located.columns[field]].bottom
