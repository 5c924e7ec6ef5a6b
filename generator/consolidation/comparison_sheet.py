"""The comparison by department (部门对比): one row for each department, all live over the ledgers.

Departments stand side by side, and beside last year, with the figures that they submitted themselves:
before elimination, as last year's are. `region_rows` makes the rows above them.

A row reads the slice of each ledger that holds its department, so that a thousand departments take no
longer than their entries; conditions on the department's place keep out what somebody sorted in there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.consolidation import naming
from generator.consolidation.member import Member
from generator.consolidation.region_rows import apart, from_others, region_rows
from generator.expression.block import Block, Book, Column, Content
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import (
    NOTHING,
    CountWhere,
    Expression,
    Here,
    If,
    Named,
    Operation,
    Ordinal,
    Slice,
    SumWhere,
    Value,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.model.amount import FEN_PER_UNIT, FEN_PER_YUAN
from generator.workbook.heading import HEADING_ROW, draw_headings
from generator.workbook.measure import measured_in
from generator.workbook.naming import defined_name
from generator.workbook.sheet import Condition, Label, Page, Sheet

RANK = "排序"
"""A working column of each column that a chart ranks: the larger the amount, the smaller the number."""
_LEDGERS = (naming.SPENT, naming.RECEIVED, naming.LAST_YEAR)
_FIRST, _ROWS = "首行", "行数"
_TITLE_ROW, _HELP_ROW, _STATUS_ROW = 1, 2, 3
_WHOLE_YUAN = 10_000
"""What a yuan is worth in the number that ranks; below it there is room for the place of a department."""


class ComparisonSheet:
    """Places the comparison. `slices` says where in each ledger a member's rows begin, and how many."""

    def __init__(
        self,
        layout: LayoutSet,
        comparison: schema.Comparison,
        ranked: Sequence[str],
        members: Sequence[Member],
        names: Sequence[str],
        slices: Mapping[str, Sequence[tuple[int, int]]],
    ) -> None:
        self.unit = comparison.unit
        self.headings = comparison.columns
        self.leaves = [leaf for heading in comparison.columns for leaf in heading.leaves()]
        self.measures = {figure.measure: figure.name.zh for figure in layout.previous_figures}
        self.ranked, self.members, self.names, self.slices = ranked, members, names, slices

    def sheet(self, book: Book) -> Sheet:
        """The sheet: totals on top, then one row for each department."""
        sheet = Sheet(naming.COMPARISON, tab="region")
        left = self._left()
        shown = [leaf for leaf in self.leaves if not leaf.hidden]
        working = [leaf for leaf in self.leaves if leaf.hidden]
        headings = [_text_heading(name, width) for name, (width, _) in left.items()]
        headings += [heading for each in self.headings for heading in _drawn(each)]
        depth = max(heading.depth() for heading in headings)
        width = len(left) + len(shown)
        total_row = draw_headings(sheet, headings, 0, depth, number_row=False)
        top = total_row + 4
        contents: dict[str, Content] = {name: values for name, (_, values) in left.items()}
        contents |= {leaf.name: self._content(leaf) for leaf in [*shown, *working]}
        contents |= self._working()
        columns = [Column(name, place, content) for place, (name, content) in enumerate(contents.items())]
        block = book.add(Block.of(naming.COMPARISON, sheet.name, top, len(self.members), columns))
        amounts = {leaf.name: "amount framed" for leaf in shown}
        sheet.paint(block, dict.fromkeys(left, "text-cell shrink") | amounts)
        for name in contents:
            book.name(defined_name(naming.COMPARISON, name), block, name)
        rows = region_rows(self.leaves, self.unit, len(self.members))
        for place, (name, of_region) in enumerate(rows.items()):
            cells: dict[str, Content] = {each: [None] for each in left} | of_region
            columns = [Column(each, block.columns[each].position, content) for each, content in cells.items()]
            row = book.add(Block.of(name, sheet.name, total_row + place, 1, columns))
            sheet.paint(
                row, dict.fromkeys(left, "text-cell bold") | dict.fromkeys(amounts, "amount framed bold")
            )
        numbers = ["※"] * len(left) + [str(place) for place in range(1, len(shown) + 1)]
        sheet.labels += [Label(top - 1, place, each, "number-row") for place, each in enumerate(numbers)]
        self._head(book, sheet, width)
        sheet.hidden_columns = (width, len(contents) - 1)
        sheet.filter = (top - 1, 0, top - 1 + len(self.members), len(contents) - 1)
        sheet.freeze = (top, 2)
        sheet.zoom = 85
        sheet.page = Page(landscape=True, repeat=(HEADING_ROW, top - 1), last_column=width - 1, large=True)
        return sheet

    def _left(self) -> dict[str, tuple[float, list[Value]]]:
        """What tells departments apart: width and values."""
        left: dict[str, tuple[float, list[Value]]] = {
            "部门编码": (12, [member.code or None for member in self.members]),
            "部门": (30, list(self.names)),
        }
        if any(member.group for member in self.members):
            left["分组"] = (14, [member.group or None for member in self.members])
        return left

    def _working(self) -> dict[str, Content]:
        """Hidden columns: where a department's rows are, its amounts in fen, its rank."""
        contents: dict[str, Content] = {naming.MEMBER: list(range(1, len(self.members) + 1))}
        for ledger in _LEDGERS:
            contents[f"{ledger}·{_FIRST}"] = [first for first, _ in self.slices[ledger]]
            contents[f"{ledger}·{_ROWS}"] = [rows for _, rows in self.slices[ledger]]
        for ledger in (naming.SPENT, naming.RECEIVED):
            fen = SumWhere(_cells(ledger, naming.SUBMITTED_FEN), (_of_member(ledger),))
            contents[f"{ledger}·{naming.FEN}"] = _where_any(ledger, fen, number(0))
        for column in self.ranked:
            per_yuan = number(FEN_PER_UNIT[self.unit] // FEN_PER_YUAN)
            whole = call("ROUND", Operation("*", Here(column), per_yuan), number(0))
            contents[_rank(column)] = Operation("-", Ordinal(), Operation("*", whole, number(_WHOLE_YUAN)))
        return contents

    def _content(self, leaf: schema.ComparedColumn) -> Expression:
        if leaf.counts is not None:
            ledger = naming.LEDGERS[leaf.counts]
            also = (_of_member(ledger),)
            counted = measured_in(
                lambda name: _submitted_cells(ledger, name),
                self.unit,
                leaf.where,
                also,
            )
            return _where_any(ledger, counted, number(0))
        if leaf.last_year is not None:
            return self._last_year(leaf.last_year)
        return from_others(leaf, self.unit)

    def _last_year(self, wanted: schema.LastYear) -> Expression:
        """A figure of last year; nothing where a department has none at all."""
        ledger = naming.LAST_YEAR
        conditions = [_of_member(ledger), (_cells(ledger, "指标"), text(self.measures[wanted.measure]))]
        if wanted.item:
            conditions.append((_cells(ledger, "项目"), text(wanted.item)))
        fen = SumWhere(_cells(ledger, naming.FEN), tuple(conditions))
        return _where_any(ledger, Operation("/", fen, number(FEN_PER_UNIT[self.unit])), NOTHING)

    def _head(self, book: Book, sheet: Sheet, width: int) -> None:
        """Title, help, and whether the comparison agrees with the entry sheets."""
        spent, received = (apart(ledger) for ledger in ("支出", "收入"))
        differs = join(
            "✘ 与录入表不一致：支出相差 ",
            call("TEXT", Operation("/", spent, number(FEN_PER_YUAN)), text("#,##0.00")),
            " 元，收入相差 ",
            call("TEXT", Operation("/", received, number(FEN_PER_YUAN)), text("#,##0.00")),
            " 元。汇总明细的行次序被改变，或者录入表里另外填了行。",
        )
        agrees = text("✔ 各部门之和减去抵销，与支出录入、收入录入一致，也就是与各公开表一致。")
        missing = Operation("-", number(len(self.members)), _with_last_year())
        without = If(
            Operation(">", missing, number(0)),
            join("　", missing, " 个部门没有上年数，不参加比较。"),
            NOTHING,
        )
        told = join(If(both(equal(spent, 0), equal(received, 0)), agrees, differs), without)
        name = f"{naming.COMPARISON}·核对"
        status = book.add(Block.of(name, sheet.name, _STATUS_ROW, 1, [Column("核对", 0, told)]))
        sheet.paint(status, {"核对": "status"})
        wrong = equal(call("LEFT", Here("核对"), number(1)), "✘")
        sheet.conditions.append(Condition(status.name, 0, width - 1, wrong, "row-to-mend"))
        sheet.labels += [
            Label(_TITLE_ROW, 0, naming.COMPARISON, "title-left"),
            Label(
                _HELP_ROW,
                0,
                "各部门和合计都是抵销前的数，由“汇总明细”“汇总收入”的金额算出；上年数也没有抵销，增减按抵销前的数算。"
                "合计减去抵销是汇总数，与公开表一致。上年为 0 或没有上年数的不算增减率。可以筛选。",
                "note",
            ),
            Label(4, width - 1, f"单位：{self.unit}", "unit-line"),
        ]


def compared(
    evaluation: Evaluation, leaves: Sequence[schema.ComparedColumn], block: str
) -> list[dict[str, Decimal | None]]:
    """The values of the comparison or of its totals, by column; None where the sheet shows nothing."""
    columns = {leaf.name: evaluation.column(block, leaf.name) for leaf in leaves}
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, map(_number, row), strict=True)) for row in rows]


def _number(value: Value | Fault) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


def rank_name(column: str) -> str:
    """The defined name of the numbers that rank a column."""
    return defined_name(naming.COMPARISON, _rank(column))


def _rank(column: str) -> str:
    return f"{RANK}·{column}"


def _text_heading(name: str, width: float) -> schema.Heading:
    return schema.Heading(heading=name, where={}, width=width)


def _drawn(column: schema.ComparedColumn) -> list[schema.Heading]:
    """A heading of the comparison as tables draw theirs; nothing where all of it is hidden."""
    if column.columns is None:
        if column.hidden:
            return []
        return [schema.Heading(heading=column.heading.zh, id=column.name, where={}, width=column.width)]
    below = [heading for each in column.columns for heading in _drawn(each)]
    return [schema.Heading(heading=column.heading.zh, columns=below)] if below else []


def _cells(ledger: str, column: str) -> Slice:
    """A column of a ledger, the rows of this row's department only."""
    first = Here(f"{ledger}·{_FIRST}")
    last = Operation("-", Operation("+", first, Here(f"{ledger}·{_ROWS}")), number(1))
    return Slice(Named(defined_name(ledger, column)), first, last)


def _submitted_cells(ledger: str, column: str) -> Slice:
    """The same before elimination: a slice of 上报分 where 分 is asked for."""
    return _cells(ledger, naming.SUBMITTED_FEN if column == naming.FEN else column)


def _of_member(ledger: str) -> tuple[Slice, Expression]:
    return (_cells(ledger, naming.MEMBER), Here(naming.MEMBER))


def _where_any(ledger: str, value: Expression, otherwise: Expression) -> Expression:
    """A value where the department has rows in the ledger: a slice of none would be a slice of two."""
    return If(equal(Here(f"{ledger}·{_ROWS}"), 0), otherwise, value)


def _with_last_year() -> Expression:
    """How many departments have figures of last year."""
    rows = Named(defined_name(naming.COMPARISON, f"{naming.LAST_YEAR}·{_ROWS}"))
    return CountWhere(((rows, ">", number(0)),))
