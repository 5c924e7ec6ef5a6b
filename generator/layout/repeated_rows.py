"""The rows over which texts of a disclosure are repeated: whether there are such, and what each may say."""

from __future__ import annotations

from generator.layout.codes import code_levels
from generator.layout.disclosure_parts import Document
from generator.layout.disclosure_schema import Each
from generator.layout.fields import LEVEL_DIGITS, ORDINALS
from generator.layout.phrases import NO_LAST_YEAR_ITEM
from generator.layout.register_fields import amount_fields, number_fields, review_where, word_fields
from generator.layout.register_schema import Register
from generator.layout.source import CONTRADICTION, Path_
from generator.layout.stated_figures import StatedFigures

_ROLES = ("table", "rows_of", "units", "figures")
_ONLY_WITH = {
    "table": ("level", "value", "last_year", "shares", "subject", "unchanged"),
    "rows_of": ("where", "having", "of_row", "amount"),
}
_COMPARED = {"上年", "增减", "增减额", "升降", "增减率"}


class RepeatedRows:
    """Reviews what texts and lists are repeated over."""

    def __init__(self, document: Document, figures: StatedFigures, everywhere: set[str]) -> None:
        self.document, self.figures, self.everywhere = document, figures, everywhere

    def words(self, each: Each, path: Path_) -> set[str]:
        """What a text may say of such rows; mistakes are collected."""
        role = next(word for word in _ROLES if getattr(each, word) not in ("", None))
        for other, words in _ONLY_WITH.items():
            if other != role:
                self.document.only_with(each, words, other, path)
        if role == "table":
            of_row = self.table(each, path)
        elif role == "rows_of":
            of_row = self.register(each, path)
        elif role == "units":
            for place, kind in enumerate(each.units or []):
                self.document.known((*path, "units", place), kind, self.document.parts.unit_kinds)
            of_row = {"名称", "性质"}
        else:
            return self.stated(each, path)
        return of_row | set(ORDINALS)

    def stated(self, each: Each, path: Path_) -> set[str]:
        """Figures that there are: their names and amounts."""
        names = each.figures or []
        for place, name in enumerate(names):
            self.document.known((*path, "figures", place), name, self.figures.figures)
        self.document.review.once(names, self.document.source, (*path, "figures"))
        return {"名称", "额"}

    def register(self, each: Each, path: Path_) -> set[str]:
        """A register that there is, and its fields."""
        document = self.document
        document.known((*path, "rows_of"), each.rows_of, document.parts.registers)
        register = document.parts.registers.get(each.rows_of)
        if register is None:
            return set()
        review_where(document.review, document.source, (*path, "where"), each.where, register)
        if each.having:
            derived = [field.field for field in register.derived]
            numbers = [field for field in number_fields(register) if field in derived]
            document.known((*path, "having"), each.having, numbers)
        if each.amount:
            amounts = amount_fields(register, document.parts.registers)
            document.known((*path, "amount"), each.amount, amounts)
        if each.of_row:
            document.known((*path, "of_row"), each.of_row, _typed(register))
        stated = {"额", "增减", "增减额"} if each.amount else set[str]()
        return {"名称", *word_fields(register)} | stated

    def table(self, each: Each, path: Path_) -> set[str]:
        """A level of a growing table, and a column of amounts."""
        document = self.document
        tables = {name: table for name, table in document.parts.tables.items() if table.rows}
        for word in ("level", "value"):
            if not getattr(each, word):
                document.missing(path, word)
        document.known((*path, "table"), each.table, tables)
        table = tables.get(each.table)
        if table is None:
            return {"名称", "码", "额"}
        amounts = [leaf.name for top in table.columns for leaf in top.leaves() if leaf.shows is None]
        if each.value:
            document.known((*path, "value"), each.value, amounts)
        if each.level:
            document.known((*path, "level"), each.level, table.rows)
        words = {"名称", "额", *_code_words(list(table.rows), each.level)}
        return self.compared(each, path, words | ({"项目"} if each.level == "项目" else set()))

    def compared(self, each: Each, path: Path_, words: set[str]) -> set[str]:
        """What rows of a table say of last year, their shares and reasons."""
        document, parts = self.document, self.document.parts
        if each.shares:
            words |= {"占比"}
        if each.last_year is not None:
            words |= _COMPARED
            if parts.figures is not None:
                split = [figure.measure for figure in parts.figures if figure.by == each.level]
                document.known((*path, "last_year", "measure"), each.last_year.measure, split)
            if each.last_year.item:
                at: Path_ = (*path, "last_year", "item")
                item = each.last_year.item
                document.review.fault(CONTRADICTION, document.source, at, item, NO_LAST_YEAR_ITEM)
        if each.subject:
            document.pattern(each.subject, (*path, "subject"), self.everywhere, words | set(ORDINALS))
            document.reasons(path)
            words |= {"原因"}
        if each.unchanged:
            document.text(each.unchanged, (*path, "unchanged"), self.everywhere | words)
            if not each.subject:
                document.only_with(each, ["unchanged"], "subject", path)
        return words


def _typed(register: Register) -> list[str]:
    return [column.field for column in register.typed]


def _code_words(levels: list[str], level: str | None) -> set[str]:
    """The code of rows of a level, and the names of those above.

    Example:
        >>> sorted(_code_words(["总计", "类", "款", "项"], "款"))
        ['款名', '码', '类名']
        >>> _code_words(["总计", "项目"], "项目")
        set()
    """
    if level == "项目" and levels:
        coded = code_levels(levels)
        level = coded[-1] if coded else level
    for of_book in LEVEL_DIGITS.values():
        if level in of_book:
            names = list(of_book)
            above = names[: names.index(level) + 1]
            return {"码", *(f"{name.removeprefix('经济')}名" for name in above)}
    return set()
