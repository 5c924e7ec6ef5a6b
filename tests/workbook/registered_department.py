"""A small invented department whose registers are in order: every project has all that it needs."""

from __future__ import annotations

from collections.abc import Iterable

from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, IncomeEntry, LineItem, RegisterEntry, Unit

BUREAU = "青河县水利局"
OWN = "一般财力"
PROJECTS = tuple(f"{place}供水保障项目" for place in "东南西北中上下左右前")
WHOLE = "部门整体"
SUBJECT = "支出：项目支出"
AMOUNT = "12000.50"
"""What each project gets, in yuan."""

_TEXTS = {"部门联系人": "张三", "联系电话": "0906-1234567", "年度绩效目标": "保障全县供水。" * 20}


def registered_department(layout: LayoutSet) -> Department:
    """The department: each project costs the same, and the whole is paid for."""
    fen = int(AMOUNT.replace(".", ""))
    items = [LineItem(BUREAU, "2130305", "30201", "项目支出", name, OWN, fen) for name in PROJECTS]
    items.append(LineItem(BUREAU, "2130301", "30101", "基本支出", "", OWN, 5_000_000))
    income = IncomeEntry(BUREAU, OWN, sum(item.fen or 0 for item in items))
    return Department(
        BUREAU,
        2024,
        (Unit(BUREAU, "316001", "行政单位"),),
        tuple(items),
        (income,),
        registers={
            "项目": _entries(_project(name) for name in PROJECTS),
            "分配": _entries(_allocation(name, word) for name in PROJECTS for word in ("办公费", "维修费")),
            "指标": _entries(
                _indicator(name, *each) for name in (WHOLE, *PROJECTS) for each in _indicators(name)
            ),
            "事项": _entries(
                {"事项": row.row, "内容": _TEXTS.get(row.row, "7") if row.kind in ("text", "long") else "0"}
                for row in layout.register("事项").rows
            ),
            "概况": _entries(
                {"类别": kind, "内容": text}
                for kind, text in (("主要职能", "负责全县供水" * 60), ("内设机构", "办公室"))
            ),
            "文字": _entries([{"事项": SUBJECT, "文字": "供水管网老化"}]),
            "名词": _entries([{"名词": "供水保障", "解释": "指…"}]),
        },
    )


def _entries(rows: Iterable[dict[str, str]]) -> tuple[RegisterEntry, ...]:
    return tuple(RegisterEntry(row) for row in rows)


def _project(name: str) -> dict[str, str]:
    return {
        "项目": name,
        "预算单位": BUREAU,
        "总体目标": "保障供水",
        "政策依据": "水发〔2023〕1 号",
        "开始月份": "1",
        "结束月份": "12",
    }


def _allocation(name: str, purpose: str) -> dict[str, str]:
    amount = "12000.20" if purpose == "办公费" else "0.30"
    return {"项目": name, "用途": purpose, "金额": amount}


def _indicators(name: str) -> list[tuple[str, str, str]]:
    if name == WHOLE:
        return [("履职效能", "数量指标", "45"), ("管理效率", "预算管理", "45")]
    return [("产出指标", "数量指标", "62.5"), ("满意度指标", "满意度指标", "27.5")]


def _indicator(name: str, first: str, second: str, weight: str) -> dict[str, str]:
    return {
        "项目": name,
        "一级指标": first,
        "二级指标": second,
        "三级指标": f"{second}一项",
        "运算符": "≥",
        "指标值": "4",
        "计量单位": "次",
        "权重": weight,
    }
