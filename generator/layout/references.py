"""What the table references of a check stand for, and whether they can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.layout import schema
from generator.layout.language import FormulaError, TableReference, read_terms
from generator.layout.source import FORMULA, UNKNOWN

LEDGER_TABLES = {"收入录入": "收入", "支出录入": "支出"}
LEDGER_COLUMN = "金额"
LEDGER_KEYS = ("资金来源", "单位")


@dataclass(frozen=True, slots=True)
class ReferenceProblem:
    """A formula that cannot be read, or a word in it that means nothing and the words that would."""

    code: str
    found: str
    allowed: tuple[str, ...]


class References:
    """The tables of a layout, as checks may refer to them."""

    def __init__(self, tables: dict[str, schema.Table]) -> None:
        self._tables = tables

    def whole_tables(self) -> dict[str, list[str]]:
        """By shape of check, the tables that it can be asked of."""
        growing = [name for name, table in self._tables.items() if table.rows]
        return {
            "parents": growing,
            "names": list(self._tables),
            "codes": [name for name in growing if {"类", "经济类"} & set(self._tables[name].rows)],
            "statements": [name for name in growing if self._tables[name].empty],
            "capacity": [*LEDGER_TABLES, *growing],
        }

    def problems(self, formula: str, check: schema.Check) -> Iterator[ReferenceProblem]:
        """Everything wrong with one side of a check."""
        if not formula:
            return
        try:
            terms = read_terms(formula)
        except FormulaError as error:
            yield ReferenceProblem(FORMULA, str(error), (error.expected,))
            return
        for _, term in terms:
            yield from self._term_problems(term, check)

    def _term_problems(self, term: TableReference, check: schema.Check) -> Iterator[ReferenceProblem]:
        if check.each in LEDGER_KEYS:
            if term.table not in LEDGER_TABLES:
                yield ReferenceProblem(UNKNOWN, term.table, tuple(LEDGER_TABLES))
            elif term.column != LEDGER_COLUMN:
                yield ReferenceProblem(UNKNOWN, term.column, (LEDGER_COLUMN,))
            return
        table = self._tables.get(term.table)
        if table is None:
            yield ReferenceProblem(UNKNOWN, term.table, tuple(self._tables))
            return
        panel = find_panel(table, term)
        if table.panels and panel is None:
            yield ReferenceProblem(UNKNOWN, term.panel, tuple(panel.id for panel in table.panels))
            return
        headings = panel.columns if panel else table.columns
        columns = [leaf.name for top in headings for leaf in top.leaves() if leaf.shows is None]
        if term.column not in columns:
            yield ReferenceProblem(UNKNOWN, term.column, tuple(columns))
        if check.each:
            levels = list(_levels(table, panel))
            if check.each not in levels:
                yield ReferenceProblem(UNKNOWN, check.each, tuple(levels))
        if not check.each and not term.row:
            yield ReferenceProblem(UNKNOWN, str(term), (f"{term.table}[row, column]",))
        if term.row:
            rows = list(row_words(table, panel))
            if term.row not in rows and not (term.row.isdigit() and table.rows):
                yield ReferenceProblem(UNKNOWN, term.row, tuple(rows))


def _levels(table: schema.Table, panel: schema.Panel | None) -> Iterator[str]:
    """The rows in which a table can be compared with others."""
    yield "行"
    if panel is None:
        yield from (level for level in table.rows if level not in ("总计", "单位", "项目"))
        if table.rows[-1] == "项目" and "款" in table.rows:
            yield "项"  # the projects of an 项 stand for it
    elif any(isinstance(row, schema.RepeatedRow) for row in panel.rows):
        yield "类"


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
