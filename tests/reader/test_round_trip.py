"""What was written comes back: line items → workbook → line items, and the second workbook is the first."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import api
from generator.expression.nodes import Value
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from generator.model.form import IssuedForm
from generator.reader.recomputation import contents_typed
from generator.reader.submission import Outcome, Submission
from generator.workbook.contents import (
    INCOME_FIELDS,
    ITEM_FIELDS,
    PREVIOUS_FIELDS,
    UNIT_FIELDS,
    Contents,
    EntryRows,
)
from generator.workbook.plan import Capacity
from generator.workbook.stencil import Stencil
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.keyboard import keystrokes
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office
from tests.reader.returned import WHOLE, Said, as_workbooks_hold, layout_of, read, room, said, sample, write
from tests.strategies import departments
from tests.workbook.rich_department import rich_department

NAME, STATION, SCHOOL, YEAR, ERROR = "乌恰县水利局", "OA 中心（二期）", "+三站", "2024", "#N/A"
ODD = Department(
    NAME,
    2024,
    (
        Unit(NAME, "0301", "行政单位"),
        Unit(STATION, "1e5", "参公事业单位"),
        Unit(SCHOOL, "TRUE"),
        Unit(YEAR, "1-2"),
        Unit(ERROR, "_x0041_"),
    ),
    (
        LineItem(NAME, "2120101", "30101", "基本支出", "", "一般财力", None, "待定"),
        LineItem(NAME, "2120101", "30101", "基本支出", "", "一般财力", 0, "—"),
        LineItem(NAME, "2120101", "30101", "基本支出", "", "一般财力", -1, "-1"),
        LineItem(STATION, "2120303", "30213", "项目支出", "@河道, “清淤”", "一般财力", 1, "1,234.50"),
        LineItem(SCHOOL, "2120303", "30213", "项目支出", "2024-03-01", "其他收入", 10**13 - 1, "+1"),
        LineItem(YEAR, "2120303", "30213", "项目支出", "0012", "单位资金结转结余", 12345, "=A1"),
        LineItem(ERROR, "2120303", "30213", "项目支出", "<b>&amp;'", "一般财力", 5, "a" * 900),
        LineItem(NAME, "2139902", "30101", "基本支出", "", "一般财力", 500, "", "自拟科目", "基本工资"),
        LineItem(NAME, "2139902", "39920", "基本支出", "", "一般财力", 700, "", "自拟科目", "自拟经济"),
        LineItem(NAME, "2139903", "30101", "基本支出", "", "一般财力", 900),
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
CASES: dict[str, Callable[[], Department]] = {name: lambda name=name: sample(name) for name in SAMPLES}  # type: ignore[misc]  # mypy knows no defaults of lambdas
CASES |= {"rich": rich_department, "odd": lambda: ODD}
ABOUT_CONTENTS = {
    *("CHK-001", "CHK-002", "CODE-001", "CODE-004", "CODE-008"),
    *("IN-008", "IN-016", "IN-018", "FIND-022"),
}
"""What is said of departments here: of what they planned, never of how a cell was typed or lies."""
ISSUED_ON = "2024-01-05"

fewer = settings(max_examples=settings().max_examples // 4)


@pytest.fixture(scope="module")
def stencil() -> Stencil:
    """Writes workbooks with room for every case."""
    room = Capacity(items=450, income=60, units=12, previous=120, spare=10, table=150)
    return Stencil(whole_layout(), room, ISSUED_ON)


@pytest.fixture(scope="module")
def little_stencil() -> Stencil:
    """Writes workbooks with room for every generated department."""
    return Stencil(whole_layout(), Capacity(24, 30, 3, 1, spare=1, table=48, growing=False), ISSUED_ON)


def whole_layout() -> LayoutSet:
    layout = WHOLE.layout("xinjiang", 2024)
    assert layout is not None
    return layout


def assert_comes_back_and_makes_the_same_workbook(
    department: Department, stencil: Stencil, folder: Path
) -> None:
    """All that was written is read, and nothing is said of how it was typed or where it lies."""
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    stencil.write(department, first)
    submission = read(first, WHOLE)
    assert submission.department == as_workbooks_hold(department, whole_layout())
    assert submission.form == IssuedForm("xinjiang", 2024, whole_layout().version, ISSUED_ON)
    assert {one.code for one in said(submission)} <= ABOUT_CONTENTS
    stencil.write(submission.department, second)
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_a_department_comes_back_and_makes_the_same_workbook(
    case: str, stencil: Stencil, tmp_path: Path
) -> None:
    assert_comes_back_and_makes_the_same_workbook(CASES[case](), stencil, tmp_path)


@fewer
@given(department=departments(most_items=16))
def test_any_department_comes_back_and_makes_the_same_workbook(
    department: Department, little_stencil: Stencil, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert_comes_back_and_makes_the_same_workbook(department, little_stencil, tmp_path_factory.getbasetemp())


# What people typed, sound or not

SOUND: tuple[Value, ...] = (NAME, "2120101", "30201", "项目支出", "河道维修", "一般财力", Decimal(5), None)
STRANGE: tuple[Value, ...] = (
    "abc",
    "=1+1",
    "+1",
    "#N/A",
    "12万元",
    "（1,234.50）",
    " \n",
    "_x0041_\x07",
    "<b>&\"'",
    "２０１０３０１　行政运行",
    "a" * 5_000,
    True,
    Decimal(45347),
    Decimal("0.005"),
    Decimal("-123456789012.34"),
    Decimal("1E+300"),
)
typed_values = st.one_of(
    st.none(),
    st.booleans(),
    st.text(min_size=1, max_size=12),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(STRANGE),
)


def _is_typed(row: tuple[Value, ...]) -> bool:
    """Whether there is more in a row than blanks."""
    return any(value is not None and (not isinstance(value, str) or value.strip()) for value in row)


def rows_of(fields: tuple[str, ...]) -> st.SearchStrategy[EntryRows]:
    """Rows of anything; the last of them has something in it."""
    row = st.tuples(*[typed_values] * len(fields))
    rows = st.lists(st.one_of(row.filter(_is_typed), st.just((None,) * len(fields))), max_size=20)
    return rows.map(lambda rows: EntryRows(fields, (*rows, fields)))


FACTS = dict.fromkeys(("名称", "编码", "级别", "编制日期"), typed_values) | {"年度": st.just(2024)}
REASONS = st.text("因为 =1", min_size=1).map(str.strip).filter(bool)
odd_contents = st.builds(
    Contents,
    st.fixed_dictionaries(FACTS),
    rows_of(UNIT_FIELDS),
    rows_of(INCOME_FIELDS),
    rows_of(ITEM_FIELDS),
    rows_of(PREVIOUS_FIELDS),
    st.dictionaries(st.sampled_from(["B01", "B02", "X01"]), REASONS),
    st.fixed_dictionaries({"名词": rows_of(("名词", "解释")), "分配": rows_of(("项目", "用途", "金额"))}),
)


def with_kinds(contents: Contents) -> object:
    """Contents with the kind of each value, so that TRUE is not 1."""
    registers = contents.registers["名词"], contents.registers["分配"]
    lists = (contents.units, contents.income, contents.items, contents.previous, *registers)
    rows = [(each.fields, [[(_kind(value), value) for value in row] for row in each.rows]) for each in lists]
    return {name: (_kind(value), value) for name, value in contents.facts.items()}, rows, contents.reasons


def _kind(value: Value) -> str:
    return "number" if type(value) in (int, Decimal) else type(value).__name__


@settings(max_examples=3, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
@given(contents=odd_contents)
def test_whatever_was_typed_is_kept_as_it_was(
    contents: Contents, tmp_path_factory: pytest.TempPathFactory
) -> None:
    who = Department(NAME, 2024, (Unit(NAME),))
    room = Capacity(24, 24, 24, 24, spare=1, table=1, growing=False)
    path = write(who, tmp_path_factory.getbasetemp() / "typed.xlsx", contents, room)
    submission = read(path)
    assert with_kinds(contents_typed(submission.typed, layout_of())) == with_kinds(contents)
    assert submission.outcome is Outcome.REFUSED


# Through LibreOffice

NOTED = {".xlsx": [], ".ods": [Said("OPEN-013")], ".xls": [Said("OPEN-013")]}
"""What is said of the kind of file alone: only .xlsx keeps everything."""


@pytest.fixture(scope="module", params=[*SAMPLES, "odd"])
def written(
    request: pytest.FixtureRequest, office: Office, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Submission, Document]]:
    """A workbook that we wrote, and the same open and recalculated."""
    path = write(CASES[request.param](), tmp_path_factory.mktemp("written") / "written.xlsx")
    with office.open(path) as document:
        document.recalculate_all()
        yield read(path), document


@needs_office
@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("form", NOTED)
def test_a_department_comes_back_from_libreoffice(
    form: str, written: tuple[Submission, Document], tmp_path: Path
) -> None:
    """With every official cell fresh: nothing is said but what is said of the file that we wrote."""
    before, document = written
    document.save_as(tmp_path / f"saved{form}")
    after = read(tmp_path / f"saved{form}")
    assert after.department == before.department is not None
    assert after.form == before.form
    assert contents_typed(after.typed, layout_of()) == contents_typed(before.typed, layout_of())
    assert sorted(said(after)) == sorted(said(before) + NOTED[form])


@needs_office
@pytest.mark.xdist_group("libreoffice")
def test_an_xls_that_libreoffice_did_not_recalculate_is_read_by_its_entries(
    office: Office, tmp_path: Path
) -> None:
    """LibreOffice writes 0 into .xls for texts that it did not compute since the file was opened: the names
    of the department's own codes are lost, and nothing else.
    """
    path = write(ODD, tmp_path / "written.xlsx")
    with office.open(path) as document:
        document.save_as(tmp_path / "saved.xls")
    before, after = read(path), read(tmp_path / "saved.xls")
    unnamed = tuple(replace(item, function_name="", economic_name="") for item in ODD.items)
    assert after.department == replace(ODD, items=unnamed)
    extra = [one for one in said(after) if one not in said(before)]
    assert [one.code for one in extra] == ["OPEN-013", "CELL-003"]


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestFilledInInLibreOffice:
    def test_a_blank_for_anybody_comes_back_as_what_was_typed(self, office: Office, tmp_path: Path) -> None:
        """Codes bare and as the drop-down list offers them: both are nothing to tell."""
        department = sample("personnel-only")
        capacity = replace(room(department), table=60)
        blank = write(Department("", 2024, ()), tmp_path / "blank.xlsx", capacity=capacity)
        with office.open(blank) as document:
            document.type_all(keystrokes(department, layout_of()))
            document.recalculate_all()
            document.save_as(tmp_path / "filled.xlsx")
        submission = read(tmp_path / "filled.xlsx")
        assert submission.department == replace(department, previous=())
        assert (submission.outcome, said(submission)) == (Outcome.ACCEPTED, [])

    def test_a_blank_with_last_years_lines_comes_back_with_amounts_and_reasons(
        self, office: Office, tmp_path: Path
    ) -> None:
        (tmp_path / "blanks").mkdir()
        shutil.copytree(SAMPLES_FOLDER / "personnel-only", tmp_path / "last" / "personnel-only")
        issue = api.read_issue(2025, datetime.date(2025, 1, 5), previous=tmp_path / "last")
        (issued,) = api.issue_templates(issue, tmp_path / "blanks", capacity=40)
        blank = read(tmp_path / "blanks" / issued.row.file, WHOLE)
        assert blank.department is not None
        lines = blank.department.items
        waiting = [Said("IN-018", "支出录入!I7", len(lines) - 1), Said("IN-018", "收入录入!C7")]
        assert (blank.outcome, said(blank)) == (Outcome.TO_EXPLAIN, waiting)
        amounts = [1_000 * place for place in range(1, len(lines) + 1)]
        alone = [item.function_code for item in lines].index("2080801")
        amounts[alone] = -5
        typed = [("支出录入", f"I{7 + place}", str(amount)) for place, amount in enumerate(amounts)]
        with office.open(tmp_path / "blanks" / issued.row.file) as document:
            document.type_all([*typed, ("收入录入", "C7", str(sum(amounts)))])
            document.recalculate_all()
            document.save_as(tmp_path / "filled.xlsx")
            filled = read(tmp_path / "filled.xlsx", WHOLE)
            ids = [id_ for (id_,) in document.texts("校验", "A1:A200")]
            document.type("校验", f"L{ids.index('B03') + 1}", "退回上年多付的抚恤金")
            document.recalculate_all()
            document.save_as(tmp_path / "explained.xlsx")
        explained = read(tmp_path / "explained.xlsx", WHOLE)
        for submission in (filled, explained):
            assert submission.department == replace(
                blank.department,
                items=tuple(
                    replace(item, fen=amount * 100) for item, amount in zip(lines, amounts, strict=True)
                ),
                income=(replace(blank.department.income[0], fen=sum(amounts) * 100),),
            )
        assert (filled.outcome, said(filled)) == (
            Outcome.TO_EXPLAIN,
            [Said("CHK-002", "表3!E18")],
        )
        assert (explained.outcome, said(explained)) == (
            Outcome.ACCEPTED,
            [Said("CHK-003", "表3!E18")],
        )
        assert explained.typed.reasons == {"B03": "退回上年多付的抚恤金"}
