"""Where repeated rows come from, and what each kind of row has to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generator.expression.nodes import (
    NOTHING,
    Above,
    AddressOf,
    CellOf,
    Expression,
    Find,
    Here,
    If,
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
from generator.layout.register_schema import Register
from generator.layout.schema import Choice
from generator.layout.template import ASPECTS
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
    meaning_of,
)
from generator.workbook.narrative.fields import Fields
from generator.workbook.narrative.figures import EXACT, Figures
from generator.workbook.narrative.ground import Ground, of_register
from generator.workbook.narrative.last_year import LastYearFigures
from generator.workbook.narrative.printed import chinese_ordinal, from_yuan, rounded
from generator.workbook.narrative.rows import PLACE, Rows, whole
from generator.workbook.narrative.selection import Selections
from generator.workbook.narrative.shares import ROUNDED, rounded_share, settled_share
from generator.workbook.table_view import TableView

LEAST_ROWS, LEAST_CLASSES, LEAST_REGISTER_ROWS = 60, 30, 40
"""Room for rows that may still come: of tables (there are fewer than 30 类), and of other lists."""
_RUNNING = "计"
_ABOVE = {"类": 10_000, "款": 100, "项": 1}
_ECONOMIC_ABOVE = {"类": 100, "款": 1}
_STEPS = {"类": 10_000, "款": 100, "项": 1, "经济类": 100, "经济款": 1}
_FIELD_MEANINGS = {
    "long": Meaning.WRITTEN,
    "amount": Meaning.AMOUNT,
    "number": Meaning.COUNT,
    "whole": Meaning.COUNT,
}
_ONE, _ZERO = number(1), number(0)


class RowKinds:
    """Makes the rows of an `Each`."""

    def __init__(self, ground: Ground, figures: Figures, last_year: LastYearFigures) -> None:
        self._ground, self._figures, self._last_year = ground, figures, last_year
        self._selections = Selections(ground)

    def rows(self, each: Each, name: str) -> Rows:
        """The rows, under a name of their own on the hidden sheet."""
        if each.figures is not None:
            return self._of_figures(each, name)
        if each.table:
            rows = self._of_table(each, name)
        elif each.rows_of:
            rows = self._of_register(each, name)
        else:
            rows = self._of_units(each, name)
        _define_ordinals(rows, Ordinal())
        return rows

    def _of_table(self, each: Each, name: str) -> Rows:
        view = self._ground.views.of(TableReference(each.table, each.panel, "", each.value))
        level = equal(view.at(naming.LEVEL, Ordinal()), view.level(str(each.level)))
        there = both(level, Operation("<>", view.at(each.value, Ordinal()), _ZERO))
        called = "·".join(word for word in (each.table, each.panel, each.level, each.value) if word)
        least = LEAST_CLASSES if each.level in ("类", "经济类") else LEAST_ROWS
        rows = self._selected(each, name, called, view.rows, there, least)
        self._define_table_fields(rows, view)
        return rows

    def _define_table_fields(self, rows: Rows, view: TableView) -> None:
        each, fields, place = rows.each, rows.fields, Here(PLACE)
        at_project = each.level == "项目"
        named = naming.PROJECT if at_project and view.has_projects else naming.NAME
        fields.define(
            "名称", lambda: _without_code(view.at(named, place)) if view.fixed else view.at(named, place)
        )
        fields.define("键码", lambda: view.at(naming.CODE, place))
        step = _STEPS.get(str(each.level), 1)
        fields.define("码", lambda: _divided(fields.want("键码"), step))
        listed = "经济" if "经济类" in view.levels else "功能"
        steps = _ABOVE if listed == "功能" else _ECONOMIC_ABOVE
        for above, digits in steps.items():
            fields.define(f"{above}名", partial(_code_name, fields, digits, listed))
            rows.meanings[f"{above}名"] = Meaning.NAME
        rows.meanings["码"] = Meaning.NAME
        if not at_project:
            fields.define("全名", lambda: join(fields.want("码"), " ", fields.want("名称")))
            rows.named = "全名"
        given, wanted = FEN_PER_UNIT[view.table.unit], FEN_PER_UNIT["元" if rows.unit == "元" else "万元"]
        fields.define(EXACT, lambda: _converted(view.at(each.value, place), given, wanted))
        last = None if each.last_year is None else partial(self._last_year_of, rows, each.last_year.measure)
        self._define_amounts(rows, last)
        source = join(f"{each.table}!", view.address(each.value, place))
        for aspect in ("", TEXT, "增减", "增减额", "升降", "增减率", "上年", "占比"):
            rows.sources[aspect] = source
        if each.shares:
            total = view.by_level(each.value, view.levels[0] if view.levels else str(each.level))
            whole = rounded(_converted(total, given, wanted), rows.unit)
            fields.define(ROUNDED, lambda: rounded_share(fields.want(NUMBER), whole))
            fields.define(SHARE, lambda: self._share(rows))
            define_share(fields)

    def _last_year_of(self, rows: Rows, measure: str) -> Expression:
        return self._last_year.of_row(measure, rows.fields.want("键码"), rows.fields.want("名称"))

    def _share(self, rows: Rows) -> Expression:
        rows.fields.want(ROUNDED)
        return settled_share(rows.fields.want(NUMBER), rows.column(NUMBER), rows.column(ROUNDED))

    def _define_amounts(self, rows: Rows, last: Callable[[], Expression] | None) -> None:
        define_amount(rows.fields, rows.unit)
        define_change(rows.fields, rows.unit, last, self._ground.wording)
        rows.meanings |= {name: meaning_of(name, rows.unit) for name in (TEXT, "上年")}

    def _of_register(self, each: Each, name: str) -> Rows:
        register = self._ground.layout.register(each.rows_of)
        mirror = of_register(register.name, "计入")
        conditions: list[Expression] = [equal(Item(mirror, Ordinal()), 1)]
        called = [register.name]
        for field, choice in each.where.items():
            conditions.append(_chosen(Item(of_register(register.name, field), Ordinal()), choice))
            called.append(choice if isinstance(choice, str) else "、".join(choice))
        if each.having:
            conditions.append(
                Operation("<>", Item(of_register(register.name, each.having), Ordinal()), _ZERO)
            )
            called.append(each.having)
        count = self._ground.book.range_columns(mirror.name)[0].rows
        rows = self._selected(each, name, "·".join(called), count, both(*conditions), LEAST_REGISTER_ROWS)
        self._define_register_fields(rows, register)
        return rows

    def _define_register_fields(self, rows: Rows, register: Register) -> None:
        place = Here(PLACE)
        kinds: dict[str, str] = {column.field: column.kind for column in register.typed}
        for name in [*kinds, *(each.field for each in register.derived)]:
            rows.fields.define(name, partial(Item, of_register(register.name, name), place))
            rows.meanings[name] = _FIELD_MEANINGS.get(kinds.get(name, ""), Meaning.NAME)
        for name in kinds:
            rows.sources[name] = _typed_cell(register, name, place)
        rows.named = register.key[0]
        rows.fields.define("名称", lambda: Item(of_register(register.name, rows.named), place))
        amount = rows.each.amount
        if amount:
            column = f"{amount}数" if amount in kinds else amount
            yuan = Item(of_register(register.name, column), place)
            rows.fields.define(EXACT, lambda: from_yuan(yuan, rows.unit))
            self._define_amounts(rows, None)
            if amount in kinds:
                rows.sources[TEXT] = rows.sources[amount]

    def _of_units(self, each: Each, name: str) -> Rows:
        mirror = naming.MIRRORS["单位"]

        def column(field: str) -> Named:
            return Named(naming.defined_name(mirror, field))

        conditions: list[Expression] = [equal(Item(column("计入"), Ordinal()), 1)]
        if each.units:
            conditions.append(_chosen(Item(column("性质"), Ordinal()), each.units))
        count = self._ground.book.blocks[mirror].rows
        called = "·".join(["单位", *(each.units or [])])
        rows = self._selected(each, name, called, count, both(*conditions), LEAST_REGISTER_ROWS)
        for field, held in (("名称", "名称"), ("性质", "性质"), ("码", "编码")):
            rows.fields.define(field, partial(Item, column(held), Here(PLACE)))
            rows.meanings[field] = Meaning.NAME
        return rows

    def _of_figures(self, each: Each, name: str) -> Rows:
        names = list(each.figures or [])
        there = [
            If(Operation("<>", self._figures.cell(one, EXACT), _ZERO), number(place), NOTHING)
            for place, one in enumerate(names, start=1)
        ]
        rows = Rows(self._ground, name, each, len(names), there)
        rows.fields.define("名称", lambda: [text(self._figures.shown_name(one)) for one in names])
        for aspect in (TEXT, *ASPECTS):
            if all(self._figures.fields(one).has(aspect) for one in names):
                rows.fields.define(aspect, partial(self._of_each, names, aspect))
        rows.meanings |= {name: meaning_of(name, rows.unit) for name in (TEXT, "上年")}
        there_now = If(equal(Here(PLACE), ""), _ZERO, _ONE)
        rows.run(_RUNNING, Operation("+", Above(_RUNNING), there_now), first=there_now)
        _define_ordinals(rows, Here(_RUNNING))
        return rows

    def _of_each(self, names: list[str], field: str) -> list[Expression]:
        return [self._figures.cell(name, field) for name in names]

    def _selected(self, each: Each, name: str, called: str, rows: int, meets: Expression, least: int) -> Rows:
        selection = self._selections.of(called, rows, If(meets, _ONE, _ZERO))
        block, column = selection.address
        present = whole(self._ground.evaluation.column(block, column)[-1])
        capacity = self._ground.room(present, least, rows)
        return Rows(self._ground, name, each, capacity, selection.place(), selection, least)


def _define_ordinals(rows: Rows, count: Expression) -> None:
    rows.fields.define("序", lambda: count)
    rows.fields.define("中文序", lambda: chinese_ordinal(count))
    rows.meanings |= {"序": Meaning.WORDS, "中文序": Meaning.WORDS}


def _chosen(cell: Expression, choice: Choice) -> Expression:
    words = [choice] if isinstance(choice, str) else choice
    tests = [equal(cell, word) for word in words]
    return tests[0] if len(tests) == 1 else call("OR", *tests)


def _divided(code: Expression, step: int) -> Expression:
    return code if step == 1 else Operation("/", code, number(step))


def _converted(value: Expression, given: int, wanted: int) -> Expression:
    if given == wanted:
        return value
    sign, factor = ("*", given // wanted) if given > wanted else ("/", wanted // given)
    return Operation(sign, value, number(factor))


def _code_name(fields: Fields, digits: int, listed: str) -> Expression:
    """The name of the row's code or of one above, by the code list of the year."""
    code = fields.want("键码")
    above = code
    if digits > 1:
        above = Operation("*", call("INT", Operation("/", code, number(digits))), number(digits))
    found = Item(Named(f"{listed}_名称"), Find(above, Named(f"{listed}_键")))
    return IfFault(found, text(UNKNOWN))


def _without_code(name: Expression) -> Expression:
    """The name alone of a fixed row such as “201 一般公共服务支出”."""
    return call("MID", name, number(5), call("LEN", name))


def _typed_cell(register: Register, field: str, place: Expression) -> Expression:
    """The address of a typed cell: rows of the mirror are those of the sheet."""
    start = CellOf(register.sheet, field, 0)
    return join(f"{register.sheet}!", AddressOf(start, Operation("-", place, _ONE), _ZERO))
