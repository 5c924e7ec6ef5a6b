"""The review of forms (绩效目标表): whether their cells and indicators show fields that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.layout.fields import FACT_REGISTER, OTHER_SHEETS, REGION_SHEETS
from generator.layout.form_schema import Form, FormCell
from generator.layout.phrases import FORM_NAME
from generator.layout.register_fields import amount_fields, review_where, word_fields
from generator.layout.register_schema import Register
from generator.layout.review import Dimensions, Review
from generator.layout.slot_review import review_slots
from generator.layout.source import CONTRADICTION, TWICE, Path_, Source

_TITLE_WORDS = ("年度", "部门")


class FormReview:
    """Holds forms against the registers that they show."""

    def __init__(self, review: Review, registers: Sequence[Register], dimensions: Dimensions) -> None:
        self.review, self.dimensions = review, dimensions
        self.registers: Mapping[str, Register] = {register.name: register for register in registers}
        facts = self.registers.get(FACT_REGISTER)
        self.facts = [row.row for row in facts.rows] if facts else []

    def names(self, forms: Iterable[tuple[Form, Source]], tables: Iterable[str]) -> None:
        """Forms have names of their own that sheets can have, also once their signs are left out."""
        taken = {*OTHER_SHEETS, *REGION_SHEETS, *tables}
        seen = set[str]()
        for form, source in forms:
            bare = re.sub(r"\W+", "_", form.form).strip("_")
            if form.form in taken or not re.fullmatch(r"[\w（）]{1,31}", form.form) or not bare:
                self.review.fault(CONTRADICTION, source, ("form",), form.form, FORM_NAME)
            elif bare in seen:
                self.review.fault(TWICE, source, ("form",), form.form)
            seen.add(bare)

    def form(self, form: Form, source: Source) -> None:
        """One form: its titles, the rows it stands for, its head and its indicators."""
        for word, words in (("title", _TITLE_WORDS), ("subtitle", _TITLE_WORDS), ("empty", ())):
            review_slots(self.review, source, (word,), getattr(form, word), words)
        owner = self.owner(form, source)
        for row, cells in enumerate(form.head):
            for place, cell in enumerate(cells):
                self.cell(cell, source, ("head", row, place), owner)
        self.indicators(form, source, owner)

    def owner(self, form: Form, source: Source) -> Register | None:
        """The register whose rows get a form each."""
        if form.each is None:
            return None
        self.review.known(source, ("each", "rows_of"), form.each.rows_of, self.registers)
        owner = self.registers.get(form.each.rows_of)
        if owner is not None:
            review_where(self.review, source, ("each", "where"), form.each.where, owner)
        return owner

    def cell(self, cell: FormCell, source: Source, path: Path_, owner: Register | None) -> None:
        """A cell of the head shows something that there is."""
        if cell.field and owner is not None:
            self.review.known(source, (*path, "field"), cell.field, word_fields(owner))
        if cell.amount is not None and owner is not None:
            amounts = amount_fields(owner, self.registers)
            for place, field in enumerate(cell.amount):
                self.review.known(source, (*path, "amount", place), field, amounts)
            self.review.once(cell.amount, source, (*path, "amount"))
        if cell.item:
            self.review.known(source, (*path, "item"), cell.item, self.facts)
        if cell.counts is not None:
            for word in ("where", "without"):
                where = getattr(cell, word)
                self.review.where(where, source, (*path, word), cell.counts, self.dimensions)

    def indicators(self, form: Form, source: Source, owner: Register | None) -> None:
        """The register of indicators, its fields, and the texts of the columns."""
        stated = form.indicators
        self.review.known(source, ("indicators", "rows_of"), stated.rows_of, self.registers)
        register = self.registers.get(stated.rows_of)
        if register is None:
            return
        typed = [column.field for column in register.typed]
        self.review.known(source, ("indicators", "by"), stated.by, typed)
        if owner is not None:
            self.review.known(source, ("indicators", "by"), stated.by, word_fields(owner))
        choices = [column.field for column in register.typed if column.options or column.options_by]
        for place, field in enumerate(stated.order):
            self.review.known(source, ("indicators", "order", place), field, choices)
        self.review.once(stated.order, source, ("indicators", "order"))
        fields = word_fields(register)
        for place, column in enumerate(form.columns):
            review_slots(self.review, source, ("columns", place, "text"), column.text, fields)
