"""`budgetbook layouts`: what layouts there are, and whether their files are right."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.codes import codes_app
from generator.cli.exit_codes import ExitCode
from generator.cli.faults import faults_as_data, print_faults
from generator.cli.texts import say
from generator.cli.years import add_year_commands

if TYPE_CHECKING:
    from generator.layout.source import LayoutFault


def layouts_app(language: str) -> typer.Typer:
    """The group of commands in one language."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    folder_option = typer.Argument(help=say("layouts.folder", language), show_default=False)

    @app.command("list", help=say("layouts.list", language))
    def list_layouts(
        folder: Annotated[Path | None, folder_option] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        _each_year(folder, language, as_json, with_files=True)

    @app.command("check", help=say("layouts.check", language))
    def check_layouts(
        folder: Annotated[Path | None, folder_option] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        _each_year(folder, language, as_json, with_files=False)

    add_year_commands(app, language)
    app.add_typer(codes_app(language), name="codes", help=say("layouts.codes", language))
    return app


def _each_year(folder: Path | None, language: str, as_json: bool, with_files: bool) -> None:
    from generator.layout.layout_set import LayoutError, list_years, load_layout
    from generator.resources import layouts_folder

    place = folder or layouts_folder()
    years = list_years(place)
    if not years:
        if as_json:
            typer.echo(_as_json([], [], language))
        typer.echo(say("no_layouts", language, folder=place), err=True)
        raise typer.Exit(ExitCode.LAYOUT)
    faults: list[LayoutFault] = []
    data: list[dict[str, Any]] = []
    for year in years:
        try:
            layout = load_layout(place, year.layout, year.year)
        except LayoutError as error:
            faults += [fault for fault in error.faults if fault not in faults]
            continue
        data.append(
            {
                "layout": year.layout,
                "year": year.year,
                "name": getattr(layout.year_file.name, language),
                "document": layout.year_file.document,
                "basis": layout.year_file.basis(language),
                "version": layout.version,
                "tables": {table.table: table.title for table in layout.tables.values()},
                "registers": {register.name: register.title for register in layout.registers},
                "forms": {form.form: form.title for form in layout.forms},
                "checks": len(layout.checks),
            }
        )
    if as_json:
        typer.echo(_as_json(data, faults, language))
    elif with_files:
        _print_years(data)
    else:
        for entry in data:
            counts = {**entry, **{part: len(entry[part]) for part in ("tables", "registers", "forms")}}
            typer.echo(say("layout_good", language, **counts))
    if faults:
        if not as_json:
            print_faults(faults, language)
        raise typer.Exit(ExitCode.LAYOUT)


def _print_years(data: Sequence[dict[str, Any]]) -> None:
    for entry in data:
        typer.echo(f"{entry['layout']} {entry['year']}  {entry['name']}")
        typer.echo(f"    {entry['basis']}")
        for table, title in entry["tables"].items():
            typer.echo(f"    {table}  {title}")


def _as_json(layouts: Sequence[dict[str, Any]], faults: Sequence["LayoutFault"], language: str) -> str:
    data = {"layouts": layouts, "faults": faults_as_data(faults, language)}
    return json.dumps(data, ensure_ascii=False, indent=2)
