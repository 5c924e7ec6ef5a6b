"""Sentences follow the figures: as printed, compared with last year, in words that fit the sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import api
from generator.model.budget import LineItem
from generator.model.stretch import Meaning, text_of
from generator.workbook.plan import plan_workbook
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.workbook.narrative.telling import Telling, with_amount, with_reasons, without_last_year
from tests.workbook.rich_department import rich_department

pytestmark = pytest.mark.xdist_group("narrative")


@pytest.fixture(scope="module")
def shared() -> Telling:
    return Telling()


@pytest.fixture
def telling(shared: Telling) -> Telling:
    shared.enter(shared.department)
    return shared


@pytest.mark.parametrize("sample", [*SAMPLES, "rich"])
def test_what_the_document_says_is_what_the_sheet_shows(sample: str) -> None:
    if sample == "rich":
        department, layout = rich_department(), api.load_layout("xinjiang", 2024)
    else:
        intake, layout = api.read_folder(SAMPLES_FOLDER / sample)
        assert intake.department is not None
        department = intake.department
    plan = plan_workbook(department, layout)
    assert plan.narrative is not None
    told = plan.narrative.paragraphs(plan.evaluation)
    shown = plan.evaluation.column("说明", "文字")
    assert [text_of(each.stretches) for each in told] == [text for text in shown if text != ""]
    assert [each.cell for each in told] == [f"说明!B{row + 6}" for row in range(len(told))]
    assert not [text for text in shown if isinstance(text, str) and ("#" in text or "{" in text)]


def test_shares_add_up_to_a_hundred_and_the_largest_takes_the_difference(telling: Telling) -> None:
    shares = [
        stretch.text
        for paragraph in telling.paragraphs()
        for stretch in paragraph.stretches
        if stretch.meaning is Meaning.SHARE and stretch.source.startswith("表5!")
    ]
    assert shares == ["74.88%", "0.75%", "13.73%", "4.75%", "5.89%"]


def test_three_equal_parts_are_not_printed_as_99_99(telling: Telling) -> None:
    unit = telling.department.units[0].name
    codes = ("2010301", "2050803", "2080501")
    items = tuple(LineItem(unit, code, "30201", "基本支出", "", "一般财力", 10_000_000) for code in codes)
    telling.enter(replace(telling.department, items=items))
    shares = [text[-6:-1] for text in telling.texts() if "（类）" in text and "，占 " in text]
    assert shares == ["3.34%", "3.33%", "3.33%"]


def test_an_amount_that_falls_below_last_year_turns_the_words_round(telling: Telling) -> None:
    before = telling.one("1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）")
    assert "1,290.59 万元，比上年预算增加 85.01 万元，增长 7.05%" in before
    telling.enter(with_amount(telling.department, "2010301", -100_000_000))
    after = telling.one("1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）")
    assert "1,190.59 万元，比上年预算减少 14.99 万元，下降 1.24%" in after


def test_change_and_growth_follow_from_the_printed_figures(telling: Telling) -> None:
    """1,290.588… against 1,205.58: a reader who subtracts what is printed finds the printed change."""
    telling.enter(with_amount(telling.department, "2010301", 4_900))
    text = telling.one("1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）")
    amount, change = text.split("预算数为 ")[1].split(" 万元")[0], text.split("增加 ")[1].split(" ")[0]
    assert round(float(amount.replace(",", "")) - 1205.58, 2) == float(change)


def test_growth_from_nothing_says_what_the_layout_says(telling: Telling) -> None:
    assert "增加 250.00 万元，增长 100.00%" in telling.one("单位资金 ")
    assert "增加 0.00 万元，增长 0.00%" in telling.one("政府性基金预算 0.00")


def test_an_unknown_measure_reads_as_from_nothing_and_is_told(telling: Telling) -> None:
    telling.enter(with_reasons(without_last_year(telling.department, "operating"), 机关运行经费=""))
    text = telling.one("新疆巴州人民政府办公室 2024 年的机关运行经费")
    assert text.endswith("增加 343.55 万元，增长 100.00%。主要原因是（待写原因）。")
    states = dict(
        zip(
            telling.column("说明明细·说明事项", "名称"),
            telling.column("说明明细·说明事项", "状态"),
            strict=True,
        )
    )
    assert states["机关运行经费"] == "缺上年数"
    assert states["收入：政府性基金预算"] == "不需要写"


def test_lists_name_what_is_there_in_order(telling: Telling) -> None:
    assert telling.one("收入预算包括：一般公共预算、") == "收入预算包括：一般公共预算、单位资金。"
    assert "运转经费 188 万元，租赁公文流转专线成本 25 万元" in "".join(telling.texts())


def test_an_allocation_stays_with_its_project_when_rows_are_mixed(telling: Telling) -> None:
    before = [text for text in telling.texts() if text.startswith("资金分配情况")]
    registers = dict(telling.department.registers)
    registers["分配"] = (*registers["分配"][1::2], *registers["分配"][::2])
    telling.enter(replace(telling.department, registers=registers))
    after = [text for text in telling.texts() if text.startswith("资金分配情况")]
    assert [sorted(text[7:].split("，")) for text in after] == [
        sorted(text[7:].split("，")) for text in before
    ]


def test_an_empty_table_is_told_by_its_own_sentence(telling: Telling) -> None:
    statement = telling.one("新疆巴州人民政府办公室 2024 年没有使用政府性基金预算拨款安排的支出")
    assert statement in telling.column("表8·空表说明", "空表说明")


def test_headings_and_paragraphs_without_ground_leave_no_gap(telling: Telling) -> None:
    telling.enter(replace(telling.department, items=(), income=()))
    texts = telling.texts()
    assert "（一）一般公共预算当年拨款规模变化情况" not in texts
    assert "" not in texts
    assert len(texts) == len(telling.column("说明", "文字"))


def test_each_figure_says_what_it_states_and_where_it_comes_from(telling: Telling) -> None:
    (paragraph,) = [
        each for each in telling.paragraphs() if text_of(each.stretches).startswith("一般公共预算 ")
    ]
    stated = [(each.meaning, each.states, each.source) for each in paragraph.stretches if each.states]
    assert stated[:3] == [
        (Meaning.AMOUNT, "一般公共预算收入", "表1!B9"),
        (Meaning.SHARE, "一般公共预算收入 占比", "表1!B9"),
        (Meaning.MORE_OR_LESS, "一般公共预算收入 增减", "表1!B9"),
    ]
    assert stated[-1] == (Meaning.WRITTEN, "一般公共预算收入 原因", "文字说明!B7")
