"""Checks (校验) of one department: the light in the workbook, read as data."""
