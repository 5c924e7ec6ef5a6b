"""Checks of what was entered: rules for rows, balance by funding source and unit, room for all rows."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    AddressOf,
    CellOf,
    CountFilled,
    CountWhere,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    RowCount,
    SumRange,
    SumWhere,
    both,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.language import read_terms
from generator.layout.references import LEDGER_TABLES, UNIT_SHEET
from generator.workbook import naming
from generator.workbook.comparison import (
    AS_WANTED,
    LEFT,
    ONE,
    ROW,
    ROWS,
    ZERO,
    Comparison,
    Side,
    differs,
    first_broken,
)
from generator.workbook.entry_list import EntryList
from generator.workbook.facts import fact_block, missing_fact
from generator.workbook.ledger import Ledger, rows_filled
from generator.workbook.magnitude import amounts, looks_like_ten_thousands, small_amounts
from generator.workbook.table_view import Terms, in_yuan
from generator.workbook.workings import Workings


class EntryChecks:
    """Turns entry rules, and checks over the ledgers, into comparisons."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings

    def balance(self, check: schema.Check) -> Comparison:
        """The comparison of a check over the ledgers."""
        return self._by_key(check, read_terms(check.left), read_terms(check.right))

    def _by_key(
        self,
        check: schema.Check,
        left: Terms,
        right: Terms,
    ) -> Comparison:
        """Compare the ledgers for every funding source, or for every unit."""
        by_source = check.each == "资金来源"
        listed = Named("来源_名称" if by_source else "单位_名称")
        field_name = "资金来源" if by_source else "单位序"
        rows = self._workings.book.range_columns(listed.name)[0].rows

        def value(terms: Terms, row: Expression) -> Expression:
            key = Item(listed, row) if by_source else row
            values: list[tuple[int, Expression, int]] = []
            for sign, term in terms:
                ledger = LEDGER_TABLES[term.table]
                fen = SumWhere(_mirrored(ledger, "分"), ((_mirrored(ledger, field_name), key),))
                values.append((sign, Operation("/", fen, number(100)), 1))
            return in_yuan(values)

        def total(terms: Terms) -> Expression:
            return in_yuan(
                [
                    (
                        sign,
                        Operation("/", SumRange(_mirrored(LEDGER_TABLES[term.table], "分")), number(100)),
                        1,
                    )
                    for sign, term in terms
                ]
            )

        compared = differs(value(left, Ordinal()), value(right, Ordinal()), check.relation)
        counted, broken = self._workings.running(check.id, [compared], rows, None)
        beyond = Operation(">", ROW, number(rows))
        sheets = [terms[0][1].table for terms in (left, right)]
        cells = []
        for sheet in sheets:
            ledger = LEDGER_TABLES[sheet]
            typed = Named(naming.defined_name(ledger, "资金来源" if by_source else "单位"))
            place = IfFault(Find(Item(listed, If(beyond, ONE, ROW)), typed), ONE)
            column = self._workings.book.names[typed.name].first

            cells.append(AddressOf(CellOf(sheet, column, 0), Operation("-", place, ONE), ZERO))
        return Comparison(
            check.id,
            check,
            Side(f"{sheets[0]}金额", If(beyond, total(left), value(left, ROW)), sheets[0], cells[0]),
            Side(f"{sheets[1]}金额", If(beyond, total(right), value(right, ROW)), sheets[1], cells[1]),
            count=If(both(equal(total(left), 0), equal(total(right), 0)), ZERO, CountFilled(listed)),
            broken=broken,
            row=first_broken(counted, ok=rows + 1),
            where=If(beyond, text("合计"), Item(listed, ROW)),
            idle="还没有录入",
            tables=tuple(sheets),
        )

    def rule(self, entered: EntryList, rule: schema.EntryRule, place: int) -> Comparison:
        """No row of the entry sheet breaks its rule number `place`."""
        sheet, problems = entered.sheet, entered.mirrored("问题")
        rows = CountWhere(((problems, "=", number(place)),))
        first = IfFault(Find(number(place), problems), ONE)
        check = schema.Check(
            id=rule.id,
            severity=rule.severity,
            says=schema.Sentence(
                zh=f"{sheet}：没有要提示“{rule.says.zh}”的行",
                en=f"{sheet}: no row where {rule.says.en}",
            ),
            left=f"{sheet}[金额]",
            right="0",
        )
        cell = AddressOf(
            CellOf(sheet, entered.definition.columns[0].field, 0), Operation("-", first, ONE), ZERO
        )
        row = Operation("+", first, number(entered.heading_row + 1))
        others = If(Operation(">", LEFT, ONE), join("等 ", LEFT, " 行"), NOTHING)
        amounts_wait = rule.pending and isinstance(entered, Ledger)
        return Comparison(
            rule.id,
            check,
            Side(f"{sheet} 中有此问题的行", rows, sheet, cell),
            Side(AS_WANTED, ZERO),
            count=entered.begun if rule.pending else entered.rows_filled,
            broken=LEFT,
            told=join(f"{sheet} 第 ", row, " 行", others, f"：{rule.says.zh}。"),
            idle=f"{sheet} 还没有填金额" if amounts_wait else f"{sheet} 还没有填",
            tables=(sheet,),
            measure=ROWS,
        )

    def capacity(self, check: schema.Check, entered: EntryList) -> Comparison:
        """No entry lies beyond the rows that the mirror reads."""
        sheet = entered.sheet
        rows = RowCount(entered.typed(entered.typed_fields[0]))
        room = number(entered.mirror_rows)
        below = CountFilled(entered.typed("区外"))
        surplus = If(Operation(">", rows, room), Operation("-", rows, room), ZERO)
        start = CellOf(f"{sheet}·区外", entered.definition.columns[0].field, 0)
        return Comparison(
            f"{check.id}·{sheet}",
            check,
            Side(
                f"{sheet} 录入区以外的内容",
                Operation("+", surplus, below),
                sheet,
                AddressOf(start, ZERO, ZERO),
            ),
            Side(AS_WANTED, ZERO),
            count=ONE,
            broken=If(Operation(">", LEFT, ZERO), ONE, ZERO),
            told=join(
                f"{sheet} 录入区下面有 ", LEFT, " 格内容没有计入，请移进录入区，或重新生成行数更多的工作簿。"
            ),
            tables=(sheet,),
            measure=ROWS,
        )

    def fact(self, check: schema.Check, name: str) -> Comparison:
        """A fact about the department is given once anything has been entered."""
        cell = AddressOf(CellOf(fact_block(name), name), ZERO, ZERO)
        label = {"名称": "部门名称"}.get(name, name)
        return Comparison(
            f"{check.id}·{name}",
            check,
            Side(f"{UNIT_SHEET} 中没有填的{label}", missing_fact(name), UNIT_SHEET, cell),
            Side(AS_WANTED, ZERO),
            count=rows_filled(),
            broken=LEFT,
            told=join(f"{UNIT_SHEET} 的{label}还没有填。"),
            idle="还没有录入",
            tables=(UNIT_SHEET,),
            measure=ROWS,
        )

    def magnitude(self, check: schema.Check, sheet: str) -> Comparison:
        """Most amounts are of a size that fits yuan."""
        ledger = LEDGER_TABLES[sheet]
        fen = _mirrored(ledger, "分")
        cell = AddressOf(CellOf(sheet, "金额"), ZERO, ZERO)
        return Comparison(
            f"{check.id}·{sheet}",
            check,
            Side(f"{sheet} 不到 {check.below:,} 元的金额", small_amounts(fen, check.below), sheet, cell),
            Side("全部金额", amounts(fen), sheet, cell),
            count=amounts(fen),
            broken=If(looks_like_ten_thousands(fen, check.below), ONE, ZERO),
            told=join(
                f"{sheet} 有 ",
                LEFT,
                " 个金额不到 ",
                f"{check.below:,} 元，超过一半，像是按万元填写的。录入表以元为单位，请乘以 10,000 重新填；"
                "金额本来就小的，在最后一列写明原因。",
            ),
            idle=f"{sheet} 还没有填金额",
            tables=(sheet,),
            measure=ROWS,
        )


def _mirrored(ledger: str, column: str) -> Named:
    """A column of a ledger's normalised rows."""
    return Named(naming.defined_name(naming.MIRRORS[ledger], column))
