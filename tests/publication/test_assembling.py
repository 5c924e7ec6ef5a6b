"""The document of the reference sample: tables, forms and sentences as they were printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import api
from generator.layout.layout_set import LayoutSet
from generator.publication.assembling import assemble
from generator.publication.document import (
    CellKind,
    Document,
    Form,
    Heading,
    Meaning,
    Paragraph,
    Table,
)
from generator.workbook.plan import WorkbookPlan, plan_workbook
from tests.conftest import SAMPLES_FOLDER
from tests.printed import golden_rows
from tests.workbook.tables_only import tables_only

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "bazhou-2024"

DIFFERENT = {
    "项目支出373.16": "the printed reason speaks of growth (增长) where the figure falls",
    "1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）": "printed 业务辆拓展",
    "3、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）事业运行（项）": "printed 业务辆拓展",
    "2024年财政拨款“三公”经费预算比上年预算": "printed with ；； and a last sentence that breaks off",
}
"""Sentences of part three, by their beginning, that differ from the printed ones on purpose."""

pytestmark = pytest.mark.xdist_group("assembling")


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    intake, layout = api.read_folder(SAMPLES_FOLDER / "bazhou-2024")
    assert intake.department is not None
    return plan_workbook(intake.department, layout)


@pytest.fixture(scope="module")
def document(plan: WorkbookPlan) -> Document:
    return assemble(plan)


def folded(text: str) -> str:
    """The text without blanks and marks of Markdown, in full-width brackets."""
    bare = re.sub(r"[\s#*]|^- ", "", text, flags=re.MULTILINE)
    return bare.replace("(", "（").replace(")", "）")


def part(document: Document, number: int) -> list[Heading | Paragraph | Table | Form]:
    """The blocks of a part, its heading included."""
    parts: list[list[Heading | Paragraph | Table | Form]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append([])
        parts[-1].append(block)
    return parts[number]


def test_every_sentence_of_part_three_is_the_printed_one(document: Document) -> None:
    printed = folded((GOLDEN / "disclosure.md").read_text(encoding="utf-8"))
    told = [folded(block.text) for block in part(document, 3) if isinstance(block, Heading | Paragraph)]
    different = [text for text in told if text not in printed]
    assert len(told) > 90
    assert [next((key for key in DIFFERENT if text.startswith(key)), text) for text in different] == [
        *DIFFERENT
    ]


def test_figures_of_sentences_that_differ_are_the_printed_ones(document: Document) -> None:
    printed = folded((GOLDEN / "disclosure.md").read_text(encoding="utf-8"))
    for block in part(document, 3):
        if isinstance(block, Paragraph) and folded(block.text).startswith(tuple(DIFFERENT)):
            said = "".join(each.text for each in block.stretches if each.meaning is not Meaning.WRITTEN)
            for clause in re.split("主要原因是", folded(said)):
                assert clause.strip("。；") in printed


@pytest.mark.parametrize("number", range(1, 12))
def test_every_table_is_the_printed_one(document: Document, number: int) -> None:
    table = next(table for table in document.tables() if table.name == f"表{number}")
    assert [[cell.text for cell in row.cells] for row in table.rows] == golden_rows(GOLDEN, table.name)


def test_tables_have_headings_for_every_column_and_a_statement_when_they_are_empty(
    document: Document,
) -> None:
    for table in document.tables():
        columns = len(table.widths)
        covered = [0] * columns
        for cell in table.head:
            if cell.row + cell.rows == table.head_rows:
                for column in range(cell.column, cell.column + cell.columns):
                    covered[column] += 1
        assert covered == [1] * columns
        assert len(table.columns) == columns
        assert all(len(row.cells) == columns for row in table.rows)
        assert bool(table.statement) == (not table.rows)
        for row in table.rows:
            kinds = [place for place, cell in enumerate(row.cells) if cell.kind is CellKind.AMOUNT]
            assert tuple(kinds) == table.amounts


def test_forms_stand_where_the_disclosure_says(document: Document) -> None:
    kinds = [type(block).__name__ for block in part(document, 3)]
    first = kinds.index("Form")
    assert kinds[first : first + 8] == ["Form"] * 8
    assert isinstance(part(document, 3)[first - 1], Paragraph)
    assert [form.subject for form in document.forms()][:2] == ["", "巴州政府办公室政务服务保障项目"]


def test_the_frame_names_department_year_and_date(document: Document) -> None:
    assert document.cover == ("新疆巴州人民政府办公室", "2024 年部门预算公开")
    assert document.closing == ("新疆巴州人民政府办公室", "2024年02月25日")
    assert (document.department, document.year) == ("新疆巴州人民政府办公室", 2024)
    assert [heading.text for heading in document.headings() if heading.level == 1] == [
        "第一部分　2024 年新疆巴州人民政府办公室部门概况",
        "第二部分　2024 年部门预算公开表",
        "第三部分　2024 年部门预算情况说明",
        "第四部分　名词解释",
    ]


def test_a_draft_says_so(plan: WorkbookPlan) -> None:
    assert assemble(plan, "草稿").draft == "草稿"


def test_a_layout_without_disclosure_has_no_document() -> None:
    intake, layout = api.read_folder(SAMPLES_FOLDER / "personnel-only")
    assert intake.department is not None
    bare: LayoutSet = tables_only(layout)
    with pytest.raises(ValueError, match="published document"):
        assemble(plan_workbook(intake.department, bare))
