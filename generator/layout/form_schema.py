"""What may stand in the file of a form (绩效目标表): a head of labels and values, and rows of indicators.

A form is shown once for each row of a register (`each`), or once for the department. Its grid is as wide
as its indicators have columns. The head is written row by row from left to right; a cell may span columns
and rows, and what a cell above spans is left out, as in HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.layout.phrases import (
    COUNTS_ONLY,
    FILLED_GRID,
    LONG_VALUES,
    OF_WITHOUT_EACH,
    VALUES_OF_EACH,
    ContradictionError,
    one_of,
)
from generator.layout.schema import Choice, Ledger, Part, Where, Word, WordList

Fact = Literal["名称", "编码", "年度", "级别", "编制日期"]


class FormCell(Part):
    """A cell of a form's head: a `label`, or a value.

    A value is one of: `field`, of the row for which the form stands; `amount`, the sum of derived amounts
    of that row; `item`, what stands in 事项 under that name; `fact`, of the department; `counts`, the
    entries of a ledger that meet `where`, less those that also meet `without`. Amounts are shown in the
    form's unit, 0 as 0.00. `long` values are several sentences.
    """

    label: str = ""
    field: Word = ""
    amount: WordList | None = None
    item: Word = ""
    fact: Fact | None = None
    counts: Ledger | None = None
    where: Where = {}
    without: Where = {}
    long: bool = False
    columns: Annotated[int, Field(gt=0, le=40)] = 1
    rows: Annotated[int, Field(gt=0, le=40)] = 1

    @model_validator(mode="after")
    def _one_role(self) -> FormCell:
        roles = (self.label, self.field, self.amount, self.item, self.fact, self.counts)
        if sum(bool(role) for role in roles) != 1:
            raise ContradictionError(one_of("label", "field", "amount", "item", "fact", "counts"))
        if (self.where or self.without) and self.counts is None:
            raise ContradictionError(COUNTS_ONLY)
        if self.long and not (self.field or self.item):
            raise ContradictionError(LONG_VALUES)
        return self

    @property
    def is_amount(self) -> bool:
        """Whether the cell shows money."""
        return self.amount is not None or self.counts is not None


class FormRows(Part):
    """The rows of a register that get a form each: those that count and meet `where` (field: value).

    Of several values one has to stand there; "" is a field that is not filled in.
    """

    rows_of: str
    where: dict[Word, Choice] = {}


class Indicators(Part):
    """The rows of a register below the head of a form.

    They are those whose field `by` says what the same field of the form's row says or, in a form of the
    department, the word `of`. They stand in the order of the options of the choice fields in `order`,
    then as they were entered. There is room for `rows` in each form.
    """

    rows_of: str
    by: Word
    of: Word = ""
    order: Annotated[list[Word], Field(max_length=2)] = []
    rows: Annotated[int, Field(gt=0, le=200)] = 40


class IndicatorColumn(Part):
    """A column of the indicators. `text` has fields of the row in braces: "{运算符}{指标值} {计量单位}".

    A blank between fields stands only between two that are filled in, and never before % or ‰.
    A column that is one field of numbers alone shows numbers. In a `merge` column equal neighbours, under
    the same cell of the merge columns to the left, are one cell.
    """

    heading: str
    text: str
    width: Annotated[float, Field(gt=0, le=120, strict=False)] = 12.0
    merge: bool = False


class Form(Part):
    """A form of performance targets; `form` is the name of its sheet.

    `title` and `subtitle` stand above each; {年度} and {部门} may stand in them. With `each` there is room
    for `least` forms at least. `empty` is said on the sheet while there is none.
    """

    form: str
    title: str
    subtitle: str = ""
    page: Literal["portrait", "landscape"] = "portrait"
    unit: Literal["元", "万元"] = "万元"
    each: FormRows | None = None
    least: Annotated[int, Field(gt=0, le=200)] = 1
    empty: str = ""
    head: Annotated[list[Annotated[list[FormCell], Field(min_length=1)]], Field(min_length=1)]
    indicators: Indicators
    columns: Annotated[list[IndicatorColumn], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self) -> Form:
        if (self.each is None) == (not self.indicators.of):
            raise ContradictionError(OF_WITHOUT_EACH)
        cells = [cell for row in self.head for cell in row]
        if self.each is None and any(cell.field or cell.amount for cell in cells):
            raise ContradictionError(VALUES_OF_EACH)
        if not self._is_filled():
            raise ContradictionError(FILLED_GRID)
        return self

    def placed(self) -> Iterator[tuple[int, int, FormCell]]:
        """The cells of the head with the row and column (from 0) in which each begins."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.head):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {
                    (row + down, column + across)
                    for down in range(cell.rows)
                    for across in range(cell.columns)
                }
                column += cell.columns

    def _places(self) -> Iterator[tuple[int, int, FormCell]]:
        """Every place of the head, by row and column, with the cell that it belongs to."""
        for row, column, cell in self.placed():
            for down in range(cell.rows):
                for across in range(cell.columns):
                    yield row + down, column + across, cell

    def _is_filled(self) -> bool:
        """Whether every place of the head belongs to exactly one cell."""
        places = [(row, column) for row, column, _ in self._places()]
        grid = {(row, column) for row in range(len(self.head)) for column in range(len(self.columns))}
        return len(places) == len(grid) and set(places) == grid

    def label_of(self, row: int, column: int) -> str:
        """What the value that begins at a place of the head states: the labels to its left, up to the
        value before it.
        """
        line = {place: cell for at, place, cell in self._places() if at == row}
        labels: list[str] = []
        for place in range(column - 1, -1, -1):
            cell = line[place]
            if not cell.label:
                break
            if cell.label not in labels:
                labels.insert(0, cell.label)
        return " ".join(labels)
