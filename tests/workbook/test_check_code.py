"""The check code (校验码), computed once more in plain Python from the recipe that is written down.

Every unit, income entry and item is a number below the modulus: its fields, each times a factor. The
cubes of these numbers are added up, and the last six digits are the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from generator import api
from generator.checks.report import report_of
from generator.model.budget import Department, LineItem, Unit
from generator.workbook.plan import Capacity, plan_workbook
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed
from tests.workbook.rich_department import BUREAU, FUND, OWN, STATION, rich_department

MODULUS = 999_983
LAYOUT = api.load_layout("xinjiang", 2024)
ROOM = Capacity(items=60, income=32, units=5)


def weighed(text: str) -> int:
    """The characters of a text, filled up with blanks to 80, each times the weight of its place."""
    weights = [pow(7, place, MODULUS) % 9973 + 1 for place in range(1, 81)]
    return (
        sum(ord(sign) * weight for sign, weight in zip(text[:80].ljust(80), weights, strict=True)) % MODULUS
    )


def cubed(number: int) -> int:
    return number * number % MODULUS * number % MODULUS


def expected(department: Department) -> str:
    """The check code of a department all of whose rows count."""
    units = {
        unit.name: (
            weighed(unit.name) + 1_009 * weighed(unit.code) + 7 * weighed(unit.kind) + 524_287 * place
        )
        % MODULUS
        for place, unit in enumerate(department.units, start=1)
    }
    sources = {source.name: place for place, source in enumerate(LAYOUT.sources, start=1)}

    def money(unit: str, source: str, fen: int | None) -> int:
        assert fen is not None
        return 3_001 * units[unit] + 7_919 * sources[source] + 613 * (fen % MODULUS)

    def item_number(item: LineItem) -> int:
        codes = 17 * int(item.function_code) + 29 * int(item.economic_code)
        project = weighed(item.project) if item.project else 0
        kind = 131_071 * (item.kind == "项目支出") + 4_999 * project
        return (money(item.unit, item.funding_source, item.fen) + codes + kind) % MODULUS

    facts = 31 * weighed(department.name) + 1_009 * weighed(department.code)
    facts += 7 * weighed(department.level_word) + 17 * department.year
    total = sum(cubed(item_number(item)) for item in department.items)
    total += 7 * sum(
        cubed(money(entry.unit, entry.funding_source, entry.fen) % MODULUS) for entry in department.income
    )
    total += 13 * sum(cubed(number) for number in units.values())
    total += facts % MODULUS
    digits = f"{total % 1_000_000:06}"
    return f"{digits[:3]}-{digits[3:]}"


def computed(department: Department) -> str:
    return report_of(plan_workbook(department, LAYOUT, ROOM)).check_code


@pytest.mark.parametrize("name", SAMPLES)
def test_the_code_of_a_sample_is_what_the_recipe_says(name: str) -> None:
    intake, layout = api.read_folder(SAMPLES_FOLDER / name)
    assert intake.department is not None
    assert api.check_department(intake.department, layout).check_code == expected(intake.department)


def with_item(place: int, **changed: object) -> Callable[[Department], Department]:
    """One field of one item is something else."""

    def change(department: Department) -> Department:
        items = list(department.items)
        items[place] = replace(items[place], **changed)
        return replace(department, items=tuple(items))

    return change


def with_income(place: int, **changed: object) -> Callable[[Department], Department]:
    def change(department: Department) -> Department:
        income = list(department.income)
        income[place] = replace(income[place], **changed)
        return replace(department, income=tuple(income))

    return change


def with_unit(place: int, **changed: object) -> Callable[[Department], Department]:
    def change(department: Department) -> Department:
        units = list(department.units)
        units[place] = replace(units[place], **changed)
        return replace(department, units=tuple(units))

    return change


def swapped(first: int, second: int, field: str) -> Callable[[Department], Department]:
    """Two items exchange what stands in one field."""

    def change(department: Department) -> Department:
        one, other = (getattr(department.items[place], field) for place in (first, second))
        assert one != other
        return with_item(second, **{field: one})(with_item(first, **{field: other})(department))

    return change


PROJECT = 16
"""An item of the project 石桥大道."""

CHANGES: dict[str, Callable[[Department], Department]] = {
    "the unit of an item": with_item(0, unit=STATION),
    "the function code": with_item(0, function_code="2120102"),
    "the economic code": with_item(0, economic_code="30103"),
    "the kind alone": with_item(PROJECT, kind="基本支出"),
    "one character of the project": with_item(PROJECT, project="石桥大遒"),
    "the letter case of a project": with_item(PROJECT, project="石桥大道A"),
    "a blank within a project": with_item(PROJECT, project="石桥 大道"),
    "the funding source": with_item(0, funding_source="上级一般公共预算安排转移支付"),
    "an amount by one fen": with_item(0, fen=50_000_001),
    "the sign of an amount": with_item(0, fen=-50_000_000),
    "an amount ten times as large": with_item(0, fen=500_000_000),
    "two amounts exchanged": swapped(0, 1, "fen"),
    "two function codes exchanged": swapped(0, 8, "function_code"),
    "two economic codes exchanged": swapped(0, 8, "economic_code"),
    "two sources exchanged": swapped(0, 26, "funding_source"),
    "a row more": lambda one: replace(one, items=(*one.items, one.items[0])),
    "a row less": lambda one: replace(one, items=one.items[1:]),
    "the unit of income": with_income(0, unit=STATION),
    "the source of income": with_income(0, funding_source=FUND),
    "income by one fen": with_income(0, fen=1),
    "a unit's code": with_unit(0, code="316009"),
    "a unit's kind": with_unit(1, kind="参公事业单位"),
    "one more unit": lambda one: replace(one, units=(*one.units, Unit("石桥县城建档案馆"))),
    "the order of the units": lambda one: replace(one, units=one.units[::-1]),
    "the department's name": lambda one: replace(one, name=f"{one.name}（本级）"),
    "the department's code": lambda one: replace(one, code="317"),
    "the department's level": lambda one: replace(one, level_word="单位"),
}


@pytest.fixture(scope="module")
def department() -> Department:
    return rich_department()


@pytest.fixture(scope="module")
def code(department: Department) -> str:
    return computed(department)


@pytest.mark.parametrize("what", CHANGES)
def test_a_single_change_gives_another_code(what: str, department: Department, code: str) -> None:
    changed = CHANGES[what](department)
    assert changed != department
    assert computed(changed) == expected(changed) != code


def test_no_two_of_these_changes_give_the_same_code(department: Department, code: str) -> None:
    codes = [expected(change(department)) for change in CHANGES.values()]
    assert len({code, *codes}) == len(CHANGES) + 1


def test_a_unit_called_something_else_gives_another_code(department: Department, code: str) -> None:
    def called(name: str) -> str:
        return "石桥县建设工程质量监督中心" if name == STATION else name

    renamed = replace(
        department,
        units=tuple(replace(unit, name=called(unit.name)) for unit in department.units),
        items=tuple(replace(item, unit=called(item.unit)) for item in department.items),
        income=tuple(replace(entry, unit=called(entry.unit)) for entry in department.income),
    )
    assert computed(renamed) == expected(renamed) != code


def test_the_order_of_rows_and_the_notes_do_not_matter(department: Department, code: str) -> None:
    disordered = replace(
        department,
        items=tuple(replace(item, note=f"第 {n} 笔") for n, item in enumerate(department.items[::-1])),
        income=department.income[::-1],
        compiled_on="2024-02-25",
    )
    assert computed(disordered) == code


def test_nothing_entered_has_no_code(department: Department) -> None:
    assert computed(replace(department, items=(), income=())) == ""


@pytest.fixture(scope="module")
def live(department: Department) -> LiveWorkbook:
    """The workbook, open."""
    return LiveWorkbook(plan_workbook(department, LAYOUT, ROOM))


def test_the_cover_shows_the_code_of_the_report(live: LiveWorkbook, code: str) -> None:
    assert re.fullmatch(r"\d{3}-\d{3}", code)
    assert live.value("封面", "C18") == code


def row(live: LiveWorkbook, number: int) -> dict[str, Typed]:
    """What stands in a row of 支出录入, by column."""
    written = live.written("支出录入")
    values = {letters: written.get(f"{letters}{number}") for letters in "ABDFGHIJ"}
    return {letters: value for letters, value in values.items() if isinstance(value, str | Decimal | None)}


ALIKE: dict[str, Callable[[LiveWorkbook], dict[Address, Typed]]] = {
    "a code as a number": lambda _: {("支出录入", "B7"): 2120101, ("支出录入", "D7"): 30101},
    "a code as chosen": lambda _: {("支出录入", "B7"): "2120101 行政运行"},
    "an amount as a text": lambda _: {("支出录入", "I7"): "500,000.00"},
    "a text with blanks around": lambda _: {
        ("支出录入", "A7"): f" {BUREAU}\u00a0",
        ("支出录入", "H7"): f"{OWN} ",
    },
    "a note": lambda _: {("支出录入", "J7"): "已核对"},
    "a row moved below a blank row": lambda live: {
        **{("支出录入", f"{letters}7"): None for letters in row(live, 7)},
        **{("支出录入", f"{letters}60"): value for letters, value in row(live, 7).items()},
    },
    "a unit moved below a blank row": lambda live: {
        **{("单位信息", f"{letters}14"): None for letters in "ABC"},
        **{("单位信息", f"{letters}16"): str(live.written("单位信息")[f"{letters}14"]) for letters in "ABC"},
    },
}


@pytest.mark.parametrize("what", ALIKE)
def test_the_same_written_in_another_way_has_the_same_code(what: str, live: LiveWorkbook, code: str) -> None:
    with live.typed(ALIKE[what](live)):
        assert live.value("封面", "C18") == code


def test_a_row_that_does_not_count_does_not_enter(live: LiveWorkbook, code: str) -> None:
    bad: dict[Address, Typed] = {
        ("支出录入", f"{letters}60"): value for letters, value in row(live, 7).items()
    }
    with live.typed(bad):
        assert live.value("封面", "C18") != code
    with live.typed(bad | {("支出录入", "B60"): "212"}):
        assert live.value("封面", "C18") == code
