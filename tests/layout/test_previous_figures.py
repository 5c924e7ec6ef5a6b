"""The definitions of last year's figures: every mistake is a fault of the layout, with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api
from generator.layout.codes import codes_by_level
from generator.layout.previous_figures import read_previous_figures
from generator.layout.review import Dimensions
from generator.layout.source import LayoutFault
from generator.resources import layouts_folder

ONE = "figures:\n  - {measure: a, name: {zh: 甲, en: a}, item: b, counts: 支出"
AGAIN = "\n  - {measure: a, name: {zh: 甲, en: a}, "


def faults(folder: Path, text: str) -> list[LayoutFault]:
    (folder / "figures.yaml").write_text(text, encoding="utf-8")
    layout = api.load_layout("xinjiang", 2024)
    codes = codes_by_level(layout.function, layout.economic, layout.year)
    dimensions = Dimensions(layout.sources, codes)
    return read_previous_figures(folder, "figures.yaml", dimensions, layout.entries.unit_kinds)[1]


@pytest.mark.parametrize(
    ("text", "code", "line", "path"),
    [
        ("figures: []\n", "LAY-003", 1, "figures"),
        ("", "LAY-002", 1, ""),
        ("figures: [\n", "LAY-004", 2, ""),
        (f"{ONE}, by: 项}}\n", "LAY-007", 2, "figures[1]"),
        (f"figures:{AGAIN}by: 项, counts: 收入}}\n", "LAY-007", 2, "figures[1]"),
        (f"{ONE}, wher: {{}}}}\n", "LAY-001", 2, "figures[1].wher"),
        (f"{ONE}, where: {{预算: 一般预算}}}}\n", "LAY-001", 2, "figures[1].where.预算"),
        (f"{ONE}, where: {{单位性质: 公司}}}}\n", "LAY-001", 2, "figures[1].where.单位性质"),
        (f"{ONE}}}{AGAIN}item: b, counts: 收入}}\n", "LAY-005", 3, "figures[2]"),
        (f"{ONE}}}{AGAIN}by: 预算, counts: 收入}}\n", "LAY-005", 3, "figures[2]"),
        (f"{ONE}}}{AGAIN.replace('甲', '乙')}item: c, counts: 收入}}\n", "LAY-007", 3, "figures[2].name"),
        (f"{ONE}}}{AGAIN.replace('measure: a', 'measure: b')}item: c, counts: 收入}}\n", "LAY-005", 3,
         "figures[2].name"),
    ],
)  # fmt: skip
def test_a_wrong_definition_is_a_fault(tmp_path: Path, text: str, code: str, line: int, path: str) -> None:
    found = [(fault.code, fault.file, fault.line, fault.path) for fault in faults(tmp_path, text)]
    assert found == [(code, "figures.yaml", line, path)]


def test_the_nearest_word_is_suggested(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{ONE}, wher: {{}}}}\n")[0].nearest == "where"
    assert faults(tmp_path, f"{ONE}, where: {{单位性质: 事业}}}}\n")[0].nearest == "事业单位"


def test_they_are_checked_with_their_layout(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    path = folder / "xinjiang" / "previous_figures.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("30212", "30222"), encoding="utf-8")
    with pytest.raises(api.LayoutError) as raised:
        api.load_layout("xinjiang", 2024, folder)
    assert [(fault.code, fault.file, fault.found) for fault in raised.value.faults] == [
        ("LAY-001", "previous_figures.yaml", "30222")
    ]
    path.unlink()
    with pytest.raises(api.LayoutError) as raised:
        api.load_layout("xinjiang", 2024, folder)
    assert [fault.code for fault in raised.value.faults] == ["LAY-004"]


def test_a_layout_may_do_without(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    path = folder / "xinjiang" / "2024.yaml"
    text = path.read_text(encoding="utf-8").replace("previous_figures: previous_figures.yaml\n", "")
    for word in ("consolidation", "disclosure"):  # they compare with these figures
        text = text.replace(f"{word}: {word}.yaml\n", "")
    path.write_text(text, encoding="utf-8")
    (path.parent / "checks.yaml").write_text("checks: []\n", encoding="utf-8")
    assert api.load_layout("xinjiang", 2024, folder).previous_figures == ()
