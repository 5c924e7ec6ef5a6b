"""Departments and what an accountant makes of them: generated edits, and the helpers that tests share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from generator.difference.comparison import Difference, Side, compare_departments
from generator.difference.entries import EntryDifference, compare_entries
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from tests.strategies import PROJECTS, amounts, departments, economic_codes, line_items
from tests.strategies import tables_layout as layout

Items = list[LineItem]


def entries(before: Department, after: Department) -> EntryDifference:
    """What two departments of the generated layout entered otherwise."""
    return compare_entries(before, after, (layout(), layout()))


def compared(before: Department, after: Department, **sides: Mapping[str, int]) -> Difference:
    """Two departments of the generated layout, compared whole."""
    old, new = (
        Side(name, department, layout(), sides.get(name, {}))
        for name, department in (("before", before), ("after", after))
    )
    return compare_departments(old, new)


def renamed(department: Department, names: Mapping[str, str]) -> Department:
    """The department with units called otherwise, wherever they are named."""
    return replace(
        department,
        units=tuple(replace(unit, name=names.get(unit.name, unit.name)) for unit in department.units),
        items=tuple(replace(item, unit=names.get(item.unit, item.unit)) for item in department.items),
        income=tuple(replace(entry, unit=names.get(entry.unit, entry.unit)) for entry in department.income),
    )


def changed(department: Department, place: int, **fields: object) -> Department:
    """The department with one line item that says something else."""
    items = list(department.items)
    items[place] = replace(items[place], **fields)  # type: ignore[arg-type]  # fields are those of an item
    return replace(department, items=tuple(items))


@st.composite
def whole_departments(draw: st.DrawFn) -> Department:
    """A department with codes for some units, blank amounts, notes, equal lines and last year's figures."""
    department = draw(departments(most_items=12))
    units = tuple(
        replace(unit, code=draw(st.sampled_from(["", f"30100{place}"])))
        for place, unit in enumerate(department.units)
    )
    items = list(department.items)
    for place in range(len(items)):
        happens = draw(st.integers(min_value=0, max_value=5))
        if happens == 0:
            items[place] = replace(items[place], fen=None)
        elif happens == 1:
            items.append(replace(items[place], note=draw(st.sampled_from(["", "追加"]))))
    figures = draw(
        st.lists(st.tuples(st.sampled_from(["甲", "乙"]), amounts), max_size=2, unique_by=lambda x: x[0])
    )
    previous = tuple(PreviousFigure("three_public", item, fen) for item, fen in figures)
    return replace(department, units=units, items=tuple(items), previous=previous)


@st.composite
def edited(draw: st.DrawFn, department: Department) -> Department:
    """The department after a few edits, its rows in another order."""
    items = list(department.items)
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=5)):
        edit(draw, items, department.units)
    income = list(department.income)
    for place in draw(st.lists(st.integers(min_value=0, max_value=7), max_size=2)):
        if place < len(income):
            income[place] = replace(income[place], fen=draw(amounts))
    if draw(st.booleans()):
        income.append(IncomeEntry(department.units[0].name, layout().sources[0].name, draw(amounts)))
    units = list(department.units)
    if draw(st.booleans()):
        units.append(Unit("榆林坡县新设站", draw(st.sampled_from(["", "301009"]))))
    made = replace(
        department,
        units=tuple(draw(st.permutations(units))),
        items=tuple(draw(st.permutations(items))),
        income=tuple(draw(st.permutations(income))),
        previous=department.previous[: draw(st.integers(min_value=0, max_value=2))],
    )
    if draw(st.booleans()):
        made = renamed(made, {department.units[0].name: "榆林坡县水利和水务局"})
    return made


def _at(draw: st.DrawFn, items: Items) -> int | None:
    return draw(st.integers(min_value=0, max_value=len(items) - 1)) if items else None


def _drop(draw: st.DrawFn, items: Items, units: tuple[Unit, ...]) -> None:
    place = _at(draw, items)
    if place is not None:
        del items[place]


def _add(draw: st.DrawFn, items: Items, units: tuple[Unit, ...]) -> None:
    items.append(draw(line_items(units)))


def _setting(field: str, values: Callable[[], st.SearchStrategy[object]]) -> Callable[..., None]:
    def edit(draw: st.DrawFn, items: Items, units: tuple[Unit, ...]) -> None:
        place = _at(draw, items)
        if place is not None and (field != "project" or items[place].project):
            items[place] = replace(items[place], **{field: draw(values())})  # type: ignore[arg-type]  # as above

    return edit


def _rename_project(draw: st.DrawFn, items: Items, units: tuple[Unit, ...]) -> None:
    old, new = draw(st.sampled_from(PROJECTS)), draw(st.sampled_from(PROJECTS)) + "（三期）"
    items[:] = [replace(item, project=new) if item.project == old else item for item in items]


EDITS = (
    _drop,
    _add,
    _rename_project,
    _setting("fen", lambda: amounts),
    _setting("economic_code", lambda: st.sampled_from(economic_codes())),
    _setting("funding_source", lambda: st.sampled_from([source.name for source in layout().sources])),
    _setting("project", lambda: st.sampled_from(PROJECTS)),
    _setting("note", lambda: st.sampled_from(["", "追加", "调整"])),
)


@st.composite
def two_departments(draw: st.DrawFn) -> tuple[Department, Department]:
    """Two departments of one year: mostly one and its edit, sometimes two that have little in common."""
    before = draw(whole_departments())
    return before, draw(st.one_of(edited(before), edited(before), whole_departments()))
