"""The plan of a workbook: everything in it, placed, before a file is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from generator.expression.block import Book
from generator.expression.evaluate import Evaluation
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.workbook import naming
from generator.workbook.banner import place_banners
from generator.workbook.check_sheet import place_checks
from generator.workbook.comparison import Comparison
from generator.workbook.comparisons import Comparisons
from generator.workbook.entry_sheet import EntrySheet
from generator.workbook.fixed_table import FixedTable
from generator.workbook.front import Listed, contents_sheet, cover_sheet, guide_sheet
from generator.workbook.growing_table import GrowingTable
from generator.workbook.keys import KeyPlan
from generator.workbook.ledger import Ledger, entry_rows
from generator.workbook.lists import code_sheet, listed_codes, source_sheet, unit_sheet
from generator.workbook.mirror import Mirror
from generator.workbook.sheet import Sheet
from generator.workbook.table_view import TableViews
from generator.workbook.workings import Workings

LEAST_ENTRY_ROWS, LEAST_INCOME_ROWS, LEAST_UNITS, LEAST_TABLE_ROWS = 300, 60, 30, 60
LARGEST_ENTRY_ROWS, LARGEST_UNITS = 90_000, 999
"""Project ordinals have five digits in the sort keys, unit ordinals three."""


class CapacityError(ValueError):
    """More rows wanted than a workbook can hold, or fewer than the department has.

    `what` names the rows in Chinese, `wanted` and `limit` count them.
    """

    def __init__(self, what: str, wanted: int, limit: int) -> None:
        super().__init__(f"{what}: {wanted} rows, limit {limit}")
        self.what, self.wanted, self.limit = what, wanted, limit


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many rows people can fill in: line items, income entries, units."""

    items: int
    income: int
    units: int

    @staticmethod
    def for_department(department: Department) -> Capacity:
        """Ample room: a quarter more than there is, and never less than an ordinary department needs."""
        return Capacity(
            max(LEAST_ENTRY_ROWS, _ample(len(department.items))),
            max(LEAST_INCOME_ROWS, _ample(len(department.income))),
            max(LEAST_UNITS, len(department.units) + 20),
        )


def _ample(rows: int) -> int:
    return ceil((rows * 1.25 + 25) / 50) * 50


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A workbook ready to be written: its cells, its sheets in order, and its values."""

    book: Book
    sheets: tuple[Sheet, ...]
    evaluation: Evaluation
    comparisons: tuple[Comparison, ...]
    department: Department
    layout: LayoutSet


def plan_workbook(
    department: Department, layout: LayoutSet, capacity: Capacity | None = None
) -> WorkbookPlan:
    """Place a department's entries and all tables, checks and lists of the layout.

    Raises: CapacityError when the capacity is smaller than what the department has, or too large.
    """
    room = capacity or Capacity.for_department(department)
    for what, wanted, limit in (
        ("支出明细", len(department.items), room.items),
        ("收入", len(department.income), room.income),
        ("预算单位", len(department.units), room.units),
        ("支出明细", room.items, LARGEST_ENTRY_ROWS),
        ("收入", room.income, LARGEST_ENTRY_ROWS),
        ("预算单位", room.units, LARGEST_UNITS),
    ):
        if wanted > limit:
            raise CapacityError(what, wanted, limit)
    book = Book()
    evaluation = Evaluation(book)
    lists = _lists(book, department, layout, room)
    key_plans = _key_plans(layout)
    expenditure = Ledger(book, layout, "支出", entry_rows(department, "支出"), room.items)
    income = Ledger(book, layout, "收入", entry_rows(department, "收入"), room.income)
    # The names of typed columns come first: mirrors read them, entry sheets read the mirrors.
    entry_sheets = [_entry_sheet(income, []), _entry_sheet(expenditure, _once(key_plans))]
    official, views = _official(book, layout, evaluation, key_plans)
    capacities = {
        expenditure.definition.sheet: room.items,
        income.definition.sheet: room.income,
    }
    workings = Workings(book)
    comparisons = tuple(Comparisons(workings, layout, views, capacities).all())
    checks = place_checks(book, comparisons)
    front = [
        cover_sheet(book, f"{layout.year_file.name.zh}，{layout.year} 年"),
        contents_sheet(book, _contents(layout)),
        guide_sheet(layout.entries.guide),
    ]
    sheets = [
        *front,
        lists[0],
        *(entry for entry, _ in entry_sheets),
        *official,
        checks,
        *lists[1:],
        *(mirror for _, mirror in entry_sheets),
        workings.sheet,
    ]
    place_banners(book, sheets)
    return WorkbookPlan(book, tuple(sheets), evaluation, comparisons, department, layout)


def _entry_sheet(ledger: Ledger, key_plans: Sequence[KeyPlan]) -> tuple[Sheet, Sheet]:
    return EntrySheet(ledger).sheet(), Mirror(ledger).sheet(key_plans)


def _key_plans(layout: LayoutSet) -> dict[str, KeyPlan]:
    """The key plan of each growing table; tables of the same items and levels share one."""
    plans: dict[str, KeyPlan] = {}
    for table in layout.tables.values():
        if table.rows:
            plan = KeyPlan(table.table, table.covers, tuple(table.rows))
            same = [one for one in plans.values() if (one.covers, one.levels) == (plan.covers, plan.levels)]
            plans[table.table] = same[0] if same else plan
    return plans


def _once(key_plans: dict[str, KeyPlan]) -> list[KeyPlan]:
    return [plan for table, plan in key_plans.items() if plan.table == table]


def _lists(book: Book, department: Department, layout: LayoutSet, room: Capacity) -> list[Sheet]:
    year = layout.year
    own_functions = sorted({(item.function_code, item.function_name) for item in department.items})
    own_economics = sorted({(item.economic_code, item.economic_name) for item in department.items})
    return [
        unit_sheet(book, department, room.units),
        code_sheet(
            book,
            naming.FUNCTION_CODES,
            "功能",
            listed_codes(layout.function.in_force(year), 7, _named_once(own_functions)),
        ),
        code_sheet(
            book,
            naming.ECONOMIC_CODES,
            "经济",
            listed_codes(layout.economic.in_force(year), 5, _named_once(own_economics)),
        ),
        source_sheet(book, layout.sources),
    ]


def _named_once(codes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """One name per code: the last in order, which is a written one where there is any."""
    return list(dict(codes).items())


def _official(
    book: Book, layout: LayoutSet, evaluation: Evaluation, key_plans: dict[str, KeyPlan]
) -> tuple[list[Sheet], TableViews]:
    growing: list[GrowingTable] = []
    fixed: list[FixedTable] = []
    sheets: list[Sheet] = []
    for table in layout.tables.values():
        if table.rows:
            plan = key_plans[table.table]
            keys = evaluation.named(plan.range_name).numbers()
            rows = max(LEAST_TABLE_ROWS, ceil(len(set(keys)) * 1.25) + 25)
            growing.append(GrowingTable(book, table, plan, rows))
            sheets.append(growing[-1].sheet())
        else:
            fixed.append(FixedTable(book, table, layout.function.classes(layout.year)))
            sheets.append(fixed[-1].sheet())
    return sheets, TableViews(growing, fixed)


def _contents(layout: LayoutSet) -> list[Listed]:
    listed = [
        Listed(naming.GUIDE, "怎样填写", "front"),
        Listed(naming.UNITS, "部门和预算单位", "list"),
    ]
    listed += [Listed(sheet.sheet, sheet.help.split("，")[0], "entry") for sheet in layout.entries.sheets]
    for table in layout.tables.values():
        keys = naming.defined_name(table.table, naming.KEY) if table.rows else ""
        listed.append(Listed(table.table, table.title, "official", keys))
    return [
        *listed,
        Listed(naming.CHECKS, "勾稽审核表", "check"),
        Listed(naming.FUNCTION_CODES, "支出功能分类科目", "list"),
        Listed(naming.ECONOMIC_CODES, "部门预算支出经济分类科目", "list"),
        Listed(naming.SOURCES, "资金来源及其去向", "list"),
    ]
