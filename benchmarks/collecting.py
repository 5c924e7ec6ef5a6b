"""Collecting into a store: files a second on one reading process and two, against reading alone; memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from generator import api
from generator.reader.reading import read_content
from tests.collection.region import make_region

FILES = 200
"""How many departments send their workbooks."""
_COLLECT = """
import json, re, sys, time
from generator import bureau
store = bureau.Store.open(sys.argv[1], create=True)
with bureau.local_workforce(int(sys.argv[2])) as workforce:
    begin = time.perf_counter()
    collected = bureau.collect(store, bureau.Collection((sys.argv[3],)), workforce)
    seconds = time.perf_counter() - begin
peak = int(re.search("VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps({"files": collected.files, "seconds": seconds, "peak": peak}))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: files, seconds, and the peak memory of the collecting process itself in MiB."""

    files: int
    seconds: float
    peak: float

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.files / self.seconds


def bench_collecting(folder: Path) -> dict[str, float]:
    """(g) A region's workbooks, damaged, hostile and sent twice ones among them, into SQLite."""
    few, many = (make_region(folder / str(count), count, seed=5, jobs=2) for count in (FILES // 4, FILES))
    alone = _read_alone(many.inbox)
    runs = {jobs: _collect(folder / f"{jobs}.db", jobs, many.inbox) for jobs in (1, 2)}
    again = _collect(folder / "2.db", 2, many.inbox)
    small = _collect(folder / "few.db", 2, few.inbox)
    print(
        f"(g) {runs[2].files} files: reading alone {alone:.1f} files/s; collected with -j 1 "
        f"{runs[1].rate:.1f}, with -j 2 {runs[2].rate:.1f}, once more {again.rate:.0f} files/s"
    )
    print(
        f"(g) peak memory of the collecting process: {small.peak:.0f} MiB for {small.files} files, "
        f"{runs[2].peak:.0f} MiB for {runs[2].files}"
    )
    return {
        "collecting, -j 1 / reading alone": alone / runs[1].rate,
        "collecting, files a second -j 2 / -j 1": runs[2].rate / runs[1].rate,
        "collecting, memory for four times the files": runs[2].peak / small.peak,
    }


def _read_alone(inbox: Path) -> float:
    """Files a second when they are only read and judged, in this process; archives are left out."""
    shelf = api.layout_shelf()
    files = [(path.name, path.read_bytes()) for path in sorted(inbox.rglob("*.xlsx"))]
    read_content(*files[0], shelf)
    begin = time.perf_counter()
    for name, content in files:
        read_content(name, content, shelf)
    return len(files) / (time.perf_counter() - begin)


def _collect(store: Path, jobs: int, inbox: Path) -> Run:
    command = [sys.executable, "-c", _COLLECT, str(store), str(jobs), str(inbox)]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, env=dict(os.environ))
    return Run(**json.loads(done.stdout))
