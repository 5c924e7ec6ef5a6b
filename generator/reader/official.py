"""The official tables of a returned workbook against what the entries give, cell by cell, three ways:
our value, the stored value, the presence of the formula.

Rows are matched in their order; where formulas are gone, by the texts that head them.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from difflib import SequenceMatcher

from generator.expression.block import Block
from generator.expression.excel import FormulaWriter, column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.model.wording import plain_name
from generator.reader.places import Located, Places
from generator.reader.raw_book import ErrorValue, RawBook, RawSheet, RawValue, shown
from generator.reader.submission import Target
from generator.workbook import naming
from generator.workbook.check_code import CODE_LINE
from generator.workbook.fixed_table import panel_block
from generator.workbook.plan import WorkbookPlan

_EXACT = Decimal("0.0000005")
"""Half a fen in 万元: stored doubles are nearer than that to the exact value."""
_CENT = Decimal("0.01")
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d+|[\s'$]")
_CODE = re.compile(r"\d{3}-\d{3}")


class CellState(enum.Enum):
    """What became of one cell of an official table."""

    EQUAL = "CELL-001"
    """Its formula is gone, the value is the same, at least as printed."""
    OVERWRITTEN = "CELL-002"
    """Its formula is gone, and the value is another."""
    STALE = "CELL-003"
    """Its formula is there, but was not computed after the last change."""
    FOLLOWS = "CELL-004"
    """Its formula is there and reads a cell that was overwritten."""
    CHANGED = "CELL-005"
    """Another formula stands there, and gives another value."""
    FAULTY = "CELL-006"
    """It holds an error value."""
    DIFFERENT = "CELL-008"
    """The value is another; the file does not say whether there was a formula."""
    MISSING = "CELL-009"
    """Its whole row is gone."""
    SURPLUS = "CELL-010"
    """Something stands where nothing belongs."""


@dataclass(frozen=True, slots=True)
class OfficialCell:
    """One cell that is not as it should be. `formula` is what stands there, `own` what ought to."""

    state: CellState
    target: Target
    sheet: str
    cell: str
    heading: str
    stored: str
    expected: str
    difference: str = ""
    formula: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """What was found in one block of an official table: its odd cells, how its rows lie in the file
    (from rows of the block to rows of the sheet), and the check codes printed below it.
    """

    odd: tuple[OfficialCell, ...]
    rows: Mapping[int, int]
    codes: tuple[str, ...]


class OfficialReader:
    """Compares the official tables of one workbook with a plan of the same entries."""

    def __init__(self, book: RawBook, places: Places, layout: LayoutSet, plan: WorkbookPlan) -> None:
        self.book, self.places, self.layout, self.plan = book, places, layout, plan
        self.formulas = FormulaWriter(plan.book)

    def tables(self) -> dict[str, OfficialTable]:
        """Every block of the official tables that is in the file."""
        return {
            block: _TableReader(self, self.plan.book.blocks[block], located, leaves, unit).read()
            for block, leaves, unit in official_blocks(self.layout)
            if (located := self.places.blocks.get(block)) is not None
        }


def official_blocks(layout: LayoutSet) -> Iterator[tuple[str, list[schema.Heading], str]]:
    """The blocks of the official tables, each with its columns that people see and its unit."""
    for table in layout.tables.values():
        if table.rows:
            yield table.table, [leaf for heading in table.columns for leaf in heading.leaves()], table.unit
        for panel in table.panels:
            leaves = [leaf for heading in panel.columns for leaf in heading.leaves()]
            yield panel_block(table, panel), leaves, table.unit


class _TableReader:
    """Compares one block."""

    def __init__(
        self,
        reader: OfficialReader,
        block: Block,
        located: Located,
        leaves: Sequence[schema.Heading],
        unit: str,
    ) -> None:
        self.reader, self.block, self.located, self.unit = reader, block, located, unit
        self.sheet: RawSheet = reader.book.sheets[located.sheet]
        self.leaves = [leaf for leaf in leaves if leaf.name in located.columns]
        self.labels = [leaf.name for leaf in self.leaves if leaf.shows is not None]
        evaluation = reader.plan.evaluation
        self.values = {leaf.name: evaluation.column(block.name, leaf.name) for leaf in self.leaves}
        keys = evaluation.column(block.name, naming.KEY) if naming.KEY in block.columns else None
        self.used = block.rows if keys is None else sum(key != "" for key in keys)
        self.codes: list[str] = []
        self.sees_formulas = reader.book.knows_formulas or bool(self.sheet.formulas)
        """Whether a cell without a formula is one whose formula is gone."""

    def read(self) -> OfficialTable:
        lying = self._lying_rows()
        rows = self._matched(lying)
        odd: list[OfficialCell] = []
        for row in range(self.used):
            if row in rows:
                odd += self._row(row, rows[row])
            elif any(_shows(self.values[leaf.name][row]) for leaf in self.leaves if leaf.shows is None):
                odd.append(self._missing(row))
        taken = set(rows.values())
        odd += [cell for row in lying if row not in taken for cell in self._surplus(row)]
        return OfficialTable(tuple(odd), rows, tuple(self.codes))

    def _lying_rows(self) -> list[int]:
        """The rows of the file's table that hold a formula or something to see, in order."""
        columns = [self.located.columns[leaf.name] for leaf in self.leaves]
        marked = self.reader.places.marked_rows.get(self.located.sheet, frozenset())
        lying = []
        for row in range(self.located.top, self.located.bottom + 1):
            cells = self.sheet.cells.get(row, {})
            if row not in marked and any(
                (row, column) in self.sheet.formulas or cells.get(column) not in (None, "")
                for column in columns
            ):
                lying.append(row)
        return lying

    def _matched(self, lying: Sequence[int]) -> dict[int, int]:
        """Which row of the file shows which row of the block."""
        in_order = dict(zip(range(self.used), lying, strict=False))
        with_formulas = self.sees_formulas and all(
            any((row, self.located.columns[name]) in self.sheet.formulas for name in self.located.columns)
            for row in in_order.values()
        )
        own = [self._own_labels(row) for row in range(self.used)]
        theirs = [self._their_labels(row) for row in lying]
        if own == theirs[: self.used] or (with_formulas and len(lying) >= self.used and self._grows):
            return in_order
        found: dict[int, int] = {}
        matcher = SequenceMatcher(None, own, theirs, autojunk=False)
        for kind, start, end, other, other_end in matcher.get_opcodes():
            if kind in ("equal", "replace"):
                found.update(zip(range(start, end), lying[other:other_end], strict=False))
        return found

    @property
    def _grows(self) -> bool:
        return naming.KEY in self.block.columns

    def _own_labels(self, row: int) -> tuple[str, ...]:
        return tuple(_label(_plain(self.values[name][row])) for name in self.labels)

    def _their_labels(self, row: int) -> tuple[str, ...]:
        cells = self.sheet.cells.get(row, {})
        return tuple(_label(shown(cells.get(self.located.columns[name]))) for name in self.labels)

    def _row(self, row: int, lying: int) -> Iterator[OfficialCell]:
        for leaf in self.leaves:
            stored = self.sheet.value(lying, self.located.columns[leaf.name])
            expected = self.values[leaf.name][row]
            state, formula = self._state(leaf, row, lying, stored, expected)
            if state is None:
                continue
            own = ""
            if state is CellState.CHANGED:
                own = self._formula(leaf, row)
            yield self._cell(state, leaf, row, lying, stored, expected, formula, own)

    def _formula(self, leaf: schema.Heading, row: int) -> str:
        """The formula that ought to stand in a cell, without the sign =; "" where none ought to."""
        content = self.block.columns[leaf.name].at(row, self.block.rows)
        if not isinstance(content, Expression):
            return ""
        return self.reader.formulas.formula(content, self.block, row).removeprefix("=")

    def _state(
        self, leaf: schema.Heading, row: int, lying: int, stored: RawValue | None, expected: Value | Fault
    ) -> tuple[CellState | None, str]:
        """What became of the cell; None when it is as it should be."""
        formula = self.sheet.formulas.get((lying, self.located.columns[leaf.name]))
        computed = isinstance(self.block.columns[leaf.name].at(row, self.block.rows), Expression)
        if isinstance(stored, ErrorValue):
            return CellState.FAULTY, formula or ""
        if same(stored, expected):
            lost = computed and formula is None and self.sees_formulas
            return (CellState.EQUAL if lost and _shows(expected) else None), ""
        if not self.sees_formulas:
            return (None if same_as_printed(stored, expected) else CellState.DIFFERENT), ""
        if formula is None:
            equal = same_as_printed(stored, expected)
            return (CellState.EQUAL if equal else CellState.OVERWRITTEN), ""
        own = self._formula(leaf, row) if computed else ""
        if not formula or stored is None or _shape(formula) == _shape(own):
            return CellState.STALE, ""
        return CellState.CHANGED, formula

    def _cell(
        self,
        state: CellState,
        leaf: schema.Heading,
        row: int,
        lying: int,
        stored: RawValue | None,
        expected: Value | Fault,
        formula: str = "",
        own: str = "",
    ) -> OfficialCell:
        address = f"{column_letters(self.located.columns[leaf.name])}{lying + 1}"
        return OfficialCell(
            state,
            Target(self.block.name, leaf.name, row),
            self.sheet.name,
            address,
            leaf.heading,
            _amount_text(stored, self.unit),
            _amount_text(_plain(expected), self.unit),
            _difference(stored, expected, self.unit),
            formula,
            own,
        )

    def _missing(self, row: int) -> OfficialCell:
        """A row that the file does not have; it is told by its labels and its first amount."""
        amount = next(leaf for leaf in self.leaves if leaf.shows is None)
        labels = " ".join(
            text for name in self.labels if (text := str(_plain(self.values[name][row]) or "").strip())
        )
        expected = _amount_text(_plain(self.values[amount.name][row]), self.unit)
        target = Target(self.block.name, amount.name, row)
        return OfficialCell(CellState.MISSING, target, self.sheet.name, "", amount.heading, labels, expected)

    def _surplus(self, lying: int) -> Iterator[OfficialCell]:
        """What stands in a row that shows nothing in ours; the check code belongs there."""
        for leaf in self.leaves:
            column = self.located.columns[leaf.name]
            stored = self.sheet.value(lying, column)
            if stored in (None, "") or stored == 0:
                continue
            if isinstance(stored, str) and stored.startswith(CODE_LINE):
                self.codes += _CODE.findall(stored)
                continue
            stale = (lying, column) in self.sheet.formulas
            state = CellState.STALE if stale else CellState.SURPLUS
            if isinstance(stored, ErrorValue):
                state = CellState.FAULTY
            yield self._cell(state, leaf, self.used, lying, stored, "")


def same(stored: RawValue | None, expected: Value | Fault) -> bool:
    """Whether a stored value is the computed one; blank, nothing and zero show alike."""
    wanted = _plain(expected)
    number = _number(stored)
    if isinstance(wanted, int | Decimal) and not isinstance(wanted, bool):
        held = Decimal(0) if stored in (None, "") else number
        return held is not None and abs(held - wanted) < _EXACT
    if wanted in (None, ""):
        return stored in (None, "") or number == 0
    return _label(shown(stored)) == _label(wanted)


def same_as_printed(stored: RawValue | None, expected: Value | Fault) -> bool:
    """Whether both are the same figure in print, with two decimals."""
    wanted, number = _plain(expected), _number(stored)
    if not isinstance(wanted, int | Decimal) or isinstance(wanted, bool) or number is None:
        return same(stored, expected)
    return _rounded(number) == _rounded(Decimal(wanted))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP) if abs(number) < Decimal(10) ** 20 else number


def _number(value: RawValue | None) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(value: Value | Fault) -> Value:
    return value.code if isinstance(value, Fault) else value


def _shows(value: Value | Fault) -> bool:
    """Whether a cell with this value shows anything."""
    return _plain(value) not in (None, "") and value != 0


def _label(text: object) -> str:
    """A text that heads a row, as rows are compared: codes may have become numbers."""
    plain = plain_name(str(text if text is not None else ""))
    return plain.lstrip("0") if plain.isdecimal() else plain


def _amount_text(value: RawValue | Value, unit: str) -> str:
    """A value as the table shows it, or as it is where two decimals would hide something."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "（空白）" if value in (None, "") else shown(value)
    exact = Decimal(value)
    written = f"{exact:,.2f}"
    if abs(Decimal(written.replace(",", "")) - exact) >= _EXACT:
        written = f"{exact.normalize():,f}"
    return f"{written} {unit}"


def _difference(stored: RawValue | None, expected: Value | Fault, unit: str) -> str:
    wanted, number = _plain(expected), _number(stored)
    if number is None and stored in (None, ""):
        number = Decimal(0)
    if number is None or not isinstance(wanted, int | Decimal) or isinstance(wanted, bool):
        return ""
    return _amount_text(number - wanted, unit)


def _shape(formula: str) -> str:
    """A formula without addresses, blanks and quotes, which change as rows and columns move."""
    return _ADDRESS.sub("", formula).upper().removeprefix("=")
