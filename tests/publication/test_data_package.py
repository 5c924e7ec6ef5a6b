"""The open data: the tables and figures as printed, described so that an independent judge accepts them."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from generator.publication.data_package import NAME, write_data_package
from generator.publication.data_resources import resources
from generator.publication.document import Cell, CellKind, Paragraph, Row, Stretch
from tests.publication.sample_document import STATEMENT, balance, sample

FILES = ["table-01", "table-02", "table-03", "table-08", "statements", "performance-forms", "indicators"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "open"
    write_data_package(sample(), path)
    return path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def described(folder: Path) -> dict[str, Any]:
    about: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return about


def test_an_independent_judge_accepts_the_package(folder: Path) -> None:
    report = Package(str(folder / NAME)).validate()
    assert report.flatten(["type", "message"]) == []
    assert [task.name for task in report.tasks] == FILES


def test_the_judge_would_see_a_changed_figure(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    content = (tmp_path / "table-01.csv").read_bytes()
    (tmp_path / "table-01.csv").write_bytes(content.replace(b"3384.08", b"3384.09", 1))
    report = Package(str(tmp_path / NAME)).validate()
    assert "hash-count" in [kind for (kind,) in report.flatten(["type"])]


def test_tables_are_as_printed(folder: Path) -> None:
    for table, name in zip(sample().tables(), FILES, strict=False):
        found = rows(folder, name)
        assert len(found) == len(table.rows)
        for number, (line, row) in enumerate(zip(found, table.rows, strict=True), 1):
            assert line.pop("行次") == str(number)
            wanted = [
                cell.text.replace(",", "") if cell.kind is CellKind.AMOUNT else cell.text
                for cell in row.cells
            ]
            assert list(line.values()) == wanted
            assert list(line) == list(table.columns)


def test_amounts_are_exact_decimals_with_their_unit_and_codes_are_texts(folder: Path) -> None:
    table = next(each for each in resources(sample()) if each.name == "table-02")
    assert table.rows[0][5] == Decimal("123384.08")
    assert table.rows[0][8] is None
    schema = next(each for each in described(folder)["resources"] if each["name"] == "table-02")["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert (fields["总计"]["type"], fields["总计"]["unit"]) == ("number", "万元")
    assert fields["类"]["type"] == "string"
    assert rows(folder, "table-03")[0]["款"] == "03"


def test_an_empty_table_has_its_columns_and_says_why_it_is_empty(folder: Path) -> None:
    assert rows(folder, "table-08") == []
    about = next(each for each in described(folder)["resources"] if each["name"] == "table-08")
    assert STATEMENT in about["description"]
    types = {field["name"]: field["type"] for field in about["schema"]["fields"]}
    assert types["功能分类科目名称"] == "string"
    assert types["人员经费"] == "number"


def test_every_figure_of_a_sentence_is_there_with_its_place(folder: Path) -> None:
    found = rows(folder, "statements")
    assert len(found) == 2 + 1 + 12 * 7
    line = next(each for each in found if each["含义"] == "行政单位离退休 增减率")
    assert (line["表述"], line["数值"], line["类别"]) == ("89.15%", "89.15", "增减率")
    assert line["部分"].startswith("第三部分")
    assert line["章节"].startswith("二、")
    assert line["小节"].startswith("（一）")
    assert line["表述"] in line["段落"]
    assert [each["来源"] for each in found if each["含义"] == "收支总预算"] == ["表1!D36"]
    assert found[0]["小节"] == ""


def test_indicators_of_merged_cells_are_whole_rows(folder: Path) -> None:
    found = rows(folder, "indicators")
    assert len(found) == 2 + 40
    last = found[-1]
    assert (last["一级指标"], last["二级指标"], last["指标值"]) == ("产出指标", "质量指标", ">=4 批")
    assert found[1]["指标值"] == "'=100%"
    assert {each["项目"] for each in found} == {"", "“放管服工作”及“12345”政务热线保障项目"}


def test_heads_of_forms_state_their_amounts(folder: Path) -> None:
    found = {(each["表"], each["内容"]): each["金额"] for each in rows(folder, "performance-forms")}
    assert found["部门整体绩效目标表", "本级安排"] == "3134.08"
    assert found["项目支出绩效目标表", "年度预算总额"] == "30.16"
    assert found["项目支出绩效目标表", "项目名称"] == ""


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2", "＝1", "'=1", " +1"])
def test_no_text_is_taken_for_a_formula(text: str, tmp_path: Path) -> None:
    cells = (Cell(text, CellKind.NAME), *balance().rows[0].cells[1:])
    table = dataclasses.replace(balance(), rows=(Row(cells),))
    document = dataclasses.replace(sample(), blocks=(table,))
    write_data_package(document, tmp_path)
    assert rows(tmp_path, "table-01")[0]["收入 项目"] == f"'{text}"


def test_a_column_with_words_among_its_amounts_is_text(tmp_path: Path) -> None:
    first, second, *others = balance().rows
    cells = (first.cells[0], Cell("见说明", CellKind.AMOUNT), *first.cells[2:])
    table = dataclasses.replace(balance(), rows=(Row(cells), second, *others))
    write_data_package(dataclasses.replace(sample(), blocks=(table,)), tmp_path)
    assert rows(tmp_path, "table-01")[0]["收入 预算数"] == "见说明"
    assert Package(str(tmp_path / NAME)).validate().valid


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    table = dataclasses.replace(balance(), columns=("项目", "预算数", "项目", "预算数"))
    write_data_package(dataclasses.replace(sample(), blocks=(table,)), tmp_path)
    assert list(rows(tmp_path, "table-01")[0]) == ["行次", "项目", "预算数", "项目 2", "预算数 2"]


def test_a_document_without_forms_and_figures_still_gives_a_valid_package(tmp_path: Path) -> None:
    document = dataclasses.replace(sample(), blocks=(Paragraph((Stretch("无"),)),))
    write_data_package(document, tmp_path)
    assert Package(str(tmp_path / NAME)).validate().valid


def test_the_description_says_who_publishes_and_whether_it_is_a_draft(folder: Path, tmp_path: Path) -> None:
    about = described(folder)
    assert about["contributors"] == [{"title": "新疆巴州人民政府办公室", "role": "publisher"}]
    assert "licenses" not in about
    write_data_package(sample("草稿"), tmp_path)
    assert described(tmp_path)["title"].startswith("草稿：")


def test_checksums_and_bytes_are_those_of_the_files_and_twice_the_same(folder: Path, tmp_path: Path) -> None:
    for resource in described(folder)["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert content.startswith(b"\xef\xbb\xbf")
    written = write_data_package(sample(), tmp_path)
    assert [path.read_bytes() for path in written] == [(folder / path.name).read_bytes() for path in written]
