"""How a layout consolidates departments (汇总): eliminations, the comparison by department, charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from generator.layout import schema
from generator.layout.fields import COMPARISON_COLUMNS
from generator.layout.phrases import unreadable_file
from generator.layout.review import Dimensions, Review
from generator.layout.schema_faults import joined, schema_fault
from generator.layout.source import (
    MISSING,
    TWICE,
    UNREADABLE,
    LayoutFault,
    Path_,
    Source,
    read_source,
)

__all__ = ["read_consolidation"]

_Placed = tuple[schema.ComparedColumn, Path_]


def read_consolidation(
    folder: Path, name: str, dimensions: Dimensions, figures: Sequence[schema.Figure] | None
) -> tuple[schema.ConsolidationFile | None, list[LayoutFault]]:
    """Read the file, with every mistake of it. `figures` are the layout's figures of last year; None where
    they are not known.
    """
    try:
        source, faults = read_source(folder / name, name)
    except (OSError, UnicodeDecodeError) as error:
        return None, [LayoutFault(UNREADABLE, name, 0, "", unreadable_file(error), "UTF-8")]
    if source is None:
        return None, faults or [LayoutFault(MISSING, name, 1, "", "comparison")]
    try:
        written = schema.ConsolidationFile.model_validate(source.data)
    except ValidationError as error:
        mistakes = [schema_fault(source, schema.ConsolidationFile, mistake) for mistake in error.errors()]
        return None, [*faults, *joined(mistakes)]
    review = _ConsolidationReview(source, Review(faults), dimensions, figures)
    review.eliminations(written.eliminations)
    review.comparison(written.comparison)
    review.charts(written)
    return written, faults


class _ConsolidationReview:
    """Whether sources, columns and figures that the file names exist and mean something."""

    def __init__(
        self,
        source: Source,
        review: Review,
        dimensions: Dimensions,
        figures: Sequence[schema.Figure] | None,
    ) -> None:
        self.source, self.review = source, review
        self.dimensions, self.figures = dimensions, figures

    def eliminations(self, eliminations: Sequence[schema.Elimination]) -> None:
        """Each names a funding source of the year, once."""
        named = [(each.source, ("eliminations", place, "source")) for place, each in enumerate(eliminations)]
        for word, path in named:
            self.review.known(self.source, path, word, self.dimensions.values["资金来源"])
        self.review.names(named, self.source)

    def comparison(self, comparison: schema.Comparison) -> None:
        """Columns have names of their own, and refer to columns, values and figures that exist."""
        placed = list(_leaves(comparison.columns, ("comparison", "columns")))
        names = [column.name for column, _ in placed]
        self.ranges(placed)
        amounts = [column.name for column, _ in placed if column.change is None and column.growth is None]
        for column, path in placed:
            for word in ("sum", "change", "growth"):
                parts: list[str] = getattr(column, word) or []
                for place, name in enumerate(parts):
                    self.review.known(self.source, (*path, word, place), name, amounts)
                self.review.once(parts, self.source, (*path, word))
            if column.counts is not None:
                where: Path_ = (*path, "where")
                self.review.where(column.where, self.source, where, column.counts, self.dimensions)
            if column.last_year is not None and self.figures is not None:
                self.review.last_year(
                    column.last_year, self.source, (*path, "last_year"), self.figures, self.dimensions
                )
        self.review.no_circle([(column.name, path, column.sum) for column, path in placed], self.source)
        if all(column.hidden for column, _ in placed) and names:
            self.review.fault(MISSING, self.source, ("comparison", "columns"), "hidden: false")

    def ranges(self, placed: Sequence[_Placed]) -> None:
        """Collect a fault at every column whose name is taken once its signs are left out."""
        bare = [(re.sub(r"[^\w.]+", "_", column.name).strip("_"), path) for column, path in placed]
        seen = set(COMPARISON_COLUMNS)
        for (name, path), (column, _) in zip(bare, placed, strict=True):
            if name in seen:
                self.review.fault(TWICE, self.source, path, column.name)
            seen.add(name)

    def charts(self, written: schema.ConsolidationFile) -> None:
        """Charts show columns that exist."""
        placed = _leaves(written.comparison.columns, ("comparison", "columns"))
        amounts = [column.name for column, _ in placed if column.growth is None]
        for place, chart in enumerate(written.charts):
            for word in ("columns", "against"):
                path: Path_ = ("charts", place, word)
                names: list[str] = getattr(chart, word) or []
                for number, name in enumerate(names):
                    self.review.known(self.source, (*path, number), name, amounts)
                self.review.once(names, self.source, path)


def _leaves(columns: Sequence[schema.ComparedColumn], path: Path_) -> Iterable[_Placed]:
    for place, column in enumerate(columns):
        if column.columns is None:
            yield column, (*path, place)
        else:
            yield from _leaves(column.columns, (*path, place, "columns"))
