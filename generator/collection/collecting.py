"""Collecting (收件): every file of the places that are named, whatever happens to some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from generator.collection.executors import Workforce
from generator.collection.sources import LeftOut, Source, sources
from generator.collection.taking import Errand, Taken, take_in
from generator.reader.submission import Outcome

AHEAD = 4
"""How many files for each reading process are under way or done and not yet looked at."""
MOST_TOLD = 200
"""How many files that were left out are named; all of them are counted."""


@dataclass(slots=True)
class Collected:
    """What a run has collected so far.

    `new` counts files that came in for the first time, by outcome; `identical` those whose bytes had come
    in before, `noted_before` those of them that came from the same place in the same round, `further` those
    that are new in this round only. `years` counts the files of each budget year. `others` counts files
    that are no workbooks. `left_out` names those that ought to be looked at.
    """

    run_id: int = 0
    files: int = 0
    new: Counter[Outcome] = field(default_factory=Counter)
    identical: int = 0
    noted_before: int = 0
    further: int = 0
    years: Counter[int] = field(default_factory=Counter)
    others: int = 0
    left_out_count: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, taken: Taken | LeftOut) -> None:
        """Count one more file."""
        if isinstance(taken, Taken) and taken.reason is not None:
            taken = LeftOut(taken.shown, taken.reason, taken.details)
        if isinstance(taken, LeftOut):
            if taken.reason == "other":
                self.others += 1
                return
            self.left_out_count += 1
            if len(self.left_out) < MOST_TOLD:
                self.left_out.append(taken)
            return
        self.files += 1
        self.years[taken.year] += 1
        if taken.outcome is not None:
            self.new[taken.outcome] += 1
        else:
            self.identical += 1
            self.noted_before += not taken.is_noted
            self.further += taken.is_further

    def as_data(self) -> dict[str, object]:
        """The counts, for the history of the store."""
        return {
            "files": self.files,
            "new": {outcome.value: self.new[outcome] for outcome in Outcome},
            "identical": self.identical,
            "noted_before": self.noted_before,
            "further": self.further,
            "years": {str(year): count for year, count in sorted(self.years.items())},
            "others": self.others,
            "left_out": self.left_out_count,
        }


def count_sources(places: Sequence[str]) -> int:
    """How many workbooks there are to be read."""
    return sum(isinstance(one, Source) for one in sources(places))


def collect_files(
    places: Iterable[str],
    errand: Errand,
    workforce: Workforce,
    advance: Callable[[], None] | None = None,
) -> Collected:
    """Take in every workbook of the places; only a few are under way at a time.

    Raises: StoreError, when the store cannot take more; what is in it by then stays.
    """
    collected = Collected(errand.run_id)
    under_way: set[Future[Taken]] = set()

    def finish(most: int) -> None:
        """Wait until no more than so many are under way."""
        while len(under_way) > most:
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                under_way.discard(future)
                collected.add(future.result())
                if advance is not None:
                    advance()

    try:
        for source in _each(places, collected):
            under_way.add(workforce.executor.submit(take_in, source, errand))
            finish(AHEAD * workforce.size - 1)
        finish(0)
    finally:
        for future in under_way:
            future.cancel()
    return collected


def _each(places: Iterable[str], collected: Collected) -> Iterator[Source]:
    for found in sources(places):
        if isinstance(found, Source):
            yield found
        else:
            collected.add(found)
