"""`budgetbook export` as people use it: what it writes, what it says, how it exits."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.export.dictionary import RELATIONS
from generator.store.store import Store
from tests.export.sample_store import fill
from tests.store.readings import EDUCATION, WATER, Inbox, finding, item


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample store."""
    path = tmp_path_factory.mktemp("store") / "budget.db"
    fill(Store.open(str(path), create=True))
    return path


@pytest.fixture
def run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command on the sample store, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUDGETBOOK_STORE", str(path))

    def run(*arguments: str, language: str = "zh") -> Result:
        return CliRunner().invoke(make_app(language), ["export", *arguments])

    return run


def lines_of(name: str) -> int:
    return Path(name).read_text(encoding="utf-8-sig").count('"支出录入"')


def test_csv_and_its_description_of_the_year_and_round_at_work(run) -> None:
    result = run("--to", "导出")
    assert result.exit_code == ExitCode.DONE, result.output
    assert "2025 年度，轮次“二上”" in result.stdout
    assert "19  line_items  支出明细" in result.stdout
    assert "11 个文件到“导出”" in result.stdout
    assert {path.name for path in Path("导出").iterdir()} == {
        "datapackage.json",
        *(f"{relation.name}.csv" for relation in RELATIONS),
    }
    assert lines_of("导出/line_items.csv") == 19


def test_files_of_no_known_year_are_told(run) -> None:
    assert "另有 2 份文件" in run("--to", "导出").stderr


def test_several_forms_at_once(run) -> None:
    result = run("--to", "导出", "--format", "parquet", "--format", "xlsx")
    assert result.exit_code == ExitCode.DONE, result.output
    endings = sorted({path.suffix for path in Path("导出").iterdir()})
    assert endings == [".json", ".parquet", ".xlsx"]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--year", "2024"], 1),
        (["--round", "一上"], 1),
        (["--all-versions"], 22),
        (["--all-rounds"], 20),
        (["--all-years"], 21),
        (["--all-years", "--round", "二上"], 20),
        (["--all-years", "--all-versions"], 24),
        (["--year", "1999"], 0),
    ],
    ids=str,
)
def test_other_rows_on_demand(run, options, lines) -> None:
    result = run("--to", "导出", *options)
    assert result.exit_code == ExitCode.DONE, result.output
    assert lines_of("导出/line_items.csv") == lines
    assert ("没有这个年度和轮次的上报" in result.stderr) == (lines == 0)


def test_it_speaks_english(run) -> None:
    result = run("--to", "out", "--lang", "en")
    assert "Scope: year 2025, round 二上" in result.stdout
    package = json.loads(Path("out/datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["title"] == "Submissions"


def test_other_files_are_refused_until_they_may_be_replaced(run) -> None:
    run("--to", "导出", "--year", "2024")
    before = Path("导出/line_items.csv").read_bytes()
    refused = run("--to", "导出")
    assert refused.exit_code == ExitCode.OUTPUT
    assert "line_items.csv" in refused.stderr
    assert "--overwrite" in refused.stderr
    assert Path("导出/line_items.csv").read_bytes() == before
    assert run("--to", "导出", "--overwrite").exit_code == ExitCode.DONE
    assert Path("导出/line_items.csv").read_bytes() != before


def test_a_store_that_is_not_there_is_told_and_not_made(run) -> None:
    result = run("--to", "导出", "--store", "没有.db")
    assert result.exit_code == ExitCode.INPUT
    assert "没有.db" in result.stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("store", "code"), [("信.docx", ExitCode.INPUT), ("mysql://host/db", ExitCode.USAGE)], ids=str
)
def test_what_is_no_store_is_told(run, store, code) -> None:
    Path("信.docx").write_text("您好" * 1000, encoding="utf-8")
    result = run("--to", "导出", "--store", store)
    assert result.exit_code == code
    assert store in result.stderr
    assert not Path("导出").exists()


def test_an_unknown_kind_of_destination_is_told(run) -> None:
    result = run("--to", "gopher://budget")
    assert result.exit_code == ExitCode.OUTPUT
    assert "gopher://budget" in result.stderr


def test_a_place_that_cannot_be_written_is_told(run) -> None:
    Path("导出").write_text("", encoding="utf-8")
    result = run("--to", "导出")
    assert result.exit_code == ExitCode.OUTPUT
    assert "不能写入" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--to", "导出", "--all-years", "--year", "2025"],
        ["--to", "导出", "--all-rounds", "--round", "二上"],
        ["--to", "导出", "--format", "docx"],
        ["--to", "导出", "--year", "-1"],
        [],
    ],
    ids=" ".join,
)
def test_what_is_not_understood(run, options) -> None:
    result = run(*options)
    assert result.exit_code == ExitCode.USAGE
    assert not Path("导出").exists()


def test_without_a_store_the_command_is_not_understood(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUDGETBOOK_STORE")
    assert run("--to", "导出").exit_code == ExitCode.USAGE


def test_it_gives_data(run) -> None:
    told = run("--to", "导出", "--json", "--format", "parquet")
    assert told.exit_code == ExitCode.DONE, told.output
    data = json.loads(told.stdout)
    assert data["selection"] == {"year": 2025, "round": "二上", "all_versions": False}
    assert (data["to"], data["rows"]["line_items"], data["without_year"]) == ("导出", 19, 2)
    assert data["none_in_force"] is None
    assert sorted(data["files"]) == sorted(path.name for path in Path("导出").iterdir())


@pytest.mark.parametrize(
    ("outcome", "listed", "said", "reason"),
    [
        ("refused", (EDUCATION,), "还没有一份审核通过", "nothing_accepted"),
        ("accepted", (WATER,), "审核通过的都不在名册上", "not_listed"),
        ("accepted", (EDUCATION,), "", None),
        ("accepted", (), "", None),
    ],
    ids=["refused", "not listed", "in force", "no roster"],
)
def test_why_nothing_is_in_force_is_told_when_something_came(
    outcome, listed, said, reason, run, tmp_path: Path
) -> None:
    inbox = Inbox(Store.open(str(tmp_path / "库.db"), create=True))
    inbox.roster(*listed)
    wrong = [finding("IN-005", "error")] if outcome == "refused" else []
    inbox.take(outcome=outcome, items=[item("教育局", 100)], findings=wrong)
    told = run("--to", "一", "--store", "库.db")
    assert told.exit_code == ExitCode.DONE
    assert ("没有现行有效的版本" in told.stderr, said in told.stderr) == (reason is not None, True)
    assert json.loads(run("--to", "二", "--store", "库.db", "--json").stdout)["none_in_force"] == reason
    assert "没有现行有效的版本" not in run("--to", "三", "--store", "库.db", "--all-versions").stderr
    english = run("--to", "四", "--store", "库.db", "--lang", "en").stderr
    assert ("none is" in english) == (reason is not None)
