"""Writes a plan to an .xlsx file, atomically: a reader sees the whole file or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format

from generator.expression.block import Block
from generator.expression.excel import FormulaWriter, column_letters, quoted_sheet
from generator.whole_file import whole_file
from generator.workbook import naming
from generator.workbook.cell_xml import ColumnXml, PlannedWorksheet
from generator.workbook.chart_drawing import drawn
from generator.workbook.document_properties import core_properties, custom_properties
from generator.workbook.notes import comment_shape, ranges_of
from generator.workbook.plan import WorkbookPlan
from generator.workbook.print_area import print_area
from generator.workbook.row_height import RowHeights
from generator.workbook.sheet import Choice, Condition, Page, Sheet
from generator.workbook.styles import CONDITION_STYLES, TABS, properties

PAPER_A3, PAPER_A4 = 8, 9
MESSAGE_LIMIT, TITLE_LIMIT = 255, 32
SHEET_RIGHTS = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What stays possible on a protected sheet; on entry sheets rows may be inserted and deleted, too."""

LARGEST_TYPED = 10**13
"""Beyond this what is typed is no amount of yuan that anybody has."""
_ASKED = {"amount": "金额（数字）", "number": "数字", "whole": "整数"}

WHOLE_SHEET = "A1:XFD1048576"
EXPECTED_ODDITIES = ("number_stored_as_text", "formula_differs", "formula_range", "formula_unlocked")
"""What Excel would mark with green corners though it is meant: codes as text, rows that differ."""

Progress = Callable[[str], None]


def write_workbook(plan: WorkbookPlan, path: Path, progress: Progress | None = None) -> None:
    """Write the workbook. The file at `path` is replaced only by a complete new one.

    Raises: OSError when the folder cannot be written to.
    """
    with whole_file(path) as temporary:
        WorkbookWriter(plan, temporary).write(progress)


class WorkbookWriter:
    """Writes one plan to one file.

    `cells` holds how the columns of each block are rendered, `worksheets` what each sheet became.
    """

    def __init__(self, plan: WorkbookPlan, file: Path | BinaryIO) -> None:
        self.plan = plan
        self.formulas = FormulaWriter(plan.book)
        self.workbook = xlsxwriter.Workbook(file)
        self.formats: dict[str, Format] = {}
        self.style_attributes: dict[str, str] = {"": ""}
        self.cells: dict[tuple[str, str], ColumnXml] = {}
        self.worksheets: list[PlannedWorksheet] = []

    def write(self, progress: Progress | None = None) -> None:
        """Write everything; `progress` hears the name of each sheet."""
        plan = self.plan
        self._describe()
        self.worksheets = [
            self.workbook.add_worksheet(sheet.name, worksheet_class=PlannedWorksheet) for sheet in plan.sheets
        ]
        for name in plan.book.names:
            self.workbook.define_name(name, "=" + self.formulas.range_address(name))
        self._define_filled_parts()
        for sheet, worksheet in zip(plan.sheets, self.worksheets, strict=True):
            if progress is not None:
                progress(sheet.name)
            self._sheet(sheet, worksheet)
        self.worksheets[0].activate()
        self.workbook.close()

    def _define_filled_parts(self) -> None:
        """Names for the filled part of lists that grow: Excel takes no range operator in a drop-down."""
        growing = {
            choice.source: choice.filled
            for sheet in self.plan.sheets
            for choice in sheet.choices
            if choice.filled
        }
        for source, filled in sorted(growing.items()):
            part = f"=INDEX({source},1):INDEX({source},{filled})"
            self.workbook.define_name(naming.filled_part_name(source), part)

    def _describe(self) -> None:
        year_file = self.plan.layout.year_file
        self.workbook.set_properties(core_properties(self.plan.department, year_file))
        for name, value in (custom_properties(self.plan.form) | dict(self.plan.properties)).items():
            self.workbook.set_custom_property(name, value)
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
        self._notes(sheet, worksheet)
        for chart in sheet.charts:
            made = drawn(self.workbook, chart, self.plan.book.blocks)
            worksheet.insert_chart(chart.row, 0, made, {"x_offset": chart.left})
        for condition in sheet.conditions:
            self._condition(worksheet, condition)
        for choice in sheet.choices:
            self._choice(worksheet, choice)
        if not sheet.hidden:
            self._page(sheet, worksheet)
            rows_move = sheet.tab == "entry"
            objects = bool(sheet.notes or sheet.charts)
            rights = {"insert_rows": rows_move, "delete_rows": rows_move, "objects": objects}
            worksheet.protect("", SHEET_RIGHTS | rights)

    def _block(self, sheet: Sheet, worksheet: PlannedWorksheet, block: Block) -> None:
        merged = {(merge.column, merge.row): merge for merge in sheet.merges if merge.block == block.name}
        for column in block.columns.values():
            style = sheet.styles.get((block.name, column.name), "")
            styles = [style] * block.rows if isinstance(style, str) else list(style)
            for (name, row), merge in merged.items():
                if name == column.name and (merge.last_column > column.position or merge.rows > 1):
                    worksheet.merge_range(
                        block.top + row,
                        column.position,
                        block.top + row + merge.rows - 1,
                        max(merge.last_column, column.position),
                        "",
                        self._format(styles[row]),
                    )
            attributes = [self._attribute(one) for one in styles]
            cells = ColumnXml(block, column, attributes, self.formulas)
            self.cells[block.name, column.name] = cells
            worksheet.put_column(cells, self.plan.evaluation.column(block.name, column.name))

    def _shape(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        unlocked = self._format("unlocked") if sheet.tab == "entry" else None
        if unlocked is not None:
            worksheet.unlock_columns(unlocked)
        for column, width in sheet.widths.items():
            worksheet.set_column(column, column, width, unlocked)
        if sheet.hidden_columns is not None:
            worksheet.set_column(*sheet.hidden_columns, None, unlocked, {"hidden": True})
        heights = RowHeights(sheet, self.plan.book.blocks)
        for row, height in heights.all(self.plan.evaluation.column).items():
            worksheet.set_row(row, height)
        for row in sheet.hidden_rows:
            worksheet.set_row(row, None, None, {"hidden": True})
        if sheet.freeze is not None:
            worksheet.freeze_panes(*sheet.freeze)
        if sheet.cursor != (0, 0):
            worksheet.set_selection(*sheet.cursor, *sheet.cursor)
        if sheet.filter is not None:
            worksheet.autofilter(*sheet.filter)
        if sheet.tab:
            worksheet.set_tab_color(TABS[sheet.tab])
        if sheet.hidden:
            worksheet.hide()
        worksheet.ignore_errors(dict.fromkeys(EXPECTED_ODDITIES, WHOLE_SHEET))
        worksheet.hide_gridlines(2)
        worksheet.set_zoom(sheet.zoom)

    def _notes(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        """Comments; the fills of their cells come before all other conditions, and so prevail."""
        cells: dict[str, list[tuple[int, int]]] = {}
        for note in sheet.notes:
            block = self.plan.book.blocks[note.block]
            cell = (block.top + note.row, block.columns[note.column].position)
            cells.setdefault(note.style, []).append(cell)
            if note.text:
                worksheet.write_comment(*cell, note.text, comment_shape(note.text))
        for style, marked in cells.items():
            fill = {"type": "formula", "criteria": "=TRUE", "format": self._condition_format(style)}
            for ranges in ranges_of(marked):
                worksheet.conditional_format(*marked[0], *marked[0], fill | {"multi_range": ranges})

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
                "source": _offered(choice),
                "ignore_blank": False,  # a list with blank cells would otherwise admit anything
                "show_error": choice.strict,
                "error_title": "不在列表中",
                "error_message": f"“{choice.title}”请从下拉列表中选择。{choice.prompt}"[:MESSAGE_LIMIT],
            }
        elif choice.guard:
            options |= {
                "validate": "integer" if choice.guard == "whole" else "decimal",
                "criteria": "between",
                "minimum": -LARGEST_TYPED,
                "maximum": LARGEST_TYPED,
                "error_type": "warning",
                "error_title": "请核对",
                "error_message": _guarding(choice),
            }
        else:
            options |= {"validate": "any"}
        first, last = (0, block.rows - 1) if choice.row is None else (choice.row, choice.row)
        worksheet.data_validation(block.top + first, position, block.top + last, position, options)

    def _page(self, sheet: Sheet, worksheet: PlannedWorksheet) -> None:
        page = sheet.page
        worksheet.set_paper(PAPER_A3 if page.large else PAPER_A4)
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
        elif page.pieces:
            worksheet.set_h_pagebreaks([piece.first for piece in page.pieces[1:]])
            area = print_area(sheet.name, page)
            self.workbook.define_name(f"{quoted_sheet(sheet.name)}!_xlnm.Print_Area", f"={area}")
        elif page.bottom:
            worksheet.print_area(1, 0, page.bottom, page.last_column)

    def _growing_print_area(self, sheet: Sheet, page: Page) -> None:
        """Print the rows in use only, however many there are."""
        block = self.plan.book.blocks[sheet.name]
        quoted = quoted_sheet(sheet.name)
        last = column_letters(page.last_column)
        cells = f"{quoted}!${last}${block.top}:${last}${block.top + block.rows}"
        rows = f"COUNT({page.growing})+2"  # and the check code below
        self.workbook.define_name(f"{quoted}!_xlnm.Print_Area", f"={quoted}!$A$2:INDEX({cells},{rows})")


def _guarding(choice: Choice) -> str:
    """What is asked when something else is typed than the guard expects."""
    return f"“{choice.title}”要填{_ASKED[choice.guard]}。{choice.prompt}"[:MESSAGE_LIMIT]


def _offered(choice: Choice) -> str:
    """What a drop-down list offers: the whole list, or its filled part."""
    return f"={naming.filled_part_name(choice.source) if choice.filled else choice.source}"
