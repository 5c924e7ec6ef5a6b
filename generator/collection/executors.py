"""What runs the reading (执行): threads that each have a reading process, or a Dask cluster.

Any `concurrent.futures.Executor` will do: what it is given is `take_in` and plain data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from generator.collection.guard import Guard
from generator.collection.taking import enlist


class ClusterError(Exception):
    """A cluster that cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """An executor, and how many files it reads at a time."""

    executor: Executor
    size: int


@contextmanager
def local_workforce(processes: int = 0) -> Iterator[Workforce]:
    """As many reading processes as are wanted, by default one for each processor core."""
    size = processes or os.cpu_count() or 1
    guards: list[Guard] = []
    name = "budgetbook-reading"
    executor = ThreadPoolExecutor(size, name, initializer=enlist, initargs=(guards,))
    try:
        yield Workforce(executor, size)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        for guard in guards:
            guard.close()


@contextmanager
def cluster_workforce(address: str) -> Iterator[Workforce]:
    """The workers of a Dask cluster; budgetbook has to be installed on each of them.

    Raises: ClusterError, also when the cluster is lost on the way.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ClusterError("pip install 'budgetbook[cluster]'") from error
    try:
        client: Any = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(f"{address}: {error}") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"{address}: 0 workers")
        try:
            yield Workforce(client.get_executor(pure=False), threads)
        except (CancelledError, KilledWorker) as error:
            raise ClusterError(f"{address}: {str(error) or 'connection lost'}") from error
