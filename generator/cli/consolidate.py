"""`budgetbook consolidate`: the tables of the whole region, from what is in force."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store
    from generator.checks.report import CheckResult
    from generator.messages import Language
    from generator.region import Absent, Choice, Consolidation, UnknownChoiceError

DETAILS = ("auto", "projects", "departments", "totals")
MOST_NAMED = 6
"""How many departments a message names; the workbook lists all of them."""


def add_consolidate(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("consolidate", help=say("consolidate", language))
    def consolidate(
        store: Annotated[
            str, typer.Option(envvar=STORE_VARIABLE, help=say("store", language), show_default=False)
        ],
        output: Annotated[
            Path, typer.Option("--output", "-o", help=say("consolidate.output", language), show_default=False)
        ],
        year: Annotated[int, typer.Option(help=say("status.year", language), show_default=False)] = 0,
        round_name: Annotated[
            str, typer.Option("--round", help=say("status.round", language), show_default=False)
        ] = "",
        name: Annotated[str, typer.Option(help=say("consolidate.name", language))] = "全地区",
        group: Annotated[
            list[str] | None, typer.Option(help=say("consolidate.group", language), show_default=False)
        ] = None,
        department: Annotated[
            list[str] | None, typer.Option(help=say("consolidate.department", language), show_default=False)
        ] = None,
        detail: Annotated[
            str, typer.Option(help=say("consolidate.detail", language), metavar="|".join(DETAILS))
        ] = "auto",
        to_explain: Annotated[
            bool, typer.Option("--with-unexplained", help=say("consolidate.to_explain", language))
        ] = False,
        no_elimination: Annotated[
            bool, typer.Option("--no-elimination", help=say("consolidate.no_elimination", language))
        ] = False,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        from generator import bureau
        from generator.model.wording import plain_name
        from generator.region import Choice, Detail

        chosen: Language = "en" if lang == "en" else "zh"
        if detail not in DETAILS:
            refuse(
                ExitCode.USAGE, say("consolidate.no_detail", chosen, detail=detail, known=", ".join(DETAILS))
            )
        if output.suffix.casefold() != ".xlsx":
            refuse(ExitCode.USAGE, say("consolidate.ending", chosen, file=output.name))
        if not plain_name(name):
            refuse(ExitCode.USAGE, say("consolidate.no_name", chosen))
        with opened_store(store, chosen) as opened:
            at_work = bureau.round_at_work(opened, year, round_name)
            if not all(at_work):
                refuse(ExitCode.INPUT, say("status.nothing", chosen))
            choice = Choice(
                *at_work,
                tuple(group or ()),
                tuple(department or ()),
                to_explain,
                None if detail == "auto" else Detail(detail),
                not no_elimination,
            )
            _Run(chosen, layouts, as_json).consolidate(opened, choice, name, output)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", layouts: Path | None, as_json: bool) -> None:
        self.language = language
        self.layouts = layouts
        self.as_json = as_json

    def consolidate(self, store: "Store", choice: "Choice", name: str, output: Path) -> None:
        """Consolidate, write the workbook, say what is in it."""
        from rich.console import Console

        from generator.api import CapacityError, LayoutError
        from generator.cli.faults import print_faults
        from generator.region import (
            NothingInForceError,
            UnknownChoiceError,
            consolidated,
            write_consolidation,
        )

        console = Console(stderr=True)
        doing = say("consolidate.doing", self.language)
        try:
            with console.status(doing) if console.is_terminal else nullcontext():
                consolidation = consolidated(store, choice, name, self.layouts)
                output.parent.mkdir(parents=True, exist_ok=True)
                write_consolidation(consolidation, output)
        except UnknownChoiceError as error:
            refuse(ExitCode.USAGE, self._unknown(error))
        except NothingInForceError as error:
            asked: dict[str, object] = {"year": choice.year, "round": choice.round}
            said = say("consolidate.nothing", self.language, **asked)
            refuse(ExitCode.INPUT, "\n".join([said, *self._missing(error.missing)]))
        except CapacityError as error:
            sizes = {"what": error.what, "wanted": error.wanted, "limit": error.limit}
            refuse(ExitCode.INPUT, say("consolidate.capacity", self.language, **sizes))
        except LayoutError as error:
            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        except OSError as error:
            reason = error.strerror or str(error)
            refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=output, reason=reason))
        if self.as_json:
            typer.echo(self._json(consolidation, output))
        else:
            self._tell(consolidation, output)
        if any(result.severity == "error" for result in _broken(consolidation)):
            raise typer.Exit(ExitCode.CHECKS_BROKEN)

    def _tell(self, consolidation: "Consolidation", output: Path) -> None:
        """What is in the workbook: departments, detail, totals, eliminations, checks; who is missing."""
        from generator.model.amount import yuan

        known: dict[str, object] = {
            "path": output,
            "departments": len(consolidation.members),
            "income": f"{yuan(_income(consolidation)):,.2f}",
            "expenditure": f"{yuan(_expenditure(consolidation)):,.2f}",
            "transfers": len(consolidation.transfers),
            "eliminated": f"{yuan(_eliminated(consolidation)):,.2f}",
            "detail": say(f"consolidate.detail.{consolidation.detail}", self.language),
        }
        typer.echo(say("consolidate.done", self.language, **known, **_checks(consolidation)))
        for line in self._taking_part(consolidation):
            typer.echo(line)
        to_check = sum(transfer.to_check for transfer in consolidation.transfers)
        if to_check:
            typer.echo(say("consolidate.to_check", self.language, count=to_check))
        for result in _broken(consolidation):
            typer.echo(f"  {result.id}  {result.sentence(self.language)}")

    def _taking_part(self, consolidation: "Consolidation") -> list[str]:
        """How many departments take part, of how many; who is missing, and who is not accepted."""
        from generator.region import missing, to_explain

        members = len(consolidation.members)
        lacking, open_ = missing(consolidation.absent), to_explain(consolidation.members)
        counts = {"listed": members + len(consolidation.absent), "members": members}
        said = say(
            "consolidate.listed" if consolidation.has_roster else "consolidate.sent", self.language, **counts
        )
        if len(lacking) < len(consolidation.absent):
            said += say("consolidate.chosen", self.language, count=members + len(lacking))
        said += say("consolidate.taking_part", self.language, **counts)
        see_list = say("consolidate.see_list", self.language) if len(lacking) > MOST_NAMED else ""
        lines = [said, *(line + see_list for line in self._missing(lacking))]
        if open_:
            names = self._named([member.shown_name for member in open_])
            lines.append(say("consolidate.open", self.language, count=len(open_), names=names))
        return lines

    def _missing(self, lacking: Sequence["Absent"]) -> list[str]:
        """Who is missing, and why; nothing where nobody is."""
        if not lacking:
            return []
        written = [
            say(
                "consolidate.absent",
                self.language,
                name=each.name,
                why=say(f"consolidate.why.{each.why}", self.language),
            )
            for each in lacking
        ]
        return [say("consolidate.missing", self.language, count=len(lacking), names=self._named(written))]

    def _named(self, names: Sequence[str]) -> str:
        """Names one after the other, the first of them where there are many."""
        between = "、" if self.language == "zh" else ", "
        more = say("consolidate.more", self.language) if len(names) > MOST_NAMED else ""
        return between.join(names[:MOST_NAMED]) + more

    def _unknown(self, error: "UnknownChoiceError") -> str:
        """Which groups and departments nobody knows, each with the nearest."""
        lines: list[str] = []
        for what, words in (("group", error.groups), ("department", error.departments)):
            for word, nearest in words.items():
                hint = say("consolidate.nearest", self.language, nearest=nearest) if nearest else ""
                lines.append(say(f"consolidate.unknown.{what}", self.language, word=word) + hint)
        return "\n".join(lines)

    def _json(self, consolidation: "Consolidation", output: Path) -> bytes:
        """What is in the workbook, for programs; amounts in fen, after elimination."""
        from generator.region import missing, to_explain

        data: dict[str, Any] = {
            "path": str(output),
            "departments": len(consolidation.members),
            "has_roster": consolidation.has_roster,
            "missing": [
                {"code": each.code, "name": each.name, "reason": each.why.value}
                for each in missing(consolidation.absent)
            ],
            "to_explain": [
                {"code": member.code, "name": member.shown_name}
                for member in to_explain(consolidation.members)
            ],
            "detail": consolidation.detail.value,
            "income_fen": _income(consolidation),
            "expenditure_fen": _expenditure(consolidation),
            "transfers": [
                {
                    "department": consolidation.names[transfer.member],
                    "fund_source": transfer.source,
                    "payers": list(transfer.counterparts),
                    "payers_are": transfer.payers.name.lower(),
                    "income_fen": transfer.received,
                    "expenditure_fen": transfer.spent,
                    "eliminated_fen": transfer.eliminated,
                    "to_check": transfer.to_check,
                    "reason": transfer.reason,
                }
                for transfer in consolidation.transfers
            ],
            "eliminated_fen": _eliminated(consolidation),
            "checks": _checks(consolidation),
            "broken": [
                {"id": result.id, "severity": result.severity, "message": result.sentence(self.language)}
                for result in _broken(consolidation)
            ],
        }
        return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _income(consolidation: "Consolidation") -> int:
    return sum(row.consolidated for row in consolidation.received)


def _expenditure(consolidation: "Consolidation") -> int:
    return sum(row.consolidated for row in consolidation.spent)


def _eliminated(consolidation: "Consolidation") -> int:
    return sum(transfer.eliminated for transfer in consolidation.transfers)


def _checks(consolidation: "Consolidation") -> dict[str, int]:
    """How many checks there are of each verdict."""
    from generator.checks.report import Verdict, report_of

    report = report_of(consolidation.plan)
    return {verdict.name.lower(): len(report.having(verdict)) for verdict in Verdict}


def _broken(consolidation: "Consolidation") -> "Sequence[CheckResult]":
    from generator.checks.report import Verdict, report_of

    return report_of(consolidation.plan).having(Verdict.BROKEN)
