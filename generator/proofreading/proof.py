"""Proofreading a document: against the workbook first, then against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.finding import Finding, Severity
from generator.proofreading.collation import Collated, Collation, Line, LineKind, collated
from generator.proofreading.form_said import FormRead
from generator.proofreading.form_wanted import WantedForm, read_forms, wanted_form
from generator.proofreading.forms import forms_compared
from generator.proofreading.growth import growth_remarks
from generator.proofreading.manuscript import Manuscript, Passage, Spot
from generator.proofreading.passages import Said, shortened
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.sentences import compared
from generator.proofreading.sums import sum_remarks
from generator.proofreading.tables import tables_compared
from generator.proofreading.tokens import MONEY, Token, TokenKind, tokens
from generator.proofreading.wording import wording_remarks
from generator.publication.document import Document, Meaning

_OF_FORMS = ("PROOF-050", "PROOF-051", "PROOF-056")
"""Remarks that say why counts and sums over all forms are broken."""
_OVER_SECTION = ("P03", "P07")
_GAPS = ("PROOF-017", "PROOF-021", "PROOF-022", "PROOF-023", "PROOF-024")
"""Remarks that leave a section without one of the statements that its sums are made of."""
_OF_CHANGES = frozenset(("PROOF-010", "PROOF-011", "PROOF-012", "PROOF-017", "PROOF-021", "PROOF-023"))
_EXPLAINED_BY: dict[str, frozenset[str]] = {
    "PROOF-063": frozenset(("PROOF-015",)),
    "PROOF-064": _OF_CHANGES,
    "PROOF-065": frozenset(("PROOF-016",)),
    "PROOF-070": frozenset(("PROOF-019", "PROOF-052")),
    "PROOF-071": frozenset(("PROOF-019",)),
    "PROOF-072": frozenset(("PROOF-017",)),
    "PROOF-073": frozenset(),
    "PROOF-074": frozenset(("PROOF-015",)),
    "PROOF-075": frozenset(("PROOF-017",)),
}
"""Which remarks against the workbook explain a remark of the document against itself; others any does."""
_COUNTED = (*MONEY, "%", "人", "个", "辆", "台", "家", "平方米", "套")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a document, in the order of the document. `compared` counts what was laid beside."""

    file: str
    department: str
    year: int
    remarks: tuple[Remark, ...]
    paragraphs: int
    tables: int
    forms: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings alone."""
        return tuple(remark.finding for remark in self.remarks)

    def count(self, severity: Severity) -> int:
        """How many remarks of a severity there are."""
        return sum(remark.severity is severity for remark in self.remarks)


def proofread(manuscript: Manuscript, document: Document) -> Proof:
    """Compare an edited document with the document that the workbook makes, and with itself.

    One contradiction is one remark: what follows from a remark against the workbook is not told again.
    """
    pen = Pen(manuscript.file)
    collation = collated(manuscript, document)
    wanted = [wanted_form(form) for form in document.forms()]
    read = read_forms(collation.forms, wanted)
    remarks = list(_against_workbook(pen, collation, document, wanted, read))
    told = _Told(remarks)
    sayings = _sayings(collation)
    by_itself = _by_itself(pen, sayings, read, document.year)
    remarks += [remark for remark in by_itself if not told.explains(remark)]
    remarks.sort(key=lambda remark: (remark.order, remark.spot.line, remark.start))
    return Proof(
        manuscript.file,
        document.department,
        document.year,
        tuple(remarks),
        len(collation.pairs),
        len(collation.tables),
        len(read),
    )


def _against_workbook(
    pen: Pen, collation: Collation, document: Document, wanted: list[WantedForm], read: list[FormRead]
) -> Iterator[Remark]:
    for pair in collation.pairs:
        yield from compared(pen, pair.expected, pair.said)
        yield from _level(pen, pair)
    for line, spot, order in collation.missing:
        yield from _missing(pen, line, spot, order)
    for order, passage in collation.extra:
        yield from _extra(pen, order, passage)
    if not collation.has_grids and any(True for _ in document.tables()):
        yield pen.remark("PROOF-007", Spot(), "T", order=-1)
        return
    yield from tables_compared(pen, list(document.tables()), collation.tables)
    last = (collation.forms[-1].spot, collation.forms[-1].order) if collation.forms else (Spot(), -1)
    yield from forms_compared(pen, wanted, read, last)


def _by_itself(pen: Pen, sayings: list[Said], forms: list[FormRead], year: int) -> Iterator[Remark]:
    yield from growth_remarks(pen, sayings)
    yield from sum_remarks(pen, sayings, forms)
    yield from wording_remarks(pen, sayings, forms, year)


class _Told:
    """What the remarks against the workbook tell already."""

    def __init__(self, remarks: list[Remark]) -> None:
        self._codes: dict[tuple[int, str], set[str]] = {}
        for remark in remarks:
            self._codes.setdefault((remark.order, remark.spot.row), set()).add(remark.finding.code)
        self._gaps = {remark.spot.headings for remark in remarks if remark.finding.code in _GAPS}
        self._forms = any(remark.finding.code in _OF_FORMS for remark in remarks)

    def explains(self, remark: Remark) -> bool:
        """Whether a contradiction of the document with itself follows from what is told already."""
        if remark.relation == "P13" and self._forms:
            return True
        if remark.relation in _OVER_SECTION and remark.spot.headings in self._gaps:
            return True
        here = {
            code
            for order in (remark.order, *remark.because)
            for code in self._codes.get((order, remark.spot.row), ())
        }
        only = _EXPLAINED_BY.get(remark.finding.code)
        return bool(here) if only is None else bool(here & only)


def _sayings(collation: Collation) -> list[Said]:
    """The paragraphs of the document, in its order, the contents left out."""
    said = [pair.said for pair in collation.pairs if pair.lines[0].kind is not LineKind.CONTENTS]
    said += [Said([passage], order) for order, passage in collation.extra]
    return sorted(said, key=lambda each: each.order)


def _level(pen: Pen, pair: Collated) -> Iterator[Remark]:
    """部门 and 单位 are not the same: a heading speaks of the level that the workbook is for."""
    if pair.lines[0].kind not in (LineKind.HEADING, LineKind.COVER, LineKind.CONTENTS):
        return
    for right, wrong in (("部门预算", "单位预算"), ("单位预算", "部门预算")):
        place = pair.said.plain.find(wrong)
        if right in pair.expected.plain and wrong not in pair.expected.plain and place >= 0:
            span = (place, place + len(wrong))
            yield pen.remark(
                "PROOF-026", pair.said.spot(place), "P18", wrong, order=pair.said.order, start=place,
                context=pair.said.around(*span), expected=right,
            )  # fmt: skip


def _missing(pen: Pen, line: Line, spot: Spot, order: int) -> Iterator[Remark]:
    """A paragraph that is not there, if it states anything; a heading, if it is one of a part or section."""
    text = shortened(line.expected.text)
    if line.kind is LineKind.HEADING and line.level < 3:
        yield pen.remark("PROOF-025", spot, "P02", order=order, start=1 << 20, expected=text)
    if line.kind is not LineKind.PROSE:
        return
    meanings = {stretch.meaning for stretch in line.expected.stretches if stretch.text.strip()}
    states = meanings - {Meaning.WORDS, Meaning.WRITTEN, Meaning.YEAR}
    if Meaning.WRITTEN in meanings:
        states -= {Meaning.NAME}
    if states or any(map(_is_counted, tokens(line.expected.plain))):
        yield pen.remark(
            "PROOF-023", spot, "P02", order=order, start=1 << 20, expected=text, source=line.expected.cell
        )


def _extra(pen: Pen, order: int, passage: Passage) -> Iterator[Remark]:
    """A passage with figures of which the workbook says nothing."""
    figures = [each.text for each in tokens(passage.plain) if _is_counted(each)]
    if figures:
        yield pen.remark(
            "PROOF-024", passage.spot, "P02", shortened(passage.text), order=order, figures="，".join(figures)
        )


def _is_counted(token: Token) -> bool:
    return token.kind is TokenKind.FIGURE and token.unit in _COUNTED
