"""Where two accounts of one workbook differ: what we stored, and what an engine computed.

Numbers agree to 12 significant digits or within 1e-9 (engines add in different orders); text agrees
to the letter; an empty text and an empty cell are the same. Nothing else is forgiven, except
what `PERMITTED` names with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .stored import Cells, StoredCell, Value

_DIGITS = 12
_ABSOLUTE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Difference:
    """One formula whose stored value the engine does not confirm."""

    sheet: str
    cell: str
    formula: str
    stored: Value
    recomputed: Value

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}"
        return f"{where} stored {self.stored!r}, recomputed {self.recomputed!r} ={self.formula}"


@dataclass(frozen=True, slots=True)
class Permitted:
    """A known disagreement: formulas that contain `formula_part` may differ, because `reason`."""

    formula_part: str
    reason: str

    def covers(self, difference: Difference) -> bool:
        """Whether this is the disagreement that is known."""
        return self.formula_part in difference.formula


PERMITTED: tuple[Permitted, ...] = ()
"""Every known disagreement of an engine with Excel. None is known."""


def compare(
    cells: Cells,
    recomputed: Mapping[str, Mapping[str, Value]],
    permitted: Iterable[Permitted] = PERMITTED,
) -> list[Difference]:
    """Every formula cell whose recomputed value is not the stored one, in file order."""
    known = tuple(permitted)
    return [
        difference
        for sheet, rows in cells.items()
        for address, cell in rows.items()
        if cell.formula is not None
        and (difference := _difference(sheet, address, cell, recomputed)) is not None
        and not any(exception.covers(difference) for exception in known)
    ]


def same(one: Value, other: Value) -> bool:
    """Whether two values agree."""
    one, other = _emptied(one), _emptied(other)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other or _close(one, other)
    return type(one) is type(other) and one == other


def _emptied(value: Value) -> Value:
    return "" if value is None else value


def _close(one: Decimal, other: Decimal) -> bool:
    apart = abs(one - other)
    last_digit = Decimal(1).scaleb(max(one.adjusted(), other.adjusted()) - _DIGITS + 1)
    return apart <= _ABSOLUTE or apart <= last_digit / 2


def _difference(
    sheet: str, address: str, cell: StoredCell, recomputed: Mapping[str, Mapping[str, Value]]
) -> Difference | None:
    value = recomputed.get(sheet, {}).get(address)
    if same(cell.value, value):
        return None
    return Difference(sheet, address, cell.formula or "", cell.value, value)
