"""What stands in the way of publishing a document: checks that fail, and what nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.report import Report
from generator.layout.disclosure_schema import DisclosureFile
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import NUMBER_KINDS, Register
from generator.messages import finding
from generator.model.budget import Department, ExpenditureKind
from generator.model.finding import Finding, Place
from generator.publication.document import Document, FormCellKind, Heading
from generator.workbook import naming
from generator.workbook.narrative.subjects import TO_WRITE
from generator.workbook.plan import WorkbookPlan


def obligations(plan: WorkbookPlan, document: Document, report: Report) -> tuple[Finding, ...]:
    """Everything that has to be mended or written before the document may be published.

    Shape:   one finding for each broken check, and one for each kind of thing that is missing, with all of
             its names. Warnings (提醒) stand in nobody's way.
    """
    department, layout = plan.department, plan.layout
    disclosure = layout.disclosure
    if disclosure is None:
        return ()
    return (
        *_broken(report),
        *_facts(disclosure, department, layout),
        *_reasons(plan),
        *_projects(department, layout),
        *_headings(document),
        *_forms(document),
    )


def _broken(report: Report) -> Iterator[Finding]:
    for check in report.errors:
        place = Place("", 0, check.id, naming.CHECKS)
        yield finding(
            "PUB-001", place, check.zh, sentence_zh=check.sentence("zh"), sentence_en=check.sentence("en")
        )


def _facts(disclosure: DisclosureFile, department: Department, layout: LayoutSet) -> Iterator[Finding]:
    """Numbers that sentences state, where nothing is filled in: the sentence would say 0."""
    stated = {figure.item for figure in disclosure.figures if figure.item}
    for register in layout.registers:
        blank = [
            row.row
            for row in register.rows
            if row.row in stated and row.kind in NUMBER_KINDS and not _filled(register, row.row, department)
        ]
        if blank:
            yield finding("PUB-002", Place("", 0, "", register.sheet), "、".join(blank), count=len(blank))


def _filled(register: Register, name: str, department: Department) -> bool:
    fixed = register.fixed_field
    for entry in department.registers.get(register.name, ()):
        if entry.cells.get(fixed) == name:
            return any(text for field, text in entry.cells.items() if field != fixed)
    return False


def _reasons(plan: WorkbookPlan) -> Iterator[Finding]:
    """Reasons and purposes that sentences wait for, as the drop-down list of the sheet offers them."""
    waiting = [
        value for value in plan.evaluation.named(TO_WRITE).values() if isinstance(value, str) and value
    ]
    if waiting:
        yield finding("PUB-003", Place("", 0, "", naming.NARRATIVE), "、".join(waiting), count=len(waiting))


def _projects(department: Department, layout: LayoutSet) -> Iterator[Finding]:
    """Projects with money that no row of a register describes, where checks ask for one."""
    money: dict[str, int] = {}
    for item in department.items:
        if item.kind == ExpenditureKind.PROJECT:
            money[item.project] = money.get(item.project, 0) + (item.fen or 0)
    for name in dict.fromkeys(name for check in layout.checks for name in check.projects):
        register = layout.register(name)
        known = {entry.cells.get(register.key[0], "") for entry in department.registers.get(name, ())}
        missing = [project for project, fen in money.items() if fen and project not in known]
        if missing:
            place = Place("", 0, "", register.sheet)
            yield finding("PUB-004", place, "、".join(missing), count=len(missing))


def _headings(document: Document) -> Iterator[Finding]:
    """Headings with nothing below them."""
    blocks = document.blocks
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and _is_bare(block, following):
            yield finding("PUB-005", Place("", 0, "", naming.NARRATIVE), block.text)


def _is_bare(heading: Heading, following: object) -> bool:
    return following is None or (isinstance(following, Heading) and following.level <= heading.level)


def _forms(document: Document) -> Iterator[Finding]:
    """Forms without indicators, or with a description that is missing."""
    without: list[str] = []
    undescribed: list[str] = []
    for form in document.forms():
        called = form.subject or form.title
        if form.rows <= form.head_rows + 1:
            without.append(called)
        undescribed += [
            f"{called}：{cell.states}"
            for cell in form.cells
            if cell.kind is FormCellKind.LONG and not cell.text and cell.row < form.head_rows
        ]
    for code, names in (("PUB-006", without), ("PUB-007", undescribed)):
        if names:
            yield _listed(code, names)


def _listed(code: str, names: Sequence[str]) -> Finding:
    return finding(code, Place(""), "、".join(names), count=len(names))
