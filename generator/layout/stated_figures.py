"""The figures (数据项) of a disclosure: whether each can be worked out, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.layout.disclosure_parts import Document
from generator.layout.disclosure_schema import Counted, StatedFigure
from generator.layout.fields import DEPARTMENT_WORDS, ORDINALS
from generator.layout.language import FormulaError, read_terms
from generator.layout.phrases import FIGURE_NAME
from generator.layout.register_fields import review_where
from generator.layout.register_schema import NUMBER_KINDS
from generator.layout.source import CONTRADICTION, TWICE, Path_
from generator.layout.template import ASPECTS, STATEMENT

Sort = Literal["money", "count", "number"]
_UNITS: Mapping[Sort, tuple[str, ...]] = {
    "money": ("万元", "元", "简"),
    "count": ("个", "数"),
    "number": ("数",),
}
"""What figures of each sort may be stated in."""
_SORTS: Mapping[str, Sort] = {"amount": "money", "whole": "count", "number": "number"}


class StatedFigures:
    """The figures of a document by name."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.figures = {figure.figure: figure for figure in document.file.figures}

    def words(self) -> set[str]:
        """What slots may say: each figure, and the aspects that it has."""
        return {
            f"{name} {aspect}" if aspect else name
            for name in self.figures
            for aspect in ("", *self.aspects(name))
        }

    def aspects(self, name: str) -> set[str]:
        """What may be said of a figure besides its amount; nothing of one that there is not."""
        figure = self.figures.get(name)
        if figure is None:
            return set()
        aspects = {"名称"}
        if figure.shares:
            aspects.add("占比")
        if figure.last_year is not None:
            aspects |= {"上年", "增减", "增减额", "升降", "增减率"}
        elif self.is_signed(name):
            aspects |= {"增减", "增减额"}
        if figure.subject:
            aspects.add("原因")
        return aspects

    def is_signed(self, name: str, within: frozenset[str] = frozenset()) -> bool:
        """Whether a figure may itself be a change: a fact, a difference of cells, or a sum of such."""
        figure = self.figures.get(name)
        if figure is None or name in within:
            return False
        if figure.sum is not None:
            return any(self.is_signed(part, within | {name}) for part in figure.sum)
        return bool(figure.item) or any(sign < 0 for sign in _signs(figure.value))

    def check(self, everywhere: set[str]) -> None:
        """Everything about the figures. `everywhere` are the words that all texts may have."""
        file, review, source = self.document.file, self.document.review, self.document.source
        placed: list[tuple[StatedFigure, Path_]] = [
            (figure, ("figures", place)) for place, figure in enumerate(file.figures)
        ]
        review.names(
            [
                *((figure.figure, (*path, "figure")) for figure, path in placed),
                *((each.list, ("lists", place, "list")) for place, each in enumerate(file.lists)),
            ],
            source,
        )
        for name, path in (
            *((figure.figure, (*path, "figure")) for figure, path in placed),
            *((each.list, ("lists", place, "list")) for place, each in enumerate(file.lists)),
        ):
            self.called(name, path)
        for figure, path in placed:
            self.figure(figure, path)
            self.stray(figure, path)
            self.unit(figure, path)
            for word in ("subject", "unchanged"):
                if getattr(figure, word):
                    self.document.text(getattr(figure, word), (*path, word), everywhere)
            if figure.subject:
                self.document.reasons(path)
        review.no_circle([(figure.figure, path, figure.sum) for figure, path in placed], source)
        review.names(
            [(figure.subject, (*path, "subject")) for figure, path in placed if figure.subject], source
        )

    def called(self, name: str, path: Path_) -> None:
        """Slots can have the name, and it means nothing else."""
        review, source = self.document.review, self.document.source
        if not name or any(sign in name for sign in " {}"):
            review.fault(CONTRADICTION, source, path, name, FIGURE_NAME)
        elif name in (*DEPARTMENT_WORDS, *ORDINALS, *ASPECTS, STATEMENT, "额", "码"):
            review.fault(TWICE, source, path, name)

    def figure(self, figure: StatedFigure, path: Path_) -> None:
        """What the figure is worked out from."""
        document, parts = self.document, self.document.parts
        if figure.value:
            for problem in parts.references.cell_problems("value", figure.value):
                document.review.reference(problem, document.source, path)
        for word in ("counts", "projects"):
            counted: Counted | None = getattr(figure, word)
            if counted is not None:
                self.counted(counted, word, (*path, word))
        if figure.item:
            numbers = [name for name, row in parts.facts.items() if row.kind in NUMBER_KINDS]
            document.known((*path, "item"), figure.item, numbers)
        for place, part in enumerate(figure.sum or []):
            document.known((*path, "sum", place), part, self.figures)
        document.review.once(figure.sum or [], document.source, (*path, "sum"))
        for place, kind in enumerate(figure.units or []):
            document.known((*path, "units", place), kind, parts.unit_kinds)
        if figure.rows_of:
            document.known((*path, "rows_of"), figure.rows_of, parts.registers)
            register = parts.registers.get(figure.rows_of)
            if register is not None:
                review_where(document.review, document.source, (*path, "where"), figure.where, register)
        if figure.shares:
            document.known((*path, "shares"), figure.shares, self.others(figure))
        if figure.last_year is not None and parts.figures is not None:
            at: Path_ = (*path, "last_year")
            document.review.last_year(figure.last_year, document.source, at, parts.figures, parts.dimensions)

    def others(self, figure: StatedFigure) -> list[str]:
        """All figures but this one."""
        return [name for name in self.figures if name != figure.figure]

    def counted(self, counted: Counted, word: str, path: Path_) -> None:
        """Conditions on entries; projects have line items only."""
        document, parts = self.document, self.document.parts
        if word == "projects" and counted.ledger == "收入":
            document.review.fault(
                CONTRADICTION, document.source, (*path, "ledger"), "ledger: 收入", "ledger: 支出"
            )
            return
        document.review.figure_where(
            counted.where,
            document.source,
            (*path, "where"),
            counted.ledger,
            parts.dimensions,
            parts.unit_kinds,
        )

    def stray(self, figure: StatedFigure, path: Path_) -> None:
        """Words that stand beside what they do not go with."""
        if not figure.rows_of:
            self.document.only_with(figure, ["where"], "rows_of", path)
        if figure.units is None:
            self.document.only_with(figure, ["beyond"], "units", path)
        if not figure.subject:
            self.document.only_with(figure, ["unchanged"], "subject", path)

    def sort(self, name: str, within: frozenset[str] = frozenset()) -> Sort | None:
        """Whether a figure is money, counts things or is another number; None where nobody can tell."""
        figure = self.figures.get(name)
        if figure is None or name in within:
            return None
        if figure.sum is not None:
            sorts = (self.sort(part, within | {name}) for part in figure.sum)
            return next((sort for sort in sorts if sort is not None), None)
        if figure.item:
            row = self.document.parts.facts.get(figure.item)
            return _SORTS.get(row.kind) if row else None
        return "money" if figure.value or figure.counts else "count"

    def unit(self, figure: StatedFigure, path: Path_) -> None:
        """A figure is stated in a unit of its sort and adds up its like; only money has a last year."""
        review, source = self.document.review, self.document.source
        sort = self.sort(figure.figure)
        if sort is None:
            return
        if figure.unit not in _UNITS[sort]:
            review.fault(CONTRADICTION, source, (*path, "unit"), figure.unit, "、".join(_UNITS[sort]))
        named: list[tuple[str, Path_]] = [
            (part, (*path, "sum", place)) for place, part in enumerate(figure.sum or [])
        ]
        if figure.shares:
            named.append((figure.shares, (*path, "shares")))
        for other, at in named:
            if self.sort(other) not in (None, sort):
                units = "、".join(_UNITS[sort])
                review.fault(CONTRADICTION, source, at, other, f"unit: {units}")
        if figure.last_year is not None and sort != "money":
            units = "、".join(_UNITS["money"])
            review.fault(CONTRADICTION, source, (*path, "last_year"), "last_year", f"unit: {units}")


def _signs(formula: str) -> list[int]:
    try:
        return [sign for sign, _ in read_terms(formula)] if formula else []
    except FormulaError:
        return []
