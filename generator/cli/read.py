"""`budgetbook read`: workbooks that people edited, back to line items, with everything that is wrong."""

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.api import Expected, LayoutShelf, Submission
    from generator.messages import Language


class Format(enum.StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


ENDINGS = {Format.TEXT: "txt", Format.JSON: "json", Format.CSV: "csv", Format.HTML: "html"}


def add_read(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("read", help=say("read", language))
    def read(
        files: Annotated[list[Path], typer.Argument(help=say("read.files", language), show_default=False)],
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help=say("read.output", language), show_default=False)
        ] = None,
        form: Annotated[Format, typer.Option("--format", help=say("read.format", language))] = Format.TEXT,
        marked: Annotated[
            Path | None, typer.Option(help=say("read.marked", language), show_default=False)
        ] = None,
        year: Annotated[int, typer.Option(help=say("read.year", language), show_default=False)] = 0,
        department: Annotated[
            str, typer.Option(help=say("read.department", language), show_default=False)
        ] = "",
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        overwrite: Annotated[bool, typer.Option("--overwrite", help=say("read.overwrite", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        from generator.api import Expected

        run = _Run("en" if lang == "en" else "zh", form, output, marked, overwrite)
        run.read(files, layouts, Expected(year, department))


class _Run:
    """One run of the command."""

    def __init__(
        self, language: "Language", form: Format, output: Path | None, marked: Path | None, overwrite: bool
    ) -> None:
        self.language = language
        self.form = form
        self.output = output
        self.marked = marked
        self.overwrite = overwrite

    def read(self, files: Sequence[Path], layouts: Path | None, expected: "Expected") -> None:
        """Read, judge, reply; the exit code is that of the worst workbook."""
        from generator import api

        shelf = api.layout_shelf(layouts)
        try:
            submissions = self.submissions(workbooks(files), shelf, expected)
        except api.LayoutError as error:
            from generator.cli.faults import print_faults

            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        if not submissions:
            self.refuse(ExitCode.INPUT, say("read.nothing", self.language))
        self.reply(submissions)
        raise typer.Exit(max(exit_code(submission) for submission in submissions))

    def submissions(
        self, files: Sequence[Path], shelf: "LayoutShelf", expected: "Expected"
    ) -> list["Submission"]:
        """Read one workbook after the other, with a bar on a terminal when there are several."""
        from rich.console import Console

        from generator import api
        from generator.cli.progress import progress_bar

        console = Console(stderr=True)
        if len(files) == 1 or not console.is_terminal:
            return [api.read_submission(path, expected=expected, shelf=shelf) for path in files]
        read: list[Submission] = []
        with progress_bar(console, say("reading", self.language), len(files)) as advance:
            for path in files:
                read.append(api.read_submission(path, expected=expected, shelf=shelf))
                advance()
        return read

    def reply(self, submissions: Sequence["Submission"]) -> None:
        """Write folders, marked copies and findings; tell of them."""
        from generator import api

        told: list[str] = []
        try:
            if self.output is not None:
                self.output.mkdir(parents=True, exist_ok=True)
                folders = api.write_folders(submissions, self.output, self.overwrite)
                told += [say("read.folder", self.language, path=path) for path in folders.values()]
            if self.marked is not None:
                copies = api.write_marked_copies(submissions, self.marked, self.language, self.overwrite)
                told += [say("read.copy", self.language, path=path) for path in copies.values()]
            written = api.findings_in(self.form.value, submissions, self.language)
            if self.output is not None and self.form is not Format.TEXT:
                path = self.output / f"findings.{ENDINGS[self.form]}"
                api.write_findings(written, path)
                told.append(say("read.findings", self.language, path=path))
                written = api.findings_in(Format.TEXT.value, submissions, self.language)
        except api.AlreadyThereError as error:
            lines = [say("read.already_there", self.language), *(f"    {file}" for file in error.files)]
            self.refuse(ExitCode.OUTPUT, "\n".join([*lines, say("already_there_remedy", self.language)]))
        except OSError as error:
            where = error.filename2 or error.filename or self.output or self.marked
            reason = error.strerror or str(error)
            self.refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=where, reason=reason))
        typer.echo(written.rstrip("\n"))
        for line in told:
            typer.echo(line, err=self.output is None)

    def refuse(self, code: ExitCode, said: str) -> NoReturn:
        """End the run and say why."""
        typer.echo(said, err=True)
        raise typer.Exit(code)


def workbooks(paths: Sequence[Path]) -> list[Path]:
    """The files, and in place of a folder the workbooks in it, in the order of their names."""
    from generator.intake.submissions import WORKBOOK_SUFFIXES

    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        found += sorted(
            file
            for file in path.iterdir()
            if file.suffix.casefold() in WORKBOOK_SUFFIXES and not file.name.startswith((".", "~$"))
        )
    return found


def exit_code(submission: "Submission") -> ExitCode:
    """What one workbook ends in."""
    from generator.api import Outcome

    codes = {Outcome.REFUSED: ExitCode.CHECKS_BROKEN, Outcome.UNREADABLE: ExitCode.INPUT}
    return codes.get(submission.outcome, ExitCode.DONE)
