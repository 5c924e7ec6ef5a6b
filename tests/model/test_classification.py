"""The dated code lists, and how they are read."""

import csv

import pytest

from generator.model.classification import Code, CodeList, load_code_list
from generator.model.list_file import ListError
from generator.resources import layouts_folder

FOLDER = layouts_folder() / "classification"
CLASSES_2024 = """
201 一般公共服务支出 202 外交支出 203 国防支出 204 公共安全支出 205 教育支出 206 科学技术支出
207 文化旅游体育与传媒支出 208 社会保障和就业支出 209 社会保险基金支出 210 卫生健康支出 211 节能环保支出
212 城乡社区支出 213 农林水支出 214 交通运输支出 215 资源勘探工业信息等支出 216 商业服务业等支出
217 金融支出 219 援助其他地区支出 220 自然资源海洋气象等支出 221 住房保障支出 222 粮油物资储备支出
223 国有资本经营预算支出 224 灾害防治及应急管理支出 227 预备费 229 其他支出 230 转移性支出
231 债务还本支出 232 债务付息支出 233 债务发行费用支出 234 抗疫特别国债安排的支出
"""


@pytest.fixture(scope="module")
def function():
    return load_code_list(FOLDER / "function.csv", "支出功能分类")


def test_the_classes_of_2024_are_those_of_the_published_table(function):
    written = [word for code in function.classes(2024) for word in (code.code, code.name)]
    assert written == CLASSES_2024.split()


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_codes_come_in_order_each_below_its_parent(function, year):
    codes = function.in_force(year)
    seen = set()
    for code in codes:
        assert not code.parent or code.parent in seen
        seen.add(code.code)
    assert [code.code for code in codes] == sorted(seen)


def test_a_code_has_the_name_of_its_year(function):
    assert function.find("2130335", 2023).name == "农村人畜饮水"
    assert function.find("2130335", 2024).name == "农村供水"
    assert [code.name for code in function.any_year("2130335")] == ["农村人畜饮水", "农村供水"]


def test_a_code_is_in_force_in_its_years_only(function):
    assert function.find("2100601", 2023)
    assert function.find("2100601", 2024) is None
    assert function.find("2101704", 2023) is None
    assert function.find("2101704", 2024)
    assert function.find("2210106", 2024)
    assert function.find("2210106", 2025) is None


@pytest.mark.parametrize("name", ["economic_department", "economic_government"])
def test_the_economic_lists_can_be_read(name):
    codes = load_code_list(FOLDER / f"{name}.csv", name)
    assert {len(code.code) for code in codes.in_force(2024)} == {3, 5}
    assert not any(code.budgets for code in codes.codes)


def test_the_mapping_names_codes_of_both_lists():
    department = load_code_list(FOLDER / "economic_department.csv", "")
    government = load_code_list(FOLDER / "economic_government.csv", "")
    with (FOLDER / "economic_mapping.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert department.any_year(row["department_code"]), row
            assert government.any_year(row["government_code"]), row
            assert row["applies_to"] in {"机关", "事业单位", "全部"}


def test_names_are_found_whatever_the_width_of_brackets(function):
    found = function.named("政府办公厅(室) 及相关机构事务", 2024)
    assert [code.code for code in found] == ["20103"]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2010310", "20103"),
        ("2019301", "2010301"),
        ("201031", "20103"),
        ("行政运转", "2010101"),
        ("水力工程建设", "2130305"),
    ],
)
def test_the_nearest_code(function, written, first):
    near = function.nearest(written, 2024)
    assert len(near) == 3
    assert near[0].code.startswith(first)


def test_codes_of_the_same_section_come_first(function):
    assert {code.parent for code in function.nearest("2010310", 2024)} == {"20103"}


def test_an_empty_list_has_no_nearest_code():
    assert CodeList("", ()).nearest("201", 2024) == ()
    assert CodeList("", ()).nearest("行政运行", 2024) == ()


HEAD = "code,name,level,parent,budgets,since,until,certainty,source\n"
CLASS = "201,甲,类,,,,,known,\n"


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("code,name\n", 1, "no heading"),
        (HEAD.replace("name", "title") + CLASS, 1, "heading 'title'"),
        (HEAD + "201,甲\n", 2, "2 cells"),
        (HEAD + "2O1,甲,类,,,,,known,\n", 2, "code '2O1'"),
        (HEAD + "201,甲,款,,,,,known,\n", 2, "level '款'"),
        (HEAD + CLASS + "20101,甲,款,202,,,,known,\n", 3, "parent '202'"),
        (HEAD + "201,,类,,,,,known,\n", 2, "no name"),
        (HEAD + "201,甲,类,,,24,,known,\n", 2, "since '24'"),
        (HEAD + "201,甲,类,,,2025,2024,known,\n", 2, "2025 to 2024"),
        (HEAD + "201,甲,类,,,,,sure,\n", 2, "certainty 'sure'"),
        (HEAD + CLASS + "201,乙,类,,,2024,,known,\n", 3, "201 乙 again"),
        (HEAD + "20101,甲,款,201,,,,known,\n", 2, "20101 甲 without 201"),
        (HEAD + "201,甲,类,,,2025,,known,\n20101,甲,款,201,,,2024,known,\n", 3, "20101 甲 without 201"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(tmp_path, text, line, found):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ListError) as error:
        load_code_list(path, "甲")
    fault = error.value.faults[0]
    assert (fault.file, fault.line) == ("list.csv", line)
    assert fault.found.startswith(found)
    assert f"list.csv:{line}: found" in str(error.value)


def test_a_list_reports_every_wrong_line(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(HEAD + "201,,类,,,,,known,\n202,乙,类,,,,,sure,\n", encoding="utf-8")
    with pytest.raises(ListError) as error:
        load_code_list(path, "甲")
    assert [fault.line for fault in error.value.faults] == [2, 3]


def test_a_list_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes((HEAD + CLASS).encode("gbk"))
    with pytest.raises(ListError, match="UTF-8"):
        load_code_list(path, "甲")


def test_years_of_one_code_may_follow_each_other():
    codes = CodeList("", (Code("201", "甲", "类", "", until=2023), Code("201", "乙", "类", "", since=2024)))
    assert [codes.find("201", year).name for year in (2023, 2024)] == ["甲", "乙"]
