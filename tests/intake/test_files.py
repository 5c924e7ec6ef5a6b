"""The same department in other files: encodings, separators, headings, workbooks, damaged files."""

import random

import openpyxl
import pytest

CHINESE = {
    "unit": "预算单位",
    "function_code": "功能分类科目编码",
    "function_name": "功能分类科目名称",
    "economic_code": "经济分类科目编码",
    "economic_name": "经济分类科目名称",
    "expenditure_kind": "支出类型",
    "project": "项目名称",
    "fund_source": "资金来源",
    "amount_yuan": "金额（元）",
    "note": "备注",
}


def rows(path):
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]


def put(path, rows, separator=","):
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", encoding="utf-8")


@pytest.fixture
def expected(read):
    intake = read()
    assert intake.findings == ()
    assert len(intake.department.items) == 2
    return intake.department


def test_the_department_is_what_the_files_say(expected):
    assert (expected.name, expected.year, expected.layout) == ("测试局", 2024, "xinjiang")
    assert [(unit.name, unit.code, unit.kind) for unit in expected.units] == [
        ("测试局本级", "001", "行政单位"),
        ("测试中心", "", "事业单位"),
    ]
    first, second = expected.items
    assert (first.function_code, first.function_name, first.fen) == ("2010301", "行政运行", 120050)
    assert (second.project, second.funding_source, second.note) == ("档案整理", "事业收入", "合同")
    assert (second.origin.file, second.origin.row) == ("line_items.csv", 3)
    assert expected.previous[0].fen == 100000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "gbk"])
def test_encodings(folder, read, expected, encoding):
    for path in folder.iterdir():
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert read().department == expected


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_separators(folder, read, expected, separator):
    put(folder / "line_items.csv", rows(folder / "line_items.csv"), separator)
    assert read().department == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n\n"])
def test_line_ends_and_blank_lines(folder, read, expected, line_end):
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", line_end.encode()))
    assert read().department == expected


def test_rows_are_counted_as_a_spreadsheet_shows_them(folder, read):
    path = folder / "line_items.csv"
    head, first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f'\n{head}\n{first.removesuffix(",")},"两\n行"\n\n{second}x\n', encoding="utf-8")
    assert [item.origin.row for item in read().department.items] == [3, 5]
    assert read().department.items[0].note == "两 行"


def test_headings_in_chinese_and_in_any_order(folder, read, expected):
    table = [list(reversed(row)) for row in rows(folder / "line_items.csv")]
    table[0] = [CHINESE[name].replace("（", "(").replace("）", ")") for name in table[0]]
    put(folder / "支出明细.csv", [[*row, ""] for row in [[*table[0][:-1], table[0][-1]], *table[1:]]])
    (folder / "line_items.csv").unlink()
    assert read().department == expected


def test_the_hint_column_is_not_read(folder, read, expected):
    table = rows(folder / "line_items.csv")
    put(folder / "line_items.csv", [[*table[0], "提示"], *([*row, "请核对"] for row in table[1:])])
    assert read().department == expected


def test_workbooks(folder, read, expected):
    for path in list(folder.glob("*.csv")):
        workbook = openpyxl.Workbook()
        for row in rows(path):
            workbook.active.append([_number(cell) for cell in row])
        workbook.save(path.with_suffix(".xlsx"))
        path.unlink()
    assert read().department == expected


def _number(cell):
    try:
        return float(cell)
    except ValueError:
        return cell or None


def test_the_sheet_with_the_name_of_the_list_is_read(folder, read, expected):
    workbook = openpyxl.Workbook()
    workbook.active.title = "封面"
    workbook.active["A1"] = "二〇二四年"
    sheet = workbook.create_sheet("收入录入")
    for row in rows(folder / "income.csv"):
        sheet.append(row)
    workbook.save(folder / "income.xlsx")
    (folder / "income.csv").unlink()
    assert read().findings == ()
    assert read().department == expected


def test_a_row_of_a_workbook_keeps_its_number(folder, read):
    workbook = openpyxl.Workbook()
    for number, row in zip((3, 5, 8), rows(folder / "income.csv"), strict=True):
        for column, cell in enumerate(row, 2):
            workbook.active.cell(number, column, cell)
    workbook.save(folder / "income.xlsx")
    (folder / "income.csv").unlink()
    assert [entry.origin.row for entry in read().department.income] == [5, 8]


def test_a_formatted_empty_cell_far_away_does_no_harm(folder, read, expected):
    workbook = openpyxl.Workbook()
    for row in rows(folder / "income.csv"):
        workbook.active.append(row)
    workbook.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    workbook.save(folder / "income.xlsx")
    (folder / "income.csv").unlink()
    assert read().department == expected


def test_english_words_for_sources_and_kinds(folder, read, expected):
    path = folder / "line_items.csv"
    text = path.read_text(encoding="utf-8")
    for chinese, english in (
        ("一般财力", "general_appropriation"),
        ("事业收入", "Undertaking_Income"),
        ("基本支出", "basic"),
        ("项目支出", "project"),
    ):
        text = text.replace(chinese, english)
    path.write_text(text, encoding="utf-8")
    assert read().department == expected


def test_full_width_signs_and_blanks_are_what_they_mean(folder, read, expected):
    path = folder / "line_items.csv"
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace("2010301", "２０１０３０１")
        .replace("1200.50", '" 1,200.50 "')
        .replace("档案整理", " 档案整理　")
    )
    path.write_text(text, encoding="utf-8")
    assert read().department == expected


def test_chinese_keys_of_the_department(folder, read, expected):
    (folder / "department.yaml").write_text(
        "名称: 测试局\n年度: ２０２４\n级别: 部门\n布局: xinjiang\n预算单位:\n"
        "  - {名称: 测试局本级, 编码: 001, 性质: 行政单位}\n  - {名称: 测试中心, 性质: 事业单位}\n",
        encoding="utf-8",
    )
    assert read().department == expected


def test_last_years_figures_may_be_missing(folder, read):
    (folder / "previous_year.csv").unlink()
    assert read().department.previous == ()


@pytest.mark.parametrize("text", ["[" * 5000, "a: &a [*a]\n", "&a a: *a", "\x00", "- 1\n- 2\n", "name: \x07"])
def test_a_hostile_department_file_is_a_finding(folder, read, text):
    (folder / "department.yaml").write_text(text, encoding="utf-8")
    assert read().department is None
    assert read().findings[0].place.file == "department.yaml"


def test_a_damaged_workbook_is_a_finding_and_never_an_exception(folder, read):
    workbook = openpyxl.Workbook()
    for row in rows(folder / "income.csv"):
        workbook.active.append(row)
    workbook.save(folder / "income.xlsx")
    (folder / "income.csv").unlink()
    whole = (folder / "income.xlsx").read_bytes()
    chance = random.Random(1)
    for _ in range(60):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(5):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (folder / "income.xlsx").write_bytes(damaged)
        intake = read()
        assert intake.department or intake.findings


def test_a_column_without_heading_is_one_finding(folder, read):
    table = rows(folder / "income.csv")
    put(folder / "income.csv", [[*table[0], ""], *([*row, "多"] for row in table[1:])])
    assert [(finding.code, finding.place.row) for finding in read().findings] == [("HEAD-004", 2)]


def test_every_row_that_is_too_long_is_a_finding(folder, read):
    table = rows(folder / "income.csv")
    put(folder / "income.csv", [table[0], *([*row, "多", "余"] for row in table[1:])])
    assert [finding.place.row for finding in read().findings] == [2, 3]


def test_a_department_file_of_more_than_a_megabyte_is_not_read(folder, read):
    with (folder / "department.yaml").open("a", encoding="utf-8") as file:
        file.write("#" * 1024 * 1024)
    assert [finding.code for finding in read().findings] == ["FILE-004"]
