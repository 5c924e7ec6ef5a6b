"""`budgetbook proofread`: an edited document against the workbook, and against itself."""

import contextlib
import enum
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.sources import read_source_or_end
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.messages import Language
    from generator.proofreading.proof import Proof
    from generator.publication.document import Document


class Format(enum.StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def add_proofread(app: typer.Typer, language: str) -> None:
    """Add the command to the command line."""

    @app.command("proofread", help=say("proofread", language))
    def proofread(
        document: Annotated[
            Path, typer.Argument(help=say("proofread.document", language), show_default=False)
        ],
        against: Annotated[
            Path, typer.Option("--against", help=say("proofread.against", language), show_default=False)
        ],
        form: Annotated[
            Format, typer.Option("--format", help=say("proofread.format", language))
        ] = Format.TEXT,
        output: Annotated[
            Path | None,
            typer.Option("--output", "-o", help=say("proofread.output", language), show_default=False),
        ] = None,
        marked: Annotated[
            Path | None, typer.Option("--marked", help=say("proofread.marked", language), show_default=False)
        ] = None,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("proofread.overwrite", language))
        ] = False,
        layouts: Annotated[
            Path | None, typer.Option(help=say("build.layouts", language), show_default=False)
        ] = None,
        lang: Annotated[str, typer.Option("--lang", help=say("lang", language), metavar="zh|en")] = language,
    ) -> None:
        run = _Run("en" if lang == "en" else "zh", document, form, output, marked, overwrite)
        run.proofread(against, layouts)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of the command."""

    language: "Language"
    document: Path
    form: Format
    output: Path | None
    marked: Path | None
    overwrite: bool

    def proofread(self, against: Path, layouts: Path | None) -> None:
        """Read both, compare, tell; the exit code says whether anything contradicts."""
        from generator.cli.findings import print_findings
        from generator.disclosure import document_of, proof_in
        from generator.model.finding import Severity
        from generator.proofreading.manuscript import ManuscriptError

        if self.marked is not None:
            self._check_marked(self.marked)
        source = read_source_or_end(against, layouts, self.language)
        expected, blocking = document_of(source)
        if blocking:
            told = say("proofread.source_faults", self.language, source=against, count=len(blocking))
            typer.echo(told + "\n", err=True)
        try:
            proof = self._proof(expected)
        except ManuscriptError as error:
            print_findings([error.reason], self.language, err=True)
            raise typer.Exit(ExitCode.INPUT) from error
        written = proof_in(self.form.value, proof, self.language)
        if self.output is None:
            typer.echo(written.rstrip("\n"))
        else:
            self._save(written, self.output)
        raise typer.Exit(ExitCode.CHECKS_BROKEN if proof.count(Severity.ERROR) else ExitCode.DONE)

    def _check_marked(self, marked: Path) -> None:
        """Tell before anything is read why there can be no marked copy."""
        from generator.disclosure import is_word

        if marked.suffix.lower() != ".docx":
            self._end(ExitCode.USAGE, "publish.no_docx", file=marked.name)
        others = [self.document, *([self.output] if self.output else [])]
        if any(_are_one(marked, other) for other in others):
            self._end(ExitCode.USAGE, "proofread.marked_itself", path=marked)
        with contextlib.suppress(OSError):  # what cannot be opened is told when it is read
            if not is_word(self.document):
                self._end(ExitCode.USAGE, "proofread.no_word", document=self.document)
        if not marked.parent.is_dir():
            self._end(ExitCode.OUTPUT, "no_folder", folder=marked.parent)

    def _proof(self, expected: "Document") -> "Proof":
        """Compare, and write the marked copy if it is asked for. Raises: ManuscriptError."""
        from generator.disclosure import AlreadyThereError, mark_document, proofread_document

        proof = proofread_document(self.document, expected)
        if self.marked is not None:
            try:
                mark_document(
                    self.document, proof, self.marked, language=self.language, overwrite=self.overwrite
                )
            except AlreadyThereError:
                self._end(ExitCode.OUTPUT, "proofread.copy_there", path=self.marked)
            except OSError as error:
                reason = error.strerror or str(error)
                self._end(ExitCode.OUTPUT, "cannot_write", path=self.marked, reason=reason)
            typer.echo(say("publish.wrote", self.language, path=self.marked), err=True)
        return proof

    def _save(self, written: str, output: Path) -> None:
        from generator.whole_file import whole_file

        try:
            with whole_file(output) as temporary:
                temporary.write_text(written, encoding="utf-8", newline="")
        except OSError as error:
            reason = error.strerror or str(error)
            self._end(ExitCode.OUTPUT, "cannot_write", path=output, reason=reason)
        typer.echo(say("publish.wrote", self.language, path=output), err=True)

    def _end(self, code: ExitCode, text: str, **values: object) -> NoReturn:
        """Say why, and end."""
        typer.echo(say(text, self.language, **values), err=True)
        raise typer.Exit(code)


def _are_one(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, whether it is there yet or not."""
    return path.resolve() == other.resolve() or (path.exists() and other.exists() and path.samefile(other))
