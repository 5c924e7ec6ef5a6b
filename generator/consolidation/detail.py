"""How far a consolidated workbook goes into detail: departments and projects, or their sums."""

from __future__ import annotations

import enum

PROJECT = "项目支出"
MERGED_PROJECTS = "各部门项目"
"""What the projects of all departments are called where they are not told apart."""


class Detail(enum.StrEnum):
    """明细程度: what table 7 lists, from fine to coarse."""

    PROJECTS = "projects"
    """Each department is a budget unit of the region; projects keep their names."""
    DEPARTMENTS = "departments"
    """One unit, the region; the projects of a department are one project, which bears its name."""
    TOTALS = "totals"
    """One unit, the region; the projects of all departments are one project."""

    @property
    def says(self) -> str:
        """The choice in words, as the cover says it."""
        return _SAYS[self]


_SAYS = {
    Detail.PROJECTS: "每个部门作为一个预算单位，保留各部门的项目名称",
    Detail.DEPARTMENTS: "全部部门合为一个预算单位，每个部门的项目合为一个项目，以部门名称列示",
    Detail.TOTALS: f"全部部门合为一个预算单位，各部门的项目合为一个项目“{MERGED_PROJECTS}”",
}
