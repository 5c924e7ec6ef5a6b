"""Consolidation (汇总): the budgets of many departments as one workbook of the same tables, all live."""
