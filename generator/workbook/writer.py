"""Writes a plan to an .xlsx file, atomically: a reader sees the whole file or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from generator.expression.block import Block
from generator.expression.excel import FormulaWriter, column_letters, quoted_sheet
from generator.workbook.cell_xml import PlannedWorksheet
from generator.workbook.plan import WorkbookPlan
from generator.workbook.row_height import height_for
from generator.workbook.sheet import Choice, Condition, Page, Sheet
from generator.workbook.styles import CONDITION_STYLES, TABS, properties

PAPER_A4 = 9
MESSAGE_LIMIT, TITLE_LIMIT = 255, 32
TITLE_HEIGHT = 26.0
SHEET_RIGHTS = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What stays possible on a protected sheet; on entry sheets rows may be inserted and deleted, too."""

WHOLE_SHEET = "A1:XFD1048576"
EXPECTED_ODDITIES = ("number_stored_as_text", "formula_differs", "formula_range", "formula_unlocked")
"""What Excel would mark with green corners though it is meant: codes as text, rows that differ."""

Progress = Callable[[str], None]


def write_workbook(plan: WorkbookPlan, path: Path, progress: Progress | None = None) -> None:
    """Write the workbook. The file at `path` is replaced only by a complete new one.

    Raises: OSError when the folder cannot be written to.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        _Writer(plan, temporary).write(progress or (lambda sheet: None))
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Writer:
    def __init__(self, plan: WorkbookPlan, path: str) -> None:
        self.plan = plan
        self.formulas = FormulaWriter(plan.book)
        self.workbook = xlsxwriter.Workbook(path)
        self.formats: dict[str, Format] = {}
        self.style_attributes: dict[str, str] = {"": ""}

    def write(self, progress: Progress) -> None:
        plan = self.plan
        self._describe()
        worksheets = [
            (sheet, self.workbook.add_worksheet(sheet.name, worksheet_class=PlannedWorksheet))
            for sheet in plan.sheets
        ]
        for name in plan.book.names:
            self.workbook.define_name(name, "=" + self.formulas.range_address(name))
        for sheet, worksheet in worksheets:
            progress(sheet.name)
            self._sheet(sheet, worksheet)
        worksheets[0][1].activate()
        self.workbook.close()

    def _describe(self) -> None:
        department, year_file = self.plan.department, self.plan.layout.year_file
        created = datetime(department.year, 1, 1, tzinfo=UTC)
        self.workbook.set_properties(
            {
                "title": f"{department.name} {department.year} 年{department.level_word}预算公开表",
                "created": created.replace(tzinfo=None),
                "comments": f"budgetbook · {year_file.layout} {year_file.year}",
            }
        )
        self.workbook.set_custom_property("budgetbook.layout", year_file.layout)
        self.workbook.set_custom_property("budgetbook.year", year_file.year)
        self.workbook.set_size(2400, 1400)

    def _format(self, style: str) -> Format:
        if style not in self.formats:
            self.formats[style] = self.workbook.add_format(properties(style))
        return self.formats[style]

    def _attribute(self, style: str) -> str:
        """The style attribute of rendered cells."""
        if style not in self.style_attributes:
            self.style_attributes[style] = f' s="{self._format(style)._get_xf_index()}"'
        return self.style_attributes[style]

    def _sheet(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        for block in sheet.blocks:
            self._block(sheet, worksheet, block)
        for label in sheet.labels:
            style = self._format(label.style)
            last_row = max(label.last_row, label.row)
            last_column = max(label.last_column, label.column)
            if (last_row, last_column) == (label.row, label.column):
                worksheet.write_string(label.row, label.column, label.text, style)
            else:
                worksheet.merge_range(label.row, label.column, last_row, last_column, label.text, style)
        for link in sheet.links:
            style = self._format(link.style)
            if link.last_column > link.column:
                worksheet.merge_range(link.row, link.column, link.row, link.last_column, "", style)
            worksheet.write_url(link.row, link.column, f"internal:{link.target}", style, string=link.text)
        self._shape(sheet, worksheet)
        for condition in sheet.conditions:
            self._condition(worksheet, condition)
        for choice in sheet.choices:
            self._choice(worksheet, choice)
        if not sheet.hidden:
            self._page(sheet, worksheet)
            rows_move = sheet.tab == "entry"
            worksheet.protect("", SHEET_RIGHTS | {"insert_rows": rows_move, "delete_rows": rows_move})

    def _block(self, sheet: Sheet, worksheet: PlannedWorksheet, block: Block) -> None:
        merged = {(merge.column, merge.row): merge for merge in sheet.merges if merge.block == block.name}
        for column in block.columns.values():
            style = sheet.styles.get((block.name, column.name), "")
            styles = [style] * block.rows if isinstance(style, str) else list(style)
            for (name, row), merge in merged.items():
                if name == column.name and merge.last_column > column.position:
                    worksheet.merge_range(
                        block.top + row,
                        column.position,
                        block.top + row,
                        merge.last_column,
                        "",
                        self._format(styles[row]),
                    )
            values = self.plan.evaluation.column(block.name, column.name)
            attributes = [self._attribute(one) for one in styles]
            worksheet.put_column(block, column, values, attributes, self.formulas)

    def _shape(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        unlocked = self._format("unlocked") if sheet.tab == "entry" else None
        if unlocked is not None:
            worksheet.unlock_columns(unlocked)
        for column, width in sheet.widths.items():
            worksheet.set_column(column, column, width, unlocked)
        if sheet.hidden_columns is not None:
            worksheet.set_column(*sheet.hidden_columns, None, None, {"hidden": True})
        titles = {label.row: TITLE_HEIGHT for label in sheet.labels if label.style == "title-left"}
        for row, height in (titles | self._wrapped_heights(sheet) | sheet.heights).items():
            worksheet.set_row(row, height)
        if sheet.freeze is not None:
            worksheet.freeze_panes(*sheet.freeze)
        if sheet.filter is not None:
            worksheet.autofilter(*sheet.filter)
        if sheet.tab:
            worksheet.set_tab_color(TABS[sheet.tab])
        if sheet.hidden:
            worksheet.hide()
        worksheet.ignore_errors(dict.fromkeys(EXPECTED_ODDITIES, WHOLE_SHEET))
        worksheet.hide_gridlines(2)
        worksheet.set_zoom(sheet.zoom)

    def _wrapped_heights(self, sheet: Sheet) -> dict[int, float]:
        """Rows high enough for the texts that stand in them now."""
        heights: dict[int, float] = {}
        for name, lines in sheet.wrapped.items():
            block = self.plan.book.blocks[name]
            texts = [
                (self.plan.evaluation.column(name, column.name), sheet.widths[column.position])
                for column in block.columns.values()
                if "name" in self._style_of(sheet, name, column.name)
                or "wrapped" in self._style_of(sheet, name, column.name)
            ]
            for row in range(block.rows):
                shown = [(str(values[row] or ""), width) for values, width in texts]
                in_use = any(text for text, _ in shown)
                height = height_for(shown, lines.used if in_use else lines.unused)
                heights[block.top + row] = max(height, heights.get(block.top + row, 0.0))
        return heights

    def _style_of(self, sheet: Sheet, block: str, column: str) -> str:
        style = sheet.styles.get((block, column), "")
        return style if isinstance(style, str) else style[0]

    def _condition(self, worksheet: PlannedWorksheet, condition: Condition) -> None:
        block = self.plan.book.blocks[condition.block]
        worksheet.conditional_format(
            block.top,
            condition.first_column,
            block.top + block.rows - 1,
            condition.last_column,
            {
                "type": "formula",
                "criteria": self.formulas.formula(condition.holds, block, 0),
                "format": self._condition_format(condition.style),
            },
        )

    def _condition_format(self, style: str) -> Format:
        if f"condition {style}" not in self.formats:
            self.formats[f"condition {style}"] = self.workbook.add_format(CONDITION_STYLES[style])
        return self.formats[f"condition {style}"]

    def _choice(self, worksheet: PlannedWorksheet, choice: Choice) -> None:
        block = self.plan.book.blocks[choice.block]
        position = block.columns[choice.column].position
        options: dict[str, Any] = {
            "input_title": choice.title[:TITLE_LIMIT],
            "input_message": choice.prompt[:MESSAGE_LIMIT],
        }
        if choice.refuse:
            options |= {
                "validate": "custom",
                "value": "=FALSE",
                "error_title": "这一列自动生成",
                "error_message": f"“{choice.title}”由公式自动带出，不用填写。请按 Esc 取消。",
            }
        elif choice.source:
            options |= {
                "validate": "list",
                "source": f"={choice.source}",
                "ignore_blank": False,  # a list with blank cells would otherwise admit anything
                "error_title": "不在列表中",
                "error_message": f"“{choice.title}”请从下拉列表中选择。{choice.prompt}"[:MESSAGE_LIMIT],
            }
        else:
            options |= {"validate": "any"}
        worksheet.data_validation(block.top, position, block.top + block.rows - 1, position, options)

    def _page(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        page = sheet.page
        worksheet.set_paper(PAPER_A4)
        if page.landscape:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, 1 if page.one_page else 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        worksheet.center_horizontally()
        worksheet.set_footer("&C第 &P 页，共 &N 页")
        if page.repeat is not None:
            worksheet.repeat_rows(*page.repeat)
        if page.growing:
            self._growing_print_area(sheet, page)
        elif page.bottom:
            worksheet.print_area(1, 0, page.bottom, page.last_column)

    def _growing_print_area(self, sheet: Sheet, page: Page) -> None:
        """Print the rows in use only, however many there are."""
        block = self.plan.book.blocks[sheet.name]
        quoted = quoted_sheet(sheet.name)
        last = column_letters(page.last_column)
        cells = f"{quoted}!${last}${block.top}:${last}${block.top + block.rows}"
        rows = f"COUNT({page.growing})+1"
        self.workbook.define_name(f"{quoted}!_xlnm.Print_Area", f"={quoted}!$A$2:INDEX({cells},{rows})")
