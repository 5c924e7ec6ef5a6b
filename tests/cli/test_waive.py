"""`budgetbook waive` as the bureau's officer uses it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from generator import bureau
from generator.cli.exit_codes import ExitCode
from tests.cli.bureau_commands import DAY, collected, database, invoke, put, quick
from tests.collection.region import BEGIN, department
from tests.collection.runs import Run

__all__ = ["database", "quick"]
pytestmark = [pytest.mark.xdist_group("collection"), pytest.mark.usefixtures("quick")]
FIRST = department("101", "教育局", Random(1))


@pytest.fixture(scope="module")
def three_departments(bureau_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One has something to explain, one a check that is broken, one a wrong entry."""
    folder = tmp_path_factory.mktemp("received")
    lines = "部门编码,部门名称\n101,教育局\n102,水务局\n103,林业站\n"
    (folder / "名册.csv").write_text(lines, encoding="utf-8")
    put(folder / "收件", FIRST, "教育局", "reason")
    put(folder / "收件", department("102", "水务局", Random(2)), "水务局", "income")
    put(folder / "收件", department("103", "林业站", Random(3)), "林业站", "text")
    return collected(bureau_run, folder, "收件")


@pytest.fixture
def received(three_departments: Path, database: Path) -> Path:
    return Path(shutil.copyfile(three_departments, database))


def state(database: Path, name: str) -> tuple[str, bool]:
    """How the only version of a department stands, and whether it is in force."""
    (version,) = bureau.submissions_of(bureau.Store.open(str(database)), department=name)
    return version.state, version.in_force


def test_without_findings_it_lists_what_can_pass(received: Path) -> None:
    done = invoke("waive", "教育局", "--store", received)
    assert done.exit_code == ExitCode.DONE
    assert "教育局 第 1 版可以放行的：" in done.stdout
    assert re.search(r"^  CHK-002:X17-6  认可说明  表5 2050803 .*相差", done.stdout, re.MULTILINE)
    assert "（见" not in done.stdout
    english = invoke("waive", "102", "--store", received, "--lang", "en").stdout
    assert "What can be waived of version 1 of 水务局:" in english
    assert "CHK-001:" in english
    nothing = invoke("waive", "林业站", "--store", received)
    assert nothing.exit_code == ExitCode.DONE
    assert "要改的录入问题只能由部门改正" in nothing.stdout


def test_an_explanation_is_accepted_listed_and_taken_back(received: Path) -> None:
    options = ("--store", received, "--by", "李科长")
    done = invoke("waive", "教育局", "CHK-002:X17-6", "--reason", "新增培训", *options)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert done.stdout.startswith("第 1 号 认可说明 CHK-002:X17-6  表5 2050803")
    assert state(received, "教育局") == ("accepted", True)
    listed = invoke("waive", "--store", received).stdout
    assert "1  认可说明  教育局 2024 一上  CHK-002:X17-6  新增培训（李科长）" in listed
    assert invoke("waive", "--end", 1, *options).exit_code == ExitCode.USAGE
    ended = invoke("waive", "--end", 1, "--reason", "材料不全", *options)
    assert (ended.exit_code, ended.stdout) == (ExitCode.DONE, "第 1 号已撤回。\n")
    assert state(received, "教育局") == ("to_explain", False)
    again = invoke("waive", "--end", 1, "--reason", "材料不全", *options, "--lang", "en")
    assert (again.exit_code, again.stderr) == (ExitCode.INPUT, "No number 1 holds today.\n")
    assert "没有有效的豁免" in invoke("waive", "--store", received).stdout


def test_a_broken_check_is_waived_by_its_name_with_all_that_has_to_be(received: Path) -> None:
    names = re.findall(r"^  (CHK-\S+)", invoke("waive", "水务局", "--store", received).stdout, re.MULTILINE)
    assert "CHK-001:B01" in names
    done = invoke("waive", "水务局", *names, "--reason", "批复如此", "--store", received)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert done.stdout.count("豁免 CHK-001:B01") == 1
    assert state(received, "水务局") == ("accepted", True)


def test_what_cannot_be_waived_is_told_and_nothing_is_done(received: Path) -> None:
    reason = ("--reason", "算了", "--store", received)
    for department_name, findings, words in (
        ("林业站", ["IN-005"], "没有“IN-005”，或者这一条不能放行"),
        ("教育局", ["CHK-002:X17-6", "CHK-001:B01"], "没有“CHK-001:B01”"),
    ):
        done = invoke("waive", department_name, *findings, *reason)
        assert (done.exit_code, words in done.stderr) == (ExitCode.USAGE, True), done.stderr
    without = invoke("waive", "教育局", "CHK-002:X17-6", "--store", received)
    assert (without.exit_code, "请写理由" in without.stderr) == (ExitCode.USAGE, True)
    unknown = invoke("waive", "园林处", "X", *reason)
    assert (unknown.exit_code, "没有“园林处”" in unknown.stderr) == (ExitCode.INPUT, True)
    assert "没有有效的豁免" in invoke("waive", "--store", received).stdout


def test_the_day_until_which_it_holds_is_shown_and_kept_to(received: Path) -> None:
    arguments = ("waive", "教育局", "CHK-002:X17-6", "--reason", "x", "--store", received)
    assert invoke(*arguments, "--until", "2099-12-31").exit_code == ExitCode.DONE
    assert "2099-12-31" in invoke("waive", "--store", received).stdout
    assert state(received, "教育局") == ("accepted", True)


def test_a_file_that_names_two_departments_is_not_taken_for_either(received: Path, tmp_path: Path) -> None:
    put(tmp_path / "二", department("101", "水务局", Random(9)), "两个部门", "income", BEGIN + DAY)
    assert invoke("collect", tmp_path / "二", "--store", received).exit_code == ExitCode.DONE
    for name in ("教育局", "101"):
        listed = invoke("waive", name, "--store", received).stdout
        assert "教育局 第 1 版可以放行的：" in listed
        assert "CHK-001:B01" not in listed


def test_a_day_that_is_past_is_refused(received: Path) -> None:
    done = invoke(
        "waive", "教育局", "CHK-002:X17-6", "--reason", "x", "--until", "2020-01-01", "--store", received
    )
    assert (done.exit_code, "2020-01-01 已经过去" in done.stderr) == (ExitCode.USAGE, True)
    assert "没有有效的豁免" in invoke("waive", "--store", received).stdout


def test_what_is_waived_is_not_waived_once_more(received: Path) -> None:
    arguments = ("waive", "教育局", "CHK-002:X17-6", "--reason", "x", "--store", received)
    assert invoke(*arguments).exit_code == ExitCode.DONE
    again = invoke(*arguments)
    assert (again.exit_code, "已经放行（第 1 号）" in again.stderr) == (ExitCode.USAGE, True)
    assert invoke("waive", "--store", received).stdout.count("CHK-002:X17-6") == 1


def test_a_waiver_holds_when_the_roster_renames_the_department(received: Path, tmp_path: Path) -> None:
    arguments = ("waive", "教育局", "CHK-002:X17-6", "--reason", "x", "--store", received)
    assert invoke(*arguments).exit_code == ExitCode.DONE
    renamed = tmp_path / "新名册.csv"
    renamed.write_text("部门编码,部门名称\n101,教育和体育局\n", encoding="utf-8")
    assert invoke("collect", "--roster", renamed, "--store", received).exit_code == ExitCode.DONE
    assert state(received, "教育和体育局") == ("accepted", True)
