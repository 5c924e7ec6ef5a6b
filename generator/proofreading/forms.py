"""The forms of performance targets against the workbook: projects, money, objectives, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from generator.proofreading.alignment import ONE_TO_ONE, aligned
from generator.proofreading.amounts import amount_of, difference
from generator.proofreading.folding import folded, folded_cell
from generator.proofreading.form_said import (
    DEPARTMENT,
    INDICATOR,
    PROJECT,
    UNIT,
    FormRead,
    HeadValue,
    IndicatorSaid,
)
from generator.proofreading.form_wanted import WantedForm
from generator.proofreading.manuscript import Passage, Spot
from generator.proofreading.passages import Said
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.sentences import Expected, compared
from generator.publication.document import FormCell, FormCellKind, Meaning, Stretch

_NEAR = 0.6
_NEAR_NAME = 0.7
_VALUE = re.compile(r"(?P<operator>[≥≤=<>]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>.*)")
_NOTHING = ("", "-", "--", "/", "无")
_MASKED = re.compile(r"\(.*\)|[*×X_]+|")
_EVIDENCE = "佐证资料"


def forms_compared(
    pen: Pen, forms: list[WantedForm], said: list[FormRead], nowhere: tuple[Spot, int]
) -> Iterator[Remark]:
    """Every contradiction in the forms. `nowhere` is the place of forms that are missing."""
    pairs = _paired(forms, said)
    for wanted in forms:
        found = pairs.get(wanted.form.subject)
        if found is None:
            subject = wanted.form.subject or wanted.form.title
            yield pen.remark("PROOF-050", nowhere[0], "P13", order=nowhere[1], subject=subject)
        else:
            yield from _Comparison(pen, wanted, found).remarks()
    taken = {id(found) for found in pairs.values()}
    for found in said:
        if id(found) not in taken:
            subject = found.head[PROJECT].text if PROJECT in found.head else found.said.title
            near = _nearest(found.subject, forms)
            yield pen.remark(
                "PROOF-051", replace(found.said.spot, table=subject), "P13", subject, order=found.said.order,
                near=near,
            )  # fmt: skip


def _nearest(subject: str, forms: list[WantedForm]) -> str:
    ranked = sorted(forms, key=lambda each: _ratio(subject, each.plain), reverse=True)
    return ranked[0].form.subject if ranked and _ratio(subject, ranked[0].plain) >= _NEAR / 2 else ""


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _paired(forms: list[WantedForm], said: list[FormRead]) -> dict[str, FormRead]:
    """The forms of the document by the project of the workbook: the same name first, then the nearest."""
    pairs: dict[str, FormRead] = {}
    free = list(said)
    for wanted in forms:
        same = next((each for each in free if each.subject == wanted.plain), None)
        if same is not None:
            pairs[wanted.form.subject] = same
            free.remove(same)
    rest = [wanted for wanted in forms if wanted.form.subject not in pairs and wanted.plain]
    ranked = sorted(
        ((_ratio(wanted.plain, each.subject), at, place) for at, wanted in enumerate(rest)
         for place, each in enumerate(free) if each.subject),
        reverse=True,
    )  # fmt: skip
    used: set[int] = set()
    for score, at, place in ranked:
        subject = rest[at].form.subject
        if score >= _NEAR and subject not in pairs and place not in used:
            pairs[subject] = free[place]
            used.add(place)
    return pairs


class _Comparison:
    def __init__(self, pen: Pen, wanted: WantedForm, found: FormRead) -> None:
        self._pen, self._wanted, self._found = pen, wanted, found
        self._spot = replace(found.said.spot, table=found.called or wanted.form.title)

    def remarks(self) -> Iterator[Remark]:
        """All contradictions of this form."""
        yield from self._subtitle()
        for label, cell in self._wanted.head.items():
            value = self._found.head.get(label)
            if value is not None:
                yield from self._head(label, cell, value)
            elif cell.text:
                yield self._remark(
                    "PROOF-057", "F", self._found.said.order, self._spot, expected=cell.text, label=label,
                    source=cell.address,
                )  # fmt: skip
        yield from self._indicators()

    def _remark(
        self, code: str, relation: str, order: int, spot: Spot, *, found: str = "", **details: str
    ) -> Remark:
        start = spot.line
        return self._pen.remark(code, spot, relation, found, order=order, start=start, because=(), **details)

    def _subtitle(self) -> Iterator[Remark]:
        year = self._found.said.year
        if year is not None and self._wanted.form.subtitle:
            order, passage = year
            expected = Expected((Stretch(self._wanted.form.subtitle, Meaning.YEAR, "年度"),))
            yield from compared(self._pen, expected, Said([passage], order))

    def _at(self, value: HeadValue, label: str) -> Spot:
        return value.row.spot(replace(self._spot, row=label), value.column)

    def _head(self, label: str, cell: FormCell, value: HeadValue) -> Iterator[Remark]:
        spot, order = self._at(value, label), self._found.said.order
        if cell.kind is FormCellKind.AMOUNT:
            expected, found = amount_of(folded_cell(cell.text)), amount_of(value.plain)
            if expected != found:
                apart = ""
                if expected is not None and found is not None:
                    apart = f"{difference(found, expected)} 万元"
                yield self._remark(
                    "PROOF-056", "P13", order, spot, found=value.text or "（空）",
                    expected=cell.text or "（空）", difference=apart, states=cell.states, source=cell.address,
                )  # fmt: skip
        elif cell.kind is FormCellKind.LONG or label.endswith("目标"):
            passage = Passage(value.text, spot, folded(value.text))
            stretch = Stretch(cell.text, Meaning.WRITTEN, cell.states or label, cell.address)
            yield from compared(self._pen, Expected((stretch,)), Said([passage], order))
        elif value.plain != folded_cell(cell.text):
            if label == PROJECT:
                yield self._remark(
                    "PROOF-052", "P14", order, spot, found=value.text, expected=cell.text, source=cell.address
                )
            elif label in (UNIT, DEPARTMENT) or not (
                _MASKED.fullmatch(value.plain) or _MASKED.fullmatch(folded_cell(cell.text))
            ):
                yield self._remark(
                    "PROOF-019", "P14", order, spot, found=value.text, context="", expected=cell.text,
                    states=label, source=cell.address, note_zh="", note_en="",
                )  # fmt: skip

    def _indicators(self) -> Iterator[Remark]:
        columns = self._columns()
        if INDICATOR not in self._wanted.columns:
            return
        name_at = self._wanted.columns.index(INDICATOR)
        wanted = [folded_cell(row[name_at].text) for row in self._wanted.indicators]
        found = self._found.indicators
        alignment = aligned(wanted, [each.name for each in found], pieces=ONE_TO_ONE)
        pairs = {pair.expected[0]: pair.found[0] for pair in alignment.pairs}
        pairs = {
            row: at
            for row, at in pairs.items()
            if wanted[row] in found[at].cells[self._name_column]
            or _ratio(wanted[row], found[at].name) >= _NEAR_NAME
        }
        for row, at in pairs.items():
            yield from self._indicator(self._wanted.indicators[row], found[at], columns)
        for row in sorted(set(range(len(wanted))) - set(pairs)):
            above = next((found[pairs[each]] for each in range(row - 1, -1, -1) if each in pairs), None)
            spot, order = self._spot, self._found.said.order
            if above is not None:
                spot, order = self._row_spot(above), above.order
            cells = self._wanted.indicators[row]
            name = cells[name_at].text
            yield self._remark(
                "PROOF-053", "F", order, replace(spot, row=name), indicator=name,
                source=cells[name_at].address,
            )  # fmt: skip
        for at in sorted(set(range(len(found))) - set(pairs.values())):
            yield self._remark(
                "PROOF-054", "F", found[at].order, self._row_spot(found[at]), found=found[at].name
            )

    @property
    def _name_column(self) -> int:
        return self._found.columns.index(INDICATOR) if INDICATOR in self._found.columns else 0

    def _row_spot(self, row: IndicatorSaid, column: str = "", at: int | None = None) -> Spot:
        return row.row.spot(replace(self._spot, row=row.name, column=column), at)

    def _columns(self) -> list[int | None]:
        """For every column of the workbook the column of the document, by heading, then by order."""
        found = self._found.columns
        mapped: list[int | None] = [
            found.index(heading) if heading in found else None for heading in self._wanted.columns
        ]
        for place, heading in enumerate(self._wanted.columns):
            if mapped[place] is None:
                free = [at for at in range(len(found)) if at not in mapped and found[at]]
                best = max(free, key=lambda at: _ratio(heading, found[at]), default=None)
                if best is not None and _ratio(heading, found[best]) >= _NEAR:
                    mapped[place] = best
        return mapped

    def _indicator(
        self, wanted: tuple[FormCell, ...], found: IndicatorSaid, columns: list[int | None]
    ) -> Iterator[Remark]:
        for place, cell in enumerate(wanted):
            at = columns[place]
            heading = self._wanted.columns[place]
            if at is None or at >= len(found.cells):
                continue
            readings, expected = found.cells[at], folded_cell(cell.text)
            if any(_says_the_same(reading, expected) for reading in readings):
                continue
            merged = heading == _EVIDENCE and any(reading.endswith(expected) for reading in readings)
            if merged and len(self._found.columns) < _WITH_RULE:
                continue
            yield self._remark(
                "PROOF-055", "F", found.order, self._row_spot(found, self._wanted.headings[place], at),
                found=readings[-1] or "（空）", expected=cell.text or "（空）", states=cell.states,
                source=cell.address,
            )  # fmt: skip


_WITH_RULE = 9
"""Columns of the form that has one for the scoring rule; without it the rule may stand with the evidence."""


def _says_the_same(found: str, expected: str) -> bool:
    """Whether two cells of an indicator say the same: figures by value, nothing in all its forms.

    Example:
        >>> _says_the_same("≥95.0%", "≥95%"), _says_the_same("无", "-"), _says_the_same("=5台", "≥5台")
        (True, True, False)
    """
    if found == expected or (found in _NOTHING and expected in _NOTHING):
        return True
    one, other = _VALUE.fullmatch(found), _VALUE.fullmatch(expected)
    if one is None or other is None:
        return False
    numbers = [Decimal(each["number"].replace(",", "")) for each in (one, other)]
    same = [one[part] == other[part] for part in ("operator", "unit")]
    return numbers[0] == numbers[1] and all(same)
