"""Benchmarks, all in one run: `python benchmarks/run.py [--baseline]`.

Each figure is a ratio against a named alternative measured in the same run, so that it means the
same on any machine. `--baseline` keeps the ratios; later runs print the difference to them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.collecting import bench_collecting  # noqa: E402  # found beside this folder
from benchmarks.reading import bench_reading  # noqa: E402
from generator import api  # noqa: E402
from generator.expression.excel import FormulaWriter  # noqa: E402
from generator.expression.habits import Fault  # noqa: E402
from generator.expression.nodes import Expression  # noqa: E402
from generator.model.budget import Department, IncomeEntry, Unit  # noqa: E402
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook  # noqa: E402
from generator.workbook.stencil import Stencil  # noqa: E402
from generator.workbook.styles import properties  # noqa: E402
from generator.workbook.writer import write_workbook  # noqa: E402
from tests.oracles.office import Office, available  # noqa: E402

BASELINE = Path(__file__).with_name("baseline.json")
REFERENCE = ROOT / "samples" / "bazhou-2024"
ROUNDS = 7

Cell = tuple[int, int, str, Any, str]
"""Row, column, formula or "", value, style."""


def seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of an action, after one run to warm up."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return median(times)


def reference_department() -> tuple[Department, api.LayoutSet]:
    intake, layout = api.read_folder(REFERENCE)
    assert intake.department is not None
    return intake.department, layout


def cells_of(plan: WorkbookPlan) -> dict[str, list[Cell]]:
    """Every cell of a plan with its formula, value and style, as plain data."""
    writer = FormulaWriter(plan.book)
    sheets: dict[str, list[Cell]] = {}
    for sheet in plan.sheets:
        cells = sheets.setdefault(sheet.name, [])
        for label in sheet.labels:
            cells.append((label.row, label.column, "", label.text, label.style))
        for link in sheet.links:
            cells.append((link.row, link.column, "", link.text, link.style))
        for block in sheet.blocks:
            for column in block.columns.values():
                style = sheet.styles.get((block.name, column.name), "")
                values = plan.evaluation.column(block.name, column.name)
                for row in range(block.rows):
                    entry = column.at(row, block.rows)
                    formula = writer.formula(entry, block, row) if isinstance(entry, Expression) else ""
                    value = values[row]
                    shown = value.code if isinstance(value, Fault) else value
                    worn = style if isinstance(style, str) else style[row]
                    if formula or shown is not None or worn:
                        cells.append((block.top + row, column.position, formula, shown, worn))
    return sheets


def write_stock(sheets: dict[str, list[Cell]], path: Path) -> None:
    """The same cells through stock XlsxWriter, with no logic at all."""
    workbook = xlsxwriter.Workbook(str(path))
    formats: dict[str, Any] = {"": None}
    for name, cells in sheets.items():
        worksheet = workbook.add_worksheet(name)
        for row, column, formula, value, style in cells:
            if style not in formats:
                formats[style] = workbook.add_format(properties(style))
            worn = formats[style]
            if formula:
                worksheet.write_formula(row, column, formula, worn, value)
            elif value is None:
                worksheet.write_blank(row, column, None, worn)
            elif isinstance(value, str):
                worksheet.write_string(row, column, value, worn)
            else:
                worksheet.write_number(row, column, value, worn)
    workbook.close()


def bench_build(folder: Path) -> dict[str, float]:
    """(a) Reading, planning, evaluating and writing the reference case, against stock writing."""
    department, layout = reference_department()
    sheets = cells_of(plan_workbook(department, layout))
    whole = seconds(lambda: _read_and_build(folder / "whole.xlsx"))
    ours = seconds(lambda: api.build_workbook(department, layout, folder / "ours.xlsx"))
    stock = seconds(lambda: write_stock(sheets, folder / "stock.xlsx"))
    count = sum(len(cells) for cells in sheets.values())
    formulas = sum(bool(cell[2]) for cells in sheets.values() for cell in cells)
    print(f"(a) reference workbook: {count:,} cells, {formulas:,} formulas")
    print(f"    ours from the department {ours:.2f} s, from the folder {whole:.2f} s; stock {stock:.2f} s")
    return {"build / stock": ours / stock, "folder to file / stock": whole / stock}


def _read_and_build(path: Path) -> None:
    department, layout = reference_department()
    api.build_workbook(department, layout, path)


def many_items(department: Department, count: int) -> Department:
    """The department with its items repeated, amounts varied, up to `count`."""
    items = [
        replace(item, fen=item.fen + turn * 101, project=item.project and f"{item.project}{turn % 20}")
        for turn in range(count // len(department.items) + 1)
        for item in department.items
    ]
    return replace(department, items=tuple(items[:count]))


def bench_scale(folder: Path) -> dict[str, float]:
    """(b) 500 and 5,000 line items: time and peak memory."""
    department, layout = reference_department()
    figures: dict[int, tuple[float, float]] = {}
    for count in (500, 5000):
        large = many_items(department, count)
        path = folder / f"{count}.xlsx"

        def build(department: Department = large, path: Path = path) -> None:
            api.build_workbook(department, layout, path)

        spent = seconds(build, rounds=3)
        tracemalloc.start()
        build()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        figures[count] = (spent, peak)
        print(
            f"(b) {count:,} items: {spent:.2f} s, peak {peak:,.0f} MiB, {path.stat().st_size / 2**20:.1f} MiB"
        )
    (small_time, small_peak), (large_time, large_peak) = figures[500], figures[5000]
    return {
        "time of 5000 items / (10 × 500 items)": large_time / small_time / 10,
        "memory of 5000 items / (10 × 500 items)": large_peak / small_peak / 10,
    }


def bench_help() -> dict[str, float]:
    """(c) `budgetbook --help` against the bare import of typer, whole processes."""
    script = "import sys; sys.argv = ['budgetbook', '--help']; from generator.cli.main import main; main()"

    def run(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    ours, bare = seconds(run(script), 15), seconds(run("import typer"), 15)
    print(f"(c) --help {ours * 1000:.0f} ms, import typer {bare * 1000:.0f} ms")
    return {"--help / import typer": ours / bare}


def bench_recalculation(folder: Path) -> dict[str, float]:
    """(d) LibreOffice's recalculation of the reference workbook, against opening it."""
    reason = available()
    if reason:
        print(f"(d) not measured: {reason}")
        return {}
    _read_and_build(folder / "reference.xlsx")
    with Office() as office:
        start = time.perf_counter()
        document = office.open(folder / "reference.xlsx")
        opening = time.perf_counter() - start
        spent = median(document.measure_recalculation() for _ in range(5))
    print(f"(d) LibreOffice opens in {opening:.2f} s, recalculates everything in {spent:.2f} s")
    return {"recalculation / opening": spent / opening}


def blank_of(place: int, lines: int) -> Department:
    """A department of five units that is to fill in its workbook, some lines written for it."""
    department, _ = reference_department()
    units = tuple(Unit(f"石桥县第{place}局{each}") for each in ("本级", "服务中心", "监测站", "学校", "医院"))
    chosen = [department.items[each % len(department.items)] for each in range(lines)]
    items = tuple(replace(item, unit=units[each % 5].name, fen=None) for each, item in enumerate(chosen))
    return Department(f"石桥县第{place}局", department.year, units, items, code=str(place))


def bench_blanks(folder: Path) -> dict[str, float]:
    """(e) Templates: one blank alone, against each of 500 by stencil."""
    ratios: dict[str, float] = {}
    _, layout = reference_department()
    stencil = Stencil(layout, Capacity.for_department(blank_of(0, 60)))
    for lines, what in ((0, "blank by stencil / alone"), (60, "blank with 60 lines by stencil / alone")):
        blanks = [blank_of(place, lines) for place in range(500)]
        path = folder / "blank.xlsx"

        def alone(department: Department = blanks[0], path: Path = path) -> None:
            write_workbook(plan_workbook(department, layout, stencil.capacity), path)

        def all_of_them(blanks: list[Department] = blanks, path: Path = path) -> None:
            for department in blanks:
                stencil.write(department, path)

        one, each = seconds(alone, 5), seconds(all_of_them, 1) / len(blanks)
        print(f"(e) {what}: {each * 1000:.1f} ms / {one * 1000:.0f} ms")
        ratios[what] = each / one
    return ratios


def returned_workbooks(folder: Path) -> dict[int, Path]:
    """Workbooks of 100 and of 2,000 line items, as they come back."""
    department, layout = reference_department()
    workbooks: dict[int, Path] = {}
    for count in (100, 2000):
        workbooks[count] = folder / f"returned-{count}.xlsx"
        balanced = _balanced(many_items(department, count))
        api.build_workbook(balanced, layout, workbooks[count])
    return workbooks


def _balanced(department: Department) -> Department:
    """The department with the income that its items need."""
    sums: dict[tuple[str, str], int] = {}
    for item in department.items:
        key = (item.unit, item.funding_source)
        sums[key] = sums.get(key, 0) + (item.fen or 0)
    income = tuple(IncomeEntry(unit, source, fen) for (unit, source), fen in sums.items())
    return replace(department, income=income)


def main() -> None:
    """Run all benchmarks and compare them with the baseline."""
    ratios: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ratios |= bench_build(folder)
        ratios |= bench_scale(folder)
        ratios |= bench_help()
        ratios |= bench_recalculation(folder)
        ratios |= bench_blanks(folder)
        ratios |= bench_reading(returned_workbooks(folder))
        ratios |= bench_collecting(folder)
    before = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    for what, ratio in ratios.items():
        change = f"   baseline {before[what]:.3f}" if what in before else ""
        print(f"{ratio:6.3f}  {what}{change}")
    if "--baseline" in sys.argv:
        rounded = {what: round(ratio, 3) for what, ratio in ratios.items()}
        BASELINE.write_text(json.dumps(rounded, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
