"""The plan of a workbook: everything in it, placed, before a file is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from math import ceil

from generator.expression.block import Book
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Number
from generator.layout import schema
from generator.layout.fields import KINDS, LEVEL_WORDS
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.model.form import IssuedForm
from generator.workbook import naming
from generator.workbook.banner import place_banners
from generator.workbook.check_code import place_check_code
from generator.workbook.check_sheet import place_checks
from generator.workbook.comparison import Comparison
from generator.workbook.comparisons import Comparisons
from generator.workbook.contents import Contents, contents_of
from generator.workbook.entry_sheet import EntrySheet
from generator.workbook.facts import place_facts
from generator.workbook.fixed_table import FixedTable
from generator.workbook.front import Listed, contents_sheet, cover_sheet, guide_sheet
from generator.workbook.growing_table import GrowingTable
from generator.workbook.joining import Joined, Joining
from generator.workbook.keys import KeyPlan
from generator.workbook.ledger import Ledger
from generator.workbook.lists import code_sheet, listed_codes, source_sheet
from generator.workbook.marks import marked_blocks, place_marks
from generator.workbook.mirror import Mirror
from generator.workbook.previous_sheet import previous_sheet
from generator.workbook.search_sheet import search_sheet
from generator.workbook.sheet import Sheet
from generator.workbook.table_view import TableViews
from generator.workbook.workings import Workings

LEAST_ENTRY_ROWS, LEAST_INCOME_ROWS, LEAST_UNITS, LEAST_TABLE_ROWS = 300, 60, 30, 60
SPARE_ROWS = 50
"""Mirror rows beyond the entry rows, for rows that a person inserts."""
LEAST_PREVIOUS_ROWS = 120
LARGEST_ENTRY_ROWS, LARGEST_UNITS = 90_000, 949
"""Project ordinals have five digits in the sort keys, unit ordinals three, spare rows included."""


class CapacityError(ValueError):
    """More rows wanted than a workbook can hold, or fewer than the department has.

    `what` names the rows in Chinese, `wanted` and `limit` count them.
    """

    def __init__(self, what: str, wanted: int, limit: int) -> None:
        super().__init__(f"{what}: {wanted} rows, limit {limit}")
        self.what, self.wanted, self.limit = what, wanted, limit


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many rows people can fill in: line items, income entries, units, last year's figures.

    `spare` rows can be inserted into each list, `table` is the least number of rows of a growing table;
    `growing` says whether tables have room for rows that may still come.
    """

    items: int
    income: int
    units: int
    previous: int = LEAST_PREVIOUS_ROWS
    _: KW_ONLY
    spare: int = SPARE_ROWS
    table: int = LEAST_TABLE_ROWS
    growing: bool = True

    @staticmethod
    def for_department(department: Department) -> Capacity:
        """Ample room for what a department has."""
        return Capacity.ample(
            len(department.items), len(department.income), len(department.units), len(department.previous)
        )

    @staticmethod
    def for_contents(contents: Contents) -> Capacity:
        """Ample room for what was typed."""
        lists = (contents.items, contents.income, contents.units, contents.previous)
        return Capacity.ample(*(len(each.rows) for each in lists))

    @staticmethod
    def ample(items: int, income: int, units: int, previous: int) -> Capacity:
        """A quarter more than there is, as far as a workbook goes, and never less than an ordinary
        department needs.
        """
        return Capacity(
            max(LEAST_ENTRY_ROWS, _ample(items)),
            max(LEAST_INCOME_ROWS, _ample(income)),
            max(LEAST_UNITS, min(units + 20, max(units, LARGEST_UNITS))),
            max(LEAST_PREVIOUS_ROWS, _ample(previous)),
        )


def _ample(rows: int) -> int:
    wanted = ceil((rows * 1.25 + 25) / 50) * 50
    return min(wanted, max(rows, LARGEST_ENTRY_ROWS))


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A workbook ready to be written: its cells, its sheets in order, and its values."""

    book: Book
    sheets: tuple[Sheet, ...]
    evaluation: Evaluation
    comparisons: tuple[Comparison, ...]
    contents: Contents
    department: Department
    layout: LayoutSet
    form: IssuedForm
    properties: Mapping[str, str | int] = field(default_factory=dict)
    """Custom properties of the file besides those of the form."""


def plan_workbook(
    department: Department,
    layout: LayoutSet,
    capacity: Capacity | None = None,
    issued_on: str = "",
    contents: Contents | None = None,
    joining: Joining | None = None,
) -> WorkbookPlan:
    """Place a department's entries and all tables, checks and lists of the layout.

    `issued_on` is the date on which a bureau issued the form, or "". With `contents` the typed cells hold
    those instead of the department's; its name is still that of the file, and codes that our list does
    not know are still taken from its line items. `joining` brings further sheets.

    Raises: CapacityError when the capacity is smaller than what stands there, or too large.
    """
    typed = contents or contents_of(department, layout)
    room = capacity or Capacity.for_contents(typed)
    for what, wanted, limit in (
        ("支出明细", len(typed.items.rows), room.items),
        ("收入", len(typed.income.rows), room.income),
        ("预算单位", len(typed.units.rows), room.units),
        ("上年数", len(typed.previous.rows), room.previous),
        ("支出明细", room.items, LARGEST_ENTRY_ROWS),
        ("收入", room.income, LARGEST_ENTRY_ROWS),
        ("预算单位", room.units, LARGEST_UNITS),
    ):
        if wanted > limit:
            raise CapacityError(what, wanted, limit)
    book = Book()
    evaluation = Evaluation(book)
    joined = joining.place(book) if joining else ()
    lists = _lists(book, department, layout)
    key_plans = key_plans_of(layout)
    rows: dict[schema.EntryLedger, int] = {"单位": room.units, "收入": room.income, "支出": room.items}
    ledgers = [
        Ledger(book, layout, name, typed.entries(name), capacity, room.spare)
        for name, capacity in rows.items()
    ]
    # The names of typed columns come first: mirrors read them, entry sheets read the mirrors.
    entry_sheets = [EntrySheet(ledger).sheet() for ledger in ledgers]
    mirrors = [Mirror(ledger).sheet(_once(key_plans) if ledger.name == "支出" else []) for ledger in ledgers]
    place_facts(book, entry_sheets[0], typed.facts, layout.checks)
    official, views = _official(book, layout, evaluation, key_plans, room)
    workings = Workings(book)
    place_check_code(book, workings)
    capacities = {ledger.definition.sheet: ledger.capacity + ledger.spare for ledger in ledgers}
    comparisons = tuple(Comparisons(workings, layout, views, capacities).all())
    checks = place_checks(book, comparisons, typed.reasons)
    statement = joining.statement if joining else ""
    guide_name, guide = (
        (joining.guide_name, joining.guide) if joining else (naming.GUIDE, layout.entries.guide)
    )
    listed = _contents(layout, guide_name, joined)
    form = IssuedForm(layout.year_file.layout, layout.year, layout.version, issued_on)
    front = [
        cover_sheet(book, f"{layout.year_file.name.zh}，{layout.year} 年", form, statement),
        contents_sheet(book, listed),
        guide_sheet(guide_name, [*guide, "# 表样依据", layout.year_file.basis("zh")]),
    ]
    sheets = [
        *front,
        *(each.sheet for each in joined),
        *entry_sheets,
        previous_sheet(book, layout.previous_figures, typed.previous, room.previous),
        search_sheet(book),
        *official,
        checks,
        *lists,
        *mirrors,
        workings.sheet,
    ]
    lit = {entry.sheet: place for place, entry in enumerate(listed, start=1) if entry.is_lit}
    place_banners(book, sheets, lit)
    place_marks(sheets, marked_blocks(layout))
    properties = joining.properties if joining else {}
    return WorkbookPlan(
        book, tuple(sheets), evaluation, comparisons, typed, department, layout, form, properties
    )


def key_plans_of(layout: LayoutSet) -> dict[str, KeyPlan]:
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


def _lists(book: Book, department: Department, layout: LayoutSet) -> list[Sheet]:
    year = layout.year
    own_functions = sorted({(item.function_code, item.function_name) for item in department.items})
    own_economics = sorted({(item.economic_code, item.economic_name) for item in department.items})
    return [
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
        source_sheet(
            book,
            layout.sources,
            {
                "支出类型": KINDS,
                "性质": layout.entries.unit_kinds,
                "级别": LEVEL_WORDS,
                "指标": list(dict.fromkeys(figure.name.zh for figure in layout.previous_figures)),
            },
        ),
    ]


def _named_once(codes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """One name per code: the last in order, which is a written one where there is any."""
    return list(dict(codes).items())


def _official(
    book: Book, layout: LayoutSet, evaluation: Evaluation, key_plans: dict[str, KeyPlan], room: Capacity
) -> tuple[list[Sheet], TableViews]:
    """The official tables. Growing ones have room for what is there and for what may still come."""
    growing: list[GrowingTable] = []
    fixed: list[FixedTable] = []
    sheets: list[Sheet] = []
    for table in layout.tables.values():
        if table.rows:
            plan = key_plans[table.table]
            rows = table_rows(evaluation.named(plan.range_name).numbers(), room)
            growing.append(GrowingTable(book, table, plan, rows))
            sheets.append(growing[-1].sheet())
        else:
            fixed.append(FixedTable(book, table, layout.function.classes(layout.year)))
            sheets.append(fixed[-1].sheet())
    return sheets, TableViews(growing, fixed)


def table_rows(keys: Iterable[Number], room: Capacity) -> int:
    """How many rows a growing table has that shows these keys, and the check code below them."""
    distinct = len(set(keys))
    if not room.growing:
        return max(room.table, distinct + 1)
    to_come = min(ceil(room.items * 0.4), 120 + room.items // 20)
    return max(room.table, to_come, ceil(distinct * 1.25) + 25)


def _contents(layout: LayoutSet, guide: str, joined: Sequence[Joined]) -> list[Listed]:
    listed = [Listed(guide, "怎样使用" if joined else "怎样填写", "front")]
    listed += [Listed(each.sheet.name, each.title, "list") for each in joined]
    listed += [Listed(sheet.sheet, sheet.help.split("，")[0], "entry") for sheet in layout.entries.sheets]
    listed.append(Listed(naming.PREVIOUS, "上年数字，与本年比较", "list"))
    listed.append(Listed(naming.SEARCH, "按名称查找科目编码", "list"))
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
