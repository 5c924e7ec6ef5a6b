"""`budgetbook layouts codes`: a bureau's own code list, laid over ours."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.faults import faults_as_data, print_faults
from generator.cli.findings import findings_as_data, print_findings
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.layout.official_import import Import
    from generator.layout.source import LayoutFault
    from generator.model.finding import Finding


class BookName(StrEnum):
    """The books that may be imported."""

    function = "function"
    economic = "economic"


def codes_app(language: str) -> typer.Typer:
    """The group of commands in one language."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

    @app.callback()
    def codes() -> None:
        pass

    @app.command("import", help=say("codes.import", language))
    def import_codes(
        file: Annotated[Path, typer.Argument(help=say("codes.file", language), show_default=False)],
        year: Annotated[
            int, typer.Option(min=1000, max=9999, help=say("codes.year", language), show_default=False)
        ],
        book: Annotated[BookName, typer.Option(help=say("codes.book", language), show_default=False)],
        layouts: Annotated[
            Path | None, typer.Option(help=say("layouts.own", language), show_default=False)
        ] = None,
        partial: Annotated[bool, typer.Option("--partial", help=say("codes.partial", language))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("codes.dry_run", language))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        _Run(language, as_json, dry_run).import_codes(file, year, book, partial, layouts)

    return app


class _Run:
    """One run of the command."""

    def __init__(self, language: str, as_json: bool, dry_run: bool) -> None:
        self.language = language
        self.as_json = as_json
        self.dry_run = dry_run

    def import_codes(self, file: Path, year: int, book: BookName, partial: bool, asked: Path | None) -> None:
        from generator.intake.official_codes import read_official_list
        from generator.layout.official_import import CLASSIFICATION, prepare_import
        from generator.layout.own_folder import NotOwnError, own_folder
        from generator.layout.phrases import unreadable_list
        from generator.layout.source import UNREADABLE, LayoutFault
        from generator.model.list_file import ListError
        from generator.model.official_list import load_book

        try:
            folder = own_folder(asked)
            ours = load_book(folder.source / CLASSIFICATION, book.value)
        except NotOwnError as error:
            typer.echo(say("not_own", self.language, folder=error.folder), err=True)
            raise typer.Exit(ExitCode.USAGE) from error
        except (ListError, OSError) as error:
            print_faults(
                [LayoutFault(UNREADABLE, CLASSIFICATION, 0, "", unreadable_list(error))], self.language
            )
            raise typer.Exit(ExitCode.LAYOUT) from error
        official, findings = read_official_list(file, book.value, year, partial, ours)
        if official is None:
            self.refuse(findings)
            raise typer.Exit(ExitCode.INPUT)
        prepared = prepare_import(folder, official, ours)
        faults: list[LayoutFault] = []
        if not self.dry_run:
            try:
                faults = prepared.write()
            except OSError as error:
                reason = error.strerror or str(error)
                typer.echo(
                    say("cannot_write_layouts", self.language, path=folder.path, reason=reason), err=True
                )
                raise typer.Exit(ExitCode.OUTPUT) from error
        self.report(prepared, findings, faults)
        if faults:
            raise typer.Exit(ExitCode.LAYOUT)

    def refuse(self, findings: Sequence["Finding"]) -> None:
        if self.as_json:
            self.print_json({"findings": findings_as_data(findings, self.language), "written": None})
            return
        print_findings(findings, self.language, err=True)
        typer.echo(say("codes_refused", self.language), err=True)

    def report(
        self, prepared: "Import", findings: Sequence["Finding"], faults: Sequence["LayoutFault"]
    ) -> None:
        from generator.cli.difference import code_lines, codes_data

        official = prepared.official
        path = None if self.dry_run else prepared.path
        if self.as_json:
            data = {
                "book": official.book,
                "year": official.year,
                "file": official.source,
                "partial": official.partial,
                "findings": findings_as_data(findings, self.language),
                "changes": codes_data(prepared.changes),
                "copied": not self.dry_run and not prepared.folder.is_begun,
                "written": str(path) if path else None,
                "faults": faults_as_data(faults, self.language),
            }
            self.print_json(data)
            return
        print_findings(findings, self.language, err=True)
        for line in code_lines(
            official.book, prepared.changes, prepared.names, self.language, confirmed=True
        ):
            typer.echo(line)
        if path is None:
            typer.echo(say("codes_dry_run", self.language))
            return
        if not prepared.folder.is_begun:
            typer.echo(say("copied_layouts", self.language, folder=prepared.folder.path))
        text = "codes_imported_part" if official.partial else "codes_imported"
        typer.echo(say(text, self.language, path=path, year=official.year))
        if faults:
            print_faults(faults, self.language)
            typer.echo("\n" + say("codes_break_layouts", self.language), err=True)

    def print_json(self, data: dict[str, Any]) -> None:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
