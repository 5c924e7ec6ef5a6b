"""A workbook or a department's folder, read for `publish` and `proofread`; what is wrong ends the run."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.findings import print_findings
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.disclosure import Source


def read_source_or_end(path: Path, layouts: Path | None, language: str) -> "Source":
    """The source; where there is none, where it cannot be read or has no disclosure, say so and end."""
    from generator.cli.faults import print_faults
    from generator.disclosure import LayoutError, SourceError, read_source

    if not path.exists():
        typer.echo(say("source.nothing", language, source=path), err=True)
        raise typer.Exit(ExitCode.INPUT)
    try:
        source = read_source(path, layouts)
    except LayoutError as error:
        print_faults(error.faults, language)
        raise typer.Exit(ExitCode.LAYOUT) from error
    except SourceError as error:
        print_findings(error.findings, language, err=True)
        typer.echo(say("source.unreadable", language, source=path), err=True)
        raise typer.Exit(ExitCode.INPUT) from error
    if source.layout.disclosure is None:
        listing = {"layout": source.layout.year_file.layout, "year": source.layout.year}
        typer.echo(say("publish.no_disclosure", language, **listing), err=True)
        raise typer.Exit(ExitCode.LAYOUT)
    return source
