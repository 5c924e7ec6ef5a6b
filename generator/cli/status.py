"""`budgetbook status`: who has submitted, who has not, and what is wrong where."""

import datetime
import enum
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store
    from generator.messages import Language
    from generator.reader.submission import Submission
    from generator.status.standing import DepartmentStanding, State, Status


class Format(enum.StrEnum):
    """How the status is written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def add_status(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("status", help=say("status", language))
    def status(
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        year: Annotated[int, typer.Option(help=say("status.year", language), show_default=False)] = 0,
        round_name: Annotated[
            str, typer.Option("--round", help=say("status.round", language), show_default=False)
        ] = "",
        departments: Annotated[
            list[str] | None,
            typer.Option("--department", help=say("status.department", language), show_default=False),
        ] = None,
        states: Annotated[
            list[str] | None,
            typer.Option("--state", help=say("status.state", language), show_default=False),
        ] = None,
        form: Annotated[Format, typer.Option("--format", help=say("status.format", language))] = Format.TEXT,
        output: Annotated[
            Path | None,
            typer.Option("--output", "-o", help=say("status.output", language), show_default=False),
        ] = None,
        units: Annotated[bool, typer.Option("--units", help=say("status.units", language))] = False,
        due: Annotated[
            datetime.datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=say("status.due", language), show_default=False),
        ] = None,
        notices: Annotated[
            Path | None, typer.Option(help=say("status.notices", language), show_default=False)
        ] = None,
        signed: Annotated[str, typer.Option(help=say("status.signed", language), show_default=False)] = "",
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("status.overwrite", language))
        ] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", form, output, units)
        wanted = run.states(states or [])
        with opened_store(store, run.language) as opened:
            found = run.status(opened, year, round_name, None if due is None else due.date())
            found = run.narrowed(found, departments or [], wanted)
            run.write(found)
            if notices is not None:
                run.notices(opened, found, notices, layouts, signed, overwrite)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", form: Format, output: Path | None, units: bool) -> None:
        self.language = language
        self.form = form
        self.output = output
        self.units = units

    def status(self, store: "Store", year: int, round_name: str, due: datetime.date | None) -> "Status":
        """The status of a year and round; what is not given is what something came for last."""
        from generator import bureau
        from generator.status.stored_standing import round_shown

        shown = round_shown(store, year, round_name)
        if shown is None:
            refuse(ExitCode.INPUT, say("status.nothing", self.language))
        as_of = datetime.datetime.now().astimezone()
        return bureau.status_of(store, *shown, as_of, due)

    def states(self, words: Sequence[str]) -> list["State"]:
        """The states that are named, in either language."""
        from generator.status.narrowing import state_named
        from generator.status.words import STATES

        named = {word: state_named(word) for word in words}
        for word in (word for word, state in named.items() if state is None):
            known = "、".join(f"{state} {told['zh']}" for state, told in STATES.items())
            if self.language == "en":
                known = ", ".join(STATES)
            refuse(ExitCode.USAGE, say("status.no_state", self.language, state=word, known=known))
        return [state for state in named.values() if state is not None]

    def narrowed(self, status: "Status", departments: Sequence[str], states: Sequence["State"]) -> "Status":
        """The status of those that are named and in one of the states."""
        from generator.reply.printable import one_line
        from generator.status.narrowing import UnknownDepartmentError, narrowed

        try:
            return narrowed(status, departments, states)
        except UnknownDepartmentError as error:
            told = [
                say(
                    "status.no_department_near" if near else "status.no_department",
                    self.language,
                    department=name,
                    near=near,
                )
                for name, near in error.nearest.items()
            ]
            refuse(ExitCode.USAGE, "\n".join(map(one_line, told)))

    def write(self, status: "Status") -> None:
        """Show the status, or write it to a file."""
        from rich.console import Console

        from generator.status.terminal_table import status_table

        if self.output is None and self.form is Format.TEXT:
            status_table(status, Console(), self.language, units=self.units)
            return
        written = self._written(status)
        if self.output is None:
            typer.echo(written.encode("utf-8"), nl=False)
            return
        from generator.whole_file import whole_file

        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(self.output) as part:
                part.write_text(written, encoding="utf-8", newline="")
        except OSError as error:
            said = say("cannot_write", self.language, path=self.output, reason=error.strerror or str(error))
            refuse(ExitCode.OUTPUT, said)
        typer.echo(say("status.written", self.language, path=self.output))

    def _written(self, status: "Status") -> str:
        from generator.status.data import status_json
        from generator.status.page import status_page
        from generator.status.rows_csv import status_csv

        if self.form is Format.CSV:
            return status_csv(status, self.language, units=self.units)
        if self.form is Format.JSON:
            return status_json(status, self.language)
        if self.form is Format.HTML:
            return status_page(status, self.language)
        from io import StringIO

        from rich.console import Console

        from generator.status.terminal_table import status_table

        text = StringIO()
        status_table(status, Console(file=text, width=160), self.language, units=self.units)
        return text.getvalue()

    def notices(
        self,
        store: "Store",
        status: "Status",
        folder: Path,
        layouts: Path | None,
        signed: str,
        overwrite: bool,
    ) -> None:
        """Write a notice for each department, marked copies beside them."""
        from rich.console import Console

        from generator import bureau
        from generator.api import AlreadyThereError, layout_shelf
        from generator.cli.progress import progress_bar
        from generator.status.delivery import write_notices
        from generator.status.let_pass import waiver_numbers

        shelf = layout_shelf(layouts)
        received = bureau.submissions_of(store, status.year, status.round)
        by_digest = {each.digest: each for each in received}
        waivers = bureau.waivers_of(store, status.year, status.round)

        def submission_of(standing: "DepartmentStanding") -> "Submission | None":
            newest = standing.newest
            stored = None if newest is None else by_digest.get(newest.digest)
            if stored is None:
                return None
            holding = set(waiver_numbers(store, stored).values())
            theirs = [each for each in waivers if each.waiver_id in holding]
            return bureau.without_waived(bureau.read_again(store, stored, shelf), theirs)

        try:
            console = Console(stderr=True)
            doing, total = say("status.writing_notices", self.language), len(status.departments)
            if console.is_terminal:
                with progress_bar(console, doing, total) as advance:
                    letters = write_notices(
                        status,
                        submission_of,
                        folder,
                        self.language,
                        signed=signed,
                        overwrite=overwrite,
                        progress=lambda _: advance(),
                    )
            else:
                letters = write_notices(
                    status, submission_of, folder, self.language, signed=signed, overwrite=overwrite
                )
        except AlreadyThereError as error:
            lines = [say("read.already_there", self.language), *(f"    {file}" for file in error.files)]
            refuse(ExitCode.OUTPUT, "\n".join([*lines, say("already_there_remedy", self.language)]))
        except bureau.LayoutError as error:
            from generator.cli.faults import print_faults

            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        except OSError as error:
            reason = error.strerror or str(error)
            refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=folder, reason=reason))
        copies = sum(letter.copy is not None for letter in letters)
        said = say("status.notices_written", self.language, count=len(letters), copies=copies, folder=folder)
        typer.echo(said, err=True)
