"""The words that layouts may use for line items: dimensions of `where`, fields of entry rules."""

from __future__ import annotations

KINDS = ("基本支出", "项目支出")
STAFF_CLASSES = ("人员经费", "公用经费")

_BOTH_LEDGERS = frozenset(
    {"单位", "资金来源", "金额", "单位序", "来源序", "预算", "年度", "性质", "金额数", "多余小数"}
)
RULE_FIELDS = {
    "收入": _BOTH_LEDGERS,
    "支出": _BOTH_LEDGERS
    | {"项目名称", "支出类型", "功能码", "经济码", "功能序", "经济序", "功能适用", "通配符"},
}
"""Fields of an entry row by ledger; entries.yaml of a layout explains each."""

ENTRY_FIELDS = {
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

CHOICES = ("单位_名称", "来源_名称", "支出类型_名称")
"""The lists that an entry column may offer."""

LEDGER_DIMENSIONS = {
    "收入": frozenset({"资金来源", "预算", "年度", "性质", "单位"}),
    "支出": frozenset(
        {"资金来源", "预算", "年度", "性质", "支出类型", "经费", "经济类", "经济款", "类", "单位"}
    ),
}
"""Dimensions that `where` may use, by ledger."""
