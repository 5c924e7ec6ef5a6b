"""The file of a new year, which follows the newest year before it and awaits its document."""

from __future__ import annotations

from pathlib import Path

from generator.layout.layout_set import LayoutError
from generator.layout.own_folder import OwnFolder, write_file
from generator.layout.schema_faults import nearest_of
from generator.layout.source import NO_SUCH_YEAR, LayoutFault
from generator.layout.years import known_years, list_years

_TEMPLATES = {
    "zh": """\
# {year} 年：与 {follows} 年相同，只写有变化的地方。
layout: {layout}
year: {year}
follows: {follows}

# 取得官方表样后，删去 awaits，改写 document: 文件名称和文号。
awaits:
  zh: 尚未取得 {year} 年部门预算公开表样，暂按 {follows} 年表样
  en: the forms for {year} are not at hand, those of {follows} are used

# 有变化时，去掉下面的“# ”再改。add 增加，change 修改，remove 删除；after、before 指明位置。
# 改过之后运行 budgetbook layouts check，再用 budgetbook layouts diff {follows} {year} 核对。
#
# changes:
#   tables:
#     - add: tables/{year}/12-economic.yaml
#       after: 表11
#     - remove: 表9
#     - change: 表3
#       title: 部门支出总体情况表
#       columns:
#         - add: {{heading: 上缴上级支出, where: {{支出类型: 项目支出}}, width: 15}}
#           after: 项目支出
#         - change: 合计
#           sum: [基本支出, 项目支出, 上缴上级支出]
#   entries:
#     sheets:
#       - change: 支出录入
#         rules:
#           - remove: E13
#   checks:
#     - change: X02-1
#       severity: warning
#   registers:
#     - change: 指标
#       columns:
#         - add: {{heading: 评分人, field: 评分人, english: scorer, optional: true}}
#           after: 佐证资料
#   forms:
#     - change: 部门整体绩效目标表
#       columns:
#         - {{change: 指标值, width: 15}}
#   disclosure:
#     lists:
#       - {{change: 收入种类, between: ；}}
#     blocks:
#       - change: 一、主要职能
#         heading: 一、部门职能
#
# 科目变化写在 ../classification（since、until），或用 budgetbook layouts codes import 导入官方科目表。
""",
    "en": """\
# {year}: as {follows}; write only what changes.
layout: {layout}
year: {year}
follows: {follows}

# Once the official forms are at hand, replace awaits by document: its name and number.
awaits:
  zh: 尚未取得 {year} 年部门预算公开表样，暂按 {follows} 年表样
  en: the forms for {year} are not at hand, those of {follows} are used

# To change something, take away “# ” below. add, change or remove members; after, before say where.
# Then run budgetbook layouts check, and budgetbook layouts diff {follows} {year} to look it over.
#
# changes:
#   tables:
#     - add: tables/{year}/12-economic.yaml
#       after: 表11
#     - remove: 表9
#     - change: 表3
#       title: 部门支出总体情况表
#       columns:
#         - add: {{heading: 上缴上级支出, where: {{支出类型: 项目支出}}, width: 15}}
#           after: 项目支出
#         - change: 合计
#           sum: [基本支出, 项目支出, 上缴上级支出]
#   entries:
#     sheets:
#       - change: 支出录入
#         rules:
#           - remove: E13
#   checks:
#     - change: X02-1
#       severity: warning
#   registers:
#     - change: 指标
#       columns:
#         - add: {{heading: 评分人, field: 评分人, english: scorer, optional: true}}
#           after: 佐证资料
#   forms:
#     - change: 部门整体绩效目标表
#       columns:
#         - {{change: 指标值, width: 15}}
#   disclosure:
#     lists:
#       - {{change: 收入种类, between: ；}}
#     blocks:
#       - change: 一、主要职能
#         heading: 一、部门职能
#
# Codes go into ../classification (since, until), or come with budgetbook layouts codes import.
""",
}


class NoEarlierYearError(Exception):
    """There is no year that the new one could follow."""


def start_year(folder: OwnFolder, layout: str, year: int, language: str) -> Path:
    """Write the file of a new year; a folder that is not begun yet gets a copy of all layouts first.

    Raises: LayoutError, when there is no such layout; FileExistsError, NoEarlierYearError; OSError.
    """
    listed = list_years(folder.source)
    years = [entry.year for entry in listed if entry.layout == layout]
    if not years:
        known = known_years(listed)
        fault = LayoutFault(
            NO_SUCH_YEAR, str(folder.source), 0, "", layout, "、".join(known), nearest_of(layout, known)
        )
        raise LayoutError([fault])
    if year in years:
        raise FileExistsError(folder.path / layout / f"{year}.yaml")
    earlier = [each for each in years if each < year]
    if not earlier:
        raise NoEarlierYearError
    folder.begin()
    path = folder.path / layout / f"{year}.yaml"
    write_file(path, _TEMPLATES[language].format(layout=layout, year=year, follows=max(earlier)))
    return path
