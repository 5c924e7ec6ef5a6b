"""The search sheet (科目查找): words of a name, or the beginning of a code, lead to codes."""

from collections.abc import Callable

import pytest

from generator import api
from generator.model.budget import Department
from generator.model.classification import Code, CodeList
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from tests.oracles.stored import Value
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, retyped

LAYOUT = api.load_layout("xinjiang", 2024)
BOX: Address = ("科目查找", "B4")
FIRST_ROW, SHOWN = 8, 60
FUNCTION, ECONOMIC = ("A", "B", "C"), ("E", "F", "G")
Found = list[tuple[Value, ...]]


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    return plan_workbook(Department("", 2024, ()), LAYOUT, Capacity(items=10, income=5, units=5))


@pytest.fixture(scope="module")
def search(plan: WorkbookPlan) -> Callable[[str | None], dict[str, object]]:
    """Type into the box; what the sheet then shows: both lists and what is said above them."""
    live = LiveWorkbook(plan)

    def typed(words: str | None) -> dict[str, object]:
        entries: dict[Address, Typed] = {BOX: words}
        with live.typed(entries):
            shown: dict[str, object] = {
                name: rows(lambda cell: live.value("科目查找", cell), columns)
                for name, columns in (("功能", FUNCTION), ("经济", ECONOMIC))
            }
            shown |= {"说功能": live.value("科目查找", "A6"), "说经济": live.value("科目查找", "E6")}
        ours = retyped(plan, entries).evaluation
        for name in ("功能", "经济"):
            columns = (ours.column(f"查找·{name}", column) for column in ("编码", "名称", "所属"))
            assert shown[name] == [row for row in zip(*columns, strict=True) if row[0] != ""]
            assert shown[f"说{name}"] == ours.value(f"查找·{name}·数", "数")
        return shown

    return typed


def rows(value: Callable[[str], Value], columns: tuple[str, ...]) -> Found:
    shown = [tuple(value(f"{letters}{FIRST_ROW + row}") for letters in columns) for row in range(SHOWN)]
    used = [row for row in shown if row[0] != ""]
    assert shown[len(used) :] == [("", "", "")] * (SHOWN - len(used)), "matches stand without gaps"
    return used


def matching(codes: CodeList, digits: int, *words: str) -> list[Code]:
    """The codes whose own code and name, or those above, hold every word: found without the workbook."""
    names = {code.code: f"{code.code} {code.name}" for code in codes.in_force(2024)}

    def told(code: Code) -> str:
        above = [names.get(code.code[:length], "") for length in range(3, digits + 1, 2)]
        return " ".join([*above, "；".join(code.budgets)])

    listed = [code for code in codes.in_force(2024) if len(code.code) == digits]
    return [code for code in listed if all(word in told(code) for word in words)]


def test_two_words_narrow_down_to_the_code(search: Callable[[str], dict[str, object]]) -> None:
    shown = search("办公厅 运行")
    found = matching(LAYOUT.function, 7, "办公厅", "运行")
    assert [row[:2] for row in shown["功能"]] == [(code.code, code.name) for code in found]
    parents = "201 一般公共服务支出 › 20103 政府办公厅（室）及相关机构事务"
    assert ("2010301", "行政运行", parents) in shown["功能"]
    assert shown["说功能"] == f"支出功能分类（项）：找到 {len(found)} 个。"
    assert shown["经济"] == []
    assert shown["说经济"] == "部门预算支出经济分类（款）：找到 0 个。"


@pytest.mark.parametrize("written", ["2010301", "２０１０３０１", " 2010301 ", "2010301\u00a0行政运行"])
def test_a_code_finds_itself(written: str, search: Callable[[str], dict[str, object]]) -> None:
    assert [row[:2] for row in search(written)["功能"]] == [("2010301", "行政运行")]


def test_an_economic_code_is_found_by_its_name(search: Callable[[str], dict[str, object]]) -> None:
    shown = search("办公费")
    assert [row for row in shown["经济"] if row[0] == "30201"] == [("30201", "办公费", "302 商品和服务支出")]
    found = matching(LAYOUT.economic, 5, "办公费")
    assert [row[:2] for row in shown["经济"]] == [(code.code, code.name) for code in found]


def test_a_code_of_another_budget_says_which(search: Callable[[str], dict[str, object]]) -> None:
    (row,) = [row for row in search("土地出让业务支出")["功能"] if row[0] == "2120806"]
    assert row[2].endswith("〔政府性基金预算〕")


def test_a_word_without_a_match_says_so(search: Callable[[str], dict[str, object]]) -> None:
    shown = search("没有这样的科目")
    assert (shown["功能"], shown["经济"]) == ([], [])
    assert shown["说功能"] == "支出功能分类（项）：找到 0 个。"
    assert shown["说经济"] == "部门预算支出经济分类（款）：找到 0 个。"


def test_more_matches_than_there_is_room_for_are_counted(search: Callable[[str], dict[str, object]]) -> None:
    shown = search("支出")
    found = matching(LAYOUT.function, 7, "支出")
    assert len(found) > SHOWN
    assert [row[0] for row in shown["功能"]] == [code.code for code in found[:SHOWN]]
    assert shown["说功能"] == f"支出功能分类（项）：找到 {len(found)} 个，下面是前 60 个，请多填几个字。"


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b"])
def test_an_empty_box_lists_nothing(
    nothing: str | None, search: Callable[[str | None], dict[str, object]]
) -> None:
    shown = search(nothing)
    assert (shown["功能"], shown["经济"]) == ([], [])
    assert (shown["说功能"], shown["说经济"]) == ("支出功能分类（项）", "部门预算支出经济分类（款）")


@pytest.mark.parametrize("sign", ["*", "?", "~", "（"])
def test_signs_are_taken_as_they_stand(sign: str, search: Callable[[str], dict[str, object]]) -> None:
    shown = search(sign)
    for row in [*shown["功能"], *shown["经济"]]:
        assert any(sign.replace("（", "(") in str(cell).replace("（", "(") for cell in row)
