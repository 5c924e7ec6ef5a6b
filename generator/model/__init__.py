"""The plain facts of a department budget (部门预算): amounts, codes, items, findings.

Nothing here knows of tables, formulas or files.
"""
