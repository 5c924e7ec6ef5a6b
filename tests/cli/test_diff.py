"""`budgetbook diff`: what it reads, prints and writes, and how it exits."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator import api
from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.messages import finding
from generator.model.finding import Place
from generator.reader.submission import Outcome, Submission, Told, Typed, TypedList, TypedRow
from tests.conftest import SAMPLES_FOLDER

SAMPLE = SAMPLES_FOLDER / "personnel-only"


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(make_app("zh"), ["diff", *map(str, arguments)])


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the sample in which the first line item costs 1,000.00 yuan more."""
    folder = tmp_path / "edited"
    shutil.copytree(SAMPLE, folder)
    path = folder / "line_items.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    rows[0]["amount_yuan"] = f"{float(rows[0]['amount_yuan']) + 1000:.2f}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture
def returned(monkeypatch: pytest.MonkeyPatch) -> Callable[[Submission], None]:
    """Makes every workbook that is read end in this submission."""

    def read_as(submission: Submission) -> None:
        monkeypatch.setattr(api, "read_submission", lambda path, layouts=None: submission)

    return read_as


def submission(unread: int = 0) -> Submission:
    """The sample as a workbook that was read, with so many rows that were not."""
    intake, layout = api.read_folder(SAMPLE)
    department = intake.department
    assert department is not None
    lists = {}
    for name, rows in (("单位", department.units), ("收入", department.income), ("支出", department.items)):
        sheet = layout.entry_sheet(name).sheet
        count = len(rows) + (unread if name == "支出" else 0)
        lists[sheet] = TypedList(
            sheet, ("单位",), tuple(TypedRow(sheet, row, ("甲",)) for row in range(count))
        )
    outcome = Outcome.REFUSED if unread else Outcome.ACCEPTED
    return Submission("甲.xlsx", "a" * 64, outcome, None, layout, department, typed=Typed({}, lists))


def test_a_folder_does_not_differ_from_itself() -> None:
    done = diff(SAMPLE, SAMPLE)
    assert done.exit_code == ExitCode.DONE, done.output
    assert "没有差别" in done.stdout
    assert done.stderr == ""


def test_a_difference_is_told_and_ends_in_1(edited: Path) -> None:
    done = diff(SAMPLE, edited)
    assert done.exit_code == ExitCode.DIFFERENT
    assert "支出 1 行有变化：金额变动 1；支出合计 2,851,678.42 → 2,852,678.42，+1,000.00" in done.stdout
    assert "【表5 一般公共预算支出情况表（万元）】总计 285.17 → 285.27（+0.10）" in done.stdout


def test_it_speaks_english(edited: Path) -> None:
    assert "1 lines changed (1 amount)" in diff(SAMPLE, edited, "--lang", "en").stdout


def test_json_and_csv_are_for_programs(edited: Path) -> None:
    done = diff(SAMPLE, edited, "--format", "json")
    assert done.exit_code == ExitCode.DIFFERENT
    assert json.loads(done.stdout)["items"]["total"]["change"] == "1000.00"
    listed = diff(edited, SAMPLE, "--format", "csv").stdout_bytes.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(listed, newline="")))
    assert (rows[0]["范围"], rows[0]["增减"]) == ("支出", "-1000.00")


def test_a_workbook_is_the_same_as_the_folder_it_was_built_from(sample_workbook) -> None:
    path = sample_workbook("personnel-only")
    done = diff(path, SAMPLE)
    assert done.exit_code == ExitCode.DONE, done.output
    assert f"原  {path}  青梧县老干部休养所（352），2024 年" in done.stdout


def test_of_a_workbook_with_errors_what_is_sound_is_compared(returned, tmp_path: Path) -> None:
    returned(submission(unread=3))
    done = diff(SAMPLE, tmp_path / "甲.xlsx")
    assert done.exit_code == ExitCode.DIFFERENT
    assert "甲.xlsx 有 3 行没有读入（支出录入 3 行）" in done.stdout
    assert "读入的部分没有差别" in done.stdout


def test_what_cannot_be_read_ends_in_3_and_says_why(returned, edited: Path, tmp_path: Path) -> None:
    told = (Told(finding("FILE-012", Place("甲.xlsx"))),)
    returned(replace(submission(), department=None, outcome=Outcome.UNREADABLE, told=told))
    lines = (edited / "line_items.csv").read_text(encoding="utf-8")
    (edited / "line_items.csv").write_text(lines.replace("30101", "3010", 1), encoding="utf-8")
    done = diff(edited, tmp_path / "甲.xlsx")
    assert done.exit_code == ExitCode.INPUT
    assert done.stdout == ""
    for expected in (str(edited), "CODE-005", "甲.xlsx", "FILE-012"):
        assert expected in done.stderr
    data = json.loads(diff(edited, tmp_path / "甲.xlsx", "--format", "json").stdout)
    assert data["equal"] is None
    assert [each["name"] for each in data["unreadable"]] == [str(edited), str(tmp_path / "甲.xlsx")]
    assert all(each["findings"] for each in data["unreadable"])


def test_a_year_without_a_layout_is_a_layout_error(edited: Path) -> None:
    facts = edited / "department.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2024", "2031", 1), encoding="utf-8")
    assert diff(SAMPLE, edited).exit_code == ExitCode.LAYOUT


def test_the_difference_goes_to_a_file_of_the_right_kind(edited: Path, tmp_path: Path) -> None:
    path = tmp_path / "差异.csv"
    done = diff(SAMPLE, edited, "--format", "csv", "-o", path)
    assert done.exit_code == ExitCode.DIFFERENT
    assert str(path) in done.stdout
    assert path.read_bytes().startswith('\ufeff"范围"'.encode())
    assert b"\r\r\n" not in path.read_bytes()


@pytest.mark.parametrize("name", ["甲.xlsx", "差异", "差异.json"])
def test_another_ending_is_refused_before_anything_is_read(edited: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("what stood there before")
    assert diff(edited, "nowhere", "--format", "csv", "-o", path).exit_code == ExitCode.USAGE
    assert path.read_text() == "what stood there before"


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = diff(SAMPLE, SAMPLE, "-o", tmp_path / "no" / "差异.txt")
    assert done.exit_code == ExitCode.OUTPUT
    assert "差异.txt" in done.stderr


def test_a_command_that_is_not_understood_ends_in_2() -> None:
    assert diff(SAMPLE).exit_code == ExitCode.USAGE
    assert diff(SAMPLE, SAMPLE, "--format", "pdf").exit_code == ExitCode.USAGE


def test_too_many_lines_for_a_workbook_are_said(returned, tmp_path: Path) -> None:
    read = submission()
    assert read.department is not None
    units = tuple(replace(read.department.units[0], name=f"单位{place}", code="") for place in range(950))
    returned(replace(read, department=replace(read.department, units=units, items=(), income=())))
    done = diff(SAMPLE, tmp_path / "甲.xlsx")
    assert done.exit_code == ExitCode.INPUT
    assert "950" in done.stderr
