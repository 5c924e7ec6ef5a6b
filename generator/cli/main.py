"""The program `budgetbook`. Heavy imports wait until a command needs them."""

from typing import Annotated

import typer

from generator import __version__
from generator.cli.build import add_build
from generator.cli.collect import add_collect
from generator.cli.consolidate import add_consolidate
from generator.cli.export import add_export
from generator.cli.history import add_history
from generator.cli.layouts import layouts_app
from generator.cli.proofread import add_proofread
from generator.cli.publish import add_publish
from generator.cli.read import add_read
from generator.cli.recheck import add_recheck
from generator.cli.status import add_status
from generator.cli.submission_difference import add_submission_difference
from generator.cli.template import add_template
from generator.cli.texts import chosen_language, say
from generator.cli.waive import add_waive


def make_app(language: str) -> typer.Typer:
    """The command line in one language."""
    app = typer.Typer(
        name="budgetbook",
        help=say("app", language),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def options(
        version: Annotated[
            bool, typer.Option("--version", help=say("version", language), is_eager=True, callback=_version)
        ] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        pass

    add_build(app, language)
    add_template(app, language)
    add_read(app, language)
    add_submission_difference(app, language)
    add_publish(app, language)
    add_proofread(app, language)
    for add in (add_collect, add_status, add_history, add_waive, add_recheck, add_consolidate, add_export):
        add(app, language)
    app.add_typer(layouts_app(language), name="layouts", help=say("layouts", language))
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"budgetbook {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point of the installed command."""
    make_app(chosen_language())()
