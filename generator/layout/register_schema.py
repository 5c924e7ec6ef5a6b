"""What may stand in the file of registers (登记表): lists of facts besides units and money."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.layout.phrases import ContradictionError, one_of
from generator.layout.schema import EntryRule, FigureWhere, Ledger, Part, Word, WordList

TYPED_REGISTER_KINDS = ("fixed", "text", "long", "choice", "amount", "number", "whole")
NUMBER_KINDS = ("amount", "number", "whole")
PROJECT_CHOICES, UNIT_CHOICES = "项目_选项", "单位_名称"
"""The lists of projects and of budget units that a column may offer."""
WHOLE_DEPARTMENT = "部门整体"
"""Stands for a project where something is said of the department as a whole."""


class RegisterColumn(Part):
    """One column of a register's sheet. `field` is its name everywhere else.

    Kinds that are typed: `text`, `long` (several sentences), `choice` (one of `choices` or `options`,
    nothing else), `amount` (yuan), `number`, `whole` (a whole number), and `fixed`, the names of `rows`,
    which are there already. `filled` shows a derived field, `hint` what is to be said of the row.
    `english` is the heading that lists in a folder may have instead; an `optional` column may be left out
    there.
    `within` names a choice column to the left: `options_by` gives the words that go with each of its words.
    What is `kept` stands in the blank of the next year as it was; rows whose key is not kept do not.
    """

    heading: str
    field: str
    english: str = ""
    width: Annotated[float, Field(gt=0, le=120, strict=False)] = 14.0
    kind: Literal["fixed", "text", "long", "choice", "amount", "number", "whole", "filled", "hint"] = "text"
    choices: str = ""
    options: WordList | None = None
    within: str = ""
    options_by: dict[Word, WordList] | None = None
    optional: bool = False
    kept: bool = False
    prompt: str = ""
    example: str = ""


class Derived(Part):
    """A field that follows from others, worked out in each row.

    `number_of`: the number that stands in a text field, "" when it is none. `counts`: the line items of
    the row's project (`by`) that meet `where`, in yuan. `rows_of`: rows of another register whose field
    of the same name as `by` equals this row's, counted, or with `sum` added up. `text_of`: a text of the
    other register's first such row. `of_row`: a property of a fixed row. `of_subject`: what the
    explanations say about the subject (说明事项) in the field `by`.
    """

    field: str
    by: str = ""
    number_of: str = ""
    counts: Ledger | None = None
    where: FigureWhere = {}
    rows_of: str = ""
    sum: str = ""
    text_of: str = ""
    of_row: Literal["", "group", "unit", "kind", "note"] = ""
    of_subject: Literal["", "本年", "上年", "增减", "增减率", "状态"] = ""

    @model_validator(mode="after")
    def _one_role(self) -> Derived:
        roles = (self.number_of, self.counts, self.rows_of, self.of_row, self.of_subject)
        if sum(bool(role) for role in roles) != 1:
            raise ContradictionError(one_of("number_of", "counts", "rows_of", "of_row", "of_subject"))
        return self


class RegisterRow(Part):
    """A row that always stands in a register of fixed rows: its name, its group, what is to be typed.

    `amount` is in yuan, `number` has decimals, `whole` has none; `text` and `long` are words. A row that is
    `kept` stands in the blank of the next year as it was.
    """

    row: str
    group: str = ""
    unit: str = ""
    kind: Literal["amount", "number", "whole", "text", "long"] = "number"
    note: str = ""
    kept: bool = False


class Register(Part):
    """A register (登记表): a list on a sheet of its own that feeds sentences, forms and checks.

    `file` is the name of its list in a department's folder. Rows are told apart by the fields of `key`.
    There is room for `least` rows at least. With `rows` they are fixed, and their names stand in the
    column of kind `fixed`.
    """

    name: str
    sheet: str
    file: str
    title: str
    help: str
    key: WordList
    least: Annotated[int, Field(gt=0)] = 40
    rows: list[RegisterRow] = []
    columns: list[RegisterColumn]
    derived: list[Derived] = []
    rules: list[EntryRule] = []

    def column(self, field: str) -> RegisterColumn:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)

    @property
    def fixed_field(self) -> str:
        """The field that holds the names of fixed rows; "" in a register without them."""
        return next((column.field for column in self.columns if column.kind == "fixed"), "")

    @property
    def typed(self) -> tuple[RegisterColumn, ...]:
        """The columns that people type, and the fixed one, from left to right."""
        return tuple(column for column in self.columns if column.kind in TYPED_REGISTER_KINDS)


class RegisterFile(Part):
    """The registers of a layout, in the order of their sheets."""

    registers: Annotated[list[Register], Field(min_length=1)]
