"""Tables and forms in HTML: every cell names its headings, every table scrolls by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.publication.document import Cell, CellKind, Form, FormCell, FormCellKind, HeadCell, Row, Table
from generator.publication.form_fit import fitted_form
from generator.publication.grid import slots
from generator.publication.html_markup import Markup, element, lines
from generator.publication.names import number_line
from generator.publication.table_fit import fitted

_PAPER, _ENDLESS = 480.0, 1e9
"""Points: columns are as wide, in proportion, as on a sheet of so much width and any height."""


def official_table(table: Table, mark: str) -> Markup:
    """An official table with its title; `mark` is the name that links point to."""
    number = number_line(table.name)
    about = (f"编制部门：{table.prepared_by}", f"单位：{table.unit}")
    note = element("p", *[element("span", text) for text in about], class_="note")
    heading = element("h3", element("span", number, class_="number"), " ", table.title, id=mark)
    caption = f"{number} {table.title}（{about[1]}）"
    body = _Columns(table, mark)
    widths = fitted(table, _PAPER, _ENDLESS, _ENDLESS).widths
    content = [element("caption", caption), _widths(widths), body.head(), element("tbody", *body.rows())]
    kind = "official wide" if table.is_landscape else "official"
    return element("section", heading, note, _region(content, caption), class_=kind)


def form(form: Form, mark: str) -> Markup:
    """A form with its title."""
    subject = f"：{form.subject}" if form.subject else ""
    # Forms stand below headings of every level, so that their titles are none: the caption says whose it is.
    title = element("p", element("strong", form.title), " ", form.subtitle, class_="form-title", id=mark)
    columns = len(form.widths)
    rows = [
        element("tr", *[_form_cell(slot.cell, form) for slot in line if slot.begins])
        for line in slots(form.cells, form.rows, columns)
    ]
    caption = f"{form.title}{form.subtitle}{subject}"
    widths = fitted_form(form, _PAPER, _ENDLESS).widths
    content = [element("caption", caption), _widths(widths), element("tbody", *rows)]
    return element("section", title, _region(content, caption), class_="form")


def _widths(widths: Sequence[float]) -> Markup:
    """The columns with their parts of the width."""
    whole = sum(widths)
    return element("colgroup", *[element("col", width=f"{width / whole:.1%}") for width in widths])


def _region(content: Sequence[Markup], label: str) -> Markup:
    """A table that can be scrolled sideways, by keyboard too."""
    inside = element("table", *content)
    return element("div", inside, class_="scroll", role="region", tabindex=0, aria_label=label)


class _Columns:
    """An official table whose cells name the headings above them and the names beside them."""

    def __init__(self, table: Table, mark: str) -> None:
        self._table, self._mark = table, mark
        self._over: dict[int, list[str]] = defaultdict(list)
        for place, cell in enumerate(sorted(table.head, key=lambda cell: (cell.row, cell.column))):
            for column in range(cell.column, cell.column + cell.columns):
                self._over[column].append(f"{mark}-h{place}")

    def head(self) -> Markup:
        """The rows of headings, and the row of column numbers."""
        table = self._table
        places = {
            cell: place
            for place, cell in enumerate(sorted(table.head, key=lambda cell: (cell.row, cell.column)))
        }
        rows = [
            element("tr", *[self._heading(slot.cell, places) for slot in line if slot.begins])
            for line in slots(table.head, table.head_rows, len(table.widths))
        ]
        if table.number_row:
            rows.append(element("tr", *[element("td", text) for text in table.number_row], class_="numbers"))
        return element("thead", *rows)

    def rows(self) -> list[Markup]:
        """The rows, or the statement of an empty table."""
        table = self._table
        if not table.statement:
            return [self._row(place, row) for place, row in enumerate(table.rows)]
        above = " ".join(dict.fromkeys(name for names in self._over.values() for name in names))
        says = element("td", table.statement, colspan=len(table.widths), headers=above, class_="statement")
        return [element("tr", says)]

    def _heading(self, cell: HeadCell | None, places: dict[HeadCell, int]) -> Markup:
        if cell is None:
            return element("td")
        return element(
            "th",
            cell.text,
            id=f"{self._mark}-h{places[cell]}",
            scope="colgroup" if cell.columns > 1 else "col",
            **_spans(cell.rows, cell.columns),
        )

    def _row(self, place: int, row: Row) -> Markup:
        cells: list[Markup] = []
        beside: list[str] = []
        before = CellKind.AMOUNT
        for column, cell in enumerate(row.cells):
            if cell.kind is CellKind.NAME:
                beside = beside if before is CellKind.NAME else []
            is_name = cell.kind is CellKind.NAME and bool(cell.text)
            name = f"{self._mark}-r{place}-{column}"
            headers = " ".join([*self._over[column], *beside])
            if is_name:
                beside = [*beside, name]
                cells.append(
                    element("th", cell.text, id=name, scope="row", headers=headers, class_=_kind(cell))
                )
            else:
                cells.append(element("td", cell.text, headers=headers, class_=_kind(cell)))
            before = cell.kind
        return element("tr", *cells, class_="bold" if row.is_bold else False)


def _kind(cell: Cell) -> str:
    indent = f" in{cell.indent}" if cell.indent else ""
    return f"{cell.kind.value}{indent}{' bold-cell' if cell.is_bold else ''}"


def _form_cell(cell: FormCell | None, form: Form) -> Markup:
    if cell is None:
        return element("td")
    spans = _spans(cell.rows, cell.columns)
    if cell.kind is not FormCellKind.LABEL:
        return element("td", lines(cell.text), class_=cell.kind.value, **spans)
    scope = "col" if cell.row == form.head_rows else "rowgroup" if cell.rows > 1 else "row"
    return element("th", lines(cell.text), scope=scope, **spans)


def _spans(rows: int, columns: int) -> dict[str, int | bool]:
    return {"rowspan": rows if rows > 1 else False, "colspan": columns if columns > 1 else False}
