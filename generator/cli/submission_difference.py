"""`budgetbook diff`: how two workbooks or folders differ, and what that does to the tables."""

import enum
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.difference.comparison import Difference, Side
    from generator.messages import Language
    from generator.model.finding import Finding


class Format(enum.StrEnum):
    """How the difference is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


ENDINGS = {Format.TEXT: ".txt", Format.JSON: ".json", Format.CSV: ".csv"}


def add_submission_difference(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("diff", help=say("diff", language))
    def diff(
        before: Annotated[Path, typer.Argument(help=say("diff.before", language), show_default=False)],
        after: Annotated[Path, typer.Argument(help=say("diff.after", language), show_default=False)],
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help=say("diff.output", language), show_default=False)
        ] = None,
        form: Annotated[Format, typer.Option("--format", help=say("diff.format", language))] = Format.TEXT,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        _Run("en" if lang == "en" else "zh", form, output, layouts).compare(before, after)


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Something that cannot be compared, and why."""

    name: str
    findings: Sequence["Finding"]


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", form: Format, output: Path | None, layouts: Path | None) -> None:
        self.language = language
        self.form = form
        self.output = output
        self.layouts = layouts

    def compare(self, before: Path, after: Path) -> None:
        """Read both, compare them, write the difference; both are read before anything is refused."""
        from generator import api
        from generator.cli.faults import print_faults

        ending = ENDINGS[self.form]
        if self.output is not None and self.output.suffix.casefold() != ending:
            said = say("diff.ending", self.language, file=self.output.name, ending=ending)
            self._refuse(ExitCode.USAGE, said)
        try:
            difference = self._difference(before, after)
        except api.LayoutError as error:
            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        except api.CapacityError as error:
            wanted = {"what": error.what, "wanted": error.wanted, "limit": error.limit}
            self._refuse(ExitCode.INPUT, say("diff.capacity", self.language, **wanted))
        self._write(difference)
        if not (difference.is_empty and difference.is_certain):
            raise typer.Exit(ExitCode.DIFFERENT)

    def _difference(self, before: Path, after: Path) -> "Difference":
        from generator.difference.comparison import compare_departments

        with self._status():
            read = [self._side(path) for path in (before, after)]
        unreadable = [each for each in read if isinstance(each, _Unreadable)]
        if unreadable:
            self._refuse_unreadable(unreadable)
        with self._status():
            return compare_departments(*(each for each in read if not isinstance(each, _Unreadable)))

    def _status(self) -> AbstractContextManager[object]:
        """A sign of life, on a terminal."""
        from rich.console import Console

        console = Console(stderr=True)
        return console.status(say("diff.comparing", self.language)) if console.is_terminal else nullcontext()

    def _side(self, path: Path) -> "Side | _Unreadable":
        """A folder or workbook. Raises: LayoutError."""
        from generator import api
        from generator.difference.comparison import Side, side_of

        if path.is_dir():
            intake, layout = api.read_folder(path, self.layouts)
            if intake.department is None:
                return _Unreadable(str(path), intake.findings)
            return Side(str(path), intake.department, layout)
        submission = api.read_submission(path, self.layouts)
        side = side_of(str(path), submission)
        return side or _Unreadable(str(path), [told.finding for told in submission.told])

    def _write(self, difference: "Difference") -> None:
        written = _written(difference, self.form, self.language)
        if self.output is None:
            # Programs get UTF-8 everywhere, a terminal what it can show.
            typer.echo(written if self.form is Format.TEXT else written.encode("utf-8"), nl=False)
            return
        from generator.whole_file import whole_file

        try:
            with whole_file(self.output) as part:
                part.write_text(written, encoding="utf-8", newline="")
        except OSError as error:
            reason = error.strerror or str(error)
            self._refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=self.output, reason=reason))
        typer.echo(say("diff.written", self.language, path=self.output))

    def _refuse_unreadable(self, unreadable: Sequence[_Unreadable]) -> NoReturn:
        """Say of each side why it cannot be read, and end the run."""
        from generator.cli.findings import findings_as_data, print_findings

        if self.form is Format.JSON:
            told = [
                {"name": each.name, "findings": findings_as_data(each.findings, self.language)}
                for each in unreadable
            ]
            typer.echo(json.dumps({"equal": None, "unreadable": told}, ensure_ascii=False, indent=2))
        for each in unreadable:
            typer.echo(say("diff.unreadable", self.language, name=each.name), err=True)
            if self.form is not Format.JSON:
                print_findings(each.findings, self.language, err=True)
        raise typer.Exit(ExitCode.INPUT)

    def _refuse(self, code: ExitCode, said: str) -> NoReturn:
        typer.echo(said, err=True)
        raise typer.Exit(code)


def _written(difference: "Difference", form: Format, language: "Language") -> str:
    if form is Format.JSON:
        from generator.difference.data import difference_json

        return difference_json(difference, language)
    if form is Format.CSV:
        from generator.difference.rows_csv import difference_csv

        return difference_csv(difference, language)
    from generator.difference.text import difference_text

    return difference_text(difference, language)
