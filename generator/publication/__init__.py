"""The published document (部门预算公开): put together from a workbook's plan, and written."""
