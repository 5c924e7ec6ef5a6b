"""Years on the command line: what changed, the next one, and official code lists."""

import json
import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator import resources
from generator.cli.difference_words import KINDS, PARTS
from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.layout.difference import compare_layouts
from generator.layout.document_items import disclosure_items, form_items, register_items
from generator.layout.layout_set import load_layout
from generator.resources import layouts_folder


def budgetbook(*arguments: object, language: str = "zh") -> Result:
    return CliRunner().invoke(make_app(language), [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped layouts, copied."""
    return Path(shutil.copytree(layouts_folder(), tmp_path / "布局"))


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """The function codes of 2025 as an official list: one more, one fewer, one renamed."""
    layout = load_layout(layouts_folder(), "xinjiang", 2025)
    names = {code.code: code.name for code in layout.function.in_force(2025)}
    del names["2010309"]
    names["2010302"] = "一般行政管理"
    names["2010397"] = "数字政府"
    path = tmp_path / "科目2025.csv"
    rows = [f"{code},{name}" for code, name in sorted(names.items())]
    path.write_text("\n".join(["编码,名称", *rows]) + "\n", encoding="utf-8")
    return path


def test_the_difference_of_two_years_is_told_in_chinese() -> None:
    done = budgetbook("layouts", "diff", 2024, 2025)
    assert done.exit_code == ExitCode.DONE
    lines = done.stdout.splitlines()
    assert lines[0] == "xinjiang 2024 → 2025"
    assert "公开表：没有变化" in lines
    assert "    新增 2210111 配租型住房保障（22101 保障性安居工程支出）" in lines
    assert "    停用 2210106 公共租赁住房（22101 保障性安居工程支出）" in lines
    assert any(line.startswith("支出功能分类科目：新增 ") for line in lines)


def test_the_difference_of_two_years_is_told_in_english() -> None:
    done = budgetbook("layouts", "diff", 2025, 2026, language="en")
    assert done.exit_code == ExitCode.DONE
    assert "Tables: no change" in done.stdout
    assert "Function codes: no change" in done.stdout


def test_changes_of_tables_and_checks_are_told(folder: Path) -> None:
    (folder / "xinjiang" / "2027.yaml").write_text(
        "layout: xinjiang\nyear: 2027\nfollows: 2026\ndocument: 新表样\nchanges:\n"
        "  tables:\n    - change: 表3\n      title: 部门支出总表\n      columns:\n"
        "        - add: {heading: 人员经费, where: {经费: 人员经费}}\n          after: 合计\n"
        "        - change: 合计\n          width: 18\n"
        "  entries:\n    guide: [一]\n"
        "  checks:\n    - change: I01\n      severity: note\n"
        "  registers:\n    - change: 指标\n      rules:\n        - {change: G53, severity: note}\n"
        "  forms:\n    - {change: 部门整体绩效目标表, subtitle: （年度）}\n"
        "  disclosure:\n    figures:\n      - {change: 其他单位, beyond: 1}\n"
        "    blocks:\n      - {add: {text: 此外无其他事项。, when: 其他单位 > 0}}\n",
        encoding="utf-8",
    )
    done = budgetbook("layouts", "diff", 2026, 2027, "--layouts", folder)
    for line in (
        "登记表：修改 1",
        "    修改 录入规则 G53 同一个项目的三级指标重复",
        "绩效目标表：修改 1",
        "    副标题: ({年度} 年) → （年度）",
        "公开文本：修改 1，新增 1",
        "    除去前几个: （无） → 1",
        "  新增 段落 此外无其他事项。（条件: 其他单位 > 0）",
        "公开表：修改 1",
        "  修改 表3 部门支出总表",
        "    标题: 部门支出总体情况表 → 部门支出总表",
        "    新增 列 人员经费（条件: 经费: 人员经费）",
        "    修改 列 合计",
        "      列宽: 15 → 18",
        "  修改 各录入表共用的内容",
        "    级别: 错误 → 信息",
    ):
        assert line in done.stdout.splitlines(), done.stdout
    english = budgetbook("layouts", "diff", 2026, 2027, "--layouts", folder, language="en").stdout
    assert "    severity: error → note" in english.splitlines()
    assert "  changed I01 income of the year = items 1 to 5" in english.splitlines()
    assert "  changed figure 其他单位" in english.splitlines()
    data = json.loads(budgetbook("layouts", "diff", 2026, 2027, "--layouts", folder, "--json").stdout)
    assert data["before"]["version"] != data["after"]["version"]
    assert data["after"]["document"] == "新表样"
    (table,) = data["tables"]
    assert (table["happening"], table["kind"], table["name"]) == ("changed", "table", "表3")
    assert table["parts"][0]["parts"] == []
    assert data["codes"]["function"]["added"] == []
    assert data["registers"][0]["parts"][0]["kind"] == "rule"
    assert data["forms"][0]["words"][0]["word"] == "subtitle"
    assert [change["kind"] for change in data["disclosure"]] == ["figure", "text_block"]
    assert data["checks"][0]["words"] == [{"word": "severity", "before": "error", "after": "note"}]


def test_every_kind_of_thing_that_may_change_has_a_name_in_both_languages() -> None:
    layout = load_layout(layouts_folder(), "xinjiang", 2024)
    difference = compare_layouts(layout, layout)
    items = [*register_items(layout), *form_items(layout), *disclosure_items(layout, layout)[1]]
    kinds = {item.kind for item in items} | {part.kind for item in items for part in item.parts}
    assert {"register", "derived", "form", "figure", "text_block"} < kinds
    assert kinds < {*KINDS}
    assert {*difference.parts} == {*PARTS}


def test_a_year_that_is_not_there_is_a_layout_error() -> None:
    done = budgetbook("layouts", "diff", 2024, 2031)
    assert done.exit_code == ExitCode.LAYOUT
    assert "xinjiang 2031" in done.stderr
    data = json.loads(budgetbook("layouts", "diff", 2024, 2031, "--json").stdout)
    assert data["faults"][0]["code"] == "LAY-008"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_year_passes_the_check_at_once(tmp_path: Path, language: str) -> None:
    own = tmp_path / "own"
    done = budgetbook("layouts", "new-year", 2027, "--layouts", own, language=language)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert str(own) in done.stdout
    assert (own / "xinjiang" / "2027.yaml").exists()
    assert (own / "messages").exists()
    layout = load_layout(own, "xinjiang", 2027)
    assert layout.year_file.follows == 2026
    assert layout.version == load_layout(own, "xinjiang", 2026).version
    assert "2027" in layout.year_file.basis(language)
    assert budgetbook("layouts", "check", own).exit_code == ExitCode.DONE
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


def test_the_suggestions_in_a_new_year_can_be_used(folder: Path) -> None:
    assert budgetbook("layouts", "new-year", 2027, "--layouts", folder).exit_code == ExitCode.DONE
    path = folder / "xinjiang" / "2027.yaml"
    text = path.read_text(encoding="utf-8")
    stated = text.replace("# changes:", "changes:", 1).partition("changes:")
    lines = [line.removeprefix("# ") for line in stated[2].splitlines()]
    wanted = [line for line in lines if line.startswith("  ")]
    steps = "\n".join(wanted).replace("    - add: tables/2027/12-economic.yaml\n      after: 表11\n", "")
    steps = steps.replace("    - remove: 表9\n", "").replace("      title: 部门支出总体情况表\n", "")
    path.write_text(f"{stated[0]}changes:\n{steps}\n", encoding="utf-8")
    done = budgetbook("layouts", "diff", 2026, 2027, "--layouts", folder)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert "新增 列 上缴上级支出" in done.stdout
    for line in ("    新增 录入列 评分人（类型: text；可以不填: 是）", "  修改 标题 一、主要职能"):
        assert line in done.stdout.splitlines(), done.stdout


def test_a_year_is_never_overwritten(folder: Path) -> None:
    path = folder / "xinjiang" / "2026.yaml"
    before = path.read_text(encoding="utf-8")
    done = budgetbook("layouts", "new-year", 2026, "--layouts", folder)
    assert done.exit_code == ExitCode.OUTPUT
    assert "2026.yaml" in done.stderr
    assert path.read_text(encoding="utf-8") == before


def test_a_year_that_cannot_be_started_copies_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own"
    for arguments, code in (
        ((2023,), ExitCode.USAGE),
        ((2027, "--layout", "xinjang"), ExitCode.LAYOUT),
        ((2024,), ExitCode.OUTPUT),
    ):
        done = budgetbook("layouts", "new-year", *arguments, "--layouts", own)
        assert done.exit_code == code
        assert done.stderr
    assert not own.exists()


def test_installed_layouts_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = Path(shutil.copytree(layouts_folder(), tmp_path / "site-packages" / "layouts"))
    monkeypatch.setattr(resources, "_INSTALLED", installed)
    done = budgetbook("layouts", "new-year", 2027)
    assert done.exit_code == ExitCode.USAGE
    assert "--layouts" in done.stderr
    assert not (installed / "xinjiang" / "2027.yaml").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "xinjiang").chmod(0o555)
    done = budgetbook("layouts", "new-year", 2027, "--layouts", folder)
    (folder / "xinjiang").chmod(0o755)
    assert done.exit_code == ExitCode.OUTPUT


def imported(file: Path, own: Path, *more: str, language: str = "zh") -> Result:
    options = ("--year", 2025, "--book", "function", "--layouts", own)
    return budgetbook("layouts", "codes", "import", file, *options, *more, language=language)


def test_an_official_list_is_laid_over_ours(official: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    done = imported(official, own)
    assert done.exit_code == ExitCode.DONE, done.stderr
    for line in (
        "    新增 2010397 数字政府（20103 政府办公厅（室）及相关机构事务）",
        "    改名 2010302 一般行政管理事务 → 一般行政管理（20103 政府办公厅（室）及相关机构事务）",
    ):
        assert line in done.stdout.splitlines(), done.stdout
    assert "新增 1，停用 1，改名 1，与现有科目一致" in done.stdout
    assert str(own) in done.stdout
    before, after = (load_layout(own, "xinjiang", year) for year in (2024, 2025))
    assert before.function.find("2010397", 2024) is None
    for year in (2025, 2026):
        assert {code.certainty for code in after.function.in_force(year)} == {"official"}
        assert after.function.find("2010309", year) is None
        found = after.function.find("2010302", year)
        assert found is not None
        assert (found.name, found.source) == ("一般行政管理", "科目2025.csv（2025）")
        assert found.budgets == ("一般公共预算",)
    assert budgetbook("layouts", "check", own).exit_code == ExitCode.DONE


def test_importing_again_tells_what_changed_since(official: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    imported(official, own)
    again = imported(official, own, language="en")
    assert "Function codes: no change" in again.stdout
    text = official.read_text(encoding="utf-8").replace("数字政府", "数字政务")
    official.write_text(text, encoding="utf-8")
    data = json.loads(imported(official, own, "--json").stdout)
    assert data["changes"]["renamed"] == [{"code": "2010397", "before": "数字政府", "after": "数字政务"}]
    assert (data["changes"]["added"], data["changes"]["ended"], data["copied"]) == ([], [], False)
    assert data["written"].endswith("function-2025.csv")
    assert len(list((own / "classification" / "official").iterdir())) == 1


def test_a_trial_writes_nothing(official: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    done = imported(official, own, "--dry-run")
    assert done.exit_code == ExitCode.DONE
    assert "新增 2010397" in done.stdout
    assert not own.exists()
    assert json.loads(imported(official, own, "--dry-run", "--json").stdout)["written"] is None


def test_a_partial_list_ends_nothing(tmp_path: Path) -> None:
    own, file = tmp_path / "own", tmp_path / "通知.csv"
    file.write_text("编码,名称\n2010397,数字政府\n", encoding="utf-8")
    done = imported(file, own, "--partial")
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert "停用" not in done.stdout
    assert "新增 2010397" in done.stdout
    data = json.loads(imported(file, own, "--partial", "--json", "--dry-run").stdout)
    assert data["partial"]
    assert data["changes"]["same"] == 1


def test_a_faulty_list_changes_nothing(tmp_path: Path) -> None:
    own, file = tmp_path / "own", tmp_path / "科目.csv"
    file.write_text("编码,名称\n2010397,数字政府\n2011,甲\n", encoding="utf-8")
    done = imported(file, own)
    assert done.exit_code == ExitCode.INPUT
    assert "OFF-004" in done.stderr
    assert "OFF-009" in done.stderr
    assert not own.exists()
    data = json.loads(imported(file, own, "--json").stdout)
    assert {each["code"] for each in data["findings"]} == {"OFF-004", "OFF-009"}
    assert data["written"] is None


def test_layouts_that_use_codes_that_ended_are_told(tmp_path: Path) -> None:
    own, file = tmp_path / "own", tmp_path / "科目.csv"
    file.write_text("编码,名称\n301,工资福利支出\n30101,基本工资\n", encoding="utf-8")
    options = ("--year", 2026, "--book", "economic", "--layouts", own)
    done = budgetbook("layouts", "codes", "import", file, *options)
    assert done.exit_code == ExitCode.LAYOUT
    assert "30217" in done.stderr
    assert (own / "classification" / "official" / "economic-2026.csv").exists()
    load_layout(own, "xinjiang", 2025)


def test_a_folder_without_lists_is_a_layout_error(official: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "notes.txt").write_text("nothing", encoding="utf-8")
    done = imported(official, own)
    assert done.exit_code == ExitCode.LAYOUT
    assert "function.csv" in done.stderr
