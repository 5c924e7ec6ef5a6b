"""`budgetbook history`: the versions of a department, and what each changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from generator.cli.exit_codes import ExitCode
from tests.cli.bureau_commands import DAY, collected, database, invoke, put, quick, with_amounts
from tests.collection.region import BEGIN, department
from tests.collection.runs import Run

__all__ = ["database", "quick"]
pytestmark = [pytest.mark.xdist_group("collection"), pytest.mark.usefixtures("quick")]
FIRST = department("101", "教育局", Random(1))
SECOND = with_amounts(FIRST, {0: 1_00, 2: -2_50, 3: 100_000_00})


@pytest.fixture(scope="module")
def three_versions(bureau_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions: accepted, refused, accepted with three other lines; the last one came in first."""
    folder = tmp_path_factory.mktemp("received")
    (folder / "名册.csv").write_text("部门编码,部门名称\n101,教育局\n102,水务局\n", encoding="utf-8")
    put(folder / "一", SECOND, "最终", sent_at=BEGIN + 2 * DAY)
    put(folder / "二", FIRST, "初稿", sent_at=BEGIN)
    put(folder / "二", SECOND, "改", "income", sent_at=BEGIN + DAY)
    return collected(bureau_run, folder, "一", "二")


@pytest.fixture
def received(three_versions: Path, database: Path) -> Path:
    return Path(shutil.copyfile(three_versions, database))


@pytest.mark.parametrize("name", ["教育局", "101", " 教育 局"])
def test_it_lists_the_versions_in_the_order_in_which_they_were_sent(name: str, received: Path) -> None:
    done = invoke("history", name, "--store", received)
    assert done.exit_code == ExitCode.DONE, done.stderr
    listed = [line for line in done.stdout.splitlines() if line.startswith("教育局 2024 年 第 ")]
    assert [line.split()[4] for line in listed] == ["1", "2", "3"]
    assert ["初稿.xlsx" in listed[0], "改.xlsx" in listed[1], "最终.xlsx" in listed[2]] == [True] * 3
    assert ["现行有效" in line for line in listed] == [False, False, True]
    assert ["退回" in line for line in listed] == [False, True, False]


def test_each_version_is_compared_with_the_last_accepted_before_it(received: Path) -> None:
    told = invoke("history", "教育局", "--store", received).stdout
    assert "教育局 第 2 版 ✘ 退回（比第 1 版）" in told
    assert "教育局 第 3 版 ✔ 已通过（比第 1 版）：支出 3 行有变化（+99,998.50）" in told
    assert "（比第 2 版）" not in told


def test_changes_are_told_line_by_line_with_what_they_do_to_the_tables(received: Path) -> None:
    told = invoke("history", "教育局", "--changes", "--store", received, "--lang", "en").stdout
    assert "教育局 version 3 ✔ accepted (against 1): 3 lines of expenditure changed (+99,998.50)" in told
    of_third = told.split("version 3 ✔ accepted (against 1)")[1]
    for place in (0, 2, 3):
        before, after = (each.items[place].fen or 0 for each in (FIRST, SECOND))
        assert f"{before / 100:,.2f}" in of_third
        assert f"{after / 100:,.2f}" in of_third
    assert "表3" in of_third


def test_versions_of_two_rounds_are_not_compared_with_each_other(received: Path, tmp_path: Path) -> None:
    put(tmp_path / "三", with_amounts(SECOND, {1: 7_00}), "二上", sent_at=BEGIN + 9 * DAY)
    assert invoke("collect", tmp_path / "三", "--round", "二上", "--store", received).exit_code == 0
    first, second = (
        invoke("history", "教育局", "--round", name, "--store", received).stdout for name in ("一上", "二上")
    )
    assert first.count("（比第") == 2
    assert second.count("（比第") == 0
    assert "现行有效" in second


def test_a_department_that_sent_nothing_is_told(received: Path) -> None:
    done = invoke("history", "水务局", "--store", received)
    assert (done.exit_code, "没有“水务局”" in done.stderr) == (ExitCode.INPUT, True)
