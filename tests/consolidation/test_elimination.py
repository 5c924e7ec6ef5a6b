"""What one department pays another counts once where both are inside, and stays where one is not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from generator.checks.report import report_of
from generator.consolidation.absent import Absent, Why
from generator.consolidation.consolidating import Consolidation, consolidate
from generator.consolidation.elimination import Payers
from generator.consolidation.member import Member
from tests.consolidation.small import Paid, general, small_member
from tests.region import GENERAL, REMITTED, SUBSIDY, layout

HEAD = general("001", "县教育局", 1_000_000)


def receiver(items: list[Paid], income: list[Paid], superior: str = "001") -> Member:
    return small_member("002", "县第一中学", items, income, superior)


def consolidated(
    *members: Member, eliminate: bool = True, absent: Sequence[Absent] = (), has_roster: bool = True
) -> Consolidation:
    return consolidate(members, layout(), "教育口", eliminate=eliminate, absent=absent, has_roster=has_roster)


def total(region: Consolidation, column: str) -> int:
    value = region.consolidated[column]
    assert value is not None
    return int(value * 1_000_000)


@pytest.mark.parametrize("superior", ["001", "县教育局", " 县 教育局"])
def test_a_subsidy_inside_is_eliminated_on_both_sides(superior: str) -> None:
    region = consolidated(
        HEAD, receiver([(SUBSIDY, 300), (GENERAL, 50)], [(SUBSIDY, 300), (GENERAL, 50)], superior)
    )
    assert (total(region, "收入合计"), total(region, "支出合计")) == (1_000_050, 1_000_050)
    (transfer,) = region.transfers
    assert (transfer.counterparts, transfer.inside, transfer.eliminated) == (("县教育局",), True, 300)
    assert "同时抵销" in transfer.reason
    assert report_of(region.plan).errors == ()


@pytest.mark.parametrize(
    ("superior", "payers", "to_check", "said"),
    [
        ("教育局", Payers.UNKNOWN, True, "名册上没有“教育局”，最接近的是“县教育局”"),
        ("", Payers.OUTSIDE, False, "没有写上级部门"),
        ("002", Payers.UNKNOWN, True, "是它自己"),
        ("009", Payers.OUTSIDE, True, "“市教育局”在名册上，但没有参加汇总（退回待改）"),
        ("县政府办", Payers.OUTSIDE, False, "“县政府办”在名册上，但没有参加汇总（不在这次选定的部门里）"),
    ],
)
def test_a_subsidy_from_outside_stays(superior: str, payers: Payers, to_check: bool, said: str) -> None:
    absent = [
        Absent("009", "市教育局", "", Why.REFUSED),
        Absent("010", "县政府办", "", Why.NOT_CHOSEN),
    ]
    region = consolidated(HEAD, receiver([(SUBSIDY, 300)], [(SUBSIDY, 300)], superior), absent=absent)
    assert total(region, "收入合计") == 1_000_300
    (transfer,) = region.transfers
    assert (transfer.payers, transfer.eliminated, transfer.to_check) == (payers, 0, to_check)
    assert said in transfer.reason
    assert ("请核对" in transfer.reason) is to_check
    told = region.plan.evaluation.value("抵销", "核对")
    assert told == ("△ 请核对" if to_check else "－ 不抵销")


def test_without_a_roster_nobody_knows_who_paid() -> None:
    head = small_member("001", "县教育局", [(REMITTED, 700)], [(REMITTED, 700)])
    region = consolidated(head, receiver([(SUBSIDY, 300)], [(SUBSIDY, 300)], ""), has_roster=False)
    assert [(each.payers, each.eliminated) for each in region.transfers] == [(Payers.UNKNOWN, 0)] * 2
    assert all("没有名册" in each.reason for each in region.transfers)


def test_what_subordinates_remit_is_eliminated_where_there_are_any() -> None:
    head = small_member("001", "县教育局", [(REMITTED, 700)], [(REMITTED, 700)])
    below = receiver([(GENERAL, 900)], [(GENERAL, 900)])
    assert total(consolidated(head, below), "支出合计") == 900
    alone = consolidated(head)
    assert total(alone, "支出合计") == 700
    assert "没有以它为上级的部门" in alone.transfers[0].reason


@pytest.mark.parametrize(
    ("inside", "payers", "said"),
    [(True, Payers.PARTLY, "分不清是谁交的"), (False, Payers.OUTSIDE, "下级部门都没有参加汇总")],
)
def test_what_subordinates_remit_stays_unless_all_of_them_take_part(
    inside: bool, payers: Payers, said: str
) -> None:
    head = small_member("001", "县教育局", [(REMITTED, 700)], [(REMITTED, 700)])
    below = [receiver([(GENERAL, 900)], [(GENERAL, 900)])] if inside else []
    absent = [Absent("003", "县第二中学", "县教育局", Why.TO_EXPLAIN)]
    region = consolidated(head, *below, absent=absent)
    assert total(region, "支出合计") == 700 + 900 * inside
    (transfer,) = region.transfers
    assert (transfer.payers, transfer.eliminated, transfer.to_check) == (payers, 0, True)
    assert said in transfer.reason
    assert "县第二中学（待说明）" in transfer.reason
    assert "请核对" in transfer.reason


@pytest.mark.parametrize(
    ("spent", "income", "taken"),
    [([200], 300, 200), ([200, 200], 300, 300), ([500, -100], 300, 300), ([], 300, 0), ([-300], 300, 0),
     ([-200, -200], -300, -300)],
)  # fmt: skip
def test_unequal_sides_are_eliminated_as_far_as_they_match(spent: list[int], income: int, taken: int) -> None:
    region = consolidated(HEAD, receiver([(SUBSIDY, fen) for fen in spent], [(SUBSIDY, income)]))
    assert total(region, "收入合计") == 1_000_000 + income - taken
    assert total(region, "支出合计") == 1_000_000 + sum(spent) - taken
    assert "请核对" in region.transfers[0].reason


def test_listing_only_changes_no_figure() -> None:
    members = (HEAD, receiver([(SUBSIDY, 300)], [(SUBSIDY, 300)]))
    listed = consolidated(*members, eliminate=False)
    assert total(listed, "支出合计") == 1_000_300
    assert (listed.transfers[0].inside, listed.transfers[0].eliminated) == (True, 0)
    assert "只列示" in listed.transfers[0].reason


def test_the_sheet_shows_both_sides_and_whether_they_agree() -> None:
    region = consolidated(HEAD, receiver([(SUBSIDY, 200)], [(SUBSIDY, 300)]))
    shown = {
        name: region.plan.evaluation.value("抵销", name)
        for name in ("收入", "支出", "抵销收入", "抵销支出", "核对")
    }
    assert shown == {
        "收入": Decimal("3.00"),
        "支出": Decimal("2.00"),
        "抵销收入": Decimal("2.00"),
        "抵销支出": Decimal("2.00"),
        "核对": "△ 抵销一部分",
    }


def test_a_row_says_that_all_of_it_was_eliminated() -> None:
    region = consolidated(HEAD, receiver([(SUBSIDY, 300)], [(SUBSIDY, 300)]))
    assert region.plan.evaluation.value("抵销", "核对") == "✔ 全部抵销"
    assert region.plan.evaluation.value("抵销·合计", "合计") == "共抵销收入 3.00 元，支出 3.00 元。"


def test_a_region_without_transfers_says_so() -> None:
    sheet = next(sheet for sheet in consolidated(HEAD).plan.sheets if sheet.name == "抵销")
    assert any("不需要抵销" in label.text for label in sheet.labels)
