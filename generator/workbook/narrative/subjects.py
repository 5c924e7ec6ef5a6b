"""The subjects (说明事项): the amounts whose reasons people write, and which are still to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from generator.expression.nodes import (
    NOTHING,
    Above,
    AddressOf,
    CellOf,
    CountNumbers,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    RowCount,
    both,
    call,
    choose,
    equal,
    join,
    number,
    text,
)
from generator.layout.fields import REASON_REGISTER
from generator.workbook import naming
from generator.workbook.narrative.comparing import (
    CHANGE,
    GROWTH,
    LAST_YEAR,
    NEEDLESS,
    NUMBER,
    OPEN,
    SUBJECT,
    UNKNOWN,
    WRITTEN,
)
from generator.workbook.narrative.ground import Ground, of_register

REGISTER, KEY, TEXT = REASON_REGISTER, "事项", "文字"
BLOCK, OPEN_BLOCK = "说明事项", "待写"
TO_WRITE = "待写_事项"
"""The defined name of the subjects that are still to be written."""
LISTED = 60
"""How many subjects still to be written are listed at once."""
COLUMNS = {"名称": SUBJECT, "本年": NUMBER, "上年": LAST_YEAR, "增减": CHANGE, "增减率": GROWTH}
"""What the list of subjects says, and the field of a figure or row that holds it."""
_ZERO, _ONE = number(0), number(1)

Cells = Callable[[str, int], Expression]
"""A field of a figure or of one of several rows, by name and row."""


@dataclass(frozen=True, slots=True)
class _Group:
    rows: int
    cell: Cells
    known: Expression | None
    """How many rows 上年数 has of the measure; None where nothing is compared."""


class Subjects:
    """The list of subjects, filled group by group."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._groups: list[_Group] = []

    def add(self, rows: int, cell: Cells, known: Expression | None) -> int:
        """Add the subjects of a figure (one row) or of rows; returns how many stand above them."""
        above = self.count
        self._groups.append(_Group(rows, cell, known))
        return above

    @property
    def count(self) -> int:
        """How many rows the list has."""
        return sum(group.rows for group in self._groups)

    def prepare(self) -> None:
        """Ask for the fields that the list shows, before figures and rows are placed."""
        for group in self._groups:
            for field in self._fields(group).values():
                group.cell(field, 0)

    def place(self) -> None:
        """Put the list on the hidden sheet, and the shorter one of what is still to be written."""
        if not self._groups:
            self._groups.append(_Group(1, lambda field, row: NOTHING, None))
        waiting, contradicting = self._is_open(), self._contradicts()
        block = self._ground.place(
            BLOCK,
            self.count,
            {
                **{column: self._column(column) for column in COLUMNS},
                "知": self._known(),
                "处": If(equal(Here("名称"), ""), _ZERO, IfFault(Find(Here("名称"), _written(KEY)), _ZERO)),
                "文字": self._text(),
                "状态": self._state(),
                "待": Operation("+", Above("待"), waiting),
                "矛盾": Operation("+", Above("矛盾"), contradicting),
            },
            firsts={"待": waiting, "矛盾": contradicting},
        )
        for column in (*COLUMNS, "处", "状态", "文字", "待", "矛盾"):
            self._ground.name_column(subject_column(column).name, block, column)
        self._place_open()

    def _fields(self, group: _Group) -> dict[str, str]:
        return COLUMNS if group.known is not None else {"名称": SUBJECT, "本年": NUMBER}

    def _column(self, column: str) -> list[Expression]:
        cells: list[Expression] = []
        for group in self._groups:
            fields = self._fields(group)
            if column in fields:
                cells += [group.cell(fields[column], row) for row in range(group.rows)]
            else:
                cells += [NOTHING] * group.rows
        return cells

    def _known(self) -> list[Expression]:
        return [
            _ZERO if group.known is None else group.known for group in self._groups for _ in range(group.rows)
        ]

    def _text(self) -> Expression:
        """What was written, with a blank before it where it begins with a digit, as before all numbers."""
        written = Item(_written(TEXT), Here("处"))
        digit = call("ISNUMBER", call("FIND", call("LEFT", written, _ONE), text("0123456789")))
        spaced = If(equal(written, ""), NOTHING, join(If(digit, text(" "), NOTHING), written))
        counted = equal(Item(_written("计入"), Here("处")), 1)
        return If(equal(Here("处"), 0), NOTHING, If(counted, spaced, NOTHING))

    def _state(self) -> Expression:
        limit = number(Decimal(str(self._ground.wording.reason_beyond_percent)))
        no_money = both(equal(Here("本年"), 0), call("OR", equal(Here("上年"), 0), equal(Here("上年"), "")))
        return choose(
            [
                (equal(Here("名称"), ""), NOTHING),
                (Operation("<>", Here("文字"), NOTHING), text(WRITTEN)),
                (no_money, text(NEEDLESS)),
                (equal(Here("上年"), ""), text(OPEN)),
                (equal(Here("知"), 0), text(UNKNOWN)),
                (equal(Here("增减率"), ""), text(OPEN)),
                (Operation("<=", call("ABS", Here("增减率")), limit), text(NEEDLESS)),
            ],
            text(OPEN),
        )

    def _is_open(self) -> Expression:
        return If(call("OR", equal(Here("状态"), OPEN), equal(Here("状态"), UNKNOWN)), _ONE, _ZERO)

    def _contradicts(self) -> Expression:
        """1 where a reason speaks of growth beside a negative change and of nothing less, or the reverse."""
        wording = self._ground.wording

        def says(words: list[str]) -> Expression:
            bare: Expression = Here("文字")
            for word in words:
                bare = call("SUBSTITUTE", bare, text(word), NOTHING)
            return Operation("<", call("LEN", bare), call("LEN", Here("文字")))

        falls, rises = Operation("<", Here("增减"), _ZERO), Operation(">", Here("增减"), _ZERO)
        wrong_up = both(falls, says([wording.more, wording.up]), call("NOT", says(wording.falling)))
        wrong_down = both(rises, says([wording.less, wording.down]), call("NOT", says(wording.rising)))
        judged = If(call("OR", wrong_up, wrong_down), _ONE, _ZERO)
        return If(equal(Here("文字"), ""), _ZERO, If(equal(Here("增减"), ""), _ZERO, judged))

    def _place_open(self) -> None:
        """The subjects still to be written, one after the other, and up to which row there are any."""
        place = IfFault(Find(Ordinal(), subject_column("待")), NOTHING)
        shown = {
            column: If(equal(Here("处"), ""), NOTHING, Item(subject_column(column), Here("处")))
            for column in COLUMNS
        }
        listed = self._ground.place(OPEN_BLOCK, LISTED, {"处": place, **shown})
        for column in COLUMNS:
            self._ground.name_column(to_write(column).name, listed, column)
        self._ground.name_column("待写_处", listed, "处")
        filled = CountNumbers(Named("待写_处"))
        last = self._ground.place(f"{OPEN_BLOCK}·末行", 1, {"末行": [If(equal(filled, 0), _ONE, filled)]})
        self._ground.name_column(naming.last_row_name(TO_WRITE), last, "末行")


def subject_column(column: str) -> Named:
    """A column of the list of subjects."""
    return Named(naming.defined_name(BLOCK, column))


def to_write(column: str) -> Named:
    """A column of the list of what is still to be written."""
    return Named(TO_WRITE if column == "名称" else naming.defined_name(OPEN_BLOCK, column))


def last_count(column: str) -> Expression:
    """The last value of a running count: of subjects still to be written (待), of contradictions (矛盾)."""
    counts = subject_column(column)
    return Item(counts, RowCount(counts))


def _written(column: str) -> Named:
    return of_register(REGISTER, column)


def reason_source(ground: Ground, place: Expression) -> Expression:
    """The address of the cell in which the reason of a subject is written; "" while none is."""
    register = ground.layout.register(REGISTER)
    row = Item(subject_column("处"), place)
    address = AddressOf(CellOf(register.sheet, TEXT, 0), Operation("-", row, _ONE), _ZERO)
    return If(equal(row, 0), NOTHING, join(f"{register.sheet}!", address))
