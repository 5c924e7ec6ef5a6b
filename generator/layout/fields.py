"""The words that layouts may use for line items: dimensions of `where`, fields of entry rules, levels."""

from __future__ import annotations

from typing import Literal

KINDS = ("基本支出", "项目支出")
STAFF_CLASSES = ("人员经费", "公用经费")

_BOTH_LEDGERS = frozenset(
    {"单位", "资金来源", "金额", "单位序", "来源序", "预算", "年度", "性质", "金额数", "多余小数"}
)
RULE_FIELDS = {
    "单位": frozenset({"编码", "名称", "性质", "重复"}),
    "收入": _BOTH_LEDGERS,
    "支出": _BOTH_LEDGERS
    | {"项目名称", "支出类型", "功能码", "经济码", "功能序", "经济序", "功能补充", "经济补充"}
    | {"功能适用", "通配符"},
}
"""Fields of an entry row by ledger; entries.yaml of a layout explains each."""

ENTRY_FIELDS = {
    "单位": ("编码", "名称", "性质", "提示"),
    "收入": ("单位", "资金来源", "金额", "提示"),
    "支出": (
        "单位",
        "功能",
        "功能名称",
        "经济",
        "经济名称",
        "支出类型",
        "项目",
        "资金来源",
        "金额",
        "备注",
        "提示",
    ),
}
"""The columns that an entry sheet has, each once, by ledger."""

TYPED_KINDS = ("text", "code", "amount", "choice")
FIELD_KINDS = {"功能名称": ("filled",), "经济名称": ("filled",), "提示": ("hint",)}
"""The kinds of entry columns for fields that are not typed."""

WORKING_COLUMNS = ("键", "级", "码", "上级")
"""Columns that every table has besides its own."""

TAKEN_NAMES = (*WORKING_COLUMNS, "数", "名称", "项目", "空表说明")
"""Names that a workbook gives to parts of a table, so that no column of amounts can have them."""

UNIT_KIND: Literal["单位性质"] = "单位性质"
"""The one dimension of figures that tables do not have: the kind of the unit that an entry belongs to."""

FACT_REGISTER = "事项"
"""The register whose fixed rows are facts that sentences state."""

REASON_REGISTER = "文字"
"""The register of the reasons and purposes that sentences give."""

FIELDS_READ = {FACT_REGISTER: ("事项", "内容", "内容数"), REASON_REGISTER: ("事项", "文字")}
"""The fields of these registers that sentences read."""

MIRROR_FIELDS = (
    "填写",
    "重复",
    "多余小数",
    "问题",
    "计入",
    "次序",
    "规则",
    "区外",
    "校验底",
    "校验数",
    "挡住",
    "键",
    "行序",
    "简名",
    "项目号",
    "项目键",
    "近似项目",
)
"""Names that a workbook gives to parts of a register, so that no field can have them."""

HINT_FIELD = "提示"

REGISTER_PREFIXES = (
    "单位",
    "收入",
    "支出",
    "明细",
    "上年",
    "功能",
    "经济",
    "来源",
    "性质",
    "级别",
    "支出类型",
    "部门",
    "校验",
    "勾稽",
    "查找",
    "目录",
    "表样",
    "印数",
    "键",
    "总灯",
    "说明",
    "说明事项",
    "待写",
    "绩效排序",
)
"""With what the defined names of other parts of a workbook begin, so that no register can be called so."""

REGISTER_NAMES = ("项目_序", "项目_选项", "项目_选项_末行", "指标_名称", "待写_事项")
"""Other defined names that look like a register with its field."""

DEPARTMENT_LISTS = ("department", "units", "line_items", "income", "previous_year", "支出明细", "上年数")
"""The files of a department's folder besides its registers."""

COMPARISON_COLUMNS = ("部门编码", "部门", "分组", "部门序")
"""Columns that the comparison by department has besides its own."""

OTHER_SHEETS = (
    "封面",
    "目录",
    "填报说明",
    "单位信息",
    "收入录入",
    "支出录入",
    "上年数",
    "科目查找",
    "校验",
    "功能分类科目",
    "经济分类科目",
    "资金来源",
    "单位明细",
    "收入明细",
    "明细",
    "登记明细",
    "说明",
    "说明明细",
    "绩效排序",
    "勾稽",
)
"""The sheets of a workbook besides the official tables."""

REGION_SHEETS = (
    "汇总说明",
    "部门对比",
    "图表",
    "抵销",
    "部门清单",
    "汇总明细",
    "汇总收入",
    "汇总上年",
)
"""The further sheets of a workbook of many departments."""

CHOICES = (
    "单位_名称",
    "来源_名称",
    "支出类型_名称",
    "性质_名称",
    "级别_名称",
    "功能_选项",
    "经济_选项",
    "项目_选项",
)
"""The lists that an entry column may offer."""

REGISTER_CHOICES = (*CHOICES, "待写_事项")
"""The lists that a column of a register may offer: also the subjects that still want a reason."""

DEPARTMENT_WORDS = ("部门", "年度", "上年", "级别", "编制日期")
"""What every text of the document may say of the department and the year."""

EXPLANATIONS = "说明"
"""The sheet of the explanations."""

SUBJECT_CHECKS = ("已写", "相符")
"""What a check may ask of reasons: that those needed are written, that their words fit the sign."""

ORDINALS = ("序", "中文序")
"""What every text that is repeated may say of the place of its row: 1, 2 … and 一, 二 …"""

LEVEL_WORDS = ("部门", "单位")
"""级别: what a department calls itself in the titles of its tables."""

FACTS = ("名称", "编码", "年度", "级别", "编制日期")
"""The facts about a department on the unit sheet."""

LEDGER_DIMENSIONS = {
    "收入": frozenset({"资金来源", "预算", "年度", "性质"}),
    "支出": frozenset({"资金来源", "预算", "年度", "性质", "支出类型", "经费", "经济类", "经济款", "类"}),
}
"""Dimensions that `where` may use, by ledger."""

LEVELS = ("总计", "单位", "类", "款", "项", "经济类", "经济款", "项目")
"""The levels that rows of a growing table may have, in the order in which they may stand."""

KEY_PARTS = {
    "单位": "单位",
    "类": "功能",
    "款": "功能",
    "项": "功能",
    "经济类": "经济",
    "经济款": "经济",
    "项目": "项目",
}
"""Which part of a row's sort key tells the rows of a level apart."""

KEY_DIGITS = {"单位": 3, "功能": 7, "经济": 5, "项目": 5}
"""How many digits each part of a sort key has."""

LONGEST_KEY = 15
"""Spreadsheets keep 15 digits of a number."""

LEVEL_DIGITS = {
    "功能": {"类": 3, "款": 5, "项": 7},
    "经济": {"经济类": 3, "经济款": 5},
}
"""The levels of each classification, and how many digits the codes of a level have."""
