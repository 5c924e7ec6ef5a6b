"""Rows of a level of a growing table, and what each has to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generator.expression.nodes import (
    Expression,
    Find,
    Here,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout.disclosure_schema import Each
from generator.layout.language import TableReference
from generator.model.amount import FEN_PER_UNIT
from generator.model.stretch import Meaning
from generator.workbook import naming
from generator.workbook.growing_table import UNKNOWN
from generator.workbook.narrative.comparing import (
    NUMBER,
    SHARE,
    TEXT,
    define_amount,
    define_change,
    define_share,
)
from generator.workbook.narrative.figures import EXACT
from generator.workbook.narrative.ground import Ground
from generator.workbook.narrative.last_year import LastYearFigures
from generator.workbook.narrative.printed import rounded
from generator.workbook.narrative.rows import PLACE, Rows
from generator.workbook.narrative.selections import Selections
from generator.workbook.narrative.shares import ROUNDED, rounded_share, settled_share
from generator.workbook.table_view import TableView

LEAST_ROWS, LEAST_CLASSES = 60, 30
"""Room for rows that may still come; there are fewer than 30 类."""
PADDED_CODE = "键码"
"""The field with the row's code as the table holds it: padded to whole length."""
_STEPS = {"类": 10_000, "款": 100, "项": 1, "经济类": 100, "经济款": 1}
"""What a padded code is divided by to become the code of a level."""
_STATED = (TEXT, "增减", "增减额", "升降", "增减率", "上年", "占比")


class TableRows:
    """Makes and defines rows of tables."""

    def __init__(self, ground: Ground, last_year: LastYearFigures, selections: Selections) -> None:
        self._ground, self._last_year, self._selections = ground, last_year, selections

    def rows(self, each: Each, name: str) -> Rows:
        """The rows of the level whose amount is not 0."""
        view = self._ground.views.of(TableReference(each.table, "", "", each.value))
        level = equal(view.at(naming.LEVEL, Ordinal()), view.level(str(each.level)))
        there = both(level, Operation("<>", view.at(each.value, Ordinal()), number(0)))
        least = LEAST_CLASSES if each.level in ("类", "经济类") else LEAST_ROWS
        called = f"{each.table}·{each.level}·{each.value}"
        rows = self._selections.rows(each, name, called, view.rows, there, least)
        self._define_names(rows, view)
        self._define_amounts(rows, view)
        return rows

    def _define_names(self, rows: Rows, view: TableView) -> None:
        fields, place = rows.fields, Here(PLACE)
        at_project = rows.each.level == "项目"
        named = naming.PROJECT if at_project and view.has_projects else naming.NAME
        fields.define("名称", lambda: view.at(named, place))
        fields.define(naming.PROJECT, lambda: view.at(named, place))
        fields.define(PADDED_CODE, lambda: view.at(naming.CODE, place))
        fields.define("码", lambda: _divided(fields.want(PADDED_CODE), rows.each.level))
        rows.meanings |= {"码": Meaning.NAME, naming.PROJECT: Meaning.NAME}
        listed = "经济" if "经济类" in view.levels else "功能"
        for level in ("经济类", "经济款") if listed == "经济" else ("类", "款", "项"):
            called = f"{level.removeprefix('经济')}名"
            fields.define(called, partial(self._code_name, rows, _STEPS[level], listed))
            rows.meanings[called] = Meaning.NAME
        if not at_project:
            fields.define("全名", lambda: join(fields.want("码"), " ", fields.want("名称")))
            rows.named = "全名"

    def _define_amounts(self, rows: Rows, view: TableView) -> None:
        each, fields, place = rows.each, rows.fields, Here(PLACE)
        fields.define(EXACT, lambda: _converted(view.at(each.value, place), view, rows))
        define_amount(fields, rows.unit)
        last_year: Callable[[], Expression] | None = None
        if each.last_year is not None:
            last_year = partial(self._of_last_year, rows, each.last_year.measure)
        define_change(fields, rows.unit, last_year, self._ground.wording)
        rows.sources |= dict.fromkeys(_STATED, join(f"{each.table}!", view.address(each.value, place)))
        if each.shares:
            total = _converted(view.by_level(each.value, view.levels[0]), view, rows)
            whole = rounded(total, rows.unit)
            fields.define(ROUNDED, lambda: rounded_share(fields.want(NUMBER), whole))
            fields.define(SHARE, lambda: self._share(rows))
            define_share(fields)

    def _of_last_year(self, rows: Rows, measure: str) -> Expression:
        return self._last_year.of_row(measure, rows.fields.want(PADDED_CODE), rows.fields.want("名称"))

    def _share(self, rows: Rows) -> Expression:
        rows.fields.want(ROUNDED)
        return settled_share(rows.fields.want(NUMBER), rows.column(NUMBER), rows.column(ROUNDED))

    def _code_name(self, rows: Rows, step: int, listed: str) -> Expression:
        """The name of the row's code or of one above it, by the code list of the year."""
        code = rows.fields.want(PADDED_CODE)
        if step > 1:
            code = Operation("*", call("INT", Operation("/", code, number(step))), number(step))
        found = Item(Named(f"{listed}_名称"), Find(code, Named(f"{listed}_键")))
        return IfFault(found, text(UNKNOWN))


def _divided(code: Expression, level: str | None) -> Expression:
    step = _STEPS.get(str(level), 1)
    return code if step == 1 else Operation("/", code, number(step))


def _converted(value: Expression, view: TableView, rows: Rows) -> Expression:
    """An amount of the table in the unit of the rows."""
    given, wanted = FEN_PER_UNIT[view.table.unit], FEN_PER_UNIT["元" if rows.unit == "元" else "万元"]
    if given == wanted:
        return value
    sign, factor = ("*", given // wanted) if given > wanted else ("/", wanted // given)
    return Operation(sign, value, number(factor))
