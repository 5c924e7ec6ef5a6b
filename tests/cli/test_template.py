"""`budgetbook template` as the bureau's officer uses it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.cli.exit_codes import ExitCode
from tests.cli.test_command_line import budgetbook, change
from tests.conftest import SAMPLES_FOLDER

ISSUE = ("template", "--year", "2025", "--date", "2024-11-25")


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("roster") / "名册.csv"
    path.write_text("部门编码,部门名称\n352,青梧县老干部休养所\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def previous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("previous")
    shutil.copytree(SAMPLES_FOLDER / "personnel-only", folder / "休养所")
    shutil.copytree(SAMPLES_FOLDER / "personnel-only", folder / "别的局")
    change(folder / "别的局" / "department.yaml", "青梧县老干部休养所\n", "青梧县文化馆\n")
    change(folder / "别的局" / "department.yaml", '"352"', '"353"')
    return folder


def test_it_issues_and_tells_what_it_did(roster: Path, previous: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = budgetbook(*ISSUE, "--roster", roster, "--previous", previous, "-o", output)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "PRV-005   别的局：名册里没有这个部门" in done.stdout
    assert "发现 0 处错误，1 处提醒，0 处说明。" in done.stdout
    assert (
        done.stdout.splitlines()[-1] == f"已生成 1 份空白表，在“{output}”；清单 {output / 'manifest.csv'}。"
    )
    assert sorted(path.name for path in output.iterdir()) == [
        "352-青梧县老干部休养所-2025年部门预算.xlsx",
        "manifest.csv",
    ]
    (output / "352-青梧县老干部休养所-2025年部门预算.xlsx").write_bytes(b"filled in")
    again = budgetbook("--lang", "en", *ISSUE, "--roster", roster, "-o", output)
    assert again.returncode == ExitCode.OUTPUT
    assert "    352-青梧县老干部休养所-2025年部门预算.xlsx" in again.stderr
    assert "--overwrite" in again.stderr
    data = json.loads(budgetbook(*ISSUE, "--roster", roster, "-o", output, "--json").stdout)
    assert data["already_there"] == ["352-青梧县老干部休养所-2025年部门预算.xlsx"]
    assert (data["files"], data["manifest"]) == ([], None)


def test_json_holds_findings_and_manifest(roster: Path, previous: Path, tmp_path: Path) -> None:
    done = budgetbook(
        *ISSUE, "--roster", roster, "--previous", previous, "-o", tmp_path, "--json", "--capacity", "30"
    )
    assert done.stderr == ""
    data = json.loads(done.stdout)
    assert [finding["code"] for finding in data["findings"]] == ["PRV-005"]
    (row,) = data["files"]
    assert (row["code"], row["lines"], row["issued_on"]) == ("352", 18, "2024-11-25")
    assert data["manifest"] == str(tmp_path / "manifest.csv")


def test_a_faulty_roster_issues_nothing(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("部门编码,部门名称\n1,甲局\n1,\n", encoding="utf-8")
    done = budgetbook(*ISSUE, "--roster", roster, "-o", tmp_path / "out")
    assert done.returncode == ExitCode.INPUT
    assert "IN-001" in done.stderr
    assert "ROS-003" in done.stderr
    assert "没有生成任何文件" in done.stderr
    assert not (tmp_path / "out").exists()
    data = json.loads(budgetbook(*ISSUE, "--roster", roster, "-o", tmp_path / "out", "--json").stdout)
    assert [finding["code"] for finding in data["findings"]] == ["IN-001", "ROS-003"]


def test_arguments_that_cannot_be(tmp_path: Path) -> None:
    output = ("-o", tmp_path / "out")
    assert budgetbook("template", *output).returncode == ExitCode.USAGE
    assert budgetbook("template", "--year", "2025", "--date", "11/25", *output).returncode == ExitCode.USAGE
    assert budgetbook(*ISSUE, "--capacity", "0", *output).returncode == ExitCode.USAGE
    assert budgetbook(*ISSUE, "--capacity", "1000000", *output).returncode == ExitCode.INPUT
    assert budgetbook(*ISSUE, "--roster", tmp_path / "no.csv", *output).returncode == ExitCode.INPUT
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").write_text("a file")
    assert budgetbook(*ISSUE, *output).returncode == ExitCode.OUTPUT


def test_a_year_without_a_layout_is_a_layout_error(tmp_path: Path) -> None:
    done = budgetbook("template", "--year", "2031", "-o", tmp_path / "out")
    assert done.returncode == ExitCode.LAYOUT
    assert "没有“xinjiang 2031”的布局" in done.stderr
    data = json.loads(budgetbook("template", "--year", "2031", "-o", tmp_path / "out", "--json").stdout)
    assert [fault["code"] for fault in data["faults"]] == ["LAY-008"]
