"""`budgetbook build`: a department's folder to its workbook."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.findings import findings_as_data, print_findings
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.api import Built, Capacity
    from generator.checks.report import CheckResult, Report
    from generator.model.budget import Department
    from generator.model.finding import Finding


def add_build(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("build", help=say("build", language))
    def build(
        folder: Annotated[Path, typer.Argument(help=say("build.folder", language), show_default=False)],
        output: Annotated[
            Path, typer.Option("--output", "-o", help=say("build.output", language), show_default=False)
        ],
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        capacity: Annotated[
            int | None, typer.Option(min=1, help=say("build.capacity", language), show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        _Run(language, as_json).build(folder, output, layouts, capacity)


class _Run:
    """One run of the command."""

    def __init__(self, language: str, as_json: bool) -> None:
        self.language = language
        self.as_json = as_json

    def build(self, folder: Path, output: Path, layouts: Path | None, capacity: int | None) -> None:
        from generator import api
        from generator.cli.faults import faults_as_data, print_faults

        self._check_output(output)
        try:
            intake, layout = api.read_folder(folder, layouts)
        except api.LayoutError as error:
            if self.as_json:
                faults = faults_as_data(error.faults, self.language)
                data = {"findings": [], "workbook": None, "faults": faults}
                typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
            else:
                print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        department = intake.department
        if department is None:
            self._findings(intake.findings, None)
            typer.echo(say("not_built", self.language), err=True)
            raise typer.Exit(ExitCode.INPUT)
        try:
            room = self._capacity(department, capacity)
            built = self._with_progress(department, layout, output, room)
        except api.CapacityError as error:
            wanted = {"what": error.what, "wanted": error.wanted, "limit": error.limit}
            typer.echo(say("capacity", self.language, **wanted), err=True)
            raise typer.Exit(ExitCode.INPUT) from error
        except OSError as error:
            reason = error.strerror or str(error)
            typer.echo(say("cannot_write", self.language, path=output, reason=reason), err=True)
            raise typer.Exit(ExitCode.OUTPUT) from error
        self._findings(intake.findings, built)
        if built.report.errors:
            raise typer.Exit(ExitCode.CHECKS_BROKEN)

    def _check_output(self, output: Path) -> None:
        if output.suffix.lower() != ".xlsx":
            typer.echo(say("no_xlsx", self.language, file=output.name), err=True)
            raise typer.Exit(ExitCode.USAGE)
        if not output.parent.is_dir():
            typer.echo(say("no_folder", self.language, folder=output.parent), err=True)
            raise typer.Exit(ExitCode.OUTPUT)

    def _capacity(self, department: "Department", items: int | None) -> "Capacity":
        from dataclasses import replace

        from generator.api import Capacity

        room = Capacity.for_department(department)
        return room if items is None else replace(room, items=items)

    def _with_progress(
        self, department: "Department", layout: Any, output: Path, room: "Capacity"
    ) -> "Built":
        from rich.console import Console

        from generator import api

        console = Console(stderr=True)
        if not console.is_terminal:
            return api.build_workbook(department, layout, output, room)
        with console.status("") as status:

            def show(sheet: str) -> None:
                status.update(say("writing", self.language, sheet=sheet))

            return api.build_workbook(department, layout, output, room, show)

    def _findings(self, findings: Sequence["Finding"], built: "Built | None") -> None:
        if self.as_json:
            typer.echo(json.dumps(_as_data(findings, built, self.language), ensure_ascii=False, indent=2))
            return
        print_findings(findings, self.language, err=built is None)
        if built is not None:
            self._report(built)

    def _report(self, built: "Built") -> None:
        report = built.report
        for name, results in _worth_telling(report):
            for result in results:
                typer.echo(f"{say(name, self.language)}  {result.id}  {result.sentence(self.language)}")
        typer.echo(say("verdicts", self.language, **_verdict_counts(report)))
        if report.check_code:
            typer.echo(say("check_code", self.language, code=report.check_code))
        typer.echo(say("built", self.language, path=built.path))


def _worth_telling(report: "Report") -> list[tuple[str, "tuple[CheckResult, ...]"]]:
    from generator.checks.report import Verdict

    return [
        ("broken", report.errors),
        ("explain", report.warnings),
        ("rounded", report.having(Verdict.ROUNDED)),
    ]


def _verdict_counts(report: "Report") -> dict[str, int]:
    from generator.checks.report import Verdict

    return {
        "balanced": len(report.having(Verdict.BALANCED)),
        "rounded": len(report.having(Verdict.ROUNDED)),
        "broken": len(report.having(Verdict.BROKEN)),
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "idle": len(report.having(Verdict.IDLE)),
    }


def _as_data(findings: Sequence["Finding"], built: "Built | None", language: str) -> dict[str, Any]:
    from dataclasses import asdict

    data: dict[str, Any] = {
        "findings": findings_as_data(findings, language),
        "workbook": str(built.path) if built else None,
    }
    if built:
        data["check_code"] = built.report.check_code
        data["checks"] = [
            {
                **asdict(result),
                "left": str(result.left),
                "right": str(result.right),
                "difference": str(result.difference),
                "sentence": result.sentence(language),
            }
            for result in built.report.results
        ]
    return data
