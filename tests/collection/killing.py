"""A run in a process of its own, which may be killed; it starts at once, as a server holds all modules."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.collection.runs import Run


def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.bureau", "tests.collection.killing"])
    return context


def collecting(address: str, inbox: Path, roster: Path, jobs: int = 2) -> BaseProcess:
    """A process that collects, not yet started."""
    return _server().Process(target=_collect, args=(address, inbox, roster, jobs))


def _collect(address: str, inbox: Path, roster: Path, jobs: int) -> None:
    from generator.bureau import local_workforce

    with local_workforce(jobs) as workforce:
        Run(workforce).collect(address, inbox, roster=roster)
