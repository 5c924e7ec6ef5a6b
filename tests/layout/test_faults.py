"""One small broken layout for each mistake a layout author can make, and what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.layout.layout_set import LayoutError, load_layout
from generator.layout.source import LayoutFault
from generator.messages import LANGUAGES, Language, catalogue, finding, render
from generator.model.finding import Place
from tests.layout.changed_layout import YEAR, ChangedLayout

YEAR_FILE, CHECKS, ENTRIES = "2024.yaml", "checks.yaml", "entries.yaml"
TABLE_1 = "tables/01-income-and-expenditure.yaml"
TABLE_2 = "tables/02-income-by-function.yaml"
TABLE_3 = "tables/03-expenditure-by-function.yaml"
TABLE_4 = "tables/04-fiscal-appropriation.yaml"
TABLE_5 = "tables/05-general-public-budget.yaml"
TABLE_6 = "tables/06-basic-by-economic.yaml"
TABLE_7 = "tables/07-general-projects.yaml"
TABLE_10 = "tables/10-three-public.yaml"


@dataclass(frozen=True)
class Mistake:
    """A change of one file, and the fault that it ought to be: the words of `allowed` are some of them.

    A check is called by its id in `path`. `found` and `allowed` are in English. `at` are words of the
    line that is named when it is not the first line of the change.
    """

    says: str
    file: str
    old: str
    new: str
    code: str
    path: str
    found: str
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    at: str = ""


BASIC = "{heading: 基本支出, where: {支出类型: 基本支出}, width: 15}"
COLUMN = "columns[2].columns[2]"
RULE_E12 = "when: 通配符 = 1"
ZERO_RULE = (
    "when: 来源序 = 0, says: {zh: 资金来源不在列表中，请从下拉列表选择, en: the funding source is not on "
)
SAME_TOTAL = 'left: "表1.支出[支出总计, 预算数]"\n    right: "表3[总计, 合计]"'
PENSION = 'left: "表5[2080505, 基本支出]"\n    right: "表6[30108, 合计]"'
PLAIN_HEADING = "{heading: “三公”经费支出内容, shows: 名称, width: 38}"

UNKNOWN_WORDS = [
    Mistake(
        "a word that a table does not know",
        TABLE_3,
        "page: portrait",
        "page: portrait\nfootnote: 无",
        "LAY-001",
        "footnote",
        "footnote",
        ("columns", "covers", "number_row", "panels", "rows", "table", "title", "unit"),
        at="footnote",
    ),
    Mistake(
        "a misspelt word of a heading",
        TABLE_3,
        BASIC,
        BASIC.replace("width", "widht"),
        "LAY-001",
        f"{COLUMN}.widht",
        "widht",
        ("columns", "heading", "id", "shows", "sum", "where", "width"),
        "width",
    ),
    Mistake(
        "a word that a panel does not know",
        TABLE_10,
        "    counts: 支出",
        "    counts: 支出\n    lasts: 无",
        "LAY-001",
        "panels[1].lasts",
        "lasts",
        ("columns", "counts", "id", "last", "rows"),
        "last",
        "lasts",
    ),
    Mistake(
        "a misspelt word of a fixed row",
        TABLE_10,
        "{row: 公务接待费, where",
        "{row: 公务接待费, ident: 2, where",
        "LAY-001",
        "panels[1].rows[3].ident",
        "ident",
        ("bold", "id", "indent", "row", "sum", "where"),
        "indent",
    ),
    Mistake(
        "a misspelt word of the last row",
        TABLE_1,
        "last: {row: 支出总计, bold",
        "last: {row: 支出总计, blod",
        "LAY-001",
        "panels[2].last.blod",
        "blod",
        ("bold",),
        "bold",
    ),
    Mistake(
        "a word that repeated rows do not know",
        TABLE_1,
        "      - each: 类\n",
        "      - each: 类\n        bold: true\n",
        "LAY-001",
        "panels[2].rows[1].bold",
        "bold",
        ("each",),
        at="        bold: true",
    ),
    Mistake(
        "a misspelt word of a check",
        CHECKS,
        "  - id: I01\n    severity: error\n",
        "  - id: I01\n    severity: error\n    serverity: error\n",
        "LAY-001",
        "checks[I01].serverity",
        "serverity",
        ("left", "parents", "severity", "statements"),
        "severity",
        "serverity",
    ),
    Mistake(
        "a third language of a sentence",
        CHECKS,
        'says: {zh: "本年收入等于第 1 至 5 项之和"',
        'says: {fr: x, zh: "本年收入等于第 1 至 5 项之和"',
        "LAY-001",
        "checks[I01].says.fr",
        "fr",
        ("zh", "en"),
    ),
    Mistake(
        "a misspelt word of an entry rule",
        ENTRIES,
        "{id: R01, severity: error, counts: false",
        "{id: R01, severity: error, count: false",
        "LAY-001",
        "sheets[2].rules[1].count",
        "count",
        ("counts", "id", "says", "severity", "when"),
        "counts",
    ),
    Mistake(
        "a misspelt word of an entry column",
        ENTRIES,
        "{heading: 金额（元）, field: 金额, width: 20",
        "{heading: 金额（元）, field: 金额, with: 20",
        "LAY-001",
        "sheets[2].columns[3].with",
        "with",
        ("choices", "field", "kind", "width"),
        "width",
    ),
    Mistake(
        "a word that an entry sheet does not know",
        ENTRIES,
        "    ledger: 收入\n",
        "    ledger: 收入\n    colour: red\n",
        "LAY-001",
        "sheets[2].colour",
        "colour",
        ("columns", "help", "ledger", "rules", "sheet"),
        "columns",
        "colour",
    ),
    Mistake(
        "a word that the year file does not know",
        YEAR_FILE,
        "year: 2024",
        "year: 2024\ntable: []",
        "LAY-001",
        "table",
        "table",
        ("checks", "classification", "entries", "tables"),
        "tables",
        "table: []",
    ),
    Mistake(
        "a unit of money that is none",
        TABLE_3,
        "unit: 万元",
        "unit: 万员",
        "LAY-001",
        "unit",
        "万员",
        ("元", "万元"),
        "万元",
    ),
    Mistake(
        "a level that is none",
        TABLE_3,
        "rows: [总计, 类, 款, 项]",
        "rows: [总计, 类, 款, 目]",
        "LAY-001",
        "rows[4]",
        "目",
        ("总计", "经济类", "项目"),
        "项目",
    ),
    Mistake(
        "a dimension that is none",
        TABLE_2,
        "where: {资金来源: 一般财力}",
        "where: {资金来元: 一般财力}",
        "LAY-001",
        "columns[4].columns[2].where.资金来元",
        "资金来元",
        ("资金来源", "预算", "经济款", "类"),
        "资金来源",
    ),
    Mistake(
        "a funding source that is none",
        TABLE_2,
        "where: {资金来源: 一般财力}",
        "where: {资金来源: 一般财利}",
        "LAY-001",
        "columns[4].columns[2].where.资金来源",
        "一般财利",
        ("一般财力", "单位资金结转结余"),
        "一般财力",
    ),
    Mistake(
        "one of several values that is none",
        TABLE_10,
        "经济款: [31013, 30913]",
        "经济款: [31013, 99999]",
        "LAY-001",
        "panels[1].rows[5].where.经济款",
        "99999",
        ("30101", "30913"),
        "39999",
    ),
    Mistake(
        "a dimension of expenditure where income is counted",
        TABLE_1,
        "where: {资金来源: 财政专户核拨}}",
        "where: {支出类型: 基本支出}}",
        "LAY-001",
        "panels[1].rows[11].where.支出类型",
        "支出类型",
        ("年度", "性质", "资金来源", "预算"),
    ),
    Mistake(
        "a value of `covers` that is none",
        TABLE_5,
        "covers: {预算: 一般公共预算, 年度: 本年}",
        "covers: {预算: 一般公共预算, 年度: 今年}",
        "LAY-001",
        "covers.年度",
        "今年",
        ("本年", "上年结转"),
        "本年",
    ),
    Mistake(
        "a column of a sum that is none",
        TABLE_3,
        "sum: [基本支出, 项目支出]",
        "sum: [基本支出, 项目]",
        "LAY-001",
        "columns[2].columns[1].sum[2]",
        "项目",
        ("合计", "基本支出", "项目支出"),
        "项目支出",
    ),
    Mistake(
        "a row of a sum that is none",
        TABLE_10,
        "sum: [公务用车购置费, 公务用车运行费]",
        "sum: [公务用车购置费, 公务用车费]",
        "LAY-001",
        "panels[1].rows[4].sum[2]",
        "公务用车费",
        ("公务用车购置费", "公务用车运行费", "合计"),
        "公务用车运行费",
    ),
    Mistake(
        "a part of the key that the rows do not have",
        TABLE_3,
        "{heading: 类, shows: 类, width: 6}",
        "{heading: 类, shows: 项目, width: 6}",
        "LAY-001",
        "columns[1].columns[1].columns[1].shows",
        "项目",
        ("类", "款", "项", "名称"),
        "项",
    ),
    Mistake(
        "a code shown where rows are fixed",
        TABLE_10,
        "- {heading: 合计, sum",
        "- {heading: 编码, shows: 类}\n      - {heading: 合计, sum",
        "LAY-001",
        "panels[1].columns[2].shows",
        "类",
        ("名称",),
    ),
    Mistake(
        "a placeholder of the sentence of an empty table that is none",
        TABLE_5,
        "{年度} 年没有",
        "{年份} 年没有",
        "LAY-001",
        "empty",
        "年份",
        ("部门", "年度"),
        "年度",
    ),
    Mistake(
        "a check of a table that is none",
        CHECKS,
        'left: "表3[总计, 基本支出] - 表6',
        'left: "表33[总计, 基本支出] - 表6',
        "LAY-001",
        "checks[X13].left",
        "表33",
        ("表1", "表3", "表11"),
        "表3",
    ),
    Mistake(
        "a check of a column that is none",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("表3[总计, 合计]", "表3[总计, 总额]"),
        "LAY-001",
        "checks[X02-1].right",
        "总额",
        ("合计", "基本支出", "项目支出"),
        at='right: "表3[总计, 总额]"',
    ),
    Mistake(
        "a check of a row that is none",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("支出总计", "支出合计"),
        "LAY-001",
        "checks[X02-1].left",
        "支出合计",
        ("每类", "支出总计"),
        "支出总计",
    ),
    Mistake(
        "a check of a panel that is none",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("表1.支出", "表1.开支"),
        "LAY-001",
        "checks[X02-1].left",
        "开支",
        ("收入", "支出"),
        "支出",
    ),
    Mistake(
        "a check of one cell that names no row",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("支出总计, ", ""),
        "LAY-001",
        "checks[X02-1].left",
        "表1.支出[预算数]",
        ("表1[row, column]",),
    ),
    Mistake(
        "a check row by row of a level that a table does not have",
        CHECKS,
        'each: 行\n    left: "表6[合计]"',
        'each: 款\n    left: "表6[合计]"',
        "LAY-001",
        "checks[I09].each",
        "款",
        ("行", "经济类", "经济款"),
        "经济款",
    ),
    Mistake(
        "a check of parents in a table of fixed rows",
        CHECKS,
        "parents: [表6]",
        "parents: [表1]",
        "LAY-001",
        "checks[I13].parents[1]",
        "表1",
        ("表2", "表6", "表11"),
        "表11",
    ),
    Mistake(
        "a check of the statement of a table that has none",
        CHECKS,
        "statements: [表5,",
        "statements: [表2,",
        "LAY-001",
        "checks[X21].statements[1]",
        "表2",
        ("表5", "表11"),
        "表9",
    ),
    Mistake(
        "a check of the capacity of a sheet that is none",
        CHECKS,
        "capacity: [单位信息, 收入录入,",
        "capacity: [单位信息, 收入录人,",
        "LAY-001",
        "checks[C01].capacity[2]",
        "收入录人",
        ("收入录入", "支出录入", "表2"),
        "收入录入",
    ),
    Mistake(
        "a check by funding source of an official table",
        CHECKS,
        'each: 资金来源\n    left: "收入录入[金额]"',
        'each: 资金来源\n    left: "表1[金额]"',
        "LAY-001",
        "checks[B01].left",
        "表1",
        ("收入录入", "支出录入"),
        at='left: "表1[金额]"',
    ),
    Mistake(
        "a rule about a field that is none",
        ENTRIES,
        f"{ZERO_RULE}the list}}}}\n      - {{id: R04",
        f"{ZERO_RULE}the list}}}}\n      - {{id: R04".replace("来源序", "来元序"),
        "LAY-001",
        "sheets[2].rules[3].when",
        "来元序",
        ("单位序", "来源序", "金额数"),
        "来源序",
    ),
    Mistake(
        "an entry column that is none",
        ENTRIES,
        "      - {heading: 备注, field: 备注,",
        "      - {heading: 科室, field: 科室}\n      - {heading: 备注, field: 备注,",
        "LAY-001",
        "sheets[3].columns[10].field",
        "科室",
        ("单位", "项目", "提示"),
        at="field: 科室",
    ),
    Mistake(
        "a list of choices that is none",
        ENTRIES,
        "choices: 支出类型_名称",
        "choices: 支出种类_名称",
        "LAY-001",
        "sheets[3].columns[6].choices",
        "支出种类_名称",
        ("单位_名称", "支出类型_名称"),
        "支出类型_名称",
    ),
    Mistake(
        "a table file that is not there",
        YEAR_FILE,
        "  - tables/03-expenditure-by-function.yaml",
        "  - tables/03-expenditure.yaml",
        "LAY-001",
        "tables[3]",
        "tables/03-expenditure.yaml",
        ("tables/03-expenditure-by-function.yaml", "entries.yaml"),
        "tables/03-expenditure-by-function.yaml",
    ),
    Mistake(
        "an entries file that is not there",
        YEAR_FILE,
        "entries: entries.yaml",
        "entries: entry.yaml",
        "LAY-001",
        "entries",
        "entry.yaml",
        ("entries.yaml",),
        "entries.yaml",
    ),
    Mistake(
        "a list of funding sources that is not there",
        YEAR_FILE,
        "funding_sources: funding_sources.csv",
        "funding_sources: sources.csv",
        "LAY-001",
        "funding_sources",
        "sources.csv",
        ("funding_sources.csv",),
        "funding_sources.csv",
    ),
    Mistake(
        "a function class that is no number",
        TABLE_3,
        "where: {支出类型: 基本支出}",
        "where: {支出类型: 基本支出, 类: abc}",
        "LAY-001",
        f"{COLUMN}.where.类",
        "abc",
        ("201", "208", "229"),
    ),
    Mistake(
        "a function class that the year does not have",
        TABLE_3,
        "where: {支出类型: 基本支出}",
        "where: {支出类型: 基本支出, 类: [201, 298]}",
        "LAY-001",
        f"{COLUMN}.where.类",
        "298",
        ("201", "208", "229"),
        "208",
    ),
    Mistake(
        "a budget unit, which no layout knows in advance",
        TABLE_3,
        "where: {支出类型: 基本支出}",
        "where: {支出类型: 基本支出, 单位: 甲局}",
        "LAY-001",
        f"{COLUMN}.where.单位",
        "单位",
        ("资金来源", "支出类型", "类"),
    ),
    Mistake(
        "a personnel class that is no number",
        ENTRIES,
        "personnel_classes: [301, 303]",
        "personnel_classes: [301, abc]",
        "LAY-001",
        "personnel_classes[2]",
        "abc",
        ("301", "302", "303"),
    ),
    Mistake(
        "a personnel class that is no economic class",
        ENTRIES,
        "personnel_classes: [301, 303]",
        "personnel_classes: [301, 330]",
        "LAY-001",
        "personnel_classes[2]",
        "330",
        ("301", "302", "303"),
        "310",
    ),
    Mistake(
        "a code in a check that is not in the code list",
        CHECKS,
        PENSION,
        PENSION.replace("30108", "30188"),
        "LAY-001",
        "checks[X17-1].right",
        "30188",
        ("经济款", "301", "30108"),
        "30108",
        'right: "表6[30188, 合计]"',
    ),
    Mistake(
        "a code in a check that is closed in the year",
        CHECKS,
        PENSION,
        PENSION.replace("2080505", "2100601"),
        "LAY-001",
        "checks[X17-1].left",
        "2100601",
        ("类", "208", "2080505"),
        "2100101",
    ),
    Mistake(
        "an economic code in a check of a table of function codes",
        CHECKS,
        PENSION,
        PENSION.replace("2080505", "30108"),
        "LAY-001",
        "checks[X17-1].left",
        "30108",
        ("类", "208", "2080505"),
        "20108",
    ),
    Mistake(
        "a function code in a check of a table of economic codes",
        CHECKS,
        PENSION,
        PENSION.replace("30108", "2080505"),
        "LAY-001",
        "checks[X17-1].right",
        "2080505",
        ("经济款", "301", "30108"),
        "",
        'right: "表6[2080505, 合计]"',
    ),
    Mistake(
        "a code in a check of a table whose rows have none",
        CHECKS,
        'left: "表11[总计, 总计]"\n    right: "表2[总计, 财政拨款结转] + ',
        'left: "表11[2080505, 总计]"\n    right: "表2[总计, 财政拨款结转] + ',
        "LAY-001",
        "checks[X14-1].left",
        "2080505",
        ("总计", "项目"),
    ),
    Mistake(
        "a check of a panel of a table that has none",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("表3[", "表3.支出["),
        "LAY-001",
        "checks[X02-1].right",
        "表3.支出[总计, 合计]",
        ("表3[总计, 合计]",),
        "表3[总计, 合计]",
        'right: "表3.支出[总计, 合计]"',
    ),
    Mistake(
        "a check row by row that names one row",
        CHECKS,
        'each: 行\n    left: "表6[合计]"',
        'each: 行\n    left: "表6[301, 合计]"',
        "LAY-001",
        "checks[I09].left",
        "表6[301, 合计]",
        ("表6[合计]",),
        "表6[合计]",
        'left: "表6[301, 合计]"',
    ),
    Mistake(
        "a check of every row that reaches into another table",
        CHECKS,
        'right: "表6[人员经费] + 表6[公用经费]"',
        'right: "表6[人员经费] + 表8[公用经费]"',
        "LAY-001",
        "checks[I09].right",
        "表8[公用经费]",
        ("表6[公用经费]",),
        "表6[公用经费]",
    ),
    Mistake(
        "a balance of entries that names a row",
        CHECKS,
        'each: 资金来源\n    left: "收入录入[金额]"',
        'each: 资金来源\n    left: "收入录入[一般财力, 金额]"',
        "LAY-001",
        "checks[B01].left",
        "收入录入[一般财力, 金额]",
        ("收入录入[金额]",),
        "收入录入[金额]",
        'left: "收入录入[一般财力, 金额]"',
    ),
    Mistake(
        "a rule about a table",
        ENTRIES,
        RULE_E12,
        'when: "表3[总计, 合计] = 1"',
        "LAY-001",
        "sheets[3].rules[12].when",
        "表3[总计, 合计]",
        ("通配符", "金额数"),
    ),
    Mistake(
        "a filled column in which people type",
        ENTRIES,
        "{heading: 备注, field: 备注, width: 18,",
        "{heading: 备注, field: 备注, width: 18, kind: filled,",
        "LAY-001",
        "sheets[3].columns[10].kind",
        "filled",
        ("text", "code", "amount", "choice"),
    ),
    Mistake(
        "a typed column that the program fills",
        ENTRIES,
        "field: 功能名称, width: 30, kind: filled",
        "field: 功能名称, width: 26, kind: text",
        "LAY-001",
        "sheets[3].columns[3].kind",
        "text",
        ("filled",),
    ),
    Mistake(
        "a choice of nothing",
        ENTRIES,
        "kind: choice, choices: 支出类型_名称, prompt",
        "kind: choice, prompt",
        "LAY-001",
        "sheets[3].columns[6].choices",
        "",
        ("单位_名称", "支出类型_名称"),
    ),
    Mistake(
        "an entry sheet of another name",
        ENTRIES,
        "  - sheet: 支出录入\n",
        "  - sheet: 支出录人\n",
        "LAY-001",
        "sheets[3].sheet",
        "支出录人",
        ("支出录入",),
        "支出录入",
    ),
]

OTHER_MISTAKES = [
    Mistake("no unit of money", TABLE_3, "unit: 万元\n", "", "LAY-002", "", "unit", at="table: 表3"),
    Mistake(
        "a check without an English sentence",
        CHECKS,
        ', en: "income of the year = items 1 to 5"',
        "",
        "LAY-002",
        "checks[I01].says",
        "en",
    ),
    Mistake(
        "a rule without a condition",
        ENTRIES,
        '{id: R05, severity: warning, pending: true, when: 金额 = "", says',
        "{id: R05, severity: warning, pending: true, says",
        "LAY-002",
        "sheets[2].rules[5]",
        "when",
    ),
    Mistake(
        "no column in which people type the project",
        ENTRIES,
        "      - {heading: 项目名称, field: 项目,",
        "      - {heading: 项目名称, field: 备注,",
        "LAY-002",
        "sheets[3].columns",
        "项目",
        at="columns:\n      - {heading: 预算单位, field: 单位, width: 28",
    ),
    Mistake(
        "no column that names the rows",
        TABLE_10,
        PLAIN_HEADING,
        "{heading: 内容, where: {}}",
        "LAY-002",
        "panels[1].columns",
        "shows: 名称",
        at="columns:",
    ),
    Mistake(
        "a width that is no number",
        TABLE_3,
        BASIC,
        BASIC.replace("15", "wide"),
        "LAY-003",
        f"{COLUMN}.width",
        "wide",
        ("a number",),
    ),
    Mistake(
        "a width of nothing",
        TABLE_3,
        BASIC,
        BASIC.replace("15", "0"),
        "LAY-003",
        f"{COLUMN}.width",
        "0",
        ("> 0",),
    ),
    Mistake(
        "a width that no page holds",
        TABLE_3,
        BASIC,
        BASIC.replace("15", "121"),
        "LAY-003",
        f"{COLUMN}.width",
        "121",
        ("≤ 120",),
    ),
    Mistake(
        "an indent that is too deep",
        TABLE_10,
        "{row: 公务用车运行费, indent: 2",
        "{row: 公务用车运行费, indent: 6",
        "LAY-003",
        "panels[1].rows[6].indent",
        "6",
        ("≤ 5",),
    ),
    Mistake(
        "one word in place of a list",
        TABLE_3,
        "sum: [基本支出, 项目支出]",
        "sum: 基本支出",
        "LAY-003",
        "columns[2].columns[1].sum",
        "基本支出",
        ("a list: [ …, … ]",),
    ),
    Mistake(
        "a text in place of true or false",
        TABLE_3,
        "number_row: true",
        "number_row: 是",
        "LAY-003",
        "number_row",
        "是",
        ("true or false",),
    ),
    Mistake(
        "a year that is a text",
        YEAR_FILE,
        "year: 2024",
        'year: "2024"',
        "LAY-003",
        "year",
        "2024",
        ("whole number",),
    ),
    Mistake(
        "a value that is neither a word nor a list",
        TABLE_2,
        "where: {资金来源: 一般财力}",
        "where: {资金来源: 3.5}",
        "LAY-003",
        "columns[4].columns[2].where.资金来源",
        "3.5",
        ("text", "list"),
    ),
    Mistake(
        "a colon inside an unquoted text",
        TABLE_3,
        "title: 部门支出总体情况表",
        "title: 部门支出: 总体情况表",
        "LAY-004",
        "",
        "mapping values are not allowed in this context",
        ("YAML",),
    ),
    Mistake(
        "an indent that does not fit",
        CHECKS,
        "  - id: I02-1\n",
        "   - id: I02-1\n",
        "LAY-004",
        "",
        "did not find expected '-' indicator",
        ("YAML",),
    ),
    Mistake(
        "a character that cannot be seen",
        TABLE_3,
        "title: 部门支出总体情况表",
        "title: 部门\x07支出总体情况表",
        "LAY-004",
        "",
        "unacceptable character #x0007: control characters are not allowed",
        ("YAML",),
    ),
    Mistake(
        "a date that is none",
        YEAR_FILE,
        "document: 新疆巴州人民政府办公室 2024 年部门预算公开（2024-02-25）所用表样",
        "document: 2024-02-30",
        "LAY-004",
        "document",
        "day is out of range for month",
        ("YAML",),
    ),
    Mistake(
        "a tag that builds objects",
        TABLE_3,
        "title: 部门支出总体情况表",
        "title: !!python/name:os.system",
        "LAY-004",
        "",
        "could not determine a constructor for the tag 'tag:yaml.org,2002:python/name:os.system'",
        ("YAML",),
    ),
    Mistake(
        "one word given twice",
        TABLE_3,
        "page: portrait",
        "page: portrait\npage: landscape",
        "LAY-005",
        "",
        "page",
        at="page: landscape",
    ),
    Mistake(
        "one word given twice in a heading",
        TABLE_3,
        BASIC,
        BASIC.replace("width: 15", "width: 15, width: 16"),
        "LAY-005",
        COLUMN,
        "width",
    ),
    Mistake(
        "two columns of one name",
        TABLE_2,
        "{heading: 单位资金, where: {预算: 单位资金, 年度: 本年}, width: 12}",
        "{heading: 单位资金, where: {预算: 单位资金, 年度: 本年}, width: 12}\n"
        "  - {heading: 单位资金, where: {预算: 单位资金, 年度: 本年}, width: 13}",
        "LAY-005",
        "columns[7]",
        "单位资金",
        at="width: 13}\n  - {heading: 财政拨款结转",
    ),
    Mistake(
        "two rows of one name",
        TABLE_10,
        "{row: 公务接待费, where: {经济款: 30217}}",
        "{row: 公务接待费, where: {经济款: 30217}}\n      - {row: 公务接待费, where: {经济款: 30216}}",
        "LAY-005",
        "panels[1].rows[4]",
        "公务接待费",
        at="经济款: 30216",
    ),
    Mistake(
        "two panels of one name",
        TABLE_1,
        "  - id: 支出\n",
        "  - id: 收入\n",
        "LAY-005",
        "panels[2].id",
        "收入",
    ),
    Mistake("two tables of one name", TABLE_3, "table: 表3", "table: 表2", "LAY-005", "table", "表2"),
    Mistake(
        "two checks of one id",
        CHECKS,
        "  - id: I02-1\n",
        "  - id: I01\n",
        "LAY-005",
        "checks[I02-1].id",
        "I01",
    ),
    Mistake(
        "two rules of one id",
        ENTRIES,
        "{id: E01, severity",
        "{id: R06, severity",
        "LAY-005",
        "sheets[3].rules[1].id",
        "R06",
    ),
    Mistake(
        "a check formula that ends too early",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("预算数]", "预算数"),
        "LAY-006",
        "checks[X02-1].left",
        "“表1.支出[支出总计, 预算数”, at 16",
        ("“]”",),
    ),
    Mistake(
        "a check formula that multiplies",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("合计]", "合计] * 2"),
        "LAY-006",
        "checks[X02-1].right",
        "“表3[总计, 合计] * 2”, at 1",
        ("table references joined by + and -; the right side may also be 0 alone",),
        at='right: "表3[总计, 合计] * 2"',
    ),
    Mistake(
        "a rule that cannot be read",
        ENTRIES,
        RULE_E12,
        "when: 通配符 = = 1",
        "LAY-006",
        "sheets[3].rules[12].when",
        "“通配符 = = 1”, at 7",
        ("a name, number or text",),
    ),
    Mistake(
        "a column that is its own part",
        TABLE_3,
        "where: {支出类型: 基本支出}",
        "sum: [基本支出]",
        "LAY-007",
        f"{COLUMN}.sum",
        "基本支出 = … + 基本支出 + …",
    ),
    Mistake(
        "a row that is its own part by way of another",
        TABLE_10,
        "{row: 公务接待费, where: {经济款: 30217}}",
        "{row: 公务接待费, sum: [合计]}",
        "LAY-007",
        "panels[1].rows[3].sum",
        "公务接待费 = … + 公务接待费 + …",
    ),
    Mistake(
        "levels in the wrong order",
        TABLE_3,
        "rows: [总计, 类, 款, 项]",
        "rows: [总计, 款, 类, 项]",
        "LAY-007",
        "rows",
        "总计、款、类、项",
        ("总计 → 单位 → 类 → 款 → 项",),
    ),
    Mistake(
        "levels without the total",
        TABLE_3,
        "rows: [总计, 类, 款, 项]",
        "rows: [类, 款, 项]",
        "LAY-007",
        "rows",
        "类、款、项",
        ("总计 → 单位",),
    ),
    Mistake(
        "a heading with two roles",
        TABLE_3,
        BASIC,
        BASIC.replace("where", "sum: [项目支出], where"),
        "LAY-007",
        COLUMN,
        "",
        ("columns", "shows", "where", "sum"),
    ),
    Mistake(
        "a heading without a role",
        TABLE_3,
        BASIC,
        "{heading: 基本支出, width: 15}",
        "LAY-007",
        COLUMN,
        "",
        ("columns", "shows", "where", "sum"),
    ),
    Mistake(
        "a fixed row that counts and adds up",
        TABLE_10,
        "{row: 公务接待费, where: {经济款: 30217}}",
        "{row: 公务接待费, where: {经济款: 30217}, sum: [公务用车购置费]}",
        "LAY-007",
        "panels[1].rows[3]",
        "",
        ("where", "sum"),
    ),
    Mistake(
        "a table with rows and panels",
        TABLE_3,
        "rows: [总计, 类, 款, 项]",
        "rows: [总计, 类, 款, 项]\n"
        "panels: [{id: 支出, counts: 支出, columns: [{heading: 项目, shows: 名称}], "
        "rows: [{row: 合计, where: {}}]}]",
        "LAY-007",
        "",
        "",
        ("columns with rows", "panels"),
        at="table: 表3",
    ),
    Mistake(
        "a table without rows or panels",
        TABLE_3,
        "rows: [总计, 类, 款, 项]\n",
        "",
        "LAY-007",
        "",
        "",
        ("columns with rows", "panels"),
        at="table: 表3",
    ),
    Mistake(
        "a check of two kinds",
        CHECKS,
        "    parents: [表6]\n",
        "    parents: [表6]\n    names: [表6]\n",
        "LAY-007",
        "checks[I13]",
        "",
        ("left with right", "parents", "names"),
        at="- id: I13",
    ),
    Mistake(
        "a check of no kind",
        CHECKS,
        "    parents: [表6]\n",
        "",
        "LAY-007",
        "checks[I13]",
        "",
        ("left with right", "parents"),
        at="- id: I13",
    ),
    Mistake(
        "a rule that keeps rows out after one that does not",
        ENTRIES,
        "{id: R06, severity: error, when",
        "{id: R06, severity: error, counts: false, when",
        "LAY-007",
        "sheets[2].rules[6]",
        "R06",
        ("counts: false",),
    ),
    Mistake(
        "a year file of another year",
        YEAR_FILE,
        "year: 2024",
        "year: 2025",
        "LAY-007",
        "year",
        "2025",
        ("2024",),
    ),
    Mistake(
        "a year file of another jurisdiction",
        YEAR_FILE,
        "layout: xinjiang",
        "layout: xizang",
        "LAY-007",
        "layout",
        "xizang",
        ("xinjiang",),
    ),
    Mistake(
        "rows by function and by economic code",
        TABLE_3,
        "rows: [总计, 类, 款, 项]",
        "rows: [总计, 类, 款, 项, 经济类]",
        "LAY-007",
        "rows",
        "类、款、项、经济类",
        ("类、款、项 or 经济类、经济款",),
    ),
    Mistake(
        "economic codes without their classes",
        TABLE_6,
        "rows: [总计, 经济类, 经济款]",
        "rows: [总计, 经济款]",
        "LAY-007",
        "rows",
        "经济款",
        ("经济类、经济款",),
    ),
    Mistake(
        "rows that need more digits than a number has",
        TABLE_7,
        "rows: [总计, 单位, 类, 款, 项目]",
        "rows: [总计, 单位, 类, 款, 经济类, 项目]",
        "LAY-007",
        "rows",
        "单位 3 + 功能 7 + 经济 5 + 项目 5 = 20",
        ("at most 15 digits",),
    ),
    Mistake(
        "function classes where income is counted",
        TABLE_4,
        "      - {row: 一般公共预算, indent: 1",
        "      - each: 类\n      - {row: 一般公共预算, indent: 1",
        "LAY-007",
        "panels[1].rows[2].each",
        "counts: 收入",
        ("counts: 支出",),
    ),
    Mistake(
        "function classes twice in a panel",
        TABLE_4,
        "      - each: 类\n",
        "      - each: 类\n      - each: 类 # again\n",
        "LAY-005",
        "panels[2].rows[2]",
        "每类",
        at="- each: 类 # again",
    ),
    Mistake(
        "a column with a name that the workbook uses",
        TABLE_3,
        BASIC,
        BASIC.replace("where", "id: 数, where"),
        "LAY-005",
        COLUMN,
        "数",
    ),
    Mistake(
        "two columns of one name but for its signs",
        TABLE_3,
        BASIC,
        f"{BASIC}\n      - {{heading: 基本支出（）, where: {{}}}}",
        "LAY-005",
        "columns[2].columns[3]",
        "基本支出（）",
        at="{heading: 基本支出（）",
    ),
    Mistake(
        "a name right of the amounts",
        TABLE_3,
        BASIC,
        f"{BASIC}\n      - {{heading: 科目, shows: 名称}}",
        "LAY-007",
        "columns[2].columns[3].shows",
        "科目",
        ("left of those with amounts",),
        at="{heading: 科目, shows",
    ),
    Mistake(
        "a table with the name of another sheet",
        TABLE_3,
        "table: 表3",
        "table: 校验",
        "LAY-007",
        "table",
        "校验",
        ("not the name of another sheet",),
    ),
    Mistake(
        "a table with a name that no sheet can have",
        TABLE_3,
        "table: 表3",
        "table: 表3/4",
        "LAY-007",
        "table",
        "表3/4",
        ("letters and digits",),
    ),
    Mistake(
        "one value twice in a condition",
        TABLE_10,
        "经济款: [31013, 30913]",
        "经济款: [31013, 31013]",
        "LAY-005",
        "panels[1].rows[5].where.经济款[2]",
        "31013",
    ),
    Mistake(
        "one column twice in a sum",
        TABLE_3,
        "sum: [基本支出, 项目支出]",
        "sum: [基本支出, 基本支出]",
        "LAY-005",
        "columns[2].columns[1].sum[2]",
        "基本支出",
    ),
    Mistake(
        "one row twice in a sum",
        TABLE_10,
        "sum: [公务用车购置费, 公务用车运行费]",
        "sum: [公务用车购置费, 公务用车购置费]",
        "LAY-005",
        "panels[1].rows[4].sum[2]",
        "公务用车购置费",
    ),
    Mistake(
        "one table twice in a check",
        CHECKS,
        "parents: [表6]",
        "parents: [表6, 表6]",
        "LAY-005",
        "checks[I13].parents[2]",
        "表6",
    ),
    Mistake(
        "a condition without a value",
        TABLE_3,
        "where: {支出类型: 基本支出}",
        "where: {支出类型: []}",
        "LAY-003",
        f"{COLUMN}.where.支出类型",
        "[]",
        ("at least one",),
    ),
    Mistake(
        "no personnel class at all",
        ENTRIES,
        "personnel_classes: [301, 303]",
        "personnel_classes: []",
        "LAY-003",
        "personnel_classes",
        "[]",
        ("at least one",),
    ),
    Mistake(
        "a panel without rows",
        TABLE_4,
        "    rows:\n      - each: 类\n",
        "    rows: []\n",
        "LAY-003",
        "panels[2].rows",
        "[]",
        ("at least one",),
    ),
    Mistake(
        "a title without its text",
        TABLE_3,
        "title: 部门支出总体情况表",
        "title:",
        "LAY-003",
        "title",
        "nothing",
        ("text",),
    ),
    Mistake(
        "a number other than 0 on the right of a check",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("表3[总计, 合计]", "100"),
        "LAY-006",
        "checks[X02-1].right",
        "“100”, at 1",
        ("the right side may also be 0 alone",),
        at='right: "100"',
    ),
    Mistake(
        "a number added on the right of a check",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("合计]", "合计] + 0"),
        "LAY-006",
        "checks[X02-1].right",
        "“表3[总计, 合计] + 0”, at 1",
        ("the right side may also be 0 alone",),
        at='right: "表3[总计, 合计] + 0"',
    ),
    Mistake(
        "0 on the left of a check",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.replace("表1.支出[支出总计, 预算数]", "0"),
        "LAY-006",
        "checks[X02-1].left",
        "0",
        ("table references joined by + and -",),
    ),
    Mistake(
        "0 on the right of a balance of entries",
        CHECKS,
        'each: 资金来源\n    left: "收入录入[金额]"\n    right: "支出录入[金额]"',
        'each: 资金来源\n    left: "收入录入[金额]"\n    right: "0"',
        "LAY-006",
        "checks[B01].right",
        "0",
        ("entry sheets on both sides",),
        at='right: "0"',
    ),
    Mistake(
        "a rule that is no condition",
        ENTRIES,
        RULE_E12,
        "when: 金额数 + 1",
        "LAY-006",
        "sheets[3].rules[12].when",
        "金额数 + 1",
        ("a condition",),
    ),
    Mistake(
        "a check with one side only",
        CHECKS,
        SAME_TOTAL,
        SAME_TOTAL.split("\n", maxsplit=1)[0],
        "LAY-007",
        "checks[X02-1]",
        "",
        ("left with right",),
        at="- id: X02-1",
    ),
    Mistake(
        "a check of parents with half a formula",
        CHECKS,
        "    parents: [表6]\n",
        '    parents: [表6]\n    right: "0"\n',
        "LAY-007",
        "checks[I13]",
        "",
        ("left with right", "parents"),
        at="- id: I13",
    ),
    Mistake(
        "a check of single cells as displayed",
        CHECKS,
        SAME_TOTAL,
        f"{SAME_TOTAL}\n    displayed: true",
        "LAY-007",
        "checks[X02-1]",
        "",
        ("displayed together with parents",),
        at="- id: X02-1",
    ),
    Mistake(
        "a check of parents row by row",
        CHECKS,
        "    parents: [表6]\n",
        "    parents: [表6]\n    each: 行\n",
        "LAY-007",
        "checks[I13]",
        "",
        ("each together with left",),
        at="- id: I13",
    ),
]
MISTAKES = UNKNOWN_WORDS + OTHER_MISTAKES


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.says)
def test_a_mistake_is_told_with_file_line_place_and_what_may_stand_there(
    layouts: ChangedLayout, mistake: Mistake
) -> None:
    path = numbered(layouts, mistake.path)
    line = layouts.change(mistake.file, mistake.old, mistake.new)
    if mistake.at:
        line = layouts.line(mistake.file, mistake.at)
    faults = [
        fault
        for fault in layouts.faults()
        if (fault.code, fault.path, fault.said("en")["found"]) == (mistake.code, path, mistake.found)
    ]
    assert len(faults) == 1, layouts.faults()
    (fault,) = faults
    assert (fault.file, fault.line, fault.nearest) == (mistake.file, line, mistake.nearest)
    for word in mistake.allowed:
        assert word in fault.said("en")["allowed"]


def numbered(layouts: ChangedLayout, path: str) -> str:
    """The path with the place of a check in the file instead of its id."""
    written = (layouts.year_folder / CHECKS).read_text(encoding="utf-8")
    ids = re.findall(r"^  - id: (\S+)$", written, flags=re.MULTILINE)
    return re.sub(r"checks\[([^]]+)\]", lambda match: f"checks[{ids.index(match[1]) + 1}]", path)


@pytest.mark.parametrize("mistake", UNKNOWN_WORDS, ids=lambda mistake: mistake.says)
def test_one_unknown_word_is_one_fault(layouts: ChangedLayout, mistake: Mistake) -> None:
    layouts.change(mistake.file, mistake.old, mistake.new)
    assert len(layouts.faults()) == 1


def test_every_code_of_the_layouts_has_a_mistake() -> None:
    codes = {code for code in catalogue() if code.startswith("LAY-")}
    assert codes == {f"LAY-00{place}" for place in range(1, 10)}
    assert {mistake.code for mistake in MISTAKES} == codes - {"LAY-008", "LAY-009"}


def test_all_mistakes_of_all_files_come_in_one_go(layouts: ChangedLayout) -> None:
    layouts.change(TABLE_2, "where: {资金来源: 一般财力}", "where: {资金来源: 一般财利}")
    layouts.change(TABLE_3, BASIC, BASIC.replace("width: 15", "width: 500"))
    layouts.change(TABLE_3, "number_row: true", "number_row: 是")
    layouts.change(TABLE_5, "{年度} 年没有", "{年份} 年没有")
    layouts.change(ENTRIES, RULE_E12, "when: 通配符 =")
    layouts.change(YEAR_FILE, "  - tables/09-state-capital.yaml", "  - tables/09.yaml")
    assert {(fault.code, fault.file) for fault in layouts.faults()} == {
        ("LAY-001", TABLE_2),
        ("LAY-003", TABLE_3),
        ("LAY-001", TABLE_5),
        ("LAY-006", ENTRIES),
        ("LAY-001", YEAR_FILE),
    }
    assert len(layouts.faults()) == 6


def test_checks_are_not_asked_of_tables_that_could_not_be_read(layouts: ChangedLayout) -> None:
    layouts.change(TABLE_3, "unit: 万元\n", "")
    assert [fault.code for fault in layouts.faults()] == ["LAY-002"]


def test_an_empty_file_lacks_everything(layouts: ChangedLayout) -> None:
    (layouts.year_folder / CHECKS).write_text("# nothing yet\n", encoding="utf-8")
    (fault,) = layouts.faults()
    assert (fault.code, fault.file, fault.line, fault.allowed) == ("LAY-002", CHECKS, 1, "CheckFile")


def test_a_file_in_another_encoding_is_unreadable(layouts: ChangedLayout) -> None:
    path = layouts.year_folder / TABLE_3
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    (fault,) = layouts.faults()
    assert (fault.code, fault.file, fault.allowed) == ("LAY-004", TABLE_3, "UTF-8")


def test_a_list_of_funding_sources_that_cannot_be_read_is_told(layouts: ChangedLayout) -> None:
    (layouts.year_folder / "funding_sources.csv").write_text("name\n一般财力\n", encoding="utf-8")
    (fault,) = layouts.faults()
    assert (fault.code, fault.file) == ("LAY-004", YEAR_FILE)


def test_a_year_that_no_layout_has_is_told_with_those_there_are(layouts: ChangedLayout) -> None:
    for layout, year, found, nearest in (
        ("xinjang", YEAR, "xinjang 2024", "xinjiang 2024"),
        ("xinjiang", 2031, "xinjiang 2031", "xinjiang 2026"),
        ("xinjang", 0, "xinjang", "xinjiang 2026"),
    ):
        with pytest.raises(LayoutError) as caught:
            load_layout(layouts.folder, layout, year)
        (fault,) = caught.value.faults
        assert fault == LayoutFault(
            "LAY-008",
            str(layouts.folder),
            0,
            "",
            found,
            "xinjiang 2024、xinjiang 2025、xinjiang 2026",
            nearest,
        )
        assert f"没有“{found}”的布局" in shown(fault, "zh")
        assert "现有布局：xinjiang 2024" in shown(fault, "zh")


def test_a_folder_without_layouts_has_none_to_offer(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        load_layout(tmp_path, "xinjiang", YEAR)
    (fault,) = caught.value.faults
    assert (fault.code, fault.allowed, fault.nearest) == ("LAY-008", "", "")
    assert "现有布局" not in shown(fault, "zh")


ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")
"""Two English words in a row: what a Chinese message never has, for layout words stand between signs."""


def shown(fault: LayoutFault, language: Language) -> str:
    told = finding(fault.code, Place(fault.file, fault.line, fault.path), **fault.said(language))
    return render(told, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_can_be_said_in_chinese_and_english(layouts: ChangedLayout, language: Language) -> None:
    told = set[str]()
    for mistake in MISTAKES:
        path = layouts.year_folder / mistake.file
        before = path.read_text(encoding="utf-8")
        layouts.change(mistake.file, mistake.old, mistake.new)
        for fault in layouts.faults():
            written = shown(fault, language)
            assert fault.file in written.splitlines()[0]
            for text in fault.said(language).values():
                assert language == "en" or not ENGLISH.search(text), text
            if fault.nearest:
                assert fault.nearest in written
            told.add(fault.code)
        path.write_text(before, encoding="utf-8")
    assert len(told) == 7


def test_the_copied_layouts_are_in_order(layouts: ChangedLayout) -> None:
    assert layouts.faults() == ()
    assert Path(layouts.folder, "messages").exists()
