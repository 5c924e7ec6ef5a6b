"""Generated departments (hypothesis): funds, carry-over, units, projects, negative and zero amounts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from generator import api
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, FundingSource, IncomeEntry, LineItem, Unit
from generator.model.classification import CodeList
from tests.workbook.tables_only import tables_only

UNIT_NAMES = ("榆林坡县水务局", "榆林坡县灌溉站", "榆林坡县 OA 信息中心")
PROJECTS = ("校舍维修", "信息化建设（二期）", "“一网通办”保障", "OA系统维护", "oa系统维护", "设备 购置")
PUBLIC = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


@cache
def layout() -> LayoutSet:
    """The layout that generated departments use, with a tenth of the 款 and 项: engines read it faster."""
    whole = api.load_layout("xinjiang", 2024)
    sections = [code for code in whole.function.codes if len(code.code) == 5]
    kept = {code.code for place, code in enumerate(sections) if place % 10 == 0}
    kept |= {code.code for code in sections if code.budgets != ("一般公共预算",) and int(code.code) % 2}
    few = [code for code in whole.function.codes if len(code.code) == 3 or code.code[:5] in kept]
    return replace(whole, function=CodeList(whole.function.book, tuple(few)))


@cache
def tables_layout() -> LayoutSet:
    """The same without registers, forms and explanations: a third of the formulas less."""
    return tables_only(layout())


@cache
def function_codes(budget: str) -> tuple[str, ...]:
    """The 项 of a budget; money of no public budget is spent on general items."""
    wanted = budget if budget in PUBLIC else PUBLIC[0]
    codes = layout().function.in_force(2024)
    return tuple(code.code for code in codes if len(code.code) == 7 and wanted in code.budgets)


@cache
def economic_codes() -> tuple[str, ...]:
    """The 款 of the department economic classification."""
    return tuple(code.code for code in layout().economic.in_force(2024) if len(code.code) == 5)


amounts = st.one_of(
    st.integers(min_value=-(10**9), max_value=10**11),
    st.sampled_from([0, 1, -1, 4999, 5000, 5001, 10_000_00, 123_456_789_01]),
)


@st.composite
def line_items(draw: st.DrawFn, units: tuple[Unit, ...]) -> LineItem:
    """One line item that breaks no rule."""
    source: FundingSource = draw(st.sampled_from(layout().sources))
    codes = function_codes(source.budget)
    near = draw(st.integers(min_value=0, max_value=len(codes) - 1))
    kind = draw(st.sampled_from(["基本支出", "项目支出"]))
    return LineItem(
        draw(st.sampled_from(units)).name,
        codes[near - near % 7] if draw(st.booleans()) else codes[near],
        draw(st.sampled_from(economic_codes())),
        kind,
        draw(st.sampled_from(PROJECTS)) if kind == "项目支出" else "",
        source.name,
        draw(amounts),
    )


@st.composite
def departments(draw: st.DrawFn, most_items: int = 24) -> Department:
    """A department; its income balances in about half of all cases."""
    units = tuple(Unit(name) for name in UNIT_NAMES[: draw(st.integers(min_value=1, max_value=3))])
    items = tuple(draw(st.lists(line_items(units), max_size=most_items)))
    income: tuple[IncomeEntry, ...]
    if draw(st.booleans()):
        keys = sorted({(item.unit, item.funding_source) for item in items})
        income = tuple(
            IncomeEntry(
                unit,
                source,
                sum(item.fen for item in items if (item.unit, item.funding_source) == (unit, source)),
            )
            for unit, source in keys
        )
    else:
        sources = st.sampled_from([source.name for source in layout().sources])
        entries = st.builds(IncomeEntry, st.sampled_from([unit.name for unit in units]), sources, amounts)
        income = tuple(draw(st.lists(entries, max_size=6)))
    return Department("榆林坡县水务局", 2024, units, items, income)
