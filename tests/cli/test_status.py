"""`budgetbook status` as the bureau's officer uses it, on stores made by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from generator import bureau
from generator.cli.exit_codes import ExitCode
from generator.intake.roster import Listed
from generator.status.schema import StatusData
from tests.cli.bureau_commands import invoke
from tests.store.readings import EDUCATION, WATER, Inbox, finding, item

FORESTRY = Listed("林业站", "103")
LOCKED = finding("FILE-012", "error", check="", point="")
Status = Callable[..., Result]


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(bureau.Store.open(str(tmp_path / "收件库.db"), create=True))


@pytest.fixture
def status(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Status:
    """The command on the store."""
    monkeypatch.setenv("BUDGETBOOK_STORE", inbox.store.shown)
    return lambda *arguments: invoke("status", *arguments)


@pytest.fixture
def filled(inbox: Inbox) -> Inbox:
    """One under another name, one with something to explain, one missing, one file of nobody."""
    inbox.roster(EDUCATION, WATER, FORESTRY)
    inbox.take("教育和体育局", "101", items=[item("教育局", 100)])
    inbox.take("水务局", "202", outcome="to_explain", findings=[finding(), finding(point="差 6 元")])
    inbox.take("", outcome="unreadable", year=0, findings=[LOCKED])
    return inbox


def data_of(result: Result) -> StatusData:
    assert result.exit_code == ExitCode.DONE, result.output
    return StatusData.model_validate_json(result.stdout, strict=True)


def rows_of(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == ExitCode.DONE, result.output
    return list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"), newline="")))


def unbroken(text: str) -> str:
    return "".join(text.split())


NAMED = "文件里写的名称是“教育和体育局”，名册上是“教育局”。"
CODED = "文件里写的编码是“202”，名册上是“102”。"


def test_other_names_and_codes_than_on_the_roster_are_told_everywhere(
    filled: Inbox, status: Status, tmp_path: Path
) -> None:
    text, page = status().stdout, status("--format", "html").stdout
    rows = {row["编码"]: row for row in rows_of(status("--format", "csv"))}
    assert [rows[code]["说明"] for code in ("101", "102", "103")] == [NAMED, CODED, ""]
    education, water, forestry = data_of(status("--format", "json")).departments
    assert [each.remark for each in (education, water, forestry)] == [NAMED, CODED, ""]
    assert (education.versions[0].written_name, education.versions[0].written_code) == ("教育和体育局", "")
    assert (water.versions[0].written_name, water.versions[0].written_code) == ("", "202")
    assert status("--notices", tmp_path / "通知").exit_code == ExitCode.DONE
    letters = {path.name[:3]: path.read_text("utf-8-sig") for path in (tmp_path / "通知").glob("*.txt")}
    for said, code in ((NAMED, "101"), (CODED, "102")):
        assert unbroken(said) in unbroken(text)
        assert said in page
        assert said in letters[code]
    assert "文件里写的" not in letters["103"]
    english = data_of(status("--format", "json", "--lang", "en"))
    assert "The file gives the code “202”, the roster “102”." in [each.remark for each in english.departments]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--department", "101"], ["101"]),
        (["--department", " 水务 局", "--department", "林业站"], ["102", "103"]),
        (["--state", "missing"], ["103"]),
        (["--state", "未报", "--state", "to_explain"], ["102", "103"]),
        (["--state", "unreadable"], []),
        (["--department", "教育局", "--state", "missing"], []),
    ],
    ids=str,
)
def test_lists_and_notices_are_of_those_that_are_asked_for(
    options: list[str], codes: list[str], filled: Inbox, status: Status, tmp_path: Path
) -> None:
    data = data_of(status(*options, "--format", "json"))
    assert [each.code for each in data.departments] == codes
    assert (data.picked_from, data.counts.total, data.has_roster) == (3, len(codes), True)
    assert len(data.unrecognised) == ("unreadable" in options)
    rows = rows_of(status(*options, "--format", "csv"))
    assert [row["编码"] for row in rows if row["编码"]] == codes
    text, page = status(*options).stdout, status(*options, "--format", "html").stdout
    for said in (unbroken(text), unbroken(page)):
        assert f"只列出应报的{len(codes)}个部门（共3个）" in said
        for code, name in (("101", "教育局"), ("102", "水务局"), ("103", "林业站")):
            assert (name in said) == (code in codes)
    assert status(*options, "--notices", tmp_path / "通知").exit_code == ExitCode.DONE
    assert sorted(path.name[:3] for path in (tmp_path / "通知").iterdir()) == codes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--department", "教育局", "--department", "林业局"], "没有部门“林业局”；最接近的是“林业站”"),
        (["--department", "1022"], "最接近的是“102 水务局”"),
        (["--department", "园林绿化"], "这一轮没有部门“园林绿化”。"),
        (["--department", ""], "没有部门“”"),
        (["--state", "good"], "没有“good”这种状态；可以写：missing 未报"),
    ],
    ids=str,
)
def test_what_is_not_known_is_refused(
    options: list[str], said: str, filled: Inbox, status: Status, tmp_path: Path
) -> None:
    done = status(*options, "--notices", tmp_path / "通知")
    assert (done.exit_code, done.stdout, said in done.stderr) == (ExitCode.USAGE, "", True), done.stderr
    assert not (tmp_path / "通知").exists()


def test_files_of_nobody_alone_are_shown_without_a_year(inbox: Inbox, status: Status, tmp_path: Path) -> None:
    assert status().exit_code == ExitCode.INPUT
    inbox.take("", outcome="unreadable", year=0, findings=[LOCKED])
    text, page = status().stdout, status("--format", "html").stdout
    for said in (text, page):
        assert "部门预算收报情况（年度不明，一上）" in said
        assert "1.xlsx" in said
        assert "0 年" not in said
    (row,) = rows_of(status("--format", "csv"))
    assert (row["年度"], row["轮次"], row["文件"], row["状态"]) == ("", "一上", "1.xlsx", "无法读取")
    data = data_of(status("--format", "json"))
    assert (data.year, data.round, [each.file for each in data.unrecognised]) == (None, "一上", ["1.xlsx"])
    assert data_of(status("--format", "json", "--year", 2024)).year == 2024
    assert status("--round", "二上").exit_code == ExitCode.INPUT
    inbox.roster(EDUCATION)
    assert status("--notices", tmp_path / "通知").exit_code == ExitCode.DONE
    (letter,) = (tmp_path / "通知").iterdir()
    assert letter.name == "101-教育局-部门预算一上回复.txt"
    assert "还没有收到贵单位的部门预算（一上）" in letter.read_text("utf-8-sig")


def test_what_is_open_and_what_was_let_pass_are_counted_apart(filled: Inbox, status: Status) -> None:
    def counts() -> tuple[int, int, str]:
        water = data_of(status("--format", "json")).departments[1]
        return water.versions[0].to_explain, water.waived, water.state.value

    assert counts() == (2, 0, "to_explain")
    assert "放行" not in status().stdout
    (submission,) = bureau.submissions_of(filled.store, department="水务局")
    first, second = bureau.waivable_of(filled.store, submission)
    bureau.waive(filled.store, submission, [first], "属实", "李")
    assert counts() == (1, 1, "to_explain")
    listed = invoke("waive", "水务局", "--store", filled.store.shown)
    assert "认可说明  [已放行，第 1 号]  差 5 元" in listed.stdout
    assert "认可说明  差 6 元" in listed.stdout
    bureau.waive(filled.store, submission, [second], "属实", "李")
    assert counts() == (0, 2, "accepted")
    text = status().stdout
    line = next(line for line in text.splitlines() if line.startswith("102"))
    assert line.split()[:5] == ["102", "水务局", "✔", "已通过", "1"]
    assert line.split()[5] == "2"
    assert "放行" in text
    assert "放行 2 处" in status("--format", "html").stdout
    row = rows_of(status("--format", "csv"))[1]
    assert (row["要改"], row["要说明"], row["放行"]) == ("0", "0", "2")


def test_submissions_of_other_years_are_told_in_one_line(filled: Inbox, status: Status) -> None:
    assert "库中另有" not in status().stdout
    for year in (2025, 2025, 2023):
        filled.take("教育局", "101", year=year)
    said = "库中另有 2025 年 2 份、2023 年 1 份。"
    assert f"\n{said}\n" in status("--year", 2024).stdout
    assert said in status("--year", 2024, "--format", "html").stdout
    others = json.loads(status("--year", 2024, "--format", "json").stdout)["other_years"]
    assert others == [{"year": 2025, "submissions": 2}, {"year": 2023, "submissions": 1}]


def test_in_english_nothing_is_told_in_chinese_that_has_english_words(filled: Inbox, status: Status) -> None:
    for form in ("text", "csv", "json", "html"):
        told = status("--lang", "en", "--format", form).stdout
        assert "password" in told
        assert "(FILE-012)" in told
        assert "题目" not in told
    listed = invoke("waive", "102", "--store", filled.store.shown, "--lang", "en").stdout
    assert "to be explained: X17; found, in Chinese: 差 5 元" in listed


def test_history_gives_data_with_what_each_version_changed(filled: Inbox) -> None:
    filled.take("教育局", "101", outcome="refused", findings=[finding("CHK-001", "error", "B01")])
    filled.take("教育局", "101", items=[item("教育局", 300), item("教育局", 50, "2050202")])
    told = invoke("history", "101", "--json", "--store", filled.store.shown)
    assert told.exit_code == ExitCode.DONE, told.output
    data = json.loads(told.stdout)
    assert [each["version"] for each in data["versions"]] == [1, 2, 3]
    assert [each["state"] for each in data["versions"]] == ["accepted", "refused", "accepted"]
    assert [each["in_force"] for each in data["versions"]] == [False, False, True]
    assert [each["to_mend"] for each in data["versions"]] == [0, 1, 0]
    assert data["versions"][0]["written_name"] == "教育和体育局"
    assert data["versions"][0]["sent_at"] == "2024-11-20T09:00:00+00:00"
    last = data["resubmissions"][-1]
    assert (last["before"], last["after"], last["lists"]["items"]["fen"]) == (1, 3, 250)
    assert len(last["lists"]["items"]["lines"]) == 3  # one taken away, two added


def test_the_two_sides_of_a_change_have_english_names_in_english(filled: Inbox) -> None:
    filled.take("教育局", "101", items=[item("教育局", 300)])
    told = invoke("history", "101", "--changes", "--store", filled.store.shown, "--lang", "en").stdout
    assert "4.xlsx (version 2)" in told
    assert "第 2 版" not in told


def test_waive_gives_data_of_what_may_pass_what_passes_and_what_did(filled: Inbox) -> None:
    def data(*arguments: object) -> Any:
        done = invoke("waive", *arguments, "--json", "--store", filled.store.shown)
        assert done.exit_code == ExitCode.DONE, done.output
        return json.loads(done.stdout)

    def passes() -> list[object]:
        return [(each["name"], each["found"], each["waived_by"]) for each in data("水务局")["possible"]]

    name = "CHK-002:X17"
    assert passes() == [(name, "差 5 元", None), (name, "差 6 元", None)]
    done = data("水务局", name, "--reason", "属实", "--by", "李科长", "--until", "2099-12-31")
    assert (done["department"], done["code"], done["version"]) == ("水务局", "102", 1)
    assert [each["number"] for each in done["waived"]] == [1, 2]
    assert passes() == [(name, "差 5 元", 1), (name, "差 6 元", 2)]
    (first, _) = data()["waivers"]
    assert first | {"made_at": ""} == {
        "number": 1,
        "kind": "explanation",
        "department": "水务局",
        "year": 2024,
        "round": "一上",
        "code": "CHK-002",
        "check": "X17",
        "found": "差 5 元",
        "reason": "属实",
        "author": "李科长",
        "made_at": "",
        "until": "2099-12-31",
    }
    assert data("--end", 1, "--reason", "误") == {"ended": 1}
    assert passes() == [(name, "差 5 元", None), (name, "差 6 元", 2)]
