"""The region in the comparison by department: total, what is eliminated, what remains.

The total is of what departments submitted themselves, and grows or falls against last year. What remains
after elimination are the figures of the official tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.consolidation import naming
from generator.expression.block import Content
from generator.expression.nodes import (
    NOTHING,
    Expression,
    Here,
    If,
    Named,
    Operation,
    SumCells,
    SumRange,
    call,
    equal,
    number,
)
from generator.layout import schema
from generator.model.amount import FEN_PER_UNIT
from generator.workbook.measure import measured_in
from generator.workbook.naming import MIRRORS, defined_name

TOTAL = f"{naming.COMPARISON}·合计"
"""The block of the row of totals, before elimination; its columns are called as those of the comparison."""
ELIMINATED, CONSOLIDATED = f"{naming.COMPARISON}·抵销", f"{naming.COMPARISON}·汇总数"
"""The rows below: what is eliminated, and the region's figures as the official tables have them."""


def region_rows(
    leaves: Sequence[schema.ComparedColumn], unit: str, departments: int
) -> dict[str, dict[str, Content]]:
    """The rows of the region by their blocks: total, what is eliminated, what remains.

    What is eliminated is taken off the total. Figures of last year are not eliminated, and growth is that
    of the total.
    """
    whole: dict[str, dict[str, Content]] = {
        TOTAL: {"部门": [f"合计（{departments} 个部门，抵销前）"]},
        ELIMINATED: {"部门": ["减：抵销"]},
        CONSOLIDATED: {"部门": ["汇总数（抵销后）"]},
    }
    compared = {leaf.name: leaf for leaf in leaves}
    for name, leaf in compared.items():
        is_sum = leaf.change is None and leaf.growth is None
        whole[TOTAL][name] = _total(name, unit) if is_sum else from_others(leaf, unit)
        after, before = (_counted(leaf, unit, fen) for fen in (naming.FEN, naming.SUBMITTED_FEN))
        if after is not None and before is not None:
            gone = Operation("-", before, after)
            whole[ELIMINATED][name] = call("ROUND", gone, number(_places(unit)))
            whole[CONSOLIDATED][name] = after
        elif is_of_this_year(leaf, compared):
            whole[ELIMINATED][name] = whole[CONSOLIDATED][name] = from_others(leaf, unit)
        else:
            whole[ELIMINATED][name] = whole[CONSOLIDATED][name] = [None]
    return whole


def _counted(leaf: schema.ComparedColumn, unit: str, fen: str) -> Expression | None:
    """What a column counts in all rows of a ledger, by one of its columns of fen."""
    if leaf.counts is None:
        return None
    ledger = naming.LEDGERS[leaf.counts]
    return measured_in(lambda name: Named(_fen_in(ledger, name, fen)), unit, leaf.where)


def from_others(leaf: schema.ComparedColumn, unit: str) -> Expression:
    """A column that is made of others in its row."""
    if leaf.sum is not None:
        return SumCells(tuple(Here(name) for name in leaf.sum))
    pair = leaf.change or leaf.growth
    assert pair is not None, leaf  # the schema knows no other role
    this, last = (Here(name) for name in pair)
    gap = Operation("-", this, last)
    if leaf.change is not None:
        return If(equal(last, ""), NOTHING, call("ROUND", gap, number(_places(unit))))
    share = Operation("*", Operation("/", gap, last), number(100))
    nothing = call("OR", equal(last, ""), equal(last, 0))
    return If(nothing, NOTHING, call("ROUND", share, number(2)))


def _total(column: str, unit: str) -> Expression:
    cells = SumRange(Named(defined_name(naming.COMPARISON, column)))
    return call("ROUND", cells, number(_places(unit)))


def _places(unit: str) -> int:
    """How many decimals of a unit are whole fen."""
    return len(str(FEN_PER_UNIT[unit])) - 1


def _fen_in(ledger: str, column: str, fen: str) -> str:
    """The defined name of a ledger's column; `fen` is the column that is asked for as 分."""
    return defined_name(ledger, fen if column == naming.FEN else column)


def is_of_this_year(leaf: schema.ComparedColumn, columns: Mapping[str, schema.ComparedColumn]) -> bool:
    """Whether a column counts entries, or adds up columns that do."""
    if leaf.sum is not None:
        return all(is_of_this_year(columns[name], columns) for name in leaf.sum)
    return leaf.counts is not None


def apart(ledger: schema.Ledger) -> Expression:
    """By how many fen all departments together, after elimination, differ from the region's entries."""
    name = naming.LEDGERS[ledger]
    of_all = SumRange(Named(defined_name(naming.COMPARISON, f"{name}·{naming.FEN}")))
    after, before = (SumRange(Named(defined_name(name, fen))) for fen in (naming.FEN, naming.SUBMITTED_FEN))
    entered = SumRange(Named(defined_name(MIRRORS[ledger], naming.FEN)))
    return call("ABS", Operation("-", Operation("+", of_all, Operation("-", after, before)), entered))
