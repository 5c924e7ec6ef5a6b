"""The review of official tables: whether their columns, rows, levels and sums mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.layout import schema
from generator.layout.fields import (
    KEY_DIGITS,
    KEY_PARTS,
    LEVEL_DIGITS,
    LEVELS,
    LONGEST_KEY,
    OTHER_SHEETS,
    REGION_SHEETS,
    TAKEN_NAMES,
    WORKING_COLUMNS,
)
from generator.layout.phrases import SHEET_NAME, SHOWN_FIRST, Phrase
from generator.layout.review import Dimensions, Review
from generator.layout.source import CONTRADICTION, MISSING, TWICE, Path_, Source


class TableReview:
    """Holds the parts of one table against each other; mistakes are collected by `review`."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def table(self, table: schema.Table, source: Source, dimensions: Dimensions) -> None:
        """One official table: its name, conditions, columns, levels and rows."""
        if not re.fullmatch(r"\w{1,31}", table.table) or table.table in (*OTHER_SHEETS, *REGION_SHEETS):
            self.review.fault(CONTRADICTION, source, ("table",), table.table, SHEET_NAME)
        ledgers: list[schema.Ledger] = [panel.counts for panel in table.panels] or ["支出"]
        for ledger in ledgers:
            self.review.where(table.covers, source, ("covers",), ledger, dimensions)
        self.shown(table, source)
        if table.rows:
            self.levels(table, source)
            self.columns(table.columns, source, ("columns",), "支出", dimensions)
        self.review.names(
            [(panel.id, ("panels", place, "id")) for place, panel in enumerate(table.panels)], source
        )
        for place, panel in enumerate(table.panels):
            path: Path_ = ("panels", place)
            self.columns(panel.columns, source, (*path, "columns"), panel.counts, dimensions)
            self.rows(panel, source, path, dimensions)

    def levels(self, table: schema.Table, source: Source) -> None:
        """The levels of a growing table stand in order, 总计 first."""
        places = [LEVELS.index(level) for level in table.rows]
        if places != sorted(set(places)) or table.rows[0] != "总计":
            self.review.fault(CONTRADICTION, source, ("rows",), "、".join(table.rows), " → ".join(LEVELS))
        if "经济款" in table.rows and "经济类" not in table.rows:
            self.review.fault(CONTRADICTION, source, ("rows",), "经济款", "经济类、经济款")
        self.key(table, source)
        if table.empty:
            for name in _placeholders(table.empty):
                self.review.known(source, ("empty",), name, ["部门", "年度"])

    def key(self, table: schema.Table, source: Source) -> None:
        """The sort key of a growing table holds one classification, and no more digits than a number has."""
        parts = list(dict.fromkeys(KEY_PARTS[level] for level in table.rows if level in KEY_PARTS))
        if all(part in parts for part in LEVEL_DIGITS):
            coded = [level for level in table.rows if KEY_PARTS.get(level) in LEVEL_DIGITS]
            either = [("、".join(levels)) for levels in LEVEL_DIGITS.values()]
            allowed = Phrase("或".join(either), " or ".join(either))
            self.review.fault(CONTRADICTION, source, ("rows",), "、".join(coded), allowed)
        digits = sum(KEY_DIGITS[part] for part in parts)
        if digits > LONGEST_KEY:
            written = " + ".join(f"{part} {KEY_DIGITS[part]}" for part in parts)
            allowed = Phrase(f"不超过 {LONGEST_KEY} 位数字", f"at most {LONGEST_KEY} digits")
            self.review.fault(CONTRADICTION, source, ("rows",), f"{written} = {digits}", allowed)

    def shown(self, table: schema.Table, source: Source) -> None:
        """Collect a fault where a column shows what its rows do not have, or where no column names them."""
        placed: list[tuple[list[schema.Heading], Path_, list[str]]] = [
            (panel.columns, ("panels", place, "columns"), ["名称"])
            for place, panel in enumerate(table.panels)
        ]
        if table.rows:
            reached = [level.removeprefix("经济") for level in table.rows]
            steps = [step for step in ("类", "款", "项", "项目") if step in reached]
            if "款" in steps and table.rows[-1] == "项目":
                steps.append("项")
            placed.append((table.columns, ("columns",), [*steps, "名称"]))
        for headings, path, allowed in placed:
            leaves = list(_leaves(headings, path))
            for leaf, leaf_path in leaves:
                if leaf.shows is not None:
                    self.review.known(source, (*leaf_path, "shows"), leaf.shows, allowed)
            shown = {leaf.shows for leaf, _ in leaves}
            if not shown & {"名称", "项目"}:
                self.review.fault(MISSING, source, path, "shows: 名称")
            if None not in shown:
                self.review.fault(MISSING, source, path, "where / sum")
            amounts = [place for place, (leaf, _) in enumerate(leaves) if leaf.shows is None]
            for leaf, leaf_path in leaves[min(amounts, default=len(leaves)) :]:
                if leaf.shows is not None:
                    self.review.fault(CONTRADICTION, source, (*leaf_path, "shows"), leaf.name, SHOWN_FIRST)

    def columns(
        self,
        headings: list[schema.Heading],
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: Dimensions,
    ) -> None:
        """Columns have names of their own, and sum only columns that exist."""
        placed = list(_leaves(headings, path))
        amounts = [leaf.name for leaf, _ in placed if leaf.shows is None]
        self.review.names([(leaf.name, leaf_path) for leaf, leaf_path in placed], source)
        self.ranges(placed, source)
        for leaf, leaf_path in placed:
            for place, name in enumerate(leaf.sum or []):
                self.review.known(source, (*leaf_path, "sum", place), name, amounts)
            self.review.once(leaf.sum or [], source, (*leaf_path, "sum"))
            self.review.where(leaf.where or {}, source, (*leaf_path, "where"), ledger, dimensions)
        self.review.no_circle([(leaf.name, leaf_path, leaf.sum) for leaf, leaf_path in placed], source)

    def ranges(self, placed: Iterable[tuple[schema.Heading, Path_]], source: Source) -> None:
        """Collect a fault at every column whose name is taken once its signs are left out."""
        seen: dict[str, str] = {}
        for leaf, path in placed:
            taken = TAKEN_NAMES if leaf.shows is None else WORKING_COLUMNS
            name = re.sub(r"[^\w.]+", "_", leaf.name).strip("_")
            first = seen.setdefault(name, leaf.name) if leaf.shows is None else leaf.name
            if name in taken or first != leaf.name:
                self.review.fault(TWICE, source, path, leaf.name)

    def rows(self, panel: schema.Panel, source: Source, path: Path_, dimensions: Dimensions) -> None:
        """Fixed rows have names of their own, and sum only rows that exist."""
        placed: list[tuple[schema.FixedRow, Path_]] = [
            (row, (*path, "rows", place))
            for place, row in enumerate(panel.rows)
            if isinstance(row, schema.FixedRow)
        ]
        repeated: list[Path_] = [
            (*path, "rows", place)
            for place, row in enumerate(panel.rows)
            if isinstance(row, schema.RepeatedRow)
        ]
        if panel.last:
            placed.append((panel.last, (*path, "last")))
        if panel.counts == "收入":
            for row_path in repeated:
                self.review.fault(CONTRADICTION, source, (*row_path, "each"), "counts: 收入", "counts: 支出")
        allowed = [*(row.name for row, _ in placed), *(["每类"] if repeated else [])]
        named = [(row.name, row_path) for row, row_path in placed]
        self.review.names([*named, *(("每类", row_path) for row_path in repeated)], source)
        for row, row_path in placed:
            self.row(row, panel, source, row_path, allowed, dimensions)
        self.review.no_circle([(row.name, row_path, row.sum) for row, row_path in placed], source)

    def row(
        self,
        row: schema.FixedRow,
        panel: schema.Panel,
        source: Source,
        path: Path_,
        allowed: list[str],
        dimensions: Dimensions,
    ) -> None:
        """One fixed row: its sums and conditions."""
        for place, name in enumerate(row.sum or []):
            self.review.known(source, (*path, "sum", place), name, allowed)
        self.review.once(row.sum or [], source, (*path, "sum"))
        self.review.where(row.where or {}, source, (*path, "where"), panel.counts, dimensions)


def _leaves(headings: list[schema.Heading], path: Path_) -> Iterable[tuple[schema.Heading, Path_]]:
    for place, heading in enumerate(headings):
        if heading.columns is None:
            yield heading, (*path, place)
        else:
            yield from _leaves(heading.columns, (*path, place, "columns"))


def _placeholders(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]
