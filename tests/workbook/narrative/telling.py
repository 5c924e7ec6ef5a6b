"""Departments told: what the sheet 说明 of a workbook says, and how that changes with what is entered."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from generator import api
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, PreviousFigure, RegisterEntry
from generator.model.stretch import text_of
from generator.workbook.contents import contents_of
from generator.workbook.narrative.narrative import Paragraph
from generator.workbook.plan import WorkbookPlan, plan_workbook
from generator.workbook.typed_columns import typed_columns
from tests.conftest import SAMPLES_FOLDER


@cache
def reference() -> tuple[Department, LayoutSet]:
    """The reference sample and its layout."""
    intake, layout = api.read_folder(SAMPLES_FOLDER / "bazhou-2024")
    assert intake.department is not None
    return intake.department, layout


class Telling:
    """A workbook of the reference sample in which other departments of its size are entered."""

    def __init__(self) -> None:
        self.department, self.layout = reference()
        self.plan: WorkbookPlan = plan_workbook(self.department, self.layout)

    def enter(self, department: Department) -> None:
        """Let the typed cells hold what this department has."""
        contents = contents_of(department, self.layout)
        self.plan.evaluation.restart(typed_columns(contents, self.layout, self.plan.book))

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, with stretches."""
        assert self.plan.narrative is not None
        return self.plan.narrative.paragraphs(self.plan.evaluation)

    def texts(self) -> list[str]:
        """The paragraphs as read."""
        return [text_of(paragraph.stretches) for paragraph in self.paragraphs()]

    def one(self, beginning: str) -> str:
        """The one paragraph that begins so."""
        (found,) = [text for text in self.texts() if text.startswith(beginning)]
        return found

    def column(self, block: str, column: str) -> list[object]:
        """The values of a column that are not blank."""
        return [value for value in self.plan.evaluation.column(block, column) if value not in ("", None)]

    def check(self, name: str) -> tuple[object, object]:
        """The verdict of a check, and what is said of it."""
        column = self.plan.evaluation.column
        place = list(column("校验", "编号")).index(name)
        return column("校验", "结论")[place], column("校验", "说明")[place]


def with_reasons(department: Department, **texts: str) -> Department:
    """The department with these reasons, by subject, in place of its own of the same subjects."""
    kept = [entry for entry in department.registers["文字"] if entry.cells["事项"] not in texts]
    added = [RegisterEntry({"事项": name, "文字": text}) for name, text in texts.items() if text]
    return replace(department, registers={**department.registers, "文字": (*kept, *added)})


def with_amount(department: Department, function: str, fen: int) -> Department:
    """The department with so much more in the first line item of a function code, and in its income."""
    place = next(place for place, item in enumerate(department.items) if item.function_code == function)
    item = department.items[place]
    items = list(department.items)
    items[place] = replace(item, fen=(item.fen or 0) + fen)
    income = list(department.income)
    income[0] = replace(income[0], fen=(income[0].fen or 0) + fen)
    return replace(department, items=tuple(items), income=tuple(income))


def without_last_year(department: Department, *measures: str) -> Department:
    """The department without last year's figures of these measures."""
    kept: tuple[PreviousFigure, ...] = tuple(
        figure for figure in department.previous if figure.measure not in measures
    )
    return replace(department, previous=kept)
