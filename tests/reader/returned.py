"""Workbooks as they come back in tests: written small, read with the layouts that come with us, and what
was said of them in short.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator import api
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, LineItem
from generator.model.classification import CodeList
from generator.model.finding import Place
from generator.reader.reading import read_workbook
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Submission, Told
from generator.resources import layouts_folder
from generator.workbook.contents import Contents
from generator.workbook.plan import Capacity, plan_workbook
from generator.workbook.writer import write_workbook
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.workbook.rich_department import rich_department


class FewCodes(LayoutShelf):
    """The layouts with those function codes alone that the samples use: LibreOffice opens and saves such
    workbooks in half the time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._small: dict[tuple[str, int], LayoutSet] = {}

    def layout(self, layout: str, year: int) -> LayoutSet | None:
        """The layout of a form, with few codes."""
        whole = super().layout(layout, year)
        if whole is not None and (layout, year) not in self._small:
            codes = [code for code in whole.function.codes if code.level == "类" or _is_used(code.code)]
            few = replace(whole, function=CodeList(whole.function.book, tuple(codes)))
            self._small[layout, year] = few
        return self._small.get((layout, year))


@cache
def _used_codes() -> frozenset[str]:
    departments = (*map(sample, SAMPLES), rich_department())
    return frozenset(item.function_code for department in departments for item in department.items)


def _is_used(code: str) -> bool:
    """Whether a code, or one below it, stands in a sample."""
    return any(used.startswith(code) for used in _used_codes())


WHOLE = LayoutShelf(layouts_folder())
"""The layouts as they come with us."""
SHELF = FewCodes(layouts_folder())


@cache
def layout_of(year: int = 2024) -> LayoutSet:
    """The layout that workbooks are written and read with, few codes in it."""
    layout = SHELF.layout("xinjiang", year)
    assert layout is not None
    return layout


@cache
def sample(name: str) -> Department:
    """A department whose folder is among the samples."""
    intake, _ = api.read_folder(SAMPLES_FOLDER / name)
    assert intake.department is not None, intake.findings
    return intake.department


def room(department: Department) -> Capacity:
    """Room for what there is and a little more, so that LibreOffice opens and saves quickly."""
    lists = (department.items, department.income, department.units, department.previous)
    return Capacity(*(len(each) + 4 for each in lists), spare=4, table=1, growing=False)


def write(
    department: Department, path: Path, contents: Contents | None = None, capacity: Capacity | None = None
) -> Path:
    """The department's workbook, with little room unless told otherwise, as its contents are its own."""
    layout = layout_of(department.year)
    gc.disable()  # among all that tests keep, looking for cycles takes three quarters of the time
    try:
        plan = plan_workbook(department, layout, capacity or room(department), contents=contents)
        write_workbook(plan, path)
    finally:
        gc.enable()
    return path


def read(path: Path, shelf: LayoutShelf = SHELF) -> Submission:
    """The workbook read back."""
    return read_workbook(path, shelf)


def as_workbooks_hold(department: Department, layout: LayoutSet) -> Department:
    """The department as a workbook can give it back.

    Names of codes that the list knows are filled in by formulas and not kept; a code of the department's
    own has one name in the whole workbook, the last in order. All else comes back as it was.
    """
    functions = dict(sorted({(item.function_code, item.function_name) for item in department.items}))
    economics = dict(sorted({(item.economic_code, item.economic_name) for item in department.items}))

    def held(item: LineItem) -> LineItem:
        return replace(
            item,
            function_name=_kept(layout.function, item.function_code, functions, department.year),
            economic_name=_kept(layout.economic, item.economic_code, economics, department.year),
        )

    return replace(department, items=tuple(map(held, department.items)))


def _kept(codes: CodeList, code: str, names: dict[str, str], year: int) -> str:
    return "" if codes.find(code, year) is not None else names[code]


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One thing that was told, in short: its code, the cell ("支出录入!I7", or the sheet alone), how many
    further places, and the codes of what was folded under it.
    """

    code: str
    at: str = ""
    more: int = 0
    under: tuple[str, ...] = ()


def said(submission: Submission) -> list[Said]:
    """Everything that was told, in its order."""
    return [
        Said(one.finding.code, _at(one.finding.place), len(one.also), tuple(sorted(set(_codes_under(one)))))
        for one in submission.told
    ]


def _at(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet


def _codes_under(told: Told) -> Iterator[str]:
    for each in told.knock_ons:
        yield each.finding.code
        yield from _codes_under(each)
