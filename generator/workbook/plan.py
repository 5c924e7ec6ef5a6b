"""The plan of a workbook: everything in it, placed, before a file is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil

from generator.expression.block import Book
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Number
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.model.form import IssuedForm
from generator.workbook import naming
from generator.workbook.banner import place_banners
from generator.workbook.capacity import LARGEST_ENTRY_ROWS, LARGEST_UNITS, Capacity, CapacityError
from generator.workbook.check_code import place_check_code
from generator.workbook.check_sheet import place_checks
from generator.workbook.comparison import Comparison
from generator.workbook.comparisons import Comparisons
from generator.workbook.contents import Contents, contents_of
from generator.workbook.entry_sheet import EntrySheet
from generator.workbook.facts import place_facts
from generator.workbook.fixed_table import FixedTable
from generator.workbook.form_sheet import PlacedForm
from generator.workbook.forms import PlacedForms, place_forms
from generator.workbook.front import contents_sheet, cover_sheet, guide_sheet
from generator.workbook.growing_table import GrowingTable
from generator.workbook.joining import Joining
from generator.workbook.keys import KeyPlan
from generator.workbook.ledger import Ledger
from generator.workbook.listing import listed_sheets
from generator.workbook.lists import place_lists
from generator.workbook.marks import marked_blocks, place_marks
from generator.workbook.mirror import Mirror
from generator.workbook.narrative.narrative import Narrative, place_narrative
from generator.workbook.previous_sheet import previous_sheet
from generator.workbook.registers import PlacedRegisters, place_registers
from generator.workbook.search_sheet import search_sheet
from generator.workbook.sheet import Sheet
from generator.workbook.table_view import TableViews
from generator.workbook.workings import Workings

__all__ = [
    "LARGEST_ENTRY_ROWS",
    "LARGEST_UNITS",
    "Capacity",
    "CapacityError",
    "WorkbookPlan",
    "key_plans_of",
    "plan_workbook",
    "table_rows",
]


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
    narrative: Narrative | None = None
    forms: tuple[PlacedForm, ...] = ()


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
    room.refuse_too_much(typed, layout)
    book = Book()
    evaluation = Evaluation(book)
    joined = joining.place(book) if joining else ()
    lists = place_lists(book, department, layout)
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
    # A workbook of many departments has no registers: each department's are its own.
    told = None if joining else layout.disclosure
    registers = (
        PlacedRegisters() if joining else place_registers(book, layout, typed, room, explained=bool(told))
    )
    narrative = (
        place_narrative(book, layout, told, views, evaluation, registers.sheets, room.growing)
        if told
        else None
    )
    workings = Workings(book)
    place_check_code(book, workings)
    forms = PlacedForms() if joining else place_forms(book, layout, evaluation, room.growing)
    lists_typed = [*ledgers, *registers.lists]
    explained = narrative is not None
    comparisons = tuple(Comparisons(workings, layout, views, lists_typed, forms.forms, explained).all())
    checks = place_checks(book, comparisons, typed.reasons)
    statement = joining.statement if joining else ""
    guide_name, guide = (
        (joining.guide_name, joining.guide) if joining else (naming.GUIDE, layout.entries.guide)
    )
    listed = list(listed_sheets(layout, guide_name, joined, registers.lists, forms.forms, explained))
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
        *registers.sheets,
        search_sheet(book),
        *official,
        *forms.sheets,
        *([narrative.sheet] if narrative else []),
        checks,
        *lists,
        *mirrors,
        *registers.mirrors,
        *forms.workings,
        *([narrative.workings] if narrative else []),
        workings.sheet,
    ]
    lit = {entry.sheet: place for place, entry in enumerate(listed, start=1) if entry.is_lit}
    place_banners(book, sheets, lit)
    place_marks(sheets, marked_blocks(layout))
    properties = joining.properties if joining else {}
    return WorkbookPlan(
        book,
        tuple(sheets),
        evaluation,
        comparisons,
        typed,
        department,
        layout,
        form,
        properties,
        narrative,
        forms.forms,
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
