"""What somebody typed over in the forms of a returned workbook is not lost in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator import api
from generator.expression.nodes import Expression
from generator.reader.official_cells import CellState, OfficialCell
from generator.reader.official_forms import typed_over
from generator.reader.official_values import plain
from generator.spreadsheet.raw_book import RawBook, RawSheet, RawValue
from generator.workbook.form_sheet import PlacedForm
from generator.workbook.plan import WorkbookPlan, plan_workbook
from tests.conftest import SAMPLES_FOLDER

DEPARTMENT, PROJECTS = "部门整体绩效目标表", "项目支出绩效目标表"

Cells = dict[int, dict[int, RawValue]]
Formulas = dict[tuple[int, int], str]


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    intake, layout = api.read_folder(SAMPLES_FOLDER / "bazhou-2024")
    assert intake.department is not None
    return plan_workbook(intake.department, layout)


def as_filed(plan: WorkbookPlan, placed: PlacedForm) -> tuple[Cells, Formulas]:
    """The sheet of a form as an untouched file holds it."""
    cells: Cells = {}
    formulas: Formulas = {}
    for block in placed.sheet.blocks:
        for name, column in block.columns.items():
            for row, value in enumerate(plan.evaluation.column(block.name, name)):
                at = (block.top + row, column.position)
                if isinstance(column.at(row, block.rows), Expression):
                    formulas[at] = "A1"
                held = plain(value)
                if held is not None:
                    kept = Decimal(held) if isinstance(held, int) and not isinstance(held, bool) else held
                    cells.setdefault(at[0], {})[at[1]] = kept
    return cells, formulas


class Returned:
    """The forms of a workbook, to be typed over."""

    def __init__(self, plan: WorkbookPlan) -> None:
        self.plan = plan
        self.sheets = {placed.form.form: as_filed(plan, placed) for placed in plan.forms}

    def type(self, sheet: str, row: int, column: int, value: RawValue | None) -> None:
        """Type over a cell (row and column from 0); None empties it."""
        cells, formulas = self.sheets[sheet]
        formulas.pop((row, column), None)
        line = cells.setdefault(row, {})
        line.pop(column, None)
        if value is not None:
            line[column] = value

    def odd(self, knows_formulas: bool = True) -> list[OfficialCell]:
        """What the reader has to say of it."""
        sheets = tuple(
            RawSheet(name, cells, formulas if knows_formulas else {})
            for name, (cells, formulas) in self.sheets.items()
        )
        return list(typed_over(RawBook("xlsx", sheets, knows_formulas=knows_formulas), self.plan))


@pytest.fixture
def returned(plan: WorkbookPlan) -> Returned:
    return Returned(plan)


def test_an_untouched_workbook_has_nothing_odd(returned: Returned) -> None:
    assert returned.odd() == []
    assert returned.odd(knows_formulas=False) == []


def test_a_value_of_the_head_is_told_with_the_amount_that_belongs_there(returned: Returned) -> None:
    returned.type(PROJECTS, 5, 3, Decimal(300))
    (cell,) = returned.odd()
    assert (cell.state, cell.sheet, cell.cell) == (CellState.OVERWRITTEN, PROJECTS, "D6")
    assert (cell.heading, cell.stored, cell.expected) == (
        "项目资金（万元） 年度预算总额",
        "300.00 万元",
        "278.00 万元",
    )
    assert cell.difference == "22.00 万元"


def test_an_indicator_is_told_with_the_heading_above_it(returned: Returned) -> None:
    returned.type(DEPARTMENT, 11, 3, "≥8 篇")
    (cell,) = returned.odd()
    assert (cell.state, cell.cell, cell.heading) == (CellState.OVERWRITTEN, "D12", "指标值")
    assert (cell.stored, cell.expected) == ("≥8 篇", "≥5 篇")


def test_what_is_typed_where_a_form_shows_nothing_is_told_as_well(returned: Returned) -> None:
    returned.type(PROJECTS, 45, 2, "一个新指标")
    (cell,) = returned.odd()
    assert (cell.state, cell.stored, cell.expected) == (CellState.OVERWRITTEN, "一个新指标", "（空白）")


def test_the_same_text_without_its_formula_is_told_as_equal(returned: Returned) -> None:
    returned.type(DEPARTMENT, 11, 3, "≥5 篇")
    (cell,) = returned.odd()
    assert cell.state is CellState.EQUAL


def test_a_file_without_formulas_is_compared_by_what_it_shows(returned: Returned) -> None:
    returned.type(DEPARTMENT, 11, 3, "≥8 篇")
    assert [cell.state for cell in returned.odd(knows_formulas=False)] == [CellState.DIFFERENT]


def test_a_form_that_has_moved_is_told_once(returned: Returned) -> None:
    cells, formulas = returned.sheets[DEPARTMENT]
    moved = {row + (row > 4): line for row, line in cells.items()}
    below = {(row + (row > 4), column): written for (row, column), written in formulas.items()}
    returned.sheets[DEPARTMENT] = (moved, below)
    (cell,) = returned.odd()
    assert (cell.state, cell.expected) == (CellState.MISSING, "一级指标")


def test_formulas_that_no_program_has_computed_are_nothing_odd(returned: Returned) -> None:
    cells, _ = returned.sheets[DEPARTMENT]
    for line in cells.values():
        line.clear()
    assert returned.odd() == []


def test_a_sheet_that_is_gone_is_told_elsewhere(returned: Returned) -> None:
    del returned.sheets[PROJECTS]
    assert returned.odd() == []
