"""Near numbers and near names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.difference.nearness import MOST_HOLDERS, near_names, nearest_numbers

numbers = st.lists(st.integers(min_value=-50, max_value=50), max_size=8)


def slowly(before: list[int], after: list[int]) -> list[int]:
    """The distances of the pairs, found by looking at all of them again and again."""
    old, new, distances = list(before), list(after), []
    while old and new:
        distance, first, second = min((abs(one - other), one, other) for one in old for other in new)
        old.remove(first)
        new.remove(second)
        distances.append(distance)
    return distances


@given(numbers, numbers)
def test_the_nearest_two_of_all_are_a_pair(before, after):
    pairs = nearest_numbers(before, after)
    assert len(pairs) == min(len(before), len(after))
    assert len({first for first, _ in pairs}) == len({second for _, second in pairs}) == len(pairs)
    distances = sorted(abs(before[first] - after[second]) for first, second in pairs)
    if distances:
        assert distances[0] == slowly(before, after)[0]
    assert distances.count(0) == slowly(before, after).count(0)


@given(numbers, numbers)
def test_numbers_are_the_same_pairs_the_other_way_round(before, after):
    there, back = nearest_numbers(before, after), nearest_numbers(after, before)
    assert there == sorted((first, second) for second, first in back)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("校舍维修", "校舍维修（二期）"),
        ("“放管服工作”保障项目", "“放管服”工作保障费"),
        ("OA系统维护", "oa系统维护"),
        ("设备 购置", "设备购置"),
    ],
)
def test_two_writings_of_a_name_are_near(before, after):
    assert near_names([before], ["桥梁加固", after]) == [(before, after)]
    assert near_names([after], ["桥梁加固", before]) == [(after, before)]


@pytest.mark.parametrize(("before", "after"), [("校舍维修", "道路养护"), ("", "校舍维修"), ("甲", "乙")])
def test_other_names_are_not_near(before, after):
    assert near_names([before], [after]) == []


def test_the_likest_name_comes_first():
    names = near_names(["校舍维修工程"], ["校舍维修", "校舍维修工程款"])
    assert [after for _, after in names] == ["校舍维修工程款", "校舍维修"]


def test_signs_that_many_names_have_do_not_hide_the_name_that_is_meant():
    many = [f"{chr(0x4E00 + place)}{chr(0x5E00 + place)}保障项目" for place in range(2 * MOST_HOLDERS)]
    pairs = near_names(many, [name.replace("项目", "费") for name in many])
    assert [(name, name.replace("项目", "费")) for name in sorted(many)] == sorted(
        pair for pair in pairs if pair[0][:2] == pair[1][:2]
    )
