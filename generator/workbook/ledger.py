"""A ledger (单位, 收入 or 支出): what people enter, on a sheet of its own, and what is read from there.

The entry sheet (`entry_sheet`) is for people; a hidden mirror (`mirror`) normalises what they typed.
Everything downstream reads the mirrors only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.expression.block import Book
from generator.expression.nodes import CountNumbers, Expression, Named, SumRange, Value, add
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.model.amount import yuan
from generator.model.budget import Department
from generator.workbook import naming

HEADING_ROWS = {"单位": 11, "收入": 5, "支出": 5}
"""Where the headings of each entry sheet stand (from 0); the entries follow."""
MONEY: tuple[schema.Ledger, ...] = ("支出", "收入")
SPARE_ROWS = 50
"""Mirror rows beyond the entry rows, for rows that a person inserts."""


@dataclass(frozen=True, slots=True)
class EntryRows:
    """What stands on an entry sheet: one tuple per row, in the order of the typed fields."""

    fields: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def entry_rows(department: Department, ledger: schema.EntryLedger) -> EntryRows:
    """The department's units, income or items as the entry sheet holds them: codes as text, yuan."""
    if ledger == "单位":
        return EntryRows(
            ("编码", "名称", "性质"),
            tuple((unit.code or None, unit.name, unit.kind or None) for unit in department.units),
        )
    if ledger == "收入":
        return EntryRows(
            ("单位", "资金来源", "金额"),
            tuple((entry.unit, entry.funding_source, _yuan(entry.fen)) for entry in department.income),
        )
    return EntryRows(
        ("单位", "功能", "经济", "支出类型", "项目", "资金来源", "金额", "备注"),
        tuple(
            (
                item.unit,
                item.function_code,
                item.economic_code,
                item.kind,
                item.project or None,
                item.funding_source,
                _yuan(item.fen),
                item.note or None,
            )
            for item in department.items
        ),
    )


def _yuan(fen: int | None) -> Decimal | None:
    """An amount as typed; nothing while it is not filled in."""
    return None if fen is None else yuan(fen)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger of one workbook: its entries, and how many rows there are to fill in."""

    book: Book
    layout: LayoutSet
    name: schema.EntryLedger
    entries: EntryRows
    capacity: int

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

    def typed(self, field: str) -> Named:
        """A column of the entry sheet."""
        return Named(naming.defined_name(self.name, field))

    def mirrored(self, column: str) -> Named:
        """A column of the mirror."""
        return Named(naming.defined_name(self.mirror, column))


def rows_filled() -> Expression:
    """In how many rows of income and expenditure anything has been entered."""
    return add(tuple(SumRange(_of_money(ledger, "填写")) for ledger in MONEY))


def amounts_entered() -> Expression:
    """How many amounts of income and expenditure have been entered."""
    return add(tuple(CountNumbers(_of_money(ledger, "金额数")) for ledger in MONEY))


def _of_money(ledger: schema.Ledger, column: str) -> Named:
    return Named(naming.defined_name(naming.MIRRORS[ledger], column))
