"""The region's workbook lives: an independent engine finds the same, and an edited amount goes everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.consolidation.consolidating import consolidate, write_consolidation
from generator.consolidation.detail import Detail
from generator.layout.layout_set import LayoutSet
from generator.model.classification import CodeList
from tests.oracles.comparison import compare
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office, RefusedError
from tests.oracles.stored import Cells, stored, values
from tests.printed import FIRST_ROWS
from tests.region import Shape, layout, members

pytestmark = [needs_office, pytest.mark.xdist_group("libreoffice")]

FOUR = members(4, 5, Shape(8, 10))
FIRST_ROW = 6
"""Where the entries of a ledger begin."""


def few_codes() -> LayoutSet:
    """The layout with the codes that these members use, and those above them: LibreOffice reads it faster."""
    used = {item.function_code for member in FOUR for item in member.department.items}
    kept = {code[:digits] for code in used for digits in (3, 5, 7)}
    book = layout().function
    return replace(layout(), function=CodeList(book.book, tuple(c for c in book.codes if c.code in kept)))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("region") / "region.xlsx"
    write_consolidation(consolidate(FOUR, few_codes(), "榆林坡县"), path)
    return path


@pytest.fixture
def document(office: Office, written: Path) -> Iterator[Document]:
    with office.open(written) as opened:
        yield opened


def number(document: Document, sheet: str, cell: str) -> float:
    value = document.value(sheet, cell)
    assert isinstance(value, int | float), value
    return float(value)


def column_of(document: Document, sheet: str, row: int, heading: str) -> str:
    """The letter of the column with this heading."""
    (headings,) = document.texts(sheet, f"A{row}:Z{row}")
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[headings.index(heading)]


def recalculated(document: Document, path: Path) -> Cells:
    """The workbook saved after LibreOffice computed every formula afresh."""
    document.recalculate_all()
    document.save_as(path)
    return stored(path)


def test_libreoffice_finds_every_stored_value(document: Document, written: Path, tmp_path: Path) -> None:
    cells = stored(written)
    assert compare(cells, values(recalculated(document, tmp_path / "out.xlsx"))) == []
    assert sum(cell.formula is not None for cell in cells["部门对比"].values()) > 80


def test_an_edited_amount_goes_into_tables_comparison_and_charts(document: Document) -> None:
    amount = column_of(document, "汇总明细", 5, "金额（元）")
    before = number(document, "汇总明细", f"{amount}{FIRST_ROW}")
    total = column_of(document, "部门对比", 6, "支出合计")
    cells = [
        ("表3", f"E{FIRST_ROWS['表3']}"),
        ("部门对比", f"{total}8"),
        ("部门对比", f"{total}10"),
        ("部门对比", f"{total}12"),
    ]
    document.recalculate_all()
    first = [number(document, *cell) for cell in cells]
    document.type("汇总明细", f"{amount}{FIRST_ROW}", f"{before + 50_000}")
    document.recalculate_all()
    after = [number(document, *cell) for cell in cells]
    assert [round(now - then, 6) for now, then in zip(after, first, strict=True)] == [5, 5, 5, 5]
    assert "✘" in document.text("校验", "A4")
    largest = document.texts("图表", "A55:B75")
    assert document.text("部门对比", f"{total}12") in {row[1] for row in largest} | {""}


def test_an_eliminated_amount_taken_back_counts_again(document: Document) -> None:
    total = column_of(document, "部门对比", 6, "收入合计")
    document.recalculate_all()
    submitted, gone, remaining = (number(document, "部门对比", f"{total}{row}") for row in (8, 9, 10))
    assert round(submitted - gone - remaining, 6) == 0
    assert gone > 0
    eliminated = column_of(document, "汇总收入", 5, "抵销（元）")
    texts = document.texts("汇总收入", f"{eliminated}{FIRST_ROW}:{eliminated}40")
    row = FIRST_ROW + next(place for place, (text,) in enumerate(texts) if text)
    document.type("汇总收入", f"{eliminated}{row}", "0")
    document.recalculate_all()
    check = column_of(document, "抵销", 6, "核对")
    assert document.text("抵销", f"{check}7") == "✘ 两边不等"
    assert number(document, "部门对比", f"{total}8") == submitted
    assert number(document, "部门对比", f"{total}9") == 0
    assert number(document, "部门对比", f"{total}10") == submitted


def test_only_amounts_can_be_edited(document: Document) -> None:
    for sheet, cell in (
        ("汇总明细", f"B{FIRST_ROW}"),
        ("支出录入", "I7"),
        ("部门对比", "D12"),
        ("抵销", "F7"),
    ):
        with pytest.raises(RefusedError):
            document.type(sheet, cell, "1")


def test_names_are_text_whatever_they_look_like(office: Office, tmp_path: Path) -> None:
    names = ["=1+1", "<b>局</b> & “科”", "@SUM(A1)", "+cmd|' /C calc'!A0"]
    odd = [
        replace(each, name=name, file=f"{name}.xlsx", group=name)
        for each, name in zip(FOUR, names, strict=True)
    ]
    path = tmp_path / "odd.xlsx"
    write_consolidation(consolidate(odd, few_codes(), "=县", detail=Detail.DEPARTMENTS), path)
    cells = stored(path)
    with office.open(path) as document:
        assert compare(cells, values(recalculated(document, tmp_path / "out.xlsx"))) == []
    shown = [cells["部门对比"][f"B{row}"] for row in range(12, 16)]
    assert [(cell.formula, cell.value) for cell in shown] == [(None, name) for name in names]
    assert cells["封面"]["B6"].value == "=县"
