"""The officer's tutorial, followed word for word: every command runs, and shows what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.oracles.office import Office

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs" / "collecting.zh.md"
_FENCED = re.compile(r"```(sh|text)\n(.*?)```", re.DOTALL)
_EDIT = re.compile(r"\| (I\d+) \| [\d,.]+ \| ([\d,.]+) \|")


def steps() -> list[tuple[str, str]]:
    """The commands and what they show, in order; the edit of a workbook stands where the page has it."""
    page = TUTORIAL.read_text(encoding="utf-8")
    found = [(match.start(), match[1], match[2]) for match in _FENCED.finditer(page)]
    cells = [(match.start(), "edit", f"{match[1]} {match[2]}\n") for match in _EDIT.finditer(page)]
    return [(kind, text) for _, kind, text in sorted(found + cells)]


def run(line: str, folder: Path) -> str:
    """What a command of the page shows; the program is the one under test."""
    if line.startswith("mkdir "):
        (folder / line.removeprefix("mkdir ")).mkdir()
        return ""
    assert line.startswith("budgetbook "), line
    words = re.findall(r'"[^"]*"|\S+', line.removeprefix("budgetbook "))
    command = [sys.executable, "-c", "from generator.cli.main import main; main()"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "BUDGETBOOK_LANG": "zh",
    }
    done = subprocess.run(
        [*command, *(word.strip('"') for word in words)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def edit(office: Office, cells: dict[str, str], folder: Path) -> None:
    """What a person does in a spreadsheet program: open, type, save as."""
    (folder / "重报").mkdir()
    with office.open(folder / "来件" / "住建局.xlsx") as book:
        book.type_all([("支出录入", cell, amount.replace(",", "")) for cell, amount in cells.items()])
        book.save_as(folder / "重报" / "住建局第二次.xlsx")


def test_the_tutorial_does_what_it_says(office: Office, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    shown, cells, checked = "", dict[str, str](), 0
    for kind, text in steps():
        if kind == "edit":
            cell, amount = text.split()
            cells[cell] = amount
            continue
        if cells and not (tmp_path / "重报").exists():
            edit(office, cells, tmp_path)
        if kind == "sh":
            shown = "".join(run(line, tmp_path) for line in text.splitlines())
        else:
            for line in text.splitlines():
                assert line in shown
                checked += 1
    assert len(cells) == 3
    assert checked > 8
    assert "表6 一般公共预算基本支出情况表" in run(
        "budgetbook history 316 --store 收件库.db --changes", tmp_path
    )
    status = run("budgetbook status --store 收件库.db", tmp_path)
    assert "应报 7 个部门，已报 5 个：已通过 5，待说明 0，退回 0，无法读取 0；未报" in status
    for made in ("收报情况.html", "全市.xlsx", "导出/datapackage.json", "导出表"):
        assert (tmp_path / made).exists()
    assert len(list((tmp_path / "通知").glob("*.txt"))) == 7
    assert len(list((tmp_path / "通知").glob("*.xlsx"))) == 1
