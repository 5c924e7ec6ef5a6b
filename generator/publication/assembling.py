"""The document of a workbook: its explanations, official tables and forms, in the order of the disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.expression.habits import as_text
from generator.expression.nodes import Value
from generator.layout.disclosure_schema import FormBlock, TableBlock
from generator.publication.document import Block, Document, Form, FormCell, FormCellKind, Heading, Paragraph
from generator.publication.table_assembling import assembled_table
from generator.workbook import naming
from generator.workbook.form_values import FilledForm, filled_forms
from generator.workbook.narrative.narrative import Paragraph as Prose
from generator.workbook.plan import WorkbookPlan

ALL_TABLES = "全部"


def assemble(plan: WorkbookPlan, draft: str = "") -> Document:
    """The whole disclosure as a workbook says it now; `draft` are the words that mark every page, or "".

    Raises: ValueError when the layout has no disclosure.
    """
    disclosure, narrative = plan.layout.disclosure, plan.narrative
    if disclosure is None or narrative is None:
        raise ValueError("the layout says nothing about the published document")

    def lines(templates: Iterable[str]) -> tuple[str, ...]:
        said = (narrative.line(template, plan.evaluation) for template in templates)
        return tuple(line for line in said if line)

    return Document(
        department=_fact(plan, naming.NAME),
        year=plan.layout.year,
        cover=lines(disclosure.cover),
        contents=disclosure.contents,
        blocks=tuple(_blocks(plan)),
        closing=lines(disclosure.closing),
        compiled_on=_fact(plan, "编制日期"),
        draft=draft,
    )


def _blocks(plan: WorkbookPlan) -> Iterator[Block]:
    disclosure, narrative = plan.layout.disclosure, plan.narrative
    assert disclosure is not None
    assert narrative is not None
    prose: defaultdict[int, list[Prose]] = defaultdict(list)
    for each in narrative.paragraphs(plan.evaluation):
        prose[each.block].append(each)
    for place, block in enumerate(disclosure.blocks):
        if isinstance(block, TableBlock):
            names = list(plan.layout.tables) if block.table == ALL_TABLES else [block.table]
            for name in names:
                yield assembled_table(plan, plan.layout.tables[name])
        elif isinstance(block, FormBlock):
            yield from _forms(plan, block.form)
        else:
            yield from map(_told, prose[place])


def _told(prose: Prose) -> Heading | Paragraph:
    if prose.level:
        return Heading(prose.level, prose.stretches)
    return Paragraph(prose.stretches, prose.cell)


def _forms(plan: WorkbookPlan, name: str) -> Iterator[Form]:
    for placed in plan.forms:
        if placed.form.form == name:
            yield from map(_form, filled_forms(placed, plan.book, plan.evaluation))


def _form(filled: FilledForm) -> Form:
    return Form(
        name=filled.name,
        title=filled.title,
        subtitle=filled.subtitle,
        subject=filled.subject,
        widths=filled.widths,
        rows=filled.rows,
        head_rows=filled.head_rows,
        cells=tuple(
            FormCell(
                cell.row,
                cell.column,
                cell.text,
                FormCellKind(cell.kind.value),
                cell.rows,
                cell.columns,
                cell.states,
                cell.address,
            )
            for cell in filled.cells
        ),
    )


def _fact(plan: WorkbookPlan, name: str) -> str:
    value: Value = plan.contents.facts.get(name)
    return as_text(value)
