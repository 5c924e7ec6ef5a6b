"""`budgetbook export`: the relations of the store as CSV, Parquet or Excel, with their description."""

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.export.exporting import Exported
    from generator.export.selection import Selection
    from generator.messages import Language
    from generator.store.store import Store


class Format(enum.StrEnum):
    """What the files are."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


def add_export(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("export", help=say("export", language))
    def export(
        store: Annotated[
            str,
            typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False),
        ],
        to: Annotated[
            str, typer.Option(metavar="DIR|URL", help=say("export.to", language), show_default=False)
        ],
        forms: Annotated[
            list[Format] | None,
            typer.Option("--format", help=say("export.format", language), show_default="csv"),
        ] = None,
        year: Annotated[
            int | None, typer.Option(min=0, help=say("export.year", language), show_default=False)
        ] = None,
        round_name: Annotated[
            str | None, typer.Option("--round", help=say("export.round", language), show_default=False)
        ] = None,
        all_years: Annotated[
            bool, typer.Option("--all-years", help=say("export.all_years", language))
        ] = False,
        all_rounds: Annotated[
            bool, typer.Option("--all-rounds", help=say("export.all_rounds", language))
        ] = False,
        all_versions: Annotated[
            bool, typer.Option("--all-versions", help=say("export.all_versions", language))
        ] = False,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("export.overwrite", language))
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        if (all_years and year is not None) or (all_rounds and round_name is not None):
            refuse(ExitCode.USAGE, say("export.contradiction", lang if lang == "en" else "zh"))
        run = _Run("en" if lang == "en" else "zh", to)
        with opened_store(store, run.language) as opened:
            selection = run.selection(opened, year, round_name, all_years, all_rounds, all_versions)
            exported = run.export(opened, selection, forms or [Format.CSV], overwrite)
        run.tell_as_data(exported) if as_json else run.tell(exported)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", to: str) -> None:
        self.language = language
        self.to = to

    def selection(
        self,
        store: "Store",
        year: int | None,
        round_name: str | None,
        all_years: bool,
        all_rounds: bool,
        all_versions: bool,
    ) -> "Selection":
        """The rows that are wanted: by default the year and round at work."""
        from dataclasses import replace

        from generator.export.exporting import newest_selection

        selection = newest_selection(store, year, round_name)
        return replace(
            selection,
            year=None if all_years else selection.year,
            round=round_name if all_years or all_rounds else selection.round,
            all_versions=all_versions,
        )

    def export(
        self, store: "Store", selection: "Selection", forms: Sequence[Format], overwrite: bool
    ) -> "Exported":
        """Write the files; when they cannot be written, say why and end."""
        from generator.export.faults import ExportError
        from generator.issue.issuing import AlreadyThereError

        try:
            return self.written(store, selection, forms, overwrite)
        except AlreadyThereError as error:
            lines = [say("export.already_there", self.language), *(f"    {file}" for file in error.files)]
            refuse(ExitCode.OUTPUT, "\n".join([*lines, say("already_there_remedy", self.language)]))
        except ExportError as error:
            details = {"details": error.details}
            refuse(ExitCode.OUTPUT, say(f"export.{error.fault}", self.language, **details))
        except OSError as error:
            where = error.filename2 or error.filename or self.to
            reason = error.strerror or str(error)
            refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=where, reason=reason))

    def written(
        self, store: "Store", selection: "Selection", forms: Sequence[Format], overwrite: bool
    ) -> "Exported":
        """The export once it is done, with a bar on a terminal."""
        from rich.console import Console

        from generator.cli.progress import progress_bar
        from generator.export.dictionary import RELATIONS
        from generator.export.exporting import export_store
        from generator.export.written import Form

        console = Console(stderr=True)
        wanted = [Form(form.value) for form in forms]
        if not console.is_terminal:
            return export_store(store, self.to, selection, wanted, self.language, overwrite=overwrite)
        with progress_bar(console, say("exporting", self.language), len(RELATIONS)) as advance:
            return export_store(
                store,
                self.to,
                selection,
                wanted,
                self.language,
                overwrite=overwrite,
                progress=lambda relation: advance(),
            )

    def tell_as_data(self, exported: "Exported") -> None:
        """The same for programs: null is every year, every round, and that something is in force."""
        from generator.reply.json_text import json_text, whole

        selection = exported.selection
        round_name = None if selection.round is None else whole(selection.round)
        data = {
            "to": whole(self.to),
            "selection": {
                "year": selection.year,
                "round": round_name,
                "all_versions": selection.all_versions,
            },
            "rows": dict(exported.rows),
            "files": [whole(file) for file in exported.files],
            "without_year": exported.without_year,
            "none_in_force": exported.none_in_force,
        }
        typer.echo(json_text(data).encode("utf-8"), nl=False)

    def tell(self, exported: "Exported") -> None:
        """What was exported: the scope, the rows of each relation, the place."""
        from generator.export.dictionary import RELATIONS
        from generator.export.words import scope

        typer.echo("".join(scope(exported.selection, None, self.language)))
        for relation in RELATIONS:
            count = f"{exported.rows[relation.name]:,}"
            typer.echo(f"{count:>12}  {relation.name}  {relation.titled(self.language)}")
        if not exported.rows["submissions"]:
            typer.echo(say("export.nothing", self.language), err=True)
        if exported.none_in_force is not None:
            count = f"{exported.rows['submissions']:,}"
            typer.echo(say(f"export.{exported.none_in_force}", self.language, count=count), err=True)
        if exported.without_year:
            count = f"{exported.without_year:,}"
            typer.echo(say("export.without_year", self.language, count=count), err=True)
        typer.echo(say("exported", self.language, count=len(exported.files), to=self.to))
