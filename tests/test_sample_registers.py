"""The lists besides money of the reference sample agree with its line items, each other and the print."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import SAMPLES_FOLDER

PRINTED = Path(__file__).parent / "golden" / "bazhou-2024" / "disclosure.md"
WHOLE_DEPARTMENT = "部门整体"

CORRECTED = {
    "一般公共预算：项目支出": "the printed reason speaks of growth where the figure falls by 16.14 %",
    "2010301 行政运行": "printed 业务辆拓展",
    "2010350 事业运行": "printed 业务辆拓展",
    "2024年电子档案存储管理系统项目": "printed 18.5 元 and 12.5 元 among amounts that add up only as 万元",
}


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES_FOLDER / "bazhou-2024" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def printed() -> str:
    return without_blanks(PRINTED.read_text(encoding="utf-8"))


def project_money() -> dict[str, Decimal]:
    """Yuan of 项目支出 for each project of the line items."""
    money: dict[str, Decimal] = {}
    for row in rows("line_items"):
        if row["expenditure_kind"] == "项目支出":
            money[row["project"]] = money.get(row["project"], Decimal(0)) + Decimal(row["amount_yuan"])
    return money


def facts() -> dict[str, str]:
    return {row["fact"]: row["value"] for row in rows("other_facts")}


def test_every_project_with_money_is_described_once_and_no_other() -> None:
    described = [row["project"] for row in rows("projects")]
    assert sorted(described) == sorted(project_money())


def test_a_project_stands_with_the_unit_that_its_line_items_name() -> None:
    spending = {(row["project"], row["unit"]) for row in rows("line_items") if row["project"]}
    assert {(row["project"], row["unit"]) for row in rows("projects")} == spending


def test_indicator_weights_of_every_project_and_of_the_department_add_up_to_90() -> None:
    weights: dict[str, Decimal] = {}
    for row in rows("indicators"):
        weights[row["project"]] = weights.get(row["project"], Decimal(0)) + Decimal(row["weight"])
    assert weights == dict.fromkeys([WHOLE_DEPARTMENT, *project_money()], Decimal(90))


def test_an_indicator_stands_in_its_project_once() -> None:
    seen = Counter((row["project"], row["level_2"], row["level_3"]) for row in rows("indicators"))
    assert seen.most_common(1)[0][1] == 1


def test_an_indicator_with_an_operator_has_a_number_and_a_unit_and_one_without_has_words() -> None:
    for row in rows("indicators"):
        is_number = re.fullmatch(r"\d+(\.\d+)?", row["value"]) is not None
        assert (bool(row["operator"]), bool(row["measure_unit"])) == (is_number, is_number), row


def test_indicators_are_as_many_as_printed(printed: str) -> None:
    """Each printed row has one of the words of basis between value and weight, the department's its own."""
    forms = printed[printed.index("##部门整体绩效目标表") : printed.index("###(五)其他需说明的事项")]
    bases = re.findall("计划标准|历史标准|预算支出标准|工作要点", forms)
    assert Counter(bases) == Counter(
        re.sub(r".*工作要点", "工作要点", row["basis"]) for row in rows("indicators")
    )


def test_allocations_add_up_to_the_printed_size_and_to_the_line_items(printed: str) -> None:
    sizes = dict(re.findall(r"）项目名称：(.+?)设立的政策依据：.+?预算安排规模：([\d,.]+)万元", printed))
    allocated: dict[str, Decimal] = {}
    for row in rows("allocations"):
        allocated[row["project"]] = allocated.get(row["project"], Decimal(0)) + Decimal(row["amount_yuan"])
    assert allocated == {project: Decimal(size) * 10_000 for project, size in sizes.items()}
    assert allocated == {project: project_money()[project] for project in sizes}


def test_the_projects_that_are_not_fiscal_have_the_printed_money() -> None:
    allocated = {row["project"] for row in rows("allocations")}
    assert {project: money for project, money in project_money().items() if project not in allocated} == {
        "2024年电子档案存储管理系统项目": Decimal("1800000.00"),
        "2024年运行保障项目": Decimal("700000.00"),
    }


def test_no_subject_has_two_reasons() -> None:
    subjects = [row["subject"] for row in rows("reasons")]
    assert len(set(subjects)) == len(subjects)


def test_reasons_and_descriptions_are_the_printed_words_except_where_they_are_corrected(printed: str) -> None:
    differing = {
        row["subject"]
        for row in rows("reasons")
        if f"{subject_in_print(row['subject'])}{without_blanks(row['text'])}" not in joined(printed)
    }
    for row in rows("projects"):
        texts = (row["objective"], row["policy_basis"], row["allocation_note"])
        if any(without_blanks(text) not in printed for text in texts):
            differing.add(row["project"])
    assert differing == set(CORRECTED)


def subject_in_print(subject: str) -> str:
    """The printed words before the reason of a function item; nothing for other subjects."""
    item = re.fullmatch(r"\d{7} (.+)", subject)
    return f"{item[1]}（项）主要原因是" if item else ""


def joined(printed: str) -> str:
    """The print with the figures between an item and its reason left out, so that the two stand together."""
    return re.sub(r"（项）：[^：]*?万元，比上年预算[^。]*?%。主要原因是", "（项）主要原因是", printed)


def test_functions_and_offices_are_the_printed_ones_in_their_order(printed: str) -> None:
    overview = rows("overview")
    functions = [without_blanks(row["text"]) for row in overview if row["kind"] == "主要职能"]
    offices = [row["text"] for row in overview if row["kind"] == "内设机构"]
    assert all(f"{number}、{text}" in printed for number, text in enumerate(functions, start=1))
    assert len(functions) == 13
    assert f"下设{len(offices)}个科室，分别是：{'、'.join(offices)}。" in printed


def test_staff_procurement_and_assets_are_the_printed_ones(printed: str) -> None:
    held = facts()
    staff = [int(held[name]) for name in ("在职人数", "退休人数", "离休人数")]
    assert f"编制数{held['编制数']}，实有人数{sum(staff)}人，其中：在职{staff[0]}人" in printed
    goods, works, services, for_small, for_smallest = (
        in_wan(held[name])
        for name in (
            "政府采购货物预算", "政府采购工程预算", "政府采购服务预算",
            "面向中小企业预留金额", "其中：小微企业预留金额",
        )
    )  # fmt: skip
    assert f"货物预算{goods}万元，政府采购工程预算{works}万元，政府采购服务预算{services}万元。" in printed
    assert f"项目预算金额{for_small}万元，小微企业预留政府采购项目预算金额{for_smallest}万元。" in printed
    area = f"{Decimal(held['房屋面积']):,}"
    assert f"1.房屋{area}平方米，价值{in_wan(held['房屋价值'])}万元。" in printed
    cars = f"{held['一般公务用车数量']}辆，价值{in_wan(held['一般公务用车价值'])}万元"
    assert f"其中：一般公务用车{cars}；" in printed
    assert f"3.办公家具价值{in_wan(held['办公家具价值'])}万元。" in printed
    assert f"4.其他资产价值{in_wan(held['其他资产价值'])}万元。" in printed
    assert without_blanks(held["年度绩效目标"]) in printed


def in_wan(yuan: str) -> str:
    """Yuan as the document prints it: 万元, two decimals, thousands separators."""
    return f"{Decimal(yuan) / 10_000:,.2f}"
