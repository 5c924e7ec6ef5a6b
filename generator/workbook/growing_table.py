"""Growing tables: rows appear by themselves, in code order, as line items are entered.

Row k takes the next distinct key of the items that the table covers; names, codes and amounts follow
from the key. Unused rows show nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    Above,
    ColumnOf,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    Operation,
    SumCells,
    call,
    choose,
    equal,
    number,
    text,
)
from generator.layout import schema
from generator.workbook import heading, naming
from generator.workbook.check_code import check_code_line
from generator.workbook.keys import KeyPlan, Part, unit_name
from generator.workbook.measure import measured
from generator.workbook.sheet import Condition, Lines, Page, Sheet

UNKNOWN = "（科目表中没有）"


class GrowingTable:
    """Places one growing table on its sheet."""

    def __init__(self, book: Book, table: schema.Table, keys: KeyPlan, capacity: int) -> None:
        self.book = book
        self.table = table
        self.keys = keys
        self.capacity = capacity
        self.leaves = [leaf for top in table.columns for leaf in top.leaves()]

    def sheet(self) -> Sheet:
        """The official sheet, with its working columns hidden at the right."""
        table = self.table
        sheet = Sheet(table.table, tab="official")
        depth = max(top.depth() for top in table.columns)
        width = len(self.leaves)
        top = heading.draw_headings(sheet, table.columns, 0, depth, table.number_row)
        block = self.book.add(Block.of(table.table, table.table, top, self.capacity, self._columns()))
        self._name_ranges(block)
        sheet.paint(block, self._styles())
        heading.draw_head(self.book, sheet, table, width, bool(table.empty))
        used = Operation("<>", Here(naming.KEY), NOTHING)
        upper = Operation("<", Here(naming.LEVEL), number(len(table.rows)))
        sheet.conditions += [
            Condition(block.name, 0, width - 1, call("AND", used, upper), "bold-row"),
            Condition(block.name, 0, width - 1, used, "used-row"),
        ]
        sheet.wrapped[block.name] = Lines(unused=2 if self.keys.has("项目") else 1)
        sheet.hidden_columns = (width, width + 3)
        sheet.freeze = (top, self._frozen_columns())
        sheet.page = Page(
            landscape=table.page == "landscape",
            repeat=(heading.HEADING_ROW, top - 1),
            last_column=width - 1,
            growing=naming.defined_name(table.table, naming.KEY),
        )
        return sheet

    @property
    def has_projects(self) -> bool:
        """Whether rows show a name and, in a column of its own, a project."""
        return {"名称", "项目"} <= {str(leaf.shows) for leaf in self.leaves}

    def _frozen_columns(self) -> int:
        return next(place for place, leaf in enumerate(self.leaves) if leaf.shows is None)

    def _columns(self) -> list[Column]:
        columns = [self._column(leaf, place) for place, leaf in enumerate(self.leaves)]
        keys = Named(self.keys.range_name)
        key = Here(naming.KEY)
        next_key = If(equal(Above(naming.KEY), ""), NOTHING, NextKey(keys, Above(naming.KEY)))
        level = Here(naming.LEVEL)
        working: dict[str, Expression] = {
            naming.LEVEL: self._used(self.keys.level_of(key)),
            naming.CODE: self._used(self._code()),
            naming.PARENT: self._used(self.keys.parent_of(key, level)),
        }
        width = len(self.leaves)
        columns.append(Column(naming.KEY, width, next_key, first=NextKey(keys, None)))
        columns += [
            Column(name, width + place, rule) for place, (name, rule) in enumerate(working.items(), start=1)
        ]
        return columns

    def _column(self, leaf: schema.Heading, place: int) -> Column:
        """A column; below the last row in use its name column shows the check code, as a footer."""
        shown = self._shown(leaf)
        if leaf is not self._named_leaf():
            return Column(leaf.name, place, self._used(shown))
        below = If(equal(Above(naming.KEY), ""), NOTHING, check_code_line())
        unused = equal(Here(naming.KEY), "")
        return Column(leaf.name, place, If(unused, below, shown), first=If(unused, check_code_line(), shown))

    def _named_leaf(self) -> schema.Heading:
        """The column that shows names or, where there is none, projects."""
        shown = {leaf.shows: leaf for leaf in reversed(self.leaves) if leaf.shows in ("名称", "项目")}
        return shown.get("名称") or shown["项目"]

    def _used(self, value: Expression) -> Expression:
        return If(equal(Here(naming.KEY), ""), NOTHING, value)

    def _code(self) -> Expression:
        """The classification code of a row as a number; 0 for the total, "" where there is none."""
        part = self.keys.code_part
        if part is None:
            return NOTHING
        code = part.of(Here(naming.KEY))
        if not self.keys.has("单位"):
            return code
        at_unit = equal(Here(naming.LEVEL), self.keys.place("单位"))
        return If(at_unit, NOTHING, code)

    def _shown(self, leaf: schema.Heading) -> Expression:
        if leaf.sum is not None:
            return SumCells(tuple(Here(name) for name in leaf.sum))
        if leaf.where is not None:
            level_keys = ColumnOf(Named(self.keys.range_name), Here(naming.LEVEL))
            return measured("支出", self.table.unit, leaf.where, ((level_keys, Here(naming.KEY)),))
        return self._label(str(leaf.shows))

    def _label(self, shown: str) -> Expression:
        if shown == "名称":
            return self._name()
        if shown == "项目":
            return self._project()
        economic = self.keys.has("经济类")
        start, length = {"类": (1, 3), "款": (4, 2), "项": (6, 2)}[shown]
        level = f"经济{shown}" if economic else shown
        if not self.keys.has(level) and shown == "项":
            level = self.table.rows[-1]
        reached = Operation(">=", Here(naming.LEVEL), number(self.keys.place(level)))
        code = Here(naming.CODE)
        return If(reached, call("MID", code, number(start), number(length)), NOTHING)

    def _name(self) -> Expression:
        economic = self.keys.has("经济类")
        listed = "经济" if economic else "功能"
        known = Item(Named(f"{listed}_名称"), Find(Here(naming.CODE), Named(f"{listed}_键")))
        cases: list[tuple[Expression, Expression]] = [
            (equal(Here(naming.LEVEL), 1), text(self.table.rows[0]))
        ]
        if self.keys.has("单位"):
            at_unit = equal(Here(naming.LEVEL), self.keys.place("单位"))
            cases.append((at_unit, unit_name(self._part("单位").of(Here(naming.KEY)))))
        return choose(cases, IfFault(known, text(UNKNOWN)))

    def _project(self) -> Expression:
        at_project = equal(Here(naming.LEVEL), self.keys.place("项目"))
        project = Item(
            Named(naming.defined_name(naming.MIRRORS["支出"], "项目")),
            self._part("项目").of(Here(naming.KEY)),
        )
        named_here = any(leaf.shows == "名称" for leaf in self.leaves)
        total = NOTHING if named_here else text(self.table.rows[0])
        return If(at_project, project, total)

    def _part(self, name: str) -> Part:
        return self.keys.parts[name]

    def _name_ranges(self, block: Block) -> None:
        table = self.table.table
        amounts = [leaf.name for leaf in self.leaves if leaf.shows is None]
        for name in [*amounts, naming.KEY, naming.LEVEL, naming.CODE, naming.PARENT]:
            self.book.name(naming.defined_name(table, name), block, name)
        self.book.name(naming.defined_name(table, "数"), block, amounts[0], amounts[-1])
        self.book.name(naming.defined_name(table, naming.NAME), block, self._named_leaf().name)
        if self.has_projects:
            project = next(leaf for leaf in self.leaves if leaf.shows == "项目")
            self.book.name(naming.defined_name(table, naming.PROJECT), block, project.name)

    def _styles(self) -> dict[str, str | Sequence[str]]:
        styles: dict[str, str | Sequence[str]] = {}
        for leaf in self.leaves:
            if leaf.shows is None:
                styles[leaf.name] = "amount"
            else:
                styles[leaf.name] = "name" if leaf.shows in ("名称", "项目") else "code"
        return styles
