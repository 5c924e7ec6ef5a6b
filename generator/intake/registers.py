"""Records into the rows of registers (登记表); what is wrong with a cell becomes a finding.

What a row must have, and how rows go together, are the rules of the register, live in the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.intake.headings import Record
from generator.intake.plain_numbers import half_width_number, number_and_unit, plain_number
from generator.intake.register_lists import record_field
from generator.intake.register_words import RegisterWords, allowed_words, word_among
from generator.intake.rows import AMOUNT_CODES
from generator.intake.words import check_long_text, check_name, check_text, tidy, tidy_lines
from generator.layout.register_schema import PROJECT_CHOICES, UNIT_CHOICES, Register, RegisterColumn
from generator.messages import finding
from generator.model.amount import LARGEST_FEN, AmountError, parse_yuan, yuan
from generator.model.budget import Origin, RegisterEntry
from generator.model.finding import Finding, Severity
from generator.model.wording import nearest_word


def register_entries(
    register: Register, records: Iterable[Record], words: RegisterWords
) -> tuple[tuple[RegisterEntry, ...], list[Finding]]:
    """The rows of a register with something in them; one with an error gives none.

    Rows that are fixed come in their order, those that are not filled in are left out.
    """
    findings: list[Finding] = []
    entries: list[RegisterEntry] = []
    seen: dict[tuple[str, ...], int] = {}
    for record in records:
        row = _Row(register, record, words)
        cells = row.read()
        row.tell_repeated(cells, seen)
        findings += row.findings
        is_filled = any(value for field, value in cells.items() if field != register.fixed_field)
        if is_filled and row.is_sound:
            filled = {field: value for field, value in cells.items() if value}
            entries.append(RegisterEntry(filled, Origin(record.file, record.row)))
    if register.rows:
        order = {row.row: place for place, row in enumerate(register.rows)}
        entries.sort(key=lambda entry: order[entry.cells[register.fixed_field]])
    return tuple(entries), findings


class _Row:
    """Reads the cells of one record."""

    def __init__(self, register: Register, record: Record, words: RegisterWords) -> None:
        self.register, self.record, self.words = register, record, words
        self.findings: list[Finding] = []

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has to be mended."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    def read(self) -> dict[str, str]:
        """Every typed field in plain form, "" where it is blank."""
        cells: dict[str, str] = {}
        for column in self.register.typed:
            written = self.record.cells.get(record_field(column), "")
            cells[column.field] = self.cell(column, written, cells) if written else ""
        if self.register.rows and any(cells.values()):
            column = self.register.column(self.register.fixed_field)
            if not self.record.cells.get(record_field(column)):
                self.tell_unknown_row(column, "（空白）")
        return cells

    def cell(self, column: RegisterColumn, written: str, before: Mapping[str, str]) -> str:
        """One cell that is not blank; `before` are the cells to the left of it."""
        kind = self.kind(column, before)
        if kind == "amount":
            return self.amount(column, written)
        if kind in ("number", "whole"):
            return self.number(column, written, whole=kind == "whole")
        if kind == "fixed":
            return self.fixed_row(column, written)
        if kind == "choice":
            return self.choice(column, written, before)
        if kind == "long":
            text = tidy_lines(written)
            self.findings += check_long_text(text, self.record.place(record_field(column)))
            return text
        return self.text(column, written, before)

    def kind(self, column: RegisterColumn, before: Mapping[str, str]) -> str:
        """What belongs into a cell: in a fixed row what the row asks for."""
        name = self.register.fixed_field
        if not self.register.rows or column.field == name:
            return column.kind
        asked = (row.kind for row in self.register.rows if row.row == before.get(name))
        return next(asked, "long")

    def add(self, code: str, column: RegisterColumn, found: str, **details: str | int) -> None:
        self.findings.append(finding(code, self.record.place(record_field(column)), found, **details))

    def amount(self, column: RegisterColumn, written: str) -> str:
        """An amount in yuan with two decimals."""
        try:
            return f"{yuan(parse_yuan(written)):.2f}"
        except AmountError as error:
            limit = f"{yuan(LARGEST_FEN):,.2f}"
            self.add(AMOUNT_CODES[error.reason], column, written, limit=limit)
            return ""

    def number(self, column: RegisterColumn, written: str, whole: bool) -> str:
        """A number without needless signs."""
        number = plain_number(written)
        if not number:
            meant, unit = number_and_unit(written)
            self.add("REG-001", column, written, number=meant, unit=unit)
        elif whole and "." in number:
            self.add("REG-002", column, written)
        return number

    def choice(self, column: RegisterColumn, written: str, before: Mapping[str, str]) -> str:
        """One of the words that a column offers."""
        if column.choices == UNIT_CHOICES:
            if self.words.units is None:
                return tidy(written)
            allowed, code = tuple(dict.fromkeys(self.words.units.values())), "IN-002"
        else:
            allowed, code = allowed_words(column, before.get(column.within, "")), "REG-003"
        chosen = word_among(written, allowed)
        if not chosen:
            near = nearest_word(written, allowed)
            self.add(code, column, written, allowed="、".join(allowed), nearest=near)
        return chosen

    def fixed_row(self, column: RegisterColumn, written: str) -> str:
        """The name of a fixed row as the layout writes it."""
        name = word_among(written, (row.row for row in self.register.rows))
        if not name:
            self.tell_unknown_row(column, written)
        return name

    def tell_unknown_row(self, column: RegisterColumn, written: str) -> None:
        """A row that the register does not have."""
        near = nearest_word(written, [row.row for row in self.register.rows])
        self.add("REG-006", column, written, nearest=near)

    def text(self, column: RegisterColumn, written: str, before: Mapping[str, str]) -> str:
        """A text on one line; names that others look up are judged as names."""
        text, place = tidy(" ".join(written.split())), self.record.place(record_field(column))
        is_name = column.field in self.register.key or bool(column.choices)
        self.findings += check_name(text, place) if is_name else check_text(text, place)
        if column.choices == PROJECT_CHOICES:
            return self.project(column, text)
        if wants_number(self.register, column, before):
            half = half_width_number(text)
            if half:
                return half
            number, unit = number_and_unit(text)
            if number:
                self.add("REG-007", column, text, number=number, unit=unit)
        return text

    def project(self, column: RegisterColumn, written: str) -> str:
        """A project as the line items write it; another one is kept, with a warning."""
        project = self.words.project(written)
        if not project:
            near = nearest_word(written, self.words.projects)
            self.add("REG-004", column, written, nearest=near)
        return project or written

    def tell_repeated(self, cells: Mapping[str, str], seen: dict[tuple[str, ...], int]) -> None:
        """A row whose key another row has; spreadsheets do not see letter case."""
        key = tuple(cells.get(field, "").casefold() for field in self.register.key)
        if not all(key):
            return
        first = seen.setdefault(key, self.record.row)
        if first != self.record.row:
            column = self.register.column(self.register.key[-1])
            found = " ".join(cells[field] for field in self.register.key)
            self.add("REG-005", column, found, other=first)


def wants_number(register: Register, column: RegisterColumn, before: Mapping[str, str]) -> bool:
    """Whether a number belongs into a text column: an operator stands before it."""
    if not any(derived.number_of == column.field for derived in register.derived):
        return False
    operators = (each.field for each in register.typed if "=" in (each.options or ()))
    return any(before.get(field, "") for field in operators)


def all_register_entries(
    registers: Iterable[Register], records: Mapping[str, Sequence[Record]], words: RegisterWords
) -> tuple[dict[str, tuple[RegisterEntry, ...]], list[Finding]]:
    """The rows of all registers by the register's name; those without any are left out."""
    entries: dict[str, tuple[RegisterEntry, ...]] = {}
    findings: list[Finding] = []
    for register in registers:
        rows, wrong = register_entries(register, records.get(register.name, ()), words)
        findings += wrong
        if rows:
            entries[register.name] = rows
    return entries, findings
