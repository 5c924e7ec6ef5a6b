"""How a layout consolidates: every mistake is a fault, with its line and the nearest word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api
from generator.consolidation import naming
from generator.layout.codes import codes_by_level
from generator.layout.consolidation import read_consolidation
from generator.layout.fields import OTHER_SHEETS, REGION_SHEETS
from generator.layout.review import Dimensions
from generator.layout.source import LayoutFault
from generator.resources import layouts_folder
from tests.region import layout

HEAD = "comparison:\n  unit: 万元\n  columns:\n"
ONE = "    - {heading: {zh: 甲, en: a}, counts: 支出}\n"
TWO = "    - {heading: {zh: 乙, en: b}, "
CHARTS = f"{HEAD}{ONE}charts:\n  - {{heading: {{zh: 图, en: c}}, "


def faults(folder: Path, text: str) -> list[LayoutFault]:
    (folder / "consolidation.yaml").write_text(text, encoding="utf-8")
    one = layout()
    dimensions = Dimensions(one.sources, codes_by_level(one.function, one.economic, one.year))
    return read_consolidation(folder, "consolidation.yaml", dimensions, one.previous_figures)[1]


@pytest.mark.parametrize(
    ("text", "code", "line", "path"),
    [
        ("", "LAY-002", 1, ""),
        ("comparison: [\n", "LAY-004", 2, ""),
        ("eliminations: []\n", "LAY-002", 1, ""),
        (f"{HEAD}{ONE}figures: []\n", "LAY-001", 5, "figures"),
        (f"eliminations: [{{source: 上级补助, counterpart: 上级}}]\n{HEAD}{ONE}", "LAY-001", 1,
         "eliminations[1].source"),
        (f"eliminations: [{{source: 上级补助收入, counterpart: 平级}}]\n{HEAD}{ONE}", "LAY-001", 1,
         "eliminations[1].counterpart"),
        (f"eliminations:\n{'  - {source: 上级补助收入, counterpart: 上级}' + chr(10)}"
         f"{'  - {source: 上级补助收入, counterpart: 下级}' + chr(10)}{HEAD}{ONE}", "LAY-005", 3,
         "eliminations[2].source"),
        (HEAD.replace("万元", "亿元") + ONE, "LAY-001", 2, "comparison.unit"),
        ("comparison: {unit: 元, columns: []}\n", "LAY-003", 1, "comparison.columns"),
        (f"{HEAD}{TWO}hidden: true, counts: 支出}}\n", "LAY-002", 3, "comparison.columns"),
        (f"{HEAD}{TWO}counts: 支出, sum: [甲]}}\n", "LAY-007", 4, "comparison.columns[1]"),
        (f"{HEAD}{ONE}{TWO}sum: [甲], where: {{预算: 财政专户}}}}\n", "LAY-007", 5, "comparison.columns[2]"),
        (f"{HEAD}{ONE}{TWO}change: [甲]}}\n", "LAY-007", 5, "comparison.columns[2]"),
        (f"{HEAD}{ONE}{TWO}growth: [甲, 丙]}}\n", "LAY-001", 5, "comparison.columns[2].growth[2]"),
        (f"{HEAD}{ONE}{TWO}change: [甲, 甲]}}\n", "LAY-005", 5, "comparison.columns[2].change[2]"),
        (f"{HEAD}{TWO}sum: [乙]}}\n", "LAY-007", 4, "comparison.columns[1].sum"),
        (f"{HEAD}{ONE}{ONE}", "LAY-005", 5, "comparison.columns[2]"),
        (f"{HEAD}{ONE.replace('甲', '部门')}", "LAY-005", 4, "comparison.columns[1]"),
        (f"{HEAD}{TWO}counts: 收入, where: {{支出类型: 基本支出}}}}\n", "LAY-001", 4,
         "comparison.columns[1].where.支出类型"),
        (f"{HEAD}{TWO}counts: 支出, where: {{预算: 一般预算}}}}\n", "LAY-001", 4,
         "comparison.columns[1].where.预算"),
        (f"{HEAD}{TWO}last_year: {{measure: kinds}}}}\n", "LAY-001", 4,
         "comparison.columns[1].last_year.measure"),
        (f"{HEAD}{TWO}last_year: {{measure: three_public, item: 公务接待}}}}\n", "LAY-001", 4,
         "comparison.columns[1].last_year.item"),
        (f"{HEAD}{TWO}last_year: {{measure: kind_all, item: 基本}}}}\n", "LAY-001", 4,
         "comparison.columns[1].last_year.item"),
        (f"{HEAD}{TWO}last_year: {{mesure: kind_all}}}}\n", "LAY-001", 4,
         "comparison.columns[1].last_year.mesure"),
        (f"{CHARTS}kind: pie, columns: [甲]}}\n", "LAY-001", 6, "charts[1].kind"),
        (f"{CHARTS}kind: parts, columns: [丙]}}\n", "LAY-001", 6, "charts[1].columns[1]"),
        (f"{CHARTS}kind: largest, columns: [甲, 乙]}}\n", "LAY-007", 6, "charts[1]"),
        (f"{CHARTS}kind: years, columns: [甲]}}\n", "LAY-007", 6, "charts[1]"),
        (f"{CHARTS}kind: years, columns: [甲], against: [甲, 乙]}}\n", "LAY-007", 6, "charts[1]"),
        (f"{CHARTS}kind: parts, columns: [甲], against: [甲]}}\n", "LAY-007", 6, "charts[1]"),
    ],
)  # fmt: skip
def test_a_wrong_definition_is_a_fault(tmp_path: Path, text: str, code: str, line: int, path: str) -> None:
    found = [(fault.code, fault.file, fault.line, fault.path) for fault in faults(tmp_path, text)]
    assert (code, "consolidation.yaml", line, path) in found
    assert len({line for _, _, line, _ in found}) == 1


def test_codes_of_last_year_are_not_held_against_this_year(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{HEAD}{TWO}last_year: {{measure: function, item: 2010399}}}}\n") == []


def test_the_nearest_word_is_suggested(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{CHARTS}kind: larges, columns: [甲]}}\n")[0].nearest == "largest"
    assert faults(tmp_path, f"{HEAD}{TWO}cunts: 支出}}\n")[0].nearest == "counts"
    named = f"{HEAD}{ONE.replace('甲', '支出合计')}{TWO}sum: [支出总计]}}\n"
    assert faults(tmp_path, named)[0].nearest == "支出合计"


def test_it_is_checked_with_its_layout(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    path = folder / "xinjiang" / "consolidation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("30217", "30222"), encoding="utf-8")
    with pytest.raises(api.LayoutError) as raised:
        api.load_layout("xinjiang", 2025, folder)
    assert [(fault.code, fault.file, fault.found) for fault in raised.value.faults] == [
        ("LAY-001", "consolidation.yaml", "30222")
    ]
    path.unlink()
    with pytest.raises(api.LayoutError) as raised:
        api.load_layout("xinjiang", 2024, folder)
    assert [fault.code for fault in raised.value.faults] == ["LAY-004"]


def test_a_year_may_name_another_file(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    own = folder / "xinjiang" / "consolidation-2025.yaml"
    own.write_text(f"{HEAD}{ONE}", encoding="utf-8")
    year = folder / "xinjiang" / "2025.yaml"
    year.write_text(year.read_text(encoding="utf-8") + f"consolidation: {own.name}\n", encoding="utf-8")
    later = api.load_layout("xinjiang", 2026, folder).consolidation
    assert later is not None
    assert [column.name for column in later.comparison.columns] == ["甲"]


def test_a_layout_may_do_without(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    path = folder / "xinjiang" / "2024.yaml"
    text = path.read_text(encoding="utf-8").replace("consolidation: consolidation.yaml\n", "")
    path.write_text(text, encoding="utf-8")
    assert api.load_layout("xinjiang", 2024, folder).consolidation is None


def test_tables_cannot_be_called_like_the_sheets_of_a_region() -> None:
    ours = {naming.GUIDE, naming.COMPARISON, naming.CHARTS, naming.ELIMINATIONS, naming.MEMBERS}
    assert ours | {naming.SPENT, naming.RECEIVED, naming.LAST_YEAR} == set(REGION_SHEETS)
    assert not set(REGION_SHEETS) & set(OTHER_SHEETS)
