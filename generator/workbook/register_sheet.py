"""The entry sheet of a register (登记表): like any other, with long texts, guards and fixed rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.expression.block import Block
from generator.expression.nodes import Expression
from generator.layout.register_schema import RegisterColumn
from generator.workbook import naming
from generator.workbook.entry_sheet import GROWING_LISTS, EntryColumn, EntrySheet
from generator.workbook.register_list import RegisterList, options_of
from generator.workbook.sheet import Choice, Lines, Sheet

SUBJECTS = "待写_事项"
"""The list of subjects that still want a text; there is none without a disclosure."""
_STYLES = {
    "fixed": "entry-fixed",
    "text": "entry-text",
    "long": "entry-wrapped",
    "choice": "entry-text",
    "amount": "entry-amount",
    "number": "entry-number",
    "whole": "entry-whole",
    "hint": "entry-hint",
}
_FIXED_STYLES = _STYLES | {"number": "entry-amount"}
"""Of fixed rows: their numbers are measured quantities, shown with separators."""
_GUARDED = {
    "amount": "填金额，以元为单位",
    "number": "填数字",
    "whole": "填整数",
    "text": "填文字",
    "long": "填文字，可以写几句话",
}
"""What is asked for in a fixed row, by its kind."""


class RegisterSheet(EntrySheet):
    """Places the entry sheet of a register; `explained` says whether the workbook has explanations."""

    example_styles = dict.fromkeys(("amount", "number", "whole"), "example-amount")
    waiting = "还没有写"

    def __init__(self, entered: RegisterList, *, explained: bool) -> None:
        super().__init__(entered)
        self.register = entered.definition
        self._list, self._explained = entered, explained

    def sheet(self) -> Sheet:
        """The sheet that people fill in; rows are as high as the texts in them."""
        sheet = super().sheet()
        sheet.wrapped[self.register.sheet] = Lines(unused=0)
        return sheet

    def heading(self, column: EntryColumn) -> str:
        """What stands above a column: its field where the layout gives no heading."""
        return column.heading or column.field

    def style(self, column: EntryColumn) -> str | Sequence[str]:
        """How a column looks: what is asked for in a fixed row decides there."""
        if column.kind == "filled":
            return self._filled_style(column.field)
        if not self.register.rows or column.kind in ("fixed", "hint"):
            return _STYLES[column.kind]
        asked = [_FIXED_STYLES[row.kind] for row in self.register.rows]
        return [*asked, *["entry-wrapped"] * (self._list.capacity - len(asked))]

    def choices(self, column: EntryColumn, block: Block) -> Iterator[Choice]:
        """Input message, list to choose from and guard of a column, or of each of its fixed rows."""
        assert isinstance(column, RegisterColumn)
        title = self.heading(column)
        if column.kind in ("filled", "hint"):
            yield Choice(block.name, column.field, title, "由公式自动给出，不用填写。", refuse=True)
        elif self.register.rows and column.kind != "fixed":
            for place, row in enumerate(self.register.rows):
                unit = f"，单位：{row.unit}" if row.unit and row.kind != "amount" else ""
                prompt = "。".join(part for part in (f"{_GUARDED[row.kind]}{unit}", row.note) if part)
                yield Choice(
                    block.name, column.field, row.row, f"{prompt}。", guard=_guard(row.kind), row=place
                )
        else:
            source = naming.defined_name(self.register.name, column.field, "选项")
            source = source if options_of(column) else self._known(column.choices)
            yield Choice(
                block.name,
                column.field,
                title,
                column.prompt,
                source,
                filled=naming.last_row_name(source) if source in (*GROWING_LISTS, SUBJECTS) else "",
                strict=column.kind == "choice",
                guard=_guard(column.kind),
            )

    def room_left(self) -> list[Expression | str]:
        """How many rows are filled and how many can be; fixed ones are as many as they are."""
        if not self.register.rows:
            return super().room_left()
        return ["已填 ", self._list.rows_filled, f" 项，共 {len(self.register.rows)} 项"]

    def _known(self, listed: str) -> str:
        """A list to choose from, or "" where the workbook has none of this name."""
        return listed if self._explained or listed != SUBJECTS else ""

    def _filled_style(self, field: str) -> str:
        derived = self._list.derived(field)
        if derived is None or derived.of_row:
            return "entry-filled"
        if derived.counts or derived.of_subject:
            return "figure-live"
        if derived.sum:
            summed = self._list.layout.register(derived.rows_of).column(derived.sum)
            return "figure-live" if summed.kind == "amount" else "number-live"
        return "entry-filled" if derived.text_of else "number-live"


def _guard(kind: str) -> str:
    return kind if kind in ("amount", "number", "whole") else ""
