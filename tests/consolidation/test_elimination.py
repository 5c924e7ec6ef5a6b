"""What one department pays another counts once where both are inside, and stays where one is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.checks.report import report_of
from generator.consolidation.consolidating import Consolidation, consolidate
from generator.consolidation.member import Member
from tests.consolidation.small import Paid, general, small_member
from tests.region import GENERAL, REMITTED, SUBSIDY, layout

HEAD = general("001", "县教育局", 1_000_000)


def receiver(items: list[Paid], income: list[Paid], superior: str = "001") -> Member:
    return small_member("002", "县第一中学", items, income, superior)


def consolidated(*members: Member, eliminate: bool = True) -> Consolidation:
    return consolidate(members, layout(), "教育口", eliminate=eliminate)


def total(region: Consolidation, column: str) -> int:
    value = region.totals[column]
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
    ("superior", "said"), [("省教育厅", "不在汇总范围内"), ("", "没有写上级部门"), ("002", "是它自己")]
)
def test_a_subsidy_from_outside_stays(superior: str, said: str) -> None:
    region = consolidated(HEAD, receiver([(SUBSIDY, 300)], [(SUBSIDY, 300)], superior))
    assert total(region, "收入合计") == 1_000_300
    (transfer,) = region.transfers
    assert (transfer.inside, transfer.eliminated) == (False, 0)
    assert said in transfer.reason


def test_what_subordinates_remit_is_eliminated_where_there_are_any() -> None:
    head = small_member("001", "县教育局", [(REMITTED, 700)], [(REMITTED, 700)])
    below = receiver([(GENERAL, 900)], [(GENERAL, 900)])
    assert total(consolidated(head, below), "支出合计") == 900
    alone = consolidated(head)
    assert total(alone, "支出合计") == 700
    assert "没有以它为上级的部门" in alone.transfers[0].reason


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
        "核对": "✔ 两边相等",
    }


def test_a_region_without_transfers_says_so() -> None:
    sheet = next(sheet for sheet in consolidated(HEAD).plan.sheets if sheet.name == "抵销")
    assert any("不需要抵销" in label.text for label in sheet.labels)
