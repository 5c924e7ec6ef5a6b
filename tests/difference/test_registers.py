"""Registers (登记表) compared: rows by their key, fields in words, whatever the order."""

import csv
import io
import json
from dataclasses import replace

import pytest

from generator import api
from generator.difference.comparison import Difference, Side, compare_departments
from generator.difference.data import difference_json
from generator.difference.entries import compare_entries
from generator.difference.registers import RegisterDifference, RowHappening
from generator.difference.rows_csv import difference_csv
from generator.difference.text import difference_text
from generator.model.budget import Department, Origin, RegisterEntry, Unit

LAYOUT = api.load_layout("xinjiang", 2024)
OFFICE = Unit("石桥县住建局", "316001")
PROJECT, RENAMED = "政务服务保障项目", "政务服务保障费"


def project(name: str, **cells: str) -> RegisterEntry:
    return RegisterEntry({"项目": name, "预算单位": OFFICE.name, **cells})


def indicator(name: str, project: str = PROJECT, **cells: str) -> RegisterEntry:
    sound = {"一级指标": "产出指标", "二级指标": "数量指标", "运算符": "≥", "指标值": "4", "权重": "10"}
    return RegisterEntry({"项目": project, "三级指标": name, **sound, **cells})


def department(unit: Unit = OFFICE, **registers: tuple[RegisterEntry, ...]) -> Department:
    return Department("石桥县住建局", 2024, (unit,), registers=registers)


def changed(before: Department, after: Department) -> tuple[RegisterDifference, ...]:
    return compare_entries(before, after, (LAYOUT, LAYOUT)).registers


def only(before: Department, after: Department) -> RegisterDifference:
    (difference,) = changed(before, after)
    return difference


def test_rows_are_known_by_their_key_wherever_they_stand() -> None:
    first = indicator("采购批次"), indicator("培训人次")
    after = indicator("培训人次", 权重="15"), indicator("采购批次"), indicator("验收合格率")
    difference = only(department(指标=first), department(指标=after))
    told = [(each.happening, each.entry.cells["三级指标"], each.differs) for each in difference.changes]
    assert told == [
        (RowHappening.CHANGED, "培训人次", ("权重",)),
        (RowHappening.ADDED, "验收合格率", ()),
    ]
    assert difference.reordered
    assert difference.counts == {RowHappening.ADDED: 1, RowHappening.CHANGED: 1}


def test_the_same_rows_in_another_order_are_told_as_that() -> None:
    rows = (
        RegisterEntry({"类别": "主要职能", "内容": "甲"}),
        RegisterEntry({"类别": "主要职能", "内容": "乙"}),
    )
    difference = only(department(概况=rows), department(概况=rows[::-1]))
    assert (difference.changes, difference.reordered) == ((), True)
    assert changed(department(概况=rows), department(概况=rows)) == ()


def test_a_row_with_another_name_is_one_row() -> None:
    """By everything else that it says, or by a name that is near."""
    before = department(项目=(project(PROJECT, 总体目标="保障运转"), project("校舍维修")))
    after = department(项目=(project(RENAMED, 总体目标="保障运转"), project("校舍维修工程", 总体目标="修")))
    assert [each.differs for each in only(before, after).changes] == [("项目",), ("项目", "总体目标")]


def test_equal_rows_go_together_one_by_one() -> None:
    twice = indicator("采购批次"), indicator("采购批次")
    difference = only(department(指标=twice), department(指标=twice[:1]))
    assert [each.happening for each in difference.changes] == [RowHappening.REMOVED]


def test_a_unit_with_another_name_is_no_change_of_its_projects() -> None:
    before = department(项目=(project(PROJECT),))
    after = department(
        Unit("石桥县城乡建设局", OFFICE.code), 项目=(project(PROJECT, 预算单位="石桥县城乡建设局"),)
    )
    assert changed(before, after) == ()


def test_a_register_that_one_side_does_not_have_is_new_or_gone() -> None:
    terms = (RegisterEntry({"名词": "放管服", "解释": "三项改革。"}),)
    assert only(department(), department(名词=terms)).counts == {RowHappening.ADDED: 1}
    assert only(department(名词=terms), department()).counts == {RowHappening.REMOVED: 1}


@pytest.fixture(scope="module")
def difference() -> Difference:
    long = "保障" * 60
    before = department(
        项目=(project(PROJECT, 总体目标=f"{long}十五辆"),),
        事项=(RegisterEntry({"事项": "编制数", "内容": "145"}, Origin("甲", 7)),),
        名词=(RegisterEntry({"名词": "放管服", "解释": "三项改革。"}),),
    )
    after = department(
        项目=(project(PROJECT, 总体目标=f"{long}十六辆"),),
        事项=(RegisterEntry({"事项": "编制数", "内容": "150"}, Origin("乙", 8)),),
    )
    return compare_departments(*(Side(name, each, LAYOUT) for name, each in (("甲", before), ("乙", after))))


def test_text_says_what_stood_there_and_what_stands_there_now(difference: Difference) -> None:
    text = difference_text(difference)
    assert "项目信息 1 行有变化：修改 1\n其他情况 1 行有变化：修改 1\n名词解释 1 行有变化：删除 1\n" in text
    assert f"【项目信息】\n  修改 1 行\n    {PROJECT}；年度总体目标 …" in text
    assert "保障保障十五辆 → …障保障保障保障保障十六辆\n" in text
    assert "【其他情况】\n  修改 1 行\n    编制数；内容 145 → 150\n" in text
    assert "没有差别" not in text
    assert "Facts" not in text
    assert "changed: 1\n    编制数; value 145 → 150" in difference_text(difference, "en")


def test_the_list_has_a_row_for_each_field(difference: Difference) -> None:
    rows = list(csv.reader(io.StringIO(difference_csv(difference).removeprefix("\ufeff"))))
    assert ["其他情况", "修改", "编制数", "内容", "145", "150", "", "", "7", "8"] in rows
    assert ["名词解释", "删除", "放管服", "", "", "", "", "", "", ""] in rows


def test_programs_get_whole_rows_with_english_names(difference: Difference) -> None:
    data = json.loads(difference_json(difference))
    assert not data["equal"]
    facts = next(each for each in data["registers"] if each["register"] == "other_facts")
    assert facts == {
        "register": "other_facts",
        "sheet": "其他情况",
        "reordered": False,
        "counts": {"changed": 1},
        "changes": [
            {
                "happening": "changed",
                "differs": ["value"],
                "before": {"fact": "编制数", "value": "145", "row": 7},
                "after": {"fact": "编制数", "value": "150", "row": 8},
            }
        ],
    }


def test_nothing_is_told_where_nothing_changed() -> None:
    blank = replace(department(), registers={"名词": ()})
    assert compare_entries(blank, department(), (LAYOUT, LAYOUT)).is_empty
