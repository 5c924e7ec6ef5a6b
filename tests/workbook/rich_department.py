"""A small invented department with money of every kind, so that every table and check has work to do.

Every amount is a whole number of hundreds of yuan: printed lines add up to printed subtotals.
"""

from __future__ import annotations

from collections import defaultdict

from generator.model.budget import Department, IncomeEntry, LineItem, Unit

BUREAU, STATION = "石桥县住房和城乡建设局", "石桥县建设工程质量监督站"
OWN, TRANSFER = "一般财力", "上级一般公共预算安排转移支付"
FUND, FUND_TRANSFER = "政府性基金收入", "上级政府性基金安排转移支付"
STATE, STATE_TRANSFER = "国有资本经营收入", "上级国有资本经营预算安排转移支付"
OLD, OLD_FUND, OLD_STATE = "一般公共预算拨款结转", "政府性基金预算拨款结转", "国有资本经营预算拨款结转"

_ITEMS: tuple[tuple[str, str, str, str, str, int], ...] = (
    (BUREAU, "2120101", "30101", "", OWN, 500_000),
    (BUREAU, "2120101", "30102", "", OWN, 100_000),
    (BUREAU, "2120101", "30201", "", OWN, 30_000),
    (BUREAU, "2120101", "30212", "", OWN, 500),
    (BUREAU, "2120101", "30217", "", OWN, 1_000),
    (BUREAU, "2120101", "30231", "", OWN, 2_000),
    (BUREAU, "2120101", "30305", "", OWN, 3_000),
    (BUREAU, "2120101", "31013", "", OWN, 10_000),
    (BUREAU, "2080505", "30108", "", OWN, 80_000),
    (BUREAU, "2080506", "30109", "", OWN, 40_000),
    (BUREAU, "2210201", "30113", "", OWN, 60_000),
    (BUREAU, "2101101", "30110", "", OWN, 20_000),
    (STATION, "2101102", "30110", "", OWN, 10_000),
    (BUREAU, "2101103", "30111", "", OWN, 5_000),
    (BUREAU, "2101199", "30114", "", OWN, 2_000),
    (STATION, "2050803", "30216", "", OWN, 4_000),
    (BUREAU, "2120303", "31005", "石桥大道", TRANSFER, 300_000),
    (BUREAU, "2120303", "30227", "石桥大道", OWN, 20_000),
    (BUREAU, "2120303", "30217", "规划调研", OWN, 2_000),
    (BUREAU, "2120399", "30231", "规划调研", OWN, 1_000),
    (STATION, "2120501", "30227", "环卫保障", OWN, 50_000),
    (BUREAU, "2120806", "30101", "", FUND, 30_000),
    (BUREAU, "2120806", "30201", "", FUND, 5_000),
    (BUREAU, "2120801", "31009", "征地补偿", FUND, 200_000),
    (BUREAU, "2120803", "31005", "城市管网", FUND_TRANSFER, 150_000),
    (BUREAU, "2120803", "30231", "城市管网", FUND_TRANSFER, 1_500),
    (STATION, "2230105", "30305", "", STATE_TRANSFER, 6_000),
    (STATION, "2230105", "30201", "", STATE_TRANSFER, 1_000),
    (BUREAU, "2230301", "31204", "公交补贴", STATE, 70_000),
    (BUREAU, "2230301", "30231", "", STATE, 900),
    (STATION, "2120601", "30201", "", "财政专户核拨", 8_000),
    (STATION, "2120601", "30226", "", "事业收入", 3_000),
    (STATION, "2120601", "30226", "", "上级补助收入", 1_200),
    (STATION, "2120601", "30226", "", "附属单位上缴收入", 700),
    (STATION, "2120601", "30226", "", "事业单位经营收入", 900),
    (STATION, "2120601", "30299", "零星修缮", "其他收入", 1_100),
    (BUREAU, "2120101", "30101", "", OLD, 1_300),
    (BUREAU, "2120101", "30201", "", OLD, 2_600),
    (BUREAU, "2120303", "31005", "旧路改造", OLD, 40_000),
    (BUREAU, "2120803", "31005", "旧管网", OLD_FUND, 25_000),
    (BUREAU, "2230301", "31204", "公交补贴", OLD_STATE, 9_000),
    (STATION, "2120601", "30201", "", "财政专户核拨结转", 500),
    (STATION, "2120601", "30101", "", "单位资金结转结余", 300),
    (STATION, "2120601", "30299", "零星修缮", "单位资金结转结余", 600),
)
"""Unit, function, economic class, project ("" for 基本支出), funding source, yuan."""


def rich_department() -> Department:
    """The department, its income equal to its expenditure by unit and by funding source."""
    items = tuple(
        LineItem(unit, function, economic, "项目支出" if project else "基本支出", project, source, yuan * 100)
        for unit, function, economic, project, source, yuan in _ITEMS
    )
    income: dict[tuple[str, str], int] = defaultdict(int)
    for item in items:
        income[item.unit, item.funding_source] += item.fen
    return Department(
        BUREAU,
        2024,
        (Unit(BUREAU, "316001", "行政单位"), Unit(STATION, "316002", "事业单位")),
        items,
        tuple(IncomeEntry(unit, source, fen) for (unit, source), fen in income.items()),
        code="316",
    )
