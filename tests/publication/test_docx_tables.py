"""How tables fit a page."""

from __future__ import annotations

import dataclasses

import pytest

from generator.publication.document import Cell, CellKind, Row, Table
from generator.publication.form_fit import fitted_form
from generator.publication.line_breaks import text_width
from generator.publication.table_fit import PADDING, Fit
from generator.publication.table_fit import fitted as fitted_to
from tests.publication.sample_document import balance, income_by_function, long_table, project_form

UPRIGHT, ACROSS = (481.9, 650.0), (739.8, 440.0)


def fitted(table: Table, width: float, height: float) -> Fit:
    return fitted_to(table, width, height, height)


@pytest.mark.parametrize(
    ("table", "sheet"), [(balance(), UPRIGHT), (income_by_function(), ACROSS), (long_table(), UPRIGHT)]
)
def test_amounts_and_codes_stay_on_one_line(table: Table, sheet: tuple[float, float]) -> None:
    fit = fitted(table, *sheet)
    assert sum(fit.widths) == pytest.approx(sheet[0])
    for row in table.rows:
        for cell, width in zip(row.cells, fit.widths, strict=True):
            if cell.kind in (CellKind.AMOUNT, CellKind.CODE):
                wide = text_width(cell.text, is_bold=row.is_bold) * fit.size
                assert wide < width - 2 * PADDING


def test_a_table_that_fits_one_page_in_smaller_type_is_set_so() -> None:
    spacious, tight = fitted(balance(), 481.9, 2000), fitted(balance(), 481.9, 480)
    assert spacious.size == 11
    assert 9 <= tight.size < spacious.size
    assert tight.row_height < spacious.row_height


def test_panels_of_thirty_rows_fit_a_page_across() -> None:
    fit = fitted(balance(), *ACROSS)
    assert fit.size >= 9
    assert (len(balance().rows) + 2) * fit.row_height <= ACROSS[1]


def test_three_digits_in_bold_have_room_in_the_narrowest_column() -> None:
    table = income_by_function()
    rows = tuple(dataclasses.replace(row, is_bold=True) for row in table.rows)
    fit = fitted(dataclasses.replace(table, rows=rows), *ACROSS)
    widest_digits = 3 * 0.6 * fit.size  # "205" in the bold of the free stand-in for 仿宋
    assert fit.widths[0] - 2 * PADDING - 0.5 >= widest_digits


def test_columns_of_amounts_look_alike() -> None:
    fit = fitted(long_table(), *UPRIGHT)
    assert fit.widths[4] == pytest.approx(fit.widths[5]) == pytest.approx(fit.widths[6])


def test_a_table_that_fits_no_page_leaves_no_lone_row_on_the_last() -> None:
    table = long_table()
    for rows in range(30, len(table.rows)):
        fit = fitted(dataclasses.replace(table, rows=table.rows[:rows]), *UPRIGHT)
        on_page = int((UPRIGHT[1] - sum(fit.head_heights) - fit.row_height - 0.5) // fit.row_height)
        assert rows <= on_page or rows % on_page not in (1, 2)


def test_a_form_is_set_on_one_page_in_type_that_reads_well_if_it_can_be() -> None:
    short, long = (fitted_form(project_form(rows), 504.0, 670.0) for rows in (15, 60))
    assert short.is_one_page
    assert short.size >= 9
    assert not long.is_one_page
    assert sum(short.widths) == pytest.approx(504.0)


def test_columns_of_a_form_are_as_wide_as_what_they_hold() -> None:
    fit = fitted_form(project_form(15), 504.0, 670.0)
    indicator, last_year = fit.widths[2], fit.widths[5]
    assert indicator > 2 * last_year
    assert last_year - 2 * PADDING >= text_width("30.16") * fit.size


def test_a_table_that_fits_no_page_keeps_large_type() -> None:
    assert fitted(long_table(), *UPRIGHT).size == 11


def test_amounts_of_billions_in_sixteen_columns_still_fit() -> None:
    table = income_by_function()
    cells = [
        Cell("1,234,567,890.12", cell.kind) if cell.kind is CellKind.AMOUNT else cell
        for cell in table.rows[0].cells
    ]
    fit = fitted(dataclasses.replace(table, rows=(Row(tuple(cells)),)), *ACROSS)
    assert sum(fit.widths) == pytest.approx(ACROSS[0])
    assert fit.size >= 6.5
