"""A ledger (单位, 收入 or 支出): what people enter, on a sheet of its own, and what is read from there.

The entry sheet (`entry_sheet`) is for people; a hidden mirror (`mirror`) normalises what they typed.
Everything downstream reads the mirrors only.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.nodes import CountNumbers, Expression, Named, SumRange, add
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.entry_list import EntryList

HEADING_ROWS = {"单位": 11, "收入": 5, "支出": 5}
"""Where the headings of each entry sheet stand (from 0); the entries follow."""
MONEY: tuple[schema.Ledger, ...] = ("支出", "收入")


def typed_fields(sheet: schema.EntrySheet) -> tuple[str, ...]:
    """The fields of an entry sheet that people type, from left to right; formulas make the others."""
    return tuple(column.field for column in sheet.columns if column.kind not in ("filled", "hint"))


@dataclass(frozen=True, slots=True)
class Ledger(EntryList):
    """One ledger of one workbook: its entries, and how many rows there are to fill in."""

    name: schema.EntryLedger

    @property
    def definition(self) -> schema.EntrySheet:
        """What the layout says about the entry sheet."""
        return self.layout.entry_sheet(self.name)

    @property
    def heading_row(self) -> int:
        """Where the headings stand, from 0."""
        return HEADING_ROWS[self.name]

    @property
    def mirror(self) -> str:
        """The name of the mirror's sheet, with which its defined names begin."""
        return naming.MIRRORS[self.name]

    @property
    def typed_fields(self) -> tuple[str, ...]:
        """The fields that people type, from left to right."""
        return typed_fields(self.definition)

    @property
    def begun(self) -> Expression:
        """How many amounts are entered already: rows may wait for theirs until the first is."""
        return CountNumbers(self.mirrored("金额数")) if self.name in MONEY else self.rows_filled


def rows_filled() -> Expression:
    """In how many rows of income and expenditure anything has been entered."""
    return add(tuple(SumRange(_of_money(ledger, "填写")) for ledger in MONEY))


def amounts_entered() -> Expression:
    """How many amounts of income and expenditure have been entered."""
    return add(tuple(CountNumbers(_of_money(ledger, "金额数")) for ledger in MONEY))


def _of_money(ledger: schema.Ledger, column: str) -> Named:
    return Named(naming.defined_name(naming.MIRRORS[ledger], column))
