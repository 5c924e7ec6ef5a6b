"""What a workbook says of itself: its title and date, and which layout made it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

from xlsxwriter.core import Core

from generator.layout.schema import YearFile
from generator.model.budget import Department
from generator.model.form import IssuedForm

CORE_PART = "docProps/core.xml"
"""The part of the file that `core_xml` makes."""

FORM_PROPERTY, ISSUED_PROPERTY = "budgetbook.form", "budgetbook.issued"
REGION_PROPERTY = "budgetbook.consolidation"
"""The custom property that tells a workbook of many departments (汇总表) from that of one."""
"""The custom properties that say which form a workbook is, and when it was issued."""

Properties = dict[str, str | datetime]


def core_properties(department: Department, year_file: YearFile) -> Properties:
    """Title, date and comment. The date is that of the budget year, so that equal input gives equal files."""
    created = datetime(department.year, 1, 1, tzinfo=UTC)
    return {
        "title": f"{department.name} {department.year} 年{department.level_word}预算公开表".strip(),
        "created": created.replace(tzinfo=None),
        "comments": f"budgetbook · {year_file.layout} {year_file.year}",
    }


def custom_properties(form: IssuedForm) -> dict[str, str | int]:
    """Which form the workbook is, for programs."""
    return {
        "budgetbook.layout": form.layout,
        "budgetbook.year": form.year,
        FORM_PROPERTY: str(form),
        ISSUED_PROPERTY: form.issued_on,
    }


def core_xml(properties: Properties) -> str:
    """The core properties as the file holds them."""
    core, written = Core(), StringIO()
    core._set_properties(properties)
    core._set_xml_writer(written)
    core._assemble_xml_file()
    return written.getvalue()
