"""`budgetbook history`: the versions that a department sent, and what each changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.collect import print_difference, resubmission_line
from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import StoredSubmission
    from generator.messages import Language


def add_history(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("history", help=say("history", language))
    def history(
        department: Annotated[
            str, typer.Argument(help=say("waive.department", language), show_default=False)
        ],
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        year: Annotated[int, typer.Option(help=say("status.year", language), show_default=False)] = 0,
        round_name: Annotated[
            str, typer.Option("--round", help=say("status.round", language), show_default=False)
        ] = "",
        changes: Annotated[bool, typer.Option("--changes", help=say("history.changes", language))] = False,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        from generator import bureau

        chosen: Language = "en" if lang == "en" else "zh"
        with opened_store(store, chosen) as opened:
            versions = bureau.submissions_of(
                opened, *bureau.round_at_work(opened, year, round_name), department
            )
            if not versions:
                refuse(ExitCode.INPUT, say("waive.no_department", chosen, department=department))
            typer.echo("\n".join(_listed(versions, chosen)))
            for change in bureau.changes_of(opened, versions, layouts):
                typer.echo(f"\n{resubmission_line(change, chosen)}")
                if changes:
                    print_difference(opened, change, layouts, chosen)


def _listed(versions: list["StoredSubmission"], language: "Language") -> Iterator[str]:
    from generator.reply.printable import one_line
    from generator.status.shown import light, moment
    from generator.status.standing import State

    for each in versions:
        known = {
            "department": each.department_name,
            "year": each.year,
            "version": each.version,
            "state": light(State(each.state), language),
            "sent_at": moment(each.sent_at.astimezone()),
            "source": each.source,
            "in_force": say("history.in_force", language) if each.in_force else "",
        }
        yield one_line(say("history.version", language, **known)).rstrip()
