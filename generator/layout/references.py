"""What the table references of a check stand for, and whether they can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.layout import schema
from generator.layout.codes import CODED, CodesByLevel, code_levels
from generator.layout.fields import EXPLANATIONS, FACTS, REASON_REGISTER, SUBJECT_CHECKS
from generator.layout.language import FormulaError, TableReference, read_sum, read_terms
from generator.layout.phrases import ENTRY_SHEETS_ONLY, TERMS, Phrase, Words
from generator.layout.register_schema import NUMBER_KINDS, Register
from generator.layout.source import CONTRADICTION, FORMULA, UNKNOWN

LEDGER_TABLES = {"收入录入": "收入", "支出录入": "支出"}
UNIT_SHEET = "单位信息"
ENTRY_SHEETS = {UNIT_SHEET: "单位", **LEDGER_TABLES}
"""The entry sheets, and the ledger of each."""
LEDGER_COLUMN = "金额"
LEDGER_KEYS = ("资金来源", "单位")
PROJECT_LIST = "项目_选项"
"""The list of projects with expenditure."""


@dataclass(frozen=True, slots=True)
class ReferenceProblem:
    """A formula that cannot be read, or a word in it that means nothing and the words that would.

    `word` is the part of the check (left, right or each) where the mistake stands.
    """

    word: str
    code: str
    found: Words
    allowed: tuple[str, ...] | Phrase


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a check: its name, its references, and the reference that names the rows compared."""

    name: str
    anchor: TableReference | None


class References:
    """The tables, registers and forms of a layout, as checks may refer to them.

    `codes` are those of the year, `forms` the names of the forms; with a disclosure there are `explanations`.
    """

    def __init__(
        self,
        tables: dict[str, schema.Table],
        codes: CodesByLevel,
        registers: Sequence[Register] = (),
        forms: Sequence[str] = (),
        explanations: bool = False,
    ) -> None:
        self._tables = tables
        self._codes = codes
        self._registers = {register.name: register for register in registers}
        self._forms = tuple(forms)
        self._explained = explanations

    def whole_tables(self) -> dict[str, list[str]]:
        """By shape of check, the tables that it can be asked of."""
        growing = [name for name, table in self._tables.items() if table.rows]
        has_reasons = self._explained and REASON_REGISTER in self._registers
        return {
            "parents": growing,
            "names": list(self._tables),
            "codes": [name for name in growing if {"类", "经济类"} & set(self._tables[name].rows)],
            "statements": [name for name in growing if self._tables[name].empty],
            "capacity": [
                *ENTRY_SHEETS,
                *(each.sheet for each in self._registers.values()),
                *growing,
                *self._forms,
                *([EXPLANATIONS] if self._explained else []),
            ],
            "facts": list(FACTS),
            "magnitude": list(LEDGER_TABLES),
            "projects": [name for name, register in self._registers.items() if names_projects(register)],
            "subjects": list(SUBJECT_CHECKS) if has_reasons else [],
        }

    def problems(self, check: schema.Check) -> Iterator[ReferenceProblem]:
        """Everything wrong with the formulas of a check."""
        if not check.left:
            return
        if registers_named(check) & {*self._registers}:
            yield from self._register_problems(check)
            return
        sides: dict[str, list[tuple[int, TableReference]]] = {}
        for name, formula in (("left", check.left), ("right", check.right)):
            try:
                sides[name] = read_terms(formula)
            except FormulaError as error:
                yield ReferenceProblem(name, FORMULA, error.place, error.expected)
                continue
            if not sides[name] and name == "left":
                yield ReferenceProblem(name, FORMULA, formula, TERMS)
            elif not sides[name] and check.each in LEDGER_KEYS:
                yield ReferenceProblem(name, FORMULA, formula, ENTRY_SHEETS_ONLY)
        anchor = next((term for _, term in sides.get("left", [])), None)
        for name, terms in sides.items():
            for _, term in terms:
                if check.each in LEDGER_KEYS:
                    yield from _ledger_problems(name, term)
                else:
                    yield from self._term_problems(_Side(name, anchor), term, check.each)

    def _register_problems(self, check: schema.Check) -> Iterator[ReferenceProblem]:
        """A check over registers refers to nothing else: to fixed rows, or a field of all rows of a key."""
        if check.each:
            whole = f"{check.left} {check.relation} {check.right}"
            yield ReferenceProblem("each", CONTRADICTION, check.each, Phrase(whole, whole))
        for name, formula in (("left", check.left), ("right", check.right)):
            try:
                terms, _ = read_sum(formula)
            except FormulaError as error:
                yield ReferenceProblem(name, FORMULA, error.place, error.expected)
                continue
            if not terms and name == "left":
                yield ReferenceProblem(name, FORMULA, formula, TERMS)
            for _, term in terms:
                register = self._registers.get(term.table)
                if register is None:
                    yield ReferenceProblem(name, UNKNOWN, term.table, tuple(self._registers))
                elif register.rows:
                    rows = tuple(row.row for row in register.rows if row.kind in NUMBER_KINDS)
                    if term.row or term.panel or term.column not in rows:
                        yield ReferenceProblem(name, UNKNOWN, str(term), rows)
                else:
                    summed = tuple(each.field for each in register.typed if each.kind in NUMBER_KINDS)
                    if not term.row or term.panel or term.column not in summed:
                        yield ReferenceProblem(name, UNKNOWN, str(term), summed)

    def cell_problems(self, word: str, formula: str) -> Iterator[ReferenceProblem]:
        """Everything wrong with a sum or difference of single cells, which stands under that word."""
        try:
            terms = read_terms(formula)
        except FormulaError as error:
            yield ReferenceProblem(word, FORMULA, error.place, error.expected)
            return
        if not terms:
            yield ReferenceProblem(word, FORMULA, formula, TERMS)
        for _, term in terms:
            yield from self._term_problems(_Side(word, None), term, None)

    def _term_problems(
        self, side: _Side, term: TableReference, each: str | None
    ) -> Iterator[ReferenceProblem]:
        table = self._tables.get(term.table)
        if table is None:
            known = (*self._tables, *self._registers)
            yield ReferenceProblem(side.name, UNKNOWN, term.table, known)
            return
        panel = find_panel(table, term)
        if table.panels and panel is None:
            yield ReferenceProblem(side.name, UNKNOWN, term.panel, tuple(panel.id for panel in table.panels))
            return
        if term.panel and not table.panels:
            yield ReferenceProblem(side.name, UNKNOWN, str(term), (str(replace(term, panel="")),))
        headings = panel.columns if panel else table.columns
        columns = [leaf.name for top in headings for leaf in top.leaves() if leaf.shows is None]
        if term.column not in columns:
            yield ReferenceProblem(side.name, UNKNOWN, term.column, tuple(columns))
        if each:
            yield from self._each_problems(side, term, each)
        elif not term.row:
            shown = Phrase(f"{term.table}[行, 列]", f"{term.table}[row, column]")
            yield ReferenceProblem(side.name, UNKNOWN, str(term), shown)
        else:
            rows = list(row_words(table, panel))
            if term.row.isdigit() and table.rows:
                rows += [code for level in code_levels(list(table.rows)) for code in self._codes[level]]
            if term.row not in rows:
                yield ReferenceProblem(side.name, UNKNOWN, term.row, tuple(rows))

    def _each_problems(self, side: _Side, term: TableReference, each: str) -> Iterator[ReferenceProblem]:
        """A comparison row by row takes whole columns: of one table, or of tables with the same level."""
        if term.row:
            yield ReferenceProblem(side.name, UNKNOWN, str(term), (str(replace(term, row="")),))
        table = self._tables[term.table]
        panel = find_panel(table, term)
        anchored = side.anchor is None or self._place(side.anchor) == self._place(term)
        levels = list(_levels(table, panel, anchored))
        if each not in levels:
            yield ReferenceProblem("each", UNKNOWN, each, tuple(levels))
        elif each == "行" and not anchored and side.anchor is not None:
            wanted = str(replace(side.anchor, row="", column=term.column))
            yield ReferenceProblem(side.name, UNKNOWN, str(term), (wanted,))

    def _place(self, term: TableReference) -> tuple[str, str]:
        """The table and the panel that a reference speaks of."""
        table = self._tables.get(term.table)
        panel = find_panel(table, term) if table else None
        return term.table, panel.id if panel else term.panel


def _ledger_problems(side: str, term: TableReference) -> Iterator[ReferenceProblem]:
    """A balance takes the amounts of entry sheets."""
    if term.table not in LEDGER_TABLES:
        yield ReferenceProblem(side, UNKNOWN, term.table, tuple(LEDGER_TABLES))
    elif term.column != LEDGER_COLUMN:
        yield ReferenceProblem(side, UNKNOWN, term.column, (LEDGER_COLUMN,))
    elif term.row or term.panel:
        yield ReferenceProblem(side, UNKNOWN, str(term), (f"{term.table}[{LEDGER_COLUMN}]",))


def _levels(table: schema.Table, panel: schema.Panel | None, anchored: bool) -> Iterator[str]:
    """The rows in which a table can be compared with others; `anchored`: only with itself."""
    yield "行"
    if panel is None:
        by_code = code_levels(list(table.rows))
        yield from by_code
        if anchored:
            yield from (level for level in table.rows if level in CODED and level not in by_code)
    elif any(isinstance(row, schema.RepeatedRow) for row in panel.rows):
        yield "类"


def names_projects(register: Register) -> bool:
    """Whether each row of a register is about a project."""
    return register.column(register.key[0]).choices == PROJECT_LIST


def registers_named(check: schema.Check) -> set[str]:
    """The tables and registers that a check of formulas with numbers names; none where it cannot be read."""
    named: set[str] = set()
    for formula in (check.left, check.right):
        try:
            named |= {term.table for _, term in read_sum(formula)[0]}
        except FormulaError:
            return set()
    return named


def find_panel(table: schema.Table, term: TableReference) -> schema.Panel | None:
    """The panel that a reference names; it may be left out where there is only one."""
    if not term.panel and len(table.panels) == 1:
        return table.panels[0]
    return next((panel for panel in table.panels if panel.id == term.panel), None)


def row_words(table: schema.Table, panel: schema.Panel | None) -> Iterator[str]:
    """The words by which rows can be called."""
    if panel is None:
        yield from table.rows
        return
    for row in panel.rows:
        yield row.name if isinstance(row, schema.FixedRow) else "每类"
    if panel.last:
        yield panel.last.name
