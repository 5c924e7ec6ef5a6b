"""Proofreading (校对): what an edited document says against the workbook, and against itself."""
