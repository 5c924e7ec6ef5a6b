"""Registers (登记表) in a department's folder: their lists, what is understood, what is told where."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generator import api
from generator.frames import department_from_frames, register_frame
from generator.intake import Intake, read_department
from generator.intake.department_file import Facts
from generator.intake.submissions import is_workbook
from generator.layout.register_schema import Register
from generator.messages import words
from generator.model.finding import Finding, Severity
from tests.conftest import SAMPLES_FOLDER
from tests.intake.conftest import DEPARTMENT

LAYOUT = api.load_layout("xinjiang", 2024)
LISTS = api.classifications(LAYOUT)
PROJECT = "政务服务保障项目"
LINE_ITEMS = f"""\
unit,function_code,function_name,economic_code,economic_name,expenditure_kind,project,fund_source,amount_yuan,note
测试局本级,2010301,行政运行,30101,基本工资,基本支出,,一般财力,1200.50,
测试中心,2010302,,30201,,项目支出,{PROJECT},一般财力,300,合同
"""
INDICATORS = (
    "project,level_1,level_2,level_3,operator,value,measure_unit,basis,last_year,weight,scoring_rule,"
    "evidence\n"
)


@pytest.fixture
def folder(folder: Path) -> Path:
    """A department's folder with one project and no registers."""
    (folder / "line_items.csv").write_text(LINE_ITEMS, encoding="utf-8")
    return folder


def read(folder: Path, **lists: str) -> Intake:
    """What comes of a folder with these lists of registers."""
    for name, text in lists.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_department(folder, LISTS)


def indicator(**cells: str) -> str:
    """The list of indicators with one row, sound unless told otherwise."""
    sound = {
        "project": PROJECT,
        "level_1": "产出指标",
        "level_2": "数量指标",
        "level_3": "采购批次",
        "operator": "≥",
        "value": "4",
        "measure_unit": "批",
        "weight": "10",
    }
    row = sound | cells
    return INDICATORS + ",".join(row.get(name, "") for name in INDICATORS.strip().split(",")) + "\n"


def cells_of(intake: Intake, register: str) -> list[dict[str, str]]:
    assert intake.department is not None, intake.findings
    return [dict(entry.cells) for entry in intake.department.registers[register]]


def told(intake: Intake) -> list[tuple[str, str, int, str, str]]:
    """Code, file, row, heading and what was found."""
    return [
        (each.code, each.place.file, each.place.row, each.place.column, each.found)
        for each in intake.findings
    ]


def only(intake: Intake) -> Finding:
    (finding,) = intake.findings
    return finding


def nearest(finding: Finding) -> str:
    return dict(finding.details)["nearest"]


# What is understood


def test_the_lists_of_the_sample_are_read_whole_and_nothing_is_told() -> None:
    intake = read_department(SAMPLES_FOLDER / "bazhou-2024", LISTS)
    assert intake.findings == ()
    assert intake.department is not None
    rows = {name: len(entries) for name, entries in intake.department.registers.items()}
    assert rows == {"项目": 7, "分配": 20, "指标": 100, "事项": 29, "概况": 25, "文字": 26, "名词": 2}


def test_all_lists_may_be_missing_or_empty(folder: Path) -> None:
    intake = read(folder, glossary="term,meaning\n放管服,\n,\n")
    assert cells_of(intake, "名词") == [{"名词": "放管服"}]
    (folder / "glossary.csv").unlink()
    assert read(folder).department.registers == {}  # type: ignore[union-attr]  # it is sound


@pytest.mark.parametrize("name", ["名词解释.csv", "名词.CSV", "glossary.xlsx"])
def test_a_list_may_have_the_name_of_its_sheet_and_chinese_headings(folder: Path, name: str) -> None:
    rows = [["名词", "解释", "提示"], ["放管服", "三项改革的合称。", "✔"]]
    if name.endswith(".xlsx"):
        workbook = openpyxl.Workbook()
        workbook.active.title = "名词解释"
        for row in rows:
            workbook.active.append(row)
        workbook.save(folder / name)
    else:
        (folder / name).write_text("\n".join(",".join(row) for row in rows), encoding="gb18030")
    assert cells_of(read(folder), "名词") == [{"名词": "放管服", "解释": "三项改革的合称。"}]


def test_columns_that_the_sheet_fills_in_are_passed_over_and_optional_ones_may_be_absent(
    folder: Path,
) -> None:
    text = f"项目名称,预算单位,年度总体目标,财政拨款（元）,权重合计\n{PROJECT},测试中心,保障运转,300,90\n"
    intake = read(folder, projects=text)
    assert cells_of(intake, "项目") == [{"项目": PROJECT, "预算单位": "测试中心", "总体目标": "保障运转"}]


@pytest.mark.parametrize(
    ("written", "operator"),
    [(">=", "≥"), ("=>", "≥"), ("＞ ＝", "≥"), ("≧", "≥"), ("不超过", "≤"), ("＝", "=")],
)
def test_operators_are_understood_however_they_are_written(folder: Path, written: str, operator: str) -> None:
    intake = read(folder, indicators=indicator(operator=written))
    assert intake.findings == ()
    assert cells_of(intake, "指标")[0]["运算符"] == operator


def test_numbers_are_written_in_one_way(folder: Path) -> None:
    intake = read(
        folder,
        indicators=indicator(weight="１０.50", value="９０.0"),
        allocations=f'project,purpose,amount_yuan\n{PROJECT},办公费,"1,234.5"\n',
        other_facts="fact,value\n在职人数,１２\n编制数,012\n房屋价值,300\n",
    )
    assert intake.findings == ()
    assert cells_of(intake, "指标")[0]["权重"] == "10.5"
    assert cells_of(intake, "指标")[0]["指标值"] == "90.0"
    assert cells_of(intake, "分配")[0]["金额"] == "1234.50"
    values = [("编制数", "12"), ("在职人数", "12"), ("房屋价值", "300.00")]
    assert [(row["事项"], row["内容"]) for row in cells_of(intake, "事项")] == values


def test_a_long_text_keeps_its_lines_and_loses_needless_blanks(folder: Path) -> None:
    intake = read(folder, overview='kind,text\n主要职能," 一是保障运转；  \r\n\r\n二是\t协调。"\n')
    assert cells_of(intake, "概况") == [{"类别": "主要职能", "内容": "一是保障运转；\n二是 协调。"}]


def test_names_are_taken_as_they_are_listed_whatever_their_width_and_blanks(folder: Path) -> None:
    text = f"project,unit,objective\n“政务服务” 保障项目,测试 中心,保障\n部门整体,测试中心,\n{PROJECT},,\n"
    intake = read(folder, projects=text)
    assert [row["项目"] for row in cells_of(intake, "项目")] == [PROJECT, "部门整体", PROJECT]
    assert cells_of(intake, "项目")[0]["预算单位"] == "测试中心"
    assert told(intake) == [("REG-005", "projects.csv", 4, "project", PROJECT)]


# What is told


def test_the_name_of_a_project_that_no_line_item_has_gets_the_nearest(folder: Path) -> None:
    """Names vary in real life: “…保障项目” in the line items, “…保障费” in the indicators."""
    intake = read(folder, indicators=indicator(project="政务服务保障费"))
    finding = only(intake)
    assert told(intake) == [("REG-004", "indicators.csv", 2, "project", "政务服务保障费")]
    assert (finding.severity, nearest(finding)) == (Severity.WARNING, PROJECT)
    assert cells_of(intake, "指标")[0]["项目"] == "政务服务保障费"
    assert "是不是它" in words(finding).remedy


@pytest.mark.parametrize(
    ("cells", "code", "heading", "near"),
    [
        ({"level_1": "产出"}, "REG-003", "level_1", "产出指标"),
        ({"level_2": "数量类指标"}, "REG-003", "level_2", "数量指标"),
        ({"level_2": "经济成本指标"}, "REG-003", "level_2", ""),
        ({"operator": "约"}, "REG-003", "operator", ""),
    ],
)
def test_a_word_that_cannot_be_chosen_gets_the_nearest(
    folder: Path, cells: dict[str, str], code: str, heading: str, near: str
) -> None:
    intake = read(folder, indicators=indicator(**cells))
    assert intake.department is None
    assert told(intake) == [(code, "indicators.csv", 2, heading, *cells.values())]
    assert nearest(only(intake)) == near


def test_a_unit_that_is_not_listed_gets_the_nearest(folder: Path) -> None:
    intake = read(folder, projects=f"project,unit,objective\n{PROJECT},测试中 心站,\n")
    assert told(intake) == [("IN-002", "projects.csv", 2, "unit", "测试中 心站")]
    assert nearest(only(intake)) == "测试中心"


@pytest.mark.parametrize(
    ("weight", "code", "number", "unit"),
    [("10分", "REG-001", "10", "分"), ("25％", "REG-001", "25", "%"), ("十", "REG-001", "", "")],
)
def test_a_text_where_a_number_belongs_is_refused_with_the_number_that_was_meant(
    folder: Path, weight: str, code: str, number: str, unit: str
) -> None:
    intake = read(folder, indicators=indicator(weight=weight))
    assert told(intake) == [(code, "indicators.csv", 2, "weight", weight)]
    assert dict(only(intake).details) == {"number": number, "unit": unit}


def test_a_value_with_its_unit_is_warned_of_where_an_operator_asks_for_a_number(folder: Path) -> None:
    intake = read(folder, indicators=indicator(value="4 批"))
    assert told(intake) == [("REG-007", "indicators.csv", 2, "value", "4 批")]
    assert cells_of(intake, "指标")[0]["指标值"] == "4 批"
    assert read(folder, indicators=indicator(value="12 月 31 日前", operator="")).findings == ()


def test_amounts_are_exact(folder: Path) -> None:
    rows = "".join(
        f"{PROJECT},用途{place},{amount}\n" for place, amount in enumerate(["0.001", "许多", "1e5"])
    )
    intake = read(folder, allocations=f"project,purpose,amount_yuan\n{rows}")
    assert [each[0] for each in told(intake)] == ["IN-006", "IN-005", "IN-005"]


def test_fixed_rows_are_judged_by_what_each_of_them_asks_for(folder: Path) -> None:
    facts = "fact,value\n在职人员,5\n编制数,1.5\n房屋价值,很多\n房屋面积,12.5\n联系电话,0996-1\n,3\n"
    intake = read(folder, other_facts=facts)
    assert told(intake) == [
        ("REG-006", "other_facts.csv", 2, "fact", "在职人员"),
        ("REG-002", "other_facts.csv", 3, "value", "1.5"),
        ("IN-005", "other_facts.csv", 4, "value", "很多"),
        ("REG-006", "other_facts.csv", 7, "fact", "（空白）"),
    ]
    assert nearest(intake.findings[0]) == "在职人数"


def test_texts_have_a_length_and_no_signs_that_nobody_sees(folder: Path) -> None:
    long = "字" * 4_000
    assert read(folder, glossary=f"term,meaning\n甲,{long}\n").findings == ()
    intake = read(folder, glossary=f"term,meaning\n甲,{long}字\n{'乙' * 101},丙\n丁*,好\n戊,坏\u200b\n")
    assert [each[:4] for each in told(intake)] == [
        ("IN-013", "glossary.csv", 2, "meaning"),
        ("IN-013", "glossary.csv", 3, "term"),
        ("IN-011", "glossary.csv", 4, "term"),
        ("IN-014", "glossary.csv", 5, "meaning"),
    ]


def test_headings_are_judged_as_those_of_other_lists(folder: Path) -> None:
    intake = read(folder, allocations=f"项目名称,用处,备注\n{PROJECT},甲,乙\n")
    assert [each[0] for each in told(intake)] == ["HEAD-001", "HEAD-001", "HEAD-002", "HEAD-002"]


def test_two_files_of_one_list_are_told(folder: Path) -> None:
    intake = read(folder, glossary="term,meaning\n", 名词解释="名词,解释\n")
    assert [each[0] for each in told(intake)] == ["FILE-003"]


# Where else lists come from


def test_frames_give_the_same_as_files_and_come_out_again() -> None:
    by_folder = read_department(SAMPLES_FOLDER / "bazhou-2024", LISTS).department
    assert by_folder is not None
    frames = {register.sheet: register_frame(by_folder, register) for register in LAYOUT.registers}
    sample = SAMPLES_FOLDER / "bazhou-2024"
    lists = [pd.read_csv(sample / f"{name}.csv") for name in ("line_items", "income")]
    facts = {"name": "测试局", "year": 2024, "units": [unit.name for unit in by_folder.units]}
    intake = department_from_frames(facts, *lists, registers=frames, classifications=LISTS)
    assert intake.findings == ()
    assert intake.department is not None
    assert intake.department.registers == by_folder.registers
    assert list(frames["资金分配"].columns) == ["project", "purpose", "amount_yuan"]
    with pytest.raises(KeyError, match="没有这张"):
        department_from_frames(
            facts, *lists, registers={"没有这张": frames["资金分配"]}, classifications=LISTS
        )


def test_a_list_of_a_register_is_no_workbook_of_its_own(folder: Path) -> None:
    (folder / "department.yaml").write_text(DEPARTMENT, encoding="utf-8")
    for name in ("项目信息.xlsx", "indicators.xlsx", "上报.xlsx", "line_items.xlsx"):
        (folder / name).write_bytes(b"")

    def registers(facts: Facts) -> Sequence[Register]:
        return LAYOUT.registers if facts.year == 2024 else ()

    found = [path.name for path in sorted(folder.iterdir()) if is_workbook(path, registers)]
    assert found == ["上报.xlsx"]
