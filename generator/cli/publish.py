"""`budgetbook publish`: the whole disclosure document of a department."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.findings import findings_as_data, print_findings
from generator.cli.sources import read_source_or_end
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.disclosure import Edition
    from generator.model.finding import Finding
    from generator.publication.document import Document


def add_publish(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("publish", help=say("publish", language))
    def publish(
        source: Annotated[Path, typer.Argument(help=say("publish.source", language), show_default=False)],
        output: Annotated[
            Path, typer.Option("--output", "-o", help=say("publish.output", language), show_default=False)
        ],
        pdf: Annotated[bool, typer.Option("--pdf", help=say("publish.pdf", language))] = False,
        html: Annotated[bool, typer.Option("--html", help=say("publish.html", language))] = False,
        data: Annotated[
            Path | None, typer.Option("--data", help=say("publish.data", language), show_default=False)
        ] = None,
        draft: Annotated[bool, typer.Option("--draft", help=say("publish.draft", language))] = False,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("publish.overwrite", language))
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("json", language))] = False,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", output, pdf, html, data, overwrite, as_json)
        run.publish(source, layouts, draft)


class _Run:
    """One run of the command."""

    def __init__(
        self,
        language: str,
        output: Path,
        pdf: bool,
        html: bool,
        data: Path | None,
        overwrite: bool,
        as_json: bool,
    ) -> None:
        self.language = language
        self.output = output
        self.pdf, self.html, self.data = pdf, html, data
        self.overwrite = overwrite
        self.as_json = as_json

    def publish(self, path: Path, layouts: Path | None, draft: bool) -> None:
        """Read, judge, write; nothing is written while something stands in the way."""
        from generator.disclosure import document_of

        self._check_output()
        source = read_source_or_end(path, layouts, self.language)
        document, blocking = document_of(source, say("publish.draft_words", "zh") if draft else "")
        if blocking and not draft:
            self._tell(blocking, None)
            typer.echo(say("publish.refused", self.language, count=len(blocking)), err=True)
            raise typer.Exit(ExitCode.CHECKS_BROKEN)
        edition = self._write(document)
        self._tell(blocking, edition)
        if edition.no_pdf is not None:
            self._tell_no_pdf(edition)
            raise typer.Exit(ExitCode.OUTPUT)

    def _check_output(self) -> None:
        if self.output.suffix.lower() != ".docx":
            typer.echo(say("publish.no_docx", self.language, file=self.output.name), err=True)
            raise typer.Exit(ExitCode.USAGE)
        if not self.output.parent.is_dir():
            typer.echo(say("no_folder", self.language, folder=self.output.parent), err=True)
            raise typer.Exit(ExitCode.OUTPUT)

    def _write(self, document: "Document") -> "Edition":
        from rich.console import Console

        from generator.disclosure import AlreadyThereError, publish

        console = Console(stderr=True)
        wanted = {"pdf": self.pdf, "html": self.html, "overwrite": self.overwrite}
        try:
            if not console.is_terminal:
                return publish(document, self.output, data=self.data, **wanted)
            with console.status(say("publish.laying_out", self.language)):
                return publish(document, self.output, data=self.data, **wanted)
        except AlreadyThereError as error:
            said = [say("publish.already_there", self.language), *(f"    {file}" for file in error.files)]
            typer.echo("\n".join([*said, say("already_there_remedy", self.language)]), err=True)
            raise typer.Exit(ExitCode.OUTPUT) from error
        except OSError as error:
            where = error.filename2 or error.filename or self.output
            reason = error.strerror or str(error)
            typer.echo(say("cannot_write", self.language, path=where, reason=reason), err=True)
            raise typer.Exit(ExitCode.OUTPUT) from error

    def _tell(self, blocking: "tuple[Finding, ...]", edition: "Edition | None") -> None:
        if self.as_json:
            files = [] if edition is None else [str(path) for path in edition.files]
            data = {
                "findings": findings_as_data(blocking, self.language),
                "files": files,
                "draft": bool(blocking) and edition is not None,
            }
            typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
            return
        print_findings(blocking, self.language, err=True)
        if edition is None:
            return
        if blocking:
            typer.echo(say("publish.drafted", self.language, count=len(blocking)), err=True)
        for path in edition.files:
            typer.echo(say("publish.wrote", self.language, path=path))
        if not edition.is_paged and edition.no_pdf is None:
            typer.echo(say("publish.unpaged", self.language), err=True)

    def _tell_no_pdf(self, edition: "Edition") -> None:
        from generator.publication.pdf_office import Reason

        error = edition.no_pdf
        assert error is not None
        text = "publish.pdf_missing" if error.reason is Reason.NOT_INSTALLED else "publish.pdf_failed"
        typer.echo(say(text, self.language, reason=error.said or error.reason), err=True)
