"""The words in which a difference is told, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from generator.difference.matching import Happening
from generator.difference.registers import RowHappening as RegisterRowHappening
from generator.difference.tables import RowHappening
from generator.messages import Language

Words = Mapping[Language, str]

HAPPENINGS: Mapping[Happening, Words] = {
    Happening.ADDED: {"zh": "新增", "en": "added"},
    Happening.REMOVED: {"zh": "删除", "en": "removed"},
    Happening.AMOUNT: {"zh": "金额变动", "en": "amount"},
    Happening.RECODED: {"zh": "改编码", "en": "re-coded"},
    Happening.KIND: {"zh": "改支出类型", "en": "kind"},
    Happening.PROJECT: {"zh": "改项目名称", "en": "project"},
    Happening.SOURCE: {"zh": "改资金来源", "en": "source"},
    Happening.UNIT: {"zh": "改预算单位", "en": "unit"},
    Happening.APART: {"zh": "只改文字", "en": "words only"},
}
"""What happened to a line, in the order in which it is told."""
UNIT_HAPPENINGS: Mapping[str, Words] = {
    "added": {"zh": "新增", "en": "added"},
    "removed": {"zh": "减少", "en": "gone"},
    "renamed": {"zh": "改名", "en": "renamed"},
    "changed": {"zh": "修改", "en": "changed"},
}
ROW_HAPPENINGS: Mapping[RowHappening, Words] = {
    RowHappening.CHANGED: {"zh": "变动", "en": "changed"},
    RowHappening.ADDED: {"zh": "新增", "en": "added"},
    RowHappening.REMOVED: {"zh": "减少", "en": "gone"},
    RowHappening.RENAMED: {"zh": "改名", "en": "renamed"},
}
REGISTER_HAPPENINGS: Mapping[RegisterRowHappening, Words] = {
    RegisterRowHappening.ADDED: {"zh": "新增", "en": "added"},
    RegisterRowHappening.REMOVED: {"zh": "删除", "en": "removed"},
    RegisterRowHappening.CHANGED: {"zh": "修改", "en": "changed"},
}
FIELDS: Mapping[str, Words] = {
    "name": {"zh": "名称", "en": "name"},
    "code": {"zh": "编码", "en": "code"},
    "unit_kind": {"zh": "性质", "en": "kind"},
    "year": {"zh": "年度", "en": "year"},
    "level_word": {"zh": "级别", "en": "level"},
    "compiled_on": {"zh": "编制日期", "en": "date"},
    "layout": {"zh": "布局", "en": "layout"},
    "unit": {"zh": "预算单位", "en": "unit"},
    "function": {"zh": "功能分类科目", "en": "function code"},
    "economic": {"zh": "经济分类科目", "en": "economic code"},
    "kind": {"zh": "支出类型", "en": "kind"},
    "project": {"zh": "项目名称", "en": "project"},
    "source": {"zh": "资金来源", "en": "funding source"},
    "fen": {"zh": "金额", "en": "amount"},
    "note": {"zh": "备注", "en": "note"},
    "function_name": {"zh": "功能分类科目名称", "en": "function name"},
    "economic_name": {"zh": "经济分类科目名称", "en": "economic name"},
}
"""What the fields of facts, units and lines are called."""
SECTIONS: Mapping[str, Words] = {
    "facts": {"zh": "部门信息", "en": "Facts"},
    "units": {"zh": "预算单位", "en": "Units"},
    "items": {"zh": "支出", "en": "Expenditure"},
    "income": {"zh": "收入", "en": "Income"},
    "previous": {"zh": "上年数", "en": "Last year"},
    "tables": {"zh": "公开表", "en": "Tables"},
    "checks": {"zh": "校验", "en": "Checks"},
}
COLUMNS: tuple[Words, ...] = (
    {"zh": "范围", "en": "part"},
    {"zh": "变化", "en": "change"},
    {"zh": "对象", "en": "of"},
    {"zh": "栏目", "en": "field"},
    {"zh": "原", "en": "before"},
    {"zh": "新", "en": "after"},
    {"zh": "增减", "en": "difference"},
    {"zh": "计量单位", "en": "measure"},
    {"zh": "原行号", "en": "row_before"},
    {"zh": "新行号", "en": "row_after"},
)
"""The headings of the difference as a list."""
YUAN: Words = {"zh": "元", "en": "yuan"}

_TEXTS: Mapping[str, Words] = {
    "before": {"zh": "原", "en": "before"},
    "after": {"zh": "新", "en": "after"},
    "side": {"zh": "{department}，{year} 年", "en": "{department}, {year}"},
    "named": {"zh": "{name}（{code}）", "en": "{name} ({code})"},
    "left_out": {
        "zh": "▲ {name} 有 {count} 行没有读入（{sheets}），没有参加比较，另一边的同一行因此列为新增或删除；"
        "原因和改法见 budgetbook read。",
        "en": "▲ {count} rows of {name} could not be read ({sheets}) and are not compared: the same rows of "
        "the other side count as added or removed. budgetbook read says why.",
    },
    "missing": {
        "zh": "▲ {name} 里没有找到 {sheets}，其中的内容没有参加比较。",
        "en": "▲ {sheets} were not found in {name}; what stood there is not compared.",
    },
    "sheet_rows": {"zh": "{sheet} {count} 行", "en": "{sheet}: {count}"},
    "years": {
        "zh": "○ 两边年度不同（{before}、{after}）：各按本年的表样和科目计算，按编码比较。",
        "en": "○ The years differ ({before}, {after}): each is computed by its own forms and codes, "
        "and compared by code.",
    },
    "equal": {
        "zh": "没有差别：录入内容、公开表和校验结论都相同。",
        "en": "No difference: entries, official tables and verdicts are the same.",
    },
    "equal_as_read": {
        "zh": "读入的部分没有差别；没有读入的行，不能判断。",
        "en": "No difference in what was read; of the rows that were not read nobody can say.",
    },
    "after_heading": {"zh": "{heading}{what}", "en": "{heading} {what}"},
    "heading": {"zh": "【{section}】", "en": "[{section}]"},
    "in": {"zh": "{what}（{measure}）", "en": "{what} ({measure})"},
    "lines": {
        "zh": "{section} {count} 行有变化：{counts}；{total}",
        "en": "{section}: {count} lines changed ({counts}); {total}",
    },
    "no_lines": {"zh": "{section}没有变化；{total}", "en": "{section}: no change; {total}"},
    "apart": {
        "zh": "{section}另有 {count} 行只改了文字（备注等），金额、编码不变，不影响合计",
        "en": "{section}: {count} more lines differ in words only (notes), which no amount depends on",
    },
    "total": {"zh": "{section}合计 {amount}", "en": "total {amount}"},
    "total_changed": {
        "zh": "{section}合计 {before} → {after}，{change}",
        "en": "total {before} → {after}, {change}",
    },
    "counted": {"zh": "{word} {count}", "en": "{count} {word}"},
    "facts": {"zh": "部门信息 {count} 项有变化", "en": "Facts: {count} changed"},
    "units": {"zh": "预算单位 {count} 个有变化：{counts}", "en": "Units: {count} changed ({counts})"},
    "register": {
        "zh": "{section} {count} 行有变化：{counts}",
        "en": "{section}: {count} rows changed ({counts})",
    },
    "register_reordered": {"zh": "{section}的次序有变化", "en": "{section}: the order differs"},
    "units_reordered": {"zh": "预算单位的次序有变化", "en": "Units: their order differs"},
    "tables": {"zh": "公开表 {count} 张有变化：{tables}", "en": "Tables: {count} changed ({tables})"},
    "no_tables": {"zh": "公开表没有变化", "en": "Tables: no change"},
    "checks": {"zh": "校验 {count} 项结论有变化", "en": "Checks: {count} verdicts changed"},
    "no_checks": {"zh": "校验结论没有变化", "en": "Checks: the same verdicts"},
    "check_code": {"zh": "校验码 {code}", "en": "check code {code}"},
    "check_code_changed": {"zh": "校验码 {before} → {after}", "en": "check code {before} → {after}"},
    "lines_of": {"zh": "{word} {count} 行", "en": "{word}: {count}"},
    "told": {"zh": "〔{word}〕{what}", "en": "[{word}] {what}"},
    "moved": {"zh": "{before} → {after}（{change}）", "en": "{before} → {after} ({change})"},
    "table_added": {"zh": "这一年新有的表", "en": "a table that the year did not have before"},
    "table_removed": {"zh": "这一年不再有的表", "en": "a table that the year no longer has"},
    "became_empty": {"zh": "现为空表", "en": "is empty now"},
    "no_longer_empty": {"zh": "原为空表", "en": "was empty"},
    "amount_before": {"zh": "原数", "en": "before"},
    "amount_after": {"zh": "新数", "en": "after"},
    "change": {"zh": "增减", "en": "change"},
    "rows": {"zh": "行号", "en": "rows"},
    "line": {"zh": "明细", "en": "line"},
    "row_and_column": {"zh": "行 ｜ 栏", "en": "row | column"},
    "cell": {"zh": "{row} ｜ {column}", "en": "{row} | {column}"},
    "became": {"zh": "{before} → {after}", "en": "{before} → {after}"},
    "field_became": {"zh": "{field} {before} → {after}", "en": "{field} {before} → {after}"},
    "nothing": {"zh": "（空白）", "en": "(blank)"},
    "pending": {"zh": "（未填）", "en": "(blank)"},
    "no_check": {"zh": "（没有这项）", "en": "(none)"},
    "verdict": {"zh": "结论", "en": "verdict"},
    "sum": {"zh": "合计", "en": "total"},
    "order": {"zh": "次序", "en": "order"},
    "and": {"zh": "，", "en": ", "},
    "listed": {"zh": "、", "en": ", "},
    "then": {"zh": "；", "en": "; "},
}


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("counted", "zh", word="新增", count=3)
        '新增 3'
    """
    return _TEXTS[name][language].format(**values)
