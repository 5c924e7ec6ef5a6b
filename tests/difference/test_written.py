"""A difference as text, as a list for spreadsheets and for programs."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len

from generator import api
from generator.difference.comparison import Difference, Side, compare_departments
from generator.difference.data import difference_json
from generator.difference.entries import FactChange, LedgerDifference
from generator.difference.matching import Change
from generator.difference.rows_csv import difference_csv
from generator.difference.text import difference_text
from generator.difference.words import COLUMNS
from generator.model.amount import yuan
from generator.model.budget import Department, LineItem, Origin
from tests.workbook.rich_department import BUREAU, OWN, STATION, rich_department

OFFICE = "2120101 行政运行；30201 办公费；基本支出；一般财力"


def numbered(department: Department) -> Department:
    """The department as if its line items had been read from the rows 2, 3 … of a file."""
    items = (replace(item, origin=Origin("甲", row)) for row, item in enumerate(department.items, start=2))
    return replace(department, items=tuple(items))


def edited(department: Department) -> Department:
    """One amount more, one code changed, one line gone, one come, one note; a unit renamed."""
    items = {
        (item.unit, item.economic_code, item.project, item.funding_source): item for item in department.items
    }

    def change(key: tuple[str, str, str, str], **fields: object) -> None:
        items[key] = replace(items[key], **fields)  # type: ignore[arg-type]  # fields are those of an item

    change((BUREAU, "30201", "", OWN), fen=40_000_00)
    change((BUREAU, "30305", "", OWN), economic_code="30309")
    change((BUREAU, "30212", "", OWN), note="追加")
    del items[STATION, "30227", "环卫保障", OWN]
    bridge = LineItem(
        STATION, "2120303", "31005", "项目支出", "南门大桥", OWN, 1234_56, origin=Origin("乙", 99)
    )
    renamed = "石桥县工程质量服务中心"
    return replace(
        department,
        units=(department.units[0], replace(department.units[1], name=renamed)),
        items=tuple(
            replace(item, unit=renamed) if item.unit == STATION else item
            for item in (*items.values(), bridge)
        ),
        income=tuple(
            replace(each, unit=renamed) if each.unit == STATION else each for each in department.income
        ),
    )


@pytest.fixture(scope="module")
def layout() -> api.LayoutSet:
    return api.load_layout("xinjiang", 2024)


@pytest.fixture(scope="module")
def difference(layout) -> Difference:
    before = numbered(rich_department())
    return compare_departments(
        Side("甲.xlsx", before, layout), Side("乙.xlsx", edited(before), layout, {"支出录入": 3})
    )


@pytest.fixture(scope="module")
def none(layout) -> Difference:
    side = Side("甲.xlsx", rich_department(), layout)
    return compare_departments(side, side)


def test_totals_come_first(difference):
    before = sum(item.fen for item in rich_department().items)
    totals = " → ".join(f"{yuan(fen):,.2f}" for fen in (before, before + 10_000_00 + 1234_56 - 50_000_00))
    lines = difference_text(difference).splitlines()
    assert lines[:10] == [
        "原  甲.xlsx  石桥县住房和城乡建设局（316），2024 年",
        "新  乙.xlsx  石桥县住房和城乡建设局（316），2024 年",
        "▲ 乙.xlsx 有 3 行没有读入（支出录入 3 行），没有参加比较，另一边的同一行因此列为新增或删除；"
        "原因和改法见 budgetbook read。",
        "",
        f"支出 4 行有变化：新增 1，删除 1，金额变动 1，改编码 1；支出合计 {totals}，-38,765.44",
        "支出另有 1 行只改了文字（备注等），金额、编码不变，不影响合计",
        "收入没有变化；收入合计 1,799,100.00",
        "预算单位 1 个有变化：改名 1",
        "公开表 7 张有变化：表1、表2、表3、表4、表5、表6、表7",
        f"校验 9 项结论有变化；校验码 {' → '.join(difference.check_codes)}",
    ]


def test_every_line_is_told_with_its_amounts_in_line(difference):
    lines = difference_text(difference).splitlines()
    (office,) = (line for line in lines if "30201 办公费；" in line)
    assert office == f"    30,000.00  40,000.00  +10,000.00   4→4  {BUREAU}；{OFFICE}"
    head = lines[lines.index(office) - 1]
    assert head.split() == ["原数", "新数", "增减", "行号", "明细"]
    assert cell_len(head[: head.index("明细")]) == cell_len(office[: office.index(BUREAU)])
    assert any(line.endswith("30305 生活补助 → 30309 奖励金；基本支出；一般财力") for line in lines)
    assert any("+1,234.56   →99" in line and "项目支出；南门大桥" in line for line in lines)
    assert any(line.endswith("；备注 （空白） → 追加") for line in lines)


def test_tables_are_told_row_by_row_in_their_unit(difference):
    text = difference_text(difference)
    sixth = text[text.index("【表6 ") :].split("\n\n")[0].splitlines()
    assert sixth[0].startswith("【表6 一般公共预算基本支出情况表（万元）】总计 ")
    assert sixth[0].endswith("（+1.00）")
    assert "   3.00   4.00  +1.00  30201 办公费 ｜ 公用经费" in "\n".join(sixth)
    assert "〔减少〕30305 生活补助 ｜ 人员经费" in "\n".join(sixth)
    seventh = text[text.index("【表7 ") :]
    assert "5.00   0.12  -4.88  石桥县建设工程质量监督站 → 石桥县工程质量服务中心 ｜ 项目支出合计" in seventh


def test_english_is_told_in_english(difference):
    text = difference_text(difference, "en")
    assert "Expenditure: 4 lines changed (1 added, 1 removed, 1 amount, 1 re-coded); total 1,799" in text
    assert "  amount: 1\n       before      after      change  rows  line\n" in text


def test_no_difference_is_said_plainly(none):
    assert difference_text(none).splitlines()[3] == "没有差别：录入内容、公开表和校验结论都相同。"
    assert "支出合计 1,799,100.00" in difference_text(none)
    assert "No difference" in difference_text(none, "en")
    assert json.loads(difference_json(none))["equal"] is True


def test_no_difference_of_what_was_read_is_not_called_equal(none):
    unread = replace(none, after=replace(none.after, left_out={"支出录入": 1}, missing=("收入录入",)))
    assert "读入的部分没有差别" in difference_text(unread)
    assert "没有找到 收入录入" in difference_text(unread)
    assert json.loads(difference_json(unread))["equal"] is False


def test_two_years_are_told(none):
    later = replace(none.after, department=replace(none.after.department, year=2025))
    assert "两边年度不同（2024、2025）" in difference_text(replace(none, after=later))


def listed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_list_has_one_row_for_each_thing_that_changed(difference):
    rows = listed(difference_csv(difference))
    assert list(rows[0]) == [column["zh"] for column in COLUMNS]
    spent = [tuple(row.values())[1:] for row in rows if row["范围"] == "支出"]
    assert ("合计", "", "金额", "1799100.00", "1760334.56", "-38765.44", "元", "", "") in spent
    office = f"{BUREAU}；{OFFICE}"
    assert ("金额变动", office, "金额", "30000.00", "40000.00", "10000.00", "元", "4", "4") in spent
    assert {row[2:5] for row in spent if row[0] == "改编码"} == {("经济分类科目", "30305", "30309")}
    assert {row[2:5] for row in spent if row[0] == "只改文字"} == {("备注", "", "追加")}
    sixth = [row for row in rows if row["范围"] == "表6" and row["对象"] == "30309 奖励金"]
    told = {(row["变化"], row["原"], row["新"], row["计量单位"]) for row in sixth}
    assert told == {("新增", "", "0.30", "万元")}
    assert {row["原"] for row in rows if row["范围"] == "校验"} == {"平"}


def test_amounts_in_the_list_add_up(difference):
    rows = listed(difference_csv(difference))
    gains = [Decimal(row["增减"]) for row in rows if row["范围"] == "支出" and row["增减"]]
    assert gains[0] == sum(gains[1:]) == Decimal("-38765.44")


def test_programs_get_exact_amounts_as_texts(difference):
    data = json.loads(difference_json(difference))
    assert data["equal"] is False
    assert data["items"]["total"] == {"before": "1799100.00", "after": "1760334.56", "change": "-38765.44"}
    assert data["items"]["counts"] == {"added": 1, "removed": 1, "recoded": 1, "amount": 1, "apart": 1}
    (amount,) = (each for each in data["items"]["changes"] if each["happening"] == "amount")
    assert (amount["differs"], amount["before"]["amount"], amount["after"]["amount"]) == (
        ["amount"],
        "30000.00",
        "40000.00",
    )
    assert data["after"]["rows_not_read"] == {"支出录入": 3}
    sixth = next(each for each in data["tables"] if each["table"] == "表6")
    assert sixth["totals"] == [
        {"row": "总计", "column": "合计", "before": "86.75", "after": "87.75", "change": "1.00"}
    ]
    verdicts = {(each["before"]["verdict"], each["after"]["verdict"]) for each in data["checks"]}
    assert verdicts == {("平", "不平")}
    assert not any(isinstance(each, float) for each in values(data))


def values(data: object) -> list[object]:
    if isinstance(data, dict):
        return [value for each in data.values() for value in values(each)]
    return [value for each in data for value in values(each)] if isinstance(data, list) else [data]


@pytest.mark.parametrize(
    "hostile", ['=HYPERLINK("http://evil.example","x")', "\x1b[2J\u202e\n\udcff", "-1+1"]
)
def test_no_text_of_a_file_is_a_formula_or_moves_the_cursor(none, hostile):
    item = LineItem(hostile, "2120101", "30101", "项目支出", hostile, OWN, 100, hostile)
    added = LedgerDifference((Change(None, item),), 0, 100)
    facts = (FactChange("name", hostile, ""),)
    entries = replace(none.entries, items=added, facts=facts)
    difference = replace(none, entries=entries, before=replace(none.before, name=hostile))
    text, data = difference_text(difference), difference_json(difference)
    assert all(sign.isprintable() or sign == "\n" for sign in text + data)
    assert json.loads(data)["items"]["changes"][0]["after"]["note"] == hostile
    for row in listed(difference_csv(difference)):
        amounts = ("原", "新", "增减") if row["计量单位"] else ()
        assert not any(cell[:1] in ("=", "-", "+", "@") for name, cell in row.items() if name not in amounts)
