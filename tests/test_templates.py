"""Issuing (下发): one run gives every department of the roster its blank, and nothing is ever lost."""

from __future__ import annotations

import csv
import datetime
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from generator import api
from generator.issue.blank_writer import BlankWriter
from generator.model.budget import Department
from generator.model.finding import Finding
from generator.resources import layouts_folder
from tests.conftest import SAMPLES_FOLDER
from tests.oracles.stored import stored, without_value

DAY = datetime.date(2024, 11, 25)
ROSTER = SAMPLES_FOLDER / "roster.csv"
ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True)
class Run:
    """What one run gave."""

    folder: Path
    issue: api.Issue
    issued: list[api.Issued]

    @property
    def findings(self) -> list[Finding]:
        return [*self.issue.findings, *(finding for one in self.issued for finding in one.findings)]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    def manifest(self) -> list[dict[str, str]]:
        with (self.folder / api.MANIFEST).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def issue(
    folder: Path,
    roster: Path | None = None,
    previous: Path | None = None,
    overwrite: bool = False,
    date: datetime.date = DAY,
    capacity: int | None = None,
) -> Run:
    read = api.read_issue(2025, date, roster, previous)
    return Run(folder, read, list(api.issue_templates(read, folder, capacity, overwrite)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks that say what they hold and take no time, for what is not about workbooks."""

    def write_blank(writer: BlankWriter, department: Department, path: Path) -> None:
        path.write_text(f"{writer.form} {writer.form.issued_on} {department}", encoding="utf-8")

    monkeypatch.setattr(BlankWriter, "write_blank", write_blank)


def roster(folder: Path, *names: str) -> Path:
    path = folder / "名册.csv"
    path.write_text("\n".join(["部门名称", *names]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The samples of 2024 renewed for 2025, by the roster among the samples."""
    return issue(tmp_path_factory.mktemp("issued") / "2025 年" / "空白表", ROSTER, SAMPLES_FOLDER)


def test_every_department_gets_its_blank(issued: Run) -> None:
    files = sorted(path.name for path in issued.folder.iterdir())
    assert files == sorted([api.MANIFEST, *(row["文件"] for row in issued.manifest())])
    assert "305-沙棠县教育局-2025年部门预算.xlsx" in files
    assert len(files) == 8


def test_the_manifest_tells_what_was_issued(issued: Run) -> None:
    content = (issued.folder / api.MANIFEST).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    row = next(row for row in issued.manifest() if row["部门编码"] == "320")
    blank = (issued.folder / row["文件"]).read_bytes()
    assert row["部门名称"] == "沙棠县农业农村局"
    assert row["预算单位"] == "沙棠县农业农村局；沙棠县农业技术推广站"
    assert (row["联系人"], row["沿用行数"], row["下发日期"]) == ("办公室", "0", "2024-11-25")
    assert row["表样版本"] == str(issued.issue.form)
    assert (row["字节数"], row["文件指纹（SHA-256）"]) == (str(len(blank)), hashlib.sha256(blank).hexdigest())
    carried = next(row for row in issued.manifest() if row["部门编码"] == "352")
    assert int(carried["沿用行数"]) == 18


def test_every_blank_bears_its_form_and_the_day_of_issue(issued: Run) -> None:
    version = f"xinjiang-2025-{issued.issue.layout.version}"
    assert {row["表样版本"] for row in issued.manifest()} == {version}
    for row in issued.manifest():
        book = openpyxl.load_workbook(issued.folder / row["文件"], read_only=True)
        said = {one.name: one.value for one in book.custom_doc_props.props}
        assert (said["budgetbook.form"], said["budgetbook.issued"]) == (version, "2024-11-25")
        sheet, cell = book.defined_names["表样_版本"].attr_text.split("!")
        shown = book[sheet.strip("'")][cell.replace("$", "").split(":")[0]].value
        assert shown == f"{version}，2024-11-25 下发"


def test_what_the_new_year_does_not_have_is_told(issued: Run) -> None:
    ended = [finding for finding in issued.findings if finding.code == "PRV-010"]
    assert {finding.place.file for finding in ended} == {"housing-bureau"}
    assert set(issued.codes) == {"PRV-010"}


def test_a_blank_holds_last_year_s_lines_ready_to_be_overtyped(issued: Run) -> None:
    sheet = openpyxl.load_workbook(issued.folder / "352-青梧县老干部休养所-2025年部门预算.xlsx")["支出录入"]
    headings = next(row for row in sheet.iter_rows(values_only=True) if "备注" in row and "金额（元）" in row)
    at = {heading: place for place, heading in enumerate(headings) if heading}
    lines = [row for row in sheet.iter_rows(values_only=True) if row[at["功能分类科目编码"]] == "2080503"]
    assert len(lines) == 6
    assert {row[at["金额（元）"]] for row in lines} == {None}
    assert lines[0][at["备注"]] == "上年 538,264.20 元"


def test_no_blank_shows_an_error_and_every_formula_has_its_value(issued: Run) -> None:
    anybody = issue(issued.folder.parent / "anybody")
    for path in (*issued.folder.glob("*.xlsx"), *anybody.folder.glob("*.xlsx")):
        cells = stored(path)
        assert without_value(cells) == []
        values = {str(cell.value) for sheet in cells.values() for cell in sheet.values()}
        assert not values & set(ERRORS)


def test_five_hundred_departments_get_each_its_own(tmp_path: Path) -> None:
    units = {f"青山县第{place}局": [f"青山县第{place}局", f"第{place}中心"] for place in range(1, 501)}
    lines = [f"{code},{name},{'；'.join(of)}" for code, (name, of) in enumerate(units.items(), start=1000)]
    path = tmp_path / "roster.csv"
    path.write_text("部门编码,部门名称,预算单位\n" + "\n".join(lines), encoding="utf-8")
    read = api.read_issue(2025, DAY, path)
    files: set[str] = set()
    for code, one in enumerate(api.issue_templates(read, tmp_path / "out"), start=1000):
        blank = tmp_path / "out" / one.row.file
        book = CalamineWorkbook.from_path(str(blank))
        cover = {cell for row in book.get_sheet_by_name("封面").to_python() for cell in row}
        listed = book.get_sheet_by_name("单位信息").to_python(skip_empty_area=False)
        assert {one.row.name, str(code)} <= cover
        assert [row[1] for row in takewhile(lambda row: row[1], listed[12:])] == units[one.row.name]
        files.add(one.row.file)
        blank.unlink()
    assert len(files) == 500


def test_the_same_again_is_the_same_to_the_byte(issued: Run, tmp_path: Path) -> None:
    small = tmp_path / "roster.csv"
    lines = ROSTER.read_text(encoding="utf-8").splitlines()
    small.write_text("\n".join([lines[0], lines[-2]]), encoding="utf-8")
    first = issue(tmp_path / "first", small, SAMPLES_FOLDER)
    before = contents(first.folder)
    assert contents(issue(tmp_path / "first", small, SAMPLES_FOLDER).folder) == before
    assert contents(issue(tmp_path / "second", small, SAMPLES_FOLDER).folder) == before
    (name,) = set(before) - {api.MANIFEST}
    assert (issued.folder / name).read_bytes() == before[name]


def test_without_roster_and_last_year_there_is_one_for_anybody(quick: None, tmp_path: Path) -> None:
    run = issue(tmp_path)
    assert [one.row.file for one in run.issued] == ["2025年部门预算.xlsx"]
    assert (run.issued[0].row.name, run.issued[0].row.units) == ("", ())


def test_without_a_roster_the_departments_of_last_year_are_it(quick: None, tmp_path: Path) -> None:
    run = issue(tmp_path, previous=SAMPLES_FOLDER)
    assert [one.row.code for one in run.issued] == ["", "305", "316", "352", "304"]


def test_a_folder_without_departments_is_no_roster(tmp_path: Path) -> None:
    read = api.read_issue(2025, DAY, previous=tmp_path)
    assert [finding.code for finding in read.findings] == ["ROS-002"]
    assert read.pairs == ()


def test_a_roster_goes_out_though_last_year_is_empty_or_elsewhere(quick: None, tmp_path: Path) -> None:
    names = roster(tmp_path, "测试局")
    (tmp_path / "上年").mkdir()
    run = issue(tmp_path / "out", names, tmp_path / "上年")
    assert (run.codes, len(run.issued)) == (["PRV-001"], 1)
    (tmp_path / "上年" / "测试局.xlsx").write_bytes(b"")
    assert issue(tmp_path / "more", names, tmp_path / "上年").codes == ["PRV-009"]
    read = api.read_issue(2025, DAY, names, tmp_path / "没有")
    assert ([finding.code for finding in read.findings], read.pairs) == (["FILE-001"], ())


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    folder = tmp_path / "上年" / "personnel-only"
    shutil.copytree(SAMPLES_FOLDER / "personnel-only", folder)
    return folder


def test_a_submission_with_errors_is_not_used(quick: None, tmp_path: Path, last_year: Path) -> None:
    change(last_year / "line_items.csv", "538264.20", "很多")
    run = issue(tmp_path / "out", previous=last_year.parent)
    (finding,) = run.findings
    assert (finding.code, finding.place.file) == ("PRV-009", "personnel-only")
    assert dict(finding.details)["first_zh"] == "IN-005 line_items.csv 第 2 行“amount_yuan” 金额不是数字"
    assert (run.issued[0].row.name, run.issued[0].row.lines) == ("青梧县老干部休养所", 0)


def test_a_submission_of_another_layout_is_not_used(quick: None, tmp_path: Path, last_year: Path) -> None:
    change(last_year / "department.yaml", "xinjiang", "elsewhere")
    run = issue(tmp_path / "out", previous=last_year.parent)
    assert (run.codes, run.issued[0].row.lines) == (["PRV-013"], 0)


def test_a_submission_of_another_year_is_not_used(quick: None, tmp_path: Path, last_year: Path) -> None:
    change(last_year / "department.yaml", "year: 2024", "year: 2022")
    run = issue(tmp_path / "out", roster(tmp_path, "青梧县老干部休养所"), last_year.parent)
    assert (run.codes, run.issued[0].row.lines) == (["PRV-004"], 0)


def test_a_filled_in_file_is_never_lost(quick: None, tmp_path: Path) -> None:
    names = roster(tmp_path, "甲局", "乙局", "丙局")
    first = issue(tmp_path / "out", names)
    filled, gone = first.folder / first.issue.files[0], first.folder / first.issue.files[1]
    filled.write_text("filled in", encoding="utf-8")
    gone.unlink()
    before = contents(first.folder)
    with pytest.raises(api.AlreadyThereError) as raised:
        issue(tmp_path / "out", names)
    assert raised.value.files == (filled.name,)
    assert contents(first.folder) == before
    again = issue(tmp_path / "out", names, overwrite=True)
    assert filled.read_text(encoding="utf-8") != "filled in"
    assert [one.row for one in again.issued] == [one.row for one in first.issued]


def test_blanks_that_are_there_already_are_not_written_again(quick: None, tmp_path: Path) -> None:
    first = issue(tmp_path / "out", roster(tmp_path, "甲局"))
    path = first.folder / first.issue.files[0]
    written = path.stat().st_mtime_ns, path.stat().st_ino
    more = issue(tmp_path / "out", roster(tmp_path, "甲局", "乙局"))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    assert [row["部门名称"] for row in more.manifest()] == ["甲局", "乙局"]


@pytest.mark.parametrize("manifest", ["部门,备注\n甲局,已领\n", "\x00\xff"])
def test_a_manifest_that_is_not_ours_is_never_lost(quick: None, tmp_path: Path, manifest: str) -> None:
    (tmp_path / api.MANIFEST).write_text(manifest, encoding="utf-16")
    with pytest.raises(api.AlreadyThereError) as raised:
        issue(tmp_path)
    assert raised.value.files == (api.MANIFEST,)


def test_a_manifest_of_other_departments_is_never_lost(quick: None, tmp_path: Path) -> None:
    issue(tmp_path / "out", roster(tmp_path, "甲局"))
    with pytest.raises(api.AlreadyThereError) as raised:
        issue(tmp_path / "out", roster(tmp_path, "乙局"))
    assert raised.value.files == (api.MANIFEST,)
    assert not (tmp_path / "out" / "乙局-2025年部门预算.xlsx").exists()


def test_text_of_the_manifest_is_no_formula(quick: None, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("部门编码,部门名称,联系人\n-1,+局,@SUM(A1)\n", encoding="utf-8")
    run = issue(tmp_path / "out", path)
    (row,) = run.manifest()
    assert (row["部门编码"], row["部门名称"], row["联系人"]) == ("'-1", "'+局", "'@SUM(A1)")
    assert row["文件"] == "_-1-+局-2025年部门预算.xlsx"
    assert (run.folder / row["文件"]).exists()
    assert issue(tmp_path / "out", path).manifest() == run.manifest()


def test_an_interrupted_run_leaves_whole_files_only_and_can_be_repeated(
    quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = roster(tmp_path, "甲局", "乙局")
    whole: Callable[[BlankWriter, Department, Path], None] = BlankWriter.write_blank

    def interrupted(writer: BlankWriter, department: Department, path: Path) -> None:
        if department.name == "乙局":
            raise KeyboardInterrupt
        whole(writer, department, path)

    monkeypatch.setattr(BlankWriter, "write_blank", interrupted)
    with pytest.raises(KeyboardInterrupt):
        issue(tmp_path / "out", names)
    assert list(contents(tmp_path / "out")) == ["甲局-2025年部门预算.xlsx"]
    monkeypatch.setattr(BlankWriter, "write_blank", whole)
    assert len(issue(tmp_path / "out", names).issued) == 2


def test_departments_are_made_one_after_the_other(quick: None, tmp_path: Path) -> None:
    read = api.read_issue(2025, DAY, roster(tmp_path, "甲局", "乙局"))
    done: list[str] = []
    run = api.issue_templates(read, tmp_path / "out", progress=lambda one: done.append(one.row.name))
    assert not (tmp_path / "out").exists()
    next(run)
    assert done == ["甲局"]
    assert list(contents(tmp_path / "out")) == ["甲局-2025年部门预算.xlsx"]


def test_capacity_is_the_least_that_a_blank_has() -> None:
    read = api.read_issue(2025, DAY)
    writer = BlankWriter(read.layout, read.form, 40)
    assert writer.room(Department("", 2025, ())).items == 40
    sample = api.read_folder(SAMPLES_FOLDER / "education-bureau")[0].department
    assert sample is not None
    assert writer.room(sample).items >= len(sample.items)
    with pytest.raises(api.CapacityError):
        BlankWriter(read.layout, read.form, 1_000_000)


def test_a_folder_that_cannot_be_is_an_error(quick: None, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FileExistsError):
        issue(tmp_path / "out")


def test_a_year_without_a_layout_is_refused() -> None:
    with pytest.raises(api.LayoutError):
        api.read_issue(2031, DAY, layouts=layouts_folder())
