"""The workbook: placed blocks of expressions, how each sheet looks, and the .xlsx that comes of it.

`plan` puts everything together; `ledger`, `growing_table`, `fixed_table` and `check_sheet` place one
kind of content each; `writer` turns the plan and its values into a file.
"""
