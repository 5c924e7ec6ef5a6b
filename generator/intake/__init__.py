"""Intake (收件): a department's folder or frames, checked and made into a `Department`.

Everything that is wrong is reported in one go, as findings; nothing is raised.
"""

from generator.intake.department_file import Facts
from generator.intake.folder import read_department, read_department_facts
from generator.intake.submission import Classifications, Intake

__all__ = ["Classifications", "Facts", "Intake", "read_department", "read_department_facts"]
