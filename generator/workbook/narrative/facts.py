"""What every sentence may name: the department, the year, and the facts of the register 事项."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    CellOf,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Operation,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout.fields import FACT_REGISTER
from generator.model.stretch import Meaning
from generator.workbook import naming
from generator.workbook.facts import fact
from generator.workbook.narrative.ground import Ground, of_register

REGISTER, KEY, CONTENT = FACT_REGISTER, "事项", "内容"
BASICS = {
    "部门": Meaning.NAME,
    "级别": Meaning.WORDS,
    "年度": Meaning.YEAR,
    "上年": Meaning.YEAR,
    "编制日期": Meaning.WORDS,
}
"""What is known of the department, and what it states."""
_BASIC_BLOCK, _FACT_BLOCK = "基本", "事项"


class Facts:
    """The department's facts, and those of the register 事项 that sentences ask for."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        registers = {register.name: register for register in ground.layout.registers}
        self._known = [row.row for row in registers[REGISTER].rows] if REGISTER in registers else []
        self._asked: list[str] = []
        ground.place(_BASIC_BLOCK, 1, {name: [rule] for name, rule in _basics().items()})

    def basic(self, name: str) -> Expression:
        """One of `BASICS`."""
        return CellOf(self._ground.block_name(_BASIC_BLOCK), name, 0)

    def knows(self, name: str) -> bool:
        """Whether the register has a fact of this name."""
        return name in self._known

    def content(self, name: str) -> Expression:
        """What stands there, as text; "" where nothing does."""
        return self._cell(name, CONTENT)

    def number(self, name: str) -> Expression:
        """The number that stands there; 0 where none does."""
        return self._cell(name, "数")

    def place_of(self, name: str) -> Expression:
        """In which row of the register the fact stands; 0 for none."""
        return self._cell(name, "处")

    def place(self) -> None:
        """Put the facts asked for on the hidden sheet."""
        if not self._asked:
            return
        found = IfFault(Find(Here("名"), of_register(REGISTER, KEY)), number(0))
        counted = equal(Item(of_register(REGISTER, "计入"), Here("处")), 1)
        held = Item(of_register(REGISTER, CONTENT), Here("处"))
        counts: Expression = Item(of_register(REGISTER, f"{CONTENT}数"), Here("处"))
        counts = If(call("ISNUMBER", counts), counts, number(0))
        there = Operation(">", Here("处"), number(0))
        self._ground.place(
            _FACT_BLOCK,
            len(self._asked),
            {
                "名": list(self._asked),
                "处": found,
                CONTENT: If(there, If(counted, held, NOTHING), NOTHING),
                "数": If(there, If(counted, counts, number(0)), number(0)),
            },
        )

    def _cell(self, name: str, column: str) -> Expression:
        if name not in self._asked:
            self._asked.append(name)
        return CellOf(self._ground.block_name(_FACT_BLOCK), column, self._asked.index(name))


def _basics() -> dict[str, Expression]:
    name, level, compiled = fact(naming.NAME), fact("级别"), fact("编制日期")
    year, month, day = call("LEFT", compiled, number(4)), *(_two(compiled, start) for start in (6, 9))
    is_date = equal(call("LEN", compiled), 10)
    return {
        "部门": If(equal(name, ""), text("本部门"), name),
        "级别": If(equal(level, ""), text("部门"), level),
        "年度": fact("年度"),
        "上年": Operation("-", fact("年度"), number(1)),
        "编制日期": If(is_date, join(year, "年", month, "月", day, "日"), join("", compiled)),
    }


def _two(written: Expression, start: int) -> Expression:
    return call("MID", written, number(start), number(2))
