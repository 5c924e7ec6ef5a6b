"""One tiny wrong input for each message: what is said, where, and how gravely."""

import zipfile

import openpyxl
import pytest

from generator.intake import read_department
from generator.messages import catalogue, render, words
from generator.model.finding import Severity

ITEM = "测试局本级,2010301,,30101,,基本支出,,一般财力,1,"


def department(old, new):
    return lambda folder: replace(folder / "department.yaml", old, new)


def items(old, new):
    return lambda folder: replace(folder / "line_items.csv", old, new)


def income(old, new):
    return lambda folder: replace(folder / "income.csv", old, new)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def item(column, value):
    """The first line item with another value in one column."""
    cells = ["测试局本级", "2010301", "", "30101", "", "基本支出", "", "一般财力", "1200.50", ""]
    cells[column] = value
    return items("测试局本级,2010301,行政运行,30101,基本工资,基本支出,,一般财力,1200.50,", ",".join(cells))


def write_bytes(name, content):
    return lambda folder: (folder / name).write_bytes(content)


def two_sheets(folder):
    workbook = openpyxl.Workbook()
    workbook.active.title = "甲"
    for sheet in (workbook.active, workbook.create_sheet("乙")):
        for row in (["预算单位", "资金来源", "金额（元）"], ["测试局本级", "一般财力", 1500.5]):
            sheet.append(row)
    (folder / "income.csv").unlink()
    workbook.save(folder / "income.xlsx")


def far_cell(folder):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "预算单位"
    workbook.active["XFD1048576"] = "x"
    (folder / "income.csv").unlink()
    workbook.save(folder / "income.xlsx")


def bomb(folder):
    (folder / "income.csv").unlink()
    with (
        zipfile.ZipFile(folder / "income.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(501):
            part.write(b" " * 1024 * 1024)


def encrypted(folder):
    (folder / "income.csv").unlink()
    (folder / "income.xlsx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 504)


def large(folder):
    with (folder / "income.csv").open("ab") as file:
        file.truncate(51 * 1024 * 1024)


def remove(name):
    return lambda folder: (folder / name).unlink()


def rename(name, new):
    return lambda folder: (folder / name).rename(folder / new)


def twice_last_year(folder):
    with (folder / "previous_year.csv").open("a", encoding="utf-8") as file:
        file.write("function,2010301,5\n")


def project_named(second):
    return items("测试中心,2010302,,30201,,项目支出,档案整理,事业收入,300,合同",
                 "测试中心,2010302,,30201,,项目支出,档案（A）整理,事业收入,300,\n"
                 f"测试中心,2010302,,30202,,项目支出,{second},事业收入,0.01,")  # fmt: skip


CASES = [
    ("FILE-002", remove("income.csv"), ("测试局", 0, ""), ""),
    ("FILE-002", rename("income.csv", "incomes.csv"), ("测试局", 0, ""), ""),
    ("FILE-003", write_bytes("收入.csv", b"x"), ("测试局", 0, ""), "income.csv、收入.csv"),
    ("FILE-004", large, ("income.csv", 0, ""), "51 MB"),
    ("FILE-005", write_bytes("income.csv", b"\xff\xfea\x00"), ("income.csv", 0, ""), "FF FE 61 00 …"),
    ("FILE-006", rename("income.csv", "income.xlsx"), ("income.xlsx", 0, ""), None),
    ("FILE-007", far_cell, ("income.xlsx", 0, ""), ""),
    ("FILE-007", bomb, ("income.xlsx", 0, ""), ""),
    ("FILE-007", write_bytes("income.csv", b"unit,fund_source,amount_yuan\n" + b"\n" * 200_000),
     ("income.csv", 0, ""), ""),
    ("FILE-008", income("测试局本级", '"测试局本级'), ("income.csv", 2, ""), '"测试局本级,一般财力,1200.50'),
    ("FILE-008", income("测试局本级", "长" * 40_000), ("income.csv", 2, ""), "长" * 60 + "…"),
    ("FILE-008", income("测试局本级", "长" * 400_000), ("income.csv", 2, ""), "长" * 60 + "…"),
    ("FILE-009", write_bytes("income.csv", b""), ("income.csv", 0, ""), ""),
    ("FILE-010", two_sheets, ("income.xlsx", 0, ""), ""),
    ("FILE-011", write_bytes("income.csv", b"unit,fund_source,amount_yuan\n"), ("income.csv", 0, ""), ""),
    ("FILE-012", encrypted, ("income.xlsx", 0, ""), ""),
    ("HEAD-001", income("amount_yuan\n", "amount_yuan,资金来原\n"), ("income.csv", 1, ""), "资金来原"),
    ("HEAD-002", income("fund_source", ""), ("income.csv", 1, ""), ""),
    ("HEAD-003", income("amount_yuan\n", "amount_yuan,金额(元)\n"), ("income.csv", 1, ""), "金额(元)"),
    ("HEAD-004", income("300", "300,多"), ("income.csv", 3, ""), "多"),
    ("DEPT-001", department("name: 测试局", "name: [测试局"), ("department.yaml", 2, ""), "year: 2024"),
    ("DEPT-001", write_bytes("department.yaml", "测试局".encode()), ("department.yaml", 1, ""), "测试局"),
    ("DEPT-002", department("year", "yaer"), ("department.yaml", 2, "yaer"), "yaer"),
    ("DEPT-003", department("year: 2024", "year: 2024\n年度: 2024"), ("department.yaml", 3, "年度"), "年度"),
    ("DEPT-004", department("name: 测试局\n", ""), ("department.yaml", 0, ""), ""),
    ("DEPT-005", department("name: 测试局", "name: [测试局]"), ("department.yaml", 1, "name"), ""),
    ("DEPT-006", department("2024", "24"), ("department.yaml", 2, "year"), "24"),
    ("DEPT-007", write_bytes("department.yaml", "name: 测试局\nyear: 2024\nunits:\n".encode()),
     ("department.yaml", 3, "units"), ""),
    ("DEPT-008", department("测试中心", "测试局 本级"), ("department.yaml", 5, "units"), "测试局 本级"),
    ("DEPT-009", department("year", "level: 科室\nyear"), ("department.yaml", 2, "level"), "科室"),
    ("DEPT-010", department("year", "compiled_on: 2024-13-01\nyear"),
     ("department.yaml", 2, "compiled_on"), "2024-13-01"),
    ("IN-001", income("一般财力", ""), ("income.csv", 2, "fund_source"), ""),
    ("IN-002", item(0, "测试局本部"), ("line_items.csv", 2, "unit"), "测试局本部"),
    ("IN-003", item(5, "基本"), ("line_items.csv", 2, "expenditure_kind"), "基本"),
    ("IN-004", item(7, "一般财利"), ("line_items.csv", 2, "fund_source"), "一般财利"),
    ("IN-005", item(8, "12万元"), ("line_items.csv", 2, "amount_yuan"), "12万元"),
    ("IN-006", item(8, "1.005"), ("line_items.csv", 2, "amount_yuan"), "1.005"),
    ("IN-007", item(8, "10000000000000"), ("line_items.csv", 2, "amount_yuan"), "10000000000000"),
    ("IN-008", item(8, "0.00"), ("line_items.csv", 2, "amount_yuan"), "0.00"),
    ("IN-009", item(6, "档案整理"), ("line_items.csv", 2, "project"), "档案整理"),
    ("IN-010", item(5, "项目支出"), ("line_items.csv", 2, "project"), ""),
    ("IN-011", items("档案整理", "档案*整理?"), ("line_items.csv", 3, "project"), "档案*整理?"),
    ("IN-012", items("档案整理", "=档案"), ("line_items.csv", 3, "project"), "=档案"),
    ("IN-013", items("档案整理", "长" * 101), ("line_items.csv", 3, "project"), "长" * 20 + "…"),
    ("IN-014", items("档案整理", '"档案\n整理"'), ("line_items.csv", 3, "project"), "档案\n整理"),
    ("IN-015", twice_last_year, ("previous_year.csv", 3, "item"), "function 2010301"),
    ("IN-016", project_named("档案（a）整理"), ("line_items.csv", 4, "project"), "档案（a）整理"),
    ("IN-017", project_named("档案(A)整理"), ("line_items.csv", 4, "project"), "档案(A)整理"),
    ("IN-018", item(8, ""), ("line_items.csv", 2, "amount_yuan"), ""),
    ("IN-018", income("300", ""), ("income.csv", 3, "amount_yuan"), ""),
    ("CODE-001", item(1, "2010391"), ("line_items.csv", 2, "function_code"), "2010391"),
    ("CODE-002", item(1, "2100601"), ("line_items.csv", 2, "function_code"), "2100601"),
    ("CODE-003", item(1, "2210111"), ("line_items.csv", 2, "function_code"), "2210111"),
    ("CODE-004", item(1, "2013804"), ("line_items.csv", 2, "function_code"), "2013804"),
    ("CODE-005", item(1, "20103O1"), ("line_items.csv", 2, "function_code"), "20103O1"),
    ("CODE-006", item(1, "20103"), ("line_items.csv", 2, "function_code"), "20103"),
    ("CODE-007", item(1, "30201"), ("line_items.csv", 2, "function_code"), "30201"),
    ("CODE-008", item(1, "2120803"), ("line_items.csv", 2, "function_code"), "2120803"),
    ("CODE-009", item(2, "一般行政管理事务"), ("line_items.csv", 2, "function_name"), "一般行政管理事务"),
    ("CODE-010", item(4, "工资"), ("line_items.csv", 2, "economic_name"), "工资"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "break_it", "place", "found"), CASES)
def test_a_wrong_input_gives_its_message(folder, read, code, break_it, place, found):
    break_it(folder)
    intake = read()
    finding = next((each for each in intake.findings if each.code == code), None)
    assert finding is not None, [render(each, "en") for each in intake.findings]
    assert (finding.place.file, finding.place.row, finding.place.column) == place
    assert found is None or finding.found == found
    errors = [each for each in intake.findings if each.severity is Severity.ERROR]
    assert (intake.department is None) == bool(errors)


def test_a_wrong_input_gives_one_message_only(folder, read):
    """The chief cases name the root cause and nothing that follows from it."""
    replace(folder / "line_items.csv", "2010301,行政运行", "30201,")
    assert [finding.code for finding in read().findings] == ["CODE-007"]


def test_a_missing_folder_is_one_finding(tmp_path, classifications):
    intake = read_department(tmp_path / "没有", classifications)
    assert [finding.code for finding in intake.findings] == ["FILE-001"]
    assert intake.department is None


def test_every_message_of_the_intake_has_a_case():
    intake = {code for code in catalogue() if code.split("-")[0] in {"FILE", "HEAD", "DEPT", "IN", "CODE"}}
    assert {code for code, *_ in CASES} | {"FILE-001"} == intake


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("code", "break_it", "place", "found"), CASES)
def test_every_message_can_be_said(folder, read, language, code, break_it, place, found):
    break_it(folder)
    finding = next(each for each in read().findings if each.code == code)
    said = words(finding, language)
    assert said.title
    assert said.found
    assert said.expected
    assert said.remedy
    assert "{" not in render(finding, language)


def test_a_blank_amount_waits_and_the_row_is_kept(folder, read):
    item(8, "")(folder)
    income("300", "")(folder)
    intake = read()
    assert [(each.code, each.severity) for each in intake.findings] == [("IN-018", Severity.WARNING)] * 2
    assert [item.fen for item in intake.department.items] == [None, 30000]
    assert [entry.fen for entry in intake.department.income] == [120050, None]
    assert intake.department.income[1].unit == "测试中心"


def test_a_blank_amount_is_told_beside_what_is_wrong_in_its_row(folder, read):
    items("一般财力,1200.50,", "一般财利,,")(folder)
    intake = read()
    assert [each.code for each in intake.findings] == ["IN-004", "IN-018"]
    assert intake.department is None


def test_a_figure_of_last_year_has_to_be_there_and_may_be_zero(folder, read):
    replace(folder / "previous_year.csv", "1000", "0")
    assert read().findings == ()
    replace(folder / "previous_year.csv", ",0", ",")
    assert [each.code for each in read().findings] == ["IN-001"]


def test_everything_wrong_is_said_in_one_go(folder, read):
    replace(folder / "department.yaml", "year", "yaer")
    replace(folder / "line_items.csv", "1200.50", "很多")
    replace(folder / "line_items.csv", "档案整理", "")
    replace(folder / "income.csv", "事业收入", "事业收人")
    replace(folder / "previous_year.csv", "1000", "")
    codes = [finding.code for finding in read().findings]
    assert codes == ["DEPT-002", "DEPT-004", "IN-005", "IN-010", "IN-004", "IN-001"]


@pytest.mark.parametrize(
    ("break_it", "code", "nearest"),
    [
        (item(0, "本级"), "IN-002", "测试局本级"),
        (item(7, "一般财利"), "IN-004", "一般财力"),
        (item(5, "基本"), "IN-003", "基本支出"),
        (income("amount_yuan", "金额（万元）"), "HEAD-001", "金额（元）"),
        (department("units", "unit"), "DEPT-002", "units"),
        (rename("income.csv", "incomes.csv"), "FILE-002", "incomes.csv"),
        (item(1, "20103001"), "CODE-005", "2010301 行政运行、2010308 "),
    ],
)
def test_the_nearest_valid_word_is_suggested(folder, read, break_it, code, nearest):
    break_it(folder)
    finding = next(each for each in read().findings if each.code == code)
    said = dict(finding.details)["nearest"]
    assert said == nearest or said.startswith(nearest.split("、")[0])
    assert said in render(finding, "zh")


def test_an_unknown_code_with_a_name_is_kept(folder, read):
    item(1, "2010391")(folder)
    intake = read()
    assert [finding.severity for finding in intake.findings] == [Severity.WARNING]
    assert intake.department.items[0].function_code == "2010391"


def test_a_year_that_is_not_known_judges_no_code(folder, read):
    replace(folder / "department.yaml", "year: 2024\n", "")
    item(1, "2010391")(folder)
    assert [finding.code for finding in read().findings] == ["DEPT-004"]


def test_units_that_are_not_known_make_no_row_wrong(folder, read):
    replace(folder / "department.yaml", "name: 测试中心", "nmae: 测试中心")
    assert {finding.code for finding in read().findings} == {"DEPT-002", "DEPT-004"}
