"""A form of performance targets as it stands in the document: head by labels, indicators by columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.proofreading.amounts import amount_of
from generator.proofreading.collation import FormSaid
from generator.proofreading.folding import folded_cell
from generator.proofreading.manuscript import GridRow, Spot

INDICATOR = "三级指标"
PROJECT, UNIT, DEPARTMENT = "项目名称", "预算单位", "部门名称"
TOTAL, FISCAL, OTHER = "年度预算总额", "其中:财政拨款", "其他资金"
_BRACKETS = re.compile(r"\((?:万元|盖章|元)\)")


def label_of(text: str) -> str:
    """A label without its unit and the like.

    Example:
        >>> label_of("项目资金（万元）")
        '项目资金'
    """
    return _BRACKETS.sub("", folded_cell(text))


@dataclass(frozen=True, slots=True)
class HeadValue:
    """What stands behind a label: as written and folded, its row, and its column there if there is one."""

    text: str
    plain: str
    row: GridRow
    column: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorSaid:
    """A row of indicators. `cells` are by column; each has the readings that a page break leaves open."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    order: int
    row: GridRow


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form, taken apart. `columns` are the folded headings of its indicators."""

    said: FormSaid
    head: dict[str, HeadValue]
    columns: tuple[str, ...]
    indicators: tuple[IndicatorSaid, ...]

    @property
    def called(self) -> str:
        """Its title, and its project as it is written."""
        value = self.head.get(PROJECT)
        return f"{self.said.title}（{value.text}）" if value and value.text else self.said.title

    @property
    def subject(self) -> str:
        """The project, folded; "" for the department as a whole."""
        value = self.head.get(PROJECT)
        return value.plain if value else ""

    def spot(self, label: str) -> Spot:
        """The place of what stands behind a label. Raises: KeyError, when the form has no such label."""
        value = self.head[label]
        around = replace(self.said.spot, table=self.called, row=label)
        return replace(value.row.spot(around, value.column), line=value.row.line, page=value.row.page)

    def amount(self, label: str) -> Decimal | None:
        """The amount behind a label, in the unit of the form."""
        value = self.head.get(label)
        return amount_of(value.plain) if value else None


def form_read(said: FormSaid, labels: frozenset[str]) -> FormRead:
    """Take a form apart. `labels` are all labels that forms have, folded."""
    head: dict[str, HeadValue] = {}
    columns: tuple[str, ...] = ()
    rows: list[tuple[int, GridRow, list[list[str]]]] = []
    for order, grid in said.grids:
        for row in grid.rows:
            plain = [folded_cell(cell) for cell in row.cells]
            if INDICATOR in plain:
                columns = columns or tuple(plain)
            elif not columns:
                _head_row(row, plain, labels, head)
            elif _goes_on(plain, columns, bool(rows)):
                _joined(rows[-1][2], plain)
            elif any(plain):
                cells = [[cell] for cell in (*plain, *([""] * (len(columns) - len(plain))))]
                rows.append((order, row, cells))
    return FormRead(said, head, columns, tuple(_indicators(rows, columns)))


def _head_row(row: GridRow, plain: list[str], labels: frozenset[str], head: dict[str, HeadValue]) -> None:
    """The labels of a row of the head, each with what stands behind it."""
    for place, cell in enumerate(plain):
        label = _BRACKETS.sub("", cell)
        if label not in labels or label in head:
            continue
        behind = next((at for at in range(place + 1, len(plain)) if plain[at] and plain[at] != cell), None)
        if behind is None or _BRACKETS.sub("", plain[behind]) in labels:
            head[label] = HeadValue("", "", row)
        else:
            head[label] = HeadValue(row.cells[behind].strip(), plain[behind], row, behind)


def _goes_on(plain: list[str], columns: Sequence[str], has_above: bool) -> bool:
    """Whether a row is what a page break cut off the row above it: it has no indicator and no weight."""
    if not has_above or not any(plain):
        return False
    indicator = columns.index(INDICATOR)
    weight = next((place for place, heading in enumerate(columns) if "权重" in heading), -1)
    has_weight = 0 <= weight < len(plain) and bool(plain[weight])
    return not has_weight and (indicator >= len(plain) or not plain[indicator])


def _joined(cells: list[list[str]], plain: list[str]) -> None:
    """Join the rest of a cut row; some programs repeat at the next page what was not cut at all."""
    for place, rest in enumerate(plain[: len(cells)]):
        if rest:
            cells[place] = [*(folded_cell(cell + rest) for cell in cells[place]), *cells[place]]


def _indicators(
    rows: list[tuple[int, GridRow, list[list[str]]]], columns: tuple[str, ...]
) -> list[IndicatorSaid]:
    """The indicators; a blank level is that of the row above."""
    found: list[IndicatorSaid] = []
    above: list[tuple[str, ...]] = []
    if INDICATOR not in columns:
        return found
    indicator = columns.index(INDICATOR)
    for order, row, cells in rows:
        filled = [tuple(cell) for cell in cells]
        for place in range(min(indicator, len(above))):
            if not any(filled[place]):
                filled[place] = above[place]
        above = filled
        name = filled[indicator][0]
        found.append(IndicatorSaid(name, tuple(filled), order, row))
    return found
