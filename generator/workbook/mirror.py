"""The mirror of a ledger: a hidden sheet of normalised rows, amounts in whole fen (分).

Mirror row k reads INDEX(range, k), never a cell itself, so that rows a person inserts, deletes,
sorts or drags stay counted. Whole fen add up without error even in binary spreadsheets.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Column
from generator.expression.nodes import (
    NOTHING,
    Above,
    CountNumbers,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    Operation,
    SumRange,
    both,
    equal,
    number,
)
from generator.workbook import naming
from generator.workbook.entry_rules import rule_text
from generator.workbook.keys import KeyPlan
from generator.workbook.ledger import Ledger
from generator.workbook.mirror_columns import MirrorColumns
from generator.workbook.sheet import Label, Sheet

ONE, ZERO = number(1), number(0)
MOST_PROJECTS = 300
"""How many projects the drop-down list offers at most."""


class Mirror:
    """Places the mirror of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.name = ledger.mirror

    def sheet(self, key_plans: Sequence[KeyPlan]) -> Sheet:
        """The hidden sheet of normalised rows, with the keys of each growing table beside them."""
        sheet = Sheet(self.name, hidden=True, banner=False)
        rules = MirrorColumns(self.ledger).all()
        ranges: list[tuple[str, str, str]] = [(self.ledger.mirrored(name).name, name, name) for name in rules]
        for plan in key_plans:
            keys = plan.columns(both(equal(Here("计入"), 1), Operation("<>", Here("分"), ZERO)))
            rules.update(keys)
            names = list(keys)
            ranges.append((plan.range_name, names[0], names[-1]))
        columns = [Column(name, place, rule) for place, (name, rule) in enumerate(rules.items())]
        if self.ledger.name == "单位":
            columns = [_started(column) for column in columns]
        rows = self.ledger.capacity + self.ledger.spare
        block = self.ledger.book.add(Block.of(self.name, self.name, 1, rows, columns))
        sheet.paint(block, {})
        sheet.labels += [Label(0, column.position, column.name, "note") for column in columns]
        for name, first, last in ranges:
            self.ledger.book.name(name, block, first, last)
        self._place_rule_texts(sheet, len(columns) + 1)
        self._place_choices(sheet, len(columns) + 3)
        return sheet

    def _place_rule_texts(self, sheet: Sheet, position: int) -> None:
        texts = [rule_text(rule) for rule in self.ledger.definition.rules]
        block = self.ledger.book.add(
            Block.of(f"{self.name}·规则", self.name, 1, len(texts), [Column("规则", position, texts)])
        )
        sheet.paint(block, {})
        sheet.labels.append(Label(0, position, "规则", "note"))
        self.ledger.book.name(self.ledger.typed("规则").name, block, "规则")

    def _place_choices(self, sheet: Sheet, position: int) -> None:
        """What drop-down lists offer: up to which row there are units; every project once."""
        book = self.ledger.book
        if self.ledger.name == "单位":
            filled = Find(SumRange(self.ledger.mirrored("填写")), self.ledger.mirrored("次序"))
            count: Expression = IfFault(filled, ONE)
        elif self.ledger.name == "支出":
            projects = self.ledger.mirrored("项目号")
            next_project = If(equal(Above("序"), ""), NOTHING, NextKey(projects, Above("序")))
            named = Item(self.ledger.mirrored("项目"), Here("序"))
            listed = [
                Column("序", position, next_project, first=NextKey(projects, None)),
                Column("名称", position + 1, If(equal(Here("序"), ""), NOTHING, named)),
            ]
            rows = min(MOST_PROJECTS, self.ledger.capacity)
            block = book.add(Block.of("项目选项", self.name, 1, rows, listed))
            sheet.paint(block, {})
            sheet.labels.append(Label(0, position, "项目选项", "note"))
            book.name("项目_选项", block, "名称")
            book.name("项目_序", block, "序")
            distinct = CountNumbers(Named("项目_序"))
            count = If(equal(distinct, 0), ONE, distinct)
        else:
            return
        last = book.add(
            Block.of(f"{self.name}·末行", self.name, 1, 1, [Column("末行", position + 2, [count])])
        )
        sheet.paint(last, {})
        sheet.labels.append(Label(0, position + 2, "末行", "note"))
        listed_name = "单位_名称" if self.ledger.name == "单位" else "项目_选项"
        book.name(naming.last_row_name(listed_name), last, "末行")


def _started(column: Column) -> Column:
    """The running number of the filled rows begins in the first row."""
    if column.name != "次序":
        return column
    return Column(column.name, column.position, column.content, first=Here("填写"))
