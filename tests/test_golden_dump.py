"""Golden dumps: every cell of the official sheets as text, one line for each.

`pytest tests/test_golden_dump.py --update-golden` rewrites them and removes orphans; the change then
shows in the diff, formula by formula.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.oracles.stored import StoredCell, stored

FOLDER = Path(__file__).parent / "golden" / "personnel-only"
OFFICIAL = [f"表{number}" for number in range(1, 12)]
SHEETS = ["封面", "目录", *OFFICIAL, "校验"]
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
FORM_VERSION = re.compile(r"(xinjiang-\d{4}-)[0-9a-f]{8}")
"""The form version changes with every word of the layout; other tests look at it."""


def line(address: str, cell: StoredCell, with_formula: bool) -> str:
    formula = f"={cell.formula}" if cell.formula and with_formula else ""
    return f"{address}\t{cell.value!s}\t{cell.number_format}\t{formula}".rstrip()


def dump(cells: dict[str, StoredCell], with_formulas: bool) -> str:
    """The cells of the rows that show something, in order of address."""
    used: set[int] = set()
    placed: list[tuple[int, int, str, str, StoredCell]] = []
    for address, cell in cells.items():
        match = ADDRESS.fullmatch(address)
        assert match
        letters, row = match[1], int(match[2])
        placed.append((row, len(letters), letters, address, cell))
        if cell.value not in (None, ""):
            used.add(row)
        if cell.value is None and not cell.formula:
            placed.pop()
    shown = [
        line(address, cell, with_formulas)
        for row, _, _, address, cell in sorted(placed, key=lambda x: x[:4])
        if row in used
    ]
    return FORM_VERSION.sub(r"\1…", "\n".join(shown)) + "\n"


@pytest.fixture(scope="module")
def dumps(sample_workbook: Callable[[str], Path]) -> dict[str, str]:
    cells = stored(sample_workbook("personnel-only"))
    return {sheet: dump(cells[sheet], with_formulas=sheet != "校验") for sheet in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_sheet_is_as_it_was(sheet: str, dumps: dict[str, str], request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{sheet}.tsv"
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(dumps[sheet], encoding="utf-8")
        for orphan in set(FOLDER.glob("*.tsv")) - {FOLDER / f"{name}.tsv" for name in SHEETS}:
            orphan.unlink()
    assert dumps[sheet].splitlines() == path.read_text(encoding="utf-8").splitlines()
