"""Collecting in tests: in this process, or by the command in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from generator import bureau
from generator.collection.guard import Limits

COMMAND = [sys.executable, "-c", "from generator.cli.main import main; main()"]


@dataclass(frozen=True)
class Run:
    """How a run collects."""

    workforce: bureau.Workforce
    round: str = bureau.FIRST_ROUND
    layouts: Path | None = None
    limits: Limits = field(default_factory=Limits)
    files: str = ""
    author: str = "王敏"

    def collect(self, address: str, *places: Path | str, roster: Path | None = None) -> bureau.Collected:
        """Take in some places."""
        store = bureau.Store.open(address, create=True, files=self.files)
        listed = None if roster is None else (roster.name, bureau.read_roster(roster)[0])
        collection = bureau.Collection(
            tuple(map(str, places)),
            self.round,
            listed,
            author=self.author,
            layouts=self.layouts,
            limits=self.limits,
        )
        return bureau.collect(store, collection, self.workforce)


def with_executor(executor: Executor, size: int) -> Run:
    """A run whose files any executor reads."""
    return Run(bureau.Workforce(executor, size))


def command(
    *arguments: object, environment: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        timeout=timeout,
        check=False,
    )
