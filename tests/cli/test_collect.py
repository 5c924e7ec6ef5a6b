"""`budgetbook collect` as the bureau's officer uses it: what it prints, how it exits, what stays."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from generator.cli.exit_codes import ExitCode
from generator.store import address
from generator.store.migrations import VERSION_TABLE
from generator.store.store import Store
from generator.store.submissions import submissions
from tests.cli.bureau_commands import DAY, database, invoke, put, quick, with_amounts
from tests.collection.region import BEGIN, Region, department
from tests.collection.runs import COMMAND, Run
from tests.layout.changed_layout import ChangedLayout
from tests.stores import Dump, difference, store_dump

__all__ = ["database", "quick"]
pytestmark = [pytest.mark.xdist_group("collection"), pytest.mark.usefixtures("quick")]
FIRST = department("101", "教育局", Random(1))


def test_it_says_what_came_in_and_what_to_look_at(small_region: Region, database: Path) -> None:
    done = invoke("collect", small_region.inbox, "--roster", small_region.roster, "--store", database)
    assert done.exit_code == ExitCode.DONE, done.stderr
    lines = done.stdout.splitlines()
    identical = small_region.files - len(small_region.distinct)
    assert lines[0] == f"收件 {small_region.files} 个，存入 {database}"
    outcomes = [line for line in lines[1:] if re.fullmatch(r"  [✔▲✘？] \S+ \d+", line)]
    assert [int(line.split()[-1]) for line in outcomes] == [
        each for each in small_region.new.values() if each
    ]
    assert any(line.startswith("  ＝ ") and f" {identical}（" in line for line in lines)
    assert f"  另有 {small_region.others} 个文件不是工作簿，没有读" in lines
    assert any(line.endswith("打包.rar：这种压缩包不能直接读，请解开，或者改用 .zip") for line in lines)
    again = invoke("--lang", "en", "collect", small_region.inbox, "--store", database, "--lang", "en")
    assert again.stdout.splitlines()[:2] == [
        f"{small_region.files} workbooks collected into {database}",
        f"  = the same, byte for byte, as what had come before {small_region.files} (not counted again)",
    ]
    assert "resubmissions" not in again.stdout


def test_json_has_the_counts_and_what_was_left_out(small_region: Region, database: Path) -> None:
    done = invoke("collect", small_region.inbox, "--store", database, "--json")
    data = json.loads(done.stdout)
    small_region.assert_counted(data)
    assert [each["reason"] for each in data["left_out_files"]].count("archive_kind") == 1
    assert len(data["left_out_files"]) == small_region.left_out
    assert {each["department"] for each in data["resubmissions"]} == {
        sender.name for sender in small_region.resubmitted
    }
    assert (
        json.loads(invoke("collect", small_region.inbox, "--store", database, "--json").stdout)[
            "resubmissions"
        ]
        == []
    )


class TestResubmission:
    """A department changes three lines and sends its workbook again."""

    SECOND = with_amounts(FIRST, {0: 1_00, 2: -2_50, 3: 100_000_00})

    def collect(self, tmp_path: Path, database: Path, *options: str) -> str:
        roster = tmp_path / "名册.csv"
        roster.write_text("部门编码,部门名称\n101,教育局\n102,水务局\n", encoding="utf-8")
        put(tmp_path / "一", FIRST, "教育局")
        assert invoke("collect", tmp_path / "一", "--roster", roster, "--store", database).exit_code == 0
        put(tmp_path / "二", self.SECOND, "教育局（改）", sent_at=BEGIN + DAY)
        done = invoke("collect", tmp_path / "二", "--store", database, *options)
        assert done.exit_code == ExitCode.DONE, done.stderr
        return done.stdout

    def test_the_lines_and_what_they_do_to_the_tables_are_told(self, tmp_path: Path, database: Path) -> None:
        told = self.collect(tmp_path, database)
        assert "重报 1 份，与当时有效的一版相比：" in told
        assert (
            "教育局 第 2 版 ✔ 已通过（比第 1 版）："
            "支出 3 行有变化（+99,998.50），收入 2 行有变化（+99,998.50）" in told
        )
        for place in (0, 2, 3):
            before, after = (each.items[place].fen or 0 for each in (FIRST, self.SECOND))
            for fen in (before, after):
                assert f"{fen / 100:,.2f}" in told
        assert "表1" in told
        assert "表3" in told

    def test_json_has_every_figure(self, tmp_path: Path, database: Path) -> None:
        (change,) = json.loads(self.collect(tmp_path, database, "--json"))["resubmissions"]
        assert (change["department"], change["before"], change["after"]) == ("教育局", 1, 2)
        assert (change["state"], change["year"], change["round"]) == ("accepted", 2024, "一上")
        lists = change["lists"]
        assert (lists["items"]["fen"], lists["income"]["fen"]) == (99_998_50, 99_998_50)
        assert Counter(each["change"] for each in lists["items"]["lines"]) == Counter(
            ["1.00", "-2.50", "100000.00"]
        )
        assert {each["after"]["economic"] for each in lists["items"]["lines"]} == {
            FIRST.items[place].economic_code for place in (0, 2, 3)
        }
        assert (len(lists["income"]["lines"]), lists["previous"]["lines"]) == (2, [])
        totals = [
            each["after_fen"] - each["before_fen"]
            for each in change["figures"]
            if each["table"] == "表3" and each["column"] == "合计"
        ]
        assert 99_998_50 in totals
        assert all(each["before_fen"] != each["after_fen"] for each in change["figures"])


def test_places_that_are_not_there_are_all_told_and_nothing_is_made(tmp_path: Path, database: Path) -> None:
    for language, words in (("zh", "没有这个文件或文件夹"), ("en", "There is no such file or folder")):
        done = invoke("collect", tmp_path / "甲", tmp_path / "乙", "--store", database, "--lang", language)
        assert done.exit_code == ExitCode.INPUT
        assert done.stderr.count(words) == 2
    assert not database.exists()


def test_a_roster_with_errors_ends_it_before_anything_is_made(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    roster = tmp_path / "名册.csv"
    roster.write_text("部门编码,部门名称\n101,教育局\n101,水务局\n102,教育局\n", encoding="utf-8")
    done = invoke("collect", tmp_path / "收件", "--roster", roster, "--store", database)
    assert done.exit_code == ExitCode.INPUT
    assert "ROS-003" in done.stderr
    assert "ROS-004" in done.stderr
    assert not database.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--due", "2024-11-30"], "请写预算年度"),
        (["--round", " "], "上报轮次（--round）写得不对"),
        (["--round", "上" * 41], "上报轮次（--round）写得不对"),
        (["--store", "mysql://host/x"], "写得不对：写一个文件名，或者 postgresql://"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    options: list[str], words: str, tmp_path: Path, database: Path
) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    done = invoke("collect", tmp_path / "收件", "--store", database, *options)
    assert (done.exit_code, words in done.stderr) == (ExitCode.USAGE, True), done.stderr
    assert not database.exists()


@pytest.mark.parametrize("command", ["history 教育局", "status", "waive", "recheck"])
def test_a_store_that_is_not_there_is_told_and_not_made(command: str, database: Path) -> None:
    done = invoke(*command.split(), "--store", database)
    assert done.exit_code == ExitCode.INPUT
    assert f"没有这个收件库：{database}" in done.stderr
    assert (
        f"no such store: {database}" in invoke(*command.split(), "--store", database, "--lang", "en").stderr
    )
    assert not database.exists()


def test_the_store_may_be_named_by_a_variable(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGETBOOK_STORE", str(database))
    put(tmp_path / "收件", FIRST, "教育局")
    assert invoke("collect", tmp_path / "收件").exit_code == ExitCode.DONE
    assert "第 1 版" in invoke("history", "教育局").stdout


def test_stores_that_cannot_be_used_are_told_in_both_languages(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    letter, other, newer = tmp_path / "信.txt", tmp_path / "别的.db", tmp_path / "新的.db"
    letter.write_text("您好" * 100, encoding="utf-8")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE tasks (id INTEGER)")
    connection.close()
    with Store.open(str(newer), create=True).writing() as writing:
        writing.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    for path, chinese, english in (
        (letter, "不是 budgetbook 的收件库", "is no store of budgetbook"),
        (other, "不是 budgetbook 的收件库", "is no store of budgetbook"),
        (newer, "请升级 budgetbook", "Please upgrade budgetbook"),
        (tmp_path / "没有" / "x.db", "打不开收件库", "cannot be opened"),
        ("postgresql://bureau:geheim@127.0.0.1:1/x", "打不开收件库", "cannot be opened"),
    ):
        for language, words in (("zh", chinese), ("en", english)):
            done = invoke("collect", tmp_path / "收件", "--store", path, "--lang", language)
            assert (done.exit_code, words in done.stderr) == (ExitCode.INPUT, True), done.stderr
            assert "geheim" not in done.stderr


def test_a_store_that_another_program_keeps_busy_is_told(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "PATIENCE_SECONDS", 0.1)
    put(tmp_path / "收件", FIRST, "教育局")
    assert invoke("collect", tmp_path / "收件", "--store", database).exit_code == ExitCode.DONE
    busy = sqlite3.connect(database, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    try:
        done = invoke("collect", tmp_path / "收件", "--store", database)
    finally:
        busy.close()
    assert done.exit_code == ExitCode.INPUT
    assert "一直被别的程序占用" in done.stderr


def test_layouts_with_mistakes_end_it_before_anything_is_read(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    layouts = ChangedLayout(tmp_path)
    layouts.change("2024.yaml", "tables:", "tabels:")
    done = invoke("collect", tmp_path / "收件", "--store", database, "--layouts", layouts.folder)
    assert done.exit_code == ExitCode.LAYOUT
    assert "2024.yaml" in done.stderr + done.stdout
    with Store.open(str(database)).reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM content")).scalar() == 0


def test_a_cluster_that_cannot_be_used_is_told(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    done = invoke("collect", tmp_path / "收件", "--store", database, "--cluster", "nowhere://x:1")
    assert (done.exit_code, "不能使用集群" in done.stderr) == (ExitCode.INPUT, True)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are texts there")
def test_names_in_no_encoding_are_collected_and_shown(tmp_path: Path, database: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xca\xd5\xbc\xfe"
    os.mkdir(folder)  # noqa: PTH102  # a name of bytes
    shutil.copyfile(put(tmp_path / "x", FIRST, "x"), folder + b"/\xbd\xcc.xlsx")
    for name in (b"/\xbd\xcc.rar", b"/\xbd.zip"):
        Path(os.fsdecode(folder + name)).write_bytes(b"Rar!")
    place = os.fsdecode(folder)
    done = invoke("collect", place, "--store", database)
    assert (done.exit_code, done.exception) == (ExitCode.DONE, None)
    assert "已通过 1" in done.stdout
    data = json.loads(invoke("collect", place, "--store", database, "--json").stdout)
    assert (data["identical"], data["left_out"]) == (1, 2)
    assert invoke("history", "教育局", "--store", database).exit_code == ExitCode.DONE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to interrupt")
def test_an_interruption_at_the_keyboard_loses_nothing_and_says_so(
    small_region: Region, bureau_run: Run, undisturbed: Dump, database: Path
) -> None:
    arguments = ["collect", str(small_region.inbox), "--roster", str(small_region.roster)]
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--store", str(database), "--jobs", "1"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not _receipts(database):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (
        ExitCode.CHECKS_BROKEN,
        "已停止。收进去的都在；同一条命令再运行一次，会接着收。\n",
    )
    assert 0 < len(store_dump(str(database))["receipt"]) < small_region.files
    bureau_run.collect(str(database), small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(str(database)), undisturbed) == {}


def _receipts(database: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        return int(connection.execute("SELECT COUNT(*) FROM receipt").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_files_of_another_year_are_kept_aside(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    done = invoke("collect", tmp_path / "收件", "--year", 2025, "--due", "2099-01-01", "--store", database)
    assert "2024 年的 1 份，不是 2025 年的" in done.stdout
    assert "（一上）" in invoke("status", "--store", database).stdout.splitlines()[0]
    assert invoke("history", "101", "--store", database).exit_code == ExitCode.INPUT
    with Store.open(str(database)).reading() as connection:
        (kept,) = submissions(connection, 2024)
    assert (kept.round, kept.department_name) == ("年度不符", "教育局")


def test_a_file_that_is_older_than_what_had_come_is_told_not_to_count(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "一", TestResubmission.SECOND, "新", sent_at=BEGIN + DAY)
    put(tmp_path / "二", FIRST, "旧", sent_at=BEGIN)
    assert invoke("collect", tmp_path / "一", "--store", database).exit_code == ExitCode.DONE
    told = invoke("collect", tmp_path / "二", "--store", database).stdout
    assert "教育局：旧.xlsx 是第 1 版，不是最近的：第 2 版的文件时间比它晚" in told
    assert "重报" not in told
    again = json.loads(invoke("collect", tmp_path / "二", "--store", database, "--json").stdout)
    assert again["overtaken"] == []


def test_a_roster_alone_is_kept(tmp_path: Path, database: Path) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_text("部门编码,部门名称\n101,教育局\n", encoding="utf-8")
    assert invoke("collect", "--store", database).exit_code == ExitCode.USAGE
    done = invoke("collect", "--roster", roster, "--year", 2024, "--due", "2099-01-01", "--store", database)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert "应报 1 个部门，已报 0 个" in invoke("status", "--store", database).stdout


def test_layouts_that_are_not_there_stop_it_before_anything_is_read(tmp_path: Path, database: Path) -> None:
    put(tmp_path / "收件", FIRST, "教育局")
    for command in (["collect", tmp_path / "收件"], ["recheck"]):
        done = invoke(*command, "--store", database, "--layouts", tmp_path / "没有")
        assert done.exit_code == ExitCode.LAYOUT
    with Store.open(str(database)).reading() as connection:
        assert submissions(connection) == []
