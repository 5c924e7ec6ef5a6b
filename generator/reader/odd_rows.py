"""Rows in and around an entry list that are no entries: totals, and remarks below the list."""

from __future__ import annotations

import re

from generator.layout.register_schema import NUMBER_KINDS, Register
from generator.model.wording import plain_name
from generator.reader.typed_lists import ListRow, ReadList
from generator.spreadsheet.raw_book import RawValue
from generator.workbook import naming

_TOTALS = ("合计", "总计", "小计", "共计")
_LONGEST = 6
"""Longer texts are names: 本页小计, 支出合计."""
_SUMS = ("SUM(", "SUBTOTAL(")
_REMARK = re.compile(r"\W*(?:注|备注|制表|填表|审核|复核|联系)\S{0,4}\s*[:：]")
_CODES = ("功能", "经济")
_COUNTED = (*_CODES, "金额")


def total_word(row: ListRow, read: ReadList) -> str:
    """What says that a row adds up others, a word or its formula; "" when nothing does."""
    is_list = "金额" in read.located.columns and read.located.block != naming.PREVIOUS
    if not is_list or any(field in row.cells for field in _CODES):
        return ""
    for value in row.cells.values():
        if isinstance(value, str) and _is_total(value):
            return value
    formula = read.sheet.formulas.get((row.row, read.located.columns["金额"]), "")
    is_sum = set(row.cells) == {"金额"} and any(word in formula.upper() for word in _SUMS)
    return f"={formula}" if is_sum else ""


def remark(row: ListRow, read: ReadList) -> str:
    """What a row outside the counted area says when it is plainly no entry, such as 制表人：张三."""
    if row.counted or "金额" not in read.located.columns:
        return ""
    if any(_may_count(row.cells[field]) for field in _COUNTED if field in row.cells):
        return ""
    return " ".join(value for value in row.cells.values() if isinstance(value, str))


def register_total(row: ListRow, read: ReadList, register: Register) -> str:
    """What says that a row of a register adds up others: beside a word there are numbers only."""
    if register.rows:
        return ""
    numbers = {column.field for column in register.typed if column.kind in NUMBER_KINDS}
    words = [value for field, value in row.cells.items() if field not in numbers]
    if len(words) == 1 and isinstance(words[0], str):
        return words[0] if _is_total(words[0]) else ""
    columns = [read.located.columns[field] for field in row.cells if field in numbers]
    formulas = [read.sheet.formulas.get((row.row, column), "") for column in columns]
    is_sum = not words and any(word in formula.upper() for formula in formulas for word in _SUMS)
    return f"={formulas[0]}" if is_sum else ""


def register_remark(row: ListRow) -> str:
    """What a row outside the counted area of a register says when it is plainly none of its rows: one
    cell alone, such as 填表人：张三.
    """
    values = list(row.cells.values())
    if row.counted or len(values) != 1 or not isinstance(values[0], str):
        return ""
    text = values[0].strip()
    return text if _REMARK.match(text) else ""


def _is_total(text: str) -> bool:
    plain = plain_name(text).rstrip(":")
    return len(plain) <= _LONGEST and plain.endswith(_TOTALS)


def _may_count(value: RawValue) -> bool:
    """Whether somebody may mean a code or an amount by it."""
    return not isinstance(value, str) or any(sign.isdigit() for sign in value)
