"""The layouts at hand, and plans of their workbooks: each is made once, however many workbooks come in."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from generator.layout.layout_set import LayoutSet, YearListing, list_years, load_layout
from generator.workbook.replanning import Replanning


class LayoutShelf:
    """The layouts of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[tuple[str, int], LayoutSet] = {}
        self._plans: dict[tuple[str, int], Replanning] = {}

    @cached_property
    def listed(self) -> tuple[YearListing, ...]:
        """The layouts and years that there are."""
        return tuple(list_years(self.folder))

    def refuse_empty(self) -> None:
        """Raises: LayoutError, where the folder has no layout at all."""
        if not self.listed:
            load_layout(self.folder, self.folder.name, 0)

    def check(self) -> None:
        """Read every layout. Raises: LayoutError, with the mistakes of the first that has any, or where the
        folder has no layout at all.
        """
        self.refuse_empty()
        for listing in self.listed:
            self.layout(listing.layout, listing.year)

    def layout(self, layout: str, year: int) -> LayoutSet | None:
        """The layout of a form; None when there is none. Raises: LayoutError when it has mistakes."""
        if (layout, year) not in [(listing.layout, listing.year) for listing in self.listed]:
            return None
        if (layout, year) not in self._read:
            self._read[layout, year] = load_layout(self.folder, layout, year)
        return self._read[layout, year]

    def plans(self, layout: LayoutSet) -> Replanning:
        """The plans of one of the layouts."""
        key = (layout.year_file.layout, layout.year)
        if key not in self._plans:
            self._plans[key] = Replanning(layout)
        return self._plans[key]
