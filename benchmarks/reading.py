"""Reading workbooks back: against openpyxl and calamine, on one core and two, and in how much memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from statistics import median

import openpyxl
from python_calamine import CalamineWorkbook

from generator import api

FILES = 60
"""How many workbooks are read to count files per second."""


def bench_reading(workbooks: dict[int, Path]) -> dict[str, float]:
    """(f) Reading with all checks and every official cell compared; `workbooks` by their line items."""
    ratios: dict[str, float] = {}
    for items, path in workbooks.items():
        ours = _seconds(lambda path=path: _read(path), 9)
        loaded = _seconds(lambda path=path: _load(path), 3)
        floor = _seconds(lambda path=path: _values(path), 9)
        size = path.stat().st_size / 2**20
        print(
            f"(f) {items:,} items, {size:.1f} MiB: read and judged in {ours * 1000:.0f} ms, "
            f"openpyxl loads in {loaded * 1000:.0f} ms, calamine in {floor * 1000:.0f} ms"
        )
        ratios[f"reading {items} items / openpyxl"] = ours / loaded
        ratios[f"reading {items} items / calamine"] = ours / floor
    smallest = workbooks[min(workbooks)]
    rates = {cores: _rate(smallest, cores) for cores in (1, 2)}
    print(f"(f) files a second: {rates[1]:.1f} on one core, {rates[2]:.1f} on two")
    ratios["files a second on two cores / on one"] = rates[2] / rates[1]
    for items, path in workbooks.items():
        print(f"(f) {items:,} items: peak memory of the whole process {_peak(path):,.0f} MiB")
    return ratios


def _seconds(action: Callable[[], object], rounds: int) -> float:
    """The median of several runs, garbage of other runs collected before each."""
    action()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return median(times)


@cache
def _shelf() -> api.LayoutShelf:
    return api.layout_shelf()


def _read(path: Path) -> None:
    submission = api.read_submission(path, shelf=_shelf())
    assert submission.outcome is api.Outcome.ACCEPTED, submission.told[0].finding


def _load(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(path)


def _values(path: Path) -> None:
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def _rate(path: Path, cores: int) -> float:
    """Files per second, the processes warmed up."""
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(_read, [path] * cores * 4))
        start = time.perf_counter()
        list(pool.map(_read, [path] * FILES))
        return FILES / (time.perf_counter() - start)


def _peak(path: Path) -> float:
    """Peak memory of a fresh process that reads the workbook, in MiB (Linux)."""
    script = (
        "import sys; from pathlib import Path; from generator import api; "
        "api.read_submission(Path(sys.argv[1])); "
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return int(done.stdout) / 1024
