"""Registers, a form and a disclosure that are in order, and what the shipped ones say."""

from __future__ import annotations

from pathlib import Path

from tests.layout.small_document import FILES, faults_of, shipped


def test_the_small_files_are_in_order(tmp_path: Path) -> None:
    assert faults_of(tmp_path, FILES) == []


def test_the_shipped_layout_has_registers_forms_and_a_disclosure() -> None:
    layout = shipped()
    assert layout.register("指标").sheet == "绩效指标"
    assert layout.form("部门整体绩效目标表").indicators.of == "部门整体"
    assert layout.disclosure is not None
    assert len(layout.disclosure.blocks) > 100


def test_mistakes_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    files = {
        "registers.yaml": FILES["registers.yaml"].replace("when: 重复 = 1", "when: 重附 = 1"),
        "form.yaml": FILES["form.yaml"].replace('text: "{名目}"', 'text: "{名字}"'),
        "disclosure.yaml": FILES["disclosure.yaml"].replace("{部门}概况", "{部们}概况"),
    }
    assert [(fault.file, fault.found, fault.nearest) for fault in faults_of(tmp_path, files)] == [
        ("form.yaml", "名字", "名目"),
        ("registers.yaml", "重附", "重复"),
        ("disclosure.yaml", "部们", "部门"),
    ]


def test_what_names_registers_that_could_not_be_read_is_not_held_against_them(tmp_path: Path) -> None:
    files = FILES | {"registers.yaml": FILES["registers.yaml"].replace("file: projects", "file: [projects]")}
    (fault,) = faults_of(tmp_path, files)
    assert (fault.code, fault.path) == ("LAY-003", "registers[1].file")
