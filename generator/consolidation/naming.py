"""What the sheets of a consolidated workbook, and the defined names on them, are called."""

from __future__ import annotations

from generator.layout import schema

GUIDE = "汇总说明"
COMPARISON, CHARTS, ELIMINATIONS, MEMBERS = "部门对比", "图表", "抵销", "部门清单"
SPENT, RECEIVED, LAST_YEAR = "汇总明细", "汇总收入", "汇总上年"
LEDGERS: dict[schema.Ledger, str] = {"支出": SPENT, "收入": RECEIVED}
"""The sheet of each ledger, with which its defined names begin."""

MEMBER, GROUP, FEN, SUBMITTED_FEN = "部门序", "组", "分", "上报分"
"""Working columns of a ledger: the place of the member, the number of the region's entry, whole fen that
count, and whole fen before elimination.
"""
AMOUNT, ELIMINATED, CONSOLIDATED = "金额", "抵销", "合并数"
