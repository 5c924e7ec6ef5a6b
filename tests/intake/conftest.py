"""A small department that is in order, and the lists it is checked against."""

import pytest

from generator.intake import Classifications, read_department
from generator.model.classification import load_code_list
from generator.model.funding import load_funding_sources
from generator.resources import layouts_folder

DEPARTMENT = """\
name: 测试局
year: 2024
units:
  - {name: 测试局本级, code: "001", kind: 行政单位}
  - {name: 测试中心, kind: 事业单位}
"""
LINE_ITEMS = """\
unit,function_code,function_name,economic_code,economic_name,expenditure_kind,project,fund_source,amount_yuan,note
测试局本级,2010301,行政运行,30101,基本工资,基本支出,,一般财力,1200.50,
测试中心,2010302,,30201,,项目支出,档案整理,事业收入,300,合同
"""
INCOME = """\
unit,fund_source,amount_yuan
测试局本级,一般财力,1200.50
测试中心,事业收入,300
"""
PREVIOUS_YEAR = """\
measure,item,amount_yuan
function,2010301,1000
"""


@pytest.fixture(scope="session")
def classifications():
    folder = layouts_folder()
    return Classifications(
        load_code_list(folder / "classification" / "function.csv", "支出功能分类"),
        load_code_list(folder / "classification" / "economic_department.csv", "部门预算支出经济分类"),
        load_funding_sources(folder / "xinjiang" / "funding_sources.csv"),
    )


@pytest.fixture
def folder(tmp_path):
    """A department's folder with everything in order."""
    folder = tmp_path / "测试局"
    folder.mkdir()
    (folder / "department.yaml").write_text(DEPARTMENT, encoding="utf-8")
    (folder / "line_items.csv").write_text(LINE_ITEMS, encoding="utf-8")
    (folder / "income.csv").write_text(INCOME, encoding="utf-8")
    (folder / "previous_year.csv").write_text(PREVIOUS_YEAR, encoding="utf-8")
    return folder


@pytest.fixture
def read(folder, classifications):
    return lambda: read_department(folder, classifications)
