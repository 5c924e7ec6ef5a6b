"""The three ledgers of a region: expenditure (汇总明细), income (汇总收入), last year (汇总上年)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.consolidation import naming
from generator.consolidation.ledger_sheet import (
    CODE,
    COUNT,
    NUMBER_CODE,
    TEXT,
    TYPED,
    Description,
    Field,
    amount_fields,
    ledger_sheet,
    working_fields,
)
from generator.consolidation.member import Member
from generator.consolidation.rows import LastYear, Received, Spent
from generator.consolidation.traced_cells import traced_cells
from generator.expression.block import Book
from generator.expression.excel import column_letters
from generator.expression.nodes import Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.model.amount import yuan
from generator.workbook.keys import dimension_value
from generator.workbook.sheet import Sheet

_SHOWN = ("经济款", "支出类型", "资金来源")
"""Dimensions that a ledger shows anyway; the others stand in working columns."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Places the ledgers of one region. `names` are what the members are called."""

    members: Sequence[Member]
    names: Sequence[str]
    layout: LayoutSet

    def spent(self, book: Book, rows: Sequence[Spent], groups: Sequence[int], projects: bool) -> Sheet:
        """汇总明细. `groups` is the number of the region's line item that each row belongs to."""
        functions = {code.code: code.name for code in self.layout.function.in_force(self.layout.year)}
        economics = {code.code: code.name for code in self.layout.economic.in_force(self.layout.year)}
        for member in self.members:
            for item in member.department.items:
                functions.setdefault(item.function_code, item.function_name)
                economics.setdefault(item.economic_code, item.economic_name)
        fields = [
            *self._whose(rows),
            Field("项", "功能科目编码", 12, NUMBER_CODE, [int(row.function_code) for row in rows]),
            Field("功能名称", "功能科目名称", 26, TEXT, [functions[row.function_code] for row in rows]),
            Field("经济款", "经济科目编码", 10, NUMBER_CODE, [int(row.economic_code) for row in rows]),
            Field("经济名称", "经济科目名称", 20, TEXT, [economics[row.economic_code] for row in rows]),
            Field("支出类型", "支出类型", 11, TEXT, [row.kind for row in rows]),
            *([Field("项目", "项目", 30, TEXT, [row.project or None for row in rows])] if projects else []),
            Field("资金来源", "资金来源", 24, TEXT, [row.source for row in rows]),
            *amount_fields(
                [yuan(row.fen) for row in rows],
                [yuan(row.eliminated) if row.eliminated else None for row in rows],
            ),
            Field("条数", "条数", 7, COUNT, [len(row.rows) for row in rows]),
            *self._where(rows, lambda member: member.items_at or self._as_in_form("支出")),
            *working_fields([row.member + 1 for row in rows], groups, naming.CONSOLIDATED),
        ]
        dimensions = self._dimensions("支出")
        values = {
            source.name: (source.budget, source.period, source.nature) for source in self.layout.sources
        }
        places = {"预算": 0, "年度": 1, "性质": 2}
        personnel = set(self.layout.entries.personnel_classes)
        of_code: Mapping[str, Callable[[Spent], str]] = {
            "类": lambda row: row.function_code[:3],
            "经济类": lambda row: row.economic_code[:3],
            "经费": lambda row: "人员经费" if row.economic_code[:3] in personnel else "公用经费",
        }
        for dimension in dimensions:
            if dimension in places:
                place = places[dimension]
                content: list[Value] = [values[row.source][place] for row in rows]
            else:
                tell = of_code[dimension]
                content = [dimension_value(dimension, tell(row)).value for row in rows]
            fields.append(Field(dimension, "", 0, "", content))
        described = Description(
            naming.SPENT,
            (
                "每个部门的每种支出一行；合并数 = 金额 + 抵销。公开表和校验按合并数算，“部门对比”按金额算；"
                "改了，各表随之重算。",
                "数从哪里来：“文件”是部门交来的工作簿，“单元格”是其中的格子。可以筛选；不要改变行的次序。",
            ),
        )
        return ledger_sheet(book, described, fields, len(rows))

    def received(self, book: Book, rows: Sequence[Received], groups: Sequence[int]) -> Sheet:
        """汇总收入. `groups` is the number of the region's income entry that each row belongs to."""
        values = {
            source.name: (source.budget, source.period, source.nature) for source in self.layout.sources
        }
        places = {"预算": 0, "年度": 1, "性质": 2}
        fields = [
            *self._whose(rows),
            Field("资金来源", "资金来源", 34, TEXT, [row.source for row in rows]),
            *amount_fields(
                [yuan(row.fen) for row in rows],
                [yuan(row.eliminated) if row.eliminated else None for row in rows],
            ),
            Field("条数", "条数", 7, COUNT, [len(row.rows) for row in rows]),
            *self._where(rows, lambda member: member.income_at or self._as_in_form("收入")),
            *working_fields([row.member + 1 for row in rows], groups, naming.CONSOLIDATED),
            *(
                Field(dimension, "", 0, "", [values[row.source][places[dimension]] for row in rows])
                for dimension in self._dimensions("收入")
            ),
        ]
        described = Description(
            naming.RECEIVED,
            (
                "每个部门的每种收入一行；合并数 = 金额 + 抵销。公开表和校验按合并数算，“部门对比”按金额算；"
                "改了，各表随之重算。",
                "数从哪里来：“文件”是部门交来的工作簿，“单元格”是其中的格子。可以筛选；不要改变行的次序。",
            ),
        )
        return ledger_sheet(book, described, fields, len(rows))

    def last_year(self, book: Book, rows: Sequence[LastYear], groups: Sequence[int | None]) -> Sheet:
        """汇总上年. `groups` is the number of the region's figure; None: of none of them."""
        measures = {figure.measure: figure.name.zh for figure in self.layout.previous_figures}
        fields = [
            *self._whose(rows),
            Field("指标", "指标", 34, TEXT, [measures.get(row.measure, row.measure) for row in rows]),
            Field("项目", "项目", 26, TEXT, [row.item for row in rows]),
            Field(naming.AMOUNT, "上年金额（元）", 20, TYPED, [yuan(row.fen) for row in rows]),
            *working_fields([row.member + 1 for row in rows], groups, naming.AMOUNT),
        ]
        described = Description(
            naming.LAST_YEAR,
            (
                "各部门上年部门预算的数字，与本年比较用，不进公开表；上年数没有抵销。",
                "改金额，上年数表和部门对比随之重算。可以筛选；不要改变行的次序。",
            ),
        )
        return ledger_sheet(book, described, fields, len(rows))

    def _whose(self, rows: Sequence[Spent | Received | LastYear]) -> list[Field]:
        codes = [self.members[row.member].code or None for row in rows]
        return [
            Field("部门编码", "部门编码", 12, CODE, codes),
            Field("部门", "部门", 26, TEXT, [self.names[row.member] for row in rows]),
        ]

    def _where(self, rows: Sequence[Spent | Received], column_of: Callable[[Member], str]) -> list[Field]:
        at = [column_of(member) for member in self.members]
        return [
            Field("文件", "文件", 30, TEXT, [self.members[row.member].file for row in rows]),
            Field("单元格", "单元格", 44, TEXT, [traced_cells(row.rows, at[row.member]) for row in rows]),
        ]

    def _as_in_form(self, ledger: schema.Ledger) -> str:
        """The sheet and column in which amounts stand in the form."""
        sheet = self.layout.entry_sheet(ledger)
        place = [column.field for column in sheet.columns].index("金额")
        return f"{sheet.sheet}!{column_letters(place)}"

    def _dimensions(self, ledger: schema.Ledger) -> list[str]:
        """The dimensions by which the comparison counts, without those that the ledger shows."""
        if self.layout.consolidation is None:
            return []
        columns = self.layout.consolidation.comparison.columns
        used = [
            dimension
            for heading in columns
            for column in heading.leaves()
            if column.counts == ledger
            for dimension in column.where
        ]
        return [dimension for dimension in dict.fromkeys(used) if dimension not in _SHOWN]
