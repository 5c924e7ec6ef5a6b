"""`budgetbook template`: next year's blank workbooks for every department of a roster."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.findings import findings_as_data, print_findings
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.api import Issue, Issued, LayoutError
    from generator.model.finding import Finding


def add_template(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("template", help=say("template", language))
    def template(
        output: Annotated[
            Path, typer.Option("--output", "-o", help=say("template.output", language), show_default=False)
        ],
        year: Annotated[int, typer.Option(help=say("template.year", language), show_default=False)],
        layout: Annotated[str, typer.Option(help=say("template.layout", language))] = "xinjiang",
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        roster: Annotated[
            Path | None, typer.Option(help=say("template.roster", language), show_default=False)
        ] = None,
        previous: Annotated[
            Path | None, typer.Option(help=say("template.previous", language), show_default=False)
        ] = None,
        capacity: Annotated[
            int | None, typer.Option(min=1, help=say("template.capacity", language), show_default=False)
        ] = None,
        date: Annotated[
            datetime.datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=say("template.date", language), show_default=False),
        ] = None,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("template.overwrite", language))
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        issued_on = date.date() if date else datetime.date.today()
        run = _Run(language, as_json, output)
        run.issue(run.read(year, issued_on, roster, previous, layout, layouts), capacity, overwrite)


class _Run:
    """One run of the command."""

    def __init__(self, language: str, as_json: bool, output: Path) -> None:
        self.language = language
        self.as_json = as_json
        self.output = output

    def read(
        self,
        year: int,
        issued_on: datetime.date,
        roster: Path | None,
        previous: Path | None,
        layout: str,
        layouts: Path | None,
    ) -> "Issue":
        """Read what is to be issued; anything that forbids it ends the run."""
        from generator import api

        try:
            issue = api.read_issue(year, issued_on, roster, previous, layout, layouts)
        except api.LayoutError as error:
            self.refuse_layout(error)
        except OSError as error:
            self.refuse(ExitCode.INPUT, say("cannot_read", self.language, reason=_reason(error)))
        if not issue.pairs:
            self.refuse(ExitCode.INPUT, say("not_issued", self.language), issue.findings)
        return issue

    def issue(self, issue: "Issue", capacity: int | None, overwrite: bool) -> None:
        """Write the blanks and tell of them."""
        from generator import api

        try:
            issued = self.written(issue, capacity, overwrite)
        except api.AlreadyThereError as error:
            count, folder = len(error.files), self.output
            lines = [
                say("already_there", self.language, folder=folder, count=count),
                *(f"    {file}" for file in error.files),
                say("already_there_remedy", self.language),
            ]
            self.refuse(ExitCode.OUTPUT, "\n".join(lines), issue.findings, already_there=error.files)
        except api.CapacityError as error:
            wanted = {"what": error.what, "wanted": error.wanted, "limit": error.limit}
            self.refuse(ExitCode.INPUT, say("capacity", self.language, **wanted), issue.findings)
        except OSError as error:
            path = error.filename2 or error.filename or self.output
            said = say("cannot_write", self.language, path=path, reason=_reason(error))
            self.refuse(ExitCode.OUTPUT, said, issue.findings)
        findings = [*issue.findings, *(finding for one in issued for finding in one.findings)]
        manifest = self.output / api.MANIFEST
        if self.as_json:
            rows = [asdict(one.row) for one in issued]
            self.print_json(findings, files=rows, manifest=str(manifest))
            return
        print_findings(findings, self.language, err=False)
        count = len(issued)
        typer.echo(say("issued", self.language, count=count, folder=self.output, manifest=manifest))

    def written(self, issue: "Issue", capacity: int | None, overwrite: bool) -> list["Issued"]:
        """The blanks once they are written, with a progress bar on a terminal."""
        from rich.console import Console

        from generator import api
        from generator.cli.progress import progress_bar

        console = Console(stderr=True)
        if not console.is_terminal:
            return list(api.issue_templates(issue, self.output, capacity, overwrite))
        doing, rate = say("issuing", self.language), say("issue_rate", self.language, rate="{rate}")
        with progress_bar(console, doing, len(issue.pairs), rate) as advance:

            def show(issued: "Issued") -> None:
                advance()

            return list(api.issue_templates(issue, self.output, capacity, overwrite, show))

    def refuse(
        self,
        code: ExitCode,
        said: str,
        findings: Sequence["Finding"] = (),
        **data: object,
    ) -> NoReturn:
        """End the run: tell why nothing, or not everything, was issued."""
        if self.as_json:
            self.print_json(findings, files=[], manifest=None, **data)
        else:
            print_findings(findings, self.language, err=True)
        typer.echo(said, err=True)
        raise typer.Exit(code)

    def refuse_layout(self, error: "LayoutError") -> NoReturn:
        """End the run with the mistakes of the layout."""
        from generator.cli.faults import faults_as_data, print_faults

        if self.as_json:
            faults = faults_as_data(error.faults, self.language)
            self.print_json([], files=[], manifest=None, faults=faults)
        else:
            print_faults(error.faults, self.language)
        raise typer.Exit(ExitCode.LAYOUT) from error

    def print_json(self, findings: Sequence["Finding"], **data: object) -> None:
        """Findings and everything else for programs."""
        found: dict[str, Any] = {"findings": findings_as_data(findings, self.language), **data}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
