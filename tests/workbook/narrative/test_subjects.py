"""What people still have to write, and reasons that say the opposite of the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.budget import RegisterEntry
from tests.workbook.narrative.telling import Telling, with_amount, with_reasons

pytestmark = pytest.mark.xdist_group("narrative")


@pytest.fixture(scope="module")
def shared() -> Telling:
    return Telling()


@pytest.fixture
def telling(shared: Telling) -> Telling:
    shared.enter(shared.department)
    return shared


def test_nothing_is_left_to_write_in_the_reference_sample(telling: Telling) -> None:
    assert telling.column("说明明细·待写", "名称") == []
    assert telling.check("P05")[0] == "平"
    assert telling.check("P06")[0] == "平"


def test_what_is_not_written_is_listed_for_the_drop_down_and_beside_the_reasons(telling: Telling) -> None:
    telling.enter(with_reasons(telling.department, **{"收入：单位资金": "", "用途：教育支出": ""}))
    assert telling.column("说明明细·待写", "名称") == ["收入：单位资金", "用途：教育支出"]
    assert telling.column("文字说明·还要写", "名称") == ["收入：单位资金", "用途：教育支出"]
    assert telling.column("说明明细·待写·末行", "末行") == [2]
    verdict, said = telling.check("P05")
    assert verdict == "不平"
    assert "收入：单位资金" in str(said)
    assert "等 2 个事项" in str(said)
    assert telling.one("单位资金 ").endswith("主要原因是（待写原因）。")
    assert telling.column("说明", "提示") == ["▲ 有原因或用途没有写"] * 2


def test_reasons_nobody_has_begun_to_write_light_no_light(telling: Telling) -> None:
    telling.enter(replace(telling.department, registers={**telling.department.registers, "文字": ()}))
    assert telling.check("P05")[0] == "不适用"
    assert telling.check("P06")[0] == "不适用"
    assert telling.column("总灯", "总灯") == ["✔ 全部平衡"]


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        ("人员增加，所以预算比上年增长", "不平"),
        ("压减了一般性支出，其中办公费增加", "平"),
        ("调出人员，经费减少", "平"),
        ("按规定办理", "平"),
    ],
)
def test_a_reason_that_speaks_of_growth_beside_a_fall_is_told(
    telling: Telling, reason: str, verdict: str
) -> None:
    telling.enter(with_reasons(telling.department, **{"2101101 行政单位医疗": reason}))
    found, said = telling.check("P06")
    assert found == verdict
    assert ("2101101 行政单位医疗" in str(said)) == (verdict == "不平")


def test_a_changed_amount_makes_an_old_reason_contradict_it(telling: Telling) -> None:
    telling.enter(with_amount(telling.department, "2010301", -100_000_000))
    verdict, said = telling.check("P06")
    assert verdict == "不平"
    assert "2010301 行政运行”的预算数减少" in str(said)


def test_of_two_reasons_for_one_subject_the_first_is_told(telling: Telling) -> None:
    registers = telling.department.registers
    other = RegisterEntry({"事项": "收入：一般公共预算", "文字": "另一个原因"})
    doubled = (*registers["文字"], other)
    before = telling.texts()
    telling.enter(replace(telling.department, registers={**registers, "文字": doubled}))
    assert telling.texts() == before
