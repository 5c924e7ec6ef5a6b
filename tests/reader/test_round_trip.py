"""What was written comes back: line items → workbook → line items, and the second workbook is the first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.expression.nodes import Value
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from generator.model.finding import Severity
from generator.reader.recomputation import contents_typed
from generator.reader.submission import Outcome
from generator.workbook.contents import (
    INCOME_FIELDS,
    ITEM_FIELDS,
    PREVIOUS_FIELDS,
    UNIT_FIELDS,
    Contents,
    EntryRows,
    contents_of,
)
from generator.workbook.plan import Capacity
from generator.workbook.stencil import Stencil
from tests.conftest import SAMPLES
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office
from tests.reader.returned import (
    Said,
    as_workbooks_hold,
    layout_of,
    read,
    said,
    sample,
    write,
    write_again,
)
from tests.strategies import departments
from tests.workbook.rich_department import rich_department

NAME, STATION, SCHOOL, YEAR = "乌恰县水利局", "OA 中心（二期）", "+三站", "2024"
ODD = Department(
    NAME,
    2024,
    (
        Unit(NAME, "0301", "行政单位"),
        Unit(STATION, "1e5", "参公事业单位"),
        Unit(SCHOOL, "TRUE"),
        Unit(YEAR, "1-2"),
        Unit("#N/A", "_x0041_"),
    ),
    (
        LineItem(NAME, "2130301", "30101", "基本支出", "", "一般财力", None, "待定"),
        LineItem(NAME, "2130301", "30101", "基本支出", "", "一般财力", 0, "—"),
        LineItem(NAME, "2130301", "30101", "基本支出", "", "一般财力", -1, "-1"),
        LineItem(STATION, "2130306", "30213", "项目支出", "@河道, “清淤”", "一般财力", 1, "1,234.50"),
        LineItem(SCHOOL, "2130306", "30213", "项目支出", "2024-03-01", "其他收入", 10**13 - 1, "+1"),
        LineItem(YEAR, "2130306", "30213", "项目支出", "0012", "单位资金结转结余", 12345, "  两  处 "),
        LineItem("#N/A", "2130306", "30213", "项目支出", "<b>&amp;'", "一般财力", 5, "a" * 900),
        LineItem(NAME, "2139901", "30101", "基本支出", "", "一般财力", 500, "", "自拟科目", "基本工资"),
        LineItem(NAME, "2139901", "39907", "基本支出", "", "一般财力", 700, "", "自拟科目", "自拟经济"),
        LineItem(NAME, "2139902", "30101", "基本支出", "", "一般财力", 900),
    ),
    (
        IncomeEntry(NAME, "一般财力", 20_00),
        IncomeEntry(NAME, "一般财力", -1),
        IncomeEntry(YEAR, "其他收入", 0),
        IncomeEntry(SCHOOL, "单位资金结转结余", None),
    ),
    (
        PreviousFigure("total_income", "合计", 123_456_78),
        PreviousFigure("没有这一项", "205", -5),
        PreviousFigure("total_expenditure", "合计", 0),
    ),
    code="0301",
    level_word="单位",
    compiled_on="2024-02-29",
)
"""Everything that is odd and still right: names that look like something else, codes of its own, amounts
that are blank, zero, negative and as large as can be.
"""
CASES: dict[str, Callable[[], Department]] = {name: lambda name=name: sample(name) for name in SAMPLES}
CASES |= {"rich": rich_department, "odd": lambda: ODD}


def tidied(department: Department) -> Department:
    """Notes are kept with single blanks."""
    items = tuple(replace(item, note=" ".join(item.note.split())) for item in department.items)
    return replace(department, items=items)


@pytest.mark.parametrize("case", CASES)
class TestADepartment:
    def test_comes_back_as_it_was_written(self, case: str, tmp_path: Path) -> None:
        department = CASES[case]()
        submission = read(write(department, tmp_path / "first.xlsx"))
        print(said(submission))
        assert submission.department == tidied(as_workbooks_hold(department))
        again = write_again(submission, tmp_path / "second.xlsx")
        assert again.read_bytes() == (tmp_path / "first.xlsx").read_bytes()
