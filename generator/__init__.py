"""budgetbook: the official tables of a department budget (部门预算公开), linked by formulas.

`generator.api` is the way in for Python programs; the command line is `generator.cli`.
"""

__version__ = "0.1.0"
