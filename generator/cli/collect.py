"""`budgetbook collect`: everything that was sent, into the store."""

import datetime
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse, shown_address
from generator.cli.texts import say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from generator.bureau import Collected, Collection, Resubmission, Store, StoredSubmission, Workforce
    from generator.intake.roster import Listed
    from generator.messages import Language

MOST_WHOLE = 3
"""Of so many resubmissions every change is shown; of more, a line for each."""
MOST_LINES = 40


def add_collect(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("collect", help=say("collect", language))
    def collect(
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        places: Annotated[
            list[str] | None, typer.Argument(help=say("collect.places", language), show_default=False)
        ] = None,
        round_name: Annotated[str, typer.Option("--round", help=say("round", language))] = "一上",
        roster: Annotated[
            Path | None, typer.Option(help=say("collect.roster", language), show_default=False)
        ] = None,
        due: Annotated[
            datetime.datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=say("collect.due", language), show_default=False),
        ] = None,
        year: Annotated[int, typer.Option(help=say("collect.year", language), show_default=False)] = 0,
        files: Annotated[str, typer.Option(help=say("collect.files", language), show_default=False)] = "",
        jobs: Annotated[
            int, typer.Option("--jobs", "-j", min=0, help=say("collect.jobs", language), show_default=False)
        ] = 0,
        cluster: Annotated[str, typer.Option(help=say("collect.cluster", language), show_default=False)] = "",
        seconds: Annotated[float, typer.Option(min=1, help=say("collect.seconds", language))] = 60,
        memory: Annotated[int, typer.Option(min=256, help=say("collect.memory", language))] = 2048,
        by: Annotated[str, typer.Option(help=say("by", language), show_default=False)] = "",
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        from generator.bureau import Collection, Limits, is_round

        run = _Run("en" if lang == "en" else "zh", as_json, store)
        if not (places or roster or due):
            refuse(ExitCode.USAGE, say("collect.nothing_to_do", run.language))
        if due is not None and not year:
            refuse(ExitCode.USAGE, say("collect.due_year", run.language))
        if not is_round(round_name):
            refuse(ExitCode.USAGE, say("collect.no_round", run.language))
        run.check_places(places or [])
        collection = Collection(
            tuple(places or ()),
            round_name,
            None if roster is None else (roster.name, run.read_roster(roster)),
            year,
            None if due is None else due.date(),
            by,
            layouts,
            Limits(seconds, memory),
        )
        with opened_store(store, run.language, create=True, files=files) as opened:
            run.collect(opened, collection, jobs, cluster)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", as_json: bool, store: str) -> None:
        self.language = language
        self.as_json = as_json
        self.store = shown_address(store)

    def check_places(self, places: Sequence[str]) -> None:
        """Say which of the named folders and files are not there, before anything is done."""
        missing = [place for place in places if "://" not in place and not Path(place).exists()]
        if missing:
            said = [say("collect.no_place", self.language, place=place) for place in missing]
            refuse(ExitCode.INPUT, "\n".join(said))

    def read_roster(self, path: Path) -> tuple["Listed", ...]:
        """The departments of a roster; one with errors ends the run."""
        from generator.bureau import read_roster
        from generator.cli.findings import print_findings
        from generator.model.finding import Severity

        listed, findings = read_roster(path)
        if findings:
            print_findings(findings, self.language, err=True)
        if any(each.severity is Severity.ERROR for each in findings):
            raise typer.Exit(ExitCode.INPUT)
        return listed

    def collect(self, store: "Store", collection: "Collection", jobs: int, cluster: str) -> None:
        """Collect, and tell what came of it."""
        from generator import bureau

        try:
            with self._workforce(jobs, cluster) as workforce:
                collected = self._collected(store, collection, workforce)
            changes = list(bureau.resubmissions(store, collected.run_id, collection.layouts))
            overtaken = list(bureau.overtaken_by(store, collected.run_id))
        except bureau.ClusterError as error:
            refuse(ExitCode.INPUT, say("collect.no_cluster", self.language, why=error))
        except bureau.LayoutError as error:
            from generator.cli.faults import print_faults

            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        except KeyboardInterrupt:
            refuse(ExitCode.CHECKS_BROKEN, say("collect.interrupted", self.language))
        if self.as_json:
            data = {
                **collected.as_data(),
                **self._left_out(collected),
                "resubmissions": self._as_data(changes),
                "overtaken": [overtaken_data(*each) for each in overtaken],
            }
            typer.echo(json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace"))
            return
        self._summary(collected, collection.year, overtaken)
        self._changes(store, changes, collection.layouts)

    def _workforce(self, jobs: int, cluster: str) -> "AbstractContextManager[Workforce]":
        from generator import bureau

        return bureau.cluster_workforce(cluster) if cluster else bureau.local_workforce(jobs)

    def _collected(self, store: "Store", collection: "Collection", workforce: "Workforce") -> "Collected":
        from rich.console import Console

        from generator import bureau
        from generator.cli.progress import progress_bar

        console = Console(stderr=True)
        if not console.is_terminal:
            return bureau.collect(store, collection, workforce)
        with console.status(say("collect.looking", self.language)):
            total = bureau.count_sources(collection.places)
        doing = say("collect.reading", self.language)
        with progress_bar(console, doing, total, say("collect.rate", self.language)) as advance:
            return bureau.collect(store, collection, workforce, advance)

    def _summary(
        self,
        collected: "Collected",
        year: int,
        overtaken: "Sequence[tuple[StoredSubmission, StoredSubmission]]",
    ) -> None:
        from generator.reader.submission import Outcome
        from generator.reply.printable import one_line
        from generator.status.shown import light
        from generator.status.standing import State

        told = [say("collect.files_read", self.language, count=collected.files, store=self.store)]
        counts = {outcome: collected.new[outcome] for outcome in Outcome if collected.new[outcome]}
        told += [f"  {light(State(each.value), self.language)} {count}" for each, count in counts.items()]
        if collected.further:
            told.append(say("collect.further", self.language, count=collected.further))
        if collected.identical > collected.further:
            known = collected.identical - collected.further
            told.append(say("collect.identical", self.language, count=known))
        told += self._years(collected, year)
        told += [overtaken_line(each, newest, self.language) for each, newest in overtaken]
        if collected.others:
            told.append(say("collect.others", self.language, count=collected.others))
        if collected.left_out_count:
            told.append(say("collect.left_out", self.language, count=collected.left_out_count))
            for each in collected.left_out[:MOST_LINES]:
                reason = say(f"collect.reason.{each.reason}", self.language, details=each.details)
                told.append(f"  {each.shown}：{reason}")
        told.append(say("collect.next", self.language, store=self.store))
        typer.echo("\n".join(map(one_line, told)))

    def _years(self, collected: "Collected", year: int) -> Iterator[str]:
        """Files of other years than the one that is collected, or of several years."""
        counts = {each: count for each, count in sorted(collected.years.items()) if each}
        others = {each: count for each, count in counts.items() if each != year}
        if year and others:
            for each, count in others.items():
                yield say("collect.other_year", self.language, year=each, count=count, wanted=year)
        elif len(counts) > 1:
            listed = "，".join(f"{each}: {count}" for each, count in counts.items())
            yield say("collect.several_years", self.language, listed=listed)

    def _changes(self, store: "Store", changes: Sequence["Resubmission"], layouts: Path | None) -> None:
        if not changes:
            return
        typer.echo("")
        typer.echo(say("collect.resubmitted", self.language, count=len(changes)))
        for change in changes[:MOST_LINES]:
            typer.echo(f"  {resubmission_line(change, self.language)}")
        if len(changes) > MOST_LINES:
            typer.echo(say("collect.more_resubmitted", self.language, count=len(changes) - MOST_LINES))
        if len(changes) > MOST_WHOLE:
            return
        for change in changes:
            print_difference(store, change, layouts, self.language)

    def _left_out(self, collected: "Collected") -> dict[str, Any]:
        named = [
            {"source": each.shown, "reason": each.reason, "details": each.details}
            for each in collected.left_out
        ]
        return {"left_out_files": named}

    def _as_data(self, changes: Sequence["Resubmission"]) -> list[dict[str, Any]]:
        return [resubmission_data(change) for change in changes]


def resubmission_line(change: "Resubmission", language: "Language") -> str:
    """What a resubmission changed, in one line."""
    from generator.difference.said import gain
    from generator.reply.printable import one_line
    from generator.status.shown import light
    from generator.status.standing import State

    after, before = change.after, change.before
    known = {
        "department": after.department_name,
        "version": after.version,
        "state": light(State(after.state), language),
        "before": before.version,
    }
    if change.entries is None:
        return one_line(say("collect.changed_unreadable", language, **known))
    items, income = change.entries.items, change.entries.income
    counts = {
        "items": len(items.changes),
        "income_lines": len(income.changes),
        "expenditure": gain(items.fen) or say("collect.same_total", language),
        "income": gain(income.fen) or say("collect.same_total", language),
        "tables": len(change.tables),
        "figures": len(change.figures),
    }
    return one_line(say("collect.changed", language, **known, **counts))


def overtaken_line(each: "StoredSubmission", newest: "StoredSubmission", language: "Language") -> str:
    """That a file is not the newest version of its department, in one line."""
    from generator.reply.printable import one_line

    known = {"department": each.department_name, "file": each.file, "version": each.version}
    return one_line(say("collect.overtaken", language, **known, newest=newest.version))


def overtaken_data(each: "StoredSubmission", newest: "StoredSubmission") -> dict[str, Any]:
    """The same, for programs."""
    return {
        "department": each.department_name,
        "file": each.file,
        "version": each.version,
        "newest": newest.version,
    }


def resubmission_data(change: "Resubmission") -> dict[str, Any]:
    """What a resubmission changed, for programs: figures in fen, lines as `diff` has them, in yuan."""
    from generator.difference.data import ledger_data

    data: dict[str, Any] = {
        "department": change.after.department_name,
        "year": change.after.year,
        "round": change.after.round,
        "before": change.before.version,
        "after": change.after.version,
        "state": change.after.state,
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
    if change.entries is not None:
        lists = change.entries.ledgers.items()
        data["lists"] = {
            name: {"fen": each.fen, "lines": ledger_data(each)["changes"]} for name, each in lists
        }
    return data


def print_difference(
    store: "Store", change: "Resubmission", layouts: Path | None, language: "Language"
) -> None:
    """Everything in which two versions differ; the sides are called as the language has it."""
    from dataclasses import replace

    from generator import bureau
    from generator.difference.text import difference_text

    difference = bureau.differences(store, change.before, change.after, layouts)
    if difference is None:
        return
    before, after = (
        replace(side, name=say("history.side", language, file=each.file, version=each.version))
        for side, each in ((difference.before, change.before), (difference.after, change.after))
    )
    typer.echo("")
    typer.echo(difference_text(replace(difference, before=before, after=after), language), nl=False)
