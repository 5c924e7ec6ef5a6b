"""`budgetbook waive`: findings that the bureau lets pass, with who decided it and why."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store, StoredSubmission, Waivable
    from generator.messages import Language


def add_waive(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("waive", help=say("waive", language))
    def waive(
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        department: Annotated[
            str, typer.Argument(help=say("waive.department", language), show_default=False)
        ] = "",
        findings: Annotated[
            list[str] | None, typer.Argument(help=say("waive.findings", language), show_default=False)
        ] = None,
        reason: Annotated[str, typer.Option(help=say("waive.reason", language), show_default=False)] = "",
        by: Annotated[str, typer.Option(help=say("by", language), show_default=False)] = "",
        until: Annotated[
            datetime.datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=say("waive.until", language), show_default=False),
        ] = None,
        end: Annotated[int, typer.Option(help=say("waive.end", language), show_default=False)] = 0,
        year: Annotated[int, typer.Option(help=say("status.year", language), show_default=False)] = 0,
        round_name: Annotated[
            str, typer.Option("--round", help=say("status.round", language), show_default=False)
        ] = "",
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", by)
        with opened_store(store, run.language) as opened:
            if end:
                run.end(opened, end, reason)
            elif not department:
                run.list_all(opened, year, round_name)
            else:
                submission = run.submission(opened, department, year, round_name)
                run.waive(opened, submission, findings or [], reason, None if until is None else until.date())


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", author: str) -> None:
        from generator.store.store import user

        self.language = language
        self.author = author or user()

    def end(self, store: "Store", number: int, reason: str) -> None:
        """Take a waiver back."""
        from generator import bureau

        if not reason:
            refuse(ExitCode.USAGE, say("waive.needs_reason", self.language))
        if not bureau.take_back(store, number, reason, self.author):
            refuse(ExitCode.INPUT, say("waive.no_such", self.language, number=number))
        typer.echo(say("waive.ended", self.language, number=number))

    def list_all(self, store: "Store", year: int, round_name: str) -> None:
        """Every waiver that holds today."""
        from generator import bureau
        from generator.reply.printable import one_line

        held = bureau.waivers_of(store, year, round_name)
        if not held:
            typer.echo(say("waive.none", self.language))
        for each in held:
            known = {
                "number": each.waiver_id,
                "kind": say(f"waive.kind.{each.kind}", self.language),
                "department": each.department,
                "year": each.year,
                "round": each.round,
                "finding": f"{each.finding_code}:{each.check_id}" if each.check_id else each.finding_code,
                "reason": each.reason,
                "author": each.author,
                "until": "" if each.expires_on.startswith("9999") else each.expires_on,
            }
            typer.echo(one_line(say("waive.listed", self.language, **known)))

    def submission(self, store: "Store", department: str, year: int, round_name: str) -> "StoredSubmission":
        """The newest submission of a department."""
        from generator import bureau

        found = bureau.submissions_of(store, *bureau.round_at_work(store, year, round_name), department)
        if not found:
            refuse(ExitCode.INPUT, say("waive.no_department", self.language, department=department))
        return found[-1]

    def waive(
        self,
        store: "Store",
        submission: "StoredSubmission",
        names: Sequence[str],
        reason: str,
        until: datetime.date | None,
    ) -> None:
        """Let the named findings pass; without names, say which there are."""
        from generator import bureau
        from generator.reply.printable import one_line

        possible = bureau.waivable_of(store, submission)
        chosen = [each for each in possible if each.name in names or each.code in names]
        unknown = [name for name in names if not any(name in (each.name, each.code) for each in chosen)]
        if not names or unknown:
            for name in unknown:
                typer.echo(say("waive.unknown", self.language, finding=name), err=True)
            self._list_possible(submission, possible)
            raise typer.Exit(ExitCode.USAGE if unknown else ExitCode.DONE)
        if not reason:
            refuse(ExitCode.USAGE, say("waive.needs_reason", self.language))
        numbers = bureau.waive(store, submission, chosen, reason, self.author, until)
        for number, each in zip(numbers, chosen, strict=True):
            kind = say(f"waive.kind.{each.kind}", self.language)
            said = say(
                "waive.done", self.language, number=number, kind=kind, finding=each.name, point=each.point
            )
            typer.echo(one_line(said))

    def _list_possible(self, submission: "StoredSubmission", possible: Sequence["Waivable"]) -> None:
        from generator.reply.printable import one_line

        known = {"department": submission.department_name, "version": submission.version}
        typer.echo(
            one_line(say("waive.possible" if possible else "waive.impossible", self.language, **known))
        )
        for each in possible:
            kind = say(f"waive.kind.{each.kind}", self.language)
            typer.echo(one_line(f"  {each.name}  {kind}  {each.point}"))
