"""What changed among line items, income, facts and last year's figures, case by case."""

import time
from dataclasses import replace

import pytest

from generator import api
from generator.difference.entries import EntryDifference, compare_entries
from generator.difference.matching import Change, Happening
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit

UNITS = (Unit("石桥县住建局", "316001"), Unit("石桥县质监站", "316002"))
BUREAU, STATION = (unit.name for unit in UNITS)
SALARY = LineItem(BUREAU, "2120101", "30101", "基本支出", "", "一般财力", 500_000_00)
OFFICE = LineItem(BUREAU, "2120101", "30201", "基本支出", "", "一般财力", 30_000_00)
ROAD = LineItem(BUREAU, "2120303", "31005", "项目支出", "石桥大道", "一般财力", 300_000_00)
CLEANING = LineItem(STATION, "2120501", "30227", "项目支出", "环卫保障", "一般财力", 50_000_00)


@pytest.fixture(scope="module")
def layout() -> api.LayoutSet:
    return api.load_layout("xinjiang", 2024)


def department(*items: LineItem, **facts) -> Department:
    return Department("石桥县住建局", 2024, UNITS, items, **facts)


def differences(before: Department, after: Department, layout) -> EntryDifference:
    return compare_entries(before, after, (layout, layout))


def item_changes(before, after, layout) -> list[Change[LineItem]]:
    return list(differences(department(*before), department(*after), layout).items.changes)


def test_a_line_that_one_side_has_is_new_or_gone(layout):
    assert item_changes([SALARY], [SALARY, OFFICE], layout) == [Change(None, OFFICE)]
    assert item_changes([SALARY, OFFICE], [SALARY], layout) == [Change(OFFICE, None)]


def test_the_same_line_twice_is_two_lines(layout):
    assert item_changes([OFFICE, OFFICE], [OFFICE], layout) == [Change(OFFICE, None)]


def test_another_amount_is_a_change_of_the_amount(layout):
    more = replace(OFFICE, fen=30_500_00)
    (change,) = item_changes([SALARY, OFFICE], [more, SALARY], layout)
    assert change == Change(OFFICE, more, ("fen",))
    assert (change.happening, change.fen) == (Happening.AMOUNT, 500_00)


def test_an_amount_that_is_filled_in_is_a_change_of_the_amount(layout):
    (change,) = item_changes([replace(OFFICE, fen=None)], [OFFICE], layout)
    assert (change.happening, change.fen) == (Happening.AMOUNT, 30_000_00)


def test_lines_of_one_key_are_paired_by_the_nearest_amounts(layout):
    before = [replace(OFFICE, fen=fen) for fen in (100, 900, 5000)]
    after = [replace(OFFICE, fen=fen) for fen in (4900, 110)]
    changes = item_changes(before, after, layout)
    assert {(each.before and each.before.fen, each.after and each.after.fen) for each in changes} == {
        (100, 110),
        (5000, 4900),
        (900, None),
    }


@pytest.mark.parametrize(
    ("fields", "happening", "differs"),
    [
        ({"economic_code": "31006"}, Happening.RECODED, ("economic",)),
        ({"function_code": "2120399"}, Happening.RECODED, ("function",)),
        ({"project": "旧城改造"}, Happening.PROJECT, ("project",)),
        ({"funding_source": "事业收入"}, Happening.SOURCE, ("source",)),
        ({"unit": STATION}, Happening.UNIT, ("unit",)),
        ({"kind": "基本支出", "project": ""}, Happening.KIND, ("kind", "project")),
    ],
)
def test_one_part_changed_with_the_same_amount_is_one_line(layout, fields, happening, differs):
    moved = replace(ROAD, **fields)
    for before, after in ((ROAD, moved), (moved, ROAD)):
        (change,) = item_changes([SALARY, before], [after, SALARY], layout)
        assert change == Change(before, after, differs)
        assert (change.happening, change.fen) == (happening, 0)


def test_two_parts_changed_are_two_lines(layout):
    other = replace(ROAD, economic_code="31006", function_code="2120399")
    assert {each.happening for each in item_changes([ROAD], [other], layout)} == {
        Happening.ADDED,
        Happening.REMOVED,
    }


@pytest.mark.parametrize("fen", [0, None])
def test_lines_without_money_are_not_told_apart_by_it(layout, fen):
    before = replace(OFFICE, fen=fen)
    after = replace(before, economic_code="30202")
    assert [each.differs for each in item_changes([before], [after], layout)] == [(), ()]


def test_recoded_lines_of_one_amount_go_to_the_nearest_code(layout):
    before = [replace(OFFICE, economic_code=code, fen=700) for code in ("30201", "30226")]
    after = [replace(OFFICE, economic_code=code, fen=700) for code in ("30227", "30202")]
    changes = item_changes(before, after, layout)
    assert {(each.before.economic_code, each.after.economic_code) for each in changes} == {
        ("30201", "30202"),
        ("30226", "30227"),
    }


def test_a_project_written_otherwise_is_the_same_line_though_its_amount_changed(layout):
    renamed = replace(ROAD, project="石桥大道工程", fen=310_000_00)
    (change,) = item_changes([ROAD], [renamed], layout)
    assert change == Change(ROAD, renamed, ("project", "fen"))
    assert (change.happening, change.fen) == (Happening.PROJECT, 10_000_00)


def test_a_project_that_other_lines_show_to_be_renamed_is_renamed_here_as_well(layout):
    rent = replace(ROAD, economic_code="30214", fen=1_000_00)
    before = [ROAD, rent]
    after = [replace(ROAD, project="旧城改造"), replace(rent, project="旧城改造", fen=1_200_00)]
    assert [each.happening for each in item_changes(before, after, layout)] == [Happening.PROJECT] * 2
    assert {each.happening for each in item_changes(before[1:], after[1:], layout)} == {
        Happening.ADDED,
        Happening.REMOVED,
    }


def test_a_note_is_told_apart(layout):
    noted = replace(OFFICE, note="追加")
    difference = differences(department(OFFICE), department(noted), layout)
    assert difference.items.changes == (Change(OFFICE, noted, ("note",)),)
    assert difference.items.counts == {Happening.APART: 1}
    assert not difference.is_empty


def test_equal_notes_stay_together(layout):
    before = [replace(OFFICE, note="甲", fen=100), replace(OFFICE, note="乙", fen=100)]
    after = [replace(OFFICE, note="乙", fen=100), replace(OFFICE, note="丙", fen=100)]
    (change,) = item_changes(before, after, layout)
    assert (change.before.note, change.after.note) == ("甲", "丙")


def test_names_of_codes_count_where_the_list_has_none(layout):
    known = [replace(OFFICE, economic_name=name) for name in ("办公费", "")]
    assert item_changes(known[:1], known[1:], layout) == []
    unknown = [replace(OFFICE, economic_code="30298", economic_name=name) for name in ("甲", "乙")]
    (change,) = item_changes(unknown[:1], unknown[1:], layout)
    assert change.differs == ("economic_name",)


def test_income_is_compared_by_unit_and_source(layout):
    entries = [IncomeEntry(BUREAU, "一般财力", 100), IncomeEntry(STATION, "事业收入", 200)]
    before = department(income=tuple(entries))
    more = IncomeEntry(BUREAU, "一般财力", 150)
    moved = IncomeEntry(STATION, "其他收入", 200)
    difference = differences(before, department(income=(moved, more)), layout).income
    assert set(difference.changes) == {
        Change(entries[0], more, ("fen",)),
        Change(entries[1], moved, ("source",)),
    }
    assert (difference.before_fen, difference.after_fen, difference.fen) == (300, 350, 50)


def test_last_years_figures_are_compared_by_measure_and_item(layout):
    before = department(previous=(PreviousFigure("three_public", "公务接待费", 100),))
    after = department(previous=(PreviousFigure("three_public", "公务接待费", 200),))
    (change,) = differences(before, after, layout).previous.changes
    assert (change.happening, change.fen) == (Happening.AMOUNT, 100)


def test_facts_are_compared_one_by_one(layout):
    before = department(code="316")
    after = replace(
        before, name="石桥县住房和城乡建设局", code="", compiled_on="2024-02-01", level_word="单位"
    )
    facts = differences(before, after, layout).facts
    assert [(each.fact, each.before, each.after) for each in facts] == [
        ("name", "石桥县住建局", "石桥县住房和城乡建设局"),
        ("code", "316", ""),
        ("level_word", "部门", "单位"),
        ("compiled_on", "", "2024-02-01"),
    ]


def test_changes_come_in_the_order_of_the_units(layout):
    units = (UNITS[1], UNITS[0])
    before = replace(department(OFFICE, CLEANING), units=units)
    changes = differences(before, replace(before, items=()), layout).items.changes
    assert [change.before for change in changes] == [CLEANING, OFFICE]


@pytest.mark.parametrize(
    "same",
    [
        pytest.param({"economic_code": "30201"}, id="one key, other amounts"),
        pytest.param({"fen": 500, "function_code": "2120303"}, id="one amount, other codes"),
        pytest.param({"fen": 500, "economic_code": "30227"}, id="one amount, other projects"),
        pytest.param({"economic_code": "30227"}, id="near projects, other amounts"),
    ],
)
def test_five_thousand_lines_that_are_alike_take_no_more_than_seconds(layout, same):
    def lines(start: int) -> tuple[LineItem, ...]:
        made = (
            replace(
                ROAD, economic_code=f"30{place % 700:03}", project=f"校舍维修第{place}号工程", fen=place + 1
            )
            for place in range(start, start + 5000)
        )
        return tuple(replace(item, **same) for item in made)

    start = time.perf_counter()
    difference = differences(department(*lines(0)), department(*lines(5000)), layout).items
    assert time.perf_counter() - start < 20
    assert sum(change.fen for change in difference.changes) == difference.fen
