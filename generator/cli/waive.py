"""`budgetbook waive`: findings that the bureau lets pass, with who decided it and why."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store, StoredSubmission, ValidWaiver, Waivable
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
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", by, as_json)
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

    def __init__(self, language: "Language", author: str, as_json: bool) -> None:
        from generator.store.store import user

        self.language = language
        self.author = author or user()
        self.as_json = as_json

    def end(self, store: "Store", number: int, reason: str) -> None:
        """Take a waiver back."""
        from generator import bureau

        if not reason:
            refuse(ExitCode.USAGE, say("waive.needs_reason", self.language))
        if not bureau.take_back(store, number, reason, self.author):
            refuse(ExitCode.INPUT, say("waive.no_such", self.language, number=number))
        if self.as_json:
            self._print({"ended": number})
            return
        typer.echo(say("waive.ended", self.language, number=number))

    def list_all(self, store: "Store", year: int, round_name: str) -> None:
        """Every waiver that holds today."""
        from generator import bureau
        from generator.reply.printable import one_line

        held = bureau.waivers_of(store, year, round_name)
        if self.as_json:
            self._print({"waivers": [_waiver_data(each) for each in held]})
            return
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
        return max(found, key=lambda each: (each.year, each.on_roster, each.version))

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
            self._list_possible(store, submission, possible)
            raise typer.Exit(ExitCode.USAGE if unknown else ExitCode.DONE)
        if not reason:
            refuse(ExitCode.USAGE, say("waive.needs_reason", self.language))
        if until is not None and until < datetime.date.today():
            refuse(ExitCode.USAGE, say("waive.past", self.language, day=until))
        self._refuse_waived(store, submission, chosen)
        numbers = bureau.waive(store, submission, chosen, reason, self.author, until)
        if self.as_json:
            done = [
                _waivable_data(each) | {"number": number}
                for number, each in zip(numbers, chosen, strict=True)
            ]
            self._print({**_whose(submission), "waived": done})
            return
        for number, each in zip(numbers, chosen, strict=True):
            kind = say(f"waive.kind.{each.kind}", self.language)
            point = self._point(each)
            said = say("waive.done", self.language, number=number, kind=kind, finding=each.name, point=point)
            typer.echo(one_line(said))

    def _refuse_waived(
        self, store: "Store", submission: "StoredSubmission", chosen: Sequence["Waivable"]
    ) -> None:
        """One record for each decision: what is waived already is not waived once more."""
        from generator.status.let_pass import waiver_numbers

        numbers = waiver_numbers(store, submission)
        held = {each.name: numbers.get((each.code, each.check_id, each.point)) for each in chosen}
        said = [
            say("waive.again", self.language, finding=name, number=number)
            for name, number in held.items()
            if number is not None
        ]
        if said:
            refuse(ExitCode.USAGE, "\n".join(said))

    def _list_possible(
        self, store: "Store", submission: "StoredSubmission", possible: Sequence["Waivable"]
    ) -> None:
        """What can be waived; of what is waived already, by which number."""
        from generator.reply.printable import one_line
        from generator.status.let_pass import waiver_numbers

        numbers = waiver_numbers(store, submission)
        held = [numbers.get((each.code, each.check_id, each.point)) for each in possible]
        if self.as_json:
            listed = [
                _waivable_data(each) | {"waived_by": number}
                for each, number in zip(possible, held, strict=True)
            ]
            self._print({**_whose(submission), "possible": listed})
            return
        known = {"department": submission.department_name, "version": submission.version}
        typer.echo(
            one_line(say("waive.possible" if possible else "waive.impossible", self.language, **known))
        )
        for each, number in zip(possible, held, strict=True):
            kind = say(f"waive.kind.{each.kind}", self.language)
            mark = "" if number is None else f"  [{say('waive.held', self.language, number=number)}]"
            typer.echo(one_line(f"  {each.name}  {kind}{mark}  {self._point(each)}"))

    def _point(self, each: "Waivable") -> str:
        """What was found; the store keeps it in Chinese, so that in English its title says what it is."""
        from generator.status.shown import title_of

        title = title_of(each.code, each.check_id) or each.code
        return say("waive.point_in_chinese", self.language, title=title, point=each.point)

    def _print(self, data: dict[str, Any]) -> None:
        from generator.reply.json_text import json_text

        typer.echo(json_text(data).encode("utf-8", "replace"), nl=False)


def _whose(submission: "StoredSubmission") -> dict[str, Any]:
    return {
        "department": submission.department_name,
        "code": submission.department_code,
        "year": submission.year,
        "round": submission.round,
        "version": submission.version,
    }


def _waivable_data(each: "Waivable") -> dict[str, Any]:
    return {
        "name": each.name,
        "kind": each.kind,
        "code": each.code,
        "check": each.check_id,
        "title": each.title,
        "found": each.point,
        "places": each.places,
    }


def _waiver_data(each: "ValidWaiver") -> dict[str, Any]:
    """A waiver that holds; `until` is null where it holds without end."""
    return {
        "number": each.waiver_id,
        "kind": each.kind,
        "department": each.department,
        "year": each.year,
        "round": each.round,
        "code": each.finding_code,
        "check": each.check_id,
        "found": each.point,
        "reason": each.reason,
        "author": each.author,
        "made_at": each.made_at,
        "until": None if each.expires_on.startswith("9999") else each.expires_on,
    }
