"""Which unit is which: by code, by name, by its lines."""

from dataclasses import replace

from generator.difference.units import UnitPair, pair_units
from generator.model.budget import Department, LineItem, Unit

BUREAU, STATION, CENTRE = Unit("石桥县住建局", "316001"), Unit("石桥县质监站", "316002"), Unit("石桥县房管所")


def department(*units: Unit, items: tuple[LineItem, ...] = ()) -> Department:
    return Department("石桥县住建局", 2024, units, items)


def lines(unit: Unit, *amounts: int) -> tuple[LineItem, ...]:
    return tuple(
        LineItem(unit.name, "2120101", "30101", "基本支出", "", "一般财力", amount) for amount in amounts
    )


def names(before: Department, after: Department) -> set[tuple[str, str]]:
    return {
        (pair.before.name if pair.before else "", pair.after.name if pair.after else "")
        for pair in pair_units(before, after).pairs
    }


def test_a_unit_with_another_name_and_the_same_code_is_the_same():
    renamed = replace(STATION, name="石桥县工程质量服务中心")
    pairs = pair_units(department(BUREAU, STATION), department(BUREAU, renamed))
    assert pairs.changes == (UnitPair(STATION, renamed),)
    assert pairs.changes[0].differs == ("name",)
    assert pairs.before[STATION.name] == pairs.after[renamed.name]


def test_a_unit_with_another_code_and_the_same_name_is_the_same():
    recoded = replace(STATION, code="316009", kind="事业单位")
    assert pair_units(department(STATION), department(recoded)).changes[0].differs == ("code", "kind")


def test_units_that_share_a_code_are_known_by_their_names():
    first, second = Unit("甲站", "316"), Unit("乙站", "316")
    assert names(department(first, second), department(second, first)) == {("甲站", "甲站"), ("乙站", "乙站")}


def test_lines_decide_where_code_and_name_point_to_different_units():
    """A unit was put before the station, and codes were given anew."""
    before = department(BUREAU, STATION, items=lines(STATION, 100, 200))
    inserted, moved = Unit("石桥县规划站", "316002"), replace(STATION, code="316003")
    after = department(BUREAU, inserted, moved, items=lines(moved, 100, 200))
    assert names(before, after) == {
        (BUREAU.name, BUREAU.name),
        (STATION.name, STATION.name),
        ("", inserted.name),
    }


def test_the_code_decides_where_lines_do_not():
    before = department(Unit("甲站", "1"))
    after = department(Unit("甲站", "2"), Unit("乙站", "1"))
    assert names(before, after) == {("甲站", "乙站"), ("", "甲站")}


def test_a_unit_without_a_code_is_known_by_half_of_its_lines():
    other = Unit("石桥县保障性住房服务中心")
    before = department(CENTRE, items=lines(CENTRE, 100, 200, 300))
    assert names(before, department(other, items=lines(other, 100, 200, 999))) == {(CENTRE.name, other.name)}
    assert names(before, department(other, items=lines(other, 100, 888, 999))) == {
        (CENTRE.name, ""),
        ("", other.name),
    }


def test_a_unit_without_a_code_is_known_by_a_near_name():
    near = Unit("石桥县房管所（本级）")
    assert names(department(CENTRE), department(near)) == {(CENTRE.name, near.name)}


def test_near_names_with_other_codes_are_other_units():
    first, second = Unit("石桥县第一小学", "305001"), Unit("石桥县第二小学", "305002")
    assert names(department(first), department(second)) == {(first.name, ""), ("", second.name)}


def test_a_new_order_of_units_is_told():
    assert pair_units(department(BUREAU, STATION), department(STATION, BUREAU)).reordered
    assert not pair_units(department(BUREAU, STATION), department(BUREAU, CENTRE, STATION)).reordered
    assert not pair_units(department(BUREAU, CENTRE, STATION), department(BUREAU, STATION)).reordered
