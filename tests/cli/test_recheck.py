"""`budgetbook recheck`: another layout judges what is in the store; the old judgement stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from generator import bureau
from generator.cli.exit_codes import ExitCode
from tests.cli.bureau_commands import DAY, collected, database, invoke, put, quick
from tests.collection.region import BEGIN, department
from tests.collection.runs import Run
from tests.layout.changed_layout import ChangedLayout

__all__ = ["database", "quick"]
pytestmark = [pytest.mark.xdist_group("collection"), pytest.mark.usefixtures("quick")]


@pytest.fixture(scope="module")
def judged(bureau_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """教育局 accepted twice; 水务局 in force by an accepted explanation; and a broken file."""
    folder = tmp_path_factory.mktemp("received")
    inbox = folder / "收件"
    (folder / "名册.csv").write_text("部门编码,部门名称\n101,教育局\n102,水务局\n", encoding="utf-8")
    put(inbox, department("101", "教育局", Random(1)), "教育局", sent_at=BEGIN)
    put(inbox, department("101", "教育局", Random(2)), "教育局（改）", sent_at=BEGIN + DAY)
    put(inbox, department("102", "水务局", Random(3)), "水务局", "reason")
    (inbox / "坏的.xlsx").write_bytes(b"nothing")
    return collected(bureau_run, folder, "收件")


@pytest.fixture
def received(judged: Path, database: Path) -> Path:
    shutil.copyfile(judged, database)
    waive = ("waive", "水务局", "CHK-002:X17-6", "--reason", "新增", "--store", database)
    assert invoke(*waive).exit_code == ExitCode.DONE
    return database


@pytest.fixture
def layouts(tmp_path: Path) -> ChangedLayout:
    """Training has to agree now."""
    layouts = ChangedLayout(tmp_path)
    layouts.change("checks.yaml", "- id: X17-6\n    severity: warning", "- id: X17-6\n    severity: error")
    return layouts


def count_projects_in_place_of_basic(layouts: ChangedLayout) -> None:
    """A mistake in 表3."""
    layouts.change(
        "tables/03-expenditure-by-function.yaml",
        "{heading: 基本支出, where: {支出类型: 基本支出}, width: 15}",
        "{heading: 基本支出, where: {支出类型: 项目支出}, width: 15}",
    )


def states(database: Path) -> dict[tuple[str, int], tuple[str, bool]]:
    store = bureau.Store.open(str(database))
    return {
        (each.department_name, each.version): (each.state, each.in_force)
        for name in ("教育局", "水务局")
        for each in bureau.submissions_of(store, department=name)
    }


def count(database: Path, relation: str) -> int:
    with bureau.Store.open(str(database)).reading() as connection:
        return int(connection.execute(text(f"SELECT COUNT(*) FROM {relation}")).scalar_one())


BEFORE = {
    ("教育局", 1): ("accepted", False),
    ("教育局", 2): ("accepted", True),
    ("水务局", 1): ("accepted", True),
}


def test_it_says_what_another_layout_changes_and_the_way_back_works(
    received: Path, layouts: ChangedLayout
) -> None:
    assert states(received) == BEFORE
    nothing = invoke("recheck", "--store", received, "--json")
    assert json.loads(nothing.stdout) == {"read": 0, "changed": []}
    readings, runs = count(received, "reading"), count(received, "run")
    options = ("--store", received, "--layouts", layouts.folder, "--by", "李科长")

    data = json.loads(invoke("recheck", *options, "--json").stdout)
    assert data["read"] == 2  # the versions in force, which are the newest ones
    (only,) = data["changed"]
    assert (only["department"], only["version"]) == ("水务局", 1)
    assert only["outcome"] == {"before": "to_explain", "after": "refused"}
    assert codes(only["found"]) == {("CHK-001", "X17-6")}
    assert codes(only["found_no_more"]) == {("CHK-002", "X17-6")}
    assert only["figures"] == []
    assert states(received) == {
        **BEFORE,
        ("水务局", 1): ("refused", False),
    }  # another finding than was waived
    assert (count(received, "reading"), count(received, "run")) == (readings + 2, runs + 1)
    with bureau.Store.open(str(received)).reading() as connection:
        versions = connection.execute(
            text("SELECT DISTINCT layout_version FROM audit WHERE action = 'judged' AND author = '李科长'")
        ).scalars()
        assert list(versions) == [layouts.load().version]

    count_projects_in_place_of_basic(layouts)
    data = json.loads(invoke("recheck", *options, "--all", "--json").stdout)
    assert (data["read"], len(data["changed"])) == (3, 3)
    for each in data["changed"]:
        assert {figure["table"] for figure in each["figures"]} == {"表3"}
        assert {figure["column"] for figure in each["figures"]} == {"合计", "基本支出"}
    assert states(received) == dict.fromkeys(BEFORE, ("refused", False))
    assert json.loads(invoke("recheck", *options, "--all", "--json").stdout)["read"] == 0

    back = invoke("recheck", "--store", received, "--all")
    assert back.exit_code == ExitCode.DONE
    assert "3 份有变化" in back.stdout
    assert "教育局 2024 年 第 1 版：退回 → 接收" in back.stdout
    assert "  不再有 CHK-001:X17-6 表5!F10" in back.stdout
    assert states(received) == BEFORE
    assert count(received, "reading") == readings + 5


def test_it_speaks_english(received: Path, layouts: ChangedLayout) -> None:
    done = invoke("recheck", "--store", received, "--layouts", layouts.folder, "--lang", "en")
    assert "1 changed" in done.stdout
    assert "水务局 2024 version 1: to be explained → returned" in done.stdout
    assert "  found now CHK-001:X17-6 表5!F10" in done.stdout


def codes(found: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(each["code"], each["check"]) for each in found}


def test_layouts_with_mistakes_change_nothing(received: Path, layouts: ChangedLayout) -> None:
    layouts.change("2024.yaml", "tables:", "tabels:")
    runs = count(received, "run")
    done = invoke("recheck", "--store", received, "--layouts", layouts.folder)
    assert done.exit_code == ExitCode.LAYOUT
    assert "2024.yaml" in done.stderr + done.stdout
    assert (states(received), count(received, "run")) == (BEFORE, runs)


def test_another_year_or_round_is_left_alone(received: Path, layouts: ChangedLayout) -> None:
    options = ("--store", received, "--layouts", layouts.folder, "--json")
    for narrowed in (("--year", "2025"), ("--round", "二上")):
        done = invoke("recheck", *options, *narrowed)
        assert done.exit_code == ExitCode.DONE, done.stderr + done.stdout
        assert json.loads(done.stdout)["read"] == 0
    assert states(received) == BEFORE
