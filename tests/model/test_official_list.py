"""Official code lists laid over ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.classification import Code, CodeList
from generator.model.list_file import ListError
from generator.model.official_list import (
    OfficialCode,
    OfficialList,
    code_changes,
    lay_over,
    load_book,
    load_official_lists,
)

GENERAL = ("一般公共预算",)
OURS = CodeList(
    "支出功能分类",
    (
        Code("201", "一般公共服务支出", "类", "", GENERAL),
        Code("20101", "人大事务", "款", "201", GENERAL),
        Code("2010101", "行政运行", "项", "20101", GENERAL),
        Code("2010102", "旧名", "项", "20101", GENERAL, None, 2026),
        Code("2010102", "后名", "项", "20101", GENERAL, 2027),
        Code("2010103", "无人用", "项", "20101", GENERAL),
        Code("20102", "政协事务", "款", "201", GENERAL),
        Code("2010201", "明年新增", "项", "20102", GENERAL, 2026),
        Code("2010104", "明年启用", "项", "20101", GENERAL, 2026),
    ),
)
COMPLETE = OfficialList(
    "function",
    2025,
    (
        OfficialCode("201", "一般公共服务支出"),
        OfficialCode("20101", "人大事务"),
        OfficialCode("2010101", "行政 运行"),
        OfficialCode("2010102", "新名", ("政府性基金预算",)),
        OfficialCode("2010105", "立法"),
    ),
    "科目.xlsx",
)


def named(codes: CodeList, year: int) -> dict[str, str]:
    return {code.code: code.name for code in codes.in_force(year)}


def test_from_its_year_on_the_official_book_is_what_counts() -> None:
    laid = lay_over(OURS, COMPLETE)
    assert named(laid, 2024) == named(OURS, 2024)
    assert named(laid, 2025) == {
        "201": "一般公共服务支出",
        "20101": "人大事务",
        "2010101": "行政 运行",
        "2010102": "新名",
        "2010105": "立法",
    }
    assert {code.certainty for code in laid.in_force(2025)} == {"official"}
    assert {code.source for code in laid.in_force(2025)} == {"科目.xlsx（2025）"}
    assert laid.find("2010103", 2024) is not None
    assert laid.find("2010103", 2025) is None


def test_what_the_book_leaves_open_is_as_before_or_as_above() -> None:
    laid = lay_over(OURS, COMPLETE)
    budgets = {code.code: code.budgets for code in laid.in_force(2025)}
    assert budgets["2010101"] == GENERAL
    assert budgets["2010102"] == ("政府性基金预算",)
    assert budgets["2010105"] == GENERAL


def test_changes_known_of_later_years_stay_where_their_parent_does() -> None:
    laid = lay_over(OURS, COMPLETE)
    assert named(laid, 2027)["2010102"] == "后名"
    assert named(laid, 2026)["2010102"] == "新名"
    assert "2010104" in named(laid, 2026)
    assert "2010201" not in named(laid, 2026)
    for year in (2025, 2026, 2027):
        codes = named(laid, year)
        assert all(len(code) == 3 or code[:-2] in codes for code in codes)


def test_a_partial_list_ends_nothing() -> None:
    partial = OfficialList("function", 2025, (OfficialCode("2010102", "新名"),), "通知", partial=True)
    laid = lay_over(OURS, partial)
    assert named(laid, 2025) == {**named(OURS, 2025), "2010102": "新名"}
    official = [code.code for code in laid.in_force(2025) if code.certainty == "official"]
    assert official == ["2010102"]


def test_later_lists_lie_over_earlier_ones() -> None:
    later = OfficialList("function", 2026, COMPLETE.codes[:-1], "下一年.xlsx")
    laid = lay_over(lay_over(OURS, COMPLETE), later)
    assert "2010105" in named(laid, 2025)
    assert "2010105" not in named(laid, 2026)
    assert {code.source for code in laid.in_force(2026)} == {"下一年.xlsx（2026）"}


def test_changes_are_told_apart() -> None:
    laid = lay_over(OURS, COMPLETE)
    changes = code_changes(OURS.in_force(2025), laid.in_force(2025))
    assert [code.code for code in changes.added] == ["2010105"]
    assert [code.code for code in changes.ended] == ["2010103", "20102"]
    assert [str(pair.after) for pair in changes.renamed] == ["2010102 新名"]
    assert [pair.after.code for pair in changes.moved_budgets] == ["2010102"]
    assert changes.same == 3


HEAD = "code,name,level,parent,budgets,since,until,certainty,source\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = "201,一般公共服务支出,类,,一般公共预算,,,known,\n"
    (tmp_path / "function.csv").write_text(HEAD + rows, encoding="utf-8")
    (tmp_path / "official").mkdir()
    return tmp_path


def test_a_list_is_written_and_read_again(folder: Path) -> None:
    (folder / COMPLETE.path).write_text(COMPLETE.text(), encoding="utf-8")
    assert load_official_lists(folder, "function") == (COMPLETE,)
    assert "2010105" in named(load_book(folder, "function"), 2025)
    assert "2010105" not in named(load_book(folder, "function"), 2024)
    instead = OfficialList("function", 2025, COMPLETE.codes[:1], "另一份")
    assert list(named(load_book(folder, "function", instead), 2025)) == ["201"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("20,甲,,complete,乙", "code '20'"),
        ("201,,,complete,乙", "no name"),
        ("201,甲,一般预算,complete,乙", "budgets '一般预算'"),
        ("201,甲,,all,乙", "scope 'all'"),
        ("201,甲,,complete,乙\n201,甲,,complete,乙", "code 201 again"),
        ("", "no codes"),
    ],
)
def test_a_spoilt_list_is_refused_with_its_line(folder: Path, row: str, found: str) -> None:
    path = folder / "official" / "function-2025.csv"
    path.write_text(f"code,name,budgets,scope,source\n{row}\n", encoding="utf-8")
    with pytest.raises(ListError) as caught:
        load_book(folder, "function")
    assert found in [fault.found for fault in caught.value.faults]
    assert caught.value.faults[0].file == "function-2025.csv"
