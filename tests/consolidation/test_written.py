"""What the file of a region holds besides its values: charts, marks of what it is, links, protection."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from generator.consolidation.consolidating import Consolidation, write_consolidation
from generator.workbook.document_properties import REGION_PROPERTY
from tests.oracles.stored import Cells, sheet_states, stored, without_value

pytestmark = pytest.mark.xdist_group("region-file")

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def path(region: Consolidation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("written") / "region.xlsx"
    write_consolidation(region, written)
    return written


@pytest.fixture(scope="module")
def cells(path: Path) -> Cells:
    return stored(path)


def test_every_formula_has_its_value(cells: Cells) -> None:
    assert without_value(cells) == []


def test_charts_read_live_cells_and_store_what_they_show(path: Path, region: Consolidation) -> None:
    with ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        trees = [ElementTree.fromstring(package.read(name)) for name in sorted(parts)]
    assert len(trees) == 4
    for tree in trees:
        for values in tree.iter(f"{CHART}val"):
            (formula,) = [each.text or "" for each in values.iter(f"{CHART}f")]
            assert formula.startswith("图表!$")
            points = [each.text for each in values.iter(f"{CHART}v")]
            assert points
            assert all(points)
    totals = [str(region.consolidated[name]) for name in ("基本支出", "项目支出")]
    kinds = [[each.text or "" for each in next(tree.iter(f"{CHART}val")).iter(f"{CHART}v")] for tree in trees]
    assert [total.rstrip("0") for total in totals] in kinds


def test_the_file_says_that_it_is_no_submission(path: Path) -> None:
    with ZipFile(path) as package:
        properties = package.read("docProps/custom.xml").decode()
    assert f'name="{REGION_PROPERTY}"' in properties
    assert "<vt:lpwstr>projects</vt:lpwstr>" in properties


def test_sheets_stand_in_order(path: Path, cells: Cells) -> None:
    shown = [name for name, state in sheet_states(path).items() if state == "visible"]
    assert shown[:13] == [
        "封面", "目录", "汇总说明", "部门对比", "图表", "抵销", "部门清单", "汇总明细", "汇总收入",
        "汇总上年", "单位信息", "收入录入", "支出录入",
    ]  # fmt: skip
    listed = [cell.value for address, cell in cells["目录"].items() if address.startswith("A")]
    assert set(shown[2:]) <= {"封面", *listed}


def test_every_figure_says_where_it_comes_from(cells: Cells, region: Consolidation) -> None:
    ledger = cells["汇总明细"]
    headings = {
        cell.value: address[:-1]
        for address, cell in ledger.items()
        if address[-1:] == "5" and address[:-1].isalpha()
    }
    row = 6 + next(place for place, each in enumerate(region.spent) if each.member == 3)
    assert ledger[f"{headings['文件']}{row}"].value == region.members[3].file
    assert str(ledger[f"{headings['单元格']}{row}"].value).startswith("支出录入!I")
    assert cells["部门清单"]["G10"].value == region.members[3].digest
