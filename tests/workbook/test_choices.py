"""Drop-down lists: within what Excel takes, and nothing is offered that is refused when chosen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.model.budget import Department, Unit
from generator.model.funding import PUBLIC_BUDGETS
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Office
from tests.oracles.stored import defined_names, sheet_states, stored
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, retyped

LAYOUT = api.load_layout("xinjiang", 2024)
UNITS = (Unit("青河县水利局", "316001", "行政单位"), Unit("青河县河道管理站"))
TEXT = re.compile(r'"(?:[^"]|"")*"')
RANGE = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?")
FILLED_PART = re.compile(r"INDEX\((?P<list>\w+),1\):INDEX\((?P=list),(?P<last>\w+)\)")
"""The filled part of a list that grows. Excel takes such a range in a defined name, not in a drop-down."""


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("choices") / "blank.xlsx"
    write_workbook(plan_workbook(Department("", 2024, ()), LAYOUT), path)
    return path


@pytest.fixture(params=["a blank", "housing-bureau"], scope="module")
def path(request: pytest.FixtureRequest, blank: Path, sample_workbook: Callable[[str], Path]) -> Path:
    return blank if request.param == "a blank" else sample_workbook(request.param)


def test_lists_and_messages_stay_within_what_excel_takes(path: Path) -> None:
    names = defined_names(path)
    lists = 0
    for sheet in openpyxl.load_workbook(path):
        assert len(sheet.title) <= 31
        for validation in sheet.data_validations.dataValidation:
            assert len(validation.promptTitle or "") <= 32
            assert len(validation.prompt or "") <= 255
            assert len(validation.errorTitle or "") <= 32
            assert len(validation.error or "") <= 255
            assert len(validation.formula1 or "") <= 255
            if validation.type == "list":
                lists += 1
                assert validation.formula1 in names
    assert lists >= 10


def test_defined_names_are_valid_and_refer_to_ranges_that_exist(path: Path) -> None:
    sheets = sheet_states(path)
    names = defined_names(path)
    assert len({name.casefold() for name in names}) == len(names)
    for name, refers_to in names.items():
        assert len(name) <= 255
        assert re.fullmatch(r"[^\W\d][\w.]*", name)
        assert not re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*", name), "no name looks like a cell"
        if part := FILLED_PART.fullmatch(refers_to):
            assert set(part.groups()) <= set(names)
            continue
        match = RANGE.fullmatch(refers_to)
        assert match, f"{name} {refers_to}"
        assert match["sheet"] in sheets


def test_cells_and_formulas_stay_within_what_excel_takes(path: Path) -> None:
    deepest = most_arguments = 0
    for sheet in stored(path).values():
        for cell in sheet.values():
            assert not isinstance(cell.value, str) or len(cell.value) <= 32_767
            assert len(cell.formula or "") <= 8_192
            arguments: list[int] = []
            for sign in TEXT.sub('""', cell.formula or ""):
                if sign == "(":
                    arguments.append(1)
                    deepest = max(deepest, len(arguments))
                elif sign == ")":
                    most_arguments = max(most_arguments, arguments.pop())
                elif sign == "," and arguments:
                    arguments[-1] += 1
    assert 0 < deepest <= 64
    assert 0 < most_arguments <= 255


def offered(plan: WorkbookPlan, name: str) -> list[str]:
    """What a drop-down list offers: the values that its defined name covers, blanks left out."""
    block, (column,) = plan.book.range_columns(name)
    values = plan.evaluation.column(block.name, column.name)
    return [value for value in values if isinstance(value, str) and value]


def columns_of(plan: WorkbookPlan) -> Iterator[tuple[str, str, str]]:
    """Every list that people choose from: sheet, heading and the defined name of the list."""
    for sheet in plan.sheets:
        for choice in sheet.choices:
            if choice.source:
                yield sheet.name, choice.title, choice.source


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    room = Capacity(items=2_000, income=60, units=30)
    return plan_workbook(Department(UNITS[0].name, 2024, UNITS), LAYOUT, room)


def test_these_are_the_lists(plan: WorkbookPlan) -> None:
    offered_on = {(sheet, source) for sheet, _, source in columns_of(plan) if sheet[2:] in ("录入", "信息")}
    assert offered_on == {
        ("项目信息", "单位_名称"),
        ("项目信息", "项目_表式_选项"),
        ("项目信息", "项目_选项"),
        ("单位信息", "级别_名称"),
        ("单位信息", "性质_名称"),
        ("收入录入", "单位_名称"),
        ("收入录入", "来源_名称"),
        ("支出录入", "单位_名称"),
        ("支出录入", "功能_选项"),
        ("支出录入", "经济_选项"),
        ("支出录入", "支出类型_名称"),
        ("支出录入", "项目_选项"),
        ("支出录入", "来源_名称"),
    }


def test_codes_are_offered_as_code_and_name(plan: WorkbookPlan) -> None:
    for name, codes, digits in (("功能_选项", LAYOUT.function, 7), ("经济_选项", LAYOUT.economic, 5)):
        listed = [code for code in codes.in_force(2024) if len(code.code) == digits]
        assert offered(plan, name) == [f"{code.code} {code.name}" for code in listed]
    assert len(offered(plan, "功能_选项")) > 1_000
    assert len(offered(plan, "经济_选项")) > 90


def row(number: int, cells: dict[str, Typed]) -> dict[Address, Typed]:
    return {("支出录入", f"{letters}{7 + number}"): value for letters, value in cells.items()}


def all_choices(plan: WorkbookPlan) -> dict[Address, Typed]:
    """Rows of 支出录入 in which every value that a list offers is chosen, with a fitting source."""
    sources = {source.budget: source.name for source in LAYOUT.sources[::-1]}
    economic, units = offered(plan, "经济_选项"), offered(plan, "单位_名称")
    entries: dict[Address, Typed] = {}
    for number, option in enumerate(offered(plan, "功能_选项")):
        known = LAYOUT.function.find(option[:7], 2024)
        assert known is not None
        budget = next((one for one in known.budgets if one in PUBLIC_BUDGETS), PUBLIC_BUDGETS[0])
        kind = offered(plan, "支出类型_名称")[number % 2]
        chosen = {
            "A": units[number % len(units)],
            "B": option,
            "D": economic[number % len(economic)],
            "F": kind,
            "H": sources[budget],
            "I": number + 1,
        }
        entries |= row(number, chosen | ({"G": f"项目{number % 40}"} if kind == "项目支出" else {}))
    general = next(code for code in offered(plan, "功能_选项") if code.startswith("2130301"))
    for number, source in enumerate(offered(plan, "来源_名称"), start=1_900):
        option = general
        budget = next(one.budget for one in LAYOUT.sources if one.name == source)
        if budget in PUBLIC_BUDGETS[1:]:
            fitting = next(
                code
                for code in LAYOUT.function.in_force(2024)
                if code.budgets == (budget,) and len(code.code) == 7
            )
            option = f"{fitting.code} {fitting.name}"
        chosen = {"A": units[0], "B": option, "D": economic[0], "F": "基本支出", "H": source, "I": 1}
        entries |= row(number, chosen)
    return entries


@pytest.fixture(scope="module")
def chosen(plan: WorkbookPlan) -> WorkbookPlan:
    """The workbook after every choice was made once."""
    return retyped(plan, all_choices(plan))


def test_whatever_a_list_offers_is_accepted_when_chosen(plan: WorkbookPlan, chosen: WorkbookPlan) -> None:
    hints = chosen.evaluation.column("支出录入", "提示")
    filled = sum(address[1][0] == "A" for address in all_choices(plan))
    assert len(offered(plan, "功能_选项")) < filled
    assert {hint: hints.count(hint) for hint in set(hints)} == {"✔": filled, "": len(hints) - filled}
    assert [
        name for name in chosen.evaluation.column("支出录入", "功能名称") if name == "（科目表中没有）"
    ] == []


def test_projects_once_typed_are_offered_each_once(chosen: WorkbookPlan) -> None:
    projects = [f"项目{number}" for number in range(1, 40, 2)]
    assert sorted(offered(chosen, "项目_选项")) == sorted(projects)
    assert last_row(chosen, "项目_选项") == len(projects)


def test_a_project_chosen_from_the_list_is_the_same_project(chosen: WorkbookPlan) -> None:
    entries = row(
        1_990,
        dict(
            zip(
                "ABDFGHI",
                (UNITS[0].name, "2130301", "30201", "项目支出", "项目1", "一般财力", 1),
                strict=True,
            )
        ),
    )
    again = retyped(chosen, entries)
    assert offered(again, "项目_选项") == offered(chosen, "项目_选项")
    assert again.evaluation.column("支出录入", "提示")[1_990] == "✔"


def last_row(plan: WorkbookPlan, listed: str) -> object:
    """How many rows of a list are offered."""
    named = plan.book.names[f"{listed}_末行"]
    return plan.evaluation.value(named.block, named.first)


def test_the_list_of_units_ends_with_the_last_unit(plan: WorkbookPlan) -> None:
    assert last_row(plan, "单位_名称") == 2
    with_gap: dict[Address, Typed] = {("单位信息", "B17"): "青河县水利水电勘测设计队"}
    longer = retyped(plan, with_gap)
    assert last_row(longer, "单位_名称") == 5
    assert offered(longer, "单位_名称")[-1] == "青河县水利水电勘测设计队"
    none = plan_workbook(replace(plan.department, units=()), LAYOUT)
    assert last_row(none, "单位_名称") == last_row(none, "项目_选项") == 1


def test_kinds_of_units_and_levels_are_accepted(plan: WorkbookPlan) -> None:
    kinds = offered(plan, "性质_名称")
    entries: dict[Address, Typed] = {}
    for number, kind in enumerate(kinds):
        entries |= {("单位信息", f"B{20 + number}"): f"单位{number}", ("单位信息", f"C{20 + number}"): kind}
    entries[("支出录入", "A7")] = "单位0"
    for level in offered(plan, "级别_名称"):
        changed = retyped(plan, entries | {("单位信息", "B8"): level})
        hints = changed.evaluation.column("单位信息", "提示")
        assert {*hints} == {"✔", ""}
        assert changed.evaluation.column("部门·级别", "提示") == [""]
        assert str(changed.evaluation.value("封面·题目", "题目")).endswith(f"{level}预算公开表")


def test_ironcalc_accepts_what_was_chosen() -> None:
    room = Capacity(items=40, income=5, units=5)
    plan = plan_workbook(Department(UNITS[0].name, 2024, UNITS), LAYOUT, room)
    live = LiveWorkbook(plan)
    every = all_choices(plan)
    entries: dict[Address, Typed] = {}
    for place, number in enumerate((*range(0, 1_200, 60), *range(1_900, 1_900 + len(LAYOUT.sources)))):
        entries |= {
            ("支出录入", f"{letters}{7 + place}"): every["支出录入", f"{letters}{7 + number}"]
            for letters in "ABDFGHI"
            if ("支出录入", f"{letters}{7 + number}") in every
        }
    with live.typed(entries):
        hints = {live.value("支出录入", f"K{7 + place}") for place in range(20 + len(LAYOUT.sources))}
    assert hints == {"✔"}


@needs_office
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_offers_just_the_units_and_projects_that_were_typed(office: Office, blank: Path) -> None:
    lists = offers(blank)
    with office.open(blank) as document:
        for place, unit in enumerate(UNITS):
            document.type("单位信息", f"B{13 + place}", unit.name)
        for place, project in enumerate(("河道维修", "水库除险加固", "河道维修")):
            document.type("支出录入", f"A{7 + place}", UNITS[0].name)
            document.type("支出录入", f"G{7 + place}", project)
        for row, column in ((7, "A"), (8, "G")):
            listed = lists["支出录入", f"{column}7"].replace(",", ";")
            document.type("校验", f"L{row}", f"=ROWS({listed})")
            document.type("校验", f"L{row + 10}", f"=INDEX({listed};2)")
        document.recalculate_all()
        assert [document.value("校验", f"L{row}") for row in (7, 8)] == [2, 2]
        assert [document.value("校验", f"L{row}") for row in (17, 18)] == [UNITS[1].name, "水库除险加固"]


def offers(path: Path) -> dict[tuple[str, str], str]:
    """The formula of each list, by sheet and the first cell that offers it."""
    return {
        (sheet.title, str(validation.sqref).split(":")[0]): validation.formula1
        for sheet in openpyxl.load_workbook(path)
        for validation in sheet.data_validations.dataValidation
        if validation.type == "list"
    }
