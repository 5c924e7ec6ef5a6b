"""An official table against the workbook: rows, cells, unit line, and the statement of an empty table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from generator.proofreading.alignment import ONE_TO_ONE, aligned
from generator.proofreading.amounts import amount_of, difference
from generator.proofreading.collation import (
    PREPARED_LINE,
    STATEMENT_WORDS,
    UNIT_LINE,
    TableSaid,
)
from generator.proofreading.folding import folded
from generator.proofreading.manuscript import Spot
from generator.proofreading.passages import Said, shortened
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.sentences import Expected, compared
from generator.proofreading.table_rows import RowSaid, RowWanted, rows_said, rows_wanted
from generator.publication.document import Meaning, Stretch, Table

_LEAST_LIKENESS = 0.72


def tables_compared(pen: Pen, tables: list[Table], said: dict[str, TableSaid]) -> Iterator[Remark]:
    """Every contradiction in the official tables."""
    for table in tables:
        found = said.get(table.name)
        if found is None or not (found.is_titled or found.grids or found.passages):
            spot, order = _after_last(tables, table, said)
            yield pen.remark("PROOF-030", spot, "X21", order=order, table=_called(table))
        else:
            yield from _Comparison(pen, table, found, tables).remarks()


def _called(table: Table) -> str:
    return f"{table.name} {table.title}"


def _after_last(tables: list[Table], table: Table, said: dict[str, TableSaid]) -> tuple[Spot, int]:
    """Behind the table before the missing one."""
    before = [each for each in tables[: tables.index(table)] if each.name in said]
    return (said[before[-1].name].spot, said[before[-1].name].order) if before else (Spot(), -1)


class _Comparison:
    def __init__(self, pen: Pen, table: Table, said: TableSaid, tables: list[Table]) -> None:
        self._pen, self._table, self._said, self._tables = pen, table, said, tables
        self._spot = replace(said.spot, table=_called(table))

    def remarks(self) -> Iterator[Remark]:
        """All contradictions, in the order of the table."""
        yield from self._lines()
        yield from self._statements()
        wanted, found = rows_wanted(self._table), rows_said(self._table, self._said.grids)
        if wanted and not self._said.grids:
            yield self._remark("PROOF-030", "X21", self._said.order, self._spot, table=_called(self._table))
            return
        alignment = aligned([row.key for row in wanted], [row.key for row in found], pieces=ONE_TO_ONE)
        partners = {pair.expected[0]: pair.found[0] for pair in alignment.pairs}
        pairs = [(row, at) for row, at in partners.items() if _are_one(wanted[row], found[at])]
        for row, at in pairs:
            yield from self._row(wanted[row], found[at])
        yield from self._order(wanted, found, pairs)
        rest = sorted(set(range(len(wanted))) - {row for row, _ in pairs})
        extra = sorted(set(range(len(found))) - {at for _, at in pairs})
        for row in rest:
            yield self._missing(wanted, found, row, dict(pairs))
        for at in extra:
            here = found[at]
            figures = "，".join(here.figures)
            yield self._remark(
                "PROOF-034", "T", here.order, self._at(here), found=here.words or figures, figures=figures
            )

    def _remark(
        self, code: str, relation: str, order: int, spot: Spot, *, found: str = "", **details: str
    ) -> Remark:
        start = spot.line
        return self._pen.remark(code, spot, relation, found, order=order, start=start, because=(), **details)

    def _at(self, row: RowSaid, column: int | None = None) -> Spot:
        heading = "" if column is None else self._table.columns[self._table.amounts[column]]
        spot = replace(self._spot, row=row.words, column=heading)
        return row.row.spot(spot, None if column is None else row.columns[column])

    def _missing(
        self, wanted: list[RowWanted], found: list[RowSaid], row: int, partners: dict[int, int]
    ) -> Remark:
        """A row of the workbook that is not there, at the place behind the row before it."""
        above = next((partners[each] for each in range(row - 1, -1, -1) if each in partners), None)
        spot, order = self._spot, self._said.order
        if above is not None:
            here = found[above]
            spot, order = replace(self._at(here), row=wanted[row].words), here.order
        amounts = "，".join(filter(None, wanted[row].amounts))
        source = next(iter(wanted[row].addresses), "")
        return self._remark(
            "PROOF-033", "T", order, replace(spot, row=wanted[row].words), row=wanted[row].words,
            amounts=amounts, source=source,
        )  # fmt: skip

    def _row(self, wanted: RowWanted, found: RowSaid) -> Iterator[Remark]:
        if wanted.key != found.key:
            source = next(iter(wanted.addresses), "")
            yield self._remark(
                "PROOF-032", "P14", found.order, self._at(found), found=found.words, expected=wanted.words,
                source=source,
            )  # fmt: skip
        if found.amounts is None:
            expected = tuple(filter(None, wanted.amounts))
            if expected != found.figures:
                yield self._remark(
                    "PROOF-031", "T", found.order, self._at(found), found="，".join(found.figures),
                    expected="，".join(expected), difference="", source=next(iter(wanted.addresses), ""),
                )  # fmt: skip
            return
        cells = zip(wanted.amounts, found.amounts, wanted.addresses, strict=True)
        for column, (expected_text, text, address) in enumerate(cells):
            if expected_text == text:
                continue
            expected_amount, amount = amount_of(expected_text), amount_of(text)
            if expected_amount == amount and amount is not None:
                continue
            apart = ""
            if amount is not None and expected_amount is not None:
                apart = f"{difference(amount, expected_amount)} {self._table.unit}"
            yield self._remark(
                "PROOF-031", "T", found.order, self._at(found, column), found=text or "（空）",
                expected=expected_text or "（空）", difference=apart, source=address,
            )  # fmt: skip

    def _order(
        self, wanted: list[RowWanted], found: list[RowSaid], pairs: list[tuple[int, int]]
    ) -> Iterator[Remark]:
        """Rows that stand elsewhere: those outside the longest run that is in order."""
        kept = _longest_in_order([at for _, at in sorted(pairs)])
        for row, at in pairs:
            if at not in kept:
                above = wanted[row - 1].words if row else ""
                yield self._remark(
                    "PROOF-035", "T", found[at].order, self._at(found[at]), found=found[at].words, above=above
                )

    def _lines(self) -> Iterator[Remark]:
        """The lines above the table: unit of money, and who compiled it."""
        for order, passage in self._said.passages:
            prepared, unit = PREPARED_LINE.fullmatch(passage.plain), UNIT_LINE.fullmatch(passage.plain)
            told = unit["unit"] if unit else prepared["unit"] if prepared else None
            if told and self._table.unit and told != folded(self._table.unit):
                spot = replace(passage.spot, table=_called(self._table))
                yield self._remark("PROOF-039", "P15", order, spot, found=told, expected=self._table.unit)
            wanted = self._table.prepared_by
            if prepared and prepared["who"] and wanted and prepared["who"] != folded(wanted):
                yield self._remark(
                    "PROOF-019", "P14", order, replace(passage.spot, table=_called(self._table)),
                    found=prepared["who"], context=shortened(passage.text), expected=wanted, states="",
                    source="", note_zh="", note_en="",
                )  # fmt: skip

    def _statements(self) -> Iterator[Remark]:
        """The statement that the table is empty: there if it is, not there if it has rows."""
        statements = [(order, each) for order, each in self._said.passages if STATEMENT_WORDS in each.plain]
        wanted = self._table.statement
        right = next((each for each in statements if wanted and self._names(each[1].plain)), None)
        for order, passage in statements:
            if (order, passage) == right:
                expected = Expected((Stretch(wanted, Meaning.STATEMENT, self._table.title),))
                yield from compared(self._pen, expected, Said([passage], order))
            else:
                code = "PROOF-038" if self._table.rows else "PROOF-036"
                spot = replace(passage.spot, table=_called(self._table))
                yield self._remark(
                    code, "X21", order, spot, found=shortened(passage.text), table=_called(self._table),
                    expected=wanted if right is None else "",
                )  # fmt: skip
        if wanted and not statements:
            yield self._remark(
                "PROOF-037", "X21", self._said.order, self._spot, table=_called(self._table), expected=wanted
            )

    def _names(self, plain: str) -> bool:
        """Whether a statement speaks of this table rather than of another."""
        ranked = sorted(
            self._tables, key=lambda each: _likeness(plain, each.statement or each.title), reverse=True
        )
        named = [each.title for each in self._tables if folded(each.title) in plain]
        return self._table.title == max(named, key=len) if named else ranked[0] is self._table


def _likeness(plain: str, text: str) -> float:
    return SequenceMatcher(None, plain, folded(text), autojunk=False).ratio()


def _are_one(wanted: RowWanted, found: RowSaid) -> bool:
    """Whether two rows are the same row, although codes or names may differ a little."""
    if wanted.key == found.key:
        return True
    both = SequenceMatcher(None, wanted.key, found.key, autojunk=False).ratio()
    same_amounts = found.amounts is not None and any(found.amounts) and wanted.amounts == found.amounts
    return both >= _LEAST_LIKENESS or (same_amounts and both >= _LEAST_LIKENESS / 2)


def _longest_in_order(places: list[int]) -> set[int]:
    """The longest run of places that grow."""
    runs: list[list[int]] = []
    for place in places:
        shorter = [run for run in runs if run[-1] < place]
        best = sorted(shorter, key=len)[-1] if shorter else []
        runs.append([*best, place])
    return set(sorted(runs, key=len)[-1]) if runs else set()
