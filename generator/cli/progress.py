"""A progress bar with the count, the rate and the time that is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_bar(
    console: "Console", doing: str, total: int, rate: str = "{rate}/min"
) -> Iterator[Callable[[], None]]:
    """Show a bar while work is done; what is yielded is called after each piece of it.

    `rate` says how many pieces are done in a minute, with a place for the number.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(doing, total=total, rate="")

        def advance() -> None:
            progress.advance(task)
            speed = progress.tasks[0].speed
            progress.update(task, rate=rate.format(rate=round(speed * 60)) if speed else "")

        yield advance
