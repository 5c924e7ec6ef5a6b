"""`budgetbook layouts diff` and `new-year`: what a year changed, and the beginning of the next one."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.faults import faults_as_data, print_faults
from generator.cli.texts import say

DEFAULT_LAYOUT = "xinjiang"


def add_year_commands(app: typer.Typer, language: str) -> None:
    """Add the commands to the group of layout commands."""
    layout_option = typer.Option("--layout", help=say("layouts.layout", language))

    @app.command("diff", help=say("layouts.diff", language))
    def diff(
        before: Annotated[int, typer.Argument(help=say("layouts.before", language), show_default=False)],
        after: Annotated[int, typer.Argument(help=say("layouts.after", language), show_default=False)],
        layout: Annotated[str, layout_option] = DEFAULT_LAYOUT,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
    ) -> None:
        _diff(layout, (before, after), layouts, language, as_json)

    @app.command("new-year", help=say("layouts.new_year", language))
    def new_year(
        year: Annotated[
            int,
            typer.Argument(min=1000, max=9999, help=say("layouts.year", language), show_default=False),
        ],
        layout: Annotated[str, layout_option] = DEFAULT_LAYOUT,
        layouts: Annotated[
            Path | None, typer.Option(help=say("layouts.own", language), show_default=False)
        ] = None,
    ) -> None:
        _new_year(layout, year, layouts, language)


def _diff(layout: str, years: tuple[int, int], folder: Path | None, language: str, as_json: bool) -> None:
    from generator.cli.difference import difference_data, difference_lines
    from generator.layout.difference import compare_layouts
    from generator.layout.layout_set import LayoutError, load_layout
    from generator.resources import layouts_folder

    place = folder or layouts_folder()
    try:
        before, after = (load_layout(place, layout, year) for year in years)
    except LayoutError as error:
        if as_json:
            _print_json({"faults": faults_as_data(error.faults, language)})
        else:
            print_faults(error.faults, language)
        raise typer.Exit(ExitCode.LAYOUT) from error
    difference = compare_layouts(before, after)
    if as_json:
        _print_json(difference_data(difference, language))
        return
    for line in difference_lines(difference, language):
        typer.echo(line)


def _new_year(layout: str, year: int, asked: Path | None, language: str) -> None:
    from generator.layout.layout_set import LayoutError
    from generator.layout.new_year import NoEarlierYearError, start_year
    from generator.layout.own_folder import NotOwnError, own_folder

    try:
        folder = own_folder(asked)
        path = start_year(folder, layout, year, language)
    except NotOwnError as error:
        typer.echo(say("not_own", language, folder=error.folder), err=True)
        raise typer.Exit(ExitCode.USAGE) from error
    except LayoutError as error:
        print_faults(error.faults, language)
        raise typer.Exit(ExitCode.LAYOUT) from error
    except NoEarlierYearError as error:
        typer.echo(say("no_earlier_year", language, layout=layout, year=year), err=True)
        raise typer.Exit(ExitCode.USAGE) from error
    except FileExistsError as error:
        typer.echo(say("year_exists", language, path=error.args[0]), err=True)
        raise typer.Exit(ExitCode.OUTPUT) from error
    except OSError as error:
        reason = error.strerror or str(error)
        typer.echo(say("cannot_write_layouts", language, path=asked or layout, reason=reason), err=True)
        raise typer.Exit(ExitCode.OUTPUT) from error
    if not folder.is_begun:
        typer.echo(say("copied_layouts", language, folder=folder.path))
    typer.echo(say("year_started", language, path=path))


def _print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
