"""`budgetbook consolidate`: the tables of the whole region, from what is in force."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.stores import STORE_VARIABLE, opened_store, refuse
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store
    from generator.messages import Language
    from generator.region import Choice, Consolidation

DETAILS = ("auto", "projects", "departments", "totals")


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
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        from generator import bureau
        from generator.region import Choice, Detail

        chosen: Language = "en" if lang == "en" else "zh"
        if detail not in DETAILS:
            refuse(
                ExitCode.USAGE, say("consolidate.no_detail", chosen, detail=detail, known=", ".join(DETAILS))
            )
        if output.suffix.casefold() != ".xlsx":
            refuse(ExitCode.USAGE, say("consolidate.ending", chosen, file=output.name))
        with opened_store(store, chosen) as opened:
            choice = Choice(
                *bureau.round_at_work(opened, year, round_name),
                tuple(group or ()),
                tuple(department or ()),
                to_explain,
                None if detail == "auto" else Detail(detail),
                not no_elimination,
            )
            _Run(chosen, layouts).consolidate(opened, choice, name, output)


class _Run:
    """One run of the command."""

    def __init__(self, language: "Language", layouts: Path | None) -> None:
        self.language = language
        self.layouts = layouts

    def consolidate(self, store: "Store", choice: "Choice", name: str, output: Path) -> None:
        """Consolidate, write the workbook, say what is in it."""
        from rich.console import Console

        from generator.api import CapacityError, LayoutError
        from generator.cli.faults import print_faults
        from generator.region import NothingInForceError, consolidated, write_consolidation

        console = Console(stderr=True)
        doing = say("consolidate.doing", self.language)
        try:
            with console.status(doing) if console.is_terminal else nullcontext():
                consolidation = consolidated(store, choice, name, self.layouts)
                output.parent.mkdir(parents=True, exist_ok=True)
                write_consolidation(consolidation, output)
        except NothingInForceError:
            asked: dict[str, object] = {"year": choice.year, "round": choice.round}
            refuse(ExitCode.INPUT, say("consolidate.nothing", self.language, **asked))
        except CapacityError as error:
            sizes = {"what": error.what, "wanted": error.wanted, "limit": error.limit}
            refuse(ExitCode.INPUT, say("consolidate.capacity", self.language, **sizes))
        except LayoutError as error:
            print_faults(error.faults, self.language)
            raise typer.Exit(ExitCode.LAYOUT) from error
        except OSError as error:
            reason = error.strerror or str(error)
            refuse(ExitCode.OUTPUT, say("cannot_write", self.language, path=output, reason=reason))
        self._tell(consolidation, output)

    def _tell(self, consolidation: "Consolidation", output: Path) -> None:
        """What is in the workbook: departments, detail, totals, eliminations, checks."""
        from generator.checks.report import Verdict, report_of
        from generator.model.amount import yuan

        report = report_of(consolidation.plan)
        eliminated = sum(transfer.eliminated for transfer in consolidation.transfers)
        known = {
            "path": output,
            "departments": len(consolidation.members),
            "income": f"{yuan(sum(row.fen + row.eliminated for row in consolidation.received)):,.2f}",
            "expenditure": f"{yuan(sum(row.fen + row.eliminated for row in consolidation.spent)):,.2f}",
            "transfers": len(consolidation.transfers),
            "eliminated": f"{yuan(eliminated):,.2f}",
            "detail": say(f"consolidate.detail.{consolidation.detail}", self.language),
        }
        known |= {verdict.name.lower(): len(report.having(verdict)) for verdict in Verdict}
        typer.echo(say("consolidate.done", self.language, **known))
        broken = report.having(Verdict.BROKEN)
        for result in broken:
            typer.echo(f"  {result.id}  {result.sentence(self.language)}")
        if any(result.severity == "error" for result in broken):
            raise typer.Exit(ExitCode.CHECKS_BROKEN)
