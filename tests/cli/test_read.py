"""`budgetbook read` as people use it: what it prints, where it writes, how it exits."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from generator import api
from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.reader import reading
from tests.conftest import SAMPLES_FOLDER

SAMPLE = "personnel-only"


def run(*arguments: object, language: str = "zh") -> Result:
    return CliRunner().invoke(make_app(language), ["read", *(str(argument) for argument in arguments)])


@pytest.fixture
def good(tmp_path: Path, sample_workbook: Callable[[str], Path]) -> Path:
    path = tmp_path / "人事局.xlsx"
    shutil.copyfile(sample_workbook(SAMPLE), path)
    return path


@pytest.fixture
def bad(tmp_path: Path, good: Path) -> Path:
    """An amount that is none, saved by a program that computes nothing."""
    path = tmp_path / "改错的.xlsx"
    workbook = openpyxl.load_workbook(good)
    workbook["支出录入"]["I7"] = "abc"
    workbook.save(path)
    return path


def test_a_good_workbook_is_accepted(good: Path) -> None:
    result = run(good)
    assert result.exit_code == ExitCode.DONE
    assert "接收" in result.stdout
    assert "没有发现问题" in result.stdout


def test_a_bad_one_is_refused_and_says_where_and_how_to_mend_it(bad: Path) -> None:
    result = run(bad)
    assert result.exit_code == ExitCode.CHECKS_BROKEN
    assert "支出录入!I7" in result.stdout
    assert "“abc”" in result.stdout
    assert "退回" in result.stdout


def test_it_speaks_english_when_asked_for_after_the_command(bad: Path) -> None:
    result = run(bad, "--lang", "en")
    assert "the amount is not a number" in result.stdout


def test_something_else_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "信.docx"
    path.write_text("您好", encoding="utf-8")
    result = run(path)
    assert result.exit_code == ExitCode.INPUT
    assert "无法读取" in result.stdout


def test_the_worst_of_several_decides_the_exit_code(good: Path, bad: Path, tmp_path: Path) -> None:
    assert run(good, bad).exit_code == ExitCode.CHECKS_BROKEN
    result = run(good, bad, tmp_path / "没有.xlsx")
    assert result.exit_code == ExitCode.INPUT
    assert "共 3 份" in result.stdout


def test_a_folder_stands_for_the_workbooks_in_it(good: Path, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "~$人事局.xlsx").write_bytes(b"")
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    result = run(tmp_path)
    assert "共 2 份" in result.stdout


def test_a_folder_without_workbooks_is_told(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == ExitCode.INPUT
    assert "没有要读取的工作簿" in result.stderr


def test_the_line_items_come_out_as_a_folder_that_build_takes(good: Path, tmp_path: Path) -> None:
    result = run(good, "-o", tmp_path / "out")
    assert result.exit_code == ExitCode.DONE
    (folder,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    again, _ = api.read_folder(folder)
    first, _ = api.read_folder(SAMPLES_FOLDER / SAMPLE)
    assert again.department is not None
    assert first.department is not None
    assert again.department.income == first.department.income
    assert [item.fen for item in again.department.items] == [item.fen for item in first.department.items]


def test_a_refused_workbook_gives_no_folder(bad: Path, tmp_path: Path) -> None:
    run(bad, "-o", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("form", "begins"),
    [("json", "{"), ("csv", "\ufeff"), ("html", "<!doctype html>"), ("text", "改错的.xlsx")],
)
def test_findings_are_printed_in_every_form(bad: Path, form: str, begins: str) -> None:
    result = run(bad, "--format", form)
    assert result.stdout.lower().startswith(begins)
    assert "IN-005" in result.stdout


def test_with_an_output_folder_the_findings_are_a_file_there(bad: Path, tmp_path: Path) -> None:
    result = run(bad, "-o", tmp_path / "out", "--format", "json")
    written = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    (file,) = written["files"]
    assert file["outcome"] == "refused"
    assert file["findings"][0]["place"]["cell"] == "I7"
    assert "支出录入!I7" in result.stdout


def test_the_marked_copy_goes_back(bad: Path, tmp_path: Path) -> None:
    result = run(bad, "--marked", tmp_path / "退回")
    (copy,) = (tmp_path / "退回").iterdir()
    assert copy.name == "改错的-退回.xlsx"
    assert str(copy) in result.output
    submission = api.read_submission(copy)
    assert submission.outcome is api.Outcome.REFUSED
    assert "abc" in str(submission.typed.lists["支出录入"].rows[0].values)


def test_a_marked_copy_that_is_being_mended_is_not_replaced(bad: Path, tmp_path: Path) -> None:
    run(bad, "--marked", tmp_path / "退回")
    (copy,) = (tmp_path / "退回").iterdir()
    before = copy.read_bytes()
    assert run(bad, "--marked", tmp_path / "退回").exit_code == ExitCode.CHECKS_BROKEN
    copy.write_bytes(before + b" ")
    result = run(bad, "--marked", tmp_path / "退回")
    assert result.exit_code == ExitCode.OUTPUT
    assert copy.name in result.stderr
    assert copy.read_bytes() == before + b" "
    assert run(bad, "--marked", tmp_path / "退回", "--overwrite").exit_code == ExitCode.CHECKS_BROKEN
    assert copy.read_bytes() == before


def test_another_year_or_department_than_expected_is_refused(good: Path) -> None:
    result = run(good, "--year", "2025", "--department", "教育局")
    assert result.exit_code == ExitCode.CHECKS_BROKEN
    assert "FORM-004" in result.stdout
    assert "FORM-005" in result.stdout


def test_a_layout_with_mistakes_ends_the_run(good: Path, tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    shutil.copytree(SAMPLES_FOLDER.parent / "layouts", layouts)
    (layouts / "xinjiang" / "checks.yaml").write_text("checks: 1\n", encoding="utf-8")
    assert run(good, "--layouts", layouts).exit_code == ExitCode.LAYOUT


def test_a_fault_of_the_program_does_not_stop_the_other_files(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, real, asked = tmp_path / "0.xlsx", reading.find_places, []
    shutil.copyfile(good, first)

    def fail_once(*given: object) -> object:
        asked.append(given)
        if len(asked) == 1:
            raise ZeroDivisionError("内部错误")
        return real(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(reading, "find_places", fail_once)
    result = run(first, good)
    assert result.exit_code == ExitCode.INPUT
    assert "OPEN-015" in result.stdout
    assert "ZeroDivisionError: 内部错误" in result.stdout
    assert "接收 1" in result.stdout
