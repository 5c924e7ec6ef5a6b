"""The command line as people use it: what it prints, where it writes, how it exits."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.cli.exit_codes import ExitCode
from generator.cli.texts import TEXTS, chosen_language
from tests.conftest import SAMPLES_FOLDER

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = [sys.executable, "-c", "from generator.cli.main import main; main()"]


def budgetbook(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    command = [*RUN, *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment, check=False
    )


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "personnel-only"
    shutil.copytree(SAMPLES_FOLDER / "personnel-only", folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_version() -> None:
    assert budgetbook("--version").stdout.strip() == f"budgetbook {__version__}"


def test_help_speaks_both_languages() -> None:
    assert TEXTS["app"]["zh"] in budgetbook("--help").stdout
    assert TEXTS["app"]["en"] in " ".join(budgetbook("--lang", "en", "--help").stdout.split())


def test_language_comes_from_the_option_first() -> None:
    assert chosen_language(["--lang", "en"]) == "en"
    assert chosen_language(["--lang=zh"]) == "zh"
    assert chosen_language(["build"]) == "zh"
    assert chosen_language(["--lang", "fr"]) == "zh"


def test_build_writes_the_workbook_and_reports(sample: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlsx"
    done = budgetbook("build", sample, "-o", output)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert output.stat().st_size > 100_000
    assert "不平 0 项" in done.stdout
    assert str(output) in done.stdout


def test_broken_checks_still_write_but_exit_1(sample: Path, tmp_path: Path) -> None:
    income = sample / "income.csv"
    lines = income.read_text(encoding="utf-8").splitlines()
    unit, source, amount = lines[1].split(",")
    lines[1] = f"{unit},{source},{float(amount) + 1:.2f}"
    income.write_text("\n".join(lines), encoding="utf-8")
    output = tmp_path / "out.xlsx"
    done = budgetbook("--lang", "en", "build", sample, "-o", output)
    assert done.returncode == ExitCode.CHECKS_BROKEN
    assert output.exists()
    assert "broken  B01  income of every funding source" in done.stdout
    assert "difference 1.00 yuan" in done.stdout


def test_faulty_input_writes_nothing_and_tells_everything(sample: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlsx"
    output.write_text("what stood there before")
    change(sample / "line_items.csv", "30101", "3010")
    change(sample / "income.csv", "一般财力", "一般财利")
    done = budgetbook("build", sample, "-o", output)
    assert done.returncode == ExitCode.INPUT
    assert output.read_text() == "what stood there before"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    assert "line_items.csv" in done.stderr
    assert "income.csv" in done.stderr
    assert "一般财力" in done.stderr


def test_json_is_machine_readable(sample: Path, tmp_path: Path) -> None:
    done = budgetbook("build", sample, "-o", tmp_path / "out.xlsx", "--json")
    data = json.loads(done.stdout)
    assert data["workbook"].endswith("out.xlsx")
    checks = {check["id"]: check for check in data["checks"]}
    assert checks["I06"]["verdict"] == "平"
    assert checks["I06"]["left"] == checks["I06"]["right"]


def test_an_output_that_cannot_be_is_refused_first(sample: Path, tmp_path: Path) -> None:
    assert budgetbook("build", sample, "-o", tmp_path / "no" / "out.xlsx").returncode == ExitCode.OUTPUT
    assert budgetbook("build", sample, "-o", tmp_path / "out.csv").returncode == ExitCode.USAGE


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    done = budgetbook("build", tmp_path / "nowhere", "-o", tmp_path / "out.xlsx")
    assert done.returncode == ExitCode.INPUT
    assert "nowhere" in done.stderr


def test_a_year_without_a_layout_is_a_layout_error(sample: Path, tmp_path: Path) -> None:
    change(sample / "department.yaml", "2024", "2031")
    done = budgetbook("build", sample, "-o", tmp_path / "out.xlsx")
    assert done.returncode == ExitCode.LAYOUT
    assert "xinjiang 2024" in done.stderr


def test_a_faulty_layout_is_told_in_the_language_asked_for(sample: Path, tmp_path: Path) -> None:
    change(sample / "department.yaml", "2024", "2031")
    chinese = budgetbook("build", sample, "-o", tmp_path / "out.xlsx").stderr
    english = budgetbook("--lang", "en", "build", sample, "-o", tmp_path / "out.xlsx").stderr
    assert "没有“xinjiang 2031”的布局" in chinese
    assert "no layout “xinjiang 2031”" in english


def test_a_faulty_layout_is_machine_readable_in_build(sample: Path, tmp_path: Path) -> None:
    change(sample / "department.yaml", "2024", "2031")
    output = tmp_path / "out.xlsx"
    done = budgetbook("build", sample, "-o", output, "--json")
    assert done.returncode == ExitCode.LAYOUT
    assert not output.exists()
    data = json.loads(done.stdout)
    (fault,) = data["faults"]
    assert (data["findings"], data["workbook"]) == ([], None)
    assert (fault["code"], fault["found"], fault["nearest"]) == ("LAY-008", "xinjiang 2031", "xinjiang 2026")
    assert done.stderr == ""


def test_a_faulty_layout_is_machine_readable_in_layouts_check(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    right = budgetbook("layouts", "check", folder, "--json")
    assert right.returncode == ExitCode.DONE
    assert json.loads(right.stdout)["faults"] == []
    assert json.loads(right.stdout)["layouts"][0]["year"] == 2024
    change(folder / "xinjiang" / "checks.yaml", "表6[30108, 合计]", "表6[30108, 合计")
    for language, expected in (("zh", "“]”"), ("en", "“]”")):
        broken = budgetbook("--lang", language, "layouts", "check", folder, "--json")
        assert broken.returncode == ExitCode.LAYOUT
        (fault,) = json.loads(broken.stdout)["faults"]
        assert (fault["code"], fault["file"], fault["allowed"]) == ("LAY-006", "checks.yaml", expected)
        assert ("个字符处" in fault["found"]) == (language == "zh")
        assert fault["title"]
        assert fault["remedy"]
        assert broken.stderr == ""


def test_a_folder_without_layouts_is_machine_readable_too(tmp_path: Path) -> None:
    done = budgetbook("layouts", "check", tmp_path, "--json")
    assert done.returncode == ExitCode.LAYOUT
    assert json.loads(done.stdout) == {"layouts": [], "faults": []}


def test_capacity_smaller_than_the_entries_is_refused(sample: Path, tmp_path: Path) -> None:
    done = budgetbook("build", sample, "-o", tmp_path / "out.xlsx", "--capacity", "3")
    assert done.returncode == ExitCode.INPUT
    assert "--capacity" in done.stderr


def test_layouts_are_listed_and_checked(tmp_path: Path) -> None:
    listed = budgetbook("layouts", "list")
    assert "表5  一般公共预算支出情况表" in listed.stdout
    assert budgetbook("layouts", "check").returncode == ExitCode.DONE
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    change(
        folder / "xinjiang" / "tables" / "05-general-public-budget.yaml", "rows: [总计, 类", "rows: [总计, 累"
    )
    broken = budgetbook("layouts", "check", folder)
    assert broken.returncode == ExitCode.LAYOUT
    assert "05-general-public-budget.yaml" in broken.stderr
    assert "“累”" in broken.stderr


def test_the_command_works_from_any_folder(sample: Path, tmp_path: Path) -> None:
    done = budgetbook("build", sample.name, "-o", "here.xlsx", cwd=tmp_path)
    assert done.returncode == ExitCode.DONE
    assert (tmp_path / "here.xlsx").exists()


def test_every_text_is_there_in_both_languages() -> None:
    for name, texts in TEXTS.items():
        assert set(texts) == {"zh", "en"}, name
        assert all(texts.values()), name
