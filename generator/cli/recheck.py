"""`budgetbook recheck`: what is in the store, read again by the layouts and the program of today."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Rechecked, Store
    from generator.messages import Language

MOST_SHOWN = 12
"""How many findings and figures of one department are shown on the terminal; JSON has all."""


def add_recheck(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("recheck", help=say("recheck", language))
    def recheck(
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        year: Annotated[int, typer.Option(help=say("recheck.year", language), show_default=False)] = 0,
        round_name: Annotated[
            str, typer.Option("--round", help=say("recheck.round", language), show_default=False)
        ] = "",
        everything: Annotated[bool, typer.Option("--all", help=say("recheck.all", language))] = False,
        jobs: Annotated[
            int, typer.Option("--jobs", "-j", min=0, help=say("collect.jobs", language), show_default=False)
        ] = 0,
        by: Annotated[str, typer.Option(help=say("by", language), show_default=False)] = "",
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", as_json)
        with opened_store(store, run.language) as opened:
            run.recheck(opened, year, round_name, everything, jobs, by, layouts)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", as_json: bool) -> None:
        self.language = language
        self.as_json = as_json

    def recheck(
        self,
        store: "Store",
        year: int,
        round_name: str,
        everything: bool,
        jobs: int,
        by: str,
        layouts: Path | None,
    ) -> None:
        """Read again, and say what changed."""
        from rich.console import Console

        from generator import bureau
        from generator.cli.progress import progress_bar

        console = Console(stderr=True)
        with ExitStack() as stack:

            def starting(total: int) -> Callable[[], None]:
                if not console.is_terminal:
                    return lambda: None
                bar = progress_bar(console, say("recheck.reading", self.language), total)
                return stack.enter_context(bar)

            workforce = stack.enter_context(bureau.local_workforce(jobs))
            try:
                count, changed = bureau.recheck_store(
                    store,
                    workforce,
                    year=year,
                    round_name=round_name,
                    everything=everything,
                    layouts=layouts,
                    author=by,
                    starting=starting,
                )
            except bureau.LayoutError as error:
                from generator.cli.faults import print_faults

                print_faults(error.faults, self.language)
                raise typer.Exit(ExitCode.LAYOUT) from error
        if self.as_json:
            data = {"read": count, "changed": [_data(each) for each in changed]}
            typer.echo(json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8"))
            return
        typer.echo(say("recheck.done", self.language, count=count, changed=len(changed)))
        for each in changed:
            typer.echo("\n".join(self._told(each)))

    def _told(self, rechecked: "Rechecked") -> Iterator[str]:
        from generator.model.amount import yuan
        from generator.reader.submission import Outcome
        from generator.reply.printable import one_line
        from generator.reply.words import OUTCOMES

        submission, change = rechecked.submission, rechecked.change
        before, after = (OUTCOMES[Outcome(each)][self.language] for each in change.outcomes)
        known = {
            "department": submission.department_name or submission.file,
            "year": submission.year,
            "version": submission.version,
            "before": before,
            "after": after,
        }
        yield ""
        yield one_line(say("recheck.changed", self.language, **known))
        for name, findings in (("found", change.found_new), ("gone", change.found_no_more)):
            for code, check, sheet, cell in findings[:MOST_SHOWN]:
                where = f"{sheet}!{cell}" if cell else sheet
                code_shown = f"{code}:{check}" if check else code
                yield one_line(say(f"recheck.{name}", self.language, code=code_shown, where=where))
            yield from self._more(findings)
        for figure in change.figures[:MOST_SHOWN]:
            amounts = {"before": f"{yuan(figure.before):,.2f}", "after": f"{yuan(figure.after):,.2f}"}
            place = {"table": figure.table, "row": figure.label, "column": figure.column}
            yield one_line(say("recheck.figure", self.language, **place, **amounts))
        yield from self._more(change.figures)

    def _more(self, told: Sequence[object]) -> Iterator[str]:
        if len(told) > MOST_SHOWN:
            yield say("recheck.more", self.language, count=len(told) - MOST_SHOWN)


def _data(rechecked: "Rechecked") -> dict[str, Any]:
    submission, change = rechecked.submission, rechecked.change
    names = ("code", "check", "sheet", "cell")
    return {
        "department": submission.department_name,
        "year": submission.year,
        "round": submission.round,
        "version": submission.version,
        "file": submission.file,
        "outcome": {"before": change.outcomes[0], "after": change.outcomes[1]},
        "found": [dict(zip(names, each, strict=True)) for each in change.found_new],
        "found_no_more": [dict(zip(names, each, strict=True)) for each in change.found_no_more],
        "figures": [
            {
                "table": each.table,
                "row": each.label,
                "column": each.column,
                "before_fen": each.before,
                "after_fen": each.after,
            }
            for each in change.figures
        ],
    }
