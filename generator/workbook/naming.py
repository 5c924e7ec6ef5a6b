"""Defined names and sheet names: how the parts of a workbook are called."""

from __future__ import annotations

import re
from functools import lru_cache

COVER, CONTENTS, GUIDE = "封面", "目录", "填报说明"
PREVIOUS, SEARCH, CHECKS = "上年数", "科目查找", "校验"
REPLY = "退回意见"
"""The sheet that stands in front of a marked copy; nothing is read from it."""
FUNCTION_CODES, ECONOMIC_CODES, SOURCES = "功能分类科目", "经济分类科目", "资金来源"
WORKINGS = "勾稽"
NARRATIVE, NARRATIVE_WORKINGS = "说明", "说明明细"
"""The explanations, and the hidden sheet where their sentences are worked out."""
REGISTERS = "登记明细"
"""The hidden sheet with the mirrors of all registers."""
FORM_KEYS = "绩效排序"
"""The hidden sheet with the keys of forms and their indicators."""
LISTS = (FUNCTION_CODES, ECONOMIC_CODES, SOURCES)
"""The sheets of lists to look things up in."""
DEPARTMENT = "部门"
"""With what the defined names of a department's facts begin."""
FORM_VERSION = "表样_版本"
"""The defined name of the cell that says which form (表样) the workbook is."""
MIRRORS = {"支出": "明细", "收入": "收入明细", "单位": "单位明细"}
"""The hidden sheet, and the prefix of the defined names, of each ledger's normalised rows."""

KEY, LEVEL, CODE, PARENT = "键", "级", "码", "上级"
NAME, PROJECT = "名称", "项目"

_NOT_ALLOWED = re.compile(r"[^\w.]+")


@lru_cache(maxsize=1 << 14)
def defined_name(*parts: str) -> str:
    """The parts joined to a name that spreadsheets accept.

    Example:
        >>> defined_name("表7", "资本性支出（基本建设）")
        '表7_资本性支出_基本建设'
    """
    return "_".join(_NOT_ALLOWED.sub("_", part).strip("_") for part in parts if part)


def last_row_name(listed: str) -> str:
    """The defined name of the cell that says up to which row a list is filled."""
    return f"{listed}_末行"


def filled_part_name(listed: str) -> str:
    """The defined name of the filled part of a list."""
    return f"{listed}_已填"


def keys_name(table: str) -> str:
    """The defined name of the keys of the line items that a table covers."""
    return f"键_{table}"
