"""Last year's figures (上年预算数) as a layout defines them: which entries each of them sums."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from generator.layout.fields import UNIT_KIND
from generator.layout.phrases import unreadable_file
from generator.layout.review import Dimensions, Review
from generator.layout.schema import Figure, FigureFile
from generator.layout.schema_faults import joined, schema_fault
from generator.layout.source import (
    CONTRADICTION,
    MISSING,
    TWICE,
    UNREADABLE,
    LayoutFault,
    Path_,
    Source,
    read_source,
)

__all__ = ["UNIT_KIND", "Figure", "read_previous_figures"]


def read_previous_figures(
    folder: Path, name: str, dimensions: Dimensions, unit_kinds: Sequence[str]
) -> tuple[tuple[Figure, ...], list[LayoutFault]]:
    """Read the figures of a layout, with every mistake of the file.

    `unit_kinds` are the kinds of budget units that `where` may name.
    """
    try:
        source, faults = read_source(folder / name, name)
    except (OSError, UnicodeDecodeError) as error:
        return (), [LayoutFault(UNREADABLE, name, 0, "", unreadable_file(error), "UTF-8")]
    if source is None:
        return (), faults or [LayoutFault(MISSING, name, 1, "", "figures")]
    try:
        figures = FigureFile.model_validate(source.data).figures
    except ValidationError as error:
        mistakes = [schema_fault(source, FigureFile, mistake) for mistake in error.errors()]
        return (), [*faults, *joined(mistakes)]
    review = _FigureReview(source, Review(faults))
    for place, figure in enumerate(figures):
        where: Path_ = ("figures", place, "where")
        review.review.figure_where(figure.where, source, where, figure.counts, dimensions, unit_kinds)
        review.names(figure, place, figures[:place])
    return tuple(figures), faults


class _FigureReview:
    """Whether the figures of a file mean something."""

    def __init__(self, source: Source, review: Review) -> None:
        self.source = source
        self.review = review

    def names(self, figure: Figure, place: int, earlier: Sequence[Figure]) -> None:
        """Each figure stands once, a measure has one name, and no other measure has it."""
        path: Path_ = ("figures", place)
        for other in earlier:
            same = other.measure == figure.measure
            if same and (other.item == figure.item or other.by or figure.by):
                written = f"{figure.measure} {figure.item}".strip()
                return self.review.fault(TWICE, self.source, path, written)
            if same and other.name != figure.name:
                name = (*path, "name")
                return self.review.fault(CONTRADICTION, self.source, name, figure.name.zh, other.name.zh)
            if not same and other.name.zh == figure.name.zh:
                return self.review.fault(TWICE, self.source, (*path, "name"), figure.name.zh)
        return None
