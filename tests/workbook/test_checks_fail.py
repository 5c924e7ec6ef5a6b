"""Every check is shown failing: a figure is overwritten, or a bad row typed, in a workbook in order.

The workbook is computed by IronCalc from its formulas; each time our own engine must see the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.checks.report import report_of
from generator.layout.language import TableReference, read_terms
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.comparison import same
from tests.oracles.ironcalc_oracle import recalculate
from tests.oracles.stored import Value
from tests.workbook.checked_cells import Places, finding, reads, reference, sides_in_words
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, cell_of, retyped
from tests.workbook.rich_department import BUREAU, FUND, OLD, OWN, STATE, STATION, rich_department
from tests.workbook.tables_only import tables_only

ROOM = Capacity(items=90, income=32, units=4, table=4)
GOOD, BROKEN, ROUNDED, IDLE = "平", "不平", "取整", "不适用"
CHECKS, CONTENTS = "校验", "目录"
ENTERED, RECEIVED, UNITS = "支出录入", "收入录入", "单位信息"
SIGNS = {"error": "✘", "warning": "▲"}
SHEET_OF_RULE = {"D": UNITS, "R": RECEIVED, "E": ENTERED}
FIRST_FIELD = {UNITS: "名称", RECEIVED: "单位", ENTERED: "单位"}


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    """The department's workbook, its tables with little room to spare; its registers have their own tests."""
    return plan_workbook(rich_department(), tables_only(api.load_layout("xinjiang", 2024)), ROOM)


@pytest.fixture(scope="module")
def live(plan: WorkbookPlan) -> LiveWorkbook:
    """The workbook, open."""
    return LiveWorkbook(plan)


@pytest.fixture(scope="module")
def places(plan: WorkbookPlan) -> Places:
    """Where everything stands in it."""
    return Places(plan)


@dataclass(frozen=True)
class Overwritten:
    """Figures of one official table typed over: reference → 万元 added.

    `left` and `right` are the cells that the check's links ought to lead to, where they are not the
    first ones of its formula; `where` is what the explanation calls the place, `places` how many it counts.
    """

    figures: Mapping[str, int]
    left: str = ""
    right: str = ""
    where: str = ""
    places: int = 1


def over(
    figure: str, by: int = 1, left: str = "", right: str = "", where: str = "", places: int = 1
) -> Overwritten:
    return Overwritten({figure: by}, left, right, where, places)


def moved(
    row: str, from_column: str, to_column: str, left: str, right: str, where: str, places: int = 2
) -> Overwritten:
    """One 万元 moved from one column to another: the total of the row stays."""
    cell = reference(row)
    figures = {
        f"{cell.table}[{cell.row}, {from_column}]": -1,
        f"{cell.table}[{cell.row}, {to_column}]": 1,
    }
    return Overwritten(figures, left, right, where, places)


def item(left: str, right: str, by: int = 1, called: str = "2120101 行政运行") -> Overwritten:
    """A check of every 项, each side a table and its column: the left figure of one code is overwritten."""
    code = called.split(maxsplit=1)[0]
    cells = [f"{side.replace(' ', f'[{code}, ')}]" if side else "" for side in (left, right)]
    return Overwritten({cells[0]: by}, cells[0], cells[1], called)


INCOME, SPENT = "表1.收入", "表1.支出"
FISCAL_INCOME, FISCAL_SPENT = "表4.收入", "表4.支出"

OVERWRITTEN: dict[str, Overwritten] = {
    "I01": over(f"{INCOME}[本年收入, 预算数]"),
    "I02-1": over(f"{INCOME}[一般公共预算拨款, 预算数]"),
    "I02-2": over(f"{INCOME}[政府性基金预算拨款, 预算数]"),
    "I02-3": over(f"{INCOME}[国有资本经营预算拨款, 预算数]"),
    "I03": over(f"{INCOME}[单位资金, 预算数]", -2),
    "I04-1": over(f"{INCOME}[上年结转结余, 预算数]"),
    "I04-2": over(f"{INCOME}[财政拨款结转, 预算数]"),
    "I04-3": over(f"{INCOME}[非财政拨款结转结余, 预算数]"),
    "I05-1": over(f"{INCOME}[收入总计, 预算数]", 3),
    "I05-2": over(f"{SPENT}[支出总计, 预算数]", -3),
    "I06": over(f"{SPENT}[支出总计, 预算数]"),
    "I07-1": over("表2[2120806, 总计]", where="土地出让业务支出"),
    "I07-2": over("表2[2120101, 财政拨款小计]", where="行政运行"),
    "I08-1": over("表3[2120303, 合计]", where="小城镇基础设施建设"),
    "I08-2": over("表5[21203, 合计]", where="城乡社区公共设施"),
    "I09": over("表6[30217, 合计]", where="公务接待费"),
    "I10-1": over("表8[2120806, 合计]", where="土地出让业务支出"),
    "I10-2": over("表9[2230301, 合计]", where="国有企业政策性补贴"),
    "I11": over("表7[环卫保障, 合计]", where="城乡社区环境卫生，环卫保障"),
    "I12·表2": over(
        "表2[2120101, 非财政拨款结转结余]",
        left="表2[21201, 总计]",
        right="表2[2120101, 总计]",
        where="城乡社区管理事务（总计）",
        places=2,
    ),
    "I12·表3": moved(
        "表3[2120101, 合计]",
        "项目支出",
        "基本支出",
        left="表3[21201, 基本支出]",
        right="表3[2120101, 基本支出]",
        where="城乡社区管理事务（基本支出）",
    ),
    "I12·表5": moved(
        "表5[208, 合计]",
        "基本支出",
        "项目支出",
        left="表5[总计, 基本支出]",
        right="表5[205, 基本支出]",
        where="总计（基本支出）",
        places=4,
    ),
    "I12·表8": moved(
        "表8[2120801, 合计]",
        "人员经费",
        "公用经费",
        left="表8[21208, 人员经费]",
        right="表8[2120801, 人员经费]",
        where="国有土地使用权出让收入安排的支出（人员经费）",
    ),
    "I12·表9": moved(
        "表9[2230301, 合计]",
        "公用经费",
        "项目支出",
        left="表9[22303, 公用经费]",
        right="表9[2230301, 公用经费]",
        where="国有企业政策性补贴（公用经费）",
    ),
    "I13·表6": moved(
        "表6[30217, 合计]",
        "公用经费",
        "人员经费",
        left="表6[302, 人员经费]",
        right="表6[30201, 人员经费]",
        where="商品和服务支出（人员经费）",
    ),
    "I14·表7": moved(
        "表7[环卫保障, 合计]",
        "商品和服务支出",
        "其他支出",
        left="表7[21205, 商品和服务支出]",
        right="表7[环卫保障, 商品和服务支出]",
        where="城乡社区环境卫生（商品和服务支出）",
    ),
    "I15-1": over(f"{FISCAL_INCOME}[收入总计, 合计]"),
    "I15-2": over(f"{FISCAL_SPENT}[支出总计, 合计]"),
    "I15-3": over(f"{FISCAL_SPENT}[支出总计, 一般公共预算]"),
    "I15-4": over(f"{FISCAL_SPENT}[支出总计, 政府性基金预算]"),
    "I15-5": over(f"{FISCAL_SPENT}[支出总计, 国有资本经营预算]"),
    "I15-6": over(f"{FISCAL_SPENT}[212, 合计]", where="212 城乡社区支出"),
    "I16-1": over(f"{FISCAL_INCOME}[收入总计, 合计]", -1),
    "I16-2": over(f"{FISCAL_INCOME}[一般公共预算, 合计]"),
    "I16-3": over(f"{FISCAL_INCOME}[政府性基金预算, 合计]"),
    "I16-4": over(f"{FISCAL_INCOME}[国有资本经营预算, 合计]"),
    "I17-1": over("表10[公务接待费, 合计]", where="公务接待费"),
    "I17-2": over("表10[合计, 合计]"),
    "I17-3": over("表10[公务用车购置及运行费, 合计]"),
    "I17-4": over("表10[合计, 一般公共预算]"),
    "I17-5": over("表10[公务用车购置及运行费, 一般公共预算]"),
    "I17-6": over("表10[合计, 政府性基金]"),
    "I17-7": over("表10[公务用车购置及运行费, 政府性基金]"),
    "I17-8": over("表10[合计, 国有资本经营预算]"),
    "I17-9": over("表10[公务用车购置及运行费, 国有资本经营预算]"),
    "I18-1": over("表11[旧管网, 总计]", where="旧管网"),
    "I18-2": over("表11[旧路改造, 财政拨款合计]", where="旧路改造"),
    "I18-3": over("表11[零星修缮, 非财政拨款合计]", where="零星修缮"),
    "I18-4·表11": moved(
        "表11[旧管网, 总计]",
        "财政拨款人员经费",
        "财政拨款项目支出",
        left="表11[总计, 财政拨款人员经费]",
        right="表11[项目, 财政拨款人员经费]",
        where="总计（财政拨款人员经费）",
    ),
    "I19-1": over("表6[301, 合计]"),
    "I19-2": over("表6[302, 合计]"),
    "X01": over(
        f"{SPENT}[212, 预算数]",
        left=f"{SPENT}[212, 预算数]",
        right="表3[212, 合计]",
        where="212 城乡社区支出",
    ),
    "X02-1": over("表3[总计, 合计]"),
    "X02-2": over("表2[总计, 总计]"),
    "X03-1": over("表2[总计, 一般公共预算]"),
    "X03-2": over("表2[总计, 上级一般公共预算转移支付]"),
    "X03-3": over("表2[总计, 政府性基金预算]"),
    "X03-4": over("表2[总计, 上级政府性基金转移支付]"),
    "X03-5": over("表2[总计, 国有资本经营预算]"),
    "X03-6": over("表2[总计, 上级国有资本经营预算转移支付]"),
    "X03-7": over(f"{INCOME}[财政专户核拨, 预算数]"),
    "X03-8": over("表2[总计, 单位资金]"),
    "X03-9": over("表2[总计, 财政拨款结转]"),
    "X03-10": over("表2[总计, 非财政拨款结转结余]"),
    "X04": item("表2 总计", "表3 合计"),
    "X05": over("表2[总计, 财政拨款小计]"),
    "X06-1": over(f"{FISCAL_INCOME}[一般公共预算, 合计]", -1),
    "X06-2": over("表2[总计, 上级政府性基金转移支付]", -1),
    "X06-3": over("表2[总计, 国有资本经营预算]", -1),
    "X07-1": over(
        "表5[212, 合计]",
        left=f"{FISCAL_SPENT}[212, 一般公共预算]",
        right="表5[212, 合计]",
        where="212 城乡社区支出",
    ),
    "X07-2": over(
        f"{FISCAL_SPENT}[212, 政府性基金预算]",
        left=f"{FISCAL_SPENT}[212, 政府性基金预算]",
        right="表8[212, 合计]",
        where="212 城乡社区支出",
    ),
    "X07-3": over(
        f"{FISCAL_SPENT}[223, 国有资本经营预算]",
        left=f"{FISCAL_SPENT}[223, 国有资本经营预算]",
        right="表9[223, 合计]",
        where="223 国有资本经营预算支出",
    ),
    "X08": over("表8[总计, 合计]"),
    "X09": item("表2 财政拨款小计", "表5 合计"),
    "X09-1": over(
        "表2[2120101, 上级一般公共预算转移支付]",
        left="表2[2120101, 一般公共预算]",
        right="表5[2120101, 合计]",
        where="2120101 行政运行",
    ),
    "X09-2": item("表2 政府性基金预算", "表8 合计", called="2120806 土地出让业务支出"),
    "X09-3": item("表2 国有资本经营预算", "表9 合计", called="2230301 国有企业政策性补贴"),
    "X10-1": over(
        "表2[2120601, 单位资金]",
        left="表3[2120601, 合计]",
        right="表2[2120601, 财政专户]",
        where="2120601 建设市场管理与监督",
    ),
    "X10-2": item("表3 基本支出", "表5 基本支出", by=-90),
    "X10-3": item("表3 项目支出", "表5 项目支出", by=-90, called="2120303 小城镇基础设施建设"),
    "X11": over("表6[总计, 合计]"),
    "X12-1": item("表5 项目支出", "表7 合计", called="2120303 小城镇基础设施建设"),
    "X12-2": over("表7[总计, 合计]"),
    "X12-3": over("表7[石桥大道, 合计]"),
    "X13": over("表3[总计, 项目支出]"),
    "X14-1": over("表11[总计, 总计]"),
    "X14-2": over("表11[总计, 总计]", -1),
    "X14-3": over("表11[总计, 财政拨款合计]"),
    "X15-1": over("表10[因公出国（境）费, 一般公共预算]", -1),
    "X15-2": over("表10[公务接待费, 一般公共预算]", -1),
    "X15-3": over("表10[公务用车运行费, 一般公共预算]", -1),
    "X15-4": over("表10[公务用车购置费, 一般公共预算]", -1),
    "X16": over("表10[合计, 一般公共预算]", 500),
    "X17-1": over("表5[2080505, 基本支出]"),
    "X17-2": over("表6[30109, 合计]"),
    "X17-3": over("表6[30113, 合计]"),
    "X17-4": over("表5[2101103, 基本支出]"),
    "X17-5": over("表5[2101199, 基本支出]"),
    "X17-6": over("表6[30216, 合计]"),
    "X17-7": over("表5[2101102, 基本支出]"),
    "B03": item("表3 合计", "", by=-999, called="2120501 城乡社区环境卫生"),
    "B04": over("表7[规划调研, 合计]", -999, where="小城镇基础设施建设，规划调研"),
}
"""Checks of figures: what to type over so that the check fails."""

SAID: dict[str, str] = {
    "I03": (
        "表1 收入 单位资金 为 -13,100.00 元，表1 收入 事业收入 + 表1 收入 上级补助收入"
        " + 表1 收入 附属单位上缴收入 + 表1 收入 事业单位经营收入 + 表1 收入 其他收入 为 6,900.00 元，"
        "相差 20,000.00 元。"
    ),
    "I05-2": "表1 支出总计 为 1,769,100.00 元，表1 支出 各类之和 为 1,799,100.00 元，相差 30,000.00 元。",
    "I12·表2": (
        "城乡社区管理事务（总计）：表2 小计 为 650,400.00 元，表2 下级各行之和 为 660,400.00 元，"
        "相差 10,000.00 元；共 2 处。"
    ),
    "X01": (
        "212 城乡社区支出：表1 支出 预算数 为 1,501,200.00 元，表3 合计 为 1,491,200.00 元，"
        "相差 10,000.00 元。"
    ),
    "X11": "表5 总计 基本支出 为 867,500.00 元，表6 总计 合计 为 877,500.00 元，相差 10,000.00 元。",
    "X15-2": (
        "表10 公务接待费 一般公共预算 为 -7,000.00 元，表6 30217 合计 为 1,000.00 元，少 8,000.00 元。"
    ),
    "B03": "2120501 城乡社区环境卫生：表3 合计 为 -9,940,000.00 元，不应小于 0。",
    "B04": "小城镇基础设施建设，规划调研：表7 合计 为 -9,988,000.00 元，不应小于 0。",
}
"""What some of them say, word for word."""

EXCESS: dict[str, str] = {
    "X10-2": "左边多 18,500.00 元。",
    "X10-3": "左边多 75,700.00 元。",
    "X15-2": "左边多 2,000.00 元。",
    "X15-3": "左边多 1,000.00 元。",
    "X16": "左边多 370,000.00 元。",
    "B03": "左边多 1,799,100.00 元。",
    "B04": "左边多 373,000.00 元。",
}
"""What checks that allow more on the left say while they are in order."""

MISNAMED: dict[str, tuple[str, str, str]] = {
    "X18·表1": ("表1.支出[212, 支出功能分类]", "212 城建支出", "212 城乡社区支出"),
    "X18·表2": ("表2[2120101, 功能分类科目名称]", "行政支出", "行政运行"),
    "X18·表3": ("表3[21201, 功能分类科目名称]", "行政支出", "城乡社区管理事务"),
    "X18·表4": ("表4.支出[221, 支出功能分类]", "221 住房支出", "221 住房保障支出"),
    "X18·表5": ("表5[2210201, 功能分类科目名称]", "公积金", "住房公积金"),
    "X18·表6": ("表6[30217, 经济分类科目名称]", "招待费", "公务接待费"),
    "X18·表7": ("表7[环卫保障, 功能分类科目名称]", "环卫", "城乡社区环境卫生"),
    "X18·表8": ("表8[2120806, 功能分类科目名称]", "土地业务", "土地出让业务支出"),
    "X18·表9": ("表9[2230301, 功能分类科目名称]", "补贴", "国有企业政策性补贴"),
}
"""Checks of names: the cell, what is typed over it, and what it ought to say."""

TYPED_ROWS: dict[str, dict[str, Typed]] = {
    "D01": {"名称": None},
    "R01": {"单位": None},
    "R02": {"单位": "外单位"},
    "R03": {"资金来源": "其它来源"},
    "R04": {"金额": "十万"},
    "R05": {"金额": None},
    "R06": {"金额": Decimal("100.005")},
    "E01": {"单位": None},
    "E02": {"单位": "外单位"},
    "E03": {"功能": "21201"},
    "E04": {"经济": "302"},
    "E05": {"支出类型": "其他支出"},
    "E06": {"资金来源": "其它来源"},
    "E07": {"金额": "十万"},
    "E08": {"支出类型": "项目支出"},
    "E09": {"项目": "石桥大道"},
    "E10": {"金额": Decimal("100.005")},
    "E11": {"功能": "2120806"},
    "E12": {"支出类型": "项目支出", "项目": "维修*"},
    "E13": {"功能": "2129901"},
    "E14": {"经济": "30288"},
    "E15": {"金额": None},
}
"""Entry rules: what is wrong in a row that is otherwise right."""

RIGHT_ROW: dict[str, dict[str, Typed]] = {
    UNITS: {"编码": "316003", "名称": "石桥县城建档案馆", "性质": "事业单位"},
    RECEIVED: {"单位": BUREAU, "资金来源": OWN, "金额": 100},
    ENTERED: {
        "单位": BUREAU,
        "功能": "2120101",
        "经济": "30201",
        "支出类型": "基本支出",
        "资金来源": OWN,
        "金额": 100,
    },
}

UNKNOWN_CODES: dict[str, tuple[dict[str, str], str]] = {
    "X19·表2": ({"功能": "2129901"}, "表2 表3 表5"),
    "X19·表3": ({"功能": "2129901", "资金来源": FUND}, "表2 表3 表8"),
    "X19·表5": ({"功能": "2129901"}, "表2 表3 表5"),
    "X19·表6": ({"经济": "30288"}, "表6"),
    "X19·表7": (
        {"功能": "2129901", "支出类型": "项目支出", "项目": "新项目"},
        "表2 表3 表5 表7",
    ),
    "X19·表8": ({"功能": "2129901", "资金来源": FUND}, "表2 表3 表8"),
    "X19·表9": ({"功能": "2239901", "资金来源": STATE}, "表2 表3 表9"),
}
"""Checks of codes: a row with a code that is on no list, and the tables that show the code."""

ORPHANED: dict[str, tuple[str, str]] = {
    "X19·表2": ("2120101", "I12"),
    "X19·表3": ("2120101", "I12"),
    "X19·表5": ("2120101", "I12"),
    "X19·表6": ("30217", "I13"),
    "X19·表7": ("2120501", "I14"),
    "X19·表8": ("2120806", "I12"),
    "X19·表9": ("2230301", "I12"),
}
"""Checks of codes: a code whose parent is made to stand nowhere, and the check of sums that misses it."""

OVERFLOWING: dict[str, dict[str, str]] = {
    "C01·表2": {"支出类型": "项目支出", "项目": "新项目"},
    "C01·表3": {"支出类型": "项目支出", "项目": "新项目"},
    "C01·表5": {},
    "C01·表6": {},
    "C01·表7": {"支出类型": "项目支出", "项目": "新项目"},
    "C01·表8": {"资金来源": FUND},
    "C01·表9": {"资金来源": STATE},
    "C01·表11": {"支出类型": "项目支出", "资金来源": OLD},
}
"""Checks of capacity: what the rows have in common that are typed until a table is too short."""

ELSEWHERE = {
    "D02": "test_a_unit_that_stands_there_twice_is_found",
    **{f"D03·{fact}": "test_a_missing_fact_of_the_department_is_found" for fact in ("名称", "级别")},
    **{f"B05·{sheet}": "test_amounts_in_ten_thousands_are_found" for sheet in (RECEIVED, ENTERED)},
    "B01": "test_income_and_expenditure_of_a_funding_source_that_differ_are_found",
    "B02": "test_money_received_by_one_unit_and_spent_by_another_is_found",
    **{f"X21·表{n}": "test_a_statement_beside_figures_is_found" for n in (5, 6, 7, 8, 9, 11)},
    **{f"C01·{sheet}": "test_entries_below_the_area_are_found" for sheet in (UNITS, RECEIVED, ENTERED)},
    **{f"N01·表{n}": "test_rounding_is_told_and_turns_no_light_on" for n in (2, 3, 5, 6, 7, 8, 9, 11)},
}
"""Checks that fail in tests of their own."""


def test_every_check_of_the_layout_is_shown_failing(plan: WorkbookPlan) -> None:
    shown = [*OVERWRITTEN, *MISNAMED, *TYPED_ROWS, *UNKNOWN_CODES, *OVERFLOWING, *ELSEWHERE]
    assert set(ORPHANED) == set(UNKNOWN_CODES)
    assert sorted(shown) == sorted(comparison.id for comparison in plan.comparisons)
    assert {name for name in ELSEWHERE.values() if name not in globals()} == set()
    rules = {rule.id for sheet in plan.layout.entries.sheets for rule in sheet.rules}
    checks = {check.id for check in plan.layout.checks}
    assert {id_.split("·")[0] for id_ in shown} == rules | checks


def test_in_order_every_check_has_work_to_do_and_is_balanced(live: LiveWorkbook, places: Places) -> None:
    checks = places.checks(live)
    assert {id_: row["结论"] for id_, row in checks.items() if row["结论"] != GOOD} == {}
    assert {id_: row["说明"] for id_, row in checks.items() if row["说明"] != ""} == EXCESS
    assert live.value(CHECKS, "A4") == "✔ 全部平衡"
    assert live.value(CHECKS, "D4") == summary(good=len(checks))


def summary(good: int, errors: int = 0, warnings: int = 0, explained: int = 0, rounded: int = 0) -> str:
    """How the verdicts are counted beside the light."""
    return (
        f"平 {good} 项，错误 {errors} 项，提醒 {warnings} 项（已说明 {explained} 项），"
        f"取整 {rounded} 项，不适用 0 项。"
    )


def test_every_check_says_what_its_sides_are_in(live: LiveWorkbook, places: Places) -> None:
    for id_, row in places.checks(live).items():
        of_rows = id_[0] in "DRE" or id_.split("·")[0] in ("B05", "C01", "X18", "X19", "X21")
        printed = id_.startswith("N01")
        assert row["单位"] == ("行" if of_rows else "万元" if printed else "元"), id_


@pytest.mark.parametrize("id_", OVERWRITTEN)
def test_a_figure_typed_over_is_found(
    id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    case = OVERWRITTEN[id_]
    (sheet,) = {reference(figure).table for figure in case.figures}
    before = live.written(sheet)
    entries: dict[Address, Typed] = {}
    for figure, by in case.figures.items():
        address = places.address(reference(figure))
        figure_before = before[address[1]]
        assert isinstance(figure_before, Decimal)
        entries[address] = figure_before + by
    with live.typed(entries):
        after, checks = live.values(sheet), places.checks(live)
    check, comparison = checks[id_], next(one for one in plan.comparisons if one.id == id_)

    assert check["结论"] == BROKEN
    assert_difference(check, comparison.check.relation, abs(next(iter(case.figures.values()))))
    less = comparison.check.relation == ">="
    said = finding(check, *sides_in_words(comparison), case.where, case.places, less=less)
    assert check["说明"] == said
    assert SAID.get(id_, said) == said
    assert links(check) == expected_links(case, comparison.check.left, comparison.check.right, places)

    columns = changed_columns(plan, sheet, before, after)
    concerned = {one.id for one in plan.comparisons if reads(one, columns, plan.layout.tables)}
    assert {one for one, row in checks.items() if row["结论"] != GOOD} <= concerned
    assert_engines_agree(plan, places, entries, checks)


def assert_difference(check: Mapping[str, Value], relation: str, by: int) -> None:
    left, right, apart = (check[name] for name in ("左值", "右值", "差额"))
    assert isinstance(left, Decimal)
    assert isinstance(right, Decimal)
    assert isinstance(apart, Decimal)
    assert same(left - right, apart)
    if relation == "=":
        assert abs(apart) == by * 10_000
    else:
        assert apart < 0


def links(check: Mapping[str, Value]) -> tuple[Value, Value]:
    return check["左址"], check["右址"]


def expected_links(case: Overwritten, left: str, right: str, places: Places) -> tuple[str, str]:
    """The cells that a reader is led to: those told by the case, or the first of each side."""
    row = reference(next(iter(case.figures))).row
    cells = []
    for told, formula in ((case.left, left), (case.right, right)):
        terms = read_terms(formula) if formula else []
        if told:
            cells.append(places.address(reference(told))[1])
        elif terms:
            term = terms[0][1]
            wanted = TableReference(term.table, term.panel, term.row or row, term.column)
            cells.append(places.address(wanted)[1])
        else:
            cells.append("")
    return cells[0], cells[1]


def changed_columns(
    plan: WorkbookPlan, sheet: str, before: Mapping[str, Value], after: Mapping[str, Value]
) -> dict[str, set[str]]:
    """The columns of a sheet in which any figure changed, by block."""
    changed = {cell for cell in before if not same(before[cell], after[cell])}
    return {
        block.name: {
            name
            for name in block.columns
            if any(cell_of(block, name, row) in changed for row in range(block.rows))
        }
        for block in plan.book.blocks.values()
        if block.sheet == sheet
    }


def assert_engines_agree(
    plan: WorkbookPlan,
    places: Places,
    entries: Mapping[Address, Typed],
    checks: Mapping[str, Mapping[str, Value]],
) -> None:
    """Our own engine, told the same, says the same in every cell of the check sheet."""
    ours = places.computed_checks(retyped(plan, entries))
    differ = [
        (id_, name, ours[id_][name], row[name])
        for id_, row in checks.items()
        for name in row
        if not same(ours[id_][name], row[name])
    ]
    assert differ == []


@pytest.mark.parametrize("id_", MISNAMED)
def test_a_name_typed_over_is_found(id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    cell, typed, official = MISNAMED[id_]
    address = places.address(reference(cell))
    with live.typed({address: typed}):
        checks = places.checks(live)
    check = checks[id_]
    coded = live.written(CHECKS)[cell_of(plan.book.blocks[CHECKS], "左值", check_row(plan, id_))]
    assert isinstance(coded, Decimal)
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (coded, coded - 1, 1)
    table = address[0]
    assert check["说明"] == f"{table} 的名称“{typed}”，科目表中是“{official}”。"
    assert links(check) == (address[1], "")
    assert [one for one, row in checks.items() if row["结论"] != GOOD] == [id_]
    assert_engines_agree(plan, places, {address: typed}, checks)


@pytest.mark.parametrize("id_", TYPED_ROWS)
def test_a_bad_entry_row_is_found(id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    sheet = SHEET_OF_RULE[id_[0]]
    definition = next(one for one in plan.layout.entries.sheets if one.sheet == sheet)
    rule = next(one for one in definition.rules if one.id == id_)
    row = free_row(plan, sheet)
    typed = {name: value for name, value in (RIGHT_ROW[sheet] | TYPED_ROWS[id_]).items() if value is not None}
    entries = row_of(plan, sheet, row, typed)
    block = plan.book.blocks[sheet]
    total = places.address(reference("表3[总计, 合计]" if sheet == ENTERED else "表1.收入[收入总计, 预算数]"))
    before = live.written(total[0])[total[1]]
    with live.typed(entries):
        checks, after = places.checks(live), live.value(*total)
        hint = live.value(sheet, cell_of(block, "提示", row))
    check = checks[id_]
    sheet_row = block.top + row + 1
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (1, 0, 1)
    assert check["说明"] == f"{sheet} 第 {sheet_row} 行：{rule.says.zh}。"
    assert links(check) == (f"A{sheet_row}", "")
    sign = "○" if rule.pending else SIGNS[rule.severity]
    assert hint == f"{sign} {rule.says.zh}{'' if rule.counts else '（改好前这一行不计入）'}"
    assert (after != before) == (rule.counts and "金额" in typed)
    other_rules = {one for one in checks if one[0] in "DRE" and one != id_}
    assert {checks[one]["结论"] for one in other_rules} == {GOOD}
    assert_engines_agree(plan, places, entries, checks)


def test_the_first_of_several_bad_entry_rows_is_named(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    first = free_row(plan, ENTERED)
    bad = RIGHT_ROW[ENTERED] | {"功能": "212"}
    entries = row_of(plan, ENTERED, first + 1, bad) | row_of(plan, ENTERED, first + 4, bad)
    with live.typed(entries):
        checks = places.checks(live)
    check, row = checks["E03"], plan.book.blocks[ENTERED].top + first + 2
    assert [one for one, shown in checks.items() if shown["结论"] != GOOD] == ["E03"]
    assert (check["左值"], check["右值"], check["差额"]) == (2, 0, 2)
    assert check["说明"] == f"支出录入 第 {row} 行等 2 行：功能分类科目编码应为 7 位数字（项级）。"
    assert links(check) == (f"A{row}", "")
    assert_engines_agree(plan, places, entries, checks)


def test_a_unit_that_stands_there_twice_is_found(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    row, block = free_row(plan, UNITS), plan.book.blocks[UNITS]
    entries = row_of(plan, UNITS, row, RIGHT_ROW[UNITS] | {"名称": BUREAU})
    with live.typed(entries):
        checks = places.checks(live)
        hints = [live.value(UNITS, cell_of(block, "提示", place)) for place in range(row + 2)]
        assert lights(plan, live) == {UNITS: "✘ 1 项不平"}
    check, first = checks["D02"], block.top + 1
    assert [one for one, shown in checks.items() if shown["结论"] != GOOD] == ["D02"]
    assert (check["左值"], check["右值"], check["差额"]) == (2, 0, 2)
    assert check["说明"] == f"{UNITS} 第 {first} 行等 2 行：单位名称重复，请改成不同的名称或删去一行。"
    assert links(check) == (f"A{first}", "")
    twice = "✘ 单位名称重复，请改成不同的名称或删去一行"
    assert hints == [twice, "✔", twice, ""]
    assert_engines_agree(plan, places, entries, checks)


@pytest.mark.parametrize(("fact", "called"), [("名称", "部门名称"), ("级别", "级别")])
def test_a_missing_fact_of_the_department_is_found(
    fact: str, called: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    block = plan.book.blocks[f"部门·{fact}"]
    cell, hint = cell_of(block, fact, 0), cell_of(block, "提示", 0)
    entries: dict[Address, Typed] = {(UNITS, cell): None}
    with live.typed(entries):
        checks, said = places.checks(live), live.value(UNITS, hint)
        light = live.value(CHECKS, "A4")
        assert lights(plan, live) == {UNITS: "✘ 1 项不平"}
    check = checks[f"D03·{fact}"]
    assert [one for one, shown in checks.items() if shown["结论"] != GOOD] == [f"D03·{fact}"]
    assert (check["左值"], check["右值"], check["差额"]) == (1, 0, 1)
    assert check["说明"] == f"{UNITS} 的{called}还没有填。"
    assert links(check) == (cell, "")
    assert light == "✘ 1 项不平"
    assert said == f"✘ 请填{called}"
    assert live.value(UNITS, hint) == ""
    assert_engines_agree(plan, places, entries, checks)


def in_ten_thousands(plan: WorkbookPlan, sheet: str) -> dict[Address, Typed]:
    """Every amount of an entry sheet typed in 万元 instead of yuan."""
    typed = plan.evaluation.column(sheet, "金额")
    block = plan.book.blocks[sheet]
    return {
        (sheet, cell_of(block, "金额", row)): amount / 10_000
        for row, amount in enumerate(typed)
        if isinstance(amount, Decimal)
    }


IN_TEN_THOUSANDS = "▲ 多数金额不到 1,000 元，是不是按万元填写的？录入表以元为单位"


def test_amounts_in_ten_thousands_are_found(plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    entries = in_ten_thousands(plan, RECEIVED) | in_ten_thousands(plan, ENTERED)
    for sheet in (RECEIVED, ENTERED):
        assert IN_TEN_THOUSANDS not in str(live.value(sheet, "A4"))
    with live.typed(entries):
        checks = places.checks(live)
        assert live.value(CHECKS, "A4") == live.value("封面", "B12") == "▲ 2 项待说明"
        assert lights(plan, live) == {RECEIVED: "▲ 1 项待说明", ENTERED: "▲ 1 项待说明"}
        for sheet in (RECEIVED, ENTERED):
            assert "▲ 2 项待说明（本表 ▲ 1 项待说明）" in banners(plan, live)[sheet]
            assert IN_TEN_THOUSANDS in str(live.value(sheet, "A4"))
    broken = [one for one, row in checks.items() if row["结论"] == BROKEN]
    assert broken == [f"B05·{sheet}" for sheet in (RECEIVED, ENTERED)]
    for sheet, first in ((RECEIVED, "C7"), (ENTERED, "I7")):
        amounts = sum(address[0] == sheet for address in entries)
        check = checks[f"B05·{sheet}"]
        assert (check["左值"], check["右值"], check["差额"]) == (amounts, amounts, 0)
        assert check["说明"] == (
            f"{sheet} 有 {amounts} 个金额不到 1,000 元，超过一半，像是按万元填写的。"
            "录入表以元为单位，请乘以 10,000 重新填；金额本来就小的，在最后一列写明原因。"
        )
        assert links(check) == (first, first)
    assert_engines_agree(plan, places, entries, checks)
    reasons: dict[Address, Typed] = {
        reason_of(plan, f"B05·{sheet}"): "都是零星收支" for sheet in (RECEIVED, ENTERED)
    }
    with live.typed(entries | reasons):
        assert live.value(CHECKS, "A4") == live.value("封面", "B12") == "✔ 平，2 项已说明"
        assert lights(plan, live) == {}


def test_half_of_the_amounts_may_be_small_and_two_prove_nothing(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    block, rows = plan.book.blocks[RECEIVED], free_row(plan, RECEIVED)
    amounts = [(RECEIVED, cell_of(block, "金额", row)) for row in range(rows)]

    def judged(typed: Mapping[Address, Typed]) -> Value:
        with live.typed(typed):
            return places.checks(live)[f"B05·{RECEIVED}"]["结论"]

    half = rows // 2
    small: dict[Address, Typed] = dict.fromkeys(amounts[:half], Decimal("999.99"))
    large: dict[Address, Typed] = dict.fromkeys(amounts[half : 2 * half], 1_000)
    others: dict[Address, Typed] = dict.fromkeys(amounts[2 * half :], 0)
    assert judged(small | large | others) == GOOD
    one_more: dict[Address, Typed] = {amounts[half]: Decimal("-999.99")}
    assert judged(small | large | others | one_more) == BROKEN
    nothing: dict[Address, Typed] = dict.fromkeys(amounts, None)
    two: dict[Address, Typed] = dict.fromkeys(amounts[:2], 5)
    assert judged(nothing | two) == GOOD
    assert judged(nothing | two | {amounts[2]: 5}) == BROKEN
    assert judged(nothing) == IDLE


@pytest.mark.parametrize("id_", UNKNOWN_CODES)
def test_a_code_that_is_on_no_list_is_found(
    id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    """The row is paid for, so that nothing but its code is wrong."""
    table = id_.split("·")[1]
    changed, tables = UNKNOWN_CODES[id_]
    typed = RIGHT_ROW[ENTERED] | changed
    received = find_row(plan, RECEIVED, 单位=BUREAU, 资金来源=str(typed["资金来源"]))
    money = plan.evaluation.column(RECEIVED, "金额")[received]
    assert isinstance(money, Decimal)
    entries = row_of(plan, ENTERED, free_row(plan, ENTERED), typed)
    entries |= row_of(plan, RECEIVED, received, {"金额": money + 100})
    with live.typed(entries):
        checks = places.checks(live)
    rule = "E14" if table == "表6" else "E13"
    assert [one for one, row in checks.items() if row["结论"] != GOOD] == [
        rule,
        *(f"X19·{shown}" for shown in tables.split()),
    ]
    assert_code_is_named(
        plan, checks[id_], table, changed["经济" if table == "表6" else "功能"], entries, "不在当年科目表中"
    )
    assert_engines_agree(plan, places, entries, checks)


@pytest.mark.parametrize("id_", ORPHANED)
def test_a_code_without_its_parent_is_found(
    id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    table = id_.split("·")[1]
    code, sums = ORPHANED[id_]
    row = plan.evaluation.column(table, "码").index(int(code))
    entries: dict[Address, Typed] = {(table, cell_of(plan.book.blocks[table], "上级", row)): 9_999}
    with live.typed(entries):
        checks = places.checks(live)
    assert {one: row["结论"] for one, row in checks.items() if row["结论"] != GOOD} == {
        f"{sums}·{table}": BROKEN,
        id_: BROKEN,
    }
    assert_code_is_named(plan, checks[id_], table, code, entries, "在表中没有上级科目行")
    assert_engines_agree(plan, places, entries, checks)


def assert_code_is_named(
    plan: WorkbookPlan,
    check: Mapping[str, Value],
    table: str,
    code: str,
    entries: Mapping[Address, Typed],
    why: str,
) -> None:
    """The check of codes names this code, says why, and leads to the name in its row."""
    codes = retyped(plan, entries).evaluation.column(table, "码")
    coded = sum(isinstance(one, int | Decimal) and one > 0 for one in codes)
    block = plan.book.blocks[table]
    headings = [leaf for top in plan.layout.tables[table].columns for leaf in top.leaves()]
    name = next(leaf.name for leaf in headings if leaf.shows == "名称")
    assert check["级别"] == "提醒"
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (coded, coded - 1, 1)
    assert check["说明"] == f"{table} 的编码 {code} {why}。"
    assert links(check) == (cell_of(block, name, codes.index(int(code))), "")


def free_row(plan: WorkbookPlan, sheet: str) -> int:
    """The first row, from 0, in which nothing was typed."""
    return plan.evaluation.column(sheet, FIRST_FIELD[sheet]).index(None)


def row_of(plan: WorkbookPlan, sheet: str, row: int, typed: Mapping[str, Typed]) -> dict[Address, Typed]:
    """One entry row as cells."""
    block = plan.book.blocks[sheet]
    return {(sheet, cell_of(block, name, row)): value for name, value in typed.items()}


def find_row(plan: WorkbookPlan, sheet: str, **typed: str) -> int:
    """The first entry row, from 0, in which these words were typed."""
    columns = {name: plan.evaluation.column(sheet, name) for name in typed}
    return next(
        row
        for row in range(plan.book.blocks[sheet].rows)
        if all(columns[name][row] == word for name, word in typed.items())
    )


def test_income_and_expenditure_of_a_funding_source_that_differ_are_found(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    received = find_row(plan, RECEIVED, 单位=BUREAU, 资金来源=FUND)
    spent = find_row(plan, ENTERED, 资金来源=FUND)
    entries = row_of(plan, RECEIVED, received, {"金额": 234_000})
    with live.typed(entries):
        checks = places.checks(live)
    check = checks["B01"]
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (234_000, 235_000, -1_000)
    assert check["说明"] == (
        "政府性基金收入：收入录入金额 为 234,000.00 元，支出录入金额 为 235,000.00 元，相差 1,000.00 元。"
    )
    assert links(check) == (
        cell_of(plan.book.blocks[RECEIVED], "资金来源", received),
        cell_of(plan.book.blocks[ENTERED], "资金来源", spent),
    )
    assert checks["B02"]["结论"] == BROKEN
    assert checks["B02"]["说明"] == (
        "石桥县住房和城乡建设局：收入录入金额 为 1,710,800.00 元，"
        "支出录入金额 为 1,711,800.00 元，相差 1,000.00 元。"
    )
    assert_engines_agree(plan, places, entries, checks)


def test_money_received_by_one_unit_and_spent_by_another_is_found(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    row = find_row(plan, RECEIVED, 单位=STATION, 资金来源=OWN)
    entries = row_of(plan, RECEIVED, row, {"单位": BUREAU})
    with live.typed(entries):
        checks = places.checks(live)
    check = checks["B02"]
    assert [one for one, row_ in checks.items() if row_["结论"] != GOOD] == ["B02"]
    assert check["差额"] == 64_000
    assert check["说明"] == (
        "石桥县住房和城乡建设局：收入录入金额 为 1,775,800.00 元，"
        "支出录入金额 为 1,711,800.00 元，相差 64,000.00 元；共 2 处。"
    )
    assert links(check) == ("A7", "A7")
    assert_engines_agree(plan, places, entries, checks)


@pytest.mark.parametrize("table", ["表5", "表6", "表7", "表8", "表9", "表11"])
def test_a_statement_beside_figures_is_found(
    table: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    entries: dict[Address, Typed] = {statement_of(plan, table): "本表为空表。"}
    with live.typed(entries):
        checks = places.checks(live)
    assert [one for one, row in checks.items() if row["结论"] != GOOD] == [f"X21·{table}"]
    rows = sum(key != "" for key in plan.evaluation.column(table, "键"))
    check = checks[f"X21·{table}"]
    assert (check["左值"], check["右值"], check["差额"]) == (rows, 1, rows - 1)
    assert check["说明"] == f"{table} 有数据，却有空表说明。"
    assert links(check) == ("A1", "A1")
    assert_engines_agree(plan, places, entries, checks)


def statement_of(plan: WorkbookPlan, table: str) -> Address:
    """The cell that says that a table is empty."""
    return table, cell_of(plan.book.blocks[f"{table}·空表说明"], "空表说明", 0)


def test_an_emptied_table_has_its_statement_and_its_loss_is_found(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    sources = plan.evaluation.column(ENTERED, "资金来源")
    amount = {
        (ENTERED, cell_of(plan.book.blocks[ENTERED], "金额", row)): 0
        for row, source in enumerate(sources)
        if "国有资本经营" in str(source) and "结转" not in str(source)
    }
    statement = statement_of(plan, "表9")
    with live.typed(amount):
        checks = places.checks(live)
        said, rows = live.value(*statement), live.value(CONTENTS, contents_cell(plan, "表9", "行数"))
    assert (
        said == f"{BUREAU} 2024 年没有使用国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。"
    )
    assert rows == "空表"
    assert checks["X21·表9"]["结论"] == GOOD
    assert {one: row["说明"] for one, row in checks.items() if row["结论"] == IDLE} == {
        "I10-2": "表9 没有数据",
        "I12·表9": "表9 为空表",
        "I15-5": "两边都没有金额",
        "I17-8": "两边都没有金额",
        "I17-9": "两边都没有金额",
        "X18·表9": "表9 为空表",
        "X19·表9": "表9 为空表",
        "N01·表9": "表9 为空表",
    }
    assert_engines_agree(plan, places, amount, checks)
    entries: dict[Address, Typed] = {**amount, statement: ""}
    with live.typed(entries):
        checks = places.checks(live)
    check = checks["X21·表9"]
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (0, 0, 0)
    assert check["说明"] == "表9 没有数据，也没有空表说明。"
    assert_engines_agree(plan, places, entries, checks)


@pytest.mark.parametrize("id_", OVERFLOWING)
def test_rows_cut_off_by_a_short_table_are_found(
    id_: str, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    table = id_.split("·")[1]
    first, count = free_row(plan, ENTERED), 42
    entries: dict[Address, Typed] = {}
    for number in range(count):
        row = RIGHT_ROW[ENTERED] | OVERFLOWING[id_]
        row |= {"功能": f"{2129001 + number}", "经济": f"{30250 + number}"}
        if table == "表11":
            row["项目"] = f"新项目{number}"
        entries |= row_of(plan, ENTERED, first + number, row)
    with live.typed(entries):
        checks = places.checks(live)
    check = checks[id_]
    rows = plan.book.blocks[table].rows
    assert check["结论"] == BROKEN
    assert (check["左值"], check["右值"], check["差额"]) == (rows, rows, 0)
    assert check["说明"] == f"{table} 的行已用完，后面的行没有显示，请重新生成行数更多的工作簿。"
    assert links(check) == ("A1", "")
    assert checks[f"C01·{ENTERED}"]["结论"] == GOOD
    assert_engines_agree(plan, places, entries, checks)


@pytest.mark.parametrize("cells", [1, 2])
@pytest.mark.parametrize("sheet", [UNITS, RECEIVED, ENTERED])
def test_entries_below_the_area_are_found(
    sheet: str, cells: int, plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    block = plan.book.blocks[sheet]
    below = block.top + block.rows + 1
    entries: dict[Address, Typed] = {(sheet, f"A{below + 3 * place}"): BUREAU for place in range(cells)}
    with live.typed(entries):
        checks = places.checks(live)
    assert [one for one, row in checks.items() if row["结论"] != GOOD] == [f"C01·{sheet}"]
    check = checks[f"C01·{sheet}"]
    assert links(check) == (f"A{below}", "")
    assert (check["左值"], check["右值"], check["差额"]) == (cells, 0, cells)
    assert check["说明"] == (
        f"{sheet} 录入区下面有 {cells} 格内容没有计入，请移进录入区，或重新生成行数更多的工作簿。"
    )
    assert_engines_agree(plan, places, entries, checks)


PRINTED = {
    "表2": (
        "总计（总计）：表2 印出的小计 为 180.00 万元，"
        "表2 印出的下级各行之和 为 179.99 万元，相差 0.01 万元；共 11 处。"
    ),
    "表3": (
        "总计（合计）：表3 印出的小计 为 180.00 万元，"
        "表3 印出的下级各行之和 为 179.99 万元，相差 0.01 万元；共 6 处。"
    ),
    "表5": (
        "行政事业单位医疗（合计）：表5 印出的小计 为 3.71 万元，"
        "表5 印出的下级各行之和 为 3.70 万元，相差 0.01 万元；共 2 处。"
    ),
    "表6": (
        "工资福利支出（合计）：表6 印出的小计 为 81.72 万元，"
        "表6 印出的下级各行之和 为 81.70 万元，相差 0.02 万元；共 4 处。"
    ),
    "表7": (
        "城乡社区公共设施（合计）：表7 印出的小计 为 32.31 万元，"
        "表7 印出的下级各行之和 为 32.30 万元，相差 0.01 万元；共 2 处。"
    ),
    "表8": (
        "国有土地使用权出让收入安排的支出（合计）：表8 印出的小计 为 38.66 万元，"
        "表8 印出的下级各行之和 为 38.65 万元，相差 0.01 万元；共 2 处。"
    ),
    "表9": (
        "国有资本经营预算支出（合计）：表9 印出的小计 为 7.80 万元，"
        "表9 印出的下级各行之和 为 7.79 万元，相差 0.01 万元。"
    ),
    "表11": (
        "总计（总计）：表11 印出的小计 为 7.95 万元，"
        "表11 印出的下级各行之和 为 7.94 万元，相差 0.01 万元；共 4 处。"
    ),
}
"""What is said of printed lines that do not add up to the printed subtotal, by table."""


def test_rounding_is_told_and_turns_no_light_on(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    """Twenty yuan more in every entry: a line of one entry rounds down, a subtotal of three up."""
    entries: dict[Address, Typed] = {}
    received: dict[Address, int] = {}
    block, income = plan.book.blocks[ENTERED], plan.book.blocks[RECEIVED]
    for row in range(free_row(plan, ENTERED)):
        amount = plan.evaluation.column(ENTERED, "金额")[row]
        assert isinstance(amount, Decimal)
        entries[ENTERED, cell_of(block, "金额", row)] = amount + 20
        unit, source = (str(plan.evaluation.column(ENTERED, name)[row]) for name in ("单位", "资金来源"))
        cell = (RECEIVED, cell_of(income, "金额", find_row(plan, RECEIVED, 单位=unit, 资金来源=source)))
        received[cell] = received.get(cell, 0) + 20
    for cell, more in received.items():
        received_before = live.written(cell[0])[cell[1]]
        assert isinstance(received_before, Decimal)
        entries[cell] = received_before + more
    with live.typed(entries):
        checks, light = places.checks(live), live.value(CHECKS, "A4")
        lights = {
            table: live.value(CONTENTS, contents_cell(plan, table, "校验")) for table in plan.layout.tables
        }
    rounded = {one for one, row in checks.items() if row["结论"] != GOOD}
    assert rounded == {one for one in checks if one.startswith("N01")}
    assert {checks[one]["结论"] for one in rounded} == {ROUNDED}
    assert {one.split("·")[1]: checks[one]["说明"] for one in rounded} == PRINTED
    for one in rounded:
        assert checks[one]["差额"] == Decimal("0.02" if one == "N01·表6" else "0.01")
    assert light == "✔ 全部平衡"
    assert set(lights.values()) == {"✔ 平"}
    assert_engines_agree(plan, places, entries, checks)


def contents_cell(plan: WorkbookPlan, table: str, column: str) -> str:
    """The cell of the contents page that tells about a sheet."""
    (sheet,) = (one for one in plan.sheets if one.name == CONTENTS)
    row = next(link.row for link in sheet.links if link.text == table)
    block = plan.book.blocks[CONTENTS]
    return cell_of(block, column, row - block.top)


def banners(plan: WorkbookPlan, live: LiveWorkbook) -> dict[str, list[Value]]:
    """What stands in row 1 of every sheet that people see."""
    return {
        sheet.name: [value for cell, value in live.values(sheet.name).items() if cell.rstrip("1").isalpha()]
        for sheet in plan.sheets
        if not sheet.hidden and sheet.banner
    }


def expected_banner(plan: WorkbookPlan, live: LiveWorkbook, sheet: str) -> str:
    """The overall light and, while something is wrong, the light of the sheet itself."""
    overall = str(live.value(CHECKS, "A4"))
    if overall[0] in "✔○" or sheet not in (*plan.layout.tables, UNITS, RECEIVED, ENTERED):
        return overall
    return f"{overall}（本表 {live.value(CONTENTS, contents_cell(plan, sheet, '校验'))}）"


def lights(plan: WorkbookPlan, live: LiveWorkbook) -> dict[str, Value]:
    """The lights of the contents page that are not green, by sheet."""
    listed = [*plan.layout.tables, UNITS, RECEIVED, ENTERED]
    shown = {name: live.value(CONTENTS, contents_cell(plan, name, "校验")) for name in listed}
    return {name: light for name, light in shown.items() if light != "✔ 平"}


def test_in_order_every_light_is_green(plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert lights(plan, live) == {}
    shown = banners(plan, live)
    assert {"目录", "表1", "校验", "支出录入"} <= set(shown)
    assert all("✔ 全部平衡" in row for row in shown.values())


def test_a_broken_identity_turns_the_lights_of_its_tables_and_every_banner_red(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    cell = places.address(reference("表1.支出[支出总计, 预算数]"))
    before = live.written(cell[0])[cell[1]]
    assert isinstance(before, Decimal)
    with live.typed({cell: before + 1}):
        checks, shown, rows = places.checks(live), lights(plan, live), banners(plan, live)
        light, cover = live.value(CHECKS, "A4"), list(live.values("封面").values())
        counted = live.value(CHECKS, "D4")
        wanted = {sheet: expected_banner(plan, live, sheet) for sheet in rows}
    broken = [one for one, row in checks.items() if row["结论"] == BROKEN]
    assert broken == ["I05-2", "I06", "X02-1"]
    assert light == "✘ 3 项不平"
    assert shown == {"表1": "✘ 3 项不平", "表3": "✘ 1 项不平"}
    assert {sheet for sheet, row in rows.items() if wanted[sheet] not in row} == set()
    assert wanted["目录"] == wanted["校验"] == light
    assert wanted["表1"] == "✘ 3 项不平（本表 ✘ 3 项不平）"
    assert wanted["表2"] == wanted["单位信息"] == "✘ 3 项不平（本表 ✔ 平）"
    assert "✘ 3 项不平" in cover
    assert counted == summary(good=len(checks) - 3, errors=3)


def test_a_bad_entry_turns_the_light_of_its_sheet_red(plan: WorkbookPlan, live: LiveWorkbook) -> None:
    row = RIGHT_ROW[ENTERED] | {"功能": "212"}
    with live.typed(row_of(plan, ENTERED, free_row(plan, ENTERED), row)):
        assert lights(plan, live) == {ENTERED: "✘ 1 项不平"}


def test_a_warning_asks_for_a_reason_and_is_settled_by_one(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    pensions = row_of(plan, ENTERED, find_row(plan, ENTERED, 功能="2080505"), {"功能": "2080502"})
    with live.typed(pensions):
        checks = places.checks(live)
        warned = [one for one, row in checks.items() if row["结论"] != GOOD]
        assert warned == ["X17-1"]
        assert live.value(CHECKS, "A4") == "▲ 1 项待说明"
        assert live.value(CHECKS, "D4") == summary(good=len(checks) - 1, warnings=1)
        assert lights(plan, live) == {"表5": "▲ 1 项待说明", "表6": "▲ 1 项待说明"}
    reason = {reason_of(plan, "X17-1"): "部分人员在离退休科目列支"}
    with live.typed(pensions | reason):
        assert places.checks(live)["X17-1"]["结论"] == BROKEN
        assert live.value(CHECKS, "A4") == "✔ 平，1 项已说明"
        assert live.value(CHECKS, "D4") == summary(good=len(checks) - 1, warnings=1, explained=1)
        assert lights(plan, live) == {}
        assert all("✔ 平，1 项已说明" in row for row in banners(plan, live).values())


def test_no_reason_settles_an_error(plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    cell = places.address(reference("表11[旧管网, 总计]"))
    with live.typed({cell: 1, reason_of(plan, "I18-1"): "无关紧要"}):
        assert places.checks(live)["I18-1"]["结论"] == BROKEN
        assert str(live.value(CHECKS, "A4")).startswith("✘ ")


def reason_of(plan: WorkbookPlan, id_: str) -> Address:
    """The cell in which people explain a warning."""
    return CHECKS, cell_of(plan.book.blocks[CHECKS], "原因（可填写）", check_row(plan, id_))


def check_row(plan: WorkbookPlan, id_: str) -> int:
    """The row, from 0, in which a comparison stands on the check sheet."""
    return [comparison.id for comparison in plan.comparisons].index(id_)


def test_errors_count_before_warnings(plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    cell = places.address(reference("表6[30108, 合计]"))
    with live.typed({cell: 1}):
        checks = places.checks(live)
        errors = [one for one, row in checks.items() if row["结论"] == BROKEN and row["级别"] == "错误"]
        assert checks["X17-1"]["级别"] == "提醒"
        assert checks["X17-1"]["结论"] == BROKEN
        assert live.value(CHECKS, "A4") == f"✘ {len(errors)} 项不平"


def test_a_figure_typed_into_the_saved_file_is_found(
    plan: WorkbookPlan, places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(plan_workbook(plan.department, plan.layout, ROOM), path)
    sheet, cell = places.address(reference("表3[总计, 合计]"))
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = 1
    workbook.save(path)
    found = recalculate(path)[CHECKS]
    verdicts = {found[f"A{row}"]: found[f"D{row}"] for row in range(7, 7 + len(plan.comparisons))}
    assert {verdicts[id_] for id_ in ("I08-1", "I12·表3", "X02-1")} == {BROKEN}
    assert verdicts["X02-2"] == GOOD
    assert str(found["A4"]).startswith("✘ ")


def test_the_report_for_programs_says_what_the_check_sheet_says(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    cell = places.address(reference("表1.收入[一般公共预算拨款, 预算数]"))
    with live.typed({cell: 1}):
        checks = places.checks(live)
    report = report_of(retyped(plan, {cell: 1}))
    assert {result.id: result.verdict for result in report.results} == {
        one: row["结论"] for one, row in checks.items()
    }
    (result,) = [one for one in report.errors if one.id == "I02-1"]
    assert result.left_cell == f"表1!{cell[1]}"
    assert result.difference == checks["I02-1"]["差额"]
    assert result.measure == checks["I02-1"]["单位"] == "元"
    assert result.explanation == checks["I02-1"]["说明"]
