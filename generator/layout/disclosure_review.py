"""The review of the disclosure: whether every slot of every text, every list and figure means something."""

from __future__ import annotations

from collections.abc import Sequence

from generator.layout.disclosure_parts import Document, LayoutParts
from generator.layout.disclosure_schema import (
    DisclosureFile,
    FormBlock,
    HeadingBlock,
    TableBlock,
    TextBlock,
    TextList,
)
from generator.layout.fields import DEPARTMENT_WORDS
from generator.layout.phrases import USED_LIST
from generator.layout.register_schema import Register
from generator.layout.repeated_rows import RepeatedRows
from generator.layout.review import Review
from generator.layout.source import CONTRADICTION, TWICE, Path_, Source
from generator.layout.stated_figures import StatedFigures
from generator.layout.template import STATEMENT

ALL_TABLES = "全部"
"""What stands for all official tables in order."""


class DisclosureReview:
    """Holds the disclosure of a layout against itself and the rest of the layout."""

    def __init__(self, review: Review, source: Source, file: DisclosureFile, parts: LayoutParts) -> None:
        self.document = Document(review, source, file, parts)
        self.figures = StatedFigures(self.document)
        statements = [f"{name} {STATEMENT}" for name, table in parts.tables.items() if table.empty]
        self.conditions = [*self.figures.figures, *parts.facts]
        self.everywhere = {*DEPARTMENT_WORDS, *parts.facts, *statements, *self.figures.words()}
        self.rows = RepeatedRows(self.document, self.figures, self.everywhere)
        self.lists = {each.list: each for each in file.lists}
        self.used = set[str]()

    def check(self) -> None:
        """Everything about the document."""
        file, document = self.document.file, self.document
        self.figures.check(self.everywhere)
        plain = self.everywhere | {name for name, each in self.lists.items() if not each.of.of_row}
        for word in ("cover", "closing"):
            for place, text in enumerate(getattr(file, word)):
                document.text(text, (word, place), set(DEPARTMENT_WORDS))
        for place, each in enumerate(file.lists):
            path: Path_ = ("lists", place)
            of_row = self.rows.words(each.of, (*path, "of"))
            document.text(each.text, (*path, "text"), self.everywhere | of_row)
        for place, block in enumerate(file.blocks):
            self.block(block, ("blocks", place), plain)
        self.placed_once()
        for place, name in enumerate(self.lists):
            if name not in self.used:
                at: Path_ = ("lists", place, "list")
                document.review.fault(CONTRADICTION, document.source, at, name, USED_LIST)

    def block(
        self, block: HeadingBlock | TextBlock | TableBlock | FormBlock, path: Path_, plain: set[str]
    ) -> None:
        """A heading, paragraphs, a table or a form."""
        document = self.document
        if isinstance(block, TableBlock):
            document.known((*path, "table"), block.table, [ALL_TABLES, *document.parts.tables])
            return
        if isinstance(block, FormBlock):
            document.known((*path, "form"), block.form, document.parts.forms)
            return
        if block.when:
            document.review.condition(block.when, document.source, (*path, "when"), self.conditions)
        if isinstance(block, HeadingBlock):
            self.used.update(document.text(block.heading, (*path, "heading"), plain))
            return
        words = plain
        if block.each is not None:
            each: Path_ = (*path, "each")
            document.only_with(block.each, ["of_row"], "lists", each)
            words = plain | self.rows.words(block.each, each) | self.lists_of_row(block.each.rows_of)
        texts = [block.text] if isinstance(block.text, str) else block.text
        for number, text in enumerate(texts):
            at: Path_ = (*path, "text") if isinstance(block.text, str) else (*path, "text", number)
            self.used.update(document.text(text, at, words))

    def lists_of_row(self, name: str) -> set[str]:
        """The lists that belong to a row of a register."""
        register = self.document.parts.registers.get(name)
        return {word for word, each in self.lists.items() if register and _belongs(each, register)}

    def placed_once(self) -> None:
        """Tables, forms and ids stand in the document once."""
        document = self.document
        tables: list[tuple[str, Path_]] = []
        forms: list[tuple[str, Path_]] = []
        ids: list[tuple[str, Path_]] = []
        for place, block in enumerate(document.file.blocks):
            path: Path_ = ("blocks", place)
            if isinstance(block, TableBlock):
                tables.append((block.table, (*path, "table")))
            elif isinstance(block, FormBlock):
                forms.append((block.form, (*path, "form")))
            elif block.id:
                ids.append((block.id, (*path, "id")))
        for named in (tables, forms, ids):
            document.review.names(named, document.source)
        self.all_or_single(tables)

    def all_or_single(self, tables: Sequence[tuple[str, Path_]]) -> None:
        """Where all tables stand together, none stands alone."""
        if ALL_TABLES in [name for name, _ in tables]:
            for name, path in tables:
                if name != ALL_TABLES:
                    self.document.review.fault(TWICE, self.document.source, path, name)


def _belongs(each: TextList, register: Register) -> bool:
    return bool(each.of.of_row) and each.of.of_row in [column.field for column in register.typed]
