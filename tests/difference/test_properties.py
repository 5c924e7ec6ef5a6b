"""What holds of the difference of any two departments."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.difference.entries import EntryDifference
from generator.difference.matching import Change, Happening
from generator.difference.tables import RowHappening, TableDifference, compare_tables
from generator.difference.units import pair_units
from generator.model.budget import Department
from generator.workbook.fixed_table import panel_block
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from tests.difference.edits import entries, renamed, two_departments, whole_departments
from tests.strategies import tables_layout as layout

planning = settings(max_examples=max(settings().max_examples // 25, 4))
"""Fewer examples where whole workbooks are computed."""


def ledgers(difference: EntryDifference, before: Department, after: Department) -> list[tuple]:
    """Each list of changes with what it is made of on both sides."""
    return [
        (difference.items, before.items, after.items),
        (difference.income, before.income, after.income),
        (difference.previous, before.previous, after.previous),
    ]


@given(whole_departments(), st.randoms())
def test_the_order_of_rows_is_no_difference(department, shuffle):
    lists = {name: list(getattr(department, name)) for name in ("items", "income", "previous")}
    for rows in lists.values():
        shuffle.shuffle(rows)
    assert entries(department, replace(department, **lists)).is_empty


@given(two_departments())
def test_the_changes_turn_one_list_into_the_other(pair):
    before, after = pair
    difference = entries(before, after)
    names = {
        pair.before.name: pair.after.name for pair in difference.units.pairs if pair.before and pair.after
    }
    for ledger, old, new in ledgers(difference, renamed(before, names), after):
        rows = Counter(old)
        gone = Counter(renamed_entry(change.before, names) for change in ledger.changes if change.before)
        assert gone <= rows
        assert rows - gone + Counter(change.after for change in ledger.changes if change.after) == Counter(
            new
        )


def renamed_entry(entry, names):
    return replace(entry, unit=names.get(entry.unit, entry.unit)) if hasattr(entry, "unit") else entry


@given(two_departments())
def test_units_are_accounted_for_once(pair):
    before, after = pair
    pairs = entries(before, after).units.pairs
    assert Counter(each.before for each in pairs if each.before) == Counter(before.units)
    assert Counter(each.after for each in pairs if each.after) == Counter(after.units)


@given(two_departments())
def test_the_other_way_round_everything_is_the_other_way_round(pair):
    there, back = entries(*pair), entries(*reversed(pair))
    for (ledger, *_), (mirrored, *_) in zip(ledgers(there, *pair), ledgers(back, *pair), strict=True):
        assert Counter(map(known, ledger.changes)) == Counter(
            known(turned(each)) for each in mirrored.changes
        )
        swapped = {Happening.ADDED: Happening.REMOVED, Happening.REMOVED: Happening.ADDED}
        assert ledger.counts == {swapped.get(word, word): count for word, count in mirrored.counts.items()}
        assert ledger.fen == -mirrored.fen
    assert {(each.before, each.after) for each in there.units.pairs} == {
        (each.after, each.before) for each in back.units.pairs
    }


def turned(change: Change) -> Change:
    return Change(change.after, change.before, change.differs)


def known(change: Change) -> tuple:
    return change.before, change.after, frozenset(change.differs)


@given(two_departments())
def test_the_changes_add_up_to_the_difference_of_the_totals(pair):
    for ledger, old, new in ledgers(entries(*pair), *pair):
        totals = [sum(entry.fen or 0 for entry in rows) for rows in (old, new)]
        assert [ledger.before_fen, ledger.after_fen] == totals
        assert sum(change.fen for change in ledger.changes) == totals[1] - totals[0]


@given(two_departments())
def test_every_change_says_what_differs_and_nothing_else(pair):
    for ledger, *_ in ledgers(entries(*pair), *pair):
        for change in ledger.changes:
            assert (change.before is None or change.after is None) == (change.differs == ())
            if change.before and change.after:
                assert ("fen" in change.differs) == (change.before.fen != change.after.fen)
                assert change.before != change.after


@given(two_departments())
def test_lines_of_one_key_are_never_both_new_and_gone(pair):
    difference = entries(*pair)
    marks = difference.units.before, difference.units.after
    for ledger, *_ in ledgers(difference, *pair):
        keys: list[set] = [set(), set()]
        for change in ledger.changes:
            for side, entry in enumerate((change.before, change.after)):
                if entry is not None and not change.differs:
                    keys[side].add(key_of(entry, marks[side]))
        assert not keys[0] & keys[1]


def key_of(entry, marks) -> tuple:
    fields = ("function_code", "economic_code", "kind", "project", "funding_source", "measure", "item")
    own = [getattr(entry, name, None) for name in fields]
    return (marks.get(getattr(entry, "unit", ""), ""), *own)


@planning
@given(two_departments())
def test_the_changes_of_a_table_are_those_of_its_cells(pair):
    """Column by column the changes add up to what the sheets themselves, computed anew, show."""
    plans = planned(*pair)
    tables = compare_tables(*plans, pair_units(*pair))
    assert [table.table.table for table in tables] == list(layout().tables)
    for table in tables:
        before, after = (column_sums(plan, table) for plan in plans)
        changes: Counter = Counter()
        for row in table.rows:
            for cell in row.cells:
                changes[cell.column] += cell.change
        assert {column: after[column] - before[column] for column in after} == {
            column: changes.get(column, 0) for column in after
        }
        counts = table.rows_by_happening
        assert (
            table.rows_after - table.rows_before == counts[RowHappening.ADDED] - counts[RowHappening.REMOVED]
        )
        assert (table.rows_before, table.rows_after) == tuple(rows_in_use(plan, table) for plan in plans)


def planned(*departments: Department) -> list[WorkbookPlan]:
    """Workbooks with no more room than they need."""
    return [plan_workbook(each, layout(), Capacity(40, 20, 5, 5)) for each in departments]


def blocks_of(table: TableDifference) -> list[tuple[str, str, list]]:
    """Panel, block and columns of a table."""
    shown = table.table
    if shown.rows:
        return [("", shown.table, [leaf for top in shown.columns for leaf in top.leaves()])]
    return [
        (panel.id, panel_block(shown, panel), [leaf for top in panel.columns for leaf in top.leaves()])
        for panel in shown.panels
    ]


def column_sums(plan: WorkbookPlan, table: TableDifference) -> dict[tuple[str, str], Decimal]:
    return {
        (panel, leaf.name): sum(
            (Decimal(value) for value in plan.evaluation.column(block, leaf.name) if value not in (None, "")),
            Decimal(0),
        )
        for panel, block, leaves in blocks_of(table)
        for leaf in leaves
        if leaf.shows is None
    }


def rows_in_use(plan: WorkbookPlan, table: TableDifference) -> int:
    rows = 0
    for _, block, leaves in blocks_of(table):
        amount = next(leaf.name for leaf in leaves if leaf.shows is None)
        rows += sum(value not in (None, "") for value in plan.evaluation.column(block, amount))
    return rows


@planning
@given(whole_departments(), st.randoms())
def test_no_table_of_a_department_differs_from_itself(department, shuffle):
    items = list(department.items)
    shuffle.shuffle(items)
    again = replace(department, items=tuple(items))
    tables = compare_tables(*planned(department, again), pair_units(department, again))
    assert tables
    assert all(table.is_empty for table in tables)
