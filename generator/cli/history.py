"""`budgetbook history`: the versions that a department sent, and what each changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.collect import print_difference, resubmission_data, resubmission_line
from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store, StoredSubmission
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
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
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
            if as_json:
                _print_data(opened, versions, layouts)
                return
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


def _print_data(store: "Store", versions: list["StoredSubmission"], layouts: Path | None) -> None:
    """The versions and what each changed, for programs."""
    from generator import bureau
    from generator.reply.json_text import json_text
    from generator.status.let_pass import open_counts

    changes = bureau.changes_of(store, versions, layouts)
    data = {
        "versions": [
            _version_data(each, still.to_mend, still.to_explain)
            for each, still in zip(versions, open_counts(store, versions), strict=True)
        ],
        "resubmissions": [resubmission_data(change) for change in changes],
    }
    typer.echo(json_text(data).encode("utf-8", "replace"), nl=False)


def _version_data(version: "StoredSubmission", to_mend: int, to_explain: int) -> dict[str, Any]:
    return {
        "department": version.department_name,
        "code": version.department_code,
        "year": version.year,
        "round": version.round,
        "version": version.version,
        "state": version.state,
        "in_force": version.in_force,
        "on_roster": version.on_roster,
        "to_mend": to_mend,
        "to_explain": to_explain,
        "notes": version.notes,
        "waived": version.waived,
        "file": version.file,
        "source": version.source,
        "sent_at": version.sent_at.isoformat(),
        "received_at": version.received_at.isoformat(),
        "digest": version.digest,
        "written_name": version.written_name if version.name_differs else "",
        "written_code": version.written_code if version.code_differs else "",
    }
