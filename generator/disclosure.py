"""The way in for the published document (部门预算公开): publish it, proofread an edited one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import api
from generator.checks.report import report_of
from generator.collector import collector_at_rest
from generator.intake.submissions import WORKBOOK_SUFFIXES
from generator.issue.issuing import AlreadyThereError
from generator.layout.layout_set import LayoutError, LayoutSet
from generator.messages import Language
from generator.model.budget import Department
from generator.model.finding import Finding, Severity
from generator.publication.assembling import assemble
from generator.publication.document import Document
from generator.publication.obligations import obligations
from generator.publication.pdf_office import PdfError, office
from generator.whole_file import whole_file
from generator.workbook.plan import plan_workbook

if TYPE_CHECKING:
    from generator.proofreading.proof import Proof

__all__ = [
    "AlreadyThereError",
    "Edition",
    "LayoutError",
    "PdfError",
    "Source",
    "SourceError",
    "document_of",
    "is_word",
    "mark_document",
    "office",
    "proof_in",
    "proofread_document",
    "publish",
    "read_source",
]


_CHECKS_TOLD = ("CHK-001", "CHK-002")
"""What reading a workbook says of its checks: publishing judges and tells them anew."""


class SourceError(Exception):
    """Nothing that a document could be made of; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made of: a department, its layout, what reading it found.

    `findings` are those of the folder or workbook alone.
    """

    department: Department
    layout: LayoutSet
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A document that was published: its files in the order of writing, and why there is no PDF, if so.

    `is_paged` says whether its contents name pages.
    """

    files: tuple[Path, ...]
    is_paged: bool = True
    no_pdf: PdfError | None = None


def read_source(path: Path, layouts: Path | None = None) -> Source:
    """Read a workbook, or a department's folder.

    Raises: SourceError, when no department can be made out; LayoutError.
    """
    if path.suffix.casefold() in WORKBOOK_SUFFIXES and not path.is_dir():
        submission = api.read_submission(path, layouts)
        found = [each for told in submission.told for each in told.findings]
        findings = tuple(each for each in found if each.code not in _CHECKS_TOLD)
        if submission.department is None or submission.layout is None:
            raise SourceError(findings)
        return Source(submission.department, submission.layout, findings)
    intake, layout = api.read_folder(path, layouts)
    if intake.department is None:
        raise SourceError(intake.findings)
    return Source(intake.department, layout, intake.findings)


def document_of(source: Source, draft: str = "") -> tuple[Document, tuple[Finding, ...]]:
    """The document, and everything that stands in the way of publishing it.

    With `draft` these words mark every page if anything stands in the way.
    """
    with collector_at_rest():
        plan = plan_workbook(source.department, source.layout)
        report, document = report_of(plan), assemble(plan)
    errors = tuple(each for each in source.findings if each.severity is Severity.ERROR)
    blocking = (*errors, *obligations(plan, document, report))
    return (replace(document, draft=draft) if blocking else document), blocking


def publish(
    document: Document,
    path: Path,
    *,
    pdf: bool = False,
    html: bool = False,
    data: Path | None = None,
    overwrite: bool = False,
) -> Edition:
    """Write the document as .docx, and beside it what is asked for. Page numbers need LibreOffice.

    A .docx or page that stands there and differs may have been edited: it is replaced only with
    `overwrite`. Nothing is written unless everything can be, but for a PDF that could not be made.

    Raises: AlreadyThereError, naming the files; OSError.
    """
    from generator.publication.docx_file import docx_bytes
    from generator.publication.html_page import html_page
    from generator.publication.pdf_file import paged_pdf, pages_of

    no_pdf: PdfError | None = None
    pages, made = None, b""
    try:
        if pdf:
            pages, made = paged_pdf(document)
        elif office() is not None:
            pages = pages_of(document)
    except PdfError as error:
        no_pdf = error if pdf else None
    files = {path: docx_bytes(document, pages)}
    if html:
        files[path.with_suffix(".html")] = html_page(document).encode()
    derived = {path.with_suffix(".pdf"): made} if made else {}
    written = _write(files, derived, document, data, overwrite)
    return Edition(written, pages is not None, no_pdf)


def _write(
    edited: Mapping[Path, bytes],
    derived: Mapping[Path, bytes],
    document: Document,
    data: Path | None,
    overwrite: bool,
) -> tuple[Path, ...]:
    from generator.export.delivery import destination_of, prepared
    from generator.publication.data_package import write_data_package

    there = [path for path, content in edited.items() if path.exists() and path.read_bytes() != content]
    if there and not overwrite:
        raise AlreadyThereError([str(path) for path in there])
    if data is not None:
        destination = destination_of(str(data))
        with prepared(destination) as (folder, _):
            names = [path.name for path in write_data_package(document, folder)]
            destination.take(folder, names, overwrite=overwrite)
    for path, content in {**edited, **derived}.items():
        with whole_file(path) as temporary:
            temporary.write_bytes(content)
    return (*edited, *derived, *([] if data is None else [data]))


def proofread_document(path: Path, document: Document) -> Proof:
    """Hold an edited document against the one that the workbook gives, and against itself.

    Raises: ManuscriptError, when it cannot be read.
    """
    from generator.proofreading.opening import read_manuscript
    from generator.proofreading.proof import proofread

    return proofread(read_manuscript(path), document)


def is_word(path: Path) -> bool:
    """Whether an edited document can have comments: it begins as a .docx does. Raises: OSError."""
    from generator.proofreading.opening import is_word

    return is_word(path)


def mark_document(
    path: Path, proof: Proof, copy: Path, *, language: Language = "zh", overwrite: bool = False
) -> None:
    """Write a copy of a .docx that was proofread, with a comment at the place of every remark.

    Raises: AlreadyThereError, when another file stands at `copy`, or the document itself, which is never
    replaced; ManuscriptError; OSError.
    """
    from generator.proofreading.marked_copy import marked_copy

    content = path.read_bytes()
    marked = marked_copy(content, proof, language)
    if copy.exists() and (copy.samefile(path) or (copy.read_bytes() != marked and not overwrite)):
        raise AlreadyThereError([str(copy)])
    with whole_file(copy) as temporary:
        temporary.write_bytes(marked)


def proof_in(form: str, proof: Proof, language: Language = "zh") -> str:
    """What was found, as text, JSON or one HTML page; `form` is text, json or html."""
    from generator.proofreading.report_json import proof_json
    from generator.proofreading.report_page import proof_page
    from generator.proofreading.report_text import proof_text

    return {"text": proof_text, "json": proof_json, "html": proof_page}[form](proof, language)
