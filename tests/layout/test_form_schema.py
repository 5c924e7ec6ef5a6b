"""What a layout author may write in the file of a form, and what is said about mistakes in it."""

import pytest
from pydantic import ValidationError

from generator.layout.form_schema import Form
from generator.layout.source import CONTRADICTION, MISSING, UNKNOWN, WRONG_KIND
from tests.layout.changed_layout import ChangedLayout

DEPARTMENT, PROJECT = "forms/01-department.yaml", "forms/02-project.yaml"


def form(head: list[list[dict[str, object]]], **words: object) -> Form:
    """A form of three columns."""
    columns = [{"heading": name, "text": "{三级指标}"} for name in "甲乙丙"]
    indicators = {"rows_of": "指标", "by": "项目", "of": "部门整体"}
    return Form.model_validate(
        {
            "form": "目标表",
            "title": "目标表",
            "head": head,
            "indicators": indicators,
            "columns": columns,
            **words,
        }
    )


def test_the_shipped_forms_are_loaded_in_the_order_of_the_year_file(layouts: ChangedLayout) -> None:
    assert [each.form for each in layouts.load().forms] == [
        "部门整体绩效目标表",
        "项目支出绩效目标表",
        "项目支出绩效目标表（不含赋分规则）",
    ]


def test_a_following_year_has_the_forms_of_the_one_before(layouts: ChangedLayout) -> None:
    assert layouts.load(2025).forms == layouts.load(2024).forms


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "word"),
    [
        (DEPARTMENT, "{fact: 名称, columns: 4}", "{fact: 名称, columns: 3}", CONTRADICTION, "head"),
        (DEPARTMENT, "{fact: 名称, columns: 4}", "{fact: 名称, columns: 5}", CONTRADICTION, "head"),
        (DEPARTMENT, "columns: 2, rows: 4}", "columns: 2, rows: 5}", CONTRADICTION, "head"),
        (DEPARTMENT, "of: 部门整体, ", "", CONTRADICTION, "each"),
        (DEPARTMENT, "{item: 部门联系人}", "{item: 部门联系人, label: 联系人}", CONTRADICTION, "label"),
        (DEPARTMENT, "{item: 部门联系人}", "{field: 项目负责人}", CONTRADICTION, "each"),
        (DEPARTMENT, "{fact: 名称, columns: 4}", "{fact: 名字, columns: 4}", UNKNOWN, "名称"),
        (PROJECT, "by: 项目, order", "order", MISSING, "by"),
        (PROJECT, "least: 8", "least: 0", WRONG_KIND, "> 0"),
        (
            PROJECT,
            "{amount: [其他资金], columns: 2}",
            "{amount: [其他资金], long: true, columns: 2}",
            CONTRADICTION,
            "long",
        ),
        (
            PROJECT,
            "{amount: [其他资金], columns: 2}",
            "{amount: [其他资金], where: {性质: 财政拨款}, columns: 2}",
            CONTRADICTION,
            "where",
        ),
        (PROJECT, "{field: 预算单位, columns: 7}", "{feld: 预算单位, columns: 7}", UNKNOWN, "feld"),
    ],
)
def test_a_mistake_is_told_at_its_file(
    layouts: ChangedLayout, file: str, old: str, new: str, code: str, word: str
) -> None:
    layouts.change(file, old, new)
    faults = [fault for fault in layouts.faults() if fault.file == file]
    assert code in [fault.code for fault in faults]
    told = [f"{fault.found}{fault.allowed}{fault.path}" for fault in faults if fault.code == code]
    assert any(word in each for each in told), told


def test_cells_are_placed_around_those_that_come_down_from_above() -> None:
    label: dict[str, object] = {"label": "资金", "rows": 2}
    made = form([[label, {"label": "财政", "rows": 2}, {"fact": "名称"}], [{"fact": "年度"}]])
    assert [(row, column) for row, column, _ in made.placed()] == [(0, 0), (0, 1), (0, 2), (1, 2)]


def test_a_value_states_the_labels_to_its_left_up_to_the_value_before() -> None:
    label: dict[str, object] = {"label": "资金", "rows": 2}
    made = form([[label, {"label": "财政"}, {"fact": "名称"}], [{"fact": "年度"}, {"fact": "级别"}]])
    assert made.label_of(0, 2) == "资金 财政"
    assert made.label_of(1, 1) == "资金"
    assert made.label_of(1, 2) == ""


@pytest.mark.parametrize(
    "head",
    [
        [[{"label": "甲"}]],
        [[{"label": "甲", "columns": 4}]],
        [[{"label": "甲", "rows": 2, "columns": 3}]],
        [[{"label": "甲", "rows": 2}, {"label": "乙", "columns": 2}], [{"label": "丙", "columns": 3}]],
    ],
)
def test_a_head_that_does_not_fill_its_grid_is_refused(head: list[list[dict[str, object]]]) -> None:
    with pytest.raises(ValidationError, match="fill the columns exactly"):
        form(head)


def test_at_most_two_levels_order_the_indicators() -> None:
    """More have no room in the key."""
    indicators = {"rows_of": "指标", "by": "项目", "of": "部门整体", "order": ["甲", "乙", "丙"]}
    with pytest.raises(ValidationError, match="at most 2"):
        form([[{"fact": "名称", "columns": 3}]], indicators=indicators)
